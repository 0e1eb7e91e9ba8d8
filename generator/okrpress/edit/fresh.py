"""A record that was not there before: its path and its text, right from the start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from okrpress.edit.change import Value
from okrpress.edit.files import Writing
from okrpress.edit.notation import entry_lines
from okrpress.edit.rewrite import ROOM
from okrpress.load.folder import Misplaced, address_of
from okrpress.load.record import read_record
from okrpress.model import Workspace
from okrpress.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Fresh:
    """A new record."""

    path: str
    """Below the records' folder."""
    front: Mapping[str, Value]
    """What is None, "" or empty is left out."""
    story: str = ""

    @property
    def text(self) -> str:
        """The whole file."""
        lines = [
            line
            for key, value in self.front.items()
            if value is not None and value not in ("", [], {})
            for line in entry_lines(key, value, ROOM)
        ]
        story = self.story.strip("\n")
        story = f"{story}\n" if story else ""
        return "\n".join(["---", *lines, "---", story])


def writing(workspace: Workspace, fresh: Fresh) -> Writing:
    """Return what is to be written.

    Raises:
        Refusal: the record would not be right, or its name is taken.

    """
    address = address_of(fresh.path)
    if isinstance(address, Misplaced):
        raise Refusal(f"{address.message}{f'; {address.hint}' if address.hint else ''}")
    taken = {name.casefold() for name in (*workspace.objectives, *workspace.reviews)}
    owners = {handle.casefold() for handle in (*workspace.units, *workspace.people)}
    handle = address.names[-1].casefold()
    if address.id.casefold() in taken or (address.kind in ("unit", "person") and handle in owners):
        raise Refusal(f"the name '{address.names[-1]}' is taken; capitals make no difference, give another")
    content = fresh.text.encode("utf-8")
    for problem in read_record(fresh.path, address, content).problems:
        raise Refusal(f"{problem.message}{f'; {problem.hint}' if problem.hint else ''}")
    return Writing(fresh.path, None, content)
