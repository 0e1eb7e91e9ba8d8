"""Stories: what may be said, and what is only shown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrpress.language.line_ends import joined
from okrpress.pages.markdown import Stories, outward


@pytest.fixture(scope="module")
def stories():
    return Stories()


def find(link):
    return f"../{link.removesuffix('.md')}/" if link.endswith(".md") else None


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("  \n\n", ""),
        ("One.\n\nTwo, R&D.", "<p>One.</p>\n<p>Two, R&amp;D.</p>"),
        ("Plain *but* not quite", "<p>Plain <em>but</em> not quite</p>"),
        ("# Why", "<h3>Why</h3>"),
        ("###### Deep", "<h6>Deep</h6>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("```\n<b>\n```", "<pre><code>&lt;b&gt;\n</code></pre>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("<img src=x onerror=alert(1)>", "<p>&lt;img src=x onerror=alert(1)&gt;</p>"),
        ("<!-- quiet -->", "<p>&lt;!-- quiet --&gt;</p>"),
        ("[bad](javascript:alert(1))", '<p><a rel="noopener">bad</a></p>'),
        ("[bad](JaVaScript:alert(1))", '<p><a rel="noopener">bad</a></p>'),
        ("[data](data:text/html,x)", '<p><a rel="noopener">data</a></p>'),
        ("[out](https://example.com/?a=1&b=2)", '<p><a href="https://example.com/?a=1&amp;b=2" rel="noopener">out</a></p>'),
        ("[mail](mailto:a@example.com)", '<p><a href="mailto:a@example.com" rel="noopener">mail</a></p>'),
        ("[record](on-time.md)", '<p><a href="../on-time/" rel="noopener">record</a></p>'),
        ("[nowhere](files/plan.xlsx)", '<p><a rel="noopener">nowhere</a></p>'),
        ("![chart](https://example.com/a.png)", '<p><a href="https://example.com/a.png" rel="noopener">chart</a></p>'),
    ],
)  # fmt: skip
def test_story(stories, text, html):
    assert str(stories.html(text, find)) == html


def test_tables_keep_their_alignment(stories):
    assert '<th align="right">n</th>' in stories.html("| n |\n|--:|\n| 1 |")


def test_one_story_leaves_nothing_for_the_next(stories):
    stories.html("[a]: https://example.com\n\n[a]")
    assert stories.html("[a]") == "<p>[a]</p>"


def test_plain_text_means_the_same_with_and_without_the_parser(stories):
    text = "Late parcels cost 9 % of orders: “we know”.\nAnd a second line (really).\n\n长文本，一样。"
    assert stories.html(text) == stories._cleaner.clean(stories._markdown.convert(text))


_LINKS = ["[one](https://example.com/a_b?x=1#y)", "[长 文](on-time.md)", "[a](javascript:b)", "[no](plan.xlsx)", "![pic](x.png)"]
_MARKS = ["[]", "(x)", "[a]", "*", "_", "!", "\n", "\n\n", "- ", "1. ", " ", "# ", ": ", "&amp;", "http://x.example "]
_LISTS = ["\n\n* one", "\n* two", "\n- three", "* four\n", "\n\n"]
_PIECES = [*_LINKS, *_MARKS, *_LISTS, "words ", "中文，", "R&D "]


@settings(max_examples=600)
@given(st.lists(st.sampled_from(_PIECES), max_size=12))
def test_links_mean_the_same_with_and_without_the_parser(stories, pieces):
    text = "".join(pieces).strip("\n")
    quick = stories.html(text, find)
    stories._links.find = find
    stories._markdown.reset()
    parsed = joined(stories._cleaner.clean(stories._markdown.convert(text)))
    assert re.sub(r"\s+(?=</p>|</li>|\n)", "", quick) == re.sub(r"\s+(?=</p>|</li>|\n)", "", parsed)


@pytest.mark.parametrize(
    "link", ["javascript:x", "//evil.example", "ftp://x", "data:x", "https://", "mailto:", "x", "", "http://[bad"]
)
def test_what_leads_nowhere(link):
    assert outward(link) is None
