"""`okr build`: check, draw and build the whole site."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from okrpress.cli.building import BUILDERS, built, built_part, refusals, shown
from okrpress.cli.options import Day
from okrpress.site.build import Wishes


@click.command("build")
@click.option("--okrs", type=click.Path(path_type=Path), default=None, help="Folder of the records; default: okrs.")
@click.option("--today", "day", type=Day(), default=None, help="The day to look at; default: SOURCE_DATE_EPOCH, else today.")
@click.option("--as-of", "as_of", type=Day(), default=None, help="Build it as it was on a day, into site-DATE or --site.")
@click.option("--site", type=click.Path(path_type=Path), default=None, help="Folder of the site; default: site.")
@click.option("--config", type=click.Path(path_type=Path), default=Path("mkdocs.yml"), help="The site's configuration.")
@click.option("--allow-errors", is_flag=True, help="Publish although the records hold errors; the pages show them.")
@click.option(
    "--builder",
    type=click.Choice(list(BUILDERS)),
    default="mkdocs",
    show_default=True,
    help="What renders the frames.",
)
@click.option("--cycle", default="", help="Make this cycle's part of the site alone, into --part.")
@click.option("--part", "shelf", type=click.Path(path_type=Path), default=None, help="Folder that gets the cycle's part.")
@click.option("--quiet", is_flag=True, help="Print nothing when all is well.")
def command(
    okrs: Path | None,
    day: date | None,
    as_of: date | None,
    site: Path | None,
    config: Path,
    builder: str,
    cycle: str,
    shelf: Path | None,
    *,
    allow_errors: bool,
    quiet: bool,
) -> None:
    """Build the site; what was published is replaced only when everything succeeded.

    With --as-of the records and the company's own pages are those of the last commit of the branch's own line on or before
    that day, today is that day, and every page says so.

    With --cycle and --part nothing is published: `okr join` makes a site of such parts, in less time.
    """
    if bool(cycle) != (shelf is not None):
        raise click.ClickException("--cycle and --part go together: which cycle, and the folder that gets its part")
    if shelf is not None:
        if as_of is not None:
            raise click.ClickException("--as-of makes a whole site: leave --cycle and --part out")
        with refusals():
            folder = built_part(config, Wishes(site=site, okrs=okrs, today=day, allow_errors=allow_errors), cycle, shelf, builder)
        if not quiet:
            click.echo(shown(folder))
        return
    with refusals():
        published = built(config, Wishes(site=site, okrs=okrs, today=day, as_of=as_of, allow_errors=allow_errors), builder)
    if not quiet:
        changed = published.written + published.removed
        click.echo(f"{shown(published.site)}: {published.files} files, {changed} changed")
