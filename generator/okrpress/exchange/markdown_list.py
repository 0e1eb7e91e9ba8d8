"""The nested list that most companies have: a heading or an item for each objective, below it an item for each key result.

Headings that name a cycle or an owner hold for what follows. Numbers are read where a title has the words for them,
"from 91 % to 98 %" or 从 91% 升到 98%; what is neither title nor key result becomes the objective's story. Nothing runs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from okrpress.exchange import cells
from okrpress.exchange.cells import Misread
from okrpress.exchange.foreign import Foreign, ForeignObjective, ForeignResult, Work
from okrpress.exchange.wanted import Origin, Outcome
from okrpress.problem import say
from okrpress.refusal import Refusal

_HEADING: Final = re.compile(r"(?P<marks>#{1,6})\s+(?P<text>.*?)\s*#*\Z")
_ITEM: Final = re.compile(r"(?P<indent>[ \t]*)(?:[-*+•]|\d{1,3}[.)、])\s+(?P<text>.*\S)\s*\Z")
_BOX: Final = re.compile(r"\[(?P<mark>[ xX])\]\s+")
_OBJECTIVE: Final = re.compile(r"(?:objective|目标|o)\s*[\d一二三四五六七八九十.]*\s*[:：.、)）-]\s*", re.IGNORECASE)
_RESULT: Final = re.compile(r"(?:key\s*results?|关键结果|kr)\s*[\d一二三四五六七八九十.]*\s*[:：.、)）-]\s*", re.IGNORECASE)
_ONLY_LABEL: Final = re.compile(r"(?:objectives?|key\s*results?|关键结果|目标|krs?|okrs?)\s*[:：]?\Z", re.IGNORECASE)
_EMPHASIS: Final = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_WHOSE: Final = re.compile(
    r"\s*(?:\(\s*(?:owner|负责人)\s*[:：]\s*(?P<named>[^)]+)\)|（\s*负责人\s*[:：]\s*(?P<named2>[^）]+)）|@(?P<at>[\w.-]+))\s*\Z",
    re.IGNORECASE,
)
_AMOUNT: Final = r"[-+]?[$€£¥]?\d[\d.,']*\s*[%％万亿]?"
_MOVES: Final = (
    re.compile(rf"\bfrom\s+(?P<start>{_AMOUNT}).{{0,40}}?\bto\s+(?P<target>{_AMOUNT})", re.IGNORECASE),
    re.compile(rf"(?:从|由)\s*(?P<start>{_AMOUNT}).{{0,20}}?(?:到|至|为)\s*(?P<target>{_AMOUNT})"),
    re.compile(rf"(?P<start>{_AMOUNT})\s*(?:→|->|=>)\s*(?P<target>{_AMOUNT})"),
)


@dataclass(slots=True)
class _Place:
    """Where reading has come to."""

    foreign: Foreign
    has_owner: bool
    cycle: str = ""
    cycle_level: int = 0
    owner: str = ""
    owner_level: int = 0
    section: str = ""
    """A heading that names nobody whom we know, and has objectives below it."""
    objective: ForeignObjective | None = None
    level: int = 0
    """Of the objective's heading; 0 where it is an item."""
    indent: int = 0
    """Of the objective's item."""
    result_indent: int | None = None
    story: list[str] = field(default_factory=list)
    told_at: Origin | None = None
    """Where the story begins."""


def read(content: str, is_cycle: Callable[[str], bool], is_owner: Callable[[str], bool], *, has_owner: bool = False) -> Foreign:
    """Read a list. `is_cycle` and `is_owner` tell whether a heading names one, `has_owner` whether the call does.

    Raises:
        Refusal: it has no item and no heading.

    """
    place = _Place(Foreign("markdown"), has_owner)
    fenced = False
    for number, line in enumerate(content.splitlines(), start=1):
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        heading = None if fenced else _HEADING.match(line)
        item = None if fenced else _ITEM.match(line)
        origin = Origin(number, say("line {number}", number=number))
        if heading:
            _take_heading(place, _plain(heading["text"]), len(heading["marks"]), origin, is_cycle, is_owner)
        elif item and not _ONLY_LABEL.match(_plain(item["text"])):
            _take_item(place, item["text"], len(item["indent"].expandtabs(4)), origin)
        elif line.strip() and not _ONLY_LABEL.match(_plain(line)):
            place.told_at = place.told_at or origin
            place.story.append(line.rstrip())
        elif place.story and not line.strip():
            place.story.append("")
    _close(place)
    if not place.foreign.objectives:
        raise Refusal("the file has no list: write a heading for each objective and '- ' before each key result")
    return place.foreign


def _plain(text: str) -> str:
    """Return a line without emphasis around its words."""
    return " ".join(_EMPHASIS.sub(r"\2", text).split())


def _close(place: _Place) -> None:
    """Give an objective what was told between its lines; say so of what belongs to none."""
    told = "\n".join(place.story).strip("\n")
    if told and place.objective is not None:
        place.objective.story = "\n\n".join(filter(None, (place.objective.story, told)))
    elif told and place.told_at is not None:
        first = told.partition("\n")[0]
        place.foreign.outcomes.append(Outcome(place.told_at, "skipped", first, notes=(say("it belongs to no objective"),)))
    place.story, place.told_at = [], None


def _take_heading(  # noqa: PLR0913, PLR0917 - one line of the list
    place: _Place, text: str, level: int, origin: Origin, is_cycle: Callable[[str], bool], is_owner: Callable[[str], bool]
) -> None:
    _close(place)
    if _ONLY_LABEL.match(text) and place.objective is not None:
        return
    _look_back(place, level)
    if level <= place.owner_level:
        place.owner, place.owner_level = "", 0
    if level <= place.cycle_level:
        place.cycle, place.cycle_level = "", 0
    bare = re.sub(r"\s*\bOKRs?\b\s*", " ", text, flags=re.IGNORECASE).strip(" -–:：·")
    place.objective, place.level, place.result_indent = None, 0, None
    if is_cycle(bare):
        place.cycle, place.cycle_level, place.section = bare, level, ""
    elif is_owner(bare):
        place.owner, place.owner_level, place.section = bare, level, ""
    elif not _ONLY_LABEL.match(text) and bare:
        _begin(place, text, origin)
        place.level = level


def _look_back(place: _Place, level: int = 7) -> None:
    """See that a heading was no objective but a section, where objectives come below it."""
    found = place.objective
    if found is None or not place.level or found.results or level <= place.level:
        return
    place.foreign.objectives.remove(found)
    place.section = found.title
    if found.story:
        note = say("it belongs to no objective")
        place.foreign.outcomes.append(Outcome(found.origin, "skipped", found.story.partition("\n")[0], notes=(note,)))
    place.objective = None


def _begin(place: _Place, text: str, origin: Origin) -> None:
    """Begin an objective."""
    title, owner = _whose(_OBJECTIVE.sub("", text, count=1) if _OBJECTIVE.match(text) else text)
    is_nobodys = place.section and not owner and not place.owner
    made = ForeignObjective(title=title, origin=origin, owner=owner or place.owner, cycle=place.cycle)
    if is_nobodys and place.has_owner:
        made.notes.append(say("nobody here is called '{name}'", name=place.section))
    elif is_nobodys:
        made.owner = place.section
    place.objective, place.result_indent = made, None
    place.foreign.objectives.append(made)


def _whose(text: str) -> tuple[str, str]:
    """Part a title from whose it is, where that stands at its end."""
    found = _WHOSE.search(text)
    if found is None or not text[: found.start()].strip():
        return text.strip(), ""
    return text[: found.start()].strip(), (found["named"] or found["named2"] or found["at"]).strip()


def _take_item(place: _Place, text: str, indent: int, origin: Origin) -> None:
    box = _BOX.match(text)
    bare = _plain(text[box.end() :] if box else text)
    is_result = _RESULT.match(bare) is not None
    if not is_result and (place.objective is None or _is_beside(place, indent) or _OBJECTIVE.match(bare)):
        _close(place)
        _look_back(place)
        _begin(place, bare, origin)
        place.level, place.indent = 0, indent
        return
    if place.objective is None:
        note = say("no objective stands before it")
        place.foreign.outcomes.append(Outcome(origin, "refused", bare, notes=(note,)))
        return
    if place.result_indent is not None and indent > place.result_indent and not is_result:
        place.objective.results[-1].work.append(Work(bare, origin))
        return
    title, owner = _whose(_RESULT.sub("", bare, count=1) if is_result else bare)
    result = ForeignResult(title, origin, owner=owner, measure=_measure(title))
    if box and not result.measure:
        result.measure = {"done": "yes" if box["mark"] in "xX" else False}
    place.objective.results.append(result)
    place.result_indent = indent if place.result_indent is None else min(place.result_indent, indent)


def _is_beside(place: _Place, indent: int) -> bool:
    """Tell whether an item stands as far in as the objective before it, which is an item too."""
    return not place.level and indent <= place.indent


def _measure(title: str) -> dict[str, object]:
    """Return the move that a title tells of, {} for none."""
    for pattern in _MOVES:
        found = pattern.search(title)
        if found is None:
            continue
        try:
            start, target = cells.quantity(found["start"].strip(" .,")), cells.quantity(found["target"].strip(" .,"))
        except Misread:
            continue
        if start is not None and target is not None and start.value != target.value:
            unit = target.unit or start.unit
            return {"metric": {"start": _whole(start.value), "target": _whole(target.value), **({"unit": unit} if unit else {})}}
    return {}


def _whole(value: float) -> float | int:
    return int(value) if value.is_integer() else value
