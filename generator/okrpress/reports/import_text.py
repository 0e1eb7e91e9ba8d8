"""What became of an import, row by row, as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import wcwidth

from okrpress.exchange.wanted import Outcome, Verdict
from okrpress.words import Words


def report(outcomes: Sequence[Outcome], words: Words, *, is_dry: bool, only_trouble: bool = False) -> str:
    """Return a line for each entry, and how many of each kind there were."""
    verdicts = verdict_words(words)
    shown = [outcome for outcome in outcomes if not only_trouble or outcome.verdict in ("refused", "skipped")]
    places = [words.message(outcome.origin.where) for outcome in shown]
    width = max(map(wcwidth.width, places), default=0)
    broad = max(map(wcwidth.width, verdicts.values()))
    lines = [
        f"{_filled(place, width)}  {_filled(verdicts[outcome.verdict], broad)}  {_said(outcome, words)}".rstrip()
        for place, outcome in zip(places, shown, strict=True)
    ]
    return "".join(f"{line}\n" for line in (*lines, *_summary(outcomes, words, is_dry=is_dry)))


def verdict_words(words: Words) -> dict[Verdict, str]:
    """Return what each verdict is called."""
    return {
        "imported": words("imported"),
        "changed": words("changed"),
        "unchanged": words("unchanged"),
        "refused": words("refused"),
        "skipped": words("left out"),
    }


def _said(outcome: Outcome, words: Words) -> str:
    what = outcome.target or outcome.title
    notes = words("; ").join(words.message(note) for note in outcome.notes)
    shown = " ".join(what.split())
    shown = shown if outcome.target else shown.rstrip(".。")  # a colon follows
    shown = shown if len(shown) <= 80 or outcome.target else f"{shown[:79]}…"  # noqa: PLR2004 - a line of a report
    return words("{what}: {notes}", what=shown, notes=notes) if shown and notes else shown or notes


def _summary(outcomes: Iterable[Outcome], words: Words, *, is_dry: bool) -> Iterator[str]:
    counted = Counter(outcome.verdict for outcome in outcomes)
    parts = [
        words("{count} {verdict}", count=counted[verdict], verdict=word)
        for verdict, word in verdict_words(words).items()
        if counted[verdict]
    ]
    rows = words.plural("{count} entry", "{count} entries", sum(counted.values()))
    yield words("{what}: {notes}", what=rows, notes=words(", ").join(parts)) if parts else rows
    if is_dry:
        yield words("Nothing was written: this was a dry run.")


def _filled(text: str, width: int) -> str:
    return text + " " * (width - wcwidth.width(text))
