"""An objective as it is exchanged: with what people say of it, which stands in a file of its own in a folder of records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from okrpress import fields
from okrpress.exchange.wanted import Piece, Wanted
from okrpress.exchange.written import Front, written
from okrpress.load.folder import COMMENTS
from okrpress.model import Objective, Record, Workspace
from okrpress.shapes import shape_of

*_OWN, _WAIVERS = fields.OBJECTIVE.fields.values()
OBJECTIVE: Final = shape_of(fields.OBJECTIVE.name, *_OWN, *fields.COMMENTS.fields.values(), _WAIVERS)
"""The keys of both files; waivers, which records of every kind may have, come last."""
_KEY: Final = "comments"


def whole(workspace: Workspace, record: Record) -> Front:
    """Return what a record's front matter would say; of an objective, what is said of it as well."""
    front = written(record)
    sheet = workspace.comments.get(record.id) if isinstance(record, Objective) else None
    return front | written(sheet) if sheet else front


def apart(workspace: Workspace, wanted: Wanted) -> Iterator[Wanted]:
    """Yield the records of which a wanted one is made: an objective, and what is said of it."""
    if wanted.kind != "objective" or _KEY not in wanted.front:
        yield wanted
        return
    own = [piece for piece in wanted.pieces if piece.path[:1] != (_KEY,)]
    yield replace(wanted, front={key: value for key, value in wanted.front.items() if key != _KEY}, pieces=own)
    sheet = workspace.comments.get(wanted.id)
    said = [piece for piece in wanted.pieces if piece.path[:1] == (_KEY,)]
    # Where comments are no rows of their own, what becomes of them is told beside the objective that they came with.
    pieces = said or [Piece(piece.origin, (), piece.title) for piece in own[:1]]
    name = sheet.id if sheet else wanted.id + COMMENTS
    yield Wanted("comments", name, {_KEY: wanted.front[_KEY]}, pieces, may_be_draft=wanted.may_be_draft)
