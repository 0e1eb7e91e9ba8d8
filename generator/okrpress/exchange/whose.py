"""Whom a tool means: by handle, by name, by address, or as the mapping says; and whoever is not here yet, if it is wished."""

from __future__ import annotations

from collections.abc import Iterable

from okrpress.company import Company
from okrpress.exchange.mapping import Mapping, folded
from okrpress.exchange.wanted import Origin, Piece, Wanted
from okrpress.handles import as_handle, normal
from okrpress.problem import Message, say


class NotFound(Exception):  # noqa: N818 - it says what is missing
    """An owner or a cycle that cannot be told."""

    def __init__(self, message: Message) -> None:
        """Keep the message for translation."""
        super().__init__(str(message))
        self.message = message


class Whose:
    """Finds units and people of a company."""

    def __init__(self, company: Company, mapping: Mapping, *, with_new_people: bool) -> None:
        """Look at everybody who is here."""
        self._company = company
        self._mapping = mapping
        self._with_new_people = with_new_people
        workspace = company.workspace
        self._names: dict[str, set[str]] = {}
        for handle in (*workspace.units, *workspace.people):
            self._names.setdefault(folded(workspace.name_of(handle)), set()).add(handle)
        self._new: dict[str, Wanted] = {}

    @property
    def new_people(self) -> list[Wanted]:
        """People whom the import makes."""
        return list(self._new.values())

    def knows(self, written: str) -> bool:
        """Tell whether somebody here is meant by a name or an address."""
        try:
            return bool(self._known(written))
        except NotFound:
            return False

    def owner(self, written: str, origin: Origin, teams: Iterable[str] = ()) -> str:
        """Return the handle of whoever a tool names; `teams` are names that are no people's.

        Raises:
            NotFound: nobody is named, nobody of that name is here, or several are.

        """
        if not written:
            raise NotFound(say("it does not say whose it is: give --owner"))
        if known := self._known(written):
            return known
        if written in teams:
            raise NotFound(
                say("there is no unit '{name}': 'okr new unit' makes it, or name it under 'owners' in a --mapping", name=written)
            )
        mapped = self._mapping.owners.get(folded(written), written)
        handle = as_handle(normal(mapped.strip().lstrip("@")).partition("@")[0])
        if self._with_new_people and handle:
            name = mapped if "@" not in mapped else handle
            front = {"name": name, "unit": self._company.settings.company}
            self._new[handle] = Wanted("person", f"people/{handle}", front, [Piece(origin, (), name)])
            return handle
        raise NotFound(
            say(
                "there is no unit or person '{name}': make one, name it under 'owners' in a --mapping, or give --new-people",
                name=written,
            )
        )

    def _known(self, written: str) -> str:
        """Return the handle of whoever is here already, "" for nobody."""
        workspace = self._company.workspace
        mapped = self._mapping.owners.get(folded(written), written)
        bare = normal(mapped.strip().lstrip("@"))
        for handle in (bare, as_handle(bare.partition("@")[0]) if "@" in bare else "", as_handle(bare)):
            if handle and (handle in workspace.units or handle in workspace.people or handle in self._new):
                return handle
        named = self._names.get(folded(mapped), set())
        if len(named) > 1:
            raise NotFound(say("several are called '{name}': name one under 'owners' in a --mapping", name=written))
        return next(iter(named), "")
