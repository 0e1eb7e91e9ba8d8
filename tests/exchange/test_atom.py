"""Atom feeds, held against what RFC 4287 demands."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from okrpress.exchange import atom
from okrpress.pages.page import Desk
from okrpress.words import Words
from tests import small

COMMENTS = "cycles/2026-Q4/logistics/on-time.comments.md"
NS = {"a": "http://www.w3.org/2005/Atom"}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
NAME = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@pytest.fixture
def published(company):
    def make(files=None, language="en"):
        desk = Desk.of(company(files or {}), (), Words(language))
        return {feed.path: atom.written(desk, feed) for feed in atom.feeds(desk)}

    return make


def check(xml):
    """Hold a feed against RFC 4287, 4.1 and 4.2: what must be there, and how often."""
    root = ET.fromstring(xml)  # noqa: S314 - written by us, just now
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    names = [NAME.fullmatch(node.text) for node in root.iter("{http://www.w3.org/2005/Atom}id")]
    assert all(names)
    assert len({name[0] for name in names}) == len(names)
    for holder in (root, *root.findall("a:entry", NS)):
        for one in ("id", "title", "updated"):
            assert len(holder.findall(f"a:{one}", NS)) == 1
        assert MOMENT.fullmatch(holder.find("a:updated", NS).text)
        assert holder.find("a:author/a:name", NS).text
        links = holder.findall("a:link", NS)
        assert len([link for link in links if link.get("rel") == "alternate"]) == 1
        assert all(link.get("href") for link in links)
    assert [link.get("href") for link in root.findall("a:link", NS) if link.get("rel") == "self"]
    return root


def test_every_feed_is_a_feed(published):
    found = published()
    assert {"feeds/company.xml", "feeds/units/logistics.xml", "feeds/people/li-na.xml"} <= set(found)
    assert len(found) == 1 + 4 + 4
    for xml in found.values():
        check(xml)


def test_it_tells_what_happened_the_latest_first(published):
    root = check(published()["feeds/company.xml"])
    days = [node.text for node in root.findall("a:entry/a:updated", NS)]
    assert days == sorted(days, reverse=True)
    first = root.find("a:entry", NS)
    assert first.find("a:link", NS).get("href").startswith("../2026-Q4/company/reliable/#")
    assert "94.5" in root.find("a:entry/a:summary", NS).text or "70" in root.find("a:entry/a:summary", NS).text


def test_a_unit_hears_of_its_people_and_a_person_of_what_they_carry(published):
    found = published()
    about = {path: {node.get("href") for node in check(xml).findall("a:entry/a:link", NS)} for path, xml in found.items()}
    assert any("li-na/coach" in link for link in about["feeds/units/logistics.xml"])
    assert any("customer-service/first-call/#solved" in link for link in about["feeds/people/chen-jie.xml"])
    assert not any("customer-service" in link for link in about["feeds/people/li-na.xml"])


def test_what_authors_write_is_text(published):
    path = "cycles/2026-Q4/hub-north/full.md"
    text = """\
---
title: "<b>&\\x0c\\"'"
type: committed
stage: agreed
aligns_to: [logistics/on-time]
key_results:
  - id: kr
    title: "]]><script>"
    metric: {start: 1, target: 2, unit: t}
    check_ins: [{date: 2026-11-09, value: 1.5, by: "<i>", note: "a \\b <![CDATA["}]
---
"""
    root = check(published({path: text})["feeds/units/hub-north.xml"])
    assert "]]><script>" in [node.text for node in root.findall("a:entry/a:title", NS)]


def test_a_feed_without_news_is_still_one(published):
    nothing = {path: "" for path in small.FILES if path.startswith("cycles/2026-Q4/") and "cycle.md" not in path}
    root = check(published(nothing)["feeds/company.xml"])
    assert root.findall("a:entry", NS) == []


def test_the_same_records_give_the_same_bytes(published):
    assert published() == published()


def test_what_a_feed_is_made_of_changes_with_it(company):
    renamed = {"units/logistics.md": "---\nname: Hauling\nkind: team\nparent: company\n---\n"}
    desks = [Desk.of(company(files), (), Words()) for files in ({}, renamed)]
    keys = [{feed.path: atom.made_of(desk, feed) for feed in atom.feeds(desk)} for desk in desks]
    changed = {path for path in keys[0] if keys[0][path] != keys[1][path]}
    assert changed == {"feeds/company.xml", "feeds/units/logistics.xml"}


def test_a_comment_is_told_with_who_said_it(published):
    comment = "---\ncomments:\n  - {date: 2026-11-09, by: wang-lei, text: 'Is *this* right?'}\n---\n"
    entry = check(published({COMMENTS: comment})["feeds/units/logistics.xml"]).find("a:entry", NS)
    assert entry.find("a:summary", NS).text == "Wang Lei comments · Is this right?"
    assert entry.find("a:author/a:name", NS).text == "Wang Lei"
