"""A comment: what somebody says of an objective, kept in the file beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from okrpress.edit import files
from okrpress.edit.change import Append, Value
from okrpress.edit.files import Writing
from okrpress.edit.fresh import Fresh, writing
from okrpress.edit.opened import below, rewriting
from okrpress.load.checked import short
from okrpress.load.folder import COMMENTS
from okrpress.model import Comment, Objective, Workspace
from okrpress.refusal import Refusal


def comment(text: str, day: date, by: str) -> Comment:
    """Return a comment; its paragraphs stay.

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
    return Comment(day, by, said, ())


def commented(root: Path, workspace: Workspace, objective: Objective, said: Comment) -> Writing:
    """Return what is to be written: the file of comments as it is with one more, or a new one.

    Raises:
        Refusal: the file cannot be read, or cannot be changed without touching something else.

    """
    entry: Value = {"date": said.date, "by": said.by, "text": said.text}
    sheet = workspace.comments.get(objective.id)
    path = below(workspace, sheet.source.path) if sheet else f"cycles/{objective.id}{COMMENTS}.md"
    if not (root / path).exists():
        return writing(workspace, Fresh(path, {"comments": [entry]}))
    return rewriting(path, files.read(root, path), [Append(("comments",), entry, ())])
