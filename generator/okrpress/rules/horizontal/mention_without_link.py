"""A unit that an objective speaks of is linked, not only named.

"Together with Finance" in a story is read by whoever happens to come by. Finance itself never hears of it: nothing is on its
page, in no diagram, on no list of what waits for it.

If help is needed, write an ask; if help is given, `supports`; if the work is shared, `contributors`. If the name is only part
of the tale, leave it: this is for information. Units above and below the owner, and names that are everyday words at the
beginning of a sentence, are left alone.

Source: T, requirement tools; P, data seen in public OKRs.

Bad:

    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: aspirational
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {id: load, title: Load per truck rises from 71 % to 90 %, metric: {start: 71, target: 90, unit: "%"}}
    ---
    We need the hours in which customers collect from Customer service.

Good:

    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: aspirational
    stage: agreed
    aligns_to: [logistics/on-time]
    contributors: [customer-service]
    key_results:
      - {id: load, title: Load per truck rises from 71 % to 90 %, metric: {start: 71, target: 90, unit: "%"}}
    ---
    We need the hours in which customers collect from Customer service.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final, NamedTuple

from okrpress.company import Company
from okrpress.model import Objective
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice
from okrpress.source import Place, Span

CODE = "OKR408"
SEVERITY = "info"

_GAP: Final = "\n\0\n"
"""Between two texts: no name runs across it."""
_SCRIPTS: Final = re.compile(r"[^\W\u2e80-\U0003ffff][^\u2e80-\U0003ffff]*|[\u3400-\u9fff][\u3400-\u9fff\d]*")
"""The parts of a name in two scripts: "Customer Service 客户服务部" is called by either."""
_SHORT: Final = 3
"""Chinese characters of a name that is not an everyday word by itself."""
_KINDS: Final = re.compile(r"[部组处室司]|中心|团队|小组")
"""What follows a shorter Chinese name where the unit is meant: 物流 is an everyday word, 物流部 is not."""
_OPENING: Final = re.compile(r"(?:\A|[.!?:;。！？：；\n\0>*#-])[\s\"'“‘(*_]*\Z")
"""What stands before the first word of a sentence, which has a capital whatever it means."""


class _Text(NamedTuple):
    """A text of an objective: a value's place, or () for its story."""

    objective: Objective
    place: Place
    text: str


def check(company: Company) -> Iterator[Problem]:
    """Search all texts at once for each name, and tell the first mention of each unit in an objective."""
    texts = list(_texts(company))
    whole = _GAP.join(entry.text for entry in texts)
    starts: list[int] = []
    start = 0
    for entry in texts:
        starts.append(start)
        start += len(entry.text) + len(_GAP)
    told: set[tuple[str, str]] = set()
    for handle, name in _names(company):
        for at in _places(whole, name):
            index = bisect_right(starts, at) - 1
            entry = texts[index]
            key = (entry.objective.id, handle)
            if key in told or handle in _known_to(company, entry.objective):
                continue
            told.add(key)
            yield _mentioned(entry, handle, name, at - starts[index])


def _texts(company: Company) -> Iterator[_Text]:
    for objective in company.open_objectives:
        yield _Text(objective, ("title",), objective.title)
        for key_result in objective.key_results:
            yield _Text(objective, (*key_result.at, "title"), key_result.title)
        if objective.source.body:
            yield _Text(objective, (), objective.source.body)


def _names(company: Company) -> Iterator[tuple[str, str]]:
    """Yield what each unit that is here is called, the whole name first."""
    for handle, unit in company.workspace.units.items():
        if handle not in company.alignment.top and company.is_here(unit):
            parts = (part.strip() for part in _SCRIPTS.findall(unit.name))
            for name in dict.fromkeys([unit.name.strip(), *parts]):
                if len(name) > 1:
                    yield handle, name


def _places(whole: str, name: str) -> Iterator[int]:
    """Yield where a text speaks of a unit of that name."""
    latin = name[0].isascii() and name[-1].isascii()
    everyday = latin and name.isalpha() and not name.isupper()
    at = whole.find(name)
    while at >= 0:
        end = at + len(name)
        if latin:
            bounded = not (whole[at - 1 : at].isalnum() or whole[end : end + 1].isalnum())
            if bounded and not (everyday and (name.islower() or _OPENING.search(whole, max(0, at - 8), at))):
                yield at
        elif len(name) >= _SHORT or _KINDS.match(whole, end):
            yield at
        at = whole.find(name, end)


def _known_to(company: Company, objective: Objective) -> set[str]:
    """Return the units that an objective is linked to anyway: named by a link, or above or below its owner."""
    alignment, objectives, people = company.alignment, company.workspace.objectives, company.workspace.people
    owners = {objective.owner, *objective.contributors, *(ask.to for ask in objective.asks)}
    owners.update(key_result.owner for key_result in objective.key_results)
    links = (*alignment.parents.get(objective.id, ()), *alignment.supports.get(objective.id, ()))
    owners.update(objectives[link.objective].owner for link in links if link.objective in objectives)
    towards = (*alignment.supported_by.get(objective.id, ()), *alignment.children_of(objective))
    owners.update(objectives[link.source].owner for link in towards)
    known = {people[owner].unit if owner in people else owner for owner in owners}
    known.update(alignment.above(objective.owner))
    known.update(handle for handle in company.workspace.units if alignment.is_below(handle, objective.owner))
    return known


def _mentioned(entry: _Text, handle: str, name: str, at: int) -> Problem:
    problem = notice(
        entry.objective,
        say("the text names {name}, and no link leads to '{unit}'", name=name, unit=handle),
        entry.place,
        hint=say("if it helps or is helped, say so: asks, supports, contributors, aligns_to"),
    )
    if entry.place:
        return problem
    span: Span = entry.objective.source.body_span(at, at + len(name))
    return Problem("", problem.message, problem.path, span, problem.record, problem.hint)
