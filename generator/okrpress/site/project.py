"""What a build has to know of mkdocs.yml, kept so that MkDocs need not be asked again while it is the same."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Final

from okrpress.cache import Cache, Made, TrackedCacheError, cache_beside
from okrpress.site.digest import digest
from okrpress.site.publication import Edition, PublicationError
from okrpress.state import state_of

_PLAIN_PLUGINS: Final = frozenset({"okr", "search", "material/search"})
_PLAIN_EXTENSIONS: Final = frozenset({
    "abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes",
    "md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc", "wikilinks",
})  # fmt: skip
_NOT_PLAIN: Final = ("pymdownx.snippets", "pymdownx.b64")
_KIND: Final = "projects"
_PROJECTS_KEPT: Final = 20


@dataclass(frozen=True, slots=True)
class Project:
    """A mkdocs.yml, understood: absolute paths, and the plugin's options.

    `docs` is the folder of the company's own Markdown pages where it is not `pages` in `okrs`, and
    `overrides` are folders of the user's that the theme takes files from. `plain` is False where a
    build may also depend on something that is not in view here: other plugins, hooks, environment
    variables, snippets. Nothing that MkDocs made is then used twice.
    """

    config_file: Path
    site_dir: Path
    site_url: str
    okrs: Path
    docs: Path | None
    overrides: tuple[Path, ...]
    plain: bool
    today: date | None = None
    allow_errors: bool = False
    as_of: date | None = None
    """The day as of which the site is shown; None for now."""
    commit: str = ""
    """The commit that the records of that day are in."""
    is_policed: bool = True
    """Whether pages carry their content policy themselves."""

    @property
    def folder(self) -> Path:
        """The folder that mkdocs.yml lies in."""
        return self.config_file.parent

    @property
    def own_pages(self) -> Path:
        """Where the company's own Markdown pages lie; the folder need not be there."""
        return self.docs or self.okrs / "pages"

    @property
    def cache(self) -> Path:
        """Where this layer keeps what it may need again."""
        return self.folder / ".cache" / "okr" / "site"

    def shell(self, key: str) -> Path:
        """Where the shell with a key is kept."""
        return self.cache / "shells" / key

    def edition(self) -> Edition:
        """Say what the publication is asked for."""
        return Edition(
            okrs=self.okrs,
            project=self.folder,
            cache=self.cache.parent,
            today=self.today,
            allow_errors=self.allow_errors,
            as_of=self.as_of,
            commit=self.commit,
            site_url=self.site_url,
            is_policed=self.is_policed,
        )


def renders_plainly(  # noqa: PLR0913 - what a mkdocs.yml holds
    config_file: Path,
    *,
    theme: str,
    custom_dir: Path | None,
    plugins: Iterable[str],
    extensions: Iterable[str],
    more: Collection[str] = (),
) -> bool:
    """Tell whether what the site builder renders depends on nothing but what we look at. `more` is what speaks against it."""
    text = config_file.read_text(encoding="utf-8")
    templates = custom_dir.rglob("*.html") if custom_dir else ()
    return (
        theme == "material"
        and not more
        and set(plugins) <= _PLAIN_PLUGINS
        and "!ENV" not in text
        and "INHERIT" not in text
        and all(
            name in _PLAIN_EXTENSIONS
            or name.startswith("markdown.extensions.")
            or (name.startswith("pymdownx.") and name not in _NOT_PLAIN)
            for name in extensions
        )
        and not any("build_date" in path.read_text(encoding="utf-8") for path in templates)
    )


def refuse_tracked_cache(config_file: Path) -> None:
    """Keep from building with a cache that somebody may have brought along.

    Raises:
        PublicationError: it is under version control.

    """
    try:
        cache_beside(config_file.parent)
    except TrackedCacheError as error:
        raise PublicationError(str(error)) from error


def known_project(config_file: Path) -> Project | None:
    """Recall what MkDocs made of a configuration file; None where it must be asked (again)."""
    try:
        name = digest(str(config_file))
        stored = json.loads(_cache(config_file).recall(_KIND, {name: _key(config_file)})[name])
        overrides = stored.pop("seen")
        project = _project(stored)
        return project if project.plain and overrides == state_of(project.overrides).key else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def remember_project(project: Project) -> None:
    """Keep what MkDocs made of a configuration file; its overrides count, because they may make it not plain."""
    value = json.dumps({"seen": state_of(project.overrides).key, **asdict(project)}, default=str)
    made = Made(_key(project.config_file), value.encode())
    _cache(project.config_file).learn(_KIND, {digest(str(project.config_file)): made}, _PROJECTS_KEPT)


def _cache(config_file: Path) -> Cache:
    return Cache(config_file.parent / ".cache" / "okr")


def _key(config_file: Path) -> str:
    return digest(config_file.read_bytes())


def _project(stored: Mapping[str, object]) -> Project:
    values = dict(stored)
    today = values.pop("today")
    overrides = values.pop("overrides")
    if not isinstance(overrides, list):
        raise TypeError
    return Project(
        config_file=Path(str(values["config_file"])),
        site_dir=Path(str(values["site_dir"])),
        site_url=str(values["site_url"]),
        okrs=Path(str(values["okrs"])),
        docs=Path(str(values["docs"])) if values["docs"] else None,
        overrides=tuple(Path(str(folder)) for folder in overrides),
        plain=bool(values["plain"]),
        today=date.fromisoformat(str(today)) if today else None,
        allow_errors=bool(values["allow_errors"]),
        is_policed=bool(values["is_policed"]),
    )
