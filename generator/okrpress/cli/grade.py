"""`okr grade`: the owner's own final word."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from okrpress.cli import asking
from okrpress.cli.changing import Changing, Wishes, changing
from okrpress.cli.effect import effect
from okrpress.cli.ids import key_result_ids
from okrpress.cli.values import Number
from okrpress.cli.which import which
from okrpress.edit.checkin import one_line
from okrpress.edit.grade import grade
from okrpress.edit.opened import objective_of, open_objective, rewritten
from okrpress.edit.target import key_result
from okrpress.model import KeyResult, Objective
from okrpress.refusal import Refusal
from okrpress.scoring.standing import KeyResultStanding


@click.command("grade")
@click.argument("written", metavar="[ID]", default="", shell_complete=key_result_ids)
@click.argument("score", required=False, type=Number())
@click.option("--note", default="", help="Why; a missed commitment owes it.")
@changing
def command(
    written: str, score: float | None, note: str,
    okrs: Path, day: date | None, branch: str, *, commit: bool, quiet: bool, colourless: bool,  # noqa: ARG001 - a shared option
) -> None:  # fmt: skip
    """Grade the key result ID with SCORE, 0 … 1.

    ID is OWNER/NAME#KEY-RESULT; without '#KEY-RESULT' you are asked about each key result of the objective, and Enter skips.
    """
    with_company = Changing.at(okrs, day, Wishes(commit, branch, quiet))
    found = which(with_company, written)
    opened = open_objective(okrs, with_company.company.workspace, found.objective)
    objective = opened.objective
    entries = _meant(objective, found.key_result)
    if score is not None and len(entries) > 1:
        known = ", ".join(f"#{entry.id}" for entry in entries)
        raise Refusal(f"a grade is one key result's: add one of {known} to '{written}'")
    scores = with_company.company.standing(objective.id).key_results
    grades = {entry.id: (score, note) if score is not None else _asked(with_company, entry, note, scores) for entry in entries}
    given = {name: (points, why) for name, (points, why) in grades.items() if points is not None}
    if not given:
        with_company.tell(with_company.words("Nothing was graded, so nothing is written."))
        return
    changes = [change for name, (points, why) in given.items() for change in grade(key_result(objective, name), points, why)]
    writing = rewritten(opened, changes)
    lines = list(effect(with_company, objective, objective_of(writing, opened), list(given)))
    told = "; ".join(f"{name} {points:.10g}" for name, (points, _) in given.items())
    with_company.store([writing], f"Grade {with_company.title(objective)}: {told}")
    with_company.tell(*lines)


def _meant(objective: Objective, named: KeyResult | None) -> list[KeyResult]:
    if named is not None:
        return [key_result(objective, named.id)]
    return [entry for entry in objective.key_results if not entry.dropped]


def _asked(
    with_company: Changing, entry: KeyResult, note: str, scores: Mapping[str, KeyResultStanding]
) -> tuple[float | None, str]:
    """Ask for one grade, with the computed score to compare."""
    asking.refuse_silence("SCORE")
    words = with_company.words
    computed = words.score(scores[entry.id].computed_score if entry.id in scores else None)
    click.echo(click.style(entry.title, bold=True))
    question = "  " + words("Grade, 0 … 1 (computed: {score}; Enter skips)", score=computed)
    points = asking.maybe(question, asking.of_type(Number()), None)
    why = note or (asking.maybe("  " + words("Why (Enter skips)"), one_line, "") if points is not None else "")
    return points, why  # type: ignore[return-value] # read by its type
