from __future__ import annotations

import pytest

from okrpress.site import frames
from okrpress.site.pour import mould
from okrpress.site.publication import Body, Crumb, Heading, PublicationError, RecordPage

FRAME = f"""<title>{frames.TITLE} - Acme</title><meta content="{frames.DESCRIPTION}">
<link href="https://okr.example.com/{frames.ADDRESS}"><a href="#{frames.BRANCH_ID}" class="skip">skip</a>
<ol><li><a href="../../">Home</a></li><li><a href="../../{frames.CRUMB_ADDRESS}">{frames.CRUMB}</a></li></ol>
<nav class="toc"><label>On this page</label><ul>
<li><a href="#{frames.BRANCH_ID}">{frames.BRANCH}</a><nav aria-label="{frames.BRANCH}"><ul>
<li><a href="#{frames.LEAF_ID}">{frames.LEAF}</a></li></ul></nav></li></ul></nav>
<article><a class="edit" href="{frames.EDIT}"><svg></svg></a>{frames.CONTENT}</article>"""


def page(**more) -> RecordPage:
    body = more.pop("body", Body("<h1>On time</h1>"))
    values = {"address": "2026-Q4/物流/a/", "kind": "objective", "title": 'A <b> & "c"', "key": "k", "body": lambda: body}
    return RecordPage(**{**values, **more})


def poured(**more) -> str:
    return mould(FRAME, "objective/3").pour(page(**more)).decode()


def test_words_of_a_page_are_escaped_wherever_they_stand():
    html = poured(description="5 > 4")
    assert "<title>A &lt;b&gt; &amp; &quot;c&quot; - Acme</title>" in html
    assert '<meta content="5 &gt; 4">' in html


def test_a_page_without_description_is_described_by_its_title():
    assert '<meta content="A &lt;b&gt;' in poured()


def test_the_canonical_address_is_percent_encoded():
    assert 'href="https://okr.example.com/2026-Q4/%E7%89%A9%E6%B5%81/a/"' in poured()


def test_content_is_not_touched():
    assert poured(body=Body("<h1>x</h1><p>&amp;</p>")).endswith("<h1>x</h1><p>&amp;</p></article>")


def test_headings_are_listed_as_the_theme_lists_them():
    body = Body("<h1>x</h1>", (Heading("a", "A & B", (Heading("a1", "A1"), Heading("a2", "A2"))), Heading("b", "B")))
    html = poured(body=body).replace("\n", "")
    assert (
        '<label>On this page</label><ul><li><a href="#a">A &amp; B</a><nav aria-label="A &amp; B"><ul>'
        '<li><a href="#a1">A1</a></li><li><a href="#a2">A2</a></li></ul></nav></li>'
        '<li><a href="#b">B</a></li></ul></nav>' in html
    )
    assert '<a href="#a" class="skip">' in html


def test_a_page_without_headings_has_no_list_and_no_label():
    assert '<nav class="toc"></nav>' in poured().replace("\n", "")


def test_the_trail_leads_from_the_hub_to_the_page():
    html = poured(trail=(Crumb("Q4", "2026-Q4/"), Crumb("<Logistics>", "units/物流/")))
    steps = '<li><a href="../../2026-Q4/">Q4</a></li><li><a href="../../units/%E7%89%A9%E6%B5%81/">&lt;Logistics&gt;</a></li>'
    assert f'<li><a href="../../">Home</a></li>{steps}</ol>' in html


def test_a_page_without_trail_has_no_empty_step():
    assert '<ol><li><a href="../../">Home</a></li></ol>' in poured()


def test_only_a_page_that_can_be_edited_shows_the_link():
    assert '<a class="edit" href="https://git.example.com/?a&amp;b"><svg></svg></a>' in poured(
        edit_url=lambda: "https://git.example.com/?a&b"
    )
    assert 'class="edit"' not in poured()


def test_no_mark_is_left():
    assert "Okrpress" not in poured(edit_url=lambda: "x", trail=(Crumb("a", "b/"),))


def test_the_key_changes_with_the_frame():
    assert mould(FRAME, "x").key == mould(FRAME, "x").key
    assert mould(FRAME, "x").key != mould(FRAME.replace("Acme", "Acne"), "x").key


def test_an_override_that_drops_the_content_is_named():
    with pytest.raises(PublicationError, match=r"main\.html"):
        mould(FRAME.replace(frames.CONTENT, ""), "objective/3")


def test_a_lone_surrogate_in_a_body_does_not_stop_the_build():
    assert "&#56320;" in poured(body=Body("<h1>x</h1>\udc00"))
