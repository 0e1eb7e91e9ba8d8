"""From one file to one record: depends on the path and the bytes alone, so that it can be remembered."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from okrpress import fields
from okrpress.handles import implied_dates
from okrpress.load import parts
from okrpress.load.folder import Address
from okrpress.load.settings import settings_from
from okrpress.load.shape import Checked, fit, is_safe_link
from okrpress.model import (
    Cycle,
    Decision,
    Medal,
    MedalSheet,
    Objective,
    Offer,
    Person,
    Phases,
    Record,
    Review,
    Strategy,
    Theme,
    Unit,
)
from okrpress.problem import Message, Problem, say
from okrpress.settings import Settings
from okrpress.source import Document, Source, Span, parse, parse_yaml


@dataclass(frozen=True, slots=True)
class Read:
    """What one file gave: a record or the settings (None where nothing could be made of it), and its problems."""

    record: Record | Settings | None
    problems: tuple[Problem, ...] = ()


def read_record(path: str, address: Address, content: bytes) -> Read:
    """Read one file. `path` is relative to the repository's root, `address` what the path says."""
    text, flaw = _decoded(content)
    digest = hashlib.blake2b(content, digest_size=16).hexdigest()
    if flaw is not None:
        return Read(None, (Problem("unreadable-file", flaw[0], path, flaw[1], address.id),))
    if address.kind == "page":
        return Read(None, _page_problems(path, text, address))
    document = parse_yaml(text) if address.kind == "settings" else parse(text)
    source = Source(path, digest, document.spans, document.body.strip("\n"), document.body_line)
    checked = Checked(source, address.id)
    for found in document.flaws:
        checked.report(found.rule, Message(found.template, found.values), found.span)
    if any(found.rule == "unreadable-file" for found in document.flaws):
        return Read(None, tuple(checked.problems))
    if address.kind == "settings":
        settings = settings_from(fit(document.front, fields.SETTINGS, checked), document.front, checked)
        return Read(replace(settings, source=source), tuple(checked.problems))
    kept = fit(document.front, fields.RECORDS[address.kind], checked)
    record = _BUILDERS[address.kind](kept, address, checked)
    return Read(record, tuple(checked.problems))


def _decoded(content: bytes) -> tuple[str, tuple[Message, Span] | None]:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", errors="replace")
        return "", (
            say("not UTF-8: the byte {byte} cannot be read", byte=f"0x{content[error.start]:02x}"),
            _position(before),
        )
    if "\x00" in text:
        return "", (say("a NUL character: this is no text file"), _position(text[: text.index("\x00")]))
    return text, None


def _position(before: str) -> Span:
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Span(line, column, line, column + 1)


def _page_problems(path: str, text: str, address: Address) -> tuple[Problem, ...]:
    """Look at the front matter of a company page, if it has any, for keys that would hide it."""
    if not path.endswith(".md") or not text.startswith("---"):
        return ()
    document: Document = parse(text)
    # Material's `hide` leaves out the sidebar of a page, not the page.
    hiding = (key for key in document.front if key.lower() in fields.HIDING_KEYS - {"hide"})
    return tuple(
        Problem(
            "hidden-record",
            say("'{key}': no page can be hidden; everyone sees every page", key=key),
            path,
            document.spans.of_key((key,)),
            address.id,
            say("remove the line"),
        )
        for key in hiding
    )


def _objective(kept: Mapping[str, Any], address: Address, checked: Checked) -> Objective:
    cycle, owner, slug = address.names
    kind = kept.get("type", "aspirational")  # a missing type is an error; meanwhile nobody is blamed
    priority = kept.get("priority")
    if priority is not None and not 1 <= priority <= 5:  # noqa: PLR2004 - FORMAT: 1 … 5
        checked.at("unknown-value", say("priority: {value} is not 1 … 5", value=priority), ("priority",))
        priority = None
    if kept.get("stage") == "dropped" and not kept.get("reason"):
        checked.at(
            "missing-key", say("a dropped objective says why: 'reason' is missing"), ("stage",), say("reason: why it was dropped")
        )
    carried = kept.get("carried_from")
    return Objective(
        id=address.id,
        cycle=cycle,
        owner=owner,
        slug=slug,
        title=kept.get("title", slug),
        type=kind,
        origin=kept.get("origin", "top-down" if kind == "committed" else "bottom-up"),
        stage=kept.get("stage", "draft"),
        source=checked.source,
        reason=kept.get("reason", ""),
        priority=priority,
        weight=kept.get("weight", 1.0),
        contributors=parts.plain(kept.get("contributors", ())),
        aligns_to=parts.references(kept.get("aligns_to", ()), cycle),
        supports=parts.references(kept.get("supports", ()), cycle),
        carried_from=parts.reference(carried, cycle, ("carried_from",)) if carried else None,
        asks=parts.asks(kept.get("asks", ()), checked),
        tags=parts.plain(kept.get("tags", ())),
        key_results=parts.key_results(kept.get("key_results", ()), owner, checked),
        amendments=parts.amendments(kept.get("amendments", ())),
        waivers=parts.waivers(kept.get("waivers", ())),
    )


def _unit(kept: Mapping[str, Any], address: Address, checked: Checked) -> Unit:
    handle = address.names[0]
    return Unit(
        handle=handle,
        name=kept.get("name", handle),
        kind=kept.get("kind", "team"),
        source=checked.source,
        parent=kept.get("parent", ""),
        lead=kept.get("lead", ""),
        members=parts.plain(kept.get("members", ())),
        since=kept.get("since"),
        until=kept.get("until"),
        offers=tuple(Offer(item.get("what", ""), item.get("contact", "")) for item, _ in kept.get("offers", ())),
        ceo=kept.get("ceo", ""),
        waivers=parts.waivers(kept.get("waivers", ())),
    )


def _person(kept: Mapping[str, Any], address: Address, checked: Checked) -> Person:
    handle = address.names[0]
    links: dict[str, str] = {}
    for name, link in kept.get("links", {}).items():
        if isinstance(link, str) and is_safe_link(link):
            links[name] = link
        else:
            checked.at("unsafe-link", say("links.{name}: not a link that everyone can follow safely", name=name), ("links", name))
    return Person(
        handle=handle,
        name=kept.get("name", handle),
        unit=kept.get("unit", ""),
        source=checked.source,
        manager=kept.get("manager", ""),
        since=kept.get("since"),
        until=kept.get("until"),
        links=links,
        waivers=parts.waivers(kept.get("waivers", ())),
    )


def _cycle(kept: Mapping[str, Any], address: Address, checked: Checked) -> Cycle | None:
    """Build a cycle from what its record says and what its name implies; None without dates."""
    name = address.id
    implied = implied_dates(name)
    start = kept.get("start") or (implied and implied[0])
    end = kept.get("end") or (implied and implied[1])
    if not start or not end:
        checked.report(
            "missing-key",
            say("cycle: the name '{name}' implies no dates: 'start' and 'end' are needed", name=name),
            Span(1, 1, 1, 4),
            say("names that imply them: 2026, 2026-H1, 2026-Q4, 2026-B5, 2026-11"),
        )
        return None
    if end < start:
        checked.at("unknown-value", say("cycle: it ends before it begins"), ("end",))
        return None
    phases = kept.get("phases", {})
    return Cycle(
        id=name,
        title=kept.get("title", name),
        start=start,
        end=end,
        phases=Phases(
            draft=phases.get("draft") or _shifted(start, -14),
            align=phases.get("align") or _shifted(start, -7),
            review=phases.get("review") or _shifted(end, -14),
            closed=phases.get("closed") or _shifted(end, 14),
        ),
        source=checked.source,
        parent=kept.get("parent", ""),
        theme=kept.get("theme", ""),
        waivers=parts.waivers(kept.get("waivers", ())),
    )


def _shifted(day: date, days: int) -> date:
    """Move a day, stopping at the calendar's ends."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def cycle_of_name(name: str, path: str) -> Cycle:
    """Build a cycle that has a folder but no record, from a name that implies its dates; ValueError for another name."""
    cycle = _cycle({}, Address("cycle", name, (name,)), Checked(Source(path), name))
    if cycle is None:
        raise ValueError(name)
    return cycle


def _strategy(kept: Mapping[str, Any], _address: Address, checked: Checked) -> Strategy:
    themes: dict[str, Theme] = {}
    for item, at in kept.get("themes", ()):
        theme_id = item.get("id")
        if theme_id is None:
            continue
        if theme_id in themes:
            checked.at("duplicate-id", say("id: '{id}' is taken by an earlier item of this file", id=theme_id), (*at, "id"))
            continue
        themes[theme_id] = Theme(
            id=theme_id,
            title=item.get("title", theme_id),
            at=at,
            perspective=item.get("perspective"),
            leads_to=parts.plain(item.get("leads_to", ())),
            hypothesis=item.get("hypothesis", ""),
            evidence=item.get("evidence", "open"),
        )
    return Strategy(
        title=kept.get("title", ""),
        mission=kept.get("mission", ""),
        vision=kept.get("vision", ""),
        values=parts.plain(kept.get("values", ())),
        themes=tuple(themes.values()),
        source=checked.source,
        waivers=parts.waivers(kept.get("waivers", ())),
    )


def _review(kept: Mapping[str, Any], address: Address, checked: Checked) -> Review:
    cycle, owner = address.names
    decisions = []
    for item, at in kept.get("decisions", ()):
        if item.keys() >= {"objective", "decision"}:
            written: str = item["objective"]
            # A review speaks of its own owner's objectives by their slug alone.
            full = written if "/" in written else f"{owner}/{written}"
            target = parts.reference(full, cycle, (*at, "objective"))
            decisions.append(Decision(target._replace(written=written), item["decision"], item.get("reason", "")))
    return Review(
        id=address.id,
        cycle=cycle,
        owner=owner,
        source=checked.source,
        date=kept.get("date"),
        participants=parts.plain(kept.get("participants", ())),
        decisions=tuple(decisions),
        waivers=parts.waivers(kept.get("waivers", ())),
    )


def _recognition(kept: Mapping[str, Any], address: Address, checked: Checked) -> MedalSheet:
    month, giver = address.names
    return MedalSheet(
        id=address.id,
        month=month,
        giver=giver,
        medals=tuple(
            Medal(
                item["to"],
                parts.reference(item["for"], "", (*at, "for")) if "for" in item else None,
                item.get("reason", ""),
                at,
            )
            for item, at in kept.get("medals", ())
            if "to" in item
        ),
        source=checked.source,
        waivers=parts.waivers(kept.get("waivers", ())),
    )


_BUILDERS: Final[Mapping[str, Callable[[Mapping[str, Any], Address, Checked], Record | None]]] = {
    "objective": _objective,
    "unit": _unit,
    "person": _person,
    "cycle": _cycle,
    "strategy": _strategy,
    "review": _review,
    "recognition": _recognition,
}
