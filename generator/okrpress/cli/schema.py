"""`okr schema`: JSON Schema of the records, for editors."""

from __future__ import annotations

from pathlib import Path

import click

from okrpress.cli.options import words_of
from okrpress.edit.files import Writing, write
from okrpress.exchange import json_schema, vscode


@click.command("schema")
@click.argument("kind", default="", metavar="[KIND]")
@click.option("--okrs", type=click.Path(path_type=Path), default=Path("okrs"), help="Folder whose settings choose the language.")
@click.option("--editor", type=click.Choice(("vscode",)), default=None, help="Write files for this editor instead.")
def command(kind: str, okrs: Path, editor: str | None) -> None:
    """Print the JSON Schema of KIND (objective, unit, person, cycle, strategy, review, recognition, settings) or of all.

    --editor vscode writes .vscode/ beside the folder of records: snippets for every key, `okr check` as a task that puts
    findings beside their lines, and the schema of settings.yml. What exists is never touched.
    """
    if editor:
        files = vscode.files(okrs.name, words_of(okrs))
        write(okrs.absolute().parent, [Writing(path, None, text.encode()) for path, text in files.items()])
        click.echo("\n".join(files))
        return
    if kind and kind not in json_schema.SHAPES:
        raise click.ClickException(f"there is no kind of record '{kind}'; there are {', '.join(json_schema.SHAPES)}")
    click.echo(json_schema.schema(kind, words_of(okrs)), nl=False)
