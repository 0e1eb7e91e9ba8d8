"""The search, as a reader meets it: Material's box, our worker and the engine in a real Chromium."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from okrpress.site.found import SearchRecord, SearchSection
from okrpress.site.publication import Asset
from okrpress.site.search_words import filter_word, indexed
from tests.site import fake

pytestmark = [
    pytest.mark.browser,
    # Playwright leaves its pipes to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"),
]
WORKER = Path(__file__).parents[2] / "theme/assets/javascripts/search-worker.js"


def record(name: str, title: str, text: str = "", **more) -> SearchRecord:
    return SearchRecord(address=f"2026-Q4/u1/{name}/", title=title, text=text, **more)


RECORDS = (
    record(
        "retention",
        "New customers stay",
        "三个月后的客户留存率达到四成，比去年高",
        filters=(("unit", "u4"),),
        tags=("2026 Q4", "Unit <4>"),
    ),
    record("satisfaction", "大客户满意度提升到九成", "Interviews with parcel customers", filters=(("unit", "u48"),)),
    record("pleased", "满意的客户，热度不减", "满意 on its own, 意度 never"),
    record("latency", "数据平台P95延迟低于200毫秒", "The API answers quickly"),
    record(
        "delivery",
        "Every parcel arrives",
        "What we promise",
        sections=(SearchSection("rate", "On-time delivery & 准时率 <98 %>"), SearchSection("hubs", "Retrain two hubs")),
    ),
    record("old", "Parcel parcel parcel", "parcel " * 20, shelf="closed", filters=(("cycle", "2026-Q3"),)),
    record("new", "Deliveries", "A long text before one mention of a parcel. " + "Other words. " * 30),
)


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a site below /sub/, as an intranet may."""

    def translate_path(self, path):
        return super().translate_path(path.removeprefix("/sub")) if path.startswith("/sub/") else "/nowhere"

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("search")
    pages = [replace(fake.objective(1), address=record.address) for record in RECORDS]
    facets = [
        ["kind", "Kind", [["objective", "Objective"]]],
        ["cycle", "Cycle", [["2026-Q3", "2026 Q3"]]],
        ["unit", "Unit", None],
    ]
    filters = {"facets": facets, "closed": "Closed cycles too", "any": "any", "label": "Narrow the search"}
    assets = (
        Asset.of("search/filters.json", json.dumps(filters).encode()),
        Asset.of("search/names.json", json.dumps({"unit": [["u4", "Unit four", 1], ["u48", "Unit 48", 0]]}).encode()),
    )
    fake.built(fake.project(folder), fake.publication(pages, search=RECORDS, assets=assets))
    handler = functools.partial(Quiet, directory=folder / "site")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/sub/"
        server.shutdown()


@pytest.fixture(scope="module")
def reader(base, chromium):
    """A page three folders deep, and whatever went wrong on it or was asked of anybody else."""
    page = chromium.new_page()
    wrong = []
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(base) else wrong.append(request.url))
    page.goto(f"{base}2026-Q4/u1/delivery/")
    yield page, wrong
    page.close()


@pytest.fixture
def page(reader):
    page, wrong = reader
    yield page
    assert wrong == []


def type_in(page, query: str) -> None:
    page.fill(".md-search__input", query)
    # Material listens to keys, which filling in does not press.
    page.keyboard.press("End")


def says(page, words: str) -> None:
    page.wait_for_function(
        "words => new RegExp(words).test(document.querySelector('.md-search-result__meta').textContent.trim())", arg=words
    )


def ask(page, query: str) -> list[dict]:
    """Type a query as a reader does; return the results that Material shows."""
    if not page.is_checked("#__search"):
        page.click(".md-search__input")
    page.wait_for_function("() => document.querySelector('#__search').checked")
    type_in(page, "")
    says(page, "^Type to start")
    type_in(page, query)
    says(page, "matching document")
    return page.eval_on_selector_all(
        ".md-search-result__item",
        """items => items.map(item => ({
            titles: [...item.querySelectorAll("h1, h2")].map(title => title.textContent),
            html: item.innerHTML,
            text: item.innerText,
            links: [...item.querySelectorAll("a")].map(link => link.href),
        }))""",
    )


def names(results) -> list[str]:
    return [result["links"][0].split("/u1/")[1].partition("/")[0] for result in results]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("留存", {"retention"}),
        ("客户留存率", {"retention"}),
        ("满意度", {"satisfaction"}),
        ("满意", {"satisfaction", "pleased"}),
        ("客户 满意度", {"satisfaction"}),
        ("P95延迟", {"latency"}),
        ("p95", {"latency"}),
        ("Ｐ９５ 延迟", {"latency"}),
        ("delivery", {"delivery", "new"}),
        ("deliver", {"delivery", "new"}),
        ("parcel customers", {"satisfaction"}),
        ("promising", {"delivery"}),
        ("time", {"delivery"}),
        ("on-time", {"delivery"}),
        ("parcel zebra", set()),
        ("unit:u4 客户", {"retention"}),
        ("unit：u4", {"retention"}),
        ("客户", {"retention", "satisfaction", "pleased"}),
        ("热", {"pleased"}),
        ("热度 不减", {"pleased"}),
        ("满度", set()),
        ("度假", set()),
        ("…、。", set()),
    ],
)
def test_a_query_finds_the_pages_that_hold_it(page, query, expected):
    assert set(names(ask(page, query))) == expected


def test_what_is_closed_is_found_when_it_is_asked_for_and_comes_last(page):
    assert set(names(ask(page, "parcel"))) == {"delivery", "satisfaction", "new"}
    found = names(ask(page, "parcel closed:yes"))
    assert found[-1] == "old"
    assert set(found) == {"delivery", "satisfaction", "new", "old"}
    assert names(ask(page, "parcel cycle:2026-Q3")) == ["old"]
    assert "old" not in names(ask(page, "parcel"))


def test_a_result_shows_title_tags_and_an_excerpt_with_what_was_found(page):
    (result,) = ask(page, "留存率")
    assert result["titles"] == ["New customers stay"]
    assert "三个月后的客户<mark>留存率</mark>达到四成，比去年高" in result["html"]
    assert "Unit &lt;4&gt;" in result["html"]
    assert "okrf" not in result["html"]


def test_a_long_text_is_cut_around_what_was_found(page):
    (result,) = [result for result in ask(page, "parcel") if "Deliveries" in result["titles"]]
    assert "mention of a <mark>parcel.</mark>" in result["html"]
    assert "Deliveries" not in result["html"].partition("<p>")[2]
    assert result["text"].endswith("…")


def test_what_is_found_in_a_title_is_marked_there(page):
    (result,) = ask(page, "客户满意度")
    assert "大<mark>客户满意度</mark>提升到九成" in result["html"]


def test_a_key_result_is_a_link_to_its_place(page):
    (result,) = ask(page, "准时率")
    assert result["titles"] == ["Every parcel arrives", "On-time delivery & 准时率 <98 %>"]
    assert [link.rpartition("/")[2] for link in result["links"]] == ["", "#rate"]


def test_a_slash_opens_the_search(page, base):
    page.goto(f"{base}2026-Q4/u1/new/")
    page.keyboard.press("/")
    page.wait_for_function("() => document.activeElement.matches('.md-search__input')")


def test_enter_leads_to_the_key_result_when_only_that_was_found(page, base):
    ask(page, "准时率")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{base}2026-Q4/u1/delivery/#rate")
    page.goto(f"{base}2026-Q4/u1/new/")


def test_arrows_walk_through_the_results(page, base):
    ask(page, "parcel")
    page.keyboard.press("ArrowDown")
    first = page.evaluate("document.activeElement.href")
    page.keyboard.press("ArrowDown")
    assert first.startswith(base)
    assert page.evaluate("document.activeElement.href") not in (first, None)


def test_a_filter_is_chosen_from_a_list_and_stands_in_the_query_and_in_the_address(page, base):
    ask(page, "客户")
    page.focus(".okr-search select[name=unit]")
    page.wait_for_selector(".okr-search option[value=u4]", state="attached")
    page.select_option(".okr-search select[name=unit]", "u4")
    page.wait_for_function("() => document.querySelectorAll('.md-search-result__item').length === 1")
    assert page.input_value(".md-search__input") == "客户 unit:u4"
    assert page.evaluate("new URLSearchParams(location.search).get('q')") == "客户 unit:u4"
    page.reload()
    page.wait_for_selector(".md-search-result__item")
    page.wait_for_function("() => document.querySelector('.okr-search select[name=unit]')?.value === 'u4'")
    page.select_option(".okr-search select[name=unit]", "")
    page.wait_for_function("() => document.querySelectorAll('.md-search-result__item').length === 3")
    assert page.input_value(".md-search__input") == "客户"
    page.goto(f"{base}2026-Q4/u1/new/")


def test_closed_cycles_have_a_switch(page, base):
    assert "old" not in names(ask(page, "parcel"))
    page.check(".okr-search [name=closed]")
    page.wait_for_function("() => document.querySelectorAll('.md-search-result__item').length === 4")
    assert page.input_value(".md-search__input") == "parcel closed:yes"
    page.uncheck(".okr-search [name=closed]")
    page.wait_for_function("() => document.querySelectorAll('.md-search-result__item').length === 3")
    page.goto(f"{base}2026-Q4/u1/new/")


def test_tab_leads_from_the_field_to_the_choices_and_escape_back(page, base):
    ask(page, "parcel")
    seen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate("document.activeElement.name || document.activeElement.className || document.activeElement.tagName")
        )
        assert page.is_checked("#__search"), seen
        if "md-search-result__link" in seen[-1]:
            break
    assert [name for name in seen if name in ("kind", "cycle", "unit", "closed")] == ["kind", "cycle", "unit", "closed"]
    assert "md-search-result__link" in seen[-1]
    page.keyboard.press("Escape")
    page.wait_for_function("() => !document.querySelector('#__search').checked")
    page.goto(f"{base}2026-Q4/u1/new/")


def test_nothing_is_fetched_before_somebody_searches(chromium, base):
    page = chromium.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(base, wait_until="networkidle")
    assert not [url for url in asked if "pagefind" in url]
    assert [url for url in asked if "search/" in url] == [f"{base}search/search_index.json"]
    page.close()


def test_a_query_in_the_address_is_asked(page, base):
    page.goto(f"{base}?q=留存率")
    page.wait_for_selector(".md-search-result__item")


@pytest.fixture(scope="module")
def worker(chromium, base):
    """The worker's functions, without a worker around them."""
    page = chromium.new_page()
    page.goto(f"{base}2026-Q4/u1/new/")
    shown = "window.worker = { cut, readable, answer, search, opening: by => { open = by } }"
    page.evaluate(f"() => {{ {WORKER.read_text(encoding='utf-8')}; {shown} }}")
    yield page
    page.close()


TEXTS = (
    "提升满意度，P95延迟 低于200毫秒。",
    "On-time delivery, 98 %",
    "华东 收入",
    "カタカナ度",
    "ＯＫＲ１２",
    "a《书名》b",
    "率98%。",
)


@pytest.mark.parametrize("text", TEXTS)
def test_pages_and_queries_are_cut_alike(worker, text):
    def long(words):
        letters = ("".join(filter(str.isalnum, word)) for word in words)
        # A page ends each run with its last character alone, for those who look for only that one.
        return [word for word in letters if len(word) > 1]

    assert long(worker.evaluate("text => worker.cut(text)", text)) == long(indexed(text).split())


@pytest.mark.parametrize("text", ["提升满意度，P95 延迟低于 200 毫秒。", "On-time delivery, 98 %", "华东 收入", "客户"])
def test_what_was_cut_can_be_read_again(worker, text):
    assert worker.evaluate("words => worker.readable(words, new Set())", indexed(text).split()) == text


def test_filters_are_written_alike(worker):
    for name, value in (("unit", "u4"), ("unit", "物流"), ("cycle", "2026-Q4")):
        assert worker.evaluate("text => worker.cut(text)", f"{name}:{value}") == [filter_word(name, value)]


def test_text_of_records_is_no_markup(worker):
    assert worker.evaluate("worker.readable(['<b>', '&'], new Set([0]))") == "<mark>&lt;b&gt;</mark> &amp;"


def test_an_open_page_notices_that_the_site_was_published_again(worker):
    said = worker.evaluate(
        """async () => {
            const opened = []
            let now = 0
            let published = ["one"]
            Date.now = () => now
            window.fetch = async () => ({ json: async () => ({ config: { bundles: published } }) })
            worker.opening(async ({ bundles }) => {
                opened.push(bundles[0])
                return { running: { search: async () => ({ results: [] }) }, closed: async () => undefined }
            })
            const search = async later => {
                now += later
                await worker.search("word")
            }
            await search(100000)
            await search(1000)
            published = ["two"]
            await search(1000)
            await search(60000)
            window.fetch = async () => { throw new Error("offline") }
            await search(60000)
            return opened
        }"""
    )
    assert said == ["one", "two"]


def test_the_worker_answers_in_materials_words(worker):
    said = worker.evaluate(
        """async () => {
            const said = []
            window.postMessage = message => said.push(message)
            await worker.answer({ type: 0, data: { config: { bundles: [] }, docs: [] } })
            await worker.answer({ type: 2, data: "  " })
            const first = worker.answer({ type: 2, data: "first" })
            const second = worker.answer({ type: 2, data: "second" })
            await Promise.all([first, second])
            return said
        }"""
    )
    # The first question is not answered any more: the second was asked before it could be.
    assert json.loads(json.dumps(said)) == [{"type": 1}, {"type": 3, "data": {"items": []}}, {"type": 3, "data": {"items": []}}]
