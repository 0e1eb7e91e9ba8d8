"""The content policy that we tell people to set: the site passes it, and it holds."""

from __future__ import annotations

import http.client
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import quote, urlsplit

import pytest

from okrpress.site.headers import ASK_AGAIN, FOREVER, HEADERS, PAGE_POLICY, WORKER, WORKER_POLICY
from tests.browser.test_site import KINDS

pytestmark = pytest.mark.browser

_LISTEN = """
window.refused = [];
document.addEventListener("securitypolicyviolation", event =>
    refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""


@pytest.fixture
def told(sites):
    """Ask for an address and return the status and the headers of the answer."""

    def ask(address: str, method: str = "GET") -> tuple[int, dict[str, str]]:
        connection = http.client.HTTPConnection(urlsplit(sites("en").url).netloc, timeout=30)
        connection.request(method, f"/{quote(address, safe='/?=')}")
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status, dict(answer.headers)

    return ask


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_page_does_what_the_policy_forbids(visit, language):
    page = visit("", language=language)
    page.context.add_init_script(_LISTEN)
    root = page.url
    for address in KINDS:
        page.goto(root + quote(address))
        for summary in page.locator("article details:not([open]) > summary").all():
            if summary.is_visible():
                summary.click()
        page.emulate_media(media="print")
        page.emulate_media(media="screen")
        assert page.evaluate("refused") == [], address


def test_what_a_reader_does_is_not_refused_either(visit):
    page = visit("", width=1440)
    page.context.add_init_script(_LISTEN)
    page.goto(page.url + "2026-Q4/company/whole-and-safe/")
    schemes = set()
    for _ in range(3):
        page.locator("label[for^=__palette]:visible").click()
        schemes.add(page.evaluate("document.body.dataset.mdColorScheme"))
    assert schemes == {"default", "slate"}
    page.reload()
    page.keyboard.press("/")
    page.keyboard.type("winter tyre")
    page.keyboard.press("s")
    page.locator(".md-search-result__link").first.wait_for(timeout=15_000)
    page.locator(".md-search__input").fill("nothing is called xyzzy")
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)
    page.keyboard.press("Escape")
    assert page.evaluate("refused") == []


def test_a_script_or_style_that_somebody_smuggled_in_does_nothing(visit, sites):
    page = visit("")
    page.evaluate(_LISTEN)
    page.evaluate(
        """() => {
            const script = document.createElement("script")
            script.textContent = "window.smuggled = true"
            document.body.append(script)
            document.body.insertAdjacentHTML("beforeend", '<p id="p" style="color: red" onclick="window.smuggled = true">!</p>')
            document.getElementById("p").click()
            document.body.insertAdjacentHTML("beforeend", '<img src="https://example.com/beacon.png">')
        }"""
    )
    page.wait_for_function("() => refused.length >= 4")
    assert page.evaluate("window.smuggled") is None
    assert {refusal.split()[0] for refusal in page.evaluate("refused")} == {
        "script-src-elem", "script-src-attr", "style-src-attr", "img-src",
    }  # fmt: skip
    # That is what was to be seen here; `visit` holds every other page against it.
    page.wait_for_timeout(200)
    sites("en").complaints.clear()


@pytest.mark.parametrize("way", ["a server without headers", "no server at all"])
def test_a_page_brings_its_policy_along_where_nobody_sends_it(chromium, sites, way):
    folder = sites("en").folder
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        handler.log_message = lambda *_: None
        Thread(target=server.serve_forever, daemon=True).start()
        context = chromium.new_context()
        context.add_init_script(_LISTEN)
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        root = f"http://127.0.0.1:{server.server_port}/" if "without" in way else f"{folder.as_uri()}/"
        for address in ("", "2026-Q4/logistics/on-time/", "maps/alignment/", "edit/"):
            page.goto(root + address + ("" if "without" in way else "index.html"))
            assert page.evaluate("getComputedStyle(document.querySelector('.okr h1')).fontSize") != "32px", "styles are let in"
            assert page.evaluate("typeof document$") == "object", "scripts are let in"
            if "without" in way:
                assert said == []
            assert page.evaluate("refused") == []
        page.evaluate(
            "() => { const s = document.createElement('script'); s.textContent = 'window.smuggled = 1'; document.body.append(s) }"
        )
        page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=\"https://example.com/beacon.png\">')")
        page.wait_for_function("() => refused.length >= 2")
        assert page.evaluate("window.smuggled") is None
        context.close()
        server.shutdown()


@pytest.mark.parametrize("address", ["", "2026-Q4/", "api/okrs.json", "no/such/page/", WORKER])
def test_every_answer_has_its_headers(told, address):
    status, headers = told(address)
    assert status == (404 if "no/such" in address else 200)
    assert {name: headers.get(name) for name in HEADERS} == dict(HEADERS)
    assert headers["Content-Security-Policy"] == (WORKER_POLICY if address == WORKER else PAGE_POLICY)


def test_what_is_named_by_its_content_is_kept_and_all_else_asked_for(told, sites):
    folder = sites("en").folder
    bundle = next((folder / "assets/javascripts").glob("bundle.*.min.js"))
    fragment = next((folder / "pagefind").glob("*/fragment/*"))
    kept = [*(file.relative_to(folder).as_posix() for file in (bundle, fragment)), f"{WORKER}?v=01234567"]
    assert [told(address)[1]["Cache-Control"] for address in kept] == [FOREVER] * 3
    assert [told(address)[1]["Cache-Control"] for address in ("", "api/okrs.json", WORKER)] == [ASK_AGAIN] * 3
    assert "Cache-Control" not in told("assets/javascripts/gone.01234567.js")[1]
    assert told("feeds/calendar.ics")[1]["Content-Type"] == "text/calendar; charset=utf-8"


def test_nothing_hidden_is_served_and_nothing_can_be_sent(told, sites):
    (sites("en").folder / ".hidden").write_text("x", encoding="utf-8")
    assert told(".hidden")[0] == 404
    assert told("", "POST")[0] == 403
