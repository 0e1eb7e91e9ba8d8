"""`okr amend`: change a commitment in the open."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from okrpress.cli import asking
from okrpress.cli.changing import Changing, Wishes, changing
from okrpress.cli.effect import effect
from okrpress.cli.ids import key_result_ids
from okrpress.cli.options import Day
from okrpress.cli.which import which
from okrpress.edit.amend import Wish, amend, fields_of
from okrpress.edit.checkin import one_line
from okrpress.edit.opened import objective_of, open_objective, rewritten
from okrpress.edit.target import key_result
from okrpress.fields import AMENDABLE
from okrpress.refusal import Refusal


@click.command("amend")
@click.argument("written", metavar="[ID]", default="", shell_complete=key_result_ids)
@click.option("--key-result", "part", default="", metavar="ID", help="The key result that changes; or write it as #ID.")
@click.option("--field", "name", type=click.Choice(AMENDABLE), default=None, help="What changes.")
@click.option("--to", "to", default="", help="What it says from now on; for 'dropped' the day, default: today.")
@click.option("--reason", default="", help="Why, for everyone to read.")
@click.option("--date", "on", type=Day(), default=None, help="The day of the change; default: today.")
@changing
def command(
    written: str, part: str, name: str | None, to: str, reason: str, on: date | None,
    okrs: Path, day: date | None, branch: str, *, commit: bool, quiet: bool, colourless: bool,  # noqa: ARG001 - a shared option
) -> None:  # fmt: skip
    """Change what the objective or key result ID has promised, and write down what it was, what it is now, and why.

    Before the cycle has begun nothing was promised yet: the value alone is changed.
    """
    with_company = Changing.at(okrs, day, Wishes(commit, branch, quiet))
    company, words = with_company.company, with_company.words
    found = which(with_company, written)
    opened = open_objective(okrs, company.workspace, found.objective)
    objective = opened.objective
    wanted = part.removeprefix("#") or (found.key_result.id if found.key_result else "")
    entry = key_result(objective, wanted) if wanted else None
    fields = fields_of(entry)
    name = name or asking.chosen(words("What changes"), f"--field (one of {', '.join(fields)})", fields)
    if not to and name != "dropped":
        to = asking.asked(words("What it says from now on"), "--to", asking.said)
    reason = reason or asking.asked(words("Why"), "--reason", one_line)
    begun = company.workspace.cycles[objective.cycle].start
    today = on or company.today
    if today > company.today:
        raise Refusal(f"--date: {today} has not come yet")
    is_begun = today >= begun
    changes = amend(objective, entry, Wish(name, to, reason, today, is_begun))
    writing = rewritten(opened, changes)
    after = objective_of(writing, opened)
    lines = list(effect(with_company, objective, after, [entry.id] if entry else []))
    what = f"{entry.id} {name}" if entry else name
    with_company.store([writing], f"Amend {with_company.title(objective)}: {what} {_becomes(name, to)}\n\n{one_line(reason)}")
    with_company.tell(*lines)
    with_company.warn_of_closed(objective)
    if not is_begun:
        with_company.tell("  " + words("The cycle has not begun: nothing was promised yet, so no amendment was written."))


def _becomes(name: str, to: str) -> str:
    return "" if name == "dropped" else f"becomes {one_line(to)}"
