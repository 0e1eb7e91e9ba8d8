"""A cycle in numbers: counted over its agreed objectives, unrounded, without words.

Units are counted, people never: whatever a person pursues counts in their unit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from okrpress.company import Company
from okrpress.model import Cycle, KeyResult, Milestones, Objective, ObjectiveType, Rollup, YesNo
from okrpress.scoring.standing import ObjectiveStanding
from okrpress.scoring.verdict import LAST_BITS

TENTHS: Final = 10
LEVELS: Final = 5
"""Outcomes against confidence are counted by fifths."""
MOST_CONFIDENT: Final = 10
WEEK: Final = 7
MOST_PERIODS: Final = 27
"""A cycle of more weeks than half a year has is told in stretches of four."""

GOING_WELL: Final = frozenset({"on track", "done", "met", "attained"})


class KindNumbers(NamedTuple):
    """The agreed objectives of one type."""

    objectives: int
    well: int
    """Met or attained; while the cycle runs, on track or done."""
    mean: float | None
    """Mean of their scores, each objective alike."""
    tenths: tuple[int, ...]
    """How many have a score in each tenth; those that are whole come last, apart."""


class UnitNumbers(NamedTuple):
    """The agreed objectives of a unit and of its people: how many of each type, and how many of them go well."""

    committed: int = 0
    committed_well: int = 0
    aspirational: int = 0
    aspirational_well: int = 0


class Period(NamedTuple):
    """A stretch of the cycle, both days included."""

    first: date
    last: date
    heard: int
    """Key results that gave a sign of life in it: a check-in, a milestone, done."""
    signs: int
    """All signs of life."""


@dataclass(frozen=True, slots=True)
class CycleNumbers:
    """What there is to count of a cycle."""

    agreed: int
    stages: Mapping[str, int]
    kinds: Mapping[ObjectiveType, KindNumbers]
    bottom_up: int
    """Agreed objectives that came from below."""
    aligned: int
    """Agreed objectives that align to something."""
    tied: int
    """Agreed objectives that help another owner or are helped."""
    asks: int
    """Help asked for, but for what was withdrawn."""
    answered: int
    """Asks that were answered, or whose help was had."""
    rhythm: tuple[Period, ...]
    """The stretches of the cycle that have begun."""
    alive: int
    """Key results that can give a sign of life: not dropped, and no roll-ups."""
    calibration: Mapping[tuple[int, int], int]
    """(confidence at half-time 0 … 10, fifth of the score) → key results; filled once there are verdicts."""
    units: Mapping[str, UnitNumbers]
    """Unit → its objectives and its people's."""


def cycle_numbers(company: Company, cycle: Cycle, objectives: Iterable[Objective]) -> CycleNumbers:
    """Count a cycle's objectives."""
    listed = list(objectives)
    agreed = [objective for objective in listed if objective.stage == "agreed"]
    standings = [company.standing(objective.id) for objective in agreed]
    pairs = list(zip(agreed, standings, strict=True))
    links = company.alignment
    asks = [placed for entry in agreed for placed in links.asks.get(entry.id, ()) if not placed.ask.withdrawn]
    key_results = [entry for objective in agreed for entry in objective.key_results if entry.dropped is None]
    return CycleNumbers(
        agreed=len(agreed),
        stages=Counter(objective.stage for objective in listed),
        kinds={kind: _kind([pair for pair in pairs if pair[0].type == kind]) for kind in ("committed", "aspirational")},
        bottom_up=sum(1 for objective in agreed if objective.origin == "bottom-up"),
        aligned=sum(1 for objective in agreed if links.parents.get(objective.id)),
        tied=sum(1 for objective in agreed if links.supports.get(objective.id) or links.supported_by.get(objective.id)),
        asks=len(asks),
        answered=sum(1 for placed in asks if placed.answered_by or placed.ask.done),
        rhythm=_rhythm(cycle, key_results, company.today),
        alive=sum(1 for entry in key_results if not isinstance(entry.measure, Rollup)),
        calibration=_calibration(cycle, pairs) if cycle.phase(company.today) in ("review", "closed") else {},
        units=_units(company, pairs),
    )


def part_of(share: float, parts: int) -> int:
    """Return in which of so many equal parts a share 0 … 1 lies, forgiving its last bits; 1 is past the last."""
    return max(0, min(parts, int((share + LAST_BITS) * parts)))


def _kind(pairs: Sequence[tuple[Objective, ObjectiveStanding]]) -> KindNumbers:
    scores = [standing.score for _, standing in pairs if standing.score is not None]
    tenths = Counter(part_of(score, TENTHS) for score in scores)
    return KindNumbers(
        objectives=len(pairs),
        well=sum(1 for _, standing in pairs if _goes_well(standing)),
        mean=sum(scores) / len(scores) if scores else None,
        tenths=tuple(tenths[place] for place in range(TENTHS + 1)),
    )


def _goes_well(standing: ObjectiveStanding) -> bool:
    return (standing.verdict or standing.health) in GOING_WELL


def _signs(entry: KeyResult) -> Iterator[date]:
    """Yield the days on which a key result was spoken of or moved."""
    if isinstance(entry.measure, Rollup):
        return
    yield from (check_in.date for check_in in entry.check_ins)
    if isinstance(entry.measure, Milestones):
        yield from (item.done for item in entry.measure.items if item.done)
    elif isinstance(entry.measure, YesNo) and entry.measure.done:
        yield entry.measure.done


def _rhythm(cycle: Cycle, key_results: Iterable[KeyResult], today: date) -> tuple[Period, ...]:
    weeks = -(-cycle.days // WEEK)
    length = WEEK if weeks <= MOST_PERIODS else 4 * WEEK
    last = min(cycle.end, today)
    heard: Counter[int] = Counter()
    signs: Counter[int] = Counter()
    for entry in key_results:
        places = [(day - cycle.start).days // length for day in _signs(entry) if cycle.start <= day <= last]
        signs.update(places)
        heard.update(set(places))
    begun = (last - cycle.start).days // length + 1 if today >= cycle.start else 0
    return tuple(
        Period(
            first=(first := cycle.start + timedelta(days=place * length)),
            last=min(cycle.end, first + timedelta(days=length - 1)),
            heard=heard[place],
            signs=signs[place],
        )
        for place in range(begun)
    )


def _calibration(cycle: Cycle, pairs: Iterable[tuple[Objective, ObjectiveStanding]]) -> dict[tuple[int, int], int]:
    """Hold how sure people were half-way against what came of it."""
    half_time = cycle.start + (cycle.end - cycle.start) // 2
    found: Counter[tuple[int, int]] = Counter()
    for objective, standing in pairs:
        for entry in objective.key_results:
            known = standing.key_results.get(entry.id)
            if entry.dropped is not None or known is None or known.score is None:
                continue
            given = [
                check_in.confidence
                for check_in in entry.check_ins
                if check_in.date <= half_time and check_in.confidence is not None and 0 <= check_in.confidence <= MOST_CONFIDENT
            ]
            if given:
                found[int(given[-1] + 0.5), min(part_of(known.score, LEVELS), LEVELS - 1)] += 1
    return dict(found)


def _units(company: Company, pairs: Iterable[tuple[Objective, ObjectiveStanding]]) -> dict[str, UnitNumbers]:
    units, people = company.workspace.units, company.workspace.people
    counted: dict[str, Counter[str]] = {}
    for objective, standing in pairs:
        person = people.get(objective.owner)
        unit = person.unit if person else objective.owner
        if unit in units:
            counter = counted.setdefault(unit, Counter())
            counter[objective.type] += 1
            if _goes_well(standing):
                counter[f"{objective.type}_well"] += 1
    return {unit: UnitNumbers(**counter) for unit, counter in counted.items()}
