"""Which generator this is: a hash of its code, its templates and its words. Whatever it made before, another one makes anew."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Final

from okrpress.theme import theme_folder

_LIBRARIES: Final = ("jinja2", "markdown", "nh3")
"""Packages whose own changes may change a page's content."""


@cache
def revision(language: str, place: str = "") -> str:
    """Return the hash of everything but the records that pages in a language are made of, `place` is where they lie."""
    made_of = blake2b(f"{language} {place}".encode(), digest_size=16)
    for name in _LIBRARIES:
        made_of.update(f"{name} {version(name)}\n".encode())
    package = Path(__file__).resolve().parent
    for root, endings in ((package, (".py", ".mo")), (theme_folder(), (".html",))):
        for file in _files(root, endings):
            made_of.update(file.encode())
            made_of.update((root / file).read_bytes())
    return made_of.hexdigest()


def _files(root: Path, endings: tuple[str, ...]) -> Iterator[str]:
    found: list[str] = []
    for folder, _, names in os.walk(root):
        found.extend(os.path.relpath(os.path.join(folder, name), root) for name in names if name.endswith(endings))  # noqa: PTH118 - hundreds of them
    return iter(sorted(found))
