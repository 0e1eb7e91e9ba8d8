"""Bytes of a text that somebody saved somewhere: in UTF-8, in UTF-16 as Excel's "Unicode text" is, or in GB 18030."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Final

from okrpress.refusal import Refusal

LARGEST: Final = 200 << 20
"""Bytes of a file that is imported."""
_MARKS: Final = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)


def bytes_of(file: Path) -> bytes:
    """Return what is in a file.

    Raises:
        Refusal: it cannot be read, or is larger than anybody imports at once.

    """
    try:
        if file.stat().st_size > LARGEST:
            raise Refusal(f"'{file}' is larger than {LARGEST >> 20} MiB: import it in parts")
        return file.read_bytes()
    except OSError as error:
        raise Refusal(f"'{file}' cannot be read: {error.strerror or 'unknown'}") from error


def text_of(content: bytes, encoding: str = "") -> str:
    """Return a file's text; `encoding` is what somebody says that it is in.

    GB 18030 holds every byte that a Latin text has, too: it is taken where what it says has Chinese in it and no
    sign that nobody writes, and otherwise the reader is asked.

    Raises:
        Refusal: it cannot be told, or is no text.

    """
    if encoding:
        try:
            return content.decode(encoding).removeprefix("\ufeff")
        except LookupError as error:
            raise Refusal(
                f"--encoding: there is no encoding '{encoding}'; utf-8, utf-16, gb18030, cp1252 and others are"
            ) from error
        except UnicodeDecodeError as error:
            raise Refusal(f"the file is not in {encoding}: byte {error.start} cannot be read; name another --encoding") from error
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Refusal("the file is a workbook and no text: --from xlsx reads it (an old .xls must be saved as .xlsx first)")
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _read(content, name)
    if b"\0" in content:  # no text but UTF-16 has it
        high = content[1::2].count(0) >= content[::2].count(0)
        return _read(content, "utf-16-le" if high else "utf-16-be")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        chinese = _chinese(content)
        if chinese is not None:
            return chinese
        line, byte = content.count(b"\n", 0, error.start) + 1, content[error.start]
        way_out = "save it as UTF-8, or name its --encoding (cp1252 for Western Europe, gb18030 for China)"
        raise Refusal(f"the file is not UTF-8: line {line} has a byte 0x{byte:02X}; {way_out}") from error


def _read(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refusal(f"the file begins like {encoding} and is none: byte {error.start} cannot be read") from error


def _chinese(content: bytes) -> str | None:
    """Return what the bytes say in GB 18030, where that is Chinese; None where it is nothing that anybody writes."""
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        return None
    foreign = [sign for sign in text if ord(sign) > 0x7F]  # noqa: PLR2004 - ASCII ends there
    common = sum("\u4e00" <= sign <= "\u9fff" or "\u3000" <= sign <= "\u303f" or "\uff00" <= sign <= "\uffef" for sign in foreign)
    # Every character of GB 2312 has both bytes high; in Western texts a high byte stands between letters.
    pairs = sum(1 for here, there in pairwise(content) if here > 0xA0 and there > 0xA0)  # noqa: PLR2004
    return text if common >= 0.9 * len(foreign) and pairs >= len(foreign) else None
