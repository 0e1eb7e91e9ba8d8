"""What we ask of Material where mkdocs.yml says nothing: no request to another origin, tabs, light and dark."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from pathlib import Path
from typing import Final

from okrpress.site.digest import digest
from okrpress.words import Words

_FEATURES: Final = (
    "content.action.edit",
    "content.code.copy",
    "navigation.tabs",
    "navigation.top",
    "toc.follow",
)
_ITS_WORKER: Final = re.compile(r"assets/javascripts/workers/search\.[0-9a-f]+\.min\.js")
_ITS_DIALOG: Final = re.compile(r'(<div class="md-search"[^>]*? role="dialog")(>.*?<input[^>]*? aria-label="([^"]*)")', re.DOTALL)
_ICON: Final = re.compile(r'<svg (?![^>]*\bwidth=)(?=[^>]*\bviewBox="0 0 24 24")')
TABLES: Final = {"use_align_attribute": True}
"""Options of Markdown's tables: a strict content policy lets no cell have a style of its own."""
_OUR_WORKER: Final = "assets/javascripts/search-worker.js"


def set_defaults(theme: MutableMapping[str, object], words: Words) -> None:
    """Complete the theme's settings; what mkdocs.yml says stays, but for fonts from elsewhere and the language."""
    theme["font"] = False
    theme["language"] = words.language
    if not theme.get("features"):
        theme["features"] = list(_FEATURES)
    if not theme.get("palette"):
        theme["palette"] = [
            _palette("(prefers-color-scheme)", "default", "material/brightness-auto", words("Switch to light mode")),
            _palette("(prefers-color-scheme: light)", "default", "material/weather-sunny", words("Switch to dark mode")),
            _palette("(prefers-color-scheme: dark)", "slate", "material/weather-night", words("Switch to system preference")),
        ]


def _palette(media: str, scheme: str, icon: str, name: str) -> dict[str, object]:
    return {"media": media, "scheme": scheme, "toggle": {"icon": icon, "name": name}}


def with_our_search(html: str, overlay: Path, folder: str = "") -> str:
    """Point Material's search box to our worker.

    It is done in the finished page and not in a template, so that a company's own main.html, which
    would stand in the way of ours, does not take the search away. The dialog gets the name that its field has.
    `folder` is that of the language, whose index the worker asks for: it lies at the root of the site itself.
    """
    named = _ITS_DIALOG.sub(r'\1 aria-label="\3"\2', html, count=1)
    worker = versioned(_OUR_WORKER, overlay)
    return _ITS_WORKER.sub(f"{worker}#{folder}" if folder else worker, named)


def with_sized_icons(html: str) -> str:
    """Give the theme's icons the size that only its style sheet gives them: without it each would fill the window."""
    return _ICON.sub('<svg width="24" height="24" ', html)


def versioned(path: str, overlay: Path) -> str:
    """Add a hash to the address of one of our files, so that no browser shows an old one.

    What a script loads lies in the folder of its name, and is asked for with the same hash.
    """
    file = overlay / path
    parts = sorted(file.with_suffix("").glob("*.js"))
    return f"{path}?v={digest(file.read_bytes(), *(part.read_bytes() for part in parts))[:8]}"


def our_styles(overlay: Path) -> list[str]:
    """List the overlay's style sheets that every page loads."""
    return _versioned(overlay, sorted((overlay / "assets" / "stylesheets").glob("*.css")))


def our_scripts(overlay: Path) -> list[str]:
    """List the overlay's scripts that every page loads: all but the workers, and that of pages that moved."""
    scripts = (overlay / "assets" / "javascripts").glob("*.js")
    return _versioned(overlay, sorted(path for path in scripts if not path.stem.endswith(("-worker", "moved"))))


def _versioned(overlay: Path, paths: list[Path]) -> list[str]:
    return [versioned(path.relative_to(overlay).as_posix(), overlay) for path in paths]
