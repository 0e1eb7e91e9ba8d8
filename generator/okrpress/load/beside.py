"""What stands beside an objective: the file of what people say of it, found by its name or by one that it had before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from okrpress.load.suggest import Names
from okrpress.model import CommentSheet, Objective
from okrpress.problem import Problem, say
from okrpress.source import FIRST_LINE


def comments_of(
    objectives: Mapping[str, Objective], formerly: Mapping[str, str], sheets: Iterable[CommentSheet], broken: Collection[str]
) -> tuple[dict[str, CommentSheet], list[Problem]]:
    """Return what is said of each objective, by its id, and what is wrong with such files.

    `formerly` leads from earlier ids to those of now, so that a file that a rename left behind is not lost; `broken` are
    records that could not be read.
    """
    found: dict[str, CommentSheet] = {}
    problems: list[Problem] = []
    for sheet in sorted(sheets, key=lambda sheet: (sheet.objective not in objectives, sheet.id)):
        now = sheet.objective if sheet.objective in objectives else formerly.get(sheet.objective, "")
        if now not in objectives:
            if sheet.objective not in broken:
                message = say("there is no objective '{id}' that it could speak of", id=sheet.objective)
                near = Names(objectives).nearest(sheet.objective)
                hint = say("is it {id}? Then its name is {id}.comments.md", id=near) if near else None
                problems.append(Problem("unknown-reference", message, sheet.source.path, FIRST_LINE, sheet.id, hint))
        elif now in found:
            message = say("'{path}' holds comments on the same objective", path=found[now].source.path)
            hint = say("put them into one file")
            problems.append(Problem("duplicate-id", message, sheet.source.path, FIRST_LINE, sheet.id, hint))
        else:
            found[now] = sheet if now == sheet.objective else replace(sheet, objective=now)
    return dict(sorted(found.items())), problems
