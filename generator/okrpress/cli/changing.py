"""What all verbs that change records share: their options, the company, the writing and the git steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from okrpress.cli.asking import maybe
from okrpress.cli.options import company_at, shared
from okrpress.company import Company, company_on
from okrpress.edit import files, git
from okrpress.edit.files import Writing
from okrpress.edit.target import person, person_of
from okrpress.load.relate import below
from okrpress.model import Objective
from okrpress.refusal import Refusal
from okrpress.repository import repository_root
from okrpress.words import Words

_Function = TypeVar("_Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked for besides the change itself."""

    commit: bool
    branch: str
    quiet: bool


@dataclass(frozen=True, slots=True)
class Changing:
    """A company whose records are being changed."""

    root: Path
    """The records' folder."""
    company: Company
    words: Words
    wishes: Wishes

    @classmethod
    def at(cls, okrs: Path, day: date | None, wishes: Wishes) -> Changing:
        """Load the company."""
        company, words = company_at(okrs, day)
        return cls(okrs, company, words, wishes)

    def store(self, writings: Sequence[Writing], message: str) -> None:
        """Write files, and take the git steps that were asked for.

        Raises:
            Refusal: nothing was written; or all was, and git refused.

        """
        wishes = self.wishes
        if not (wishes.commit or wishes.branch):
            files.write(self.root, writings)
            self.tell(*(self.shown(writing) for writing in writings))
            return
        repository = git.Repository.around(self.root)
        paths = [(self.root / writing.path).resolve() for writing in writings]
        repository.refuse_unready(paths, wishes.branch)
        files.write(self.root, writings)
        commit = repository.commit(paths, message, wishes.branch)
        self.tell(*(self.shown(writing) for writing in writings), f"{commit} {message.partition(chr(10))[0]}")

    def shown(self, writing: Writing) -> str:
        """Name a file as everything else does: from the repository's root."""
        return below(self.company.workspace.root, writing.path)

    def tell(self, *lines: str) -> None:
        """Say what was done, unless silence was asked for."""
        if not self.wishes.quiet:
            for line in lines:
                click.echo(line)

    def warn(self, line: str) -> None:
        """Say what deserves a second thought."""
        click.echo(f"okr: {line}", err=True)

    def warn_of_closed(self, objective: Objective) -> None:
        """Say that the cycle of an objective is over, where it is: nobody looks for news there."""
        if self.company.phases.get(objective.cycle) == "closed":
            self.warn(self.words("{cycle} is closed: its readers do not expect it to change any more", cycle=objective.cycle))

    def after(self, objective: Objective) -> Company:
        """Return the company as it will be with an objective changed."""
        workspace = self.company.workspace
        return company_on(replace(workspace, objectives={**workspace.objectives, objective.id: objective}), self.company.today)

    def writer(self, given: str) -> str:
        """Return who writes: who was named, else whom git knows, else who answers; "" where nobody says."""
        workspace = self.company.workspace
        if given:
            return person(workspace, given)
        known = person_of(workspace, *git.author(repository_root(self.root)))
        return known or maybe(self.words("Who are you (handle; Enter leaves it out)"), lambda text: person(workspace, text), "")

    def title(self, objective: Objective) -> str:
        """Name an objective in a commit message: without its cycle where that is the current one."""
        current = self.company.current_cycle
        is_now = current is not None and current.id == objective.cycle
        return f"{objective.owner}/{objective.slug}" if is_now else objective.id


def changing(function: _Function) -> _Function:
    """Give a verb the shared options, --commit and --branch."""
    branch = click.option("--branch", default="", metavar="NAME", help="Begin a branch of that name and commit there.")
    commit = click.option("--commit", is_flag=True, help="Commit the changed file, and nothing else.")
    return shared(commit(branch(function)))


__all__ = ["Changing", "Refusal", "Wishes", "changing"]
