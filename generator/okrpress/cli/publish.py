"""`okr publish`: build the site and put it where people read it, all or nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from okrpress.cli.building import built, refusals, shown
from okrpress.site.build import Wishes
from okrpress.site.destinations.branch import Branch
from okrpress.site.destinations.folder import Folder

_Function = TypeVar("_Function", bound=Callable[..., Any])


def _shared(function: _Function) -> _Function:
    """Give a destination the options that all have."""
    for option in reversed(
        (
            click.option(
                "--config", type=click.Path(path_type=Path), default=Path("mkdocs.yml"), help="The site's configuration."
            ),
            click.option(
                "--built",
                "ready",
                type=click.Path(path_type=Path),
                default=None,
                help="Publish this folder, which 'okr build' made.",
            ),
            click.option("--allow-errors", is_flag=True, help="Publish although the records hold errors; the pages show them."),
            click.option("--quiet", is_flag=True, help="Print nothing when all is well."),
        )
    ):
        function = option(function)
    return function


def _keep(function: _Function) -> _Function:
    """Give a destination that keeps what was published before the options for that."""
    for option in reversed(
        (
            click.option("--rollback", is_flag=True, help="Publish again what was published before; build nothing."),
            click.option(
                "--keep", type=click.IntRange(min=1), default=5, show_default=True, help="How many to keep, this one included."
            ),
        )
    ):
        function = option(function)
    return function


@click.group("publish")
def command() -> None:
    """Build the site and put it where people read it; whatever fails, what was published stays as it was."""


@command.command("folder")
@click.argument("root", type=click.Path(path_type=Path), metavar="DIR")
@_shared
@_keep
def to_folder(
    root: Path, config: Path, ready: Path | None, keep: int, *, allow_errors: bool, quiet: bool, rollback: bool
) -> None:
    """Publish to DIR/current, which a web server reads: a link that is moved when a release is complete."""
    place = Folder(root, keep)
    with refusals():
        release = place.roll_back() if rollback else place.publish(lambda: _site(config, ready, allow_errors=allow_errors))
    if quiet:
        return
    if not release.made:
        click.echo(f"{shown(release.folder)}: published by somebody who called later; nothing to do")
    elif rollback:
        click.echo(f"{shown(release.folder)}: {release.files} files, published again")
    else:
        click.echo(f"{shown(release.folder)}: {release.files} files, {release.changed} changed")


@command.command("branch")
@click.argument("name", default="gh-pages")
@click.option("--remote", default="", help="Push to the branch of this remote, such as origin; default: the one here.")
@_shared
@_keep
def to_branch(
    name: str, remote: str, config: Path, ready: Path | None, keep: int, *, allow_errors: bool, quiet: bool, rollback: bool
) -> None:
    """Publish to a branch that the forge serves, by default gh-pages; no file of the work tree is touched."""
    branch = Branch(config.resolve().parent, name, remote, keep)
    with refusals():
        pushed = branch.roll_back() if rollback else branch.publish(lambda: _site(config, ready, allow_errors=allow_errors))
    if not quiet:
        where = f"{remote}/{name}" if remote else name
        said = f"{pushed.files} files, {pushed.commit[:12]}" if pushed.made else f"{pushed.why}; nothing to do"
        click.echo(f"{where}: {said}")


def _site(config: Path, ready: Path | None, *, allow_errors: bool) -> Path:
    """Return a folder that holds the site: the one that was made, else one that is built now."""
    return ready if ready is not None else built(config, Wishes(allow_errors=allow_errors)).site
