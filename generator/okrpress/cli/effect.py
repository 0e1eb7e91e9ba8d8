"""What a change did to the numbers: before and after, in one line for each key result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrpress.cli.changing import Changing
from okrpress.model import KeyResult, Metric, Objective, Threshold
from okrpress.pages.parts.quantity import quantity, unit_of
from okrpress.pages.vocabulary import Vocabulary
from okrpress.scoring.standing import KeyResultStanding
from okrpress.words import Words


def effect(changing: Changing, before: Objective, after: Objective, key_results: Sequence[str]) -> Iterator[str]:
    """Yield what became of key results and of their objective: value, score, health."""
    words = changing.words
    was, now = changing.company.standing(before.id), changing.after(after).standing(after.id)
    for name in key_results:
        old, new = before.key_result(name), after.key_result(name)
        if old is None or new is None:
            continue
        first, then = was.key_results.get(name, KeyResultStanding()), now.key_results.get(name, KeyResultStanding())
        values = (_value(words, old, first), _value(words, new, then)) if new.measure else ("", "")
        parts = [
            _pair("", *values),
            _pair(words("score") + " ", words.score(first.score), words.score(then.score)),
            _pair("", _health(words, first.health), _health(words, then.health)),
        ]
        told = ("，" if words.language == "zh" else ", ").join(filter(None, parts))
        yield "  " + words("{what}: {notes}", what=new.id, notes=told)
    total = _pair("", words.score(was.score), words.score(now.score))
    yield "  " + words("score of the objective: {score}", score=total)


def _pair(label: str, before: str, after: str) -> str:
    if not after or after == "–" == before:
        return ""
    return f"{label}{after}" if before in (after, "") else f"{label}{before} → {after}"


def _value(words: Words, entry: KeyResult, standing: KeyResultStanding) -> str:
    if not isinstance(entry.measure, Metric | Threshold):
        return ""
    current = standing.current
    if current is None and isinstance(entry.measure, Metric):
        current = entry.measure.start
    return "" if current is None else quantity(words, current, unit_of(entry))


def _health(words: Words, health: str | None) -> str:
    return Vocabulary(words).health[health].word if health else ""
