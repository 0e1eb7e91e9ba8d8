"""`okr show`: an objective, an owner, a cycle or the company, here in the terminal."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import date
from pathlib import Path

import click

from okrpress.check import check
from okrpress.cli.ids import people, shown
from okrpress.cli.options import company_at, shared
from okrpress.company import Company
from okrpress.duties import RULES
from okrpress.edit import git, target
from okrpress.load.suggest import Names
from okrpress.pages.page import Desk
from okrpress.pages.vocabulary import Vocabulary
from okrpress.refusal import Refusal
from okrpress.repository import repository_root
from okrpress.terminal.morning import show_morning
from okrpress.terminal.objective import show_objective
from okrpress.terminal.paper import Paper
from okrpress.terminal.portfolio import show_cycle, show_owner, show_tree

_GIT_S_USER = "git's user"


@click.command("show")
@click.argument("written", metavar="[ID]", default="", shell_complete=shown)
@click.option(
    "--mine", is_flag=False, flag_value=_GIT_S_USER, default="", metavar="[HANDLE]", shell_complete=people,
    help="What waits on a person; default: git's user.",
)  # fmt: skip
@shared
def command(
    written: str, mine: str, okrs: Path, day: date | None, *, quiet: bool, colourless: bool  # noqa: ARG001 - a shared option
) -> None:  # fmt: skip
    """Show an objective, a key result, a unit, a person or a cycle, with the formula behind each number.

    Without ID it shows the company's tree in the current cycle.
    """
    company, words = company_at(okrs, day)
    colour = sys.stdout.isatty() and not colourless and "NO_COLOR" not in os.environ
    terms = Vocabulary(words)
    states = [status.word for table in (terms.health, terms.verdicts) for status in table.values()]
    states += terms.stages.values()
    paper = Paper(shutil.get_terminal_size((80, 24)).columns, colour=colour, states=states)
    if mine:
        if written:
            raise Refusal("--mine shows a person's own list: give one of the two, '--mine HANDLE' or an ID")
        handle = _who(company, okrs, mine)
        findings = check(company, RULES)
        show_morning(Desk.of(company, findings, words), paper, company.workspace.people[handle])
    else:
        _show(Desk.of(company, (), words), paper, written)
    click.echo(str(paper), nl=False, color=colour)


def _who(company: Company, okrs: Path, mine: str) -> str:
    if mine != _GIT_S_USER:
        return target.person(company.workspace, mine)
    known = target.person_of(company.workspace, *git.author(repository_root(okrs)))
    if not known:
        raise Refusal("git does not know which person you are: give --mine HANDLE")
    return known


def _show(desk: Desk, paper: Paper, written: str) -> None:
    workspace = desk.company.workspace
    bare = written.strip().lstrip("@")
    if not bare:
        show_tree(desk, paper)
    elif bare in workspace.cycles:
        show_cycle(desk, paper, workspace.cycles[bare])
    elif (owner := bare.removeprefix("units/").removeprefix("people/")) in workspace.units or owner in workspace.people:
        show_owner(desk, paper, owner)
    elif "/" in bare:
        found = target.target(desk.company, bare)
        show_objective(desk, paper, found.objective, found.key_result)
    else:
        name = bare.partition("#")[0]
        slugs = [f"{entry.owner}/{name}" for entry in workspace.objectives.values() if entry.slug == name]
        close = slugs[-1] if slugs else Names((*workspace.units, *workspace.people, *workspace.cycles)).nearest(bare)
        meant = f". Did you mean {close}?" if close else "; 'okr show' lists what there is"
        raise Refusal(f"no objective, unit, person or cycle '{bare}'{meant}")
