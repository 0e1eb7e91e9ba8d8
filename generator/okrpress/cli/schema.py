"""`okr schema`: JSON Schema of the records, for editors."""

from __future__ import annotations

from pathlib import Path

import click

from okrpress.cli.options import words_of
from okrpress.exchange import json_schema


@click.command("schema")
@click.argument("kind", default="", metavar="[KIND]", type=click.Choice(("", *json_schema.SHAPES)))
@click.option("--okrs", type=click.Path(path_type=Path), default=Path("okrs"), help="Folder whose settings choose the language.")
def command(kind: str, okrs: Path) -> None:
    """Print the JSON Schema of KIND (objective, unit, person, cycle, strategy, review, recognition, settings) or of all."""
    click.echo(json_schema.schema(kind, words_of(okrs)), nl=False)
