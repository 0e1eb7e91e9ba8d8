"""Where the theme lies: beside the package in a wheel, at the repository's root in a checkout."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path


@cache
def theme_folder() -> Path:
    """Return the folder of templates and assets. Raises FileNotFoundError where the package is incomplete."""
    package = Path(__file__).resolve().parent
    for folder in (package / "theme", package.parent.parent / "theme"):
        if (folder / "pages").is_dir():
            return folder
    message = f"no theme beside {package}: okrpress is not completely installed"
    raise FileNotFoundError(message)


@cache
def fingerprint(folder: str) -> str:
    """Return a hash of all files of one of the theme's folders, for an address that no browser shows an old file of."""
    made_of = blake2b(digest_size=4)
    for file in sorted((theme_folder() / folder).rglob("*")):
        if file.is_file():
            made_of.update(file.name.encode())
            made_of.update(file.read_bytes())
    return made_of.hexdigest()
