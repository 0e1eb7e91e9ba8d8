"""From OKRs that an organisation really published to a folder of records, with nothing left out.

What the format has a place for goes there, text exactly as found. What it has no place for (prose for a parent, two
owners of one key result, a priority of a key result, a target in words) stays readable in the objective's body.
Prose about progress becomes a check-in's note and never a number.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, TypeAlias

import yaml

from okrpress.edit.start import site_configuration
from okrpress.handles import implied_dates

CORPUS: Final = Path(os.environ.get("OKR_CORPUS") or Path(__file__).resolve().parents[3] / "shared" / "corpus")
"""Not part of the project and never copied into it: only read, where it is."""

Entry: TypeAlias = Mapping[str, Any]

_FISCAL: Final = re.compile(r"(?P<calendar>FY|CY)(?P<year>\d\d)(?:-Q(?P<quarter>[1-4])| annual)\Z")
_NOBODY: Final = re.compile(r"(?:@?\?+|tb[acd])\Z", re.IGNORECASE)
_ALIAS: Final = re.compile(r"@?[a-z]+-\d+\Z")
_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]()#+\-.!|~])")


def corpora() -> list[Path]:
    """Return the files of the corpus; none where it is not there."""
    return sorted(CORPUS.glob("*.json"))


def read(corpus: Path) -> Entry:
    """Read one file of the corpus."""
    return json.loads(corpus.read_text(encoding="utf-8"))


def write(corpus: Path, folder: Path) -> Path:
    """Write a corpus file as records into `folder`/okrs, a mkdocs.yml beside it, and return the folder of the records."""
    source = read(corpus)
    root = folder / "okrs"
    (root / "pages").mkdir(parents=True, exist_ok=True)
    for path, text in records(source).items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    (folder / "mkdocs.yml").write_text(site_configuration(source["source"]), encoding="utf-8", newline="\n")
    return root


def records(source: Entry) -> dict[str, str]:
    """Return the records by path below `okrs/`."""
    return _Records(source).all()


def path_of(objective: Entry) -> str:
    """Return the id that an objective of the corpus gets as a record."""
    return f"{cycle_name(objective['cycle'])}/{handle_of(objective['team'])}/{objective['id']}"


def cycle_name(written: str) -> str:
    """Name a cycle: "FY22 annual" has a space that no name may have."""
    return written.replace(" ", "-")


def handle_of(name: str) -> str:
    """Make a handle of a team's or a person's name."""
    return re.sub(r"[\W_]+", "-", name.lower()).strip("-")


def owners_in(written: str) -> list[str]:
    """Return the names in the words that say who owns something; none where they say that nobody does yet.

    A comma parts names, but not inside parentheses. A slash or an ampersand parts them only between aliases:
    "Finance & Accounting" is one team.
    """
    names = [name.strip() for name in re.split(r",(?![^(]*\))", written)]
    for mark in ("/", "&"):
        parted = [[part.strip() for part in name.split(mark)] for name in names]
        names = [
            part
            for name, parts in zip(names, parted, strict=True)
            for part in (parts if all(map(_ALIAS.match, parts)) else [name])
        ]
    return [name.removeprefix("@") for name in names if name and not _NOBODY.match(name)]


class _Records:
    def __init__(self, source: Entry) -> None:
        self._source = source
        self._objectives: list[Entry] = source["objectives"]
        self._by_id = {objective["id"]: objective for objective in self._objectives}
        self._units = {"company": source["source"]}
        self._people: dict[str, tuple[str, str]] = {}
        """Handle → name and unit."""
        for objective in self._objectives:
            self._units[handle_of(objective["team"])] = objective["team"]
        for objective in self._objectives:
            for holder in (objective, *objective["key_results"]):
                for name in owners_in(holder.get("owner", "")):
                    if handle_of(name) not in self._units:
                        self._people.setdefault(handle_of(name), (name, handle_of(objective["team"])))

    def all(self) -> dict[str, str]:
        """Return every record."""
        made = {"settings.yml": "company: company\n"}
        for handle, name in self._units.items():
            kind = {"kind": "team", "parent": "company"} if handle != "company" else {"kind": "company"}
            body = (
                ""
                if handle != "company"
                else "\n\n".join(f"{key}: {_literal(str(said))}" for key, said in self._source["meta"].items())
            )
            made[f"units/{handle}.md"] = _record({"name": name, **kind}, body)
        for handle, (name, unit) in self._people.items():
            made[f"people/{handle}.md"] = _record({"name": name, "unit": unit})
        for written in dict.fromkeys(objective["cycle"] for objective in self._objectives):
            made[f"cycles/{cycle_name(written)}/cycle.md"] = _record(self._cycle(written))
        for objective in self._objectives:
            made[f"cycles/{path_of(objective)}.md"] = self._objective(objective)
        return made

    def _cycle(self, written: str) -> dict[str, Any]:
        if implied_dates(cycle_name(written)):
            return {"title": written}
        start, end = dates_of(written)
        longer = f"{written[:4]} annual"
        has_parent = written != longer and any(objective["cycle"] == longer for objective in self._objectives)
        parent = {"parent": cycle_name(longer)} if has_parent else {}
        return {"title": written, "start": start, "end": end, **parent}

    def _objective(self, objective: Entry) -> str:
        remarks = list(_remarks(objective, ""))
        front: dict[str, Any] = {}
        if "objective" in objective:  # two have none, and a record without a title is rightly found fault with
            front["title"] = objective["objective"]
        front |= {"type": "aspirational", "stage": "agreed" if objective["key_results"] else "draft"}
        helpers = [handle_of(name) for name in owners_in(objective.get("owner", ""))]
        parent = objective.get("parent", "")
        if parent in self._by_id:
            front["aligns_to"] = [path_of(self._by_id[parent])]
        elif parent:
            remarks.append(f"Parent, in the source's own words: {_literal(parent)}")
        key_results = []
        for index, entry in enumerate(objective["key_results"]):
            part = f"kr{index + 1}"
            owners = [handle_of(name) for name in owners_in(entry.get("owner", ""))]
            helpers += owners[1:]
            remarks += _remarks(entry, f"{part}: ")
            key_results.append(_key_result(entry, part, owners, objective["cycle"]))
        if helpers := [handle for handle in dict.fromkeys(helpers) if handle != handle_of(objective["team"])]:
            front["contributors"] = helpers
        if key_results:
            front["key_results"] = key_results
        return _record(front, "\n".join(f"* {remark}" for remark in remarks))


def dates_of(written: str) -> tuple[date, date]:
    """Return first and last day of a cycle. Sourcegraph's fiscal year 22 began in February 2021."""
    if implied := implied_dates(cycle_name(written)):
        return implied
    match = _FISCAL.match(written)
    assert match, f"the corpus has a cycle of a new kind: {written}"
    fiscal = match["calendar"] == "FY"
    months = (2000 + int(match["year"]) - fiscal) * 12 + fiscal + (int(match["quarter"] or 1) - 1) * 3
    last = months + (3 if match["quarter"] else 12)
    return date(months // 12, months % 12 + 1, 1), date(last // 12, last % 12 + 1, 1) - timedelta(days=1)


def _key_result(entry: Entry, part: str, owners: list[str], cycle: str) -> dict[str, Any]:
    start, end = dates_of(cycle)
    check_ins: list[dict[str, Any]] = []
    if "mid_score" in entry:
        check_ins.append({"date": start + (end - start) / 2, "value": entry["mid_score"], "note": "Mid-cycle score"})
    if "projected_score" in entry:
        check_ins.append({"date": start + (end - start) / 2, "note": f"Projected score: {entry['projected_score']}"})
    if "score" in entry:
        check_ins.append({"date": end, "value": entry["score"]})
    if "progress_raw" in entry:
        check_ins.append({"date": end, "note": entry["progress_raw"]})
    scored = "score" in entry or "mid_score" in entry
    return {
        "id": part,
        "title": entry["text"],
        **({"owner": owners[0]} if owners else {}),
        **({"metric": {"start": 0, "target": 1}} if scored else {"done": False}),
        **({"check_ins": check_ins} if check_ins else {}),
        **({"grade": {"score": entry["score"]}} if "score" in entry else {}),
    }


_SAID: Final = {
    "owner": "Owner",
    "priority": "Priority",
    "start": "Start",
    "target": "Target",
    "sub_item_of": "Part of",
}


def _remarks(entry: Entry, prefix: str) -> Iterator[str]:
    """Yield what a record has no key for, in the source's words."""
    for key, word in _SAID.items():
        if key in entry:
            yield f"{prefix}{word}: {_literal(entry[key])}"
    if "objective" in entry and "progress_raw" in entry:
        yield f"Progress: {_literal(entry['progress_raw'])}"


def _literal(text: str) -> str:
    """Write text so that Markdown shows it as it is."""
    return _MARKDOWN.sub(r"\\\1", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _record(front: Mapping[str, Any], body: str = "") -> str:
    written = yaml.safe_dump(dict(front), allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{written}---\n{body}\n" if body else f"---\n{written}---\n"
