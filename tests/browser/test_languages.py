"""Going from one language to another, in a real Chromium."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

BOTH = "zh, en"
CLOSED = "2026-Q3/logistics/on-time/"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_switch_keeps_the_page(visit, scripts, width):
    page = visit(CLOSED, language=BOTH, scripts=scripts, width=width)
    root = page.url.removesuffix(CLOSED)
    title = page.locator("h1").inner_text()
    assert page.locator("html").get_attribute("lang") == "zh"
    for here, name, language in ((f"en/{CLOSED}", "English", "en"), (CLOSED, "中文", "zh")):
        page.locator("button.md-header__button[aria-label*='lang' i], button[aria-label='选择当前语言']").focus()
        page.get_by_role("link", name=name, exact=True).click()
        page.wait_for_url(root + here)
        assert page.locator("h1").inner_text() == title
        assert page.locator("html").get_attribute("lang") == language
    assert page.locator(".okr-note--closed").count() == 1


def test_the_keyboard_reaches_the_switch(visit):
    page = visit(CLOSED, language=BOTH)
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.hreflang") == "en":
            break
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/en/{CLOSED}")
    assert page.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize(("address", "query"), [("", "承诺型"), ("en/", "committed")])
def test_search_stays_in_the_language(visit, address, query):
    page = visit(address, language=BOTH)
    page.keyboard.press("/")
    page.keyboard.type(query)
    page.keyboard.press("End")
    page.locator(".md-search-result__link").first.wait_for(timeout=15_000)
    page.wait_for_timeout(500)
    links = page.locator(".md-search-result__link").evaluate_all("links => links.map(link => decodeURI(link.href))")
    assert links
    assert all(("/en/" in link) == (address == "en/") for link in links)
    page.locator(".md-search-result__link").first.click()
    page.wait_for_load_state()
    assert page.locator("html").get_attribute("lang") == ("en" if address else "zh")


@pytest.mark.parametrize(("address", "title"), [("edit/", "填写与更新"), ("en/edit/", "Write and check in")])
def test_the_form_works_in_each_language(visit, address, title):
    page = visit(address, language=BOTH)
    page.locator("form[data-ready]").wait_for()
    assert page.locator("h1").inner_text() == title
    assert page.locator('[name="objective"] option').count() > 0
