"""`okr schema`: JSON Schema of the records, for editors."""

from __future__ import annotations

from pathlib import Path

import click

from okrpress.cli.options import words_of
from okrpress.exchange import json_schema


@click.command("schema")
@click.argument("kind", default="", metavar="[KIND]")
@click.option("--okrs", type=click.Path(path_type=Path), default=Path("okrs"), help="Folder whose settings choose the language.")
def command(kind: str, okrs: Path) -> None:
    """Print the JSON Schema of KIND (objective, unit, person, cycle, strategy, review, recognition, settings) or of all."""
    if kind and kind not in json_schema.SHAPES:
        raise click.ClickException(f"there is no kind of record '{kind}'; there are {', '.join(json_schema.SHAPES)}")
    click.echo(json_schema.schema(kind, words_of(okrs)), nl=False)
