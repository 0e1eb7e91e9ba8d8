"""`okr init`: start a company's own records."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from okrpress.cli.options import Day
from okrpress.day import today
from okrpress.edit.files import Writing, write
from okrpress.edit.start import Beginning, handle_of, records, site_configuration
from okrpress.forges import FORGES, ci_files
from okrpress.handles import is_handle
from okrpress.settings import Settings
from okrpress.words import Words


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
@click.option("--company", prompt="Name of the company", help="What people call the company.")
@click.option("--ceo", prompt="Name of its CEO", help="Whose OKRs come first.")
@click.option("--ceo-handle", "handle", default="", help="The CEO's short name; default: made from the name.")
@click.option("--language", type=click.Choice(("en", "zh")), default="en", help="Language of the site.")
@click.option("--forge", type=click.Choice(FORGES), default=None, help="Also write the CI files of this forge.")
@click.option("--today", "day", type=Day(), default=None, help="The day whose quarter becomes the first cycle.")
def command(folder: Path, company: str, ceo: str, handle: str, language: str, forge: str | None, day: date | None) -> None:
    """Write an empty, valid okrs/ and a mkdocs.yml into FOLDER; nothing that exists is touched."""
    handle = handle or handle_of(ceo)
    if not is_handle(handle) or handle == "company":
        raise click.ClickException(
            f"'{handle or ceo}' makes no handle of lower-case letters, digits and hyphens: give --ceo-handle"
        )
    if not company.strip():
        raise click.ClickException("the company needs a name: give --company")
    beginning = Beginning(company.strip(), ceo.strip(), handle, language, today(Settings(), day))
    files = {f"okrs/{path}": text for path, text in records(beginning).items()}
    if (folder / "okrs").exists() and any((folder / "okrs").iterdir()):
        raise click.ClickException(f"'{folder / 'okrs'}' has files already; 'okr init' begins only where nothing is")
    if not (folder / "mkdocs.yml").exists():
        files["mkdocs.yml"] = site_configuration(beginning.company)
    if not (folder / ".gitignore").exists():
        files[".gitignore"] = ".cache/\n/site/\n"
    if forge:
        files |= {path: text for path, text in ci_files(forge).items() if not (folder / path).exists()}
    write(folder, [Writing(path, None, text.encode()) for path, text in files.items()])
    words = Words(language)
    for path in files:
        click.echo(path)
    click.echo(words("Next: 'okr check' looks at the records, 'okr serve' shows the site."))
