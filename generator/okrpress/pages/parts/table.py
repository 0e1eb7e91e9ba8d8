"""A cycle's objectives as columns of data: what a reader sorts and filters in the browser, beside the page and not in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Final, TypeVar

from okrpress.model import Cycle, Objective
from okrpress.pages.page import Desk
from okrpress.pages.parts.owners import in_tree_order
from okrpress.pages.parts.portfolio import owner_score
from okrpress.pages.parts.states import objective_status, state_name, tone_of
from okrpress.scoring.standing import ObjectiveStanding

STATES: Final = (
    "at-risk", "missed", "stale", "needs-attention", "partly", "too-early", "on-track", "attained", "met", "done",
    "proposed", "draft", "dropped", "",
)  # fmt: skip
"""In the order in which a reader wants to see them: what needs a hand first. Before an objective is agreed, its stage."""
CONFIDENT: Final = (4, 7)
"""Where little confidence ends and where much begins; 5 is even odds."""
UNIT, PERSON, NOBODY = range(3)
"""What an owner is."""

Value = TypeVar("Value")


def written(desk: Desk, cycle: Cycle) -> bytes:
    """Write a cycle's table. Scores are unrounded, `-1` stands for nothing; rows are in the order of the plain list."""
    return json.dumps(table(desk, cycle), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def table(desk: Desk, cycle: Cycle) -> Mapping[str, object]:
    """Gather the columns, and the words and names that they point into by number."""
    company = desk.company
    owners = in_tree_order(desk, desk.involvement.owners_in.get(cycle.id, ()))
    objectives = [entry for owner in owners for entry in company.objectives_of(cycle.id, owner)]
    standings = [company.standing(entry.id) for entry in objectives]
    who = _who(desk, owners, objectives)
    states = [_state(desk, entry, standing) for entry, standing in zip(objectives, standings, strict=True)]
    listed_states = sorted(set(states), key=lambda state: (STATES.index(state[0]), state))
    days = sorted({standing.last_check_in for standing in standings if standing.last_check_in})
    tags = sorted({tag for entry in objectives for tag in entry.tags})
    words = desk.vocabulary
    return {
        "version": 1,
        "cycle": cycle.id,
        "types": list(words.types.items()),
        "stages": list(words.stages.items()),
        "states": listed_states,
        "days": [[day.isoformat(), desk.words.day(day), (min(company.today, cycle.end) - day).days] for day in days],
        "tags": tags,
        "scores": _ranges(desk, company.settings.scoring.bands),
        "confidences": _ranges(desk, CONFIDENT),
        "ages": _ages(desk, cycle),
        "columns": _columns(desk),
        "who": _people(desk, cycle, who),
        "rows": {
            "slug": [entry.slug for entry in objectives],
            "title": [entry.title or entry.id for entry in objectives],
            "owner": _places([entry.owner for entry in objectives], list(who)),
            "type": _places([entry.type for entry in objectives], list(words.types)),
            "stage": _places([entry.stage for entry in objectives], list(words.stages)),
            "state": _places(states, listed_states),
            "score": [standing.score for standing in standings],
            "expected": [_expected(entry, standing) for entry, standing in zip(objectives, standings, strict=True)],
            "confidence": [None if it.confidence is None else round(it.confidence, 1) for it in standings],
            "checked": _places([standing.last_check_in for standing in standings], days),
            "parts": [" ".join(desk.words.score(one.score) for one in it.key_results.values()) for it in standings],
            "tags": [_places(entry.tags, tags) for entry in objectives],
            "people": [_places(_involved(entry), list(who)) for entry in objectives],
            "unaligned": [int(_is_unaligned(desk, entry)) for entry in objectives],
            "stale": [int(any(one.health == "stale" for one in it.key_results.values())) for it in standings],
        },
    }


def _places(values: Iterable[Value], listed: Iterable[Value]) -> list[int]:
    place = {value: number for number, value in enumerate(listed)}
    return [place.get(value, -1) for value in values]


def _state(desk: Desk, objective: Objective, standing: ObjectiveStanding) -> tuple[str, str, str]:
    """Return a state's name in addresses, its word and its tone."""
    status = objective_status(desk, objective, standing)
    return state_name(objective, standing), status.word if status else "", tone_of(desk, status, standing)


def _expected(objective: Objective, standing: ObjectiveStanding) -> float | None:
    """Return where the bar has its mark."""
    if objective.stage == "dropped" or standing.verdict or standing.expected is None:
        return None
    return round(standing.expected, 4)


def _involved(objective: Objective) -> list[str]:
    """Return who takes part besides the owner: those who own a key result, and those who contribute."""
    others = (*(entry.owner for entry in objective.key_results), *objective.contributors)
    return [handle for handle in dict.fromkeys(others) if handle != objective.owner]


def _is_unaligned(desk: Desk, objective: Objective) -> bool:
    """Tell whether it does not say what it helps to reach. The company's own and the CEO's have nothing above them."""
    return not objective.aligns_to and objective.stage != "dropped" and objective.owner not in desk.company.alignment.top


def _who(desk: Desk, owners: Iterable[str], objectives: Iterable[Objective]) -> dict[str, None]:
    """Name everyone that the table speaks of, in the order of the tree: owners, the units above them, who takes part, leads."""
    workspace, alignment = desk.company.workspace, desk.company.alignment
    named = dict.fromkeys([*owners, *(handle for entry in objectives for handle in _involved(entry))])
    for handle in list(named):
        if person := workspace.people.get(handle):
            named[person.unit] = None
    for handle in list(named):
        if handle in workspace.units:
            named.update(dict.fromkeys((*alignment.above(handle), workspace.units[handle].lead)))
    named.pop("", None)
    return dict.fromkeys(in_tree_order(desk, named))


def _people(desk: Desk, cycle: Cycle, who: Mapping[str, None]) -> Mapping[str, list[object]]:
    """Return what the table says of everyone: what they are, what is above them, who leads a unit, and their two numbers."""
    workspace = desk.company.workspace
    units, people = workspace.units, workspace.people
    above = [units[it].parent if it in units else people[it].unit if it in people else "" for it in who]
    scores = [owner_score(desk, cycle.id, handle) for handle in who]
    return {
        "handle": list(who),
        "name": [desk.mentions.owner(handle).text for handle in who],
        "kind": [UNIT if handle in units else PERSON if handle in people else NOBODY for handle in who],
        "above": [*_places(above, who)],
        "lead": [*_places([units[handle].lead if handle in units else "" for handle in who], who)],
        "committed": ["" if score.committed == "–" else score.committed for score in scores],
        "aspirational": ["" if score.aspirational == "–" else score.aspirational for score in scores],
        "review": [int(f"{cycle.id}/{handle}/review" in workspace.reviews) for handle in who],
    }


def _ranges(desk: Desk, limits: Iterable[float]) -> list[tuple[str, str]]:
    """Return the three ranges between two limits, and nothing at all, as they stand in an address and in words."""
    low, high = (desk.words.number(limit) for limit in limits)
    return [
        (f"..{low}", desk.words("below {number}", number=low)),
        (f"{low}..{high}", desk.words("{low} to below {high}", low=low, high=high)),
        (f"{high}..", desk.words("{number} and above", number=high)),
        ("none", desk.words("none")),
    ]


def _ages(desk: Desk, cycle: Cycle) -> list[tuple[str, str]]:
    """Return how long ago somebody checked in, in days: until today, or until the end of a cycle that is over."""
    words = desk.words
    if desk.company.today <= cycle.end:
        said = (words("in the last 7 days"), words("8 to 14 days ago"), words("longer ago"))
    else:
        said = (words("in the last 7 days of the cycle"), words("8 to 14 days before its end"), words("longer before its end"))
    return [*zip(("..8", "8..15", "15.."), said, strict=True), ("none", words("never"))]


def _columns(desk: Desk) -> list[str]:
    """Return the headings of the table as a sheet, in the order in which `sheet.js` writes its cells."""
    words = desk.words
    return [
        words("Address"), words("Objective"), words("Owner"), words("Handle"), words("Unit"), words("Type"), words("Stage"),
        words("State"), words("Score"), words("Expected today"), words("Confidence"), words("Checked in"), words("Tags"),
        words("Unaligned"), words("Stale"),
    ]  # fmt: skip
