"""The handbook: how OKRs work here, with the company's own thresholds, made from the settings and the vocabulary that check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from okrpress import fields
from okrpress.pages import addresses
from okrpress.pages.page import Desk, Heading, Page, SearchEntry, View
from okrpress.pages.parts.outward import forge_of, host
from okrpress.words import Words


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """A phase of the running cycle and the day on which it begins."""

    name: str
    day: str
    is_now: bool = False


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key of the front matter."""

    key: str
    holds: str
    meaning: str
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class KeyTable:
    """The keys of one kind of record, or of a part of one."""

    name: str
    rows: tuple[KeyRow, ...]


@dataclass(frozen=True, slots=True)
class HandbookView(View):
    """What is said here is what is checked here."""

    committed: str = ""
    aspirational: str = ""
    expected_committed: str = ""
    expected_aspirational: str = ""
    amber: str = ""
    green: str = ""
    at_risk: str = ""
    on_track: str = ""
    too_early: str = ""
    stale_days: int = 0
    most_objectives: int = 0
    fewest_key_results: int = 0
    most_key_results: int = 0
    medals: int = 0
    rollout: str = ""
    rollout_units: tuple[str, ...] = ()
    rollout_review: str = ""
    cycle: str = ""
    phases: tuple[PhaseRow, ...] = ()
    tables: tuple[KeyTable, ...] = ()
    forge: str = ""
    """The forge’s host."""
    has_giscus: bool = False


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the handbook."""
    words = desk.words
    yield Page(
        address=addresses.HANDBOOK,
        kind="handbook",
        title=words("How OKRs work here"),
        view=partial(view, desk),
        hub=True,
        nav=(words("Handbook"), words("How OKRs work here")),
        search=search,
    )


def view(desk: Desk) -> HandbookView:
    """Read the company's policy."""
    words, settings, company = desk.words, desk.company.settings, desk.company
    forge, scoring, rollout = forge_of(desk), settings.scoring, settings.rollout
    cycle = company.current_cycle
    now = cycle.phase(company.today) if cycle else None
    terms = desk.vocabulary
    starts = (
        (
            ("drafting", cycle.phases.draft),
            ("aligning", cycle.phases.align),
            ("running", cycle.start),
            ("review", cycle.phases.review),
            ("closed", cycle.phases.closed),
        )
        if cycle
        else ()
    )
    return HandbookView(
        title=words("How OKRs work here"),
        address=addresses.HANDBOOK,
        description=words("Committed and aspirational, scoring, the calendar, alignment, and what is public."),
        headings=_headings(words),
        committed=words.score(scoring.committed),
        aspirational=words.score(scoring.aspirational),
        expected_committed=words.score(scoring.committed / 2),
        expected_aspirational=words.score(scoring.aspirational / 2),
        amber=words.score(scoring.bands[0]),
        green=words.score(scoring.bands[1]),
        at_risk=words.percent(scoring.pace[0]),
        on_track=words.percent(scoring.pace[1]),
        too_early=words.percent(scoring.too_early),
        stale_days=scoring.stale_after_days,
        most_objectives=settings.limits.objectives,
        fewest_key_results=settings.limits.key_results[0],
        most_key_results=settings.limits.key_results[1],
        medals=settings.medals_per_month,
        rollout=rollout.mode,
        rollout_units=tuple(desk.mentions.owner(handle).text for handle in rollout.units),
        rollout_review=words.date(rollout.review) if rollout.review else "",
        cycle=desk.mentions.cycle(cycle.id).text if cycle else "",
        phases=tuple(PhaseRow(terms.phases[name], words.date(day), name == now) for name, day in starts),
        tables=tuple(_tables(words)),
        forge=host(forge) if forge else "",
        has_giscus=bool(forge and forge.giscus),
    )


def search(found: View) -> SearchEntry:
    """Tell the search what the page speaks of."""
    return SearchEntry(text=" ".join(heading.title for heading in found.headings))


_SHAPES: Final = (
    fields.OBJECTIVE, fields.KEY_RESULT, fields.METRIC, fields.THRESHOLD, fields.MILESTONE, fields.CHECK_IN, fields.GRADE,
    fields.INITIATIVE, fields.ASK, fields.AMENDMENT, fields.WAIVER, fields.COMMENTS, fields.COMMENT, fields.UNIT, fields.OFFER,
    fields.PERSON, fields.CYCLE, fields.PHASES, fields.STRATEGY, fields.THEME, fields.REVIEW, fields.DECISION, fields.RECOGNITION,
    fields.MEDAL, fields.SETTINGS, fields.FORGE, fields.GISCUS, fields.ROLLOUT, fields.SCORING, fields.LIMITS,
    fields.MEDALS_POLICY, fields.WORDS, fields.DIAGRAMS,
)  # fmt: skip


def _tables(words: Words) -> Iterator[KeyTable]:
    for shape in _SHAPES:
        yield KeyTable(
            words(shape.name),
            tuple(
                KeyRow(entry.key, _holds(entry, words), words(entry.meaning), entry.required) for entry in shape.fields.values()
            ),
        )


def _holds(entry: fields.Field, words: Words) -> str:
    if entry.kind is fields.Kind.CHOICE:
        return " · ".join(entry.words)
    one = words(entry.kind.value)
    return words("a list, each: {item}", item=one) if entry.many else one


def _headings(words: Words) -> tuple[Heading, ...]:
    return (
        Heading("Idea", words("The idea")),
        Heading("Kinds", words("Committed and aspirational")),
        Heading("Writing", words("Writing one")),
        Heading("Scoring", words("Scores")),
        Heading("Health", words("How it stands while the cycle runs")),
        Heading("Calendar", words("The calendar")),
        Heading("Alignment", words("Alignment")),
        Heading("KPI", words("OKRs and KPIs")),
        Heading("Rollout", words("Three ways to roll out")),
        Heading("Changing", words("Changing one")),
        Heading("Recognition", words("Recognition")),
        Heading("Public", words("What is public, and why")),
        Heading("Keys", words("Every key of every record")),
    )
