"""`okr check`: every finding with file, line and column."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

import click

from okrpress.check import SEVERITIES, Finding, check
from okrpress.cli.options import company_at, shared
from okrpress.handles import nearest
from okrpress.load.workspace import repository_root
from okrpress.reports import findings_json, findings_text
from okrpress.rules import catalogue

FORMATS: Final = ("text", "json")


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@shared
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How findings are written.")
@click.option("--fail-on", type=click.Choice(SEVERITIES), default="error", help="The lightest finding that fails.")
@click.option("--rules", "names", default="", metavar="A,B", help="Only these rules.")
def command(
    paths: Sequence[Path], okrs: Path, day: date | None, form: str, fail_on: str, names: str, *, quiet: bool, colourless: bool
) -> None:
    """Report every finding; PATH limits the report to files or folders."""
    only = [name.strip() for name in names.split(",") if name.strip()]
    for name in only:
        if name not in catalogue():
            close = nearest(name, catalogue())
            raise click.ClickException(
                f"there is no rule '{name}'" + (f"; did you mean {close}?" if close else "; 'okr explain' lists them")
            )
    for path in paths:
        if not path.exists():
            raise click.ClickException(f"there is no file or folder '{path}'")
    company, words = company_at(okrs, day)
    findings = tuple(_within(check(company, only), paths, repository_root(okrs)))
    if form == "json":
        click.echo(findings_json.report(findings, words), nl=False)
    elif findings or not quiet:
        colour = sys.stdout.isatty() and not colourless and "NO_COLOR" not in os.environ
        click.echo(findings_text.report(findings, words, colour=colour), nl=False, color=colour)
    failing = SEVERITIES[: list[str](SEVERITIES).index(fail_on) + 1]
    if any(finding.severity in failing for finding in findings):
        raise click.exceptions.Exit(1)


def _within(findings: Sequence[Finding], paths: Sequence[Path], root: Path) -> Iterator[Finding]:
    """Keep the findings of the files and folders that were asked for; without any, all."""
    wanted = [path.resolve() for path in paths]
    for finding in findings:
        if not wanted or any((root / finding.path).is_relative_to(path) for path in wanted):
            yield finding
