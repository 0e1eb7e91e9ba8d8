"""Another story: every other byte stays, whatever the line ends and blank lines around it."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrpress.edit.story import with_story
from okrpress.refusal import Refusal
from okrpress.source import parse
from tests.edit.styles import Style
from tests.edit.test_rewrite import OBJECTIVES

STORIES = st.lists(
    st.sampled_from(["# Why", "", "---", "  - a: [list", "雾，两晚", "```", "x  ", "a: b", "\u2028odd"])
    | st.text(st.characters(exclude_categories=("C",)), max_size=20),
    max_size=5,
).map("\n".join)

CASES = {
    "one line": ("---\na: 1\n---\nOld.\n", "New.", "---\na: 1\n---\nNew.\n"),
    "line ends of Windows": ("---\r\na: 1\r\n---\r\nOld.\r\nTwo.\r\n", "New.\nTwo.", "---\r\na: 1\r\n---\r\nNew.\r\nTwo.\r\n"),
    "blank lines around": ("---\na: 1\n---\n\n\nOld.\n\n", "\nNew.\n", "---\na: 1\n---\n\n\nNew.\n\n"),
    "no line end": ("---\na: 1\n---\nOld.", "New.", "---\na: 1\n---\nNew."),
    "none before": ("---\na: 1\n---\n", "New.", "---\na: 1\n---\nNew.\n"),
    "not even a line end": ("---\na: 1\n---", "New.", "---\na: 1\n---\nNew.\n"),
    "none after": ("---\na: 1\n---\n\nOld.\n", "\n\n", "---\na: 1\n---\n"),
    "a line like a fence": ("---\na: 1\n---\nOld.\n---\nOld.\n", "New.\n---\nNew.", "---\na: 1\n---\nNew.\n---\nNew.\n"),
    "the same as before": ("---\na: Old.\n---\nOld.\n", "Old.", "---\na: Old.\n---\nOld.\n"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_story_is_written_where_the_old_one_stood(name):
    raw, story, expected = CASES[name]
    assert with_story(raw, story) == expected


@pytest.mark.parametrize("story", ["a\x00b", "a\u202eb"])
def test_what_no_page_can_show_is_refused(story):
    with pytest.raises(Refusal, match="no page can show"):
        with_story("---\na: 1\n---\n", story)


@given(OBJECTIVES, st.randoms(use_true_random=False), STORIES)
def test_every_other_byte_stays(values: dict, dice: Random, story: str):
    raw = Style(dice).file(values)
    made = with_story(raw, story)
    assert parse(made).body == story.strip("\n")
    assert parse(made).front == parse(raw).front
    body = parse(raw).body
    if body and story.strip("\n"):
        assert with_story(made, body) == raw, "the old story in its place again gives the old file"
