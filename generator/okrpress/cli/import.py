"""`okr import`: records from another tool's export, from tables, or from our own data."""  # noqa: N999 - a verb is a module

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import click

from okrpress.cli.changing import Changing, Wishes, changing
from okrpress.exchange import own_json, own_tables, text_file
from okrpress.exchange.arrive import arrive
from okrpress.exchange.sheets import Sheet, read_csv, read_workbook
from okrpress.exchange.wanted import Arriving
from okrpress.refusal import Refusal
from okrpress.reports import import_text


@dataclass(frozen=True, slots=True)
class _Call:
    """What is imported, and how."""

    file: Path
    encoding: str
    changing: Changing

    def text(self) -> str:
        """Return the file's text."""
        return text_file.text_of(_bytes(self.file), self.encoding)


@click.command("import")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--from", "system", type=click.Choice(("json", "csv", "xlsx")), required=True, help="What wrote the file.")
@click.option("--dry-run", is_flag=True, help="Report, and write nothing.")
@click.option("--encoding", default="", metavar="NAME", help="The text's encoding, where it cannot be told.")
@changing
def command(
    file: Path, system: str, encoding: str,
    okrs: Path, day: date | None, branch: str, *, dry_run: bool, commit: bool, quiet: bool, colourless: bool,  # noqa: ARG001 - a shared option
) -> None:  # fmt: skip
    """Read FILE into records, with a report of what became of each row.

    What the file does not say stays as it is; a second import of the same file changes nothing.
    With --quiet only the rows that were refused are listed.
    """
    okrs.mkdir(parents=True, exist_ok=True)
    with_company = Changing.at(okrs, day, Wishes(commit, branch, quiet=True))
    arriving = _SYSTEMS[system](_Call(file, encoding, with_company))
    arrival = arrive(with_company.company, okrs, arriving)
    if not dry_run and arrival.writings:
        with_company.store(arrival.writings, f"Import {file.name}")
    click.echo(import_text.report(arrival.outcomes, with_company.words, is_dry=dry_run, only_trouble=quiet), nl=False)
    if any(outcome.verdict == "refused" for outcome in arrival.outcomes):
        raise click.exceptions.Exit(1)


def _json(call: _Call) -> Arriving:
    return own_json.read(call.text())


def _csv(call: _Call) -> Arriving:
    return _tables(call, _sheets(call))


def _sheets(call: _Call) -> list[Sheet]:
    if not call.file.is_dir():
        return [read_csv(call.text(), call.file.stem)]
    files = sorted(call.file.glob("*.csv"))
    if not files:
        raise Refusal(f"there is no .csv file in '{call.file}'")
    return [read_csv(text_file.text_of(_bytes(file), call.encoding), file.stem) for file in files]


def _xlsx(call: _Call) -> Arriving:
    _bytes(call.file)
    return _tables(call, list(read_workbook(call.file)))


def _tables(call: _Call, sheets: list[Sheet]) -> Arriving:
    if own_tables.is_ours(sheets):
        return own_tables.read(sheets)
    raise Refusal(f"'{call.file}' holds no table of ours")


def _bytes(file: Path) -> bytes:
    try:
        if file.stat().st_size > text_file.LARGEST:
            raise Refusal(f"'{file}' is larger than {text_file.LARGEST >> 20} MiB: import it in parts")
        return file.read_bytes()
    except OSError as error:
        raise Refusal(f"'{file}' cannot be read: {error.strerror or 'unknown'}") from error


_SYSTEMS: Final[Mapping[str, Callable[[_Call], Arriving]]] = {"json": _json, "csv": _csv, "xlsx": _xlsx}
