"""The templates' own functions: sentences, escaping, strictness; and the addresses they are given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateError
from markupsafe import Markup, escape

from okrpress.pages import addresses
from okrpress.pages.parts.outward import discuss_url, edit_url, file_url, history_url
from okrpress.pages.template_code import shown as shown_value
from okrpress.pages.templates import environment
from okrpress.settings import Forge


def shown(source, **values):
    return environment("en").from_string(source).render(**values)


def test_sentences_escape_what_fills_them():
    assert shown('{{ _("{who} & co", who=who) }}', who="<b>") == "&lt;b&gt; &amp; co"
    assert shown('{{ _("{who} & co", who=who) }}', who=Markup("<b>x</b>")) == "<b>x</b> &amp; co"
    assert shown('{{ _("a & b") }}') == "a &amp; b"


@given(st.text() | st.integers() | st.none() | st.text().map(Markup))
def test_what_stands_on_a_page_is_escaped_as_the_library_would(value):
    assert shown_value(value) == str(escape(value))


def test_sentences_by_number():
    source = '{{ ngettext("{count} day", "{count} days", n) }}'
    assert [shown(source, n=n) for n in (1, 2)] == ["1 day", "2 days"]


def test_code_in_sentences():
    assert shown("{{ it|ticks }}", it="Add `<a>`") == "Add <code>&lt;a&gt;</code>"


@pytest.mark.parametrize("source", ["{{ missing }}", "{{ page.missing }}", "{% if missing %}{% endif %}"])
def test_what_is_missing_raises(source):
    with pytest.raises((TemplateError, AttributeError)):
        shown(source, page=Markup())


def test_hrefs_hold_what_urls_hold():
    assert addresses.href("2026-Q4/物流/x/#准时") == "2026-Q4/%E7%89%A9%E6%B5%81/x/#%E5%87%86%E6%97%B6"
    assert addresses.href('a"b c?/') == "a%22b%20c%3F/"
    assert addresses.way_up("2026-Q4/logistics/on-time/") == "../../../"
    assert addresses.way_up("") == ""


@pytest.mark.parametrize(
    ("kind", "edit", "history", "line", "discuss"),
    [
        ("github", "/edit/main/a/b.md", "/commits/main/a/b.md", "/blob/main/a/b.md#L3", "/issues/new?title=x%2Fy"),
        ("gitlab", "/-/edit/main/a/b.md", "/-/commits/main/a/b.md", "/-/blob/main/a/b.md#L3",
         "/-/issues/new?issue%5Btitle%5D=x%2Fy"),
        ("gitea", "/_edit/main/a/b.md", "/commits/branch/main/a/b.md", "/src/branch/main/a/b.md#L3", "/issues/new?title=x%2Fy"),
    ],
)  # fmt: skip
def test_links_to_the_forge(kind, edit, history, line, discuss):
    forge = Forge(kind, "https://git.example.com/acme/okrs/")
    root = "https://git.example.com/acme/okrs"
    assert edit_url(forge, "a/b.md") == root + edit
    assert history_url(forge, "a/b.md") == root + history
    assert file_url(forge, "a/b.md", 3) == root + line
    assert discuss_url(forge, "x/y") == root + discuss
