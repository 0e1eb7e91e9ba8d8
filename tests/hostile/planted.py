"""A company in which every payload stands in every string of every kind of record, and in every story.

What a field is comes from the vocabulary itself (`fields.py`), so that a new key is planted without anybody's doing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from okrpress import fields
from okrpress.shapes import Field, Kind, Shape
from tests.hostile.payloads import PAYLOADS

TODAY: Final = "2026-11-10"
OWNERS: Final = 24
"""Units that share the objectives: enough that no page holds them all."""

_NEVER: Final = frozenset({"done", "withdrawn", "declined", "dropped", "until", "rollup", "imported", "carried_from"})
"""Keys that would end a record, or keep another key of it from being shown."""
_VALID: Final[Mapping[Kind, Any]] = {
    Kind.NUMBER: 1,
    Kind.INTEGER: 2,
    Kind.DATE: "2026-11-02",
    Kind.FALSE_OR_DATE: False,
    Kind.FLAG: True,
    Kind.PAIR: [1, 2],
    Kind.SLUG: "x",
    Kind.CYCLE: "2026",
    Kind.HANDLE: "company",
    Kind.REFERENCE: "company/north",
}


def filled(shape: Shape, payload: str, **given: Any) -> dict[str, Any]:
    """Return the front matter of a record whose every string is a payload; `given` stands as it is, None leaves a key out."""
    made: dict[str, Any] = {}
    for key, field in shape.fields.items():
        if key in given:
            if given[key] is not None:
                made[key] = given[key]
        elif key not in _NEVER:
            value = _value(field, payload)
            made[key] = [value] if field.many else value
    return made


def _value(field: Field, payload: str) -> Any:
    if field.shape is not None:
        return filled(field.shape, payload)
    if field.kind is Kind.CHOICE:
        return field.words[0]
    if field.kind is Kind.FREE_MAP:
        return {payload: f"https://chat.example.com/?{payload}", "chat": payload}
    return _VALID.get(field.kind, payload)


def write(folder: Path) -> Path:
    """Write the company, with its mkdocs.yml, into a folder; return that of the records."""
    root = folder / "okrs"
    _record(root, "units/company.md", {"name": "Company", "kind": "company", "ceo": "p0"}, "")
    for number in range(OWNERS):
        _record(root, f"units/u{number}.md", {"name": f"Unit {number}", "kind": "team", "parent": "company", "lead": "p0"}, "")
    _record(root, "cycles/2026-Q4/company/north.md", _objective("North", {"rollup": "mean"}) | {"aligns_to": ["strategy#t0"]}, "")
    themes = [filled(fields.THEME, payload, id=f"t{number}", leads_to=None) for number, payload in enumerate(PAYLOADS[::7])]
    _record(
        root, "strategy.md", filled(fields.STRATEGY, PAYLOADS[0], themes=themes, values=list(PAYLOADS)), "\n\n".join(PAYLOADS)
    )
    settings = {"today": TODAY, "rollout": {"mode": "pilot", "units": ["u0"], "criteria": PAYLOADS[1], "review": "2026-12-01"}}
    (root / "settings.yml").write_text(json.dumps(settings), encoding="utf-8")
    for number, payload in enumerate(PAYLOADS):
        _plant(root, number, payload)
    (folder / "mkdocs.yml").write_text("site_name: Company\ndocs_dir: okrs\ntheme: {name: material}\nplugins: [okr]\n", "utf-8")
    return root


def _plant(root: Path, number: int, payload: str) -> None:
    """Write one record of each kind for a payload. A word before it makes the record easy to find."""
    said = f"P{number} {payload}"
    measures = ("metric", "threshold", "milestones")
    metric = filled(fields.METRIC, said, start=0, target=10)
    results = [
        filled(
            fields.KEY_RESULT, said, id=measure, **{"metric": metric} | {other: None for other in measures if other != measure}
        )
        for measure in measures
    ]
    front = filled(
        fields.OBJECTIVE, said,
        type=fields.TYPES[number % 2], stage="agreed", key_results=results, aligns_to=["company/north"], supports=[payload],
        contributors=[payload, f"p{number}"], tags=[said, payload], reason=None, weight=1,
    )  # fmt: skip
    _record(root, f"cycles/2026-Q4/u{number % OWNERS}/p{number}.md", front, said)
    comments = filled(fields.COMMENTS, said, comments=[filled(fields.COMMENT, said, by=f"p{number}")])
    _record(root, f"cycles/2026-Q4/u{number % OWNERS}/p{number}.comments.md", comments, "")
    unit = filled(fields.UNIT, said, kind="team", parent=f"u{number % OWNERS}", lead=f"p{number}", members=[payload], ceo=None)
    _record(root, f"units/q{number}.md", unit, said)
    _record(root, f"people/p{number}.md", filled(fields.PERSON, said, unit=f"q{number}", manager="p0"), said)
    decisions = [filled(fields.DECISION, said, objective=f"2026-Q4/u{number % OWNERS}/p{number}", decision="continue")]
    _record(
        root,
        f"cycles/2026-Q3/p{number}/review.md",
        filled(fields.REVIEW, said, participants=[payload], decisions=decisions),
        said,
    )
    medals = [filled(fields.MEDAL, said, to="p1", **{"for": f"2026-Q4/u{number % OWNERS}/p{number}"})]
    _record(root, f"recognition/2026-11/p{number}.md", filled(fields.RECOGNITION, said, medals=medals), said)
    if number % 20 == 0:
        cycle = filled(fields.CYCLE, said, start="2025-01-01", end="2025-03-31", parent=None, phases=None)
        _record(root, f"cycles/old-{number}/cycle.md", cycle, said)
    page = root / "pages" / f"page-{number}.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text(f"# P{number}\n\n{payload}\n", encoding="utf-8")


def _objective(title: str, measure: Mapping[str, Any]) -> dict[str, Any]:
    return {"title": title, "type": "committed", "stage": "agreed", "key_results": [{"id": "x", "title": "x 1", **measure}]}


def _record(root: Path, path: str, front: Mapping[str, Any], body: str) -> None:
    """Write a record; JSON is YAML, whatever a payload holds."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items())
    file.write_text(f"---\n{lines}---\n{body}\n", encoding="utf-8")
