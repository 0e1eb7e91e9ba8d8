"""A check-in: how a key result stands on a day, and what of it is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from okrpress.edit.change import Append, Change, Put, Value
from okrpress.edit.order import KEY_RESULT, MILESTONE, before
from okrpress.load.checked import short
from okrpress.load.suggest import Names
from okrpress.model import MEASURE_NAMES, KeyResult, Metric, Milestones, Objective, Threshold, YesNo
from okrpress.refusal import Refusal

YES = "yes"
"""What `done` says of a key result that is done or not."""


@dataclass(frozen=True, slots=True)
class News:
    """What is said of one key result. Value in the measure's unit, confidence 0 … 10."""

    value: float | None = None
    confidence: int | None = None
    note: str = ""
    done: str = ""
    """A milestone by title or number (from 1), or `YES`."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said."""
        return self.value is None and self.confidence is None and not self.note and not self.done


def check_in(objective: Objective, key_result: KeyResult, news: News, day: date, by: str = "") -> tuple[Change, ...]:
    """Return what a check-in changes.

    Raises:
        Refusal: there is nothing to say, or it does not fit the key result.

    """
    _refuse_closed(objective, key_result)
    if news.is_empty:
        raise Refusal(f"nothing is said of '{key_result.id}': give a value, --confidence, --note or --done")
    if news.value is not None and not isinstance(key_result.measure, Metric | Threshold):
        raise Refusal(f"'{key_result.id}' has no number to check in: {_instead(key_result)}")
    changes: list[Change] = []
    if news.done:
        changes.append(_done(key_result, news.done, day))
    entry: dict[str, Value] = {"date": day}
    entry |= {key: value for key, value in (("value", news.value), ("confidence", news.confidence)) if value is not None}
    if by:
        entry["by"] = by
    if news.note:
        entry["note"] = one_line(news.note)
    if news.value is not None or news.confidence is not None or news.note:
        changes.append(Append((*key_result.at, "check_ins"), entry, before(KEY_RESULT, "check_ins")))
    return tuple(changes)


def _refuse_closed(objective: Objective, key_result: KeyResult) -> None:
    if objective.stage == "dropped":
        raise Refusal(f"'{objective.id}' was dropped; nothing is checked in any more")
    if key_result.dropped:
        raise Refusal(f"'{key_result.id}' was dropped on {key_result.dropped}; nothing is checked in any more")


def _instead(key_result: KeyResult) -> str:
    match key_result.measure:
        case Milestones(items):
            return f"--done names the milestone that is reached, {_listed(items_open(items))}"
        case YesNo():
            return "--done says that it is done"
        case None:
            return "it has no measure yet"
        case measure:
            return f"its measure is '{MEASURE_NAMES[type(measure)]}', computed from the objectives that align to it"


def items_open(items: tuple[object, ...]) -> list[str]:
    """Return the titles of the milestones that are not reached."""
    return [item.title for item in items if not getattr(item, "done", None)]  # type: ignore[attr-defined]


def _listed(titles: list[str]) -> str:
    return " or ".join(f"'{short(title)}'" for title in titles[:3]) if titles else "and all are"


def _done(key_result: KeyResult, said: str, day: date) -> Change:
    measure = key_result.measure
    if isinstance(measure, YesNo):
        if said.casefold() != YES:
            raise Refusal(f"'{key_result.id}' has no milestones: --done alone says that it is done")
        if measure.done:
            raise Refusal(f"'{key_result.id}' was done on {measure.done} already")
        return Put((*key_result.at, "done"), day)
    if not isinstance(measure, Milestones):
        raise Refusal(f"'{key_result.id}' is a number, not something that is done or not: give its value")
    titles = [item.title for item in measure.items]
    place = milestone(said, titles)
    if place is None:
        waiting = items_open(measure.items)
        close = Names(titles).nearest(said)
        way_out = f" Did you mean '{close}'?" if close and said != YES else f" Not reached yet: {_listed(waiting)}"
        question = "which milestone is reached?" if said == YES else f"no milestone '{short(said)}'."
        raise Refusal(f"'{key_result.id}': {question}{way_out}")
    if measure.items[place].done:
        raise Refusal(f"'{titles[place]}' was reached on {measure.items[place].done} already")
    return Put((*measure.items[place].at, "done"), day, before(MILESTONE, "done"))


def milestone(said: str, titles: list[str]) -> int | None:
    """Return the position of the milestone that is meant: by its title, the title's one beginning, or its number from 1."""
    folded = [title.casefold() for title in titles]
    wanted = said.strip().casefold()
    if wanted in folded:
        return folded.index(wanted)
    if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted) <= len(titles):
        return int(wanted) - 1
    begun = [place for place, title in enumerate(folded) if title.startswith(wanted)]
    return begun[0] if len(begun) == 1 and wanted else None


def one_line(text: str) -> str:
    """Bring what was typed into one line; Refusal for signs that no page can show."""
    line = " ".join(text.split())
    if not all(sign.isprintable() or sign == "\u200d" for sign in line):
        raise Refusal(f"'{short(line)}' holds a control character; write it without")
    return line
