"""The table of a cycle, as its reader sorts and filters it."""

from __future__ import annotations

import csv
import io
import json

import pytest

pytestmark = pytest.mark.browser

CYCLE = "2026-Q4/"
TITLES = ".okr-cycle-table tbody tr:not(.okr-group) th > a"
SHEET = "async value => (await import(new URL('../assets/javascripts/cycle-table/sheet.js', location))).{}(value)"
STATUS = ".okr-sheet [role=status]"


def titles(page):
    return page.locator(TITLES).all_inner_texts()


def told(page, words):
    page.wait_for_function(f"words => document.querySelector('{STATUS}').textContent.startsWith(words)", arg=words)


def open_box(page, facet):
    page.click(f"[data-facet={facet}]")
    page.wait_for_selector(f"#okr-facet-{facet} label")


def choose(page, facet, label):
    open_box(page, facet)
    page.locator(f"#okr-facet-{facet} label", has_text=label).first.click()
    page.keyboard.press("Escape")


def column(page, number):
    return page.locator(f".okr-cycle-table tbody tr:not(.okr-group) > :nth-child({number})").all_inner_texts()


@pytest.fixture(scope="session")
def data(sites):
    return json.loads((sites("en").folder / CYCLE / "objectives.json").read_text(encoding="utf-8"))


def test_nothing_is_fetched_before_somebody_asks(visit):
    page = visit("")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{page.url}{CYCLE}", wait_until="networkidle")
    assert titles(page)
    assert not [url for url in asked if url.endswith("objectives.json")]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_script_draws_what_the_page_holds(visit, language):
    page = visit(CYCLE, language=language)
    drawn = (
        "[...document.querySelectorAll('.okr-cycle-table tbody tr')].map(row => [row.innerText.trim(), row.id, row.className])"
    )
    links = "[...document.querySelectorAll('.okr-cycle-table tbody a')].map(link => link.href)"
    bars = "[...document.querySelectorAll('.okr-bar rect')].map(one => one.getAttribute('width') ?? one.getAttribute('x'))"
    before = [page.evaluate(script) for script in (drawn, links, bars)]
    page.click("th[data-sort=score] button")
    page.wait_for_selector("th[aria-sort=descending]")
    assert page.evaluate(drawn) != before[0]
    page.go_back()
    page.wait_for_selector(".okr-group")
    assert [page.evaluate(script) for script in (drawn, links, bars)] == before


def test_a_head_sorts_and_turns(visit):
    page = visit(CYCLE)
    page.click("th[data-sort=score] button")
    page.wait_for_selector("th[data-sort=score][aria-sort=descending]")
    scores = [float(text) for text in column(page, 2) if text != "–"]
    assert scores == sorted(scores, reverse=True)
    assert page.url.endswith("?sort=-score")
    page.click("th[data-sort=score] button")
    page.wait_for_selector("th[data-sort=score][aria-sort=ascending]")
    assert [float(text) for text in column(page, 2) if text != "–"] == sorted(scores)
    page.go_back()
    page.wait_for_selector("th[data-sort=score][aria-sort=descending]")


@pytest.mark.parametrize("name", ["title", "owner", "type", "stage", "state", "score", "confidence", "checked", "tag"])
def test_every_order_keeps_every_row(visit, data, name):
    page = visit(f"{CYCLE}?sort={name}")
    page.wait_for_function(f"() => document.querySelector('{STATUS}').textContent.includes('sorted')")
    assert sorted(titles(page)) == sorted(data["rows"]["title"])
    assert page.locator(".okr-group").count() == 0


def test_a_unit_brings_everything_below_it(visit, data):
    page = visit(CYCLE)
    choose(page, "unit", "Logistics")
    told(page, "14 of 38")
    who = data["who"]

    def is_below(place):
        while place >= 0:
            if who["handle"][place] == "logistics":
                return True
            place = who["above"][place]
        return False

    rows = data["rows"]
    assert titles(page) == [title for title, owner in zip(rows["title"], rows["owner"], strict=True) if is_below(owner)]
    assert page.url.endswith("?unit=logistics")
    assert page.locator("[data-facet=unit]").inner_text() == "Unit: Logistics"


def test_filters_add_up_and_choices_of_one_do_not_exclude_each_other(visit, data):
    page = visit(CYCLE)
    choose(page, "type", "Committed")
    open_box(page, "state")
    for label in ("At risk", "Needs attention"):
        page.locator("#okr-facet-state label", has_text=label).click()
    told(page, "11 of 38")
    states = [data["states"][number][1] for number in data["rows"]["state"]]
    types = data["rows"]["type"]
    wanted = [kind == 0 and state in ("At risk", "Needs attention") for kind, state in zip(types, states, strict=True)]
    assert len(titles(page)) == sum(wanted) == 11
    page.keyboard.press("Escape")
    page.go_back()
    page.go_back()
    told(page, f"{types.count(0)} of 38")
    page.click("[data-clear]")
    told(page, "38 objectives")
    assert page.url.endswith(CYCLE)


@pytest.mark.parametrize(
    ("query", "matches"),
    [
        ("owner=logistics", lambda it: it["handle"] == "logistics"),
        ("person=wang-lei", lambda it: "wang-lei" in (it["handle"], *it["people"])),
        ("mine=li-na", lambda it: "li-na" in (it["handle"], it["lead"], *it["people"])),
        ("type=aspirational", lambda it: it["type"] == 1),
        ("stage=draft&stage=proposed", lambda it: it["stage"] in (0, 1)),
        ("score=..0.4", lambda it: it["score"] is not None and it["score"] < 0.4),
        ("score=0.5..0.6", lambda it: it["score"] is not None and 0.5 <= it["score"] < 0.6),
        ("confidence=..4&confidence=7..", lambda it: it["confidence"] is not None and not 4 <= it["confidence"] < 7),
        ("checked=..8", lambda it: it["age"] is not None and it["age"] < 8),
        ("checked=8..15&checked=none", lambda it: it["age"] is None or 8 <= it["age"] < 15),
        ("tag=客服", lambda it: "客服" in it["tags"]),
        ("is=unaligned", lambda it: it["unaligned"]),
        ("is=stale", lambda it: it["stale"]),
        ("text=parcel", lambda it: "parcel" in it["text"]),
        ("text=logistics+line", lambda it: "logistics" in it["text"] and "line" in it["text"]),
    ],
)  # fmt: skip
def test_an_address_says_what_is_shown(visit, data, query, matches):
    page = visit(f"{CYCLE}?{query}")
    told(page, "")
    page.wait_for_function(f"() => document.querySelector('{STATUS}').textContent.includes(' of 38')")
    who, tags = data["who"], data["tags"]
    expected = []
    for place in range(len(data["rows"]["slug"])):
        row = {name: values[place] for name, values in data["rows"].items()}
        lead = who["lead"][row["owner"]]
        row |= {
            "age": data["days"][row["checked"]][2] if row["checked"] >= 0 else None,
            "handle": who["handle"][row["owner"]],
            "people": [who["handle"][number] for number in row["people"]],
            "lead": who["handle"][lead] if lead >= 0 else "",
            "tags": [tags[number] for number in row["tags"]],
        }
        row["text"] = " ".join([row["title"], row["slug"], who["name"][row["owner"]], *row["tags"]]).lower()
        if matches(row):
            expected.append(row["title"])
    assert titles(page) == expected
    assert page.locator(".okr-nothing").is_visible() == (not expected)
    # In the sample company everything is aligned; that the flag is set where it should be, tests/pages/test_table.py sees.
    assert bool(expected) == (query != "is=unaligned")


def test_words_are_filtered_while_they_are_written(visit):
    page = visit(CYCLE)
    page.locator(".okr-filters__text").press_sequentially("winter", delay=10)
    page.wait_for_url("**/?text=winter")
    page.wait_for_function(f"() => document.querySelector('{STATUS}').textContent.includes(' of 38')")
    assert "Through the winter nothing breaks and nobody gets hurt" in titles(page)
    assert len(titles(page)) < 5
    page.go_back()
    told(page, "38 objectives")
    assert page.input_value(".okr-filters__text") == ""


def test_an_empty_result_says_what_each_filter_costs(visit):
    page = visit(f"{CYCLE}?unit=logistics&text=zebra")
    page.wait_for_selector(".okr-nothing:not([hidden])")
    assert not page.locator(".okr-cycle-table").is_visible()
    page.get_by_role("button", name="Without “zebra”: 14").click()
    told(page, "14 of 38")


def test_mine_is_remembered_and_comes_first(visit):
    page = visit(CYCLE)
    choose(page, "mine", "Li Na" if page.locator("text=Li Na").count() else "李娜")
    page.wait_for_url("**/?mine=li-na")
    page.goto(page.url.partition("?")[0])
    open_box(page, "mine")
    assert page.locator("#okr-facet-mine input[type=checkbox]").first.get_attribute("value") == "li-na"


def test_a_box_is_walked_with_the_keyboard(visit):
    page = visit(CYCLE)
    page.focus("[data-facet=state]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#okr-facet-state label")
    page.wait_for_function("() => document.activeElement.type === 'checkbox'")
    first = page.evaluate("document.activeElement.value")
    page.keyboard.press("ArrowDown")
    second = page.evaluate("document.activeElement.value")
    assert (first, second) == ("at-risk", "stale")
    page.keyboard.press("Space")
    page.wait_for_url("**/?state=stale")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.facet") == "state"
    assert not page.locator("#okr-facet-state").is_visible()


@pytest.mark.parametrize(("language", "heads"), [("en", "Address,Objective,Owner"), ("zh", "网址,目标,负责人")])
def test_what_is_shown_can_be_had_as_a_sheet(visit, language, heads):
    page = visit(f"{CYCLE}?owner=logistics&sort=-score", language=language)
    page.wait_for_selector("th[aria-sort=descending]")
    with page.expect_download() as waiting:
        page.click("[data-sheet]")
    assert waiting.value.suggested_filename == "2026-Q4.csv"
    with open(waiting.value.path(), encoding="utf-8", newline="") as file:  # noqa: PTH123 - line ends as they are
        text = file.read()
    assert text.startswith(f"\ufeff{heads}")
    assert text.count("\r\n") == text.count("\n")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row[heads.split(",")[1]] for row in rows] == titles(page)
    assert [list(row.values())[8] for row in rows] == column(page, 2)
    assert all(row[heads.split(",")[0]].startswith("http://127.0.0.1") for row in rows)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"), ("\rx", "\"'\rx\""),
        ("a,b", '"a,b"'), ('a "b"', '"a ""b"""'), ("a\nb", '"a\nb"'), ("满意度", "满意度"), (None, ""), (0, "0"),
    ],
)  # fmt: skip
def test_no_cell_is_a_formula(visit, value, written):
    page = visit(CYCLE)
    cell = (
        "async value => (await import(new URL('assets/javascripts/cycle-table/sheet.js', new URL('..', location)))).cell(value)"
    )
    assert page.evaluate(cell, value) == written


@pytest.mark.parametrize(
    ("score", "shown"), [(0.565, "0.57"), (0.56499999999999, "0.56"), (1, "1.00"), (0, "0.00"), (1e-7, "0.00"), (None, "")]
)
def test_scores_are_rounded_as_the_site_rounds_them(visit, score, shown):
    page = visit(CYCLE)
    rounded = (
        "async value => (await import(new URL('assets/javascripts/cycle-table/sheet.js', new URL('..', location)))).score(value)"
    )
    assert page.evaluate(rounded, score) == shown


@pytest.fixture
def long(visit, data):
    """A cycle of ten thousand: the sample company's rows over and over."""
    times = -(-10_000 // len(data["rows"]["slug"]))
    rows = {name: (values * times)[:10_000] for name, values in data["rows"].items()}
    # The same owner's objectives stand together.
    order = sorted(range(10_000), key=lambda place: rows["owner"][place])
    rows = {name: [values[place] for place in order] for name, values in rows.items()}
    body = json.dumps({**data, "rows": rows})

    def go(address):
        page = visit(CYCLE)
        page.context.route("**/objectives.json", lambda route: route.fulfill(body=body, content_type="application/json"))
        page.goto(f"{page.url}{address}")
        return page

    return go


def test_ten_thousand_are_shown_in_pages(long):
    page = long("?page=2")
    told(page, "10,000 objectives")
    assert page.locator(TITLES).count() == 100
    assert "Page 2 of 100" in page.locator(".okr-pages").inner_text()
    page.get_by_role("link", name="Next").click()
    page.wait_for_url("**/?page=3")
    assert "Page 3 of 100" in page.locator(".okr-pages").inner_text()
    assert page.evaluate("document.activeElement.getAttribute('role')") == "status"
    page.click("th[data-sort=score] button")
    page.wait_for_url("**/?sort=-score")
    assert "Page 1 of 100" in page.locator(".okr-pages").inner_text()


def test_a_place_on_another_page_of_the_table_is_found(long):
    page = long("?page=2")
    told(page, "10,000 objectives")
    assert page.locator(".okr-group").count() == 1
    page.locator(".md-nav--secondary").get_by_role("link", name="Peak 2026 双11保障").first.click()
    page.wait_for_selector(".okr-group#peak-2026")
    assert not page.url.endswith("?page=2")


def test_without_scripts_the_plain_list_is_whole(visit, data):
    page = visit(CYCLE, scripts=False)
    assert titles(page) == data["rows"]["title"]
    assert not page.locator(".okr-filters").is_visible()
    assert not page.locator("[data-sheet]").is_visible()
    assert page.locator(STATUS).inner_text() == "38 objectives"


def test_where_the_data_is_missing_the_plain_list_stays(visit, sites):
    page = visit(CYCLE)
    count = page.locator(TITLES).count()
    page.context.route("**/objectives.json", lambda route: route.abort())
    page.click("th[data-sort=score] button")
    told(page, "The table could not be loaded")
    assert page.locator(TITLES).count() == count
    sites("en").complaints.clear()
