"""Building for a verb: what goes wrong becomes what the command says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

import click

from okrpress.mkdocs_plugin import MkDocs
from okrpress.site.build import Wishes, build, build_part
from okrpress.site.builder import SiteBuilder
from okrpress.site.maker import make_part, make_publication
from okrpress.site.publication import ErrorsFoundError, PublicationError
from okrpress.site.publish import Published
from okrpress.zensical_shell import Zensical

BUILDERS: Final[Mapping[str, Callable[[], SiteBuilder]]] = {"mkdocs": MkDocs, "zensical": Zensical}


def built(config: Path, wishes: Wishes, builder: str = "mkdocs") -> Published:
    """Build the site."""
    return build(config, make_publication, BUILDERS[builder](), wishes)


def built_part(config: Path, wishes: Wishes, cycle: str, shelf: Path, builder: str = "mkdocs") -> Path:
    """Make a cycle's part of the site."""
    return build_part(config, partial(make_part, cycle=cycle, shelf=shelf.resolve()), BUILDERS[builder](), wishes)


@contextmanager
def refusals() -> Iterator[None]:
    """Say what kept a site from being built or published, and end with the status that belongs to it."""
    try:
        yield
    except ErrorsFoundError as errors:
        click.echo(str(errors))
        click.echo("okr: nothing was published; --allow-errors publishes all the same", err=True)
        raise click.exceptions.Exit(1) from errors
    except PublicationError as error:
        raise click.ClickException(str(error)) from error
    except OSError as problem:
        where = problem.filename or "the site"
        raise click.ClickException(f"{where} cannot be written: {problem.strerror}") from problem


def shown(path: Path) -> Path:
    """Name a folder as the caller would: relative to where they stand, if it is below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
