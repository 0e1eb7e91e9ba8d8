from __future__ import annotations

import re

import pytest

from okrpress.mkdocs_plugin import MkDocs
from okrpress.site.build import build
from okrpress.site.inline import out_of_line
from okrpress.zensical_shell import Zensical
from tests.site import fake

PAGE = "<head><script>first()</script></head><body>{}<script>second()</script></body>"


def test_scripts_become_files_in_their_places(tmp_path):
    html = out_of_line(PAGE.format("<p>Words</p>"), "<p>Words</p>", tmp_path, "../..")
    names = re.findall(r'<script src="\.\./\.\./(assets/javascripts/page-[0-9a-f]{8}\.js)"></script>', html)
    assert [(tmp_path / name).read_text("utf-8") for name in names] == ["first()", "second()"]
    assert "first()" not in html


@pytest.mark.parametrize(
    "script",
    [
        '<script src="x.js"></script>',
        '<script type="application/json">{}</script>',
        "<script type='module'>import './x.js'</script>",
        "<script> </script>",
    ],
)
def test_what_is_no_inline_script_stays(tmp_path, script):
    assert out_of_line(script, "", tmp_path, ".") == script


def test_a_script_of_a_pages_author_is_not_let_through(tmp_path):
    written = "<p>Words</p><script>alert(1)</script>"
    html = out_of_line(PAGE.format(written), written, tmp_path, "/")
    assert written in html
    assert html.count('<script src="/assets/') == 2


def test_a_page_whose_content_a_theme_changed_stays_as_it_is(tmp_path):
    html = PAGE.format("<p>Other words</p>")
    assert out_of_line(html, "<p>Words</p>", tmp_path, ".") == html


@pytest.mark.parametrize("builder", [MkDocs(), Zensical()], ids=["mkdocs", "zensical"])
def test_no_page_of_a_site_needs_what_a_strict_policy_forbids(tmp_path, builder):
    table = "| a | b |\n|:-:|--:|\n| 1 | 2 |\n"
    config = fake.project(tmp_path, pages={"faq.md": f"# Questions\n\n{table}"})
    build(config, lambda _: fake.publication(), builder)
    pages = [*(config.parent / "site").rglob("*.html")]
    assert len(pages) > 5
    for page in pages:
        html = page.read_text("utf-8")
        assert re.findall(r"<script(?![^>]*(?:src=|application/json))", html) == [], page
        assert re.findall(r"<[a-z][^>]* (?:style|on[a-z]+)=", html) == [], page
        assert "<style" not in html, page
    assert '<td align="center">1</td>' in (config.parent / "site/faq/index.html").read_text("utf-8")
