"""Names and addresses that two things want, or that belong to the site itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from okrpress.handles import skeleton
from okrpress.load.folder import Address
from okrpress.model import Person, Unit, Workspace
from okrpress.problem import Problem, say
from okrpress.source import FIRST_LINE

RESERVED: Final = frozenset(
    {
        "", "units", "people", "handbook", "api", "cycles", "maps", "quality", "assets", "search", "pagefind", "overrides",
        "help-wanted", "meetings", "recognition", "archive", "statistics", "feeds", "strategy", "pages", "sitemap",
        "maps/alignment", "maps/strategy", "edit",
    }
)  # fmt: skip
"""Addresses that belong to the site itself; a cycle may not have one as its name."""
_RESERVED_FOLDERS: Final = ("api/", "edit/", "quality/", "handbook/rules/", "pagefind/", "feeds/", "meetings/", "recognition/")


def twins(addresses: Sequence[tuple[str, Address]]) -> Iterator[tuple[int, Problem]]:
    """Find files whose names differ in capitals or in the form of their letters alone: position of the later one, problem."""
    first: dict[str, str] = {}
    for position, (path, address) in enumerate(addresses):
        if address.kind == "page":
            continue
        other = first.setdefault(address.id if address.id.isascii() and address.id.islower() else skeleton(address.id), path)
        if other != path:
            yield (
                position,
                Problem(
                    "duplicate-id",
                    say(
                        "it looks like '{other}': capitals, forms of accents and scripts make no difference",
                        other=other,
                    ),
                    path,
                    record=address.id,
                    hint=say("rename one of the two files"),
                ),
            )


def shared_handles(units: Mapping[str, Unit], people: Mapping[str, Person]) -> list[tuple[str, Problem]]:
    """Find people who have the handle of a unit: handle, problem."""
    taken = {handle.casefold() for handle in units}
    return [
        (
            handle,
            Problem(
                "duplicate-id",
                say("the handle '{handle}' belongs to a unit already: units and people share their names", handle=handle),
                person.source.path,
                FIRST_LINE,
                f"people/{handle}",
                say("rename one of the two files"),
            ),
        )
        for handle, person in people.items()
        if handle.casefold() in taken
    ]


def address_problems(workspace: Workspace, addresses: Sequence[tuple[str, Address]]) -> Iterator[Problem]:
    """Find cycles and company pages whose address is taken."""
    languages = frozenset(workspace.settings.further_languages)
    reserved = RESERVED | languages
    for name, cycle in workspace.cycles.items():
        if name.casefold() in reserved:
            yield Problem(
                "duplicate-id",
                say("the address '{address}' belongs to the site itself", address=f"{name}/"),
                cycle.source.path,
                record=name,
                hint=say("give the cycle another name"),
            )
    taken = {
        *(f"units/{handle}" for handle in workspace.units),
        *(f"people/{handle}" for handle in workspace.people),
        *(name.casefold() for name in workspace.cycles),
        *(f"{name.casefold()}/statistics" for name in workspace.cycles),
        *(name.casefold() for name in workspace.objectives),
        *(name.casefold() for name in workspace.reviews),
    }
    for path, address in addresses:
        if address.kind != "page":
            continue
        file = address.id.removeprefix("pages/").casefold()
        name = _address_of_page(file)
        begins_like = (*_RESERVED_FOLDERS, *(f"{language}/" for language in languages))
        if name in taken or (name in reserved and name != file) or f"{name}/".startswith(begins_like):
            yield Problem(
                "duplicate-id",
                say("the address '{address}' is taken by a record or by the site itself", address=f"{name}/" if name else "/"),
                path,
                record=address.id,
                hint=say("give the page another name"),
            )


def _address_of_page(file: str) -> str:
    """Return the address of a company page, without the slash; a file that is no page is its own."""
    if not file.endswith((".md", "index.html")):
        return file
    folder, _, name = file.rpartition("/")
    stem = name.removesuffix(".md").removesuffix(".html")
    return folder if stem in ("index", "readme") else f"{folder}/{stem}".lstrip("/")
