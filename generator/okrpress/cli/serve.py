"""`okr serve`: the site, live, on 127.0.0.1."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path

import click

from okrpress.cli.options import Day
from okrpress.site.build import Wishes
from okrpress.site.maker import Resident
from okrpress.site.publication import PublicationError


@click.command("serve")
@click.option("--okrs", type=click.Path(path_type=Path), default=None, help="Folder of the records; default: okrs.")
@click.option("--today", "day", type=Day(), default=None, help="The day to look at; default: SOURCE_DATE_EPOCH, else today.")
@click.option("--config", type=click.Path(path_type=Path), default=Path("mkdocs.yml"), help="The site's configuration.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help="Where to listen.")
@click.option("--poll", is_flag=True, help="Ask every file for its time: for drives of which the system tells no changes.")
def command(okrs: Path | None, day: date | None, config: Path, port: int, *, poll: bool) -> None:
    """Show the site and build it again on every change, until Ctrl-C."""
    from okrpress.mkdocs_plugin import live  # noqa: PLC0415 - MkDocs takes a quarter of a second to load

    told = logging.StreamHandler()  # what is built and what went wrong, in sentences
    live.log.addHandler(told)
    live.log.setLevel(logging.INFO)
    try:
        live.serve(config, Resident(), Wishes(okrs=okrs, today=day, allow_errors=True), port, polling=poll)
    except PublicationError as error:
        raise click.ClickException(str(error)) from error
