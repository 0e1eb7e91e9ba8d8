"""What a mkdocs.yml says, as MkDocs understands it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.config_options import Optional, Type
from mkdocs.exceptions import MkDocsException

from okrpress.site.project import Project, refuse_tracked_cache, renders_plainly
from okrpress.site.publication import PublicationError

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

PLUGIN: Final = "okr"
_MATERIAL: Final = ("material", "templates")
"""Where the theme lies, and a theme that is made from it looks for what it lacks."""
SEARCH: Final = "material/search"


class Options(Config):  # type: ignore[no-untyped-call]
    """What mkdocs.yml may say to the plugin."""

    okrs = Type(str, default="okrs")
    today = Optional(Type((str, date)))
    allow_errors = Type(bool, default=False)
    content_policy = Type(bool, default=True)


def loaded(config_file: Path) -> MkDocsConfig:
    """Let MkDocs read its configuration.

    Raises:
        PublicationError: something is wrong with it.

    """
    with complaints() as said:
        try:
            return load_config(str(config_file))
        except (MkDocsException, SystemExit) as problem:
            raise PublicationError(" ".join(said) or str(problem)) from problem


def project_from(config: MkDocsConfig, options: Options) -> Project:
    """Keep what we need to know of a configuration.

    Raises:
        PublicationError: `today` is no day, the theme is another one, or the cache is under version control.

    """
    config_file = Path(config.config_file_path).resolve()
    refuse_tracked_cache(config_file)
    if not any(Path(folder).parts[-2:] == _MATERIAL for folder in config.theme.dirs):
        named = f"the theme {config.theme.name!r}" if config.theme.name else "no theme of a package"
        message = (
            f"{config_file.name} has {named}, and the site is made with Material for MkDocs: "
            "write 'theme: material', or 'theme: {name: material, …}' with what else you want of it."
        )
        raise PublicationError(message)
    okrs = (config_file.parent / options.okrs).resolve()
    docs = Path(config.docs_dir).resolve()
    own = config.theme.custom_dir
    try:
        today = date.fromisoformat(str(options.today)) if options.today else None
    except ValueError:
        message = f"{config_file.name} gives the plugin `{PLUGIN}` the day {options.today!r}: write YYYY-MM-DD."
        raise PublicationError(message) from None
    return Project(
        config_file=config_file,
        site_dir=Path(config.site_dir).resolve(),
        site_url=config.site_url or "",
        okrs=okrs,
        # MkDocs insists on a folder that is there: `docs_dir: okrs` always is, and means `okrs/pages`.
        docs=None if docs in (okrs, okrs / "pages") else docs,
        overrides=(Path(own).resolve(),) if own else (),
        plain=renders_plainly(
            config_file,
            theme=str(config.theme.name),
            custom_dir=Path(own) if own else None,
            plugins=config.plugins,
            extensions=config.markdown_extensions,
            more=[name for name in ("hooks", "draft_docs") if config[name]],
        ),
        today=today,
        allow_errors=options.allow_errors,
        is_policed=options.content_policy,
    )


@contextmanager
def complaints() -> Iterator[list[str]]:
    """Collect what MkDocs says about errors: its exceptions only say that there were some."""
    said: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    collector = Collector(logging.ERROR)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(collector)
    try:
        yield said
    finally:
        logger.removeHandler(collector)
