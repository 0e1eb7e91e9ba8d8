"""Rollout coverage: who of those that it reaches takes part, the CEO first."""

from __future__ import annotations

from okrpress.pages.page import Desk
from okrpress.pages.parts.coverage import coverage
from okrpress.pages.quality import view
from okrpress.words import Words

PEOPLE = {
    "people/wu-yan.md": "---\nname: Wu Yan\nunit: hub-north\n---\n",
    "people/new.md": "---\nname: New\nunit: hub-north\nsince: 2026-11-01\n---\n",
    "people/gone.md": "---\nname: Gone\nunit: hub-north\nuntil: 2026-10-15\n---\n",
}


def desk(company, files=PEOPLE):
    return Desk.of(company(files), (), Words())


def test_everyone_who_was_there_when_the_cycle_began_counts(company):
    found = coverage(desk(company))
    assert (found.people, found.of_people) == (4, 5)  # Wu Yan has nothing; who came or left since is not missed
    assert (found.units, found.of_units) == (4, 4)
    hub = next(row for row in found.by_unit if row.unit.text == "Hub North")
    assert (hub.has_own, hub.people, hub.of) == (True, 1, 2)


def test_the_ceo_comes_first(company):
    found = coverage(desk(company))
    assert (found.ceo.text, found.ceo_has_own) == ("Zhang Min", True)
    assert not coverage(desk(company, {"cycles/2026-Q4/zhang-min/listen.md": ""})).ceo_has_own


def test_a_key_result_of_ones_own_is_a_part(company):
    from tests import small

    path = "cycles/2026-Q4/hub-north/sorting.md"
    text = small.FILES[path].replace("  - id: sorted\n", "  - id: sorted\n    owner: wu-yan\n")
    assert coverage(desk(company, {**PEOPLE, path: text})).people == 5


def test_a_pilot_counts_its_own_units_alone(company):
    files = {**PEOPLE, "settings.yml": "rollout: {mode: pilot, units: [customer-service]}\n"}
    found = coverage(desk(company, files))
    assert (found.units, found.of_units) == (1, 1)
    assert (found.people, found.of_people) == (1, 1)


def test_without_a_cycle_there_is_no_coverage(empty_site):
    assert empty_site["quality/"].view.coverage is None


def test_every_waiver_is_listed_with_its_reason_and_its_end(company):
    path = "cycles/2026-Q4/hub-north/sorting.md"
    from tests import small

    waived = small.FILES[path].replace(
        "stage: agreed\n", "stage: agreed\nwaivers: [{rule: no-why, reason: A word is enough, until: 2026-10-31}]\n"
    )
    found = view(desk(company, {path: waived})).waivers
    assert [(it.record.text, it.rule.text, it.reason, it.until, it.is_over) for it in found] == [
        ("The north sorts every parcel by midnight", "no-why", "A word is enough", "31 Oct 2026", True)
    ]
