"""Feeds as a build sees them: published beside the pages, and made again only when something in them changed."""

from __future__ import annotations

from okrpress.site.assemble import make_publication
from okrpress.site.publication import Edition
from tests import small

PATH = "cycles/2026-Q4/logistics/on-time.md"


def assets_of(folder, files=None):
    edition = Edition(okrs=small.write(folder, files or {}), project=folder, cache=folder / ".cache", today=small.TODAY)
    return {asset.path: asset for asset in make_publication(edition).assets}


def test_feeds_and_calendar_are_published(tmp_path):
    found = assets_of(tmp_path)
    assert {"feeds/company.xml", "feeds/calendar.ics", "feeds/units/hub-north.xml", "feeds/people/zhang-min.xml"} <= set(found)
    assert all(isinstance(asset.data(), bytes) for asset in found.values())


def test_a_feed_is_made_again_only_when_something_in_it_changed(tmp_path):
    before = {path: asset.key for path, asset in assets_of(tmp_path).items()}
    assert {path: asset.key for path, asset in assets_of(tmp_path).items()} == before
    changed = {PATH: small.FILES[PATH].replace("Two hubs retrained", "Three hubs retrained")}
    after = {path: asset.key for path, asset in assets_of(tmp_path, changed).items()}
    assert {path for path in before if before[path] != after[path] and path.startswith("feeds/")} == {
        "feeds/company.xml", "feeds/units/logistics.xml"
    }  # fmt: skip
