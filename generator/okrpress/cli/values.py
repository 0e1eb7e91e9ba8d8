"""What is typed on the command line, read as a record would read it."""

from __future__ import annotations

import re
from typing import Final

import click

from okrpress.yaml_words import typed

_NEGATIVE: Final = re.compile(r"-[0-9.]+\Z")


class WithNegatives(click.Command):
    """A verb whose arguments may be negative numbers: -5 is no option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Move a negative number behind everything else, where nobody takes it for an option."""
        for place, word in enumerate(args):
            is_value = place > 0 and args[place - 1].startswith("--")
            if _NEGATIVE.match(word) and not is_value and "--" not in args:
                args = [*args[:place], *args[place + 1 :], "--", word]
                break
        return super().parse_args(ctx, args)


class Number(click.ParamType):  # type: ignore[type-arg] # click before 8.3 takes no argument there
    """A number as a record writes it: 93.5, 1200, -4; 96 for 96.0."""

    name = "number"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Read the number; one line says what is wrong with another text."""
        if isinstance(value, int | float):
            return value
        text = str(value).strip().removesuffix("%").rstrip()
        number = typed(text)
        if isinstance(number, bool) or not isinstance(number, int | float) or abs(number) > 1e15 or number != number:  # noqa: PLR0124, PLR2004
            self.fail(f"'{value}' is not a number: write 93.5 or 1200", param, ctx)
        return int(number) if number == int(number) else number


class Confidence(Number):
    """A whole number 0 … 10."""

    name = "0…10"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the number; one line says what is wrong with another text."""
        number = super().convert(value, param, ctx)
        if number not in range(11):
            self.fail(f"a confidence is a whole number 0 … 10, not {value}; 5 means even odds", param, ctx)
        return int(number)
