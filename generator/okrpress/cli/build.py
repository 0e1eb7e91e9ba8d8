"""`okr build`: check, draw and build the whole site."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Final

import click

from okrpress.cli.options import Day
from okrpress.mkdocs_plugin import MkDocs
from okrpress.site.build import Wishes, build
from okrpress.site.builder import SiteBuilder
from okrpress.site.maker import make_publication
from okrpress.site.publication import ErrorsFoundError, PublicationError
from okrpress.zensical_shell import Zensical

_BUILDERS: Final[Mapping[str, Callable[[], SiteBuilder]]] = {"mkdocs": MkDocs, "zensical": Zensical}


@click.command("build")
@click.option("--okrs", type=click.Path(path_type=Path), default=None, help="Folder of the records; default: okrs.")
@click.option("--today", "day", type=Day(), default=None, help="The day to look at; default: SOURCE_DATE_EPOCH, else today.")
@click.option("--site", type=click.Path(path_type=Path), default=None, help="Folder of the site; default: site.")
@click.option("--config", type=click.Path(path_type=Path), default=Path("mkdocs.yml"), help="The site's configuration.")
@click.option("--allow-errors", is_flag=True, help="Publish although the records hold errors; the pages show them.")
@click.option(
    "--builder",
    type=click.Choice(list(_BUILDERS)),
    default="mkdocs",
    show_default=True,
    help="What renders the frames.",
)
@click.option("--quiet", is_flag=True, help="Print nothing when all is well.")
def command(
    okrs: Path | None, day: date | None, site: Path | None, config: Path, builder: str, *, allow_errors: bool, quiet: bool
) -> None:
    """Build the site; what was published is replaced only when everything succeeded."""
    wishes = Wishes(site=site, okrs=okrs, today=day, allow_errors=allow_errors)
    try:
        published = build(config, make_publication, _BUILDERS[builder](), wishes)
    except ErrorsFoundError as errors:
        click.echo(str(errors))
        click.echo("okr: nothing was published; --allow-errors publishes all the same", err=True)
        raise click.exceptions.Exit(1) from errors
    except PublicationError as error:
        raise click.ClickException(str(error)) from error
    if not quiet:
        changed = published.written + published.removed
        click.echo(f"{_shown(published.site)}: {published.files} files, {changed} changed")


def _shown(path: Path) -> Path:
    """Name a folder as the caller would: relative to where they stand, if it is below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
