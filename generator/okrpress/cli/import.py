"""`okr import`: records from another tool's export, from tables, or from our own data."""  # noqa: N999 - a verb is a module

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click

from okrpress.cli.changing import Changing, Wishes, changing
from okrpress.cli.ids import cycles, owners
from okrpress.exchange import (
    archive,
    flat_table,
    lark,
    mapping,
    markdown_list,
    okr_tracker,
    own_json,
    own_tables,
    puzzle,
    text_file,
    viva_goals_whole,
)
from okrpress.exchange.arrive import arrive
from okrpress.exchange.foreign import Foreign
from okrpress.exchange.mapping import Mapping as Called
from okrpress.exchange.mapping import folded
from okrpress.exchange.periods import cycle_of
from okrpress.exchange.settle import Settling
from okrpress.exchange.sheets import Sheet, read_csv, read_workbook
from okrpress.exchange.wanted import Arriving
from okrpress.refusal import Refusal
from okrpress.reports import import_text

SYSTEMS: Final = ("json", "csv", "xlsx", "viva-goals", "lark", "okr-tracker", "puzzle", "markdown")


@dataclass(frozen=True, slots=True)
class _Call:
    """What is imported, and how."""

    file: Path
    system: str
    encoding: str
    called: Called
    """What the file calls things."""
    changing: Changing

    def text(self) -> str:
        """Return the file's text."""
        return text_file.text_of(text_file.bytes_of(self.file), self.encoding)


@click.command("import")
@click.argument("file", metavar="FILE", required=False, type=click.Path(path_type=Path))
@click.option("--from", "system", type=click.Choice(SYSTEMS), default=None, help="What wrote the file.")
@click.option(
    "--mapping", "mapping_file", type=click.Path(path_type=Path), default=None, help="What the file calls things (YAML)."
)
@click.option(
    "--print-mapping", "printed", type=click.Choice(SYSTEMS), default=None, help="Print the mapping that is ready, and stop."
)
@click.option("--dry-run", is_flag=True, help="Report, and write nothing.")
@click.option("--owner", default="", metavar="HANDLE", shell_complete=owners, help="Whose it is where the file does not say.")
@click.option("--cycle", default="", metavar="CYCLE", shell_complete=cycles, help="The cycle where the file does not say.")
@click.option("--new-people", is_flag=True, help="Whoever is not here yet becomes a person in the company.")
@click.option("--encoding", default="", metavar="NAME", help="The text's encoding, where it cannot be told.")
@changing
def command(
    file: Path | None, system: str | None, mapping_file: Path | None, printed: str | None, owner: str, cycle: str, encoding: str,
    okrs: Path, day: date | None, branch: str,
    *, dry_run: bool, new_people: bool, commit: bool, quiet: bool, colourless: bool,  # noqa: ARG001 - a shared option
) -> None:  # fmt: skip
    """Read FILE (for csv and viva-goals it may be a folder) into records, with a report of what became of each row.

    What the file does not say stays as it is; a second import of the same file changes nothing.
    With --quiet only what was refused or left out is listed.
    """
    if printed is not None:
        click.echo(_ready(printed), nl=False)
        return
    if file is None or system is None:
        raise Refusal(f"name the file and what wrote it: okr import FILE --from {'|'.join(SYSTEMS)}")
    if not okrs.is_dir():
        okrs = _empty_folder(okrs.name) if dry_run else okrs
        okrs.mkdir(parents=True)
    with_company = Changing.at(okrs, day, Wishes(commit, branch, quiet=True))
    call = _Call(file, system, encoding, _called(system, mapping_file, owner, cycle), with_company)
    arriving = _read(call, with_new_people=new_people)
    arrival = arrive(with_company.company, okrs, arriving)
    if not dry_run and arrival.writings:
        with_company.store(arrival.writings, f"Import {file.name}")
    click.echo(import_text.report(arrival.outcomes, with_company.words, is_dry=dry_run, only_trouble=quiet), nl=False)
    if any(outcome.verdict == "refused" for outcome in arrival.outcomes):
        raise click.exceptions.Exit(1)


def _empty_folder(name: str) -> Path:
    """Return a folder that goes with this call, so that a dry run says what would come into a company that is not there yet."""
    return Path(click.get_current_context().with_resource(TemporaryDirectory())) / name


def _ready(system: str) -> str:
    if system == "json":
        raise Refusal("our own data needs no mapping")
    return mapping.ready_text(system)


def _called(system: str, file: Path | None, owner: str, cycle: str) -> Called:
    """Return what the file calls things: what is ready, what the mapping says, what the call says."""
    if system == "json":
        return Called()
    called = mapping.ready(system)
    if file is not None:
        called = called.with_more(mapping.read(text_file.text_of(text_file.bytes_of(file)), str(file)))
    return called.with_more(Called(defaults={key: value for key, value in (("owner", owner), ("cycle", cycle)) if value}))


def _read(call: _Call, *, with_new_people: bool) -> Arriving:
    """Read a file: our own data as it is, another tool's through what it is called here."""
    company = call.changing.company
    if call.system == "json":
        return own_json.read(call.text())
    settling = Settling(company, call.called, with_new_people=with_new_people)
    if call.system == "viva-goals" and _is_whole(call.file):
        found = viva_goals_whole.read(archive.files_of(call.file, ".json"), call.called, settling.whose.knows, call.encoding)
    elif call.system in ("csv", "xlsx", "viva-goals"):
        sheets = _sheets(call)
        if call.system != "viva-goals" and own_tables.is_ours(sheets):
            return own_tables.read(sheets)
        found = flat_table.read(sheets, call.called, call.system if call.system == "viva-goals" else "table")
    else:
        found = _FOREIGN[call.system](call)
    return settling.settle(found)


def _is_whole(file: Path) -> bool:
    """Tell whether a file is what Viva Goals gave of a whole organisation, packed, unpacked or a part of it."""
    return file.suffix.lower() in (".zip", ".json") or (file.is_dir() and not any(file.glob("*.csv")))


def _sheets(call: _Call) -> list[Sheet]:
    """Read tables: of a workbook, of a file, or of all files of a folder."""
    if call.file.is_dir():
        files = sorted(call.file.glob("*.csv"))
        if not files:
            raise Refusal(f"there is no .csv file in '{call.file}'")
        return [read_csv(text_file.text_of(text_file.bytes_of(file), call.encoding), file.stem) for file in files]
    if call.system == "xlsx" or (call.system != "csv" and call.file.suffix.lower() == ".xlsx"):
        text_file.bytes_of(call.file)
        return list(read_workbook(call.file))
    return [read_csv(call.text(), call.file.stem)]


def _markdown(call: _Call) -> Foreign:
    workspace, called = call.changing.company.workspace, call.called
    names = {folded(workspace.name_of(handle)) for handle in (*workspace.units, *workspace.people)}

    def is_owner(text: str) -> bool:
        return text in workspace.units or text in workspace.people or folded(text) in names or folded(text) in called.owners

    def is_cycle(text: str) -> bool:
        return folded(text) in called.cycles or bool(cycle_of(workspace, text))

    return markdown_list.read(call.text(), is_cycle, is_owner, has_owner="owner" in called.defaults)


_FOREIGN: Final[Mapping[str, Callable[[_Call], Foreign]]] = {
    "lark": lambda call: lark.read(call.text(), call.called),
    "okr-tracker": lambda call: okr_tracker.read(call.text()),
    "puzzle": lambda call: puzzle.read(call.text(), call.called),
    "markdown": _markdown,
}
