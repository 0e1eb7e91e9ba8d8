"""From checked front matter to a record, one function per kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from okrpress.load import parts
from okrpress.load.checked import Checked, short
from okrpress.load.folder import Address
from okrpress.load.misfit import found
from okrpress.load.values import is_safe_link
from okrpress.model import (
    USUAL_ORIGINS,
    CommentSheet,
    Decision,
    Medal,
    MedalSheet,
    Objective,
    Offer,
    Person,
    Review,
    Strategy,
    Theme,
    Unit,
)
from okrpress.problem import say
from okrpress.source import FIRST_LINE


def objective(kept: Mapping[str, Any], address: Address, checked: Checked) -> Objective:
    """Build an objective: what its path says and what it says itself."""
    cycle, owner, slug = address.names
    kind = kept.get("type", "aspirational")  # a missing type is an error; meanwhile nobody is blamed
    priority = kept.get("priority")
    if priority is not None and not 1 <= priority <= 5:  # noqa: PLR2004 - FORMAT: 1 … 5
        checked.at("unknown-value", say("priority: {value} is not 1 … 5", value=priority), ("priority",))
        priority = None
    if kept.get("stage") == "dropped" and "reason" not in kept:
        checked.report(
            "missing-key", say("a dropped objective says why: 'reason' is missing"), FIRST_LINE, say("reason: why it was dropped")
        )
    carried = kept.get("carried_from")
    return Objective(
        id=address.id,
        cycle=cycle,
        owner=owner,
        slug=slug,
        title=kept.get("title", slug),
        type=kind,
        origin=kept.get("origin", USUAL_ORIGINS[kind]),
        stage=kept.get("stage", "draft"),
        source=checked.source,
        reason=kept.get("reason", ""),
        priority=priority,
        weight=kept.get("weight", 1.0),
        contributors=parts.plain(kept.get("contributors", ())),
        aligns_to=parts.references(kept.get("aligns_to", ()), cycle),
        supports=parts.references(kept.get("supports", ()), cycle),
        formerly=parts.references(kept.get("formerly", ()), cycle),
        carried_from=parts.reference(carried, cycle, ("carried_from",)) if carried else None,
        asks=parts.asks(kept.get("asks", ()), checked),
        tags=parts.plain(kept.get("tags", ())),
        key_results=parts.key_results(kept.get("key_results", ()), owner, checked),
        amendments=parts.amendments(kept.get("amendments", ())),
        waivers=parts.waivers(kept.get("waivers", ())),
        imported=parts.imported(kept),
    )


def unit(kept: Mapping[str, Any], address: Address, checked: Checked) -> Unit:
    """Build a unit."""
    handle = address.names[0]
    _check_days(kept, checked)
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
        formerly=parts.plain(kept.get("formerly", ())),
        ceo=kept.get("ceo", ""),
        waivers=parts.waivers(kept.get("waivers", ())),
    )


def person(kept: Mapping[str, Any], address: Address, checked: Checked) -> Person:
    """Build a person."""
    handle = address.names[0]
    links: dict[str, str] = {}
    for name, link in kept.get("links", {}).items():
        at = ("links", name)
        if not isinstance(link, str) or not link.strip():
            checked.at("wrong-type", say("links.{name}: a link is wanted, not {found}", name=short(name), found=found(link)), at)
        elif not is_safe_link(link):
            checked.at(
                "unsafe-link",
                say(
                    "{key}: '{value}' is not a link that everyone can follow safely",
                    key=f"links.{short(name)}",
                    value=short(link),
                ),
                at,
                say("links begin with https://, http:// or mailto:, or are relative"),
            )
        else:
            links[name] = link.strip()
    _check_days(kept, checked)
    return Person(
        handle=handle,
        name=kept.get("name", handle),
        unit=kept.get("unit", ""),
        source=checked.source,
        manager=kept.get("manager", ""),
        since=kept.get("since"),
        until=kept.get("until"),
        formerly=parts.plain(kept.get("formerly", ())),
        links=links,
        waivers=parts.waivers(kept.get("waivers", ())),
    )


def strategy(kept: Mapping[str, Any], _address: Address, checked: Checked) -> Strategy:
    """Build the strategy; a theme without an id is reported already and left out."""
    themes: dict[str, Theme] = {}
    for item, at in kept.get("themes", ()):
        if "id" not in item:
            continue
        theme_id = parts.part_id(item, "", themes, at, checked)
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


def review(kept: Mapping[str, Any], address: Address, checked: Checked) -> Review:
    """Build a review; a decision that lacks a part is reported already and left out."""
    cycle, owner = address.names
    decisions = []
    for item, at in kept.get("decisions", ()):
        if item.keys() >= {"objective", "decision"}:
            written: str = item["objective"]
            # A review speaks of its own owner's objectives by their slug alone.
            full = written if "/" in written.partition("#")[0] else f"{owner}/{written}"
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


def recognition(kept: Mapping[str, Any], address: Address, checked: Checked) -> MedalSheet:
    """Build the medals of one person in one month; one for nobody is reported already and left out."""
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


def comments(kept: Mapping[str, Any], address: Address, checked: Checked) -> CommentSheet:
    """Build what is said of an objective; a comment that lacks a part is reported already and left out."""
    source = checked.source
    if source.body:
        message = say("comments: what stands below the front matter is on no page")
        hint = say("put it into the 'text' of a comment")
        checked.report("unknown-key", message, source.body_span(0, len(source.body.partition("\n")[0])), hint)
    return CommentSheet(
        id=address.id,
        cycle=address.names[0],
        objective="/".join(address.names),
        comments=parts.comments(kept.get("comments", ())),
        source=checked.source,
    )


def _check_days(kept: Mapping[str, Any], checked: Checked) -> None:
    """Report a unit or person that is gone before it came."""
    since, until = kept.get("since"), kept.get("until")
    if since and until and until < since:
        message = say("until: {until} is before 'since', {since}", until=until.isoformat(), since=since.isoformat())
        checked.at("unknown-value", message, ("until",))
