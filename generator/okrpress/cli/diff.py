"""`okr diff`: what changed between two revisions, in the words of OKR."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import click

from okrpress.check import check
from okrpress.cli.options import shared
from okrpress.cli.pictures import draw_difference
from okrpress.cli.revisions import Compared, compared_at
from okrpress.differences.difference import difference
from okrpress.reports import diff_formats, diff_in
from okrpress.reports.leaf import Leaf


@click.command("diff")
@click.argument("base", metavar="BASE")
@click.argument("head", metavar="[HEAD]", default="")
@shared
@click.option("--format", "form", type=click.Choice(diff_formats()), default="text", help="How it is written.")
@click.option("--direct", is_flag=True, help="Compare with BASE itself, not with where HEAD left it.")
@click.option("--pictures", type=click.Path(path_type=Path), default=None, help="Also write alignment.svg into this folder.")
@click.option("--picture-link", default="", metavar="URL", help="Where the picture can be seen: the Markdown links to it.")
def command(
    base: str,
    head: str,
    okrs: Path,
    day: date | None,
    form: str,
    pictures: Path | None,
    picture_link: str,
    *,
    direct: bool,
    quiet: bool,
    colourless: bool,
) -> None:
    """Say what changed between two revisions: objectives, commitments, check-ins, scores up the tree, links, findings.

    Both are read from git's objects; without HEAD, what lies in the work tree is compared, committed or not. BASE may be a
    branch: then what counts is the commit at which HEAD left it, so that nobody else's changes are told.
    """
    if picture_link and urlsplit(picture_link).scheme not in ("http", "https"):
        raise click.ClickException(f"--picture-link: '{picture_link}' is no address that begins with https://")
    found = compared_at(okrs, day, Compared(base, head, is_direct=direct))
    told = difference(found.before, found.after, check(found.before), check(found.after))
    if pictures is not None:
        draw_difference(told, found.words, pictures)
    if quiet and form == "text" and not told:
        return
    colour = form == "text" and sys.stdout.isatty() and not colourless and not os.environ.get("NO_COLOR")
    leaf = Leaf(found.words, found.base, found.head, colour=colour, picture=picture_link)
    click.echo(diff_in(form)(told, leaf), nl=False, color=colour)
