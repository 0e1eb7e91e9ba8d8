"""A few pages as they are, byte for byte; `--renew` writes them anew."""

from __future__ import annotations

import pytest

PAGES = (
    "",
    "2026-Q4/",
    "2026-Q4/statistics/",
    "2026-Q3/statistics/",
    "2026-Q4/logistics/on-time/",
    "2026-Q3/logistics/winter/",
    "2026-Q3/logistics/review/",
    "2026-Q4/li-na/hostile/",
    "units/logistics/",
    "people/wang-lei/",
    "people/",
    "units/",
    "maps/alignment/",
    "maps/alignment/logistics/",
    "maps/strategy/",
    "help-wanted/",
    "archive/",
    "recognition/",
    "recognition/2026-11/",
    "meetings/",
    "meetings/alignment/",
    "meetings/check-in/logistics/",
    "meetings/quarterly/logistics/",
    "meetings/review/logistics/",
    "quality/",
    "quality/unaligned-objective/",
)


@pytest.mark.parametrize("address", PAGES)
def test_page(site, golden, address):
    golden(f"pages/{address.strip('/').replace('/', '__') or 'home'}.html", site[address].html + "\n")
