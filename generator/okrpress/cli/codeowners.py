"""`okr codeowners`: who is asked to review what, from the tree of units."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import click

from okrpress.cli.options import company_at, shared
from okrpress.exchange.codeowners import codeowners


@click.command("codeowners")
@shared
@click.option(
    "--forge", "kind", type=click.Choice(("github", "gitlab", "gitea")), default=None, help="Default: the settings' forge."
)
@click.option(
    "--host", default="", metavar="HOST", help="Where people have their pages, such as github.com; default: the forge's."
)
def command(okrs: Path, day: date | None, kind: str | None, host: str, *, quiet: bool, colourless: bool) -> None:  # noqa: ARG001
    """Print a CODEOWNERS file, so that a unit's lead reviews its changes and those of its people.

    A lead's account is learnt from their `links`: the link to their page on the forge.
    """
    company, _ = company_at(okrs, day)
    forge = company.workspace.settings.forge
    kind = kind or (forge.kind if forge else "github")
    host = host or (urlsplit(forge.url).netloc if forge else "github.com")
    found = codeowners(company.workspace, kind, host, company.today)
    click.echo(found.text, nl=False)
    if found.without_account and not quiet:
        names = ", ".join(found.without_account)
        click.echo(
            f"okr: no account on {host} is known of {names}: add it to their links; the lead above is asked instead", err=True
        )
