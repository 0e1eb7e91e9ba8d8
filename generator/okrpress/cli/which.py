"""Which objective is meant, where no argument says: whoever is at the terminal is shown their own, and asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeVar

import click

from okrpress.cli import asking
from okrpress.cli.changing import Changing
from okrpress.edit import git
from okrpress.edit.target import Target, person_of, target
from okrpress.model import Objective
from okrpress.repository import repository_root

_SHOWN: Final = 12
"""Objectives that are shown: more than one person has to say something about, and few enough to read."""
_Named = TypeVar("_Named")


def which(changing: Changing, written: str) -> Target:
    """Return the objective or key result that an argument names, or else an answer.

    Raises:
        Refusal: there is none of that name; or nothing is named and nobody can be asked.

    """
    if written:
        return target(changing.company, written)
    question = changing.words("Which objective, or which key result (its ID)")
    return _asked(changing, question, lambda text: target(changing.company, text))


def which_ones(changing: Changing, written: Sequence[str]) -> dict[str, Target]:
    """Return the objectives that arguments name, or else an answer with spaces between them, by what was written.

    Raises:
        Refusal: as of `which`.

    """

    def read(names: Sequence[str]) -> dict[str, Target]:
        return {name: target(changing.company, name) for name in names}

    question = changing.words("Which objectives (their IDs, with spaces between them)")
    return read(written) if written else _asked(changing, question, lambda text: read(asking.said(text).split()))


def _asked(changing: Changing, question: str, read: Callable[[str], _Named]) -> _Named:
    asking.refuse_silence("ID")
    for objective in list(_of_whom_git_knows(changing))[:_SHOWN]:
        click.echo(f"  {changing.title(objective)}  {objective.title}")
    return asking.asked(question, "ID", read)


def _of_whom_git_knows(changing: Changing) -> Iterator[Objective]:
    """Yield what is theirs or their unit's, or has a key result of theirs, in the cycles that run."""
    workspace = changing.company.workspace
    me = workspace.people.get(person_of(workspace, *git.author(repository_root(changing.root))))
    if me is None:
        return
    running = {cycle.id for cycle in changing.company.active_cycles}
    for objective in changing.company.open_objectives:
        owners = {objective.owner, *(entry.owner for entry in objective.key_results)}
        if objective.cycle in running and objective.stage != "dropped" and owners & {me.handle, me.unit}:
            yield objective
