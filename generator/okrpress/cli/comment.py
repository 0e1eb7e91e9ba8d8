"""`okr comment`: say something about an objective, for everyone to read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from okrpress.cli import asking
from okrpress.cli.changing import Changing, Wishes, changing
from okrpress.cli.ids import objective_ids, people
from okrpress.cli.options import Day
from okrpress.cli.which import which
from okrpress.edit.comment import comment, commented
from okrpress.refusal import Refusal


@click.command("comment")
@click.argument("written", metavar="[ID]", default="", shell_complete=objective_ids)
@click.argument("text", required=False, default="")
@click.option("--by", default="", metavar="HANDLE", shell_complete=people, help="Who says it; default: git's user.")
@click.option("--date", "on", type=Day(), default=None, help="The day on which it was said; default: today.")
@changing
def command(
    written: str, text: str, by: str, on: date | None,
    okrs: Path, day: date | None, branch: str, *, commit: bool, quiet: bool, colourless: bool,  # noqa: ARG001 - a shared option
) -> None:  # fmt: skip
    """Say TEXT about the objective ID, in Markdown. It stands on the objective's page, in the feeds and in the open data."""
    with_company = Changing.at(okrs, day, Wishes(commit, branch, quiet))
    company = with_company.company
    found = which(with_company, written)
    if found.key_result is not None:
        raise Refusal(f"a comment is on the whole objective: leave '#{found.key_result.id}' out and name it in the text")
    today = on or company.today
    if today > company.today:
        raise Refusal(f"--date: {today} has not come yet")
    if not text.strip():
        text = asking.asked(with_company.words("What do you say"), "TEXT", asking.said)
    said = comment(text, today, with_company.writer(by))
    writing = commented(okrs, company.workspace, found.objective, said)
    with_company.store([writing], f"Comment on {with_company.title(found.objective)}")
