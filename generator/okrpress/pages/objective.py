"""The page of an objective: what it is, how it stands, why, what it hangs on and what happened to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from markupsafe import Markup

from okrpress.diagrams import place
from okrpress.model import Objective, Phase
from okrpress.pages import addresses
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk, Heading, Page, SearchEntry, SearchPart, TrailStep, View
from okrpress.pages.parts.asks import AskRow, ask_row
from okrpress.pages.parts.changes import AmendmentRow, CheckInRow, CommentRow, amendment_rows, check_in_rows, comment_rows
from okrpress.pages.parts.embed import Embedding, embedding
from okrpress.pages.parts.family import Branch, Relative, from_link, relative, tree
from okrpress.pages.parts.findings import FindingRow, WaiverRow, finding_rows, waiver_rows
from okrpress.pages.parts.formula import Step, objective_steps
from okrpress.pages.parts.key_result import KeyResultView, key_result_view
from okrpress.pages.parts.outward import Action, Talk, deeds, objective_actions, talk
from okrpress.pages.parts.similar import SimilarRow, similar_rows
from okrpress.pages.parts.states import objective_status, phase_of, state_name
from okrpress.pages.parts.story import story
from okrpress.pages.parts.summary import Figure, summary
from okrpress.pages.parts.versions import NO_VERSIONS, VersionsView, versions
from okrpress.pages.vocabulary import Status
from okrpress.scoring.standing import ObjectiveStanding

RECENT: Final = 12
"""Check-ins that are shown without opening anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveView(View):
    """An objective, finished."""

    id: str = ""
    href: str = ""
    data: str = ""
    """Where its open data is."""
    """Its permanent address, as a link from the site’s root."""
    crumbs: tuple[Mention, ...] = ()
    kind: str = ""
    origin: str = ""
    owner: Mention
    stage: str = ""
    stage_note: str = ""
    reason: str = ""
    """Why it was dropped."""
    priority: str = ""
    weight: str = ""
    contributors: tuple[Mention, ...] = ()
    tags: tuple[str, ...] = ()
    closed_note: str = ""
    is_off: bool = False
    status: Status | None = None
    figures: tuple[Figure, ...] = ()
    steps: tuple[Step, ...] = ()
    key_results: tuple[KeyResultView, ...] = ()
    amendments: tuple[AmendmentRow, ...] = ()
    family: tuple[Branch, ...] = ()
    parents: tuple[Relative, ...] = ()
    supports: tuple[Relative, ...] = ()
    supported_by: tuple[Relative, ...] = ()
    asks: tuple[AskRow, ...] = ()
    similar: tuple[SimilarRow, ...] = ()
    comments: tuple[CommentRow, ...] = ()
    recent: tuple[CheckInRow, ...] = ()
    earlier: tuple[CheckInRow, ...] = ()
    carried_from: Mention | None = None
    carried_on: tuple[Mention, ...] = ()
    story: Markup
    badge: Embedding
    findings: tuple[FindingRow, ...] = ()
    waivers: tuple[WaiverRow, ...] = ()
    history: VersionsView = NO_VERSIONS
    deeds: tuple[Action, ...] = ()
    actions: tuple[Action, ...] = ()
    talk: Talk | None = None
    filters: tuple[tuple[str, str], ...] = ()
    is_closed: bool = False


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of every objective."""
    trails: dict[tuple[str, str], tuple[TrailStep, ...]] = {}  # one for all that an owner has in a cycle
    for objective in desk.company.workspace.objectives.values():
        place = (objective.cycle, objective.owner)
        trail = trails.get(place) or trails.setdefault(place, _trail(desk, objective))
        yield Page(
            address=addresses.of_record(objective.id),
            kind="objective",
            title=objective.title or objective.id,
            view=partial(view, desk, objective),
            under=addresses.CYCLES,
            trail=trail,
            part=objective.cycle,
            source=objective.source.path,
            search=search,
        )


def view(desk: Desk, objective: Objective) -> ObjectiveView:
    """Look at an objective."""
    company, words, names, terms = desk.company, desk.words, desk.mentions, desk.vocabulary
    alignment, standing = company.alignment, company.standing(objective.id)
    address = addresses.of_record(objective.id)
    phase = phase_of(desk, objective.cycle)
    status = objective_status(desk, objective, standing)
    amendments = amendment_rows(desk, objective)
    check_ins = check_in_rows(desk, objective)
    moved = amendment_rows(desk, objective, but=("dropped",))
    own = {entry.id: names.part(objective, entry) for entry in objective.key_results}
    key_results = tuple(
        key_result_view(desk, objective, entry, tuple(row for row in moved if row.key_result == own[entry.id]), phase)
        for entry in objective.key_results
    )
    title = objective.title or objective.id
    told = story(desk, objective.source, address)
    findings, waivers = finding_rows(desk, objective.id), waiver_rows(desk, objective.waivers)
    asks = tuple(ask_row(desk, placed) for placed in alignment.asks.get(objective.id, ()))
    similar = similar_rows(desk, objective)
    comments = comment_rows(desk, objective)
    past = versions(desk, objective)
    sections = (  # ids begin with a capital, as no key result's id does
        (True, Heading("Key-results", words("Key results"))),
        (bool(told), Heading("Story", words("Story"))),
        (True, Heading("Place", words("Its place in the company"))),
        (bool(asks), Heading("Asks", words("Help it asks for"))),
        (bool(similar), Heading("Similar", words("Similar objectives elsewhere"))),
        (bool(comments), Heading("Comments", words("Comments"))),
        (bool(check_ins), Heading("Check-ins", words("Check-ins"))),
        (bool(amendments), Heading("Amendments", words("Amendments"))),
        (bool(findings or waivers), Heading("Checks", words("Checks"))),
        (past.is_shown, Heading("History", words("History"))),
    )
    return ObjectiveView(
        title=title,
        address=address,
        description=_description(desk, objective),
        headings=tuple(heading for is_there, heading in sections if is_there),
        pictures={"place": place.graph(company, objective, words)},
        id=objective.id,
        data=addresses.href(addresses.of_data(objective.id)),
        href=names.objective(objective.id).href or "",
        crumbs=_crumbs(desk, objective),
        kind=terms.types[objective.type],
        origin=terms.origins[objective.origin],
        owner=names.owner(objective.owner),
        stage=terms.stages[objective.stage],
        stage_note=terms.stage_notes[objective.stage],
        reason=objective.reason,
        priority="" if objective.priority is None else words("priority {number}", number=objective.priority),
        weight="" if objective.weight == 1 else words("weight {number}", number=words.number(objective.weight)),
        contributors=names.owners(objective.contributors),
        tags=objective.tags,
        closed_note=_closed_note(desk, objective, phase),
        is_off=objective.stage == "dropped",
        status=status,
        figures=summary(desk, objective, standing, status, phase),
        steps=objective_steps(desk, objective, standing),
        key_results=key_results,
        amendments=amendments,
        family=tree(desk, objective),
        parents=tuple(relative(desk, link.target) for link in alignment.parents.get(objective.id, ())),
        supports=tuple(relative(desk, link.target) for link in alignment.supports.get(objective.id, ())),
        supported_by=tuple(from_link(desk, link) for link in alignment.supported_by.get(objective.id, ())),
        asks=asks,
        similar=similar,
        comments=comments,
        recent=check_ins[:RECENT],
        earlier=check_ins[RECENT:],
        carried_from=names.reference(objective.carried_from) if objective.carried_from else None,
        carried_on=tuple(names.objective(later) for later in desk.involvement.carried_on.get(objective.id, ())),
        story=told,
        badge=embedding(desk, address, title),
        findings=findings,
        waivers=waivers,
        history=past,
        deeds=deeds(desk, objective),
        actions=objective_actions(desk, objective),
        talk=talk(desk, objective),
        filters=_filters(desk, objective, standing),
        is_closed=phase == "closed",
    )


def search(found: View) -> SearchEntry:
    """Tell the search what the page says."""
    if not isinstance(found, ObjectiveView):
        raise TypeError(found)
    said = (
        found.owner.text,
        found.kind,
        *(name.text for name in found.contributors),
        *found.tags,
        found.story.striptags(),
        *(entry.said.striptags() for entry in found.comments),
    )
    return SearchEntry(
        text=" ".join(said),
        filters=found.filters,
        closed=found.is_closed,
        parts=tuple(SearchPart(entry.id, entry.title, _said(found, entry)) for entry in found.key_results),
    )


def _crumbs(desk: Desk, objective: Objective) -> tuple[Mention, ...]:
    return desk.mentions.cycle(objective.cycle), desk.mentions.owner(objective.owner)


def _trail(desk: Desk, objective: Objective) -> tuple[TrailStep, ...]:
    cycle, owner = _crumbs(desk, objective)
    home = addresses.of_owner(desk.company.workspace, objective.owner)
    return TrailStep(cycle.text, addresses.of_record(objective.cycle)), TrailStep(owner.text, home)


def _description(desk: Desk, objective: Objective) -> str:
    words, standing = desk.words, desk.company.standing(objective.id)
    return words(
        "{owner}, {cycle}: score {score}",
        owner=desk.mentions.owner(objective.owner).text,
        cycle=desk.mentions.cycle(objective.cycle).text,
        score=words.score(standing.score),
    )


def _closed_note(desk: Desk, objective: Objective, phase: Phase | None) -> str:
    cycle = desk.company.workspace.cycles.get(objective.cycle)
    if cycle is None or phase != "closed":
        return ""
    return desk.words("Closed on {day}. It stays as it was.", day=desk.words.date(cycle.phases.closed))


def _filters(desk: Desk, objective: Objective, standing: ObjectiveStanding) -> tuple[tuple[str, str], ...]:
    """Return what the search can narrow by: names of addresses, and what readers call them."""
    workspace, names = desk.company.workspace, desk.mentions
    owner = objective.owner
    units = (*((owner,) if owner in workspace.units else ()), *desk.company.alignment.above(owner))
    return (
        ("cycle", objective.cycle),
        ("cycle", names.cycle(objective.cycle).text),
        *(("unit", said) for unit in units for said in (unit, names.owner(unit).text)),
        ("owner", owner),
        ("owner", names.owner(owner).text),
        ("type", objective.type),
        ("state", state_name(objective, standing)),
        *(("tag", tag) for tag in objective.tags),
    )


def _said(found: ObjectiveView, entry: KeyResultView) -> str:
    """Return the words by which a key result is found besides its title: whose it is, its numbers, its tags."""
    owner, span = entry.owner or found.owner, entry.span
    numbers = f"{span.start} → {span.target}" if span.start else span.target
    return " · ".join(filter(None, (owner.text, numbers, *found.tags)))
