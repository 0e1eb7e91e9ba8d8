"""What a mkdocs.yml says, read without MkDocs, and what of it Zensical is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from okrpress.site.frames import FrameOrder
from okrpress.site.material import TABLES, set_defaults
from okrpress.site.navigation import Entry, section, with_hubs
from okrpress.site.project import Project, renders_plainly
from okrpress.site.publication import Publication, PublicationError
from okrpress.site.switch import alternates, own_url

NO_REPOSITORY: Final = "https://okrpress.invalid"
"""Where mkdocs.yml names no repository: Zensical links to an editor only where there is one."""
EDITOR: Final = "okrpress-edit"
"""Stands in rendered pages between the repository and a page's path."""

_PLUGIN: Final = "okr"
_NOT_FOR_ZENSICAL: Final = frozenset({_PLUGIN, "search", "material/search"})
_ALWAYS_IN_MKDOCS: Final = ("toc", {"tables": TABLES}, "fenced_code")
"""Markdown extensions that MkDocs switches on by itself; Zensical would switch on twenty others."""


@dataclass(frozen=True, slots=True)
class _Tagged:
    """A value with a tag that only Zensical understands (`!ENV`, `!!python/name:…`): handed on as it is written."""

    node: yaml.Node


class _Loader(yaml.SafeLoader):
    """Reads a mkdocs.yml and keeps tags."""


class _Dumper(yaml.SafeDumper):
    """Writes what was read, tags and all; each value once more where it is used twice, for Zensical changes what it reads."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - what it is makes no difference
        """Never write an alias."""
        return True


_Loader.add_multi_constructor("", lambda _, __, node: _Tagged(node))
_Dumper.add_representer(_Tagged, lambda _, value: value.node)


def read(config_file: Path) -> dict[str, Any]:
    """Read a configuration file.

    Raises:
        PublicationError: it is no YAML, no map, or leans on another file.

    """
    try:
        values = yaml.load(config_file.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - a SafeLoader
    except (yaml.YAMLError, UnicodeDecodeError) as problem:
        message = f"{config_file.name} cannot be read: {' '.join(str(problem).split())}."
        raise PublicationError(message) from problem
    if not isinstance(values, dict):
        message = f"{config_file.name} is not a list of settings: begin with `site_name: …`."
        raise PublicationError(message)
    if "INHERIT" in values:
        message = f"{config_file.name} says INHERIT, which `--builder zensical` cannot follow: put all settings into one file."
        raise PublicationError(message)
    if not values.get("site_name"):
        message = f"{config_file.name} has no `site_name`."
        raise PublicationError(message)
    if not isinstance(values.get("plugins", []), list | dict):
        message = f"{config_file.name}: `plugins` is a list."
        raise PublicationError(message)
    return values


def project_of(config_file: Path) -> Project:
    """Understand a mkdocs.yml as far as a build has to.

    Raises:
        PublicationError: the file is not as it should be.

    """
    values = read(config_file)
    plugins = _named(values.get("plugins", []))
    if _PLUGIN not in plugins:
        message = f"{config_file} does not list the plugin `{_PLUGIN}`: add `plugins: [{_PLUGIN}]`."
        raise PublicationError(message)
    options = plugins[_PLUGIN]
    today = options.get("today")
    try:
        day = date.fromisoformat(str(today)) if today else None
    except ValueError:
        message = f"{config_file.name} gives the plugin `{_PLUGIN}` the day {today!r}: write YYYY-MM-DD."
        raise PublicationError(message) from None
    folder = config_file.parent
    okrs, docs = folder / str(options.get("okrs", "okrs")), folder / str(values.get("docs_dir", "docs"))
    theme = _theme(values)
    own = theme.get("custom_dir")
    return Project(
        config_file=config_file,
        site_dir=(folder / str(values.get("site_dir", "site"))).resolve(),
        site_url=str(values.get("site_url") or ""),
        okrs=okrs.resolve(),
        docs=None if docs.resolve() in (okrs.resolve(), (okrs / "pages").resolve()) else docs.resolve(),
        overrides=((folder / str(own)).resolve(),) if own else (),
        plain=renders_plainly(
            config_file,
            theme=str(theme.get("name", "material")),
            custom_dir=folder / str(own) if own else None,
            plugins=plugins,
            extensions=_named(values.get("markdown_extensions") or []),
            more=[name for name in ("hooks", "draft_docs") if values.get(name)],
        ),
        today=day,
        allow_errors=bool(options.get("allow_errors", False)),
    )


def derived(
    values: Mapping[str, Any], project: Project, publication: Publication, orders: Sequence[FrameOrder], own: Sequence[str]
) -> dict[str, Any]:
    """Make the configuration of the folder that Zensical renders: what mkdocs.yml says, our frames, nothing from elsewhere."""
    theme = _theme(values) | {"name": "material", "variant": "classic", "custom_dir": "theme"}
    set_defaults(theme, publication.words)
    plugins = {name: options for name, options in _named(values.get("plugins", [])).items() if name not in _NOT_FOR_ZENSICAL}
    extensions = _named(_ALWAYS_IN_MKDOCS) | _named(values.get("markdown_extensions") or [])
    guides: list[Entry] = [{publication.words("Guides"): _nested(own)}] if own else []
    languages = {"alternate": alternates(publication.tongues)} if publication.tongues else {}
    return {
        **values,
        "theme": theme,
        "docs_dir": "docs",
        "site_dir": "site",
        "site_url": own_url(project.site_url, publication) or None,
        "extra": {"generator": False, **(values.get("extra") or {}), **languages},
        "repo_url": values.get("repo_url") or NO_REPOSITORY,
        "edit_uri": EDITOR,
        "plugins": [{name: options} for name, options in plugins.items()],
        "markdown_extensions": [{name: options} for name, options in extensions.items()],
        "nav": with_hubs(orders, values.get("nav"), guides),
    }


def written(values: Mapping[str, Any]) -> str:
    """Write a configuration."""
    return yaml.dump(dict(values), Dumper=_Dumper, allow_unicode=True, sort_keys=False)


def _theme(values: Mapping[str, Any]) -> dict[str, Any]:
    theme = values.get("theme") or {}
    return dict(theme) if isinstance(theme, Mapping) else {"name": str(theme)}


def _named(listed: Sequence[Any] | Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Bring a list of names, some of them with options, into the form name → options."""
    pairs: list[tuple[Any, Any]] = []
    for item in [listed] if isinstance(listed, Mapping) else listed:
        pairs += item.items() if isinstance(item, Mapping) else [(item, {})]
    return {str(name): dict(options or {}) for name, options in pairs}


def _nested(paths: Sequence[str]) -> list[Entry]:
    """Bring paths into sections named after their folders."""
    entries: list[Entry] = []
    for path in sorted(paths, key=lambda path: (path.rpartition("/")[0], not path.endswith("index.md"), path)):
        *folders, _ = path.split("/")
        place = entries
        for folder in folders:
            title = folder.replace("-", " ").replace("_", " ").capitalize()
            place = section(place, title)
        place.append(path)
    return entries
