"""What differs from forge to forge: the files of their CI, who they ask for a review, and how a comment is written there."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Final

from okrpress import __version__

_FOLDERS: Final[Mapping[str, tuple[str, str]]] = {
    "github": ("github", ".github/workflows/"),
    "gitlab": ("gitlab", ""),
    "forgejo": ("forgejo", ".forgejo/workflows/"),
    "gitea": ("forgejo", ".gitea/workflows/"),
}
"""Each forge: the folder beside this file that its files lie in, and the one that it reads them from."""

FORGES: Final = tuple(_FOLDERS)
"""Names of the forges."""

INSTALL: Final = f"python -m pip install --disable-pip-version-check okrpress=={__version__}"
"""How a company's CI gets okrpress: one version, so that nothing changes by itself."""

_MARK: Final = "INSTALL"


def ci_files(forge: str, install: str = INSTALL) -> dict[str, str]:
    """Return the CI files of a forge, path → text."""
    source, target = _FOLDERS[forge]
    folder = files(__name__).joinpath(source)
    found = {entry.name: entry.read_text(encoding="utf-8") for entry in folder.iterdir()}
    return {f"{target}{name}": text.replace(_MARK, install) for name, text in sorted(found.items())}
