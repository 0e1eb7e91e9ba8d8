"""`okr check`: every finding with file, line and column."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import click

from okrpress.cache import Cache, cache_beside
from okrpress.check import SEVERITIES, Finding, check
from okrpress.cli.again import remembered
from okrpress.cli.options import company_at, shared
from okrpress.company import with_everyone
from okrpress.earlier import Earlier
from okrpress.handles import nearest
from okrpress.parts import Parts
from okrpress.profile import Profile
from okrpress.reports import costs, formats, report_in
from okrpress.reports.sheet import Sheet, lines_below
from okrpress.repository import repository_root
from okrpress.revision import revision
from okrpress.rules import Rule, catalogue


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@shared
@click.option("--format", "form", type=click.Choice(formats()), default="text", help="How findings are written.")
@click.option("--fail-on", type=click.Choice(SEVERITIES), default="error", help="The lightest finding that fails.")
@click.option("--rules", "names", default="", metavar="A,B", help="Only these rules.")
@click.option("--as", "mode", default="", metavar="company", help="Look as if everyone took part in the rollout.")
@click.option("--profile", "profiled", is_flag=True, help="Also tell what reading, scoring and each rule cost.")
@click.option("--base", default=None, metavar="REV", help="Compare with a git revision, such as origin/main.")
@remembered
def command(
    paths: Sequence[Path],
    okrs: Path,
    day: date | None,
    form: str,
    fail_on: str,
    names: str,
    base: str | None,
    mode: str,
    *,
    profiled: bool,
    quiet: bool,
    colourless: bool,
) -> None:
    """Report every finding; PATH limits the report to files or folders."""
    rules = _rules(names)
    for path in paths:
        if not path.exists():
            raise click.ClickException(f"there is no file or folder '{path}'")
    if mode not in ("", "company"):
        raise click.ClickException(
            f"'--as {mode}' makes no sense: only '--as company' does, which shows what would be found if everyone were in; "
            "who is in a pilot or a project is written in the settings, under 'rollout'"
        )
    profile = Profile()
    company, words = company_at(okrs, day, base, profile)
    if mode:
        company = with_everyone(company)
    if profiled:
        with profile.step("scoring and alignment"):
            company.prepare()
    root = repository_root(okrs)
    earlier = Earlier(company, Parts.of(company), Cache(cache_beside(okrs.resolve().parent)), revision(""))
    found = check(company, [rule.name for rule in rules] if names else (), profile if profiled else None, earlier)
    findings = tuple(_within(found, paths, root))
    failing = SEVERITIES[: list[str](SEVERITIES).index(fail_on) + 1]
    if findings or not quiet or form != "text":
        colour = form == "text" and sys.stdout.isatty() and not colourless and not os.environ.get("NO_COLOR")
        sheet = Sheet(words, lines_below(root), colour=colour, failing=failing, rules=rules)
        click.echo(report_in(form)(findings, sheet), nl=False, color=colour)
    if profiled:
        click.echo(costs.table(profile), nl=False, err=True)
    if any(finding.severity in failing for finding in findings):
        raise click.exceptions.Exit(1)


def _rules(names: str) -> tuple[Rule, ...]:
    """Return the rules that were asked for, by name or code; without any, all."""
    known = catalogue()
    by_code = {rule.code: rule.name for rule in known.values()}
    asked = [name.strip() for name in names.split(",") if name.strip()]
    chosen = {by_code.get(name.upper(), name): name for name in asked}
    for name, written in chosen.items():
        if name not in known:
            close = nearest(name, known)
            raise click.ClickException(
                f"there is no rule '{written}'" + (f"; did you mean {close}?" if close else "; 'okr explain' lists them")
            )
    return tuple(rule for rule in known.values() if not chosen or rule.name in chosen)


def _within(findings: Sequence[Finding], paths: Sequence[Path], root: Path) -> Iterator[Finding]:
    """Keep the findings of the files and folders that were asked for; without any, all."""
    wanted = [path.resolve() for path in paths]
    for finding in findings:
        if not wanted or any((root / finding.path).is_relative_to(path) for path in wanted):
            yield finding
