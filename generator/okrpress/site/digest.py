"""Hashes: of bytes, of values, and of the state of files without reading them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path


def digest(*parts: bytes | str) -> str:
    """Hash parts in order; where one ends and the next begins counts too."""
    total = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.hexdigest()


def state_of(folders: Iterable[Path]) -> str:
    """Hash names, sizes and times of all files below folders; a missing folder counts as empty.

    The time of the last change of the inode is in it, which nobody sets back by accident.
    """
    lines: list[str] = []
    for folder in folders:
        lines.append(f"{folder}\n")
        for place, inner, names in os.walk(folder, followlinks=True):
            inner[:] = sorted(name for name in inner if name != "__pycache__")
            for name in sorted(names):
                path = f"{place}/{name}"
                try:
                    now = os.stat(path)  # noqa: PTH116 - many of them, on every build
                except OSError:
                    lines.append(f"{path} is gone\n")
                    continue
                lines.append(f"{path} {now.st_size} {now.st_mtime_ns} {now.st_ctime_ns}\n")
    return digest("".join(lines))
