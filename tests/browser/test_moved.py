"""An address that a record had before, in a real Chromium."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

OLD, NEW = "2026-Q4/it-platform/one-answer/", "2026-Q4/it-platform/tracking/"


@pytest.mark.parametrize(("scripts", "arrives_at"), [(True, f"{NEW}#up"), (False, NEW)], ids=["scripts", "no scripts"])
def test_an_earlier_address_leads_on(visit, scripts, arrives_at):
    page = visit(f"{OLD}#up", scripts=scripts)
    page.wait_for_url(f"**/{NEW}*")
    assert page.url.endswith(f"/{arrives_at}")
    assert page.locator("h1").inner_text() == "Everyone who asks where a parcel is gets one answer, at once"


def test_the_way_back_does_not_end_at_the_earlier_address(visit):
    page = visit("units/")
    root = page.url.removesuffix("units/")
    page.goto(root + OLD)
    page.wait_for_url(f"**/{NEW}")
    page.go_back()
    assert page.url == f"{root}units/"
