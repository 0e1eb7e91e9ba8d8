"""What the form loads: a cycle’s owners, and an owner’s own objectives, so that a large company opens as fast as a small one."""

from __future__ import annotations

import json

from okrpress.exchange import form_data
from tests import small


def test_a_cycle_names_its_owners_and_an_owner_their_objectives(company):
    made = company()
    owned = form_data.open_objectives(made)["2026-Q4"]
    assert json.loads(form_data.cycle(owned, made.workspace)) == [
        [handle, made.workspace.name_of(handle)] for handle in sorted({entry.owner for entry in made.open_objectives})
    ]
    logistics = json.loads(form_data.objectives(owned["logistics"], made.workspace))
    assert [entry["slug"] for entry in logistics] == ["on-time"]
    assert logistics[0]["path"] == "okrs/cycles/2026-Q4/logistics/on-time.md"
    assert "comments" not in logistics[0]


def test_it_says_where_comments_are(company):
    path = "cycles/2026-Q4/logistics/on-time.comments.md"
    made = company({path: "---\ncomments: [{date: 2026-11-09, by: li-na, text: Yes}]\n---\n"})
    owned = form_data.open_objectives(made)["2026-Q4"]["logistics"]
    assert json.loads(form_data.objectives(owned, made.workspace))[0]["comments"] == f"okrs/{path}"


def test_what_is_closed_or_dropped_is_not_offered(company):
    path = "cycles/2026-Q4/logistics/on-time.md"
    dropped = small.FILES[path].replace("stage: agreed", "stage: dropped\nreason: No hub is left")
    found = form_data.open_objectives(company({path: dropped}))
    assert "logistics" not in found["2026-Q4"]
    assert set(found) == set(form_data.open_cycles(company()))


def test_everybody_is_named_with_the_unit_above(company):
    known = {handle: rest for handle, *rest in json.loads(form_data.owners(company()))}
    assert known["logistics"][1:] == ["department", "company"]
    assert known["li-na"][1:] == ["person", "logistics"]
