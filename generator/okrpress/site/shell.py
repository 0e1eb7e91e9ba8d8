"""The shell of a site: what the site builder makes, which is everything but the content of our pages."""

from __future__ import annotations

import posixpath
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import unescape
from importlib.metadata import version
from pathlib import Path
from typing import ClassVar, Final
from urllib.parse import quote, unquote

from okrpress.site.digest import digest
from okrpress.site.found import SearchRecord, Shelf
from okrpress.site.frames import FrameOrder
from okrpress.site.kept import Kept, drop_old, keep, recall
from okrpress.site.pour import Mould, mould
from okrpress.site.project import Project
from okrpress.site.publication import Publication
from okrpress.site.spare import Output
from okrpress.state import Pledge, State, is_kept, state_of
from okrpress.theme import theme_folder

# Files of Material that only its own search asks for, and what only serves to debug Material; the
# site map and the search index of the builder know nothing of our pages.
_NOT_PUBLISHED: Final = ("assets/javascripts/lunr/", "assets/javascripts/workers/", "search/", "sitemap.xml")
_SHELLS_KEPT: Final = 8
"""Of two languages, those of four states."""
_NONE: Final = ("", 0, 0)
_ADDRESS: Final = re.compile(r"""(["'])((?:\.\.?/)*[^"'?#<>\s:]+)""")
"""Whatever stands between quotation marks and may be an address."""
_INLINE_TAG: Final = re.compile(r"</?(?:a|abbr|b|code|del|em|i|ins|kbd|mark|span|strong|sub|sup)\b[^>]*>")
_ANY_TAG: Final = re.compile(r"<[^>]*>")
_PARTS: Final = ("site", "mkdocs_plugin", "zensical_shell", "locale")
_CODE: Final = tuple(Path(__file__).resolve().parent.parent / name for name in _PARTS)


@dataclass(frozen=True, slots=True)
class OwnPage:
    """One of the company's own Markdown pages, rendered by the site builder."""

    SHELF: ClassVar[Shelf] = "company"

    address: str
    title: str
    text: str

    def found(self) -> SearchRecord:
        """Say how it is found."""
        return SearchRecord(address=self.address, title=self.title, text=self.text, shelf=self.SHELF, filters=(("kind", "page"),))


@dataclass(frozen=True, slots=True)
class Above:
    """Files at the root of the site, by path, that pages in a folder ask for there: they are not published twice."""

    files: frozenset[str]

    @property
    def key(self) -> str:
        """A hash of them."""
        return digest(*sorted(self.files))

    def rerouted(self, html: str, path: str) -> str:
        """Return a page of the folder with its addresses of these files made to lead to the root."""
        folder = path.rpartition("/")[0]
        up = "../" * (path.count("/") + 1)

        def there(found: re.Match[str]) -> str:
            target = posixpath.normpath(posixpath.join(folder, unquote(found[2])))
            return f"{found[1]}{up}{quote(target)}" if target in self.files else found[0]

        return _ADDRESS.sub(there, html)


@dataclass(frozen=True, slots=True)
class Shell:
    """Frames by name, the files to publish as they are, and the company's own pages among them."""

    kept: Kept
    frames: Mapping[str, str]
    own_pages: tuple[OwnPage, ...]
    above: Above | None = None
    """Where it lies in a folder: what lies at the root of the site already."""

    @property
    def files(self) -> tuple[str, ...]:
        """Paths of everything that is published as it is."""
        rendered = set(self.frames.values())
        return tuple(
            path
            for path in self.kept.files
            if path not in rendered and not path.startswith(_NOT_PUBLISHED) and not path.endswith(".map")
        )

    def below(self, root: Shell) -> Shell:
        """Return this shell as it lies in a folder of a site: what the shell at the root has too is asked for there."""
        same = (path for path in self.files if root.kept.files.get(path, _NONE)[0] == self.kept.files[path][0])
        return replace(self, above=Above(frozenset(path for path in same if not path.endswith(".html"))))

    def outputs(self) -> dict[str, Output]:
        """Offer everything that is published as it is, by path."""
        above = self.above
        if above is None:
            return {path: self.kept.output(path) for path in self.files}
        return {
            path: Output(f"{self.kept.files[path][0]} {above.key}", partial(self._rerouted, path, above))
            if path.endswith(".html")
            else self.kept.output(path)
            for path in self.files
            # A web server shows one page where there is none.
            if path not in above.files and path != "404.html"
        }

    def moulds(self) -> dict[str, Mould]:
        """Cut all frames.

        Raises:
            Damaged: somebody changed a frame in the cache.

        """
        return {name: mould(self._rerouted(path, self.above).decode(), name) for name, path in self.frames.items()}

    def _rerouted(self, path: str, above: Above | None) -> bytes:
        data = self.kept.read(path)
        return data if above is None else above.rerouted(data.decode(), path).encode()


def plain_text(html: str) -> str:
    """Return the words of rendered Markdown, for the search."""
    # Chinese has no spaces: a word must not be torn apart because it is bold in the middle.
    return " ".join(unescape(_ANY_TAG.sub(" ", _INLINE_TAG.sub("", html))).split())


def shell_state(project: Project) -> State:
    """Look at the files that a shell is made from, without loading the builder. Ask before it reads them."""
    return state_of([project.config_file, project.own_pages, *project.overrides, theme_folder(), *_CODE])


def versions(*names: str) -> str:
    """Name distributions with the versions that are installed."""
    return " ".join(f"{name} {version(name)}" for name in names)


def shell_key(identity: str, seen: State, publication: Publication, orders: Sequence[FrameOrder], site_url: str) -> str:
    """Hash everything that a shell is made from, beginning with the identity of the builder."""
    return digest(
        sys.version,
        versions("okrpress"),
        identity,
        seen.key,
        site_url,
        publication.words.language,
        repr((publication.folder, publication.tongues)),
        publication.own_pages_edit_url,
        publication.notice,
        repr((publication.is_policed, publication.forge_origin, publication.has_giscus)),
        *(repr(order) for order in orders),
    )


def keep_shell(made: Path, target: Path, pledge: Pledge, frames: Mapping[str, str], own_pages: Sequence[OwnPage]) -> Shell:
    """Put away what the site builder wrote into a folder. `pledge` is what young files held before it read them."""
    listed = [[page.address, page.title, page.text] for page in own_pages]
    kept = keep(made, target, {"frames": dict(frames), "own_pages": listed, "pledge": dict(pledge)})
    drop_old(target.parent, _SHELLS_KEPT)
    return Shell(kept, frames, tuple(own_pages))


def known_shell(project: Project, key: str) -> Shell | None:
    """Find a shell that was made from the same; None where it has to be made."""
    kept = recall(project.shell(key)) if project.plain else None
    if kept is None:
        return None
    try:
        frames, pages, pledge = (kept.note[name] for name in ("frames", "own_pages", "pledge"))
        if not (isinstance(frames, dict) and isinstance(pages, list) and isinstance(pledge, dict) and is_kept(pledge)):
            return None
        own_pages = tuple(OwnPage(str(address), str(title), str(text)) for address, title, text in pages)
    except (KeyError, TypeError, ValueError):
        return None
    return Shell(kept, frames, own_pages)
