"""The Markdown of a difference: author text is data in it, whatever it holds, and it is never longer than forges take."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import markdown

from okrpress.reports import diff_in
from okrpress.reports.blocks import MOST
from okrpress.reports.diff_markdown import MARKER
from okrpress.reports.inert import inert
from okrpress.reports.leaf import Leaf
from tests import small
from tests.differences.scenes import HOSTILE, ON_TIME, SCENES, Scene, edited

WIDTHLESS = "\u200b"
CALLS = re.compile(r"@[\w-]|[#!~%$&^][\w\"]|:[\w+-]+:|\w+://|\bwww\.|[A-Za-z]-[0-9]|<!--")
"""What forges look for in the finished text."""


HARMFUL = (
    *("@team", "a@b.example", "#1", "see org/repo#12", "!7", "~label", '%"Sprint 1"', "$x$", ":tada:", "GH-12", "JIRA-3"),
    *("https://evil.example/?a=b", "www.evil.example", "ftp://x", "mailto:a@b.example", "\\@team", "@\u200bteam", "deadbee1"),
    *("<script>alert(1)</script>", "<!-- okr diff -->", "&lt;b&gt;", "**bold** _em_ ~~gone~~ `code`", "[x](y)", "![x](y)"),
    *("a | b", "1. one", "- one", "+ one", "# one", "> one", "---", "===", "~~~", "/close", "a\nb"),
)


class Reader(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.comments: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):  # noqa: ARG002 - the parser's own signature
        self.tags.append(tag)

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        self.comments.append(data)


@pytest.mark.parametrize("text", [HOSTILE, *HARMFUL])
def test_author_text_does_nothing(text):
    html = markdown(f"- {inert(text)}\n\n| a | b |\n|---|---|\n| {inert(text)} | x |", extensions=["tables"])
    page = Reader(html)
    assert set(page.tags) <= {"ul", "li", "table", "thead", "tbody", "tr", "th", "td"}
    assert page.tags.count("td") == 2
    assert page.tags.count("li") == 1
    assert page.comments == []
    assert not CALLS.search(page.text), page.text


@given(st.text(max_size=60))
@example(HOSTILE)
@example("\ue000@\ue000team")
@example("1) x")
def test_it_still_says_the_same(text):
    said = unescape(inert(text)).replace(WIDTHLESS, "")
    assert said == unescape(unescape(" ".join(text.replace("\ue000", "").split()))).replace(WIDTHLESS, "") or said == " ".join(
        text.replace("\ue000", "").split()
    ).replace(WIDTHLESS, "")
    page = Reader(markdown(f"x {inert(text)} x"))
    assert page.tags == ["p"]


def test_a_mention_cannot_reach_anyone_from_anywhere_in_the_comment(compared):
    text = diff_in("markdown")(compared(SCENES["hostile"]), Leaf())
    outside = re.sub(r"^(~{3,})diff\n.*?^\1$", "", text, flags=re.DOTALL | re.MULTILINE)
    assert "@acme" not in outside
    assert text.count(MARKER) == 2, "once our own, once in the block of code, where it is text"
    assert text.startswith(f"{MARKER}\n### ")
    assert outside.count("<!--") == 1
    assert set(re.findall(r"</?(\w+)", outside.replace(MARKER, ""))) <= {"b", "details", "summary"}
    fence = re.search(r"^(~{3,})diff$", text, re.MULTILINE)[1]
    assert len(fence) > 4
    assert text.count(f"\n{fence}\n") == 1


def test_a_title_that_looks_like_the_end_of_the_block(compared):
    scene = Scene({}, edited(ON_TIME, ("Every parcel arrives on the day we promised", '"~~~~~~~~"')))
    text = diff_in("markdown")(compared(scene), Leaf())
    assert re.search(r"^~{9}diff\n(?:[ +-] .*\n)+~{9}\n\n</details>$", text, re.MULTILINE)


def many(count: int, sign: str = "x") -> Scene:
    """So many new objectives, each with a title nearly as long as titles are shown."""
    text = "---\ntitle: '{number} {long}'\ntype: committed\nstage: draft\nkey_results: [{{title: '{long}', done: false}}]\n---\n"
    files = {f"cycles/2026-Q4/li-na/o{number}.md": text.format(number=number, long=sign * 90) for number in range(count)}
    return Scene({}, files)


def size(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize("sign", ["x", "字", "🎉", "&"])
def test_it_is_never_longer_than_forges_take(compared, sign):
    text = diff_in("markdown")(compared(many(300, sign)), Leaf(picture="https://ci.example.com/alignment.svg"))
    assert MOST - 2000 < size(text) <= MOST
    assert "Cut here: " in text
    assert "[The picture of the alignment](https://ci.example.com/alignment.svg)" in text
    assert text.count("<details>") == text.count("</details>")
    said = int(re.search(r"Cut here: ([\d,]+) more lines", text)[1].replace(",", ""))
    assert said > 100


def test_what_fits_is_whole(compared):
    text = diff_in("markdown")(compared(many(20)), Leaf())
    assert "Cut here" not in text
    assert all(f"{number} xxx" in text for number in range(20))


def test_the_address_of_the_picture_ends_where_it_ends(compared):
    found = compared(Scene({}, edited(ON_TIME, ("value: 94.5", "value: 95"))))
    text = diff_in("markdown")(found, Leaf(picture="https://ci.example.com/a b)(<x>.svg"))
    assert "(https://ci.example.com/a%20b%29%28%3Cx%3E.svg)" in text
    assert small.TODAY.isoformat() not in text
