"""Where the theme lies: beside the package in a wheel, at the repository's root in a checkout."""

from __future__ import annotations

from functools import cache
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
