"""The files of a ZIP that somebody downloaded, of the folder that it was unpacked into, or one of them by itself.

Nothing is unpacked to the disk: a name in an archive only says what its file is.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from okrpress.exchange import text_file
from okrpress.refusal import Refusal

MOST_FILES: Final = 1_000
LARGEST: Final = 1 << 30
"""Bytes of all files together when unpacked."""
_ENCRYPTED: Final = 0x1
_SHOWN: Final = 5
"""Names that a message lists."""


def files_of(path: Path, ending: str) -> dict[str, bytes]:
    """Return the files with an ending (`.json`) by name, without the folders around them.

    Raises:
        Refusal: there is none, or it cannot be read; or the archive was made to harm.

    """
    if path.is_dir():
        names = sorted(file.name for file in path.iterdir())
        found = {name: text_file.bytes_of(path / name) for name in names if _is_wanted(name, ending)}
    elif path.suffix.lower() == ending:
        return {path.name: text_file.bytes_of(path)}
    else:
        names, found = _unpacked(path, ending)
    if not found:
        there = f" but {some(names)}" if names else ""
        raise Refusal(
            f"'{path}' holds no {ending} file{there}: name the ZIP as it was downloaded, or the folder of what was in it; "
            "a table (CSV, XLSX) is imported by itself"
        )
    return found


def _unpacked(path: Path, ending: str) -> tuple[list[str], dict[str, bytes]]:
    """Return the names of what is in an archive, and what the wanted files hold."""
    found: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(text_file.bytes_of(path))) as packed:
            entries = packed.infolist()
            _refuse_harm(path, entries)
            for entry in entries:
                name = _steps(entry.filename)[-1]
                if _is_wanted(name, ending) and not entry.filename.startswith("__MACOSX/"):
                    if name in found:
                        raise Refusal(f"'{path}' holds '{shown(name)}' twice: pack it again with the one that counts")
                    found[name] = _content(path, packed, entry)
    except (zipfile.BadZipFile, struct.error, NotImplementedError, ValueError, OverflowError) as error:
        raise Refusal(f"'{path}' is no ZIP file, or only a part of one: download it once more") from error
    return [entry.filename for entry in entries], found


def _refuse_harm(path: Path, entries: Iterable[zipfile.ZipInfo]) -> None:
    """Refuse an archive that nobody packed who wished well."""
    total = 0
    for number, entry in enumerate(entries, start=1):
        name = entry.filename
        total += entry.file_size
        if number > MOST_FILES or total > LARGEST:
            raise Refusal(f"'{path}' unpacks to more than {MOST_FILES:,} files or {LARGEST >> 20:,} MiB: no export of OKRs does")
        if not _steps(name)[0] or ".." in _steps(name) or re.match(r"[A-Za-z]:", name):
            raise Refusal(f"'{path}' holds '{shown(name)}', which leads out of it: that is no export, and nothing of it was read")


def _content(path: Path, packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    if entry.flag_bits & _ENCRYPTED:
        raise Refusal(f"'{shown(entry.filename)}' in '{path}' is encrypted: unpack it with its password, and import the folder")
    try:
        with packed.open(entry) as file:
            content = file.read(text_file.LARGEST + 1)  # whatever size its head says that it has
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, OSError, RuntimeError) as error:
        raise Refusal(f"'{shown(entry.filename)}' in '{path}' is damaged: download the ZIP once more") from error
    if len(content) > text_file.LARGEST:
        raise Refusal(
            f"'{shown(entry.filename)}' in '{path}' unpacks to more than {text_file.LARGEST >> 20} MiB: no list of OKRs does"
        )
    return content


def _steps(name: str) -> list[str]:
    return re.split(r"[/\\\\]", name)


def _is_wanted(name: str, ending: str) -> bool:
    return name.lower().endswith(ending) and not name.startswith(".")


def shown(name: str) -> str:
    """Return a name from an archive as a message may show it: in one line, and not for ever."""
    plain = "".join(sign if sign.isprintable() else "�" for sign in name)
    return plain if len(plain) <= 80 else f"{plain[:79]}…"  # noqa: PLR2004 - a line of a message


def some(names: Iterable[str]) -> str:
    """List names, the first few of them."""
    listed = [shown(name) for name in names]
    return ", ".join([*listed[:_SHOWN], *(["…"] if len(listed) > _SHOWN else [])])
