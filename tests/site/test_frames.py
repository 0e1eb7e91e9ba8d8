from __future__ import annotations

import pytest

from okrpress.site.frames import TITLE, frames_of, kind_frame
from okrpress.site.navigation import with_hubs
from okrpress.site.publication import Frame, PublicationError
from tests.site import fake


def test_each_hub_and_each_kind_and_depth_of_records_has_one_frame():
    orders = {order.name: order for order in frames_of(fake.publication())}
    assert list(orders) == ["hub/", "hub/cycles/", "hub/maps/", "hub/units/", "objective/3", "unit/2"]
    assert orders["hub/cycles/"].section == ("Objectives",)
    assert orders["objective/3"].under == "cycles/"
    assert orders["objective/3"].title == TITLE
    assert orders["objective/3"].address.count("/") == 3
    assert kind_frame("objective", "2026-Q4/u1/o1/") == "objective/3"


def test_a_kind_without_frame_is_named():
    with pytest.raises(PublicationError, match="'objective'"):
        frames_of(fake.publication(frames=(Frame(kind="unit", under="units/"),)))


def test_a_frame_under_no_hub_is_named():
    with pytest.raises(PublicationError, match="'nowhere/'"):
        frames_of(fake.publication(frames=(Frame(kind="unit", under="nowhere/"), Frame(kind="objective"))))


def test_hubs_stand_in_their_sections_before_the_companys_own_pages():
    assert with_hubs(frames_of(fake.publication()), None, [{"Guides": ["faq.md"]}]) == [
        {"Home": "index.md"},
        {"Objectives": [{"Cycles": "cycles/index.md"}, {"Map": "maps/index.md"}]},
        {"Units": "units/index.md"},
        {"Guides": ["faq.md"]},
    ]


def test_a_navigation_of_the_companys_own_may_place_hubs_itself():
    theirs = [{"Who": ["units/index.md", "faq.md"]}]
    assert with_hubs(frames_of(fake.publication()), theirs, [{"Guides": ["faq.md"]}]) == [
        {"Home": "index.md"},
        {"Objectives": [{"Cycles": "cycles/index.md"}, {"Map": "maps/index.md"}]},
        {"Who": ["units/index.md", "faq.md"]},
    ]


def test_a_hub_may_stay_out_of_the_navigation():
    hubs = (fake.hub("", "Home"), fake.hub("secret/", "Hidden", in_navigation=False))
    orders = frames_of(fake.publication(hubs=hubs, records=(), frames=()).__class__(hubs=hubs))
    assert with_hubs(orders, None, []) == [{"Home": "index.md"}]
