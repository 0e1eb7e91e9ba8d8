"""Every page carries its content policy, for hosts that send no headers."""

from __future__ import annotations

from html.parser import HTMLParser

from okrpress.site.headers import PAGE_POLICY, policy_in_page
from okrpress.site.policed import policed
from tests.site import fake


class Head(HTMLParser):
    """Notes what stands ahead of the policy, and the policy."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.before: list[str] = []
        self.policy: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if dict(attrs).get("http-equiv") == "Content-Security-Policy":
            assert self.policy is None
            self.policy = dict(attrs)["content"]
        elif self.policy is None:
            self.before.append(tag)


def directives(policy: str) -> dict[str, list[str]]:
    return {name: sources for name, *sources in (part.split() for part in policy.split(";"))}


def test_it_says_all_that_the_header_says_and_a_page_may():
    inside, header = directives(policy_in_page()), directives(PAGE_POLICY)
    assert header.pop("frame-ancestors") == ["'none'"]
    # A folder that is opened without a server is all the same site.
    assert {name: [source for source in sources if source != "file:"] for name, sources in inside.items()} == header
    assert "file:" not in inside["default-src"]


def test_it_stands_ahead_of_all_that_is_loaded(tmp_path):
    config = fake.project(tmp_path, pages={"faq.md": "# FAQ"})
    fake.built(config)
    for page in ("index.html", "2026-Q4/u1/o1/index.html", "faq/index.html", "404.html"):
        head = Head((tmp_path / "site" / page).read_text("utf-8"))
        assert head.before == ["html", "head", "meta"], page
        assert head.policy == policy_in_page()


def test_a_company_may_do_without(tmp_path):
    config = fake.project(tmp_path, fake.CONFIG.replace("[okr]", "[okr: {content_policy: false}]"))
    fake.built(config, lambda edition: fake.publication(is_policed=edition.is_policed))
    assert Head((tmp_path / "site/index.html").read_text("utf-8")).policy is None


def test_the_form_alone_may_speak_with_the_forge():
    company = fake.publication(forge_origin="https://api.github.com")
    form, other = (Head(policed("<html><head>", company, path)).policy for path in ("edit/index.html", "units/index.html"))
    assert directives(form)["connect-src"] == ["'self'", "https://api.github.com", "file:"]
    assert directives(other)["connect-src"] == ["'self'", "file:"]


def test_no_address_of_a_forge_can_widen_it():
    for origin in ("https://a;script-src *", 'https://a"><script>', "https://a *", "javascript:alert(1)"):
        assert Head(policed("<html><head>", fake.publication(forge_origin=origin), "edit/index.html")).policy == policy_in_page()


def test_giscus_is_let_in_where_readers_may_load_it():
    policy = directives(Head(policed("<head>", fake.publication(has_giscus=True), "x/index.html")).policy)
    assert all("https://giscus.app" in policy[name] for name in ("script-src", "style-src", "frame-src"))
    assert "https://giscus.app" not in policy["connect-src"]
