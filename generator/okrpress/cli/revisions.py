"""Two revisions of a company, each looked at on the same day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import click

from okrpress.cache import TrackedCacheError, cache_beside
from okrpress.company import Company, company_on
from okrpress.day import today
from okrpress.load import FolderError, load
from okrpress.load.git import Repository
from okrpress.load.memory import Memory
from okrpress.load.revision import load_commit
from okrpress.model import Workspace
from okrpress.words import Words


class Compared(NamedTuple):
    """What is to be compared."""

    base: str
    head: str = ""
    """A revision; "" for the work tree."""
    is_direct: bool = False
    """Whether `base` itself is meant, and not the commit at which `head` left it."""


class Both(NamedTuple):
    """Both sides."""

    before: Company
    after: Company
    words: Words
    base: str
    """The commit that was compared with."""
    head: str
    """The commit that was compared; "" for the work tree."""


def compared_at(okrs: Path, day: date | None, wanted: Compared) -> Both:
    """Read both sides from git's objects, but the work tree where no head is given. What did not change is read once.

    Raises:
        RevisionError: there is no git, no repository, or no such revision.

    """
    repository = Repository.around(okrs)
    head = repository.commit(wanted.head) if wanted.head else ""
    base = repository.commit(wanted.base) if wanted.is_direct else repository.base(wanted.base, head or "HEAD")
    here = _work_tree(okrs, is_needed=not head)
    after = load_commit(repository, head, here) if head else here
    assert after is not None  # noqa: S101 - without a head the work tree was needed
    before = load_commit(repository, base, here)
    on = today(after.settings, day)
    return Both(Company(before, on), company_on(after, on, before), Words(after.settings.language), base, head)


def since_at(okrs: Path, day: date | None, since: str) -> Both:
    """Compare the work tree with what it was on a day, or at a revision; nothing was there before the first commit.

    `base` says in words since when.

    Raises:
        RevisionError: there is no git, no repository, or no such revision.

    """
    repository = Repository.around(okrs)
    try:
        since_day: date | None = date.fromisoformat(since)
    except ValueError:
        since_day = None
    base = repository.on_day(since_day) if since_day else repository.commit(since)
    after = _work_tree(okrs, is_needed=True)
    assert after is not None  # noqa: S101 - it was needed
    before = load_commit(repository, base, after) if base else Workspace(root=after.root, settings=after.settings)
    on, words = today(after.settings, day), Words(after.settings.language)
    return Both(Company(before, on), company_on(after, on, before), words, words.date(since_day) if since_day else since, "")


def _work_tree(okrs: Path, *, is_needed: bool) -> Workspace | None:
    """Read the work tree: it is one of the sides, or knows already what did not change."""
    if not is_needed and not okrs.is_dir():
        return None
    try:
        return load(okrs, Memory(cache_beside(okrs.resolve().parent)))
    except (FolderError, TrackedCacheError) as error:
        raise click.ClickException(str(error)) from error
