"""A grade: the owner's own final word on a key result."""

from __future__ import annotations

from okrpress.edit.change import Change, Put, Value
from okrpress.edit.checkin import one_line
from okrpress.edit.order import GRADE, KEY_RESULT, before
from okrpress.model import KeyResult
from okrpress.refusal import Refusal


def grade(key_result: KeyResult, score: float, note: str = "") -> tuple[Change, ...]:
    """Return what a grade changes: a share 0 … 1, with the reason; one that is there already gives way.

    Raises:
        Refusal: the score is no share, or the key result was dropped.

    """
    if not 0 <= score <= 1:
        guess = f"; {score:g} percent is {score / 100:g}" if 1 < score <= 100 else ""  # noqa: PLR2004 - percent
        raise Refusal(f"a grade is 0 … 1, not {score:g}{guess}")
    if key_result.dropped:
        raise Refusal(f"'{key_result.id}' was dropped on {key_result.dropped}; it has no grade")
    said = one_line(note)
    at = (*key_result.at, "grade")
    if key_result.grade is None:
        entry: dict[str, Value] = {"score": score}
        return (Put(at, {**entry, "note": said} if said else entry, before(KEY_RESULT, "grade")),)
    changes: list[Change] = [Put((*at, "score"), score)]
    if said:
        changes.append(Put((*at, "note"), said, before(GRADE, "note")))
    return tuple(changes)
