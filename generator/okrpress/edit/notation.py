"""Values as YAML: the pieces that come into a record, on one line or in lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import wcwidth
import yaml

from okrpress.edit.change import Value
from okrpress.yaml_words import typed

UNENDING: Final = 1 << 30
"""A width at which nothing is folded: an author's sentence stays on its line."""


class _Dumper(yaml.SafeDumper):
    """PyYAML's emitter, with double quotation marks around all text that our reader would take for something else."""

    def choose_scalar_style(self) -> str:
        chosen: str = super().choose_scalar_style()
        return '"' if chosen == "'" else chosen

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401, ARG002 - PyYAML's own signature
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None if isinstance(typed(text), str) and "\n" not in text else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


_SIMPLE: Final = re.compile(r"[A-Za-z\u4e00-\u9fff](?:[\w ./()%\u4e00-\u9fff-]*[\w./()%\u4e00-\u9fff])?", re.ASCII)
"""Text of which one sees that it is nothing else, wherever it stands: what most texts are. The emitter takes a hundred times
as long to come to that."""
_NOT_TEXT: Final = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})


def _simple(value: Value) -> str | None:
    """Write a value of which one sees how it is written; None for one that the emitter must look at."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return value if _SIMPLE.fullmatch(value) and value.lower() not in _NOT_TEXT else None
    return value.isoformat() if type(value) is date else None


def flow(value: Value) -> str:
    """Write a value on one line, as it may stand between brackets."""
    if isinstance(value, dict) and value:
        return "{" + ", ".join(f"{flow(key)}: {flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list) and value:
        return "[" + ", ".join(map(flow, value)) + "]"
    simple = _simple(value)
    if simple is not None:
        return simple
    # What stands in brackets is quoted more often than what stands alone; the emitter knows, so it is given a list.
    written: str = yaml.dump(
        [value], Dumper=_Dumper, default_flow_style=True, allow_unicode=True, sort_keys=False, width=UNENDING
    )
    return written.strip()[1:-1]


def plain(value: Value, like: str = "") -> str:
    """Write a value on one line, as it may stand after `key: `, in the quotation marks of the text that it replaces."""
    if isinstance(value, list | dict):
        return flow(value)
    style = like[:1] if isinstance(value, str) and like[:1] in ("'", '"') and len(value.splitlines()) == 1 else None
    if style:
        dumped: str = yaml.dump(value, Dumper=yaml.SafeDumper, default_style=style, allow_unicode=True, width=UNENDING)
        return dumped.strip("\n")
    simple = _simple(value)
    if simple is not None:
        return simple
    entry: str = yaml.dump({"k": value}, Dumper=_Dumper, allow_unicode=True, width=UNENDING)
    return entry[3:].rstrip("\n")


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
    if (is_flow or is_leaf) and wcwidth.width(line := dash + flow(item)) <= room:
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
