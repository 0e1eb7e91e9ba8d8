"""Viva Goals' export of a whole organisation: which of its JSON files is which, and what lists they hold.

Microsoft never described these files. Their names and keys are those that two readers of real ones name:
`server/viva-goals-importer.ts` in <https://github.com/chris-mcnulty/synozur-vega> and
`viva-goals-json-parser.service.ts` in <https://github.com/matthugh1/MHOKR>.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from typing import Any, Final

from okrpress.exchange import text_file
from okrpress.exchange.archive import shown, some
from okrpress.exchange.json_parts import Object, text
from okrpress.exchange.own_json import json_of
from okrpress.exchange.wanted import Origin, Outcome
from okrpress.problem import Message, say
from okrpress.refusal import Refusal

OBJECTIVES: Final = "objectives"
CHECK_INS: Final = "checkins"
COMMENTS: Final = "comments"
_USE: Final[Map[str, Message]] = {
    "users": say("names and addresses are looked up in it; whoever is named above becomes a person with --new-people"),
    "teams": say("names are looked up in it; 'okr new unit' makes a team that is not here yet"),
    "timeperiods": say("days are looked up in it; 'okr new cycle' makes a cycle that is not here yet"),
    "tags": say("names are looked up in it"),
}
"""Files in which others are looked up, and what does not come of them."""
_KINDS: Final = (OBJECTIVES, CHECK_INS, COMMENTS, *_USE)
_KIND: Final = re.compile(rf"(?<![a-z])({'|'.join(_KINDS)})(?![a-z])", re.IGNORECASE)


@dataclass(slots=True)
class Export:
    """The lists of an export by what they are, each with the name of its file; and what became of the files."""

    names: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[Any]] = field(default_factory=dict)
    encoding: str = ""

    def list_of(self, kind: str) -> list[Any]:
        """Return a list; an empty one where the export has none."""
        return self.lists.get(kind, [])

    def by_id(self, kind: str) -> dict[str, Object]:
        """Return the objects of a list by their ids."""
        return {text(entry.get("ID")): entry for entry in self.list_of(kind) if isinstance(entry, dict)}


def export_of(files: Map[str, bytes], encoding: str = "") -> Export:
    """Read the files of an export.

    Raises:
        Refusal: the objectives are not among them, a file is no list in JSON, or two say that they are the same.

    """
    found = Export()
    for name, content in files.items():
        kind = _kind(name)
        if kind in found.names:
            raise Refusal(
                f"there are two files of {kind}, '{shown(found.names[kind])}' and '{shown(name)}': leave the one that counts"
            )
        if not kind:
            continue
        found.names[kind] = name
        try:
            data = json_of(text_file.text_of(content, encoding))
        except Refusal as wrong:
            raise Refusal(f"'{shown(name)}': {wrong}") from wrong
        if not isinstance(data, list):
            raise Refusal(
                f"'{shown(name)}' is no list: take the ZIP as Viva Goals gave it, or the table of an Explorer view (CSV)"
            )
        found.lists[kind] = data
    if OBJECTIVES not in found.lists:
        raise Refusal(f"there is no objectives_….json among {some(files)}: take the export of objectives, or the whole ZIP")
    return found


def told(export: Export, files: Map[str, bytes], order: int) -> list[Outcome]:
    """Say of each file that became no records by itself why, and which file is not there."""
    outcomes = []
    for name in files:
        kind = _kind(name)
        if kind in (OBJECTIVES, CHECK_INS, COMMENTS):
            continue
        order += 1
        why = _USE.get(kind, say("it is none of the files that are read"))
        outcomes.append(Outcome(Origin(order, say("{file}", file=_short(name))), "skipped", "", notes=(why,)))
    if CHECK_INS not in export.names:
        why = say("there is no such file: key results come without what was said of them")
        outcomes.append(Outcome(Origin(order + 1, say("{file}", file=CHECK_INS)), "skipped", "", notes=(why,)))
    return outcomes


def _kind(name: str) -> str:
    found = _KIND.search(name)
    return found[1].lower() if found else ""


def _short(name: str) -> str:
    """Name a file of theirs by what it is: the rest of such a name are numbers."""
    found = _KIND.search(name)
    return found[1] if found else shown(name)
