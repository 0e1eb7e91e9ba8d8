"""From checked front matter, or from a name alone, to a cycle with its dates and phases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from okrpress.handles import implied_dates
from okrpress.load import parts
from okrpress.load.checked import Checked
from okrpress.load.folder import Address
from okrpress.model import Cycle, Phases
from okrpress.problem import say
from okrpress.source import FIRST_LINE, Source


def cycle(kept: Mapping[str, Any], address: Address, checked: Checked) -> Cycle | None:
    """Build a cycle from what its record says and what its name implies; None without dates."""
    name = address.id
    implied = implied_dates(name)
    start = kept.get("start") or (implied and implied[0])
    end = kept.get("end") or (implied and implied[1])
    if not start or not end:
        missing = " and ".join(f"'{key}'" for key, day in (("start", start), ("end", end)) if not day)
        checked.report(
            "missing-key",
            say("cycle: the name '{name}' implies no dates, and {keys} is missing", name=name, keys=missing),
            FIRST_LINE,
            say("names that imply them: 2026, 2026-H1, 2026-Q4, 2026-B5, 2026-11"),
        )
        return None
    if end < start:
        place = ("end",) if "end" in kept else ("start",)
        checked.at(
            "unknown-value",
            say("cycle: it ends on {end}, before it begins on {start}", start=start.isoformat(), end=end.isoformat()),
            place,
        )
        return None
    phases = kept.get("phases", {})
    _check_order(phases, checked)
    return Cycle(
        id=name,
        title=kept.get("title", name),
        start=start,
        end=end,
        phases=phases_of(phases, start, end),
        source=checked.source,
        parent=kept.get("parent", ""),
        theme=kept.get("theme", ""),
        waivers=parts.waivers(kept.get("waivers", ())),
    )


def phases_of(given: Mapping[str, date], start: date, end: date) -> Phases:
    """Return the days on which the phases of a cycle begin: those that are given, the others by its own."""
    return Phases(
        draft=given.get("draft") or _shifted(start, -14),
        align=given.get("align") or _shifted(start, -7),
        review=given.get("review") or _shifted(end, -14),
        closed=given.get("closed") or _shifted(end, 14),
    )


def cycle_of_name(name: str, path: str) -> Cycle:
    """Build a cycle that has a folder but no record, from a name that implies its dates; ValueError for another name."""
    built = cycle({}, Address("cycle", name, (name,)), Checked(Source(path), name))
    if built is None:
        raise ValueError(name)
    return built


def _check_order(phases: Mapping[str, Any], checked: Checked) -> None:
    """Report phases that the record gives in an order in which they cannot come."""
    given = [(key, phases[key]) for key in ("draft", "align", "review", "closed") if key in phases]
    for (earlier, day), (later, following) in pairwise(given):
        if following < day:
            message = say("phases: '{later}' comes before '{earlier}'", later=later, earlier=earlier)
            checked.at("unknown-value", message, ("phases", later), say("their order is draft, align, review, closed"))


def _shifted(day: date, days: int) -> date:
    """Move a day, stopping at the calendar's ends."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))
