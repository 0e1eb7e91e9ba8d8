"""A digest as Markdown for an issue or a message: what changed for somebody, and what waits on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from okrpress.differences.audience import Audience, beyond, narrowed
from okrpress.differences.difference import Difference
from okrpress.duties import KINDS, Duty
from okrpress.pages.page import Desk
from okrpress.pages.parts.waiting import told
from okrpress.reports.account import Line, Section, account
from okrpress.reports.account_values import NOTE, TITLE, brief
from okrpress.reports.blocks import fitted, score_block, section_block
from okrpress.reports.inert import inert


class Call(NamedTuple):
    """What a digest is of."""

    whom: Audience
    since: str
    """The day, or the revision, since which changes are told, in words."""


def report(difference: Difference, desk: Desk, call: Call) -> str:
    """Return the digest; its first line says whose it is, so that a job finds the one that it wrote before."""
    words, whom = desk.words, call.whom
    own, elsewhere = (account(part(difference, whom), words, is_brief=True) for part in (narrowed, beyond))
    waits = tuple(_waits(desk, whom))
    count = sum(len(section.lines) for section in waits)
    name = desk.company.workspace.name_of(whom.handle or desk.company.settings.company)
    kind = "company" if not whom.handle else "unit" if whom.handle in desk.company.workspace.units else "person"
    marker = f"<!-- okr digest {kind}{f':{whom.handle}' if whom.handle else ''} -->"
    title = words.plural("{name}: {count} thing waits", "{name}: {count} things wait", count, name=brief(name, TITLE))
    since = words("Since {day}: {outcome}", day=call.since, outcome=own.outcome)
    heading = f"{marker}\n### {inert(title)}\n\n{inert(since)}\n"
    sections = {section.title: section for section in own.sections}
    changed = sections.pop(words("Objectives"), None)
    blocks = [
        *map(section_block, waits),
        *([section_block(Section(words("What changed"), changed.lines))] if changed else []),
        *([score_block(own.scores, words)] if own.scores else []),
        *(section_block(Section(words("Changed elsewhere, and your business"), part.lines)) for part in elsewhere.sections),
        *map(section_block, sections.values()),
    ]
    day = words("Looked at on {day}.", day=words.date(desk.company.today))
    return fitted(heading, blocks, f"\n{inert(day)}\n", words)


def _waits(desk: Desk, whom: Audience) -> Iterator[Section]:
    """Yield what waits, kind by kind: on a person what is theirs to do, on a unit what anybody in it has to."""
    words = desk.words
    by_kind: dict[str, list[Line]] = {kind: [] for kind in KINDS}
    titles: dict[str, str] = {}
    for person, duties in _responsible(desk.duties, whom).items():
        for duty in duties:
            entry = told(desk, duty)
            titles[duty.kind] = entry.what
            parts = [brief(entry.where.text, TITLE), brief(entry.note, NOTE)]
            if whom.handle != person:
                parts.insert(0, brief(desk.company.workspace.name_of(person), TITLE))
            by_kind[duty.kind].append(Line("", " · ".join(filter(None, parts))))
    for kind, lines in by_kind.items():
        if lines:
            yield Section(words("{what} ({count})", what=titles[kind], count=len(lines)), tuple(lines))
    open_asks = tuple(_asks(desk, whom))
    if open_asks:
        yield Section(words("Help that was asked for and nobody gives ({count})", count=len(open_asks)), open_asks)


def _responsible(duties: Mapping[str, Iterable[Duty]], whom: Audience) -> Mapping[str, list[Duty]]:
    """Return the duties that concern an audience, by the person who has them."""
    if not whom.handle or whom.handle in duties:
        return {person: list(found) for person, found in sorted(duties.items()) if whom.handle in ("", person)}
    return {person: [duty for duty in found if duty.owner in whom.owners] for person, found in sorted(duties.items())}


def _asks(desk: Desk, whom: Audience) -> Iterator[Line]:
    words, objectives = desk.words, desk.company.workspace.objectives
    for placed in desk.company.asks:
        objective = objectives[placed.objective]
        if placed.is_waiting and whom.handle and objective.owner in whom.owners and placed.ask.to not in whom.owners:
            to = desk.company.workspace.name_of(placed.ask.to) if placed.ask.to else words("everyone")
            by = words("by {day}", day=words.date(placed.ask.by)) if placed.ask.by else ""
            sign = "!" if placed.is_late(desk.company.today) else ""
            text = words("{owner}: {what}", owner=brief(to, TITLE), what=brief(placed.ask.what, NOTE))
            yield Line("!" if sign else "", " · ".join(filter(None, (text, by, brief(objective.title, TITLE)))))
