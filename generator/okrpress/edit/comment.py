"""A comment: what somebody says of an objective, kept with it."""

from __future__ import annotations

from datetime import date

from okrpress.edit.change import Append, Change
from okrpress.edit.order import OBJECTIVE, before
from okrpress.load.checked import short
from okrpress.refusal import Refusal


def comment(text: str, day: date, by: str) -> tuple[Change, ...]:
    """Return what a comment changes; its paragraphs stay.

    Raises:
        Refusal: nothing is said, nobody says it, or it holds signs that no page can show.

    """
    said = "\n".join(line.rstrip() for line in text.strip().splitlines())
    if not said:
        raise Refusal("nothing is said: give TEXT")
    if not by:
        raise Refusal("a comment has somebody who says it: give --by HANDLE")
    if not all(sign.isprintable() or sign in "\n\t\u200d" for sign in said):
        raise Refusal(f"'{short(said)}' holds a control character; write it without")
    return (Append(("comments",), {"date": day, "by": by, "text": said}, before(OBJECTIVE, "comments")),)
