"""`okr digest`: what changed for somebody since a day, and what waits on them, as Markdown for an issue or a message."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from okrpress.check import check
from okrpress.cli.ids import owners
from okrpress.cli.options import shared
from okrpress.cli.revisions import since_at
from okrpress.company import Company
from okrpress.differences.audience import Audience, audience
from okrpress.differences.difference import difference
from okrpress.handles import nearest
from okrpress.pages.page import Desk
from okrpress.refusal import Refusal
from okrpress.reports import digest


@click.command("digest")
@click.option(
    "--for", "whom", required=True, metavar="WHOM", shell_complete=owners,
    help="company, unit:HANDLE, person:HANDLE, or the handle alone.",
)  # fmt: skip
@click.option("--since", required=True, metavar="DATE|REV", help="A day (what was published at its end), or a git revision.")
@shared
def command(
    whom: str, since: str, okrs: Path, day: date | None, *, quiet: bool, colourless: bool  # noqa: ARG001 - a shared option
) -> None:  # fmt: skip
    """Print what changed since a day or a revision for a unit, a person or the company, and what waits on them.

    What lies in the work tree is compared with the last commit of the branch's own line on or before that day.
    """
    found = since_at(okrs, day, since)
    who = _audience(found.after, whom)
    findings = check(found.after)
    told = difference(found.before, found.after, check(found.before), findings)
    desk = Desk.of(found.after, findings, found.words)
    click.echo(digest.report(told, desk, digest.Call(who, found.base)), nl=False)


def _audience(company: Company, whom: str) -> Audience:
    """Find whom the digest is for."""
    kind, mark, handle = whom.strip().rpartition(":")
    if not mark and handle == "company":
        return audience(company, "")
    tables = {"unit": company.workspace.units, "person": company.workspace.people}
    if mark and kind not in tables:
        raise Refusal(f"--for: there is no kind '{kind}': company, unit:HANDLE or person:HANDLE")
    known = tuple(tables[kind]) if mark else (*company.workspace.units, *company.workspace.people)
    if handle not in known:
        close = nearest(handle, known)
        raise Refusal(f"--for: there is no {kind or 'unit or person'} '{handle}'" + (f"; did you mean {close}?" if close else ""))
    return audience(company, handle)
