"""The list of people, by unit and from A to Z: everyone by name, nobody above anybody."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final, NamedTuple

from okrpress.pages import addresses
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk, Heading, Page, SearchEntry, View
from okrpress.pages.parts.owners import listed_depth, listed_units

MOST_BY_UNIT: Final = 400
"""In a larger company the units are listed with their numbers only: each unit's page names its people."""


MOST_BY_NAME: Final = 1000
"""In one that is larger still nobody is listed by name: the pages of units and the search do that."""


class UnitPeople(NamedTuple):
    """A unit with its people."""

    unit: Mention
    depth: int
    number: int
    people: tuple[Mention, ...]


class Listed(NamedTuple):
    """Somebody, and whose they are."""

    person: Mention
    unit: str


class Letter(NamedTuple):
    """People whose handles begin with one sign."""

    id: str
    """Its anchor."""
    sign: str
    people: tuple[Listed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleView(View):
    """Everyone."""

    by_unit: tuple[UnitPeople, ...] = ()
    letters: tuple[Letter, ...] = ()
    many: int = 0
    """People, where they are too many to be listed by name."""
    is_folded: bool = False
    """Whether units further down are left to the pages of those above them."""
    gone: tuple[Mention, ...] = ()
    """Who has left; their pages stay."""


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the list of people."""
    title = desk.words("People")
    yield Page(addresses.PEOPLE, "people", title, partial(view, desk), hub=True, nav=(title,), search=search)


def view(desk: Desk) -> PeopleView:
    """Look at everyone."""
    words, names, today = desk.words, desk.mentions, desk.company.today
    everyone = desk.company.workspace.people
    here = {handle: person for handle, person in everyone.items() if person.until is None or person.until >= today}
    by_unit = []
    for unit, depth in listed_units(desk):
        members = tuple(handle for handle in desk.involvement.people_in.get(unit, ()) if handle in here)
        if members:
            shown = names.owners(members) if len(here) <= MOST_BY_UNIT else ()
            by_unit.append(UnitPeople(names.owner(unit), depth, len(members), shown))
    letters: dict[str, list[Listed]] = {}
    is_listed = len(here) <= MOST_BY_NAME
    for handle, person in here.items() if is_listed else ():
        letters.setdefault(_sign(handle), []).append(Listed(names.owner(handle), names.owner(person.unit).text))
    gone = names.owners(tuple(handle for handle in everyone if handle not in here)) if len(everyone) <= MOST_BY_NAME else ()
    sections = (
        (bool(by_unit), Heading("Units", words("By unit"))),
        (bool(letters), Heading("Names", words("From A to Z"))),
        (bool(gone), Heading("Gone", words("Formerly with us"))),
    )
    return PeopleView(
        title=words("People"),
        address=addresses.PEOPLE,
        description=words("Everyone by name, with their objectives."),
        headings=tuple(heading for is_there, heading in sections if is_there),
        by_unit=tuple(by_unit),
        letters=tuple(
            Letter(f"Letter-{place}", sign, tuple(sorted(found)))
            for place, (sign, found) in enumerate(sorted(letters.items()), 1)
        ),
        many=0 if is_listed else len(here),
        is_folded=listed_depth(desk) is not None,
        gone=gone,
    )


def search(found: View) -> SearchEntry:
    """Tell the search what the page says."""
    return SearchEntry(text=found.description)


def _sign(handle: str) -> str:
    """Return the sign under which somebody is listed: handles are spelt in letters even where names are not."""
    first = unicodedata.normalize("NFD", handle[:1])[:1].upper()
    return first if first.isalpha() else "#"
