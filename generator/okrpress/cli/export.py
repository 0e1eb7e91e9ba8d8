"""`okr export`: the site's open data, as the site publishes it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from okrpress.cli.options import company_at, shared
from okrpress.exchange import open_data


@click.command("export")
@shared
@click.option("--format", "form", type=click.Choice(("json",)), default="json", help="The form of the data.")
def command(okrs: Path, day: date | None, form: str, *, quiet: bool, colourless: bool) -> None:  # noqa: ARG001 - shared options
    """Print every objective with its scores and the inputs of each."""
    company, _ = company_at(okrs, day)
    click.echo(open_data.export(company), nl=False)
