"""Badges: what they say, that it fits, and that nothing in them runs."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from okrpress.diagrams.lettering import width
from okrpress.exchange import badge
from okrpress.pages.page import Desk
from okrpress.pages.parts.embed import embedding
from okrpress.words import Words
from tests import small

SVG = "{http://www.w3.org/2000/svg}"
OBJECTIVE = "2026-Q4/logistics/on-time"
PATH = f"cycles/{OBJECTIVE}.md"


@pytest.fixture
def desk(company):
    return lambda language="en", files=None, **more: Desk.of(company(files or {}), (), Words(language), **more)


def parts(data):
    root = ET.fromstring(data)  # noqa: S314 - our own
    return root, [node.text for node in root.iter(f"{SVG}text")], root.find(f"{SVG}title").text


@pytest.mark.parametrize(
    ("language", "said", "title"),
    [
        ("en", ["Logistics", "On track · 0.50"], "Every parcel arrives on the day we promised: On track, score 0.75"),
        ("zh", ["Logistics", "正常 · 0.50"], "Every parcel arrives on the day we promised：正常，得分 0.75"),
    ],
)
def test_an_objectives_badge_says_its_state_and_its_score(desk, language, said, title):
    root, texts, told = parts(badge.drawn(badge.of_objective(desk(language), OBJECTIVE)))
    score = re.search(r"0\.\d\d", told)[0]
    assert texts == [said[0], said[1].replace("0.50", score)]
    assert told == title.replace("0.75", score)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == root.find(f"{SVG}title").get("id")
    assert root.find(f".//{SVG}circle") is not None


def test_a_units_badge_keeps_the_two_kinds_apart(desk):
    _, texts, told = parts(badge.drawn(badge.of_unit(desk(), "logistics")))
    assert texts[0] == "Logistics"
    assert re.fullmatch(r"Committed 0\.\d\d", texts[1])
    assert told.startswith("Logistics, 2026 Q4: Committed 0.")
    assert parts(badge.drawn(badge.of_unit(desk("zh"), "logistics")))[1][1].startswith("承诺型 0.")
    without = {path: "" for path in small.FILES if path.startswith("cycles/2026-Q4/hub-north/")}
    assert parts(badge.drawn(badge.of_unit(desk(files=without), "hub-north")))[1] == ["Hub North", "–"]


@pytest.mark.parametrize("tone", ["on-track", "done", "attention", "at-risk", "stale", "too-early", "none"])
@pytest.mark.parametrize("said", ["On track · 0.50", "需关注 · 0.50", "提前完成了很多很多的事情 · 1.00"])
def test_the_words_have_the_room_that_they_take(tone, said):
    root, _, _ = parts(badge.drawn(badge.Badge("客户服务部 Care", said, tone, "t")))
    texts, boxes = list(root.iter(f"{SVG}text")), list(root.iter(f"{SVG}rect"))[1:]
    for text, box in zip(texts, boxes, strict=True):
        left, room = float(text.get("x")), float(text.get("textLength"))
        begins = float(box.get("x", "0"))
        assert abs(room - width(text.text) * 11) < 1
        assert left >= begins + 7
        assert left + room <= begins + float(box.get("width")) - 6
    assert float(root.get("width")) == sum(float(box.get("width")) for box in boxes)


@pytest.mark.parametrize("fill", [*badge._FILLS.values(), badge._GREY])
def test_white_letters_stand_out(fill):
    def light(value):
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (light(int(fill[place : place + 2], 16) / 255) for place in (1, 3, 5))
    assert 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 4.5


def test_what_an_author_wrote_is_text_and_is_cut(desk):
    hostile = {
        PATH: small.FILES[PATH].replace("Every parcel", "<script>alert(1)</script>]]>&"),
        "units/logistics.md": small.FILES["units/logistics.md"].replace("Logistics", f"A & B <b> {'long ' * 50}"),
    }
    data = badge.drawn(badge.of_objective(desk(files=hostile), OBJECTIVE))
    root, texts, told = parts(data)
    assert "<script>alert(1)</script>]]>&" in told
    assert texts[0].startswith("A & B <b> long")
    assert float(root.get("width")) < 500
    assert b"<script" not in data


def test_what_to_paste_is_said_on_the_page(desk):
    known = embedding(desk(folder="en/", site_url="https://okr.example.com/"), f"{OBJECTIVE}/", "On [time]")
    base = f"https://okr.example.com/en/{OBJECTIVE}/"
    assert known == (f"{OBJECTIVE}/badge.svg", "On [time]", f"[![On \\[time\\]]({base}badge.svg)]({base})", True)
    unknown = embedding(desk(), "units/物流/", "物流")
    assert unknown.markdown == "[![物流](SITE/units/%E7%89%A9%E6%B5%81/badge.svg)](SITE/units/%E7%89%A9%E6%B5%81/)"
    assert not unknown.is_complete
