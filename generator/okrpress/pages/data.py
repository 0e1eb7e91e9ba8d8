"""Import, export and data: what comes in from where and what its report says, what is taken along, what programs read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final, NamedTuple

from okrpress.exchange.open_data import VERSION
from okrpress.pages import addresses
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk, Heading, Page, SearchEntry, View
from okrpress.words import Words


class ToolRow(NamedTuple):
    """A tool whose files are read."""

    name: str
    call: str
    """What `--from` is given."""
    read: str
    """Which file."""
    lost: str
    """What of it has no place here."""


class FormRow(NamedTuple):
    """A form in which records are taken along."""

    call: str
    """The options of `okr export`."""
    holds: str
    comes_back: bool
    """Whether `okr import` reads it."""


class VerdictRow(NamedTuple):
    """What the report of an import says of a row."""

    word: str
    meaning: str


class FileRow(NamedTuple):
    """A file for programs."""

    file: Mention
    holds: str


MAPPING: Final = """\
columns:                 # what a column is called: what it fills
  Goal: title
  Result: key_result
  Who: owner
  When: cycle
  From: start
  To: target
  Remarks: ignored
values:                  # what the file says: what a record says
  type: {Must: committed, Want: aspirational}
owners:
  J. Li: li-na
cycles:
  FY27: "2026"           # a year alone stands in quotation marks
defaults: {type: aspirational, stage: proposed}
"""


class UnknownRow(NamedTuple):
    """What nobody says of a tool's file, and what happens here."""

    what: str
    here: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DataView(View):
    """How records come in and go out."""

    crumbs: tuple[Mention, ...] = ()
    tools: tuple[ToolRow, ...] = ()
    unknown: tuple[UnknownRow, ...] = ()
    verdicts: tuple[VerdictRow, ...] = ()
    file: str = "map.yml"
    mapping: str = MAPPING
    forms: tuple[FormRow, ...] = ()
    files: tuple[FileRow, ...] = ()
    version: int = VERSION


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page."""
    words = desk.words
    title = words("Import, export and data")
    yield Page(addresses.TAKING, "data", title, partial(view, desk), hub=True, nav=(words("Handbook"), title), search=search)


def view(desk: Desk) -> DataView:
    """Name the tools, the forms and the files; examples are the company's own records."""
    words = desk.words
    return DataView(
        title=words("Import, export and data"),
        address=addresses.TAKING,
        description=words("What comes in from other tools, what is taken along, and what programs read."),
        headings=(
            Heading("Import", words("Coming from another tool")),
            Heading("Report", words("The dry run and its report")),
            Heading("Mapping", words("Naming your columns")),
            Heading("Export", words("Taking everything along")),
            Heading("Programs", words("For programs")),
        ),
        crumbs=(Mention(words("Handbook"), addresses.HANDBOOK),),
        tools=_tools(words),
        unknown=_unknown(words),
        verdicts=_verdicts(words),
        forms=_forms(words),
        files=tuple(_files(desk)),
    )


def search(found: View) -> SearchEntry:
    """Tell the search the names of all tools and forms."""
    if not isinstance(found, DataView):
        raise TypeError(found)
    said = [f"{tool.name} {tool.call} {tool.read}" for tool in found.tools]
    return SearchEntry(" ".join((found.description, *said, *(form.holds for form in found.forms))))


def _tools(words: Words) -> tuple[ToolRow, ...]:
    return (
        ToolRow(
            "Viva Goals",
            "viva-goals",
            words("the CSV or XLSX of an Explorer view, with its check-ins"),
            words("deliverables of an objective, all but one parent of a key result, an objective’s own metric"),
        ),
        ToolRow(
            words("Viva Goals, a whole organisation"),
            "viva-goals",
            words("the ZIP of JSON files, or the folder that it was unpacked into: with check-ins and comments"),
            words("values of objectives, phased targets, permissions; the report counts what else has no place"),
        ),
        ToolRow(
            words("Lark (Feishu)"),
            "lark",
            words("the JSON that the open interface answers: okr/v1/okrs/batch_get, or okr/v1/users/:user_id/okrs"),
            words("progress records, mentions, scores of objectives"),
        ),
        ToolRow(
            "okr-tracker",
            "okr-tracker",
            words("the collections of Firestore as one JSON object by name"),
            words("what is archived over there, measurements, missions"),
        ),
        ToolRow(
            "puzzle okr",
            "puzzle",
            words("the JSON of /api/v2/overview; with quarters beside overview in one object, periods have days"),
            words("older check-ins; commit and stretch of a metric go into the story"),
        ),
        ToolRow(
            words("a list in Markdown"),
            "markdown",
            words("headings and nested lists; “from 91 % to 98 %” and [x] are measures, @li-na at the end says whose it is"),
            words("what belongs to no objective"),
        ),
        ToolRow(
            words("a table of your own"),
            "csv, xlsx",
            words("any table with a header; a mapping says what its columns are"),
            words("columns that the mapping does not name"),
        ),
    )


def _unknown(words: Words) -> tuple[UnknownRow, ...]:
    """Say what is not known of Viva Goals' whole export: Microsoft did not describe it, and the product is gone."""
    return (
        UnknownRow(
            words("What an organisation called its objectives and key results"),
            words(
                "Common names are known. “Outcome” could be chosen for either: such rows are refused until a mapping says which, "
                "as are names of your own."
            ),
        ),
        UnknownRow(
            words("Whether the progress of a metric is a value or a percentage"),
            words("It is not taken; check-ins say the value. Where there is none, the report says so."),
        ),
        UnknownRow(
            words("Whether a check-in is of its check-in date or of its activity date"),
            words("Of the first; of the second where the first is empty."),
        ),
        UnknownRow(
            words("Whether a score of 0 was given, or nobody scored"),
            words("It is no score; in a closed cycle the grade is what the last check-in came to."),
        ),
        UnknownRow(
            words("What a weight of 0 % means"),
            words("The key result does not count; where all of an objective have it, they count alike."),
        ),
    )


def _verdicts(words: Words) -> tuple[VerdictRow, ...]:
    return (
        VerdictRow(words("imported"), words("it is new here, and where it now stands")),
        VerdictRow(words("changed"), words("it was here already; what of it is different now")),
        VerdictRow(words("unchanged"), words("it was here already, and says the same")),
        VerdictRow(
            words("refused"), words("it cannot come in as it is, and why: mend the row, name it in a mapping, import again")
        ),
        VerdictRow(words("left out"), words("it has no place here, and why")),
    )


def _forms(words: Words) -> tuple[FormRow, ...]:
    return (
        FormRow("json", words("every record with its story, the settings, and scores with the inputs of each"), comes_back=True),
        FormRow("csv --to tables", words("the same as tables, a file for each"), comes_back=True),
        FormRow("xlsx --to okrs.xlsx", words("the same as a workbook, a sheet for each table"), comes_back=True),
        FormRow("markdown --cycle 2026-Q4", words("a cycle, to print or to paste into a chat"), comes_back=False),
        FormRow("dot --map alignment", words("a picture of this site, for Graphviz"), comes_back=False),
    )


def _files(desk: Desk) -> Iterator[FileRow]:
    """Yield the files that programs read, with a record of each kind: the company’s own come first."""
    words, workspace, names = desk.words, desk.company.workspace, desk.mentions
    yield FileRow(Mention(addresses.DATA, addresses.DATA), words("everything"))
    yield FileRow(Mention(addresses.DATA_SCHEMA, addresses.DATA_SCHEMA), words("what may stand in them, as JSON Schema"))
    cycle, company = desk.company.current_cycle, desk.company.settings.company
    objective = next(iter(desk.company.objectives_of(cycle.id, company)), None) if cycle else None
    unit = workspace.units.get(company)
    person = unit.ceo if unit and unit.ceo in workspace.people else ""
    records = (
        (objective.id, names.objective(objective.id).text) if objective else None,
        (cycle.id, names.cycle(cycle.id).text) if cycle else None,
        (f"units/{unit.handle}", names.owner(unit.handle).text) if unit else None,
        (f"people/{person}", names.owner(person).text) if person else None,
        ("strategy", words("Strategy")),
    )
    for record_id, called in filter(None, records):
        address = addresses.of_data(record_id)
        yield FileRow(Mention(address, addresses.href(address)), called)
