"""What rules said of closed cycles is said again, and only where nothing changed that they were made of."""

from datetime import timedelta

import pytest

from okrpress.cache import Cache
from okrpress.check import check
from okrpress.earlier import Earlier
from okrpress.parts import Parts
from tests import small
from tests.site.sequences import CLOSED

TRUCKS = "cycles/2026-Q3/logistics/trucks.md"
UNGRADED = CLOSED[TRUCKS].replace("    grade: {score: 0.87, note: The last week was snow}\n", "")


@pytest.fixture
def look(company, tmp_path):
    """Check a company: the rules that speak of a closed objective, and the cycles that were not looked at."""

    def look(files=(), today=small.TODAY, made_by="these rules", only=()):
        there = company({**CLOSED, **dict(files)}, today)
        earlier = Earlier(there, Parts.of(there), Cache(tmp_path), made_by)
        found = check(there, only, earlier=earlier)
        assert found == check(there, only)
        return [entry.rule for entry in found if entry.record == "2026-Q3/logistics/trucks"], [*earlier.cycles]

    return look


def test_what_was_said_of_a_closed_cycle_is_said_again(look):
    assert look({TRUCKS: UNGRADED}) == (["ungraded-after-close"], [])
    assert look({TRUCKS: UNGRADED}) == (["ungraded-after-close"], ["2026-Q3"])
    assert look({TRUCKS: UNGRADED}, small.TODAY + timedelta(1)) == (["ungraded-after-close"], ["2026-Q3"])


def test_a_closed_cycle_that_changed_is_looked_at(look):
    look({TRUCKS: UNGRADED})
    assert look() == ([], [])
    assert look() == ([], ["2026-Q3"])


def test_settings_judge_what_was_said_earlier(look):
    look({TRUCKS: UNGRADED})
    waived = UNGRADED.replace("---\nWho", "waivers: [{rule: ungraded-after-close, reason: It snowed}]\n---\nWho")
    assert look({TRUCKS: waived, "settings.yml": "rules: {ungraded-after-close: 'off'}\n"})[0] == []


def test_some_rules_teach_nothing_about_the_others(look):
    look({TRUCKS: UNGRADED}, only=("no-why",))
    assert look({TRUCKS: UNGRADED}) == (["ungraded-after-close"], [])


def test_other_rules_look_for_themselves(look):
    look()
    assert look(made_by="other rules")[1] == []


def test_a_day_that_a_closed_record_names_is_waited_for(look):
    until = (small.TODAY + timedelta(1)).isoformat()
    waived = UNGRADED.replace("---\nWho", f"waivers: [{{rule: ungraded-after-close, reason: Snow, until: {until}}}]\n---\nWho")
    look({TRUCKS: waived})
    for days in range(1, 4):
        _, known = look({TRUCKS: waived}, small.TODAY + timedelta(days))
        assert bool(known) == (days > 2)
