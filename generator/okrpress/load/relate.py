"""Put the records together: who is who, which cycles there are, and whether every reference leads somewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from okrpress.handles import implied_dates, nearest
from okrpress.load.beside import comments_of
from okrpress.load.checked import did_you_mean
from okrpress.load.collisions import address_problems, shared_handles, twins
from okrpress.load.cycles import cycle_of_name
from okrpress.load.folder import Address
from okrpress.load.former import former_ids
from okrpress.load.links import Links
from okrpress.load.tree import cycle_problems, unit_problems
from okrpress.model import CommentSheet, Cycle, MedalSheet, Objective, Person, Record, Review, Strategy, Unit, Workspace
from okrpress.problem import Problem, say
from okrpress.settings import Settings
from okrpress.source import FIRST_LINE, Source

_Record = TypeVar("_Record", Unit, Person, Cycle, Objective, Review, MedalSheet)


class Placed(NamedTuple):
    """What one file gave: its path from the repository's root, what the path says, its record if it has one."""

    path: str
    address: Address
    record: Record | Settings | None


def relate(prefix: str, placed: Sequence[Placed], problems: Sequence[Problem]) -> Workspace:
    """Build the workspace; `prefix` is the records' folder as paths name it, `problems` what reading the files showed."""
    found = list(problems)
    files = [(entry.path, entry.address) for entry in placed]
    doubled = dict(twins(files))
    found += doubled.values()
    kept = [entry for position, entry in enumerate(placed) if position not in doubled]
    records = [entry.record for entry in kept]
    cycles = _cycles(prefix, kept, found)
    units = _sorted({record.handle: record for record in records if isinstance(record, Unit)})
    people = _sorted({record.handle: record for record in records if isinstance(record, Person)})
    for person, problem in shared_handles(units, people):
        found.append(problem)
        del people[person]
    workspace = Workspace(
        root=prefix,
        settings=next((record for record in records if isinstance(record, Settings)), None)
        or Settings(source=Source(below(prefix, "settings.yml"))),
        strategy=next((record for record in records if isinstance(record, Strategy)), None)
        or Strategy(source=Source(below(prefix, "strategy.md"))),
        cycles=cycles,
        units=units,
        people=people,
        objectives=_sorted({record.id: record for record in records if isinstance(record, Objective) and record.cycle in cycles}),
        reviews=_sorted({record.id: record for record in records if isinstance(record, Review) and record.cycle in cycles}),
        medals=_sorted({record.id: record for record in records if isinstance(record, MedalSheet)}),
    )
    broken = frozenset(entry.address.id for entry in kept if entry.record is None or _is_left_out(entry.record, cycles))
    formerly, wrong = former_ids(workspace)
    found += wrong
    sheets = [record for record in records if isinstance(record, CommentSheet)]
    comments, lost = comments_of(workspace.objectives, formerly, sheets, broken)
    workspace = replace(workspace, formerly=formerly, comments=comments)
    found += lost
    found += address_problems(workspace, files)
    found += unit_problems(workspace, broken)
    found += cycle_problems(workspace)
    found += Links(workspace, broken).problems()
    return replace(workspace, problems=tuple(found))


def below(prefix: str, path: str) -> str:
    """Return the path of a file of the records' folder from the repository's root."""
    return f"{prefix}/{path}" if prefix else path


def _sorted(records: dict[str, _Record]) -> dict[str, _Record]:
    """Sort records by their ids: a folder sorts `a-b.md` before `a.md`."""
    return dict(sorted(records.items()))


def _is_left_out(record: Record | Settings, cycles: Mapping[str, Cycle]) -> bool:
    return isinstance(record, Objective | Review) and record.cycle not in cycles


def _cycles(prefix: str, placed: Sequence[Placed], problems: list[Problem]) -> dict[str, Cycle]:
    """Return the cycles that have a record, and those that have only a folder whose name says enough."""
    cycles = {entry.record.id: entry.record for entry in placed if isinstance(entry.record, Cycle)}
    broken = {entry.address.id for entry in placed if entry.address.kind == "cycle" and entry.record is None}
    for path, address, record in placed:
        if not isinstance(record, Objective | Review) or record.cycle in cycles:
            continue
        name = record.cycle
        if implied_dates(name):
            cycles[name] = cycle_of_name(name, below(prefix, f"cycles/{name}/cycle.md"))
        elif name not in broken:  # what is wrong with a broken one is said at its own file
            problems.append(
                Problem(
                    "unknown-cycle",
                    say("there is no cycle '{cycle}'", cycle=name),
                    path,
                    FIRST_LINE,
                    address.id,
                    did_you_mean(nearest(name, [other for other in cycles if other.casefold() == name.casefold()]))
                    or say("cycles/{cycle}/cycle.md gives its start and end", cycle=name),
                )
            )
    return _sorted(cycles)
