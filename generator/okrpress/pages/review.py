"""The page of a review (复盘): what an owner made of a cycle, its numbers, and what becomes of each objective."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from okrpress.model import Decision, Review
from okrpress.pages import addresses
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk, Heading, Page, SearchEntry, TrailStep, View
from okrpress.pages.parts.findings import FindingRow, WaiverRow, finding_rows, waiver_rows
from okrpress.pages.parts.outward import Action, actions
from okrpress.pages.parts.portfolio import OwnerScore, owner_score
from okrpress.pages.parts.rows import OpenRow, open_rows
from okrpress.pages.parts.states import phase_of
from okrpress.pages.parts.story import story


class DecisionRow(NamedTuple):
    """What becomes of an objective."""

    objective: Mention
    decision: str
    reason: str
    carried_on: tuple[Mention, ...]
    """The objectives that go on with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView(View):
    """A review, finished."""

    id: str = ""
    href: str = ""
    data: str = ""
    """Where its open data is."""
    crumbs: tuple[Mention, ...] = ()
    date: str = ""
    participants: tuple[Mention, ...] = ()
    score: OwnerScore
    decisions: tuple[DecisionRow, ...] = ()
    rows: tuple[OpenRow, ...] = ()
    story: Markup
    findings: tuple[FindingRow, ...] = ()
    waivers: tuple[WaiverRow, ...] = ()
    actions: tuple[Action, ...] = ()
    is_closed: bool = False


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of every review."""
    workspace = desk.company.workspace
    for review in workspace.reviews.values():
        cycle, owner = desk.mentions.cycle(review.cycle), desk.mentions.owner(review.owner)
        yield Page(
            address=addresses.of_record(review.id),
            kind="review",
            title=_title(desk, review),
            view=partial(view, desk, review),
            under=addresses.CYCLES,
            trail=(
                TrailStep(cycle.text, addresses.of_record(review.cycle)),
                TrailStep(owner.text, addresses.of_owner(workspace, review.owner)),
            ),
            part=review.cycle,
            source=review.source.path,
            search=search,
        )


def view(desk: Desk, review: Review) -> ReviewView:
    """Read a review."""
    words, names = desk.words, desk.mentions
    address = addresses.of_record(review.id)
    objectives = desk.company.objectives_of(review.cycle, review.owner)
    told = story(desk, review.source, address)
    findings, waivers = finding_rows(desk, review.id), waiver_rows(desk, review.waivers)
    sections = (
        (bool(told), Heading("Story", words("What we learned"))),
        (bool(review.decisions), Heading("Decisions", words("What becomes of it"))),
        (True, Heading("Objectives", words("Objectives"))),
        (bool(findings or waivers), Heading("Checks", words("Checks"))),
    )
    return ReviewView(
        title=_title(desk, review),
        address=address,
        description=words("What was learned, and what becomes of each objective."),
        headings=tuple(heading for is_there, heading in sections if is_there),
        id=review.id,
        data=addresses.href(addresses.of_data(review.id)),
        href=addresses.href(address),
        crumbs=(names.cycle(review.cycle), names.owner(review.owner)),
        date=words.date(review.date) if review.date else "",
        participants=names.owners(review.participants),
        score=owner_score(desk, review.cycle, review.owner),
        decisions=tuple(_decision(desk, decision) for decision in review.decisions),
        rows=open_rows(desk, objectives),
        story=told,
        findings=findings,
        waivers=waivers,
        actions=actions(desk, review.source.path, review.id),
        is_closed=phase_of(desk, review.cycle) == "closed",
    )


def search(found: View) -> SearchEntry:
    """Tell the search what the page says."""
    if not isinstance(found, ReviewView):
        raise TypeError(found)
    cycle, owner = found.crumbs
    reasons = (decision.reason for decision in found.decisions)
    return SearchEntry(
        text=" ".join((owner.text, found.story.striptags(), *reasons)),
        filters=(("cycle", found.address.partition("/")[0]), ("cycle", cycle.text), ("unit", owner.text), ("owner", owner.text)),
        closed=found.is_closed,
    )


def _title(desk: Desk, review: Review) -> str:
    return desk.words(
        "Review of {cycle}: {owner}", cycle=desk.mentions.cycle(review.cycle).text, owner=desk.mentions.owner(review.owner).text
    )


def _decision(desk: Desk, decision: Decision) -> DecisionRow:
    later = desk.involvement.carried_on.get(decision.objective.objective, ())
    return DecisionRow(
        desk.mentions.reference(decision.objective),
        desk.vocabulary.decisions.get(decision.decision, decision.decision),
        decision.reason,
        tuple(desk.mentions.objective(objective) for objective in later),
    )
