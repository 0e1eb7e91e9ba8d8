"""`okr export`: everything as JSON, as tables or as a workbook; a cycle as Markdown; a picture as DOT."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import click

from okrpress.cli.ids import cycles, key_result_ids
from okrpress.cli.options import company_at, shared
from okrpress.company import Company
from okrpress.diagrams import alignment_map, place, strategy_map, unit_map
from okrpress.diagrams.graph import Graph
from okrpress.edit import target
from okrpress.exchange import csv_text, cycle_markdown, dot_text, open_data
from okrpress.exchange.tables import Table, tables
from okrpress.load.suggest import Names
from okrpress.pages.page import Desk
from okrpress.refusal import Refusal
from okrpress.words import Words


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is to be exported, and where to."""

    company: Company
    words: Words
    to: Path | None
    table: str
    cycle: str
    picture: str


_HELP: Final = """\
Take everything along, or a part of it.

\b
json      everything, with scores and the inputs of each
csv       the same as tables: a file for each in the folder --to, or one --table
xlsx      the same tables as sheets of the workbook --to
markdown  a cycle, to print or to paste into a chat
dot       a picture, for Graphviz
"""


@click.command("export", help=_HELP)
@click.option("--format", "form", type=click.Choice(("json", "csv", "xlsx", "markdown", "dot")), default="json", help="The form.")
@click.option("--to", "to", type=click.Path(path_type=Path), default=None, metavar="PATH", help="A file; for csv, a folder.")
@click.option("--table", default="", metavar="NAME", help="csv: one table, printed.")
@click.option(
    "--cycle", default="", metavar="CYCLE", shell_complete=cycles, help="markdown, dot: the cycle; default: the current one."
)
@click.option(
    "--map", "picture", default="alignment", metavar="alignment|strategy|ID", shell_complete=key_result_ids,
    help="dot: the picture; of an ID, its place in the company.",
)  # fmt: skip
@shared
def command(
    form: str, to: Path | None, table: str, cycle: str, picture: str,
    okrs: Path, day: date | None, *, quiet: bool, colourless: bool,  # noqa: ARG001 - shared options
) -> None:  # fmt: skip
    """Export what is asked for, to where it is wanted."""
    if to is not None and to.resolve().is_relative_to(okrs.resolve()):
        raise Refusal(f"'{to}' is in the folder of records, where everything is a record: export to another place")
    company, words = company_at(okrs, day)
    _FORMS[form](_Wish(company, words, to, table, cycle, picture))


def _json(wish: _Wish) -> None:
    _put(wish.to, open_data.export(wish.company))


def _csv(wish: _Wish) -> None:
    made = {table.name: table for table in tables(wish.company)}
    if wish.table:
        table = _named(made, wish.table)
        _put(wish.to, csv_text.data(table) if wish.to else csv_text.text(table).encode())
        return
    if wish.to is None:
        raise Refusal(f"give --to FOLDER for all tables, or --table with one of {', '.join(made)}")
    for table in made.values():
        _put(wish.to / f"{table.name}.csv", csv_text.data(table))


def _named(made: Mapping[str, Table], name: str) -> Table:
    if name not in made:
        close = Names(made).nearest(name)
        raise Refusal(f"there is no table '{name}'" + (f". Did you mean {close}?" if close else f"; there are {', '.join(made)}"))
    return made[name]


def _xlsx(wish: _Wish) -> None:
    from okrpress.exchange import workbook  # noqa: PLC0415 - 150 ms that no other form needs

    if wish.to is None and sys.stdout.isatty():
        raise Refusal("a workbook is nothing to read here: give --to FILE.xlsx")
    _put(wish.to, workbook.data(tables(wish.company), wish.company.today))


def _markdown(wish: _Wish) -> None:
    cycle = _cycle(wish)
    known = wish.company.workspace.cycles.get(cycle)
    if known is None:
        raise Refusal(f"there is nothing in {cycle} yet")
    _put(wish.to, cycle_markdown.cycle_text(Desk.of(wish.company, (), wish.words), known).encode())


def _dot(wish: _Wish) -> None:
    _put(wish.to, dot_text.dot_text(_graph(wish)).encode())


def _graph(wish: _Wish) -> Graph:
    company, words, picture = wish.company, wish.words, wish.picture
    if picture == "strategy":
        return strategy_map.graph(company, words)
    if picture == "alignment":
        return alignment_map.graph(company, _cycle(wish), words)
    owner = picture.removeprefix("units/").removeprefix("people/")
    if owner in company.workspace.units or owner in company.workspace.people:
        return unit_map.graph(company, owner, _cycle(wish), words)
    return place.graph(company, target.target(company, picture).objective, words)


def _cycle(wish: _Wish) -> str:
    return target.cycle(wish.company, wish.cycle)


def _put(to: Path | None, data: bytes) -> None:
    """Write to a file, or to where the output goes, byte for byte."""
    if to is None:
        click.echo(data, nl=False)
        return
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(data)
    except OSError as error:
        raise Refusal(f"'{to}' cannot be written: {error.strerror or 'unknown'}") from error


_FORMS: Final[Mapping[str, Callable[[_Wish], None]]] = {
    "json": _json, "csv": _csv, "xlsx": _xlsx, "markdown": _markdown, "dot": _dot
}  # fmt: skip
