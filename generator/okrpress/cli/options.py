"""Options that several verbs share, and the company that they lead to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from okrpress.cache import TrackedCacheError, cache_beside
from okrpress.company import Company, company_on
from okrpress.day import today
from okrpress.load import FolderError, load
from okrpress.load.memory import Memory
from okrpress.load.revision import load_base
from okrpress.profile import Profile
from okrpress.words import Words

_Function = TypeVar("_Function", bound=Callable[..., Any])


class Day(click.ParamType):  # type: ignore[type-arg] # click before 8.3 takes no argument there
    """A day written YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day; one line says what is wrong with another text."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"'{value}' is not a day: write YYYY-MM-DD", param, ctx)


def shared(function: _Function) -> _Function:
    """Give a verb --okrs, --today, --quiet and --no-color."""
    for option in reversed(
        (
            click.option("--okrs", "okrs", type=click.Path(path_type=Path), default=Path("okrs"), help="Folder of the records."),
            click.option(
                "--today", "day", type=Day(), default=None, help="The day to look at; default: SOURCE_DATE_EPOCH, else today."
            ),
            click.option("--quiet", is_flag=True, help="Print nothing but what was asked for."),
            click.option("--no-color", "colourless", is_flag=True, help="No colours."),
        )
    ):
        function = option(function)
    return function


def company_at(okrs: Path, day: date | None, base: str | None = None, profile: Profile | None = None) -> tuple[Company, Words]:
    """Load the company, and what it was at a base; a folder that cannot be used is a refusal of one line."""
    measured = profile or Profile()
    try:
        with measured.step("reading"):
            workspace = load(okrs, Memory(cache_beside(okrs.resolve().parent)))
    except (FolderError, TrackedCacheError) as error:
        raise click.ClickException(str(error)) from error
    before = None
    if base is not None:
        with measured.step("reading the base"):
            before = load_base(okrs, base, workspace)
    return company_on(workspace, today(workspace.settings, day), before), Words(workspace.settings.language)


def words_of(okrs: Path) -> Words:
    """Speak the company's language where there is a company."""
    try:
        return Words(load(okrs, Memory(cache_beside(okrs.resolve().parent))).settings.language)
    except (FolderError, TrackedCacheError):
        return Words("en")
