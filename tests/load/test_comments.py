"""What people say of an objective: a file beside its own, that every rename finds again."""

from __future__ import annotations

import pytest

from okrpress.load import load
from okrpress.words import Words
from tests import small

NEW = "2026-Q4/logistics/on-time"
FILE = f"cycles/{NEW}.comments.md"
SAID = (
    "---\ncomments:\n  - {date: 2026-11-09, by: wang-lei, text: Is it?}\n  - {date: 2026-11-06, by: li-na, text: It is.}\n---\n"
)


def told(workspace):
    words = Words("en").message
    return [
        (found.rule, found.path, found.span.line, found.span.column, words(found.message), found.hint and words(found.hint))
        for found in workspace.problems
    ]


def test_it_belongs_to_the_objective_whose_name_it_has(tmp_path):
    workspace = load(small.write(tmp_path, {FILE: SAID}))
    assert workspace.problems == ()
    assert [(entry.by, entry.text) for entry in workspace.said_of(NEW)] == [("li-na", "It is."), ("wang-lei", "Is it?")]
    assert workspace.said_of("2026-Q4/company/reliable") == ()
    assert workspace.objectives[NEW] == load(small.write(tmp_path / "without")).objectives[NEW]


def renamed(key="formerly: [logistics/arrivals]"):
    return {f"cycles/{NEW}.md": small.FILES[f"cycles/{NEW}.md"].replace("---\n", f"---\n{key}\n", 1)}


def test_a_rename_that_leaves_it_behind_loses_nothing(tmp_path):
    workspace = load(small.write(tmp_path, renamed(), {"cycles/2026-Q4/logistics/arrivals.comments.md": SAID}))
    assert workspace.problems == ()
    assert len(workspace.said_of(NEW)) == 2
    assert workspace.comments[NEW].objective == NEW


def test_there_is_one_for_each_objective(tmp_path):
    workspace = load(small.write(tmp_path, renamed(), {FILE: SAID, "cycles/2026-Q4/logistics/arrivals.comments.md": SAID}))
    message = f"'okrs/{FILE}' holds comments on the same objective"
    place = "okrs/cycles/2026-Q4/logistics/arrivals.comments.md"
    assert told(workspace) == [("duplicate-id", place, 1, 1, message, "put them into one file")]
    assert workspace.comments[NEW].source.path == f"okrs/{FILE}"


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        (
            "cycles/2026-Q4/logistics/on-tiem.comments.md",
            SAID,
            (
                "unknown-reference", 1, 1, "there is no objective '2026-Q4/logistics/on-tiem' that it could speak of",
                f"is it {NEW}? Then its name is {NEW}.comments.md",
            ),
        ),
        (
            FILE,
            SAID.replace("wang-lei", "wang-lie"),
            ("unknown-reference", 3, 28, "comments: there is no unit or person 'wang-lie'", "Did you mean wang-lei?"),
        ),
        (
            FILE,
            "---\ncomments:\n---\n",
            (
                "missing-key", 2, 1, "comments: 'comments' is empty",
                "comments: what people say of the objective, for everyone to read",
            ),
        ),
        (
            FILE,
            "---\ncomments:\n  - {date: 2026-11-09, text: Is it?}\n---\n",
            ("missing-key", 3, 5, "comment: 'by' is missing", "by: who says it"),
        ),
        (
            FILE,
            f"{SAID}Is it so?\nIt is.\n",
            (
                "unknown-key",
                6,
                1,
                "comments: what stands below the front matter is on no page",
                "put it into the 'text' of a comment",
            ),
        ),
        (
            f"cycles/{NEW}.md",
            renamed(SAID.removeprefix("---\n").removesuffix("---\n").strip())[f"cycles/{NEW}.md"],
            (
                "unknown-key", 2, 1, "objective: there is no key 'comments'",
                "comments stand in the file beside it, <name>.comments.md; 'okr comment' writes them",
            ),
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_with_it_is_said_in_its_place(tmp_path, path, text, found):
    rule, *rest = found
    assert told(load(small.write(tmp_path, {path: text}))) == [(rule, f"okrs/{path}", *rest)]


def test_of_an_objective_that_cannot_be_read_nothing_more_is_said(tmp_path):
    workspace = load(small.write(tmp_path, {f"cycles/{NEW}.md": "--- oops\n", FILE: SAID}))
    assert [(found.rule, found.path) for found in workspace.problems if "comments" in found.path] == []
