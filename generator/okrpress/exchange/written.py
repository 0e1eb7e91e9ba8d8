"""A record as it would be written: its values under the keys of the vocabulary, without what is a default anyhow.

Two records that mean the same are written the same: numbers as people write them, references without the record's own
cycle. It is what tables are made of, and what an import compares.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, Final, TypeAlias

from okrpress.edit.amend import as_written, measure_values
from okrpress.handles import implied_dates
from okrpress.load.cycles import phases_of
from okrpress.model import (
    Amendment,
    Ask,
    CheckIn,
    CommentSheet,
    Cycle,
    Initiative,
    KeyResult,
    MedalSheet,
    Objective,
    Person,
    Record,
    Reference,
    Review,
    Strategy,
    Theme,
    Unit,
    Waiver,
)
from okrpress.settings import Forge, Settings

Front: TypeAlias = dict[str, Any]
"""Front matter as values; nothing in it is None, "" or empty."""


def written(record: Record | Settings) -> Front:
    """Return what a record's front matter would say."""
    return _WAYS[type(record)](record)


def story_of(record: Record) -> str:
    """Return a record's Markdown below the front matter."""
    return record.source.body


def reference(found: Reference | None, cycle: str = "") -> str:
    """Return a reference as a record of a cycle writes it."""
    return found.target.removeprefix(f"{cycle}/") if found and cycle else found.target if found else ""


def _kept(values: Mapping[str, Any]) -> Front:
    """Leave out what is not said."""
    return {key: value for key, value in values.items() if value is not None and value not in ("", [], {}, ())}


def _number(value: float | None, default: float | None = None) -> Any:  # noqa: ANN401 - a number or nothing
    return None if value is None or value == default else as_written(value)


def _references(found: Iterable[Reference], cycle: str) -> list[str]:
    return [reference(one, cycle) for one in found]


def _waivers(waivers: Iterable[Waiver]) -> list[Front]:
    return [_kept({"rule": entry.rule, "reason": entry.reason, "until": entry.until}) for entry in waivers]


_ORIGINS: Final = {"committed": "top-down", "aspirational": "bottom-up"}


def _objective(record: Objective) -> Front:
    cycle = record.cycle
    return _kept(
        {
            "title": record.title,
            "type": record.type,
            "origin": record.origin if record.origin != _ORIGINS[record.type] else None,
            "stage": record.stage,
            "reason": record.reason,
            "priority": record.priority,
            "weight": _number(record.weight, 1),
            "contributors": list(record.contributors),
            "aligns_to": _references(record.aligns_to, cycle),
            "supports": _references(record.supports, cycle),
            "formerly": _references(record.formerly, cycle),
            "carried_from": reference(record.carried_from, cycle),
            "asks": [_ask(entry) for entry in record.asks],
            "tags": list(record.tags),
            "key_results": [_key_result(entry, record.owner) for entry in record.key_results],
            "amendments": [_amendment(entry) for entry in record.amendments],
            "imported": record.imported and record.imported._asdict(),
            "waivers": _waivers(record.waivers),
        }
    )


def _key_result(entry: KeyResult, owner: str) -> Front:
    measure = measure_values(entry.measure)
    return _kept(
        {
            "id": entry.id,
            "title": entry.title,
            "owner": entry.owner if entry.owner != owner else None,
            "weight": _number(entry.weight, 1),
            **(measure if isinstance(measure, dict) else {}),
            "source": entry.source,
            "due": entry.due,
            "check_ins": [_check_in(check_in) for check_in in entry.check_ins],
            "initiatives": [_initiative(work) for work in entry.initiatives],
            "grade": _kept({"score": as_written(entry.grade.score), "note": entry.grade.note}) if entry.grade else None,
            "dropped": entry.dropped,
            "reason": entry.reason,
            "imported": entry.imported and entry.imported._asdict(),
        }
    )


def _check_in(entry: CheckIn) -> Front:
    return _kept(
        {
            "date": entry.date,
            "value": _number(entry.value),
            "confidence": _number(entry.confidence),
            "by": entry.by,
            "note": entry.note,
        }
    )


def _initiative(entry: Initiative) -> Front:
    return _kept({"title": entry.title, "url": entry.url, "done": entry.done})


def _ask(entry: Ask) -> Front:
    return _kept(
        {
            "id": entry.id,
            "to": entry.to,
            "what": entry.what,
            "key_result": entry.key_result,
            "by": entry.by,
            "done": entry.done,
            "withdrawn": entry.withdrawn,
            "declined": entry.declined,
        }
    )


def _amendment(entry: Amendment) -> Front:
    front = _kept({"date": entry.date, "key_result": entry.key_result, "field": entry.field})
    moved = {"from": as_written(entry.before), "to": as_written(entry.after)}
    front |= {key: value for key, value in moved.items() if value is not None}  # an empty text may be what was changed
    return front | _kept({"reason": entry.reason})


def _unit(record: Unit) -> Front:
    return _kept(
        {
            "name": record.name,
            "kind": record.kind,
            "parent": record.parent,
            "lead": record.lead,
            "members": list(record.members),
            "since": record.since,
            "until": record.until,
            "offers": [_kept({"what": offer.what, "contact": offer.contact}) for offer in record.offers],
            "formerly": list(record.formerly),
            "ceo": record.ceo,
            "waivers": _waivers(record.waivers),
        }
    )


def _person(record: Person) -> Front:
    return _kept(
        {
            "name": record.name,
            "unit": record.unit,
            "manager": record.manager,
            "since": record.since,
            "until": record.until,
            "formerly": list(record.formerly),
            "links": dict(record.links),
            "waivers": _waivers(record.waivers),
        }
    )


def _cycle(record: Cycle) -> Front:
    first, last = implied_dates(record.id) or (None, None)
    return _kept(
        {
            "title": record.title if record.title != record.id else None,
            "start": record.start if record.start != first else None,
            "end": record.end if record.end != last else None,
            "parent": record.parent,
            "theme": record.theme,
            "phases": own_phases(asdict(record.phases), record.start, record.end),
            "waivers": _waivers(record.waivers),
        }
    )


def own_phases(days: Mapping[str, date], start: date, end: date) -> Front:
    """Return the days of a cycle's phases that do not follow from its own."""
    usual = asdict(phases_of({}, start, end))
    return {name: day for name, day in days.items() if usual.get(name) != day}


def _strategy(record: Strategy) -> Front:
    return _kept(
        {
            "title": record.title,
            "mission": record.mission,
            "vision": record.vision,
            "values": list(record.values),
            "themes": [_theme(theme) for theme in record.themes],
            "waivers": _waivers(record.waivers),
        }
    )


def _theme(theme: Theme) -> Front:
    return _kept(
        {
            "id": theme.id,
            "title": theme.title,
            "perspective": theme.perspective,
            "leads_to": list(theme.leads_to),
            "hypothesis": theme.hypothesis,
            "evidence": theme.evidence if theme.evidence != "open" else None,
        }
    )


def _review(record: Review) -> Front:
    def spoken(found: Reference) -> str:
        # A review speaks of its own owner's objectives by their short name alone.
        return reference(found, record.cycle).removeprefix(f"{record.owner}/")

    return _kept(
        {
            "date": record.date,
            "participants": list(record.participants),
            "decisions": [
                _kept({"objective": spoken(entry.objective), "decision": entry.decision, "reason": entry.reason})
                for entry in record.decisions
            ],
            "waivers": _waivers(record.waivers),
        }
    )


def _medals(record: MedalSheet) -> Front:
    return _kept(
        {
            "medals": [_kept({"to": medal.to, "for": reference(medal.cause), "reason": medal.reason}) for medal in record.medals],
            "waivers": _waivers(record.waivers),
        }
    )


def _comments(record: CommentSheet) -> Front:
    return _kept({"comments": [{"date": entry.date, "by": entry.by, "text": entry.text} for entry in record.comments]})


def _forge(forge: Forge) -> Front:
    giscus = forge.giscus
    return _kept(
        {
            "kind": forge.kind,
            "url": forge.url,
            "branch": None if forge.branch == "main" else forge.branch,
            "api": forge.api,
            "discuss": None if forge.discuss == "issues" else forge.discuss,
            "giscus": giscus
            and {"repository_id": giscus.repository_id, "category": giscus.category, "category_id": giscus.category_id},
        }
    )


def _settings(record: Settings) -> Front:
    """Return what `settings.yml` would say: what differs from the defaults."""
    usual = Settings()
    scoring, fallback = record.scoring, usual.scoring
    forge, rollout = record.forge, record.rollout

    def unless(value: Any, default: Any) -> Any:  # noqa: ANN401 - numbers, words or pairs
        if value == default:
            return None
        return [as_written(one) for one in value] if isinstance(value, tuple) else as_written(value)

    mode = rollout.mode if rollout.mode_given and rollout != usual.rollout else None
    return _kept(
        {
            "company": unless(record.company, usual.company),
            "language": None if record.further_languages else unless(record.language, usual.language),
            "languages": list(record.languages) if record.further_languages else None,
            "today": record.today,
            "forge": _forge(forge) if forge else None,
            "rollout": _kept(
                {"mode": mode, "units": list(rollout.units), "review": rollout.review, "criteria": rollout.criteria}
            ),
            "scoring": _kept(
                {
                    "attained": _kept(
                        {
                            "committed": unless(scoring.committed, fallback.committed),
                            "aspirational": unless(scoring.aspirational, fallback.aspirational),
                        }
                    ),
                    "bands": unless(scoring.bands, fallback.bands),
                    "pace": unless(scoring.pace, fallback.pace),
                    "too_early": unless(scoring.too_early, fallback.too_early),
                    "stale_after_days": unless(scoring.stale_after_days, fallback.stale_after_days),
                }
            ),
            "limits": _kept(
                {
                    "objectives": unless(record.limits.objectives, usual.limits.objectives),
                    "key_results": unless(record.limits.key_results, usual.limits.key_results),
                }
            ),
            "recognition": _kept(
                {
                    "medals_per_month": unless(record.medals_per_month, usual.medals_per_month),
                    "levels": [{"name": level.name, "points": level.points} for level in record.levels],
                }
            ),
            "diagrams": _kept({"engine": unless(record.diagram_engine, usual.diagram_engine)}),
            "rules": dict(record.rules),
            "words": {name: list(words) for name, words in record.words.items()},
        }
    )


_WAYS: Final[Mapping[type, Callable[[Any], Front]]] = {
    Objective: _objective,
    Unit: _unit,
    Person: _person,
    Cycle: _cycle,
    Strategy: _strategy,
    Review: _review,
    MedalSheet: _medals,
    CommentSheet: _comments,
    Settings: _settings,
}
