"""One record, written as differently as people write YAML: for each choice a die is cast."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

import yaml

from okrpress.edit.notation import flow, plain

COMMENTS = ("# see the minutes", "#", "# 备注：下周再看 [x] {y}", "# a: b, c", "#\twith a tab", "# '\" | >")


class Style:
    """A writer with habits of its own."""

    def __init__(self, dice: Random) -> None:
        self.dice = dice
        self.step = dice.choice((0, 2, 2, 4))
        self.gap = dice.choice((1, 1, 1, 3))
        self.indent = dice.choice((2, 2, 4))
        self.chatty = dice.random() < 0.5
        self.line_break = dice.choice(("\n", "\n", "\r\n", "\r"))
        self.first = dice.choice(("", "", "\ufeff"))

    def file(self, values: dict) -> str:
        dice = self.dice
        lines = ["---" + dice.choice(("", "  ")), *self._noise(0), *self._map(values, 0)]
        fence = dice.choice(("---\n", "---", "--- \t\n"))
        body = (
            ""
            if fence == "---"
            else dice.choice(("", "Story.\n", "\n\nA story\nwithout an end", "- a: [list\n\n---\nrest  \n\n"))
        )
        text = self.first + "\n".join(lines) + "\n" + fence + body
        return text.replace("\n", self.line_break)

    def _noise(self, column: int) -> Iterator[str]:
        if self.chatty and self.dice.random() < 0.2:
            yield self.dice.choice(("", "  ", " " * column + self.dice.choice(COMMENTS), self.dice.choice(COMMENTS)))

    def _tail(self) -> str:
        return (
            self.dice.choice(("  ", " ", "\t")) + self.dice.choice(COMMENTS) if self.chatty and self.dice.random() < 0.2 else ""
        )

    def _map(self, values: dict, column: int) -> Iterator[str]:
        for key, value in values.items():
            yield from self._entry(key, value, column)
            yield from self._noise(column)

    def _entry(self, key: str, value: object, column: int) -> Iterator[str]:
        dice, lead = self.dice, " " * column
        name = dice.choice((key, key, key, f'"{key}"'))
        colon = dice.choice((":", ":", " :"))
        if isinstance(value, list) and value and dice.random() < 0.7:
            yield f"{lead}{name}{colon}{self._tail()}"
            yield from self._list(value, column + self.step)
        elif isinstance(value, dict) and value and dice.random() < 0.3:
            yield f"{lead}{name}{colon}{self._tail()}"
            yield from self._map(value, column + self.indent)
        elif isinstance(value, str) and value.strip() == value != "" and len(value.splitlines()) == 1 and dice.random() < 0.1:
            yield f"{lead}{name}{colon} {dice.choice(('|', '>', '|-', '>-', '|+', '>+'))}{self._tail()}"
            yield f"{lead}{' ' * self.indent}{value}"
        elif isinstance(value, str):
            yield f"{lead}{name}{colon}{dice.choice((' ', '  '))}{self._word(value)}{self._tail()}"
        elif isinstance(value, list | dict):
            first, *rest = self._flow(value, column + self.indent)
            lines = [f"{lead}{name}{colon} {first}", *rest]
            yield from lines[:-1]
            yield lines[-1] + self._tail()
        elif value is None:
            yield f"{lead}{name}{colon}{dice.choice(('', ' ~', ' null', ' '))}{self._tail()}"
        else:
            yield f"{lead}{name}{colon} {plain(value)}{self._tail()}"

    def _word(self, value: str) -> str:
        style = self.dice.choice((None, None, "'", '"'))
        if style is None or len(value.splitlines()) != 1:
            return plain(value)
        return yaml.safe_dump(value, default_style=style, allow_unicode=True, width=1 << 30).strip("\n")

    def _list(self, items: list, column: int) -> Iterator[str]:
        dash = " " * column + "-" + " " * self.gap
        inner = column + 1 + self.gap
        in_brackets = self.dice.choice((True, False, None))
        for item in items:
            if isinstance(item, dict) and item:
                bracket = self.dice.random() < 0.5 if in_brackets is None else in_brackets
                lines = list(self._flow(item, inner + 2) if bracket else self._map(item, 0))
                while not lines[0].strip() or lines[0].lstrip().startswith("#"):
                    lines.pop(0)
                yield dash + lines[0]
                yield from lines[1:] if bracket else (" " * inner + line if line.strip() else line for line in lines[1:])
            else:
                yield dash + plain(item)
            yield from self._noise(column)

    def _flow(self, value: object, column: int) -> Iterator[str]:
        """Yield lines; the first one without its indent."""
        dice = self.dice
        if not isinstance(value, list | dict) or not value:
            yield flow(value)
            return
        open_, close = "[]" if isinstance(value, list) else "{}"
        pieces: list[list[str]] = []
        for item in value.items() if isinstance(value, dict) else ((None, entry) for entry in value):
            key, entry = item
            lines = list(self._flow(entry, column + 2))
            pieces.append([(f"{key}: " if key else "") + lines[0], *lines[1:]])
        comma = dice.random() < 0.2
        if dice.random() < 0.7 and all(len(piece) == 1 for piece in pieces):
            pad, between = dice.choice(("", "", " ")), dice.choice((", ", ", ", ",  "))
            yield open_ + pad + between.join(piece[0] for piece in pieces) + ("," if comma else "") + pad + close
            return
        yield open_ + self._tail()
        for number, piece in enumerate(pieces):
            is_last = number == len(pieces) - 1
            lines = [" " * column + piece[0], *piece[1:]]
            if not is_last or comma:
                lines[-1] += ","
            if is_last and not comma and dice.random() < 0.3 and len(lines) == 1:
                yield lines[0] + close
                return
            yield from lines[:-1]
            yield lines[-1] + self._tail()
        yield " " * max(column - 2, 1) + close


def day(dice: Random) -> date:
    return date(2026, dice.randint(10, 12), dice.randint(1, 28))
