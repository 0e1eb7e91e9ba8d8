"""Values as YAML: the pieces that come into a record, on one line or in lines of their own.

The form in the browser writes the same, by the same rules: `theme/assets/editor/notation.js`. What a library's emitter would
quote is no rule that two languages can share.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Final

import yaml

from okrpress.edit.change import Value

UNENDING: Final = 1 << 30
"""A width at which nothing is folded: an author's sentence stays on its line."""
_UNSEEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What must be escaped, to be seen and to come back as it was."""
_TYPED: Final = re.compile(
    r"~|null|true|false|yes|no|on|off|y|n|=|<<|[-+]?\.(?:inf|nan)|[-+]?0b[01_]+|[-+]?0x[0-9a-f_]+"
    r"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?|[-+]?\.[0-9][0-9_]*(?:e[-+]?[0-9]+)?"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t ].*)?",
    re.ASCII | re.IGNORECASE,
)
"""What our reader, or another reader of YAML, would take for a number, a truth, a day or nothing."""
_SIGN: Final = re.compile(r"""\A(?:---|\.\.\.|[ #,\[\]{}&*!|>'"%@`]|[-?:](?: |\Z))|[ :]\Z| \#|: """)
"""What YAML would take for more than text."""
_WIDE: Final = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
    "\U0001f300-\U0001faff\U00020000-\U0003fffd]"
)
_OF_BRACKETS: Final = re.compile(r"[,?\[\]{}:]")


def _is_plain(text: str, *, in_brackets: bool) -> bool:
    if not text or _UNSEEN.search(text) or _TYPED.fullmatch(text) or _SIGN.search(text):
        return False
    return not (in_brackets and _OF_BRACKETS.search(text))


def _quoted(text: str) -> str:
    """Write a text in double quotation marks, as JSON does: an emoji stays what people see."""
    return _UNSEEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(text, ensure_ascii=False))


def _scalar(value: Value, *, in_brackets: bool) -> str:
    match value:
        case str():
            return value if _is_plain(value, in_brackets=in_brackets) else _quoted(value)
        case bool():
            return "true" if value else "false"
        case float():
            written: str = yaml.safe_dump(value).split("\n", 1)[0]
            return written
        case date():
            return value.isoformat()
        case None:
            return "null"
        case _:
            return str(value)


def flow(value: Value) -> str:
    """Write a value on one line, as it may stand between brackets."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow(key)}: {flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return _scalar(value, in_brackets=True)


def plain(value: Value, like: str = "") -> str:
    """Write a value on one line, as it may stand after `key: `, in the quotation marks of the text that it replaces."""
    if isinstance(value, list | dict):
        return flow(value)
    if isinstance(value, str) and not _UNSEEN.search(value):
        if like[:1] == "'":
            return "'" + value.replace("'", "''") + "'"
        if like[:1] == '"':
            return _quoted(value)
    return _scalar(value, in_brackets=False)


def width(text: str) -> int:
    """Count the cells that a text takes, about: a Chinese sign takes two. A terminal knows better (`wcwidth`), a browser not."""
    return len(text) + len(_WIDE.findall(text))


def entry_lines(key: str, value: Value, room: int, step: int = 2) -> Iterator[str]:
    """Yield the lines of `key: value` in a block; a list of maps gets a line or more for each item, `step` further in.

    `room` is the number of cells that a line may have.
    """
    if isinstance(value, list) and value and any(isinstance(item, dict) for item in value):
        yield f"{key}:"
        for item in value:
            for line in item_lines(item, room - step, is_flow=False):
                yield " " * step + line
    elif isinstance(value, dict) and any(isinstance(inner, list | dict) for inner in value.values()):
        yield f"{key}:"
        for name, inner in value.items():
            for line in entry_lines(name, inner, room - 2, step):
                yield "  " + line
    else:
        yield f"{key}: {plain(value)}"


def item_lines(item: Value, room: int, *, is_flow: bool, gap: int = 1, step: int = 2) -> Iterator[str]:
    """Yield the lines of a list's item in a block, the first with its dash and `gap` spaces.

    A map of plain values stands on one line where it has the room, or where `is_flow` wants it to have its neighbours' look
    and it has the room; else it gets a line for each key.
    """
    dash = "-" + " " * gap
    if not isinstance(item, dict) or not item:
        yield dash + plain(item)
        return
    is_leaf = not any(isinstance(inner, list | dict) for inner in item.values())
    if (is_flow or is_leaf) and width(line := dash + flow(item)) <= room:
        yield line
        return
    yield from block_item(item, room, gap=gap, step=step)


def block_item(item: dict[str, Value], room: int, *, gap: int = 1, step: int = 2) -> Iterator[str]:
    """Yield the lines of a map in a list, a line for each key."""
    lead = "-" + " " * gap
    for key, value in item.items():
        for line in entry_lines(key, value, room - len(lead), step):
            yield lead + line
            lead = " " * (1 + gap)
