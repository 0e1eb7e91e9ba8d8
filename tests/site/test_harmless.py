"""The company's own pages: what Markdown makes stays, what could run or ask somebody else goes."""

from __future__ import annotations

import pytest

from okrpress.load.attachments import is_shown
from okrpress.site.harmless import harmless
from tests.site import fake
from tests.site.fake import built


@pytest.mark.parametrize(
    "html",
    [
        '<h2 id="one">One<a class="headerlink" href="#one" title="Permanent link">¶</a></h2>',
        '<div class="admonition note">\n<p class="admonition-title">Note</p>\n</div>',
        '<details class="note" open=""><summary>More</summary></details>',
        '<table><thead><tr><th align="right">a</th></tr></thead></table>',
        '<img src="../picture.png" alt="ours" loading="lazy">',
        '<img src="data.png" alt="">',
        '<label class="task"><input disabled="" type="checkbox" checked=""> done</label>',
        '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>',
        '<label for="__tabbed_1_1">tab</label>',
        '<a id="__codelineno-0-1"></a>',
        "<pre><code>&lt;script&gt;</code></pre>",
        '<span class="twemoji"><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M1 1"></path></svg></span>',
    ],
)
def test_what_markdown_makes_stays(html):
    assert sorted(harmless(html)) == sorted(html)  # attributes may change places, nothing else


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("a<script>alert(1)</script>b", "ab"),
        ('<p onclick="alert(1)">a</p>', "<p>a</p>"),
        ('<a href="javascript:alert(1)">a</a>', "<a>a</a>"),
        ('<iframe src="https://evil.example/"></iframe>', ""),
        ('<form action="https://evil.example/"><input type="text"></form>', "<input>"),
        ('<p style="background:url(//evil.example/x);text-align:center">a</p>', "<p>a</p>"),
        ('<b style="text-align:center">a</b>', "<b>a</b>"),
        ("<style>a{}</style><link rel=stylesheet href=//evil.example><base href=//evil.example>", ""),
        ('<meta http-equiv="refresh" content="0;url=//evil.example">', ""),
        ("<svg><animate onbegin=alert(1)><use href=//evil.example/x#a></svg>", "<svg></svg>"),
        ('<img src="x" onerror="alert(1)">', '<img src="x">'),
        # What the theme's scripts read by its id is the theme's.
        ('<p id="__config">{"search": "//evil.example/worker.js"}</p>', '<p>{"search": "//evil.example/worker.js"}</p>'),
        ('<img name="currentScript" id="__config">', "<img>"),
        ('<label for="__drawer">a</label>', "<label>a</label>"),
        ('<p data-md-component="dialog">a</p>', "<p>a</p>"),
    ],
)
def test_what_could_run_goes(html, left):
    assert harmless(html) == left


def test_a_cell_keeps_its_alignment_without_a_style_of_its_own():
    html = '<table><tbody><tr><td style="text-align: center;">1</td></tr></tbody></table>'
    assert harmless(html) == '<table><tbody><tr><td align="center">1</td></tr></tbody></table>'


@pytest.mark.parametrize("address", ["https://evil.example/x.png", "//evil.example/x.png", "/\\evil.example/x.png"])
def test_a_picture_from_elsewhere_becomes_a_link(address):
    assert harmless(f'<img alt="theirs" src="{address}">') == f'<a href="{address}" rel="noopener">theirs</a>'
    assert "<img" not in harmless(f'<img src="{address}">')


def test_own_pages_are_cleaned_in_the_site(tmp_path):
    config = fake.project(
        tmp_path, pages={"faq.md": "# FAQ\n\n<script>alert(1)</script>\n\n<p onclick=alert(1)>**still** said</p>\n"}
    )
    built(config)
    html = (tmp_path / "site/faq/index.html").read_text(encoding="utf-8")
    assert "alert(1)" not in html
    assert "still" in html


@pytest.mark.parametrize(
    ("name", "shown"), [("a.png", True), ("a.PDF", True), ("a.html", False), ("a.js", False), ("a", False), ("a.svgz", False)]
)
def test_which_files_a_browser_only_shows(name, shown):
    assert is_shown(name) is shown
