"""`okr join`: build the site of parts that were made by themselves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from okrpress.cli.building import BUILDERS, built, refusals, shown
from okrpress.cli.options import Day
from okrpress.site.build import Wishes, join


@click.command("join")
@click.argument("parts", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--okrs", type=click.Path(path_type=Path), default=None, help="Folder of the records; default: okrs.")
@click.option("--today", "day", type=Day(), default=None, help="The day to look at; default: SOURCE_DATE_EPOCH, else today.")
@click.option("--site", type=click.Path(path_type=Path), default=None, help="Folder of the site; default: site.")
@click.option("--config", type=click.Path(path_type=Path), default=Path("mkdocs.yml"), help="The site's configuration.")
@click.option("--allow-errors", is_flag=True, help="Publish although the records hold errors; the pages show them.")
@click.option(
    "--builder", type=click.Choice(list(BUILDERS)), default="mkdocs", show_default=True, help="What renders the frames."
)
@click.option("--quiet", is_flag=True, help="Print nothing when all is well.")
def command(
    parts: tuple[Path, ...],
    okrs: Path | None,
    day: date | None,
    site: Path | None,
    config: Path,
    builder: str,
    *,
    allow_errors: bool,
    quiet: bool,
) -> None:
    """Build the site with PARTS that 'okr build --cycle CYCLE --part DIR' made.

    A folder DIR stands for all parts in it. The site is the one that 'okr build' makes, byte for byte: a part that no
    longer fits is made anew.
    """
    wishes = Wishes(site=site, okrs=okrs, today=day, allow_errors=allow_errors)
    with refusals():
        join(config, BUILDERS[builder](), wishes, parts)
        published = built(config, wishes, builder)
    if not quiet:
        click.echo(f"{shown(published.site)}: {published.files} files, {published.written + published.removed} changed")
