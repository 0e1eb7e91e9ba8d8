"""Every kind of change in every format: golden files, and what their readers demand of them."""

from __future__ import annotations

import json

import pytest

from okrpress.reports import diff_formats, diff_in
from okrpress.reports.leaf import Leaf
from okrpress.words import Words
from tests.differences.scenes import EVERYTHING, SCENES, Scene

SUFFIXES = {"text": "txt", "markdown": "md", "json": "json"}
BASE, HEAD = "7d5def9804c1" + "0" * 28, "b0a1b2c3d4e5" + "0" * 28


def leaf(language: str = "en", picture: str = "") -> Leaf:
    return Leaf(Words(language), BASE, HEAD, picture=picture)


def test_the_folder_is_the_list_of_formats():
    assert diff_formats() == ("text", "json", "markdown")


@pytest.mark.parametrize("scene", SCENES)
def test_golden(compared, golden, scene):
    found = compared(SCENES[scene])
    assert found
    for form in diff_formats():
        golden(f"differences/{scene}.{SUFFIXES[form]}", diff_in(form)(found, leaf()))


@pytest.mark.parametrize("form", diff_formats())
def test_golden_in_chinese(compared, golden, form):
    link = "https://git.example.com/acme/okrs/-/jobs/7/artifacts/file/alignment.svg"
    golden(f"differences/everything.zh.{SUFFIXES[form]}", diff_in(form)(compared(EVERYTHING, "zh"), leaf("zh", link)))


def test_golden_of_everything(compared, golden):
    golden("differences/everything.en.md", diff_in("markdown")(compared(EVERYTHING), leaf(picture="https://ci.example.com/x y")))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing(compared, golden, language):
    found = compared(Scene({}, {}), language)
    assert not found
    golden(f"differences/nothing.{language}.txt", diff_in("text")(found, leaf(language)))
    golden(f"differences/nothing.{language}.md", diff_in("markdown")(found, leaf(language)))
    told = json.loads(diff_in("json")(found, leaf(language)))
    lists = ("objectives", "scores", "owners", "records", "overlaps", "affected")
    assert all(told[name] == [] for name in lists)
    assert told["findings"] == {"new": [], "mended": []}
