"""`okr explain`: what a rule wants, why, and an example of bad and good."""

from __future__ import annotations

import textwrap
from pathlib import Path

import click

from okrpress.cli.options import words_of
from okrpress.handles import nearest
from okrpress.reports.sentences import severity_word
from okrpress.rules import Rule, catalogue
from okrpress.words import Words


@click.command("explain")
@click.argument("name", metavar="RULE", default="")
@click.option("--okrs", type=click.Path(path_type=Path), default=Path("okrs"), help="Folder whose settings choose the language.")
def command(name: str, okrs: Path) -> None:
    """Explain RULE (its name or code); without one, list them all."""
    words = words_of(okrs)
    rules = catalogue()
    if not name:
        for rule in rules.values():
            click.echo(f"{rule.code}  {rule.name:<34} {rule.severity:<8} {words(rule.summary)}")
        return
    rule_found = rules.get(name) or next((rule for rule in rules.values() if rule.code == name.upper()), None)
    if rule_found is None:
        close = nearest(name, rules)
        raise click.ClickException(
            f"there is no rule '{name}'" + (f"; did you mean {close}?" if close else "; 'okr explain' lists them")
        )
    click.echo(_page(rule_found, words), nl=False)


def _page(rule: Rule, words: Words) -> str:
    width = 100 if words.language == "en" else 10_000  # Chinese has no spaces to break at
    parts = [f"{rule.code} {rule.name} ({severity_word(rule.severity, words)})", words(rule.summary)]
    parts += ["\n".join(textwrap.wrap(words(paragraph), width)) for paragraph in rule.paragraphs]
    for example in rule.examples:
        title = words("Bad") if example.kind == "bad" else words("Good")
        if example.today:
            title = f"{title} ({words.date(example.today)})"
        before = [(words("{path}, in the base", path=path), text) for path, text in example.base]
        files = "\n".join(f"# {path}\n{text}" for path, text in (*before, *example.files))
        parts.append(f"{title}:\n\n{textwrap.indent(files, '    ')}")
    parts.append(words("Source: {source}", source=words(rule.source)))
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"
