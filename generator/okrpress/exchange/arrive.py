"""From what an import wants to what is written: new records, changes of those that are there, and why not.

Nothing that comes in breaks the company: a record that would not be right, or that names what is not there, is refused,
and all that it brought along with it.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from okrpress import fields
from okrpress.check import Finding, check
from okrpress.company import Company, company_on
from okrpress.edit import files
from okrpress.edit.files import Writing
from okrpress.edit.fresh import Fresh
from okrpress.edit.notation import entry_lines
from okrpress.edit.rewrite import ROOM, rewrite
from okrpress.edit.story import with_story
from okrpress.exchange.merge import Difference, Sides, differences
from okrpress.exchange.wanted import Arriving, Outcome, Piece, Wanted
from okrpress.exchange.whole import apart
from okrpress.exchange.written import Front, written
from okrpress.load.checked import key_of
from okrpress.load.folder import COMMENTS, Address, Misplaced, address_of
from okrpress.load.record import Read, read_record, record_of
from okrpress.load.relate import Placed, below, relate
from okrpress.model import Objective, Record, Workspace
from okrpress.problem import Message, Problem, say
from okrpress.refusal import Refusal
from okrpress.settings import Settings
from okrpress.source import parse

_MOST_ROUNDS: Final = 20
"""A record that is refused may be what others lean on: they are looked at again, and so on."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What became of everything that was imported, and what is to be written."""

    outcomes: tuple[Outcome, ...]
    writings: tuple[Writing, ...]


@dataclass(slots=True)
class _Guest:
    """A wanted record on its way."""

    wanted: Wanted
    path: str
    """Below the records' folder."""
    record: Record | Settings | None = None
    front: Front = field(default_factory=dict)
    """As it is wanted, without defaults."""
    read: bytes | None = None
    """The file that is there; None for none."""
    changes: list[Difference] = field(default_factory=list)
    has_new_story: bool = False
    is_implied: bool = False
    """Whether it is a cycle that needs no record: its name says all."""
    refused: Message | None = None
    notes: list[Message] = field(default_factory=list)


def path_of(kind: str, record_id: str) -> str:
    """Return the path of a record's file below the records' folder."""
    if kind in ("objective", "review", "comments"):
        return f"cycles/{record_id}.md"
    if kind == "cycle":
        return f"cycles/{record_id}/cycle.md"
    return "settings.yml" if kind == "settings" else f"{record_id}.md"


def arrive(company: Company, root: Path, arriving: Arriving) -> Arrival:
    """Hold what is wanted against what is there. Nothing is written yet."""
    workspace = company.workspace
    guests = [_received(workspace, root, record) for wanted in arriving.wanted for record in apart(workspace, wanted)]
    _refuse_doubled(guests)
    _refuse_unrelated(company, guests)
    outcomes = [*arriving.outcomes]
    writings: list[Writing] = []
    for guest in guests:
        if guest.refused is None:
            try:
                writings += _written(guest)
            except Refusal:
                guest.refused = say("its file is written in a way that cannot be changed safely: change it by hand")
        outcomes += _outcomes(guest)
    return Arrival(tuple(sorted(outcomes, key=lambda outcome: outcome.origin.order)), tuple(writings))


def _received(workspace: Workspace, root: Path, wanted: Wanted) -> _Guest:
    """Read what is wanted as a record, and find out what must be changed of the one that is there."""
    guest = _Guest(wanted, path_of(wanted.kind, wanted.id))
    address = address_of(guest.path)
    if isinstance(address, Misplaced):
        guest.refused = _because(address.message, address.hint)
        return guest
    is_there = (root / guest.path).is_file()
    there: Front = {}
    if is_there:
        guest.read = files.read(root, guest.path)
        read = read_record(below(workspace.root, guest.path), address, guest.read)
        if read.problems or read.record is None:
            guest.refused = say("'{path}' has errors of its own: mend them first ('okr check' names them)", path=guest.path)
            return guest
        there = written(read.record)
    said = _filled(wanted, there)
    made = record_of(below(workspace.root, guest.path), address, said, wanted.story or "")
    guest.record = made.record
    if made.problems or made.record is None:
        problem = made.problems[0]
        guest.refused = _because(problem.message, problem.hint)
        return guest
    guest.front = written(made.record)
    implied = workspace.cycles.get(wanted.id) if wanted.kind == "cycle" and not is_there else None
    guest.is_implied = implied is not None and written(implied) == guest.front and not wanted.story
    if is_there:
        shape = fields.SETTINGS if wanted.kind == "settings" else fields.RECORDS[wanted.kind]
        guest.changes = list(differences(Sides(there, guest.front, wanted.front), shape))
        guest.has_new_story = wanted.story is not None and wanted.story.strip("\n") != _story(wanted.kind, guest.read or b"")
        _settle(guest, workspace, address)
    return guest


def _filled(wanted: Wanted, there: Front) -> Mapping[str, Any]:
    """Add to what is wanted what its record demands and the import need not say again: titles, types, measures."""
    if not there:
        return wanted.front
    shape = fields.SETTINGS if wanted.kind == "settings" else fields.RECORDS[wanted.kind]
    filled: dict[str, Any] = {**{key: there[key] for key in shape.required if key in there}, **wanted.front}
    if "key_results" in wanted.front:
        known = {entry["id"]: entry for entry in there.get("key_results", ())}
        filled["key_results"] = [_filled_key_result(entry, known.get(entry.get("id"))) for entry in wanted.front["key_results"]]
    return filled


def _filled_key_result(entry: Mapping[str, Any], known: Front | None) -> Mapping[str, Any]:
    if known is None:
        return entry
    measures = () if any(key in entry for key in fields.MEASURES) else fields.MEASURES
    return {**{key: known[key] for key in ("title", *measures) if key in known}, **entry}


def _story(kind: str, raw: bytes) -> str:
    return "" if kind == "settings" else parse(raw.decode("utf-8")).body


def _settle(guest: _Guest, workspace: Workspace, address: Address) -> None:
    """Let the guest's record be the one that is there with the changes made: what the company will have."""
    if not guest.changes or guest.read is None:
        return
    try:
        after = _rewritten(guest)
    except (Refusal, UnicodeDecodeError):
        guest.refused = say(
            "'{path}' is written in a way that cannot be changed without touching something else: change it by hand ({keys})",
            path=guest.path,
            keys=", ".join(dict.fromkeys(key_of(change.path) for change in guest.changes[:5])),
        )
        return
    read = read_record(below(workspace.root, guest.path), address, after)
    if read.problems:
        guest.refused = _because(read.problems[0].message, read.problems[0].hint)
    guest.record = read.record


def _rewritten(guest: _Guest) -> bytes:
    """Return the file as it will be."""
    raw = (guest.read or b"").decode("utf-8")
    if guest.wanted.kind == "settings" and guest.changes:
        raise Refusal("settings are a file without front matter")
    text = rewrite(raw, [difference.change for difference in guest.changes]) if guest.changes else raw
    if guest.has_new_story:
        text = with_story(text, guest.wanted.story or "")
    return text.encode("utf-8")


def _refuse_doubled(guests: Iterable[_Guest]) -> None:
    """Refuse what is wanted twice: names are the same whatever their capitals."""
    taken: dict[str, _Guest] = {}
    for guest in guests:
        first = taken.setdefault(guest.path.casefold(), guest)
        if first is not guest and guest.refused is None:
            where = first.wanted.pieces[0].origin.where if first.wanted.pieces else say("before")
            guest.refused = say("'{id}' came already: {where}", id=guest.wanted.id, where=where)


def _refuse_unrelated(company: Company, guests: Sequence[_Guest]) -> None:
    """Refuse what would not stand in the company: what names nobody, and what a rule calls an error."""
    before = _counted(company.workspace.problems)
    known = Counter((finding.record, finding.rule) for finding in check(company) if finding.severity == "error")
    for _ in range(_MOST_ROUNDS):
        after = _together(company.workspace, [guest for guest in guests if guest.refused is None and guest.record])
        mine = _Mine(company.workspace.root, guests)
        troubled = _troubled(after, before, mine)
        if not troubled:
            troubled = _against_rules(company_on(after, company.today), known, mine)
        if not troubled:
            return


class _Mine:
    """The guests that nobody refused yet, found by what is told of them."""

    def __init__(self, root: str, guests: Iterable[_Guest]) -> None:
        left = [guest for guest in guests if guest.refused is None]
        self._by_id = {guest.wanted.id: guest for guest in left}
        self._by_path = {below(root, guest.path): guest for guest in left}

    def of(self, told: Problem | Finding) -> _Guest | None:
        """Return the guest that a finding is about: what is wrong with a comment is told of its objective, at its own file."""
        return self._by_path.get(told.path) or self._by_id.get(told.record)


def _counted(problems: Iterable[Problem]) -> Counter[tuple[str, str]]:
    return Counter((problem.record, str(problem.message)) for problem in problems)


def _troubled(after: Workspace, before: Counter[tuple[str, str]], mine: _Mine) -> bool:
    """Refuse what names something that is not there; tell whether any was."""
    found = False
    left = before.copy()
    for problem in after.problems:
        key = (problem.record, str(problem.message))
        if left[key]:
            left[key] -= 1
            continue
        guest = mine.of(problem)
        if guest is not None and guest.refused is None:
            guest.refused = _because(problem.message, problem.hint)
            found = True
    return found


def _against_rules(company: Company, known: Counter[tuple[str, str]], mine: _Mine) -> bool:
    """Let what a rule calls an error come in as a draft, or refuse it; tell whether any was."""
    found = False
    left = known.copy()
    for finding in check(company):
        if finding.severity != "error":
            continue
        if left[finding.record, finding.rule]:
            left[finding.record, finding.rule] -= 1
            continue
        guest = mine.of(finding)
        if guest is None or guest.refused is not None or not guest.wanted.pieces:
            continue
        if (
            guest.wanted.may_be_draft
            and guest.read is None
            and isinstance(guest.record, Objective)
            and guest.record.stage == "agreed"
        ):
            _as_draft(guest, company.workspace)
            guest.notes.append(say("as a draft, for now: {why}", why=finding.message))
            found = True
        elif guest.wanted.may_be_draft:
            guest.refused = _because(finding.message, finding.hint)
            found = True
    return found


def _as_draft(guest: _Guest, workspace: Workspace) -> None:
    guest.wanted.front = {**guest.wanted.front, "stage": "draft"}
    address = address_of(guest.path)
    assert isinstance(address, Address)  # noqa: S101 - it was read with it before
    made = record_of(below(workspace.root, guest.path), address, guest.wanted.front, guest.wanted.story or "")
    guest.record = made.record
    guest.front = written(made.record) if made.record else {}


def _together(workspace: Workspace, guests: Sequence[_Guest]) -> Workspace:
    """Return the company's records with the guests among them."""
    placed: dict[str, Placed] = {}
    records: tuple[Record | Settings, ...] = (
        workspace.settings, workspace.strategy, *workspace.cycles.values(), *workspace.units.values(),
        *workspace.people.values(), *workspace.objectives.values(), *workspace.reviews.values(), *workspace.medals.values(),
        *workspace.comments.values(),
    )  # fmt: skip
    for record in records:
        if record.source.digest:  # what no file says is implied
            _place(placed, workspace, record.source.path, record)
    for guest in guests:
        if guest.record is not None:
            _place(placed, workspace, below(workspace.root, guest.path), guest.record)
    return relate(workspace.root, list(placed.values()), ())


def _place(placed: dict[str, Placed], workspace: Workspace, path: str, record: Record | Settings) -> None:
    address = address_of(path.removeprefix(f"{workspace.root}/") if workspace.root else path)
    if isinstance(address, Address):
        placed[path] = Placed(path, address, record)


def _written(guest: _Guest) -> Iterator[Writing]:
    """Yield what is to be written for a guest."""
    if guest.is_implied:
        return
    if guest.read is not None:
        if guest.changes or guest.has_new_story:
            yield Writing(guest.path, guest.read, _rewritten(guest))
        return
    if guest.wanted.kind == "settings":
        lines = [line for key, value in guest.front.items() for line in entry_lines(key, value, ROOM)]
        content = "".join(f"{line}\n" for line in lines).encode("utf-8")
    else:
        content = Fresh(guest.path, guest.front, guest.wanted.story or "").text.encode("utf-8")
    _refuse_unreadable(guest, content)
    yield Writing(guest.path, None, content)


def _refuse_unreadable(guest: _Guest, content: bytes) -> None:
    """Hold the text against what it was to say: nothing is written that reads otherwise."""
    address = address_of(guest.path)
    assert isinstance(address, Address)  # noqa: S101 - it was read with it before
    read: Read = read_record(guest.path, address, content)
    if read.problems or read.record is None or written(read.record) != guest.front:
        raise Refusal(guest.path)


def _outcomes(guest: _Guest) -> Iterator[Outcome]:
    changed: dict[int, list[Message]] = {}
    for difference in guest.changes:
        owner = _owner(guest.wanted.pieces, difference)
        if owner is not None:
            changed.setdefault(owner, []).append(difference.what)
    if guest.has_new_story and guest.wanted.pieces:
        told = next((number for number, piece in enumerate(guest.wanted.pieces) if piece.path == ("story",)), 0)
        changed.setdefault(told, []).append(say("another story"))
    for number, piece in enumerate(guest.wanted.pieces):
        target = _target(guest, piece)
        is_new = (guest.read is None and not guest.is_implied) or any(
            difference.path == piece.path and isinstance(piece.path[-1:] and piece.path[-1], int) for difference in guest.changes
        )
        if guest.refused is not None:
            yield Outcome(piece.origin, "refused", piece.title, "", (guest.refused,))
        elif is_new:
            notes = (*piece.notes, *(guest.notes if not piece.path else ()))
            yield Outcome(piece.origin, "imported", piece.title, target, notes)
        elif number in changed:
            yield Outcome(piece.origin, "changed", piece.title, target, (*changed[number], *piece.notes))
        else:
            yield Outcome(piece.origin, "unchanged", piece.title, target, piece.notes)


def _owner(pieces: Sequence[Piece], difference: Difference) -> int | None:
    """Return the piece that a change came from: the innermost around its place."""
    around = [number for number, piece in enumerate(pieces) if difference.path[: len(piece.path)] == piece.path]
    return max(around, key=lambda number: len(pieces[number].path), default=None)


def _target(guest: _Guest, piece: Piece) -> str:
    """Name what a piece is now."""
    match piece.path:
        case ("key_results", int(number), *_):
            entries = guest.front.get("key_results", ())
            return f"{guest.wanted.id}#{entries[number]['id']}" if number < len(entries) else guest.wanted.id
        case ("comments", *_):
            return guest.wanted.id.removesuffix(COMMENTS)
        case _:
            return guest.wanted.id


def _because(message: Message, hint: Message | None) -> Message:
    return say("{message} ({hint})", message=message, hint=hint) if hint else copy.copy(message)
