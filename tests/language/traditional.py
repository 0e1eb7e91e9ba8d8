"""Make the table of traditional signs anew: `pip install opencc`, then `python -m tests.language.traditional`.

OpenCC is needed for this alone: its seven megabytes would be installed everywhere for what a table of twenty kilobytes says.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib import import_module, metadata
from pathlib import Path
from typing import Final

TABLE: Final = Path(__file__).parents[2] / "generator/okrpress/language/traditional.txt"
_IDEOGRAPHS: Final = (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))
_HEAD: Final = """\
# Traditional signs and their simplified forms, one pair a line. From OpenCC {version}'s conversion t2s, sign by sign
# (https://github.com/BYVoid/OpenCC, Apache License 2.0); `python -m tests.language.traditional` makes it anew.
"""


def pairs(codes: Iterable[int]) -> dict[str, str]:
    """Return what becomes of each sign that changes, until it changes no more."""
    convert = import_module("opencc").OpenCC("t2s").convert
    changed = {sign: simple for sign in map(chr, codes) if (simple := convert(sign)) != sign and len(simple) == 1}
    changed = {sign: simple for sign, simple in changed.items() if ord(simple) < 0x10000}
    for sign in changed:
        while changed[sign] in changed:
            changed[sign] = changed[changed[sign]]
    return changed


def main() -> int:
    lines = "".join(f"{sign}{simple}\n" for sign, simple in sorted(pairs(_IDEOGRAPHS).items()))
    TABLE.write_text(_HEAD.format(version=metadata.version("opencc")) + lines, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
