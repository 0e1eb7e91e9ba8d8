"""The templates' own functions: sentences, escaping, strictness; and the addresses they are given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateError
from markupsafe import Markup, escape

from okrpress.pages import addresses
from okrpress.pages.parts.outward import (
    api_url,
    begin_talk_url,
    edit_url,
    file_url,
    find_talk_url,
    history_url,
    new_file_url,
    repository_of,
)
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


def test_neither_a_share_nor_an_option_is_broken_by_the_end_of_a_line():
    whole = '<code>okr export <span class="okr-word">--new-people</span></code>'
    assert shown("{{ it|ticks }}", it="Below 0 %: `okr export --new-people`") == f"Below 0\u00a0%: {whole}"
    assert shown("{{ it|ticks }}", it="`unit: 98 %`") == "<code>unit: 98 %</code>"


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ('{{ _("No ask waits for an answer.") }} <a>', "没有待回应的求助。<a>"),
        ('{{ _("No ask waits for an answer.")|ticks }} {{ 1 }}', "没有待回应的求助。1"),
        ('{{ _("No ask waits for an answer.") }}{% if _("History") %} <a>{% endif %} <b>', "没有待回应的求助。<a> <b>"),
        (
            '{{ _("No cycle is closed yet. The first one will be on {day}:", day=1) }} 2',
            "还没有已关闭的周期。最早将于1关闭的是：2",
        ),
        ('{{ _("History") }} <a>', "历史 <a>"),
        ('{% if _("No ask waits for an answer.") %} <a>{% endif %}', " <a>"),
    ],
)
def test_a_chinese_sentence_takes_no_space_before_what_follows(source, written):
    assert environment("zh").from_string(source).render() == written


ROOT = "https://git.example.com/acme/okrs"


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
    ("kind", "edit", "history", "line", "new"),
    [
        ("github", "/edit/main/a/b.md", "/commits/main/a/b.md", "/blob/main/a/b.md#L3", "/new/main"),
        ("gitlab", "/-/edit/main/a/b.md", "/-/commits/main/a/b.md", "/-/blob/main/a/b.md#L3", "/-/new/main"),
        ("gitea", "/_edit/main/a/b.md", "/commits/branch/main/a/b.md", "/src/branch/main/a/b.md#L3", "/_new/main/"),
    ],
)
def test_links_to_the_forge(kind, edit, history, line, new):
    forge = Forge(kind, "https://git.example.com/acme/okrs/")
    root = "https://git.example.com/acme/okrs"
    assert edit_url(forge, "a/b.md") == root + edit
    assert history_url(forge, "a/b.md") == root + history
    assert file_url(forge, "a/b.md", 3) == root + line
    assert new_file_url(forge) == root + new


@pytest.mark.parametrize(
    ("forge", "find", "begin"),
    [
        (Forge("github", ROOT), "/issues?q=is%3Aissue+in%3Atitle+%22x%2Fy%22", "/issues/new?title=x%2Fy&labels=okr&body=Why"),
        (
            Forge("github", ROOT, discuss="discussions"),
            "/discussions?discussions_q=in%3Atitle+%22x%2Fy%22", "/discussions/new?category=general&title=x%2Fy&body=Why",
        ),
        (
            Forge("gitlab", ROOT),
            "/-/issues?state=all&search=x%2Fy&in=TITLE",
            "/-/issues/new?issue%5Btitle%5D=x%2Fy&issue%5Bdescription%5D=Why%0A%2Flabel+~okr%0A",
        ),
        (Forge("gitea", ROOT), "/issues?state=all&type=all&q=x%2Fy", "/issues/new?title=x%2Fy&body=Why"),
    ],
)  # fmt: skip
def test_a_discussion_is_searched_before_one_is_begun(forge, find, begin):
    assert find_talk_url(forge, "x/y") == ROOT + find
    assert begin_talk_url(forge, "x/y", "Why") == ROOT + begin


@pytest.mark.parametrize(
    ("forge", "api", "repository"),
    [
        (Forge("github", "https://github.com/acme/okrs.git"), "https://api.github.com", "acme/okrs"),
        (Forge("github", ROOT), "https://git.example.com/api/v3", "acme/okrs"),
        (Forge("gitlab", "https://gitlab.example.com/a/b/okrs"), "https://gitlab.example.com/api/v4", "a/b/okrs"),
        (Forge("gitea", "https://example.com/git/acme/okrs", api="https://example.com/git/api/v1"),
         "https://example.com/git/api/v1", "acme/okrs"),
        (Forge("gitea", "https://codeberg.org/acme/%E7%9B%AE%E6%A0%87"), "https://codeberg.org/api/v1", "acme/目标"),
    ],
)  # fmt: skip
def test_a_forge_is_spoken_with_at_its_usual_address(forge, api, repository):
    assert api_url(forge) == api
    assert repository_of(forge) == repository
