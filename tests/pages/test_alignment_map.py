"""The maps: who supports whom, with the holes; the same on every unit's own map."""

from __future__ import annotations

import pytest

from okrpress.pages import alignment_map, unit_alignment
from okrpress.pages.page import Desk
from okrpress.words import Words


def objective(title, *lines, stage="agreed"):
    return "\n".join((
        "---", f"title: {title}", "type: aspirational", f"stage: {stage}", "aligns_to: [company/reliable]", *lines,
        "key_results:", "  - {id: a, title: A, done: false}", "---", "",
    ))  # fmt: skip


FILES = {
    "cycles/2026-Q4/hub-north/wish.md": objective(
        "Wishes",
        "asks:",
        "  - {id: heard, to: customer-service, what: Somebody who listens}",
        "  - {id: unheard, to: logistics, what: Somebody who answers}",
    ),
    "cycles/2026-Q4/customer-service/hears.md": objective("Hears", "supports: [hub-north/wish]"),
    "cycles/2026-Q4/customer-service/kind.md": objective("Kind", "supports: [logistics/on-time]"),
    "cycles/2026-Q4/hub-north/dropped.md": objective(
        "Dropped", "supports: [customer-service/kind]", "reason: x", stage="dropped"
    ),
    "cycles/2026-Q4/wang-lei/own.md": objective("Own", "supports: [hub-north/wish]"),
}


@pytest.fixture
def desk(company):
    return Desk.of(company(FILES), (), Words("en"))


def cells(view):
    names = [row.unit.text for row in view.matrix.rows]
    return {
        (row.unit.text, taker): (cell.agreed, cell.unasked, cell.waiting)
        for row in view.matrix.rows
        for taker, cell in zip(names, row.cells, strict=True)
        if cell.title
    }


def test_what_was_asked_for_is_told_from_what_was_not_and_what_waits(desk):
    found = cells(alignment_map.view(desk))
    assert found["Customer service", "Hub North"] == (1, 0, 0)
    assert found["Logistics", "Hub North"] == (0, 0, 1)
    assert found["Customer service", "Logistics"][1] >= 1
    assert sum(agreed for agreed, _, _ in found.values()) == alignment_map.view(desk).matrix.agreed
    assert not any("Dropped" in name for pair in found for name in pair)


def test_a_cell_says_in_words_what_it_holds(desk):
    rows = {row.unit.text: row for row in alignment_map.view(desk).matrix.rows}
    titles = [cell.title for cell in rows["Customer service"].cells]
    assert "Customer service supports Hub North" in titles
    assert any("which has not asked" in title for title in titles)


def test_a_units_map_has_its_own_matrix_with_the_others_marked(desk):
    page = next(page for page in unit_alignment.pages(desk) if page.address == "maps/alignment/logistics/")
    view = page.view()
    outside = {row.unit.text for row in view.matrix.rows if row.is_outside}
    assert "Customer service" in outside
    assert {row.unit.text for row in view.matrix.rows} - outside <= {"Logistics", "Hub North"}
    assert ("Customer service", "Customer service") not in cells(view)
    assert [branch.unit.text for branch in view.branches] == ["Logistics", "Hub North"]
    assert [branch.depth for branch in view.branches] == [0, 1]
    assert page.files == {"map.svg": "map"}


def test_the_counts_of_a_unit_are_those_of_everything_in_it(desk):
    whole, part = alignment_map.view(desk), alignment_map.view(desk, "logistics")
    listed = sum(len(branch.objectives) for branch in part.branches)
    assert part.objectives == listed
    assert 0 < part.objectives < whole.objectives
