"""`okr carry`: take objectives along into a later cycle."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from okrpress.cli import asking
from okrpress.cli.changing import Changing, Wishes, changing
from okrpress.cli.ids import cycles, objective_ids
from okrpress.cli.which import which_ones
from okrpress.edit import target
from okrpress.edit.carry import Carried, carry
from okrpress.edit.fresh import writing
from okrpress.edit.opened import open_objective
from okrpress.refusal import Refusal


@click.command("carry")
@click.argument("written", metavar="[ID]...", nargs=-1, shell_complete=objective_ids)
@click.option("--to", "cycle", default="", metavar="CYCLE", shell_complete=cycles, help="The cycle that they go on in.")
@changing
def command(
    written: Sequence[str], cycle: str,
    okrs: Path, day: date | None, branch: str, *, commit: bool, quiet: bool, colourless: bool,  # noqa: ARG001 - a shared option
) -> None:  # fmt: skip
    """Carry the objectives ID... into another cycle: as drafts, from where they stand, linked to where they came from.

    Check-ins, grades and what is reached stay behind. An objective that is carried a second time is worth a question.
    """
    with_company = Changing.at(okrs, day, Wishes(commit, branch, quiet))
    company, words = with_company.company, with_company.words
    named = which_ones(with_company, written)
    found = list(named.values())
    for name, one in named.items():
        if one.key_result is not None:
            raise Refusal(f"'{name}' is a key result; an objective is carried as a whole")
    question = words("Which cycle do they go on in")
    wanted = cycle or asking.asked(question, "--to", lambda text: target.cycle(company, text.strip()))
    to = target.cycle(company, wanted)
    together = [one.objective.id for one in found]
    carried: list[Carried] = []
    for one in found:
        opened = open_objective(okrs, company.workspace, one.objective)
        carried.append(carry(company, opened.objective, opened.content.decode("utf-8"), to, together))
    writings = [writing(company.workspace, entry.fresh) for entry in carried]
    titles = ", ".join(with_company.title(one.objective) for one in found)
    with_company.store(writings, f"Carry into {to}: {titles}")
    for one, entry in zip(found, carried, strict=True):
        with_company.tell(
            *("  " + words("{what}: {notes}", what=one.objective.slug, notes=words.message(note)) for note in entry.notes)
        )
        if len(entry.times) > 1:
            way = " ← ".join(entry.times)
            with_company.warn(words("carried again: {way}. Is it still worth it, or is it something else by now?", way=way))
