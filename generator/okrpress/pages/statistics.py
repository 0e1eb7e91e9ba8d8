"""The numbers of a cycle: what came of it by type and unit, how scores are spread, who proposed, aligned and checked in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Final, NamedTuple

from okrpress.model import Cycle
from okrpress.pages import addresses
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk, Heading, Page, SearchEntry, TrailStep, View
from okrpress.pages.parts import charts
from okrpress.pages.parts.charts import Columns, Dots
from okrpress.pages.parts.cycle_numbers import (
    LEVELS,
    MOST_CONFIDENT,
    TENTHS,
    CycleNumbers,
    KindNumbers,
    UnitNumbers,
    cycle_numbers,
)
from okrpress.pages.parts.owners import listed_depth, listed_units
from okrpress.pages.parts.portfolio import OwnerScore, owner_score
from okrpress.pages.parts.summary import Figure
from okrpress.pages.parts.tally import Tally, tallies
from okrpress.pages.parts.timeline import Timeline, timeline

LABELLED: Final = 4
"""Every fourth stretch of the rhythm has its first day written below it."""


class Twin(NamedTuple):
    """A chart as a table."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class KindChart(NamedTuple):
    """How the scores of one type are spread."""

    kind: str
    mean: str
    chart: Columns


class UnitRow(NamedTuple):
    """A unit: its own two scores, and how many of its and its people's objectives go well."""

    unit: Mention
    depth: int
    score: OwnerScore
    committed: str
    aspirational: str
    """So many of so many; "" where there is none of the type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsView(View):
    """A cycle in numbers, finished."""

    crumbs: tuple[Mention, ...] = ()
    cycle: Mention
    timeline: Timeline
    is_closed: bool = False
    has_verdicts: bool = False
    agreed: int = 0
    figures: tuple[Figure, ...] = ()
    tallies: tuple[Tally, ...] = ()
    scores: tuple[KindChart, ...] = ()
    scores_twin: Twin | None = None
    units: tuple[UnitRow, ...] = ()
    is_folded: bool = False
    """Whether units further down are left to the pages of those above them."""
    rhythm: Columns | None = None
    rhythm_twin: Twin | None = None
    calibration: Dots | None = None
    calibration_twin: Twin | None = None
    calibration_note: str = ""
    """Why there is no such chart."""


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the numbers of every cycle."""
    for cycle in desk.company.workspace.cycles.values():
        name = desk.mentions.cycle(cycle.id)
        yield Page(
            address=addresses.of_statistics(cycle.id),
            kind="statistics",
            title=_title(desk, cycle),
            view=partial(view, desk, cycle),
            under=addresses.CYCLES,
            trail=(TrailStep(name.text, addresses.of_record(cycle.id)),),
            part=cycle.id,
            search=search,
        )


def view(desk: Desk, cycle: Cycle) -> StatisticsView:
    """Look at a cycle's numbers."""
    company, words, names = desk.company, desk.words, desk.mentions
    owners = desk.involvement.owners_in.get(cycle.id, ())
    objectives = [entry for owner in owners for entry in company.objectives_of(cycle.id, owner)]
    numbers = cycle_numbers(company, cycle, objectives)
    phase = cycle.phase(company.today)
    has_verdicts = phase in ("review", "closed")
    sure = _calibration(desk, numbers) if numbers.calibration else None
    has_any = numbers.agreed > 0
    sections = (
        Heading("Scores", words("How scores are spread")),
        Heading("Units", words("By unit")),
        Heading("Rhythm", words("Rhythm of check-ins")),
        Heading("Confidence", words("Confidence against outcome")),
    )
    return StatisticsView(
        title=_title(desk, cycle),
        address=addresses.of_statistics(cycle.id),
        description=words("Scores and verdicts by type and unit, alignment, rhythm of check-ins."),
        headings=sections if has_any else (),
        crumbs=(Mention(words("Cycles"), addresses.CYCLES), names.cycle(cycle.id)),
        cycle=names.cycle(cycle.id),
        timeline=timeline(desk, cycle),
        is_closed=phase == "closed",
        has_verdicts=has_verdicts,
        agreed=numbers.agreed,
        figures=_figures(desk, numbers, has_verdicts=has_verdicts),
        tallies=tallies(desk, objectives) if has_any else (),
        scores=tuple(_scores(desk, kind, found) for kind, found in numbers.kinds.items() if found.objectives),
        scores_twin=_scores_twin(desk, numbers),
        units=tuple(_units(desk, cycle, numbers)),
        is_folded=listed_depth(desk) is not None,
        rhythm=_rhythm(desk, numbers) if numbers.rhythm else None,
        rhythm_twin=_rhythm_twin(desk, numbers),
        calibration=sure,
        calibration_twin=_calibration_twin(desk, numbers) if sure else None,
        calibration_note=(
            words("Nobody said by half-time how sure they were.")
            if has_verdicts
            else words("Shown from the review on, {day}, when there is an outcome.", day=words.date(cycle.phases.review))
        ),
    )


def search(found: View) -> SearchEntry:
    """Tell the search what the page says."""
    if not isinstance(found, StatisticsView):
        raise TypeError(found)
    return SearchEntry(found.description, (("cycle", found.cycle.text),), closed=found.is_closed)


def _title(desk: Desk, cycle: Cycle) -> str:
    return desk.words("{cycle} in numbers", cycle=desk.mentions.cycle(cycle.id).text)


def _figures(desk: Desk, numbers: CycleNumbers, *, has_verdicts: bool) -> tuple[Figure, ...]:
    words, kinds = desk.words, numbers.kinds
    labels = {
        "committed": words("Committed met") if has_verdicts else words("Committed on track"),
        "aspirational": words("Aspirational attained") if has_verdicts else words("Aspirational on track"),
    }
    others = [
        f"{desk.vocabulary.stages[stage]} {numbers.stages[stage]}"
        for stage in ("proposed", "draft", "dropped")
        if numbers.stages.get(stage)
    ]
    return (
        Figure(words("Agreed objectives"), str(numbers.agreed), " · ".join(others)),
        *(
            Figure(labels[kind], _of(desk, found.well, found.objectives), _share(desk, found.well, found.objectives))
            for kind, found in kinds.items()
        ),
        _part(desk, words("Proposed from below"), numbers.bottom_up, numbers.agreed),
        _part(desk, words("Aligned upwards"), numbers.aligned, numbers.agreed),
        _tied(desk, numbers),
    )


def _tied(desk: Desk, numbers: CycleNumbers) -> Figure:
    tied = _part(desk, desk.words("Tied to another team"), numbers.tied, numbers.agreed)
    if not numbers.asks:
        return tied
    return tied._replace(note=desk.words("{part} of {whole} asks answered", part=numbers.answered, whole=numbers.asks))


def _part(desk: Desk, label: str, part: int, whole: int) -> Figure:
    return Figure(label, _share(desk, part, whole), _of(desk, part, whole))


def _share(desk: Desk, part: int, whole: int) -> str:
    return desk.words.percent(part / whole) if whole else "–"


def _of(desk: Desk, part: int, whole: int) -> str:
    return desk.words("{part} of {whole}", part=part, whole=whole)


def _tenths(desk: Desk) -> list[str]:
    score = desk.words.score
    return [*(f"{score(place / TENTHS)}–{score((place + 1) / TENTHS)}" for place in range(TENTHS)), score(1)]


def _scores(desk: Desk, kind: str, found: KindNumbers) -> KindChart:
    words, thresholds = desk.words, desk.company.settings.scoring
    entries = [
        charts.Entry(
            size=number,
            number=str(number) if number else "",
            label=f"{place / TENTHS:.1f}",
            title=words.plural("{span}: {count} objective", "{span}: {count} objectives", number, span=span),
        )
        for place, (number, span) in enumerate(zip(found.tenths, _tenths(desk), strict=True))
    ]
    title = words("{kind} by score", kind=desk.vocabulary.types_many[kind])
    line = thresholds.attained(kind)
    said = words.plural(
        "{count} objective, by tenths of the score.", "{count} objectives, by tenths of the score.", sum(found.tenths)
    )
    place = line * TENTHS / (TENTHS + 1)
    marks = [(place, words("done from {score}", score=words.score(line)))] if 0 < line < 1 else []
    return KindChart(desk.vocabulary.types_many[kind], words.score(found.mean), charts.columns(title, said, entries, marks))


def _scores_twin(desk: Desk, numbers: CycleNumbers) -> Twin:
    kinds = [(desk.vocabulary.types[kind], found) for kind, found in numbers.kinds.items() if found.objectives]
    return Twin(
        (desk.words("Score"), *(kind for kind, _ in kinds)),
        tuple((span, *(str(found.tenths[place]) for _, found in kinds)) for place, span in enumerate(_tenths(desk))),
    )


def _units(desk: Desk, cycle: Cycle, numbers: CycleNumbers) -> Iterator[UnitRow]:
    """Yield the units in the order of the company's tree, never by their numbers."""
    owners = desk.involvement.owners_in.get(cycle.id, ())
    for handle, depth in listed_units(desk):
        if handle in numbers.units or handle in owners:
            found = numbers.units.get(handle, UnitNumbers())
            yield UnitRow(
                unit=desk.mentions.owner(handle),
                depth=depth,
                score=owner_score(desk, cycle.id, handle),
                committed=_of(desk, found.committed_well, found.committed) if found.committed else "",
                aspirational=_of(desk, found.aspirational_well, found.aspirational) if found.aspirational else "",
            )


def _rhythm(desk: Desk, numbers: CycleNumbers) -> Columns:
    words = desk.words
    entries = [
        charts.Entry(
            size=period.heard,
            number=str(period.heard) if period.heard else "",
            label=words.day(period.first) if place % LABELLED == 0 else "",
            title=words(
                "{first} to {last}: {heard} of {all} key results, {signs} updates",
                first=words.day(period.first), last=words.day(period.last),
                heard=period.heard, all=numbers.alive, signs=period.signs,
            ),
        )
        for place, period in enumerate(numbers.rhythm)
    ]  # fmt: skip
    title = words("Key results that were updated")
    said = words("Of {all} key results, by when they were checked in or reached a milestone.", all=numbers.alive)
    return charts.columns(title, said, entries)


def _rhythm_twin(desk: Desk, numbers: CycleNumbers) -> Twin:
    words = desk.words
    return Twin(
        (words("From"), words("To"), words("Key results"), words("Share"), words("Updates")),
        tuple(
            (
                words.day(period.first),
                words.day(period.last),
                str(period.heard),
                _share(desk, period.heard, numbers.alive),
                str(period.signs),
            )
            for period in numbers.rhythm
        ),
    )


def _calibration(desk: Desk, numbers: CycleNumbers) -> Dots:
    words = desk.words
    edges = [f"{level / LEVELS:.1f}" for level in range(LEVELS + 1)]
    found = [
        (
            confidence,
            level,
            number,
            words.plural(
                "confidence {confidence}, score {low}–{high}: {count} key result",
                "confidence {confidence}, score {low}–{high}: {count} key results",
                number, confidence=confidence, low=edges[level], high=edges[level + 1],
            ),
        )
        for (confidence, level), number in sorted(numbers.calibration.items())
    ]  # fmt: skip
    title = words("Confidence half-way, and the score that came of it")
    said = words("Across: the confidence last given by half-time, 0 to 10. Up: the score. In each dot, how many key results.")
    return charts.dots(title, said, found, [str(level) for level in range(MOST_CONFIDENT + 1)], edges)


def _calibration_twin(desk: Desk, numbers: CycleNumbers) -> Twin:
    words = desk.words
    edges = [f"{level / LEVELS:.1f}" for level in range(LEVELS + 1)]
    spans = [f"{low}–{high}" for low, high in pairwise(edges)]
    counted = numbers.calibration
    return Twin(
        (words("Confidence"), *(words("score {span}", span=span) for span in spans)),
        tuple(
            (str(confidence), *(str(counted.get((confidence, level), "")) for level in range(LEVELS)))
            for confidence in range(MOST_CONFIDENT + 1)
            if any((confidence, level) in counted for level in range(LEVELS))
        ),
    )
