"""`okr post`: one comment under a pull request, one issue per unit, each brought up to date in place."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

import click

from okrpress.forges.api import Forge, Posted
from okrpress.refusal import Refusal

_MOST: Final = 60_000
"""Characters that forges take; GitHub takes 65,536."""
_NUMBER: Final = re.compile(r"[1-9]\d{0,9}")
_MARK: Final = re.compile(r"[\w .:/-]{1,200}")


@click.group("post")
def command() -> None:
    """Write a text to the forge, from a job of its CI; what an earlier job wrote with the same mark is brought up to date.

    The job gives a token in OKR_TOKEN; the rest is in the environment of every job of GitHub, GitLab, Gitea and Forgejo.
    """


@command.command("comment")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", "number", default="", metavar="NUMBER", help="Number of the pull request.")
@click.option("--to-number-in", "number_file", type=click.Path(path_type=Path), default=None, help="A file that says the number.")
@click.option("--head", default="", metavar="COMMIT", help="Refuse unless the pull request stands on this commit.")
@click.option("--mark", default="changes", show_default=True, help="What the comment is found by again.")
def comment(file: Path, number: str, number_file: Path | None, head: str, mark: str) -> None:
    """Write FILE as a comment under a pull request."""
    said = number or (_read(number_file).strip() if number_file else "")
    if not _NUMBER.fullmatch(said):
        raise click.ClickException(f"'{said[:40]}' is no number of a pull request: give --to")
    forge = Forge.from_environment(os.environ)
    text = _harmless(_read(file))
    if head and forge.head_of(int(said)) != head:
        raise click.ClickException(f"pull request {said} does not stand on {head}: nothing is written under it")
    _tell(forge.comment(int(said), _checked(mark), text))


@command.command("issue")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--title", required=True, help="Title of the issue.")
@click.option("--mark", required=True, help="What the issue is found by again.")
def issue(file: Path, title: str, mark: str) -> None:
    """Write FILE as an open issue."""
    _tell(Forge.from_environment(os.environ).issue(title, _checked(mark), _harmless(_read(file))))


def _checked(mark: str) -> str:
    if not _MARK.fullmatch(mark) or "--" in mark:
        raise click.ClickException(f"'{mark}' cannot be hidden in a comment: use letters, digits, spaces and single hyphens")
    return mark


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError as problem:
        raise Refusal(f"'{file}' cannot be read: {problem.strerror}") from problem


def _harmless(text: str) -> str:
    """Bring a text into the form that it may be shown in: whoever wrote the records cannot call anybody, and it fits."""
    called = text.replace("@", "@\u200b")
    return called if len(called) <= _MOST else f"{called[:_MOST]}\n\n…"


def _tell(posted: Posted) -> None:
    click.echo(f"{posted.address}: {'written' if posted.is_new else 'brought up to date'}")
