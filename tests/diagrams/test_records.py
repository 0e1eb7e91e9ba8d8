from __future__ import annotations

from datetime import date

import pytest

from okrpress.company import Company
from okrpress.diagrams import alignment_map, place, strategy_map, unit_map
from okrpress.diagrams.graph import Graph
from okrpress.words import Words

WORDS = Words("en")
FAR = """\
---
title: Far away
type: aspirational
stage: draft
supports: [logistics/on-time#rate]
key_results:
  - {id: a, title: A}
---
"""
ASKING = """\
---
title: Every parcel arrives on the day we promised
type: committed
stage: agreed
aligns_to: [company/reliable#on-time, company/reliable#first-call]
supports: [customer-service/first-call]
asks:
  - {id: api, to: customer-service, what: A list of late parcels}
  - {id: idea, what: Anyone who can read customs forms}
  - {id: old, to: hub-north, what: Done long ago, done: 2026-10-20}
key_results:
  - id: rate
    title: On-time delivery rises
    metric: {start: 91, target: 98, unit: "%"}
  - {id: damage, title: Damage falls, done: false}
---
"""
LAYER = {
    "cycles/2026-Q4/logistics/on-time.md": ASKING,
    "cycles/2026-Q4/chen-jie/far.md": FAR,
    "units/old-lab.md": "---\nname: Old lab\nkind: team\nparent: company\nuntil: 2026-01-31\n---\n",
    "units/legal.md": "---\nname: 法务部\nkind: team\nparent: company\n---\n",
}


def lines(graph: Graph) -> set[tuple[str, str, str]]:
    return {(edge.tail.removeprefix("2026-Q4/"), edge.relation, edge.head.removeprefix("2026-Q4/")) for edge in graph.edges}


def place_of(company: Company, objective: str, **most: int) -> Graph:
    return place.graph(company, company.workspace.objectives[objective], WORDS, **most)


def test_a_place_reaches_from_the_strategy_down_to_the_last_child(company):
    picture = place_of(company(), "2026-Q4/logistics/on-time")
    assert lines(picture) == {
        ("company/reliable", "aligns", "strategy#nationwide"),
        ("logistics/on-time", "aligns", "company/reliable"),
        ("hub-north/sorting", "aligns", "logistics/on-time"),
        ("li-na/coach", "aligns", "logistics/on-time"),
        ("wang-lei/night", "aligns", "hub-north/sorting"),
    }
    assert [node.id for node in picture.nodes if node.focus] == ["2026-Q4/logistics/on-time"]
    assert picture.description == "2 above, 3 below, 0 beside it"


def test_help_and_asks_stand_beside(company):
    picture = place_of(company(LAYER), "2026-Q4/logistics/on-time")
    sideways = {line for line in lines(picture) if line[1] != "aligns"}
    assert ("chen-jie/far", "supports", "logistics/on-time") in sideways
    assert ("logistics/on-time", "supports", "customer-service/first-call") in sideways
    asks = {(node.title, node.note) for node in picture.nodes if node.kind == "ask"}
    # What was had already, and the open call that somebody answered, are asked no more.
    assert asks == {("A list of late parcels", "Customer service")}
    # Two key results of one objective are one line.
    assert len([edge for edge in picture.edges if edge.head == "2026-Q4/company/reliable" and "on-time" in edge.tail]) == 1


def test_an_open_call_is_to_everyone(company):
    picture = place_of(company({"cycles/2026-Q4/logistics/on-time.md": ASKING}), "2026-Q4/logistics/on-time")
    assert ("Anyone who can read customs forms", "Everyone") in {(node.title, node.note) for node in picture.nodes}


def test_a_box_says_whose_it_is_and_how_it_stands(company):
    nodes = {node.id: node for node in place_of(company(LAYER), "2026-Q4/logistics/on-time").nodes}
    reliable = nodes["2026-Q4/company/reliable"]
    assert (reliable.note, reliable.href) == ("Parcel", "2026-Q4/company/reliable/")
    assert reliable.state == "0.50 ● On track"
    assert reliable.tone == "on-track"
    draft = nodes["2026-Q4/chen-jie/far"]
    assert (draft.stage, draft.tone) == ("draft", "none")
    assert draft.state.endswith("Draft")
    theme = nodes["strategy#nationwide"]
    assert (theme.kind, theme.href, theme.state) == ("theme", "maps/strategy/#nationwide", "○ Open")


def test_another_cycle_is_named(company):
    layer = {
        "cycles/2026/cycle.md": "---\ntitle: Year 2026\n---\n",
        "cycles/2026/company/far.md": "---\ntitle: Far\ntype: aspirational\nstage: agreed\nkey_results: []\n---\n",
        "cycles/2026-Q4/logistics/on-time.md": ASKING.replace("company/reliable#first-call", "2026/company/far"),
    }
    nodes = {node.id: node for node in place_of(company(layer), "2026-Q4/logistics/on-time").nodes}
    assert nodes["2026/company/far"].note == "2026 · Parcel"


@pytest.mark.parametrize("most", [3, 12, 40, 150])
def test_a_place_has_no_more_boxes_than_can_be_read(company, most):
    layer = {"cycles/2026-Q4/cycle.md": "---\ntitle: 2026 Q4\n---\n"}
    for child in range(12):
        body = "---\ntitle: T\ntype: aspirational\nstage: agreed\naligns_to: [{}]\nkey_results:\n  - {{id: a, title: A}}\n---\n"
        layer[f"cycles/2026-Q4/li-na/c{child}.md"] = body.format("company/reliable")
        for grandchild in range(12):
            layer[f"cycles/2026-Q4/wang-lei/c{child}-{grandchild}.md"] = body.format(f"li-na/c{child}")
    picture = place_of(company(layer), "2026-Q4/company/reliable", most=most)
    assert len(picture.nodes) <= most
    told = sum(int(node.title.split()[1]) for node in picture.nodes if node.kind == "more")
    assert told > 0 or most == 150


def test_a_loop_of_alignment_is_drawn(company):
    layer = {"cycles/2026-Q4/company/reliable.md": ASKING.replace("company/reliable#on-time", "logistics/on-time")}
    assert ("company/reliable", "aligns", "logistics/on-time") in lines(place_of(company(layer), "2026-Q4/logistics/on-time"))


def test_a_units_map_frames_its_own(company):
    picture = unit_map.graph(company(LAYER), "logistics", "2026-Q4", WORDS)
    assert picture.clusters[0].nodes == ("2026-Q4/logistics/on-time",)
    assert picture.clusters[0].label == "Logistics · 2026 Q4"
    assert picture.clusters[0].href == "units/logistics/"
    assert ("hub-north/sorting", "aligns", "logistics/on-time") in lines(picture)
    # The children of its children are on their own unit's map.
    assert "2026-Q4/wang-lei/night" not in {node.id for node in picture.nodes}


def test_a_persons_map_leads_to_the_person(company):
    assert unit_map.graph(company(), "li-na", "2026-Q4", WORDS).clusters[0].href == "people/li-na/"


def test_a_units_map_without_objectives_is_empty(company):
    assert not unit_map.graph(company(LAYER), "legal", "2026-Q4", WORDS).nodes


def test_the_alignment_map_counts_by_unit(company):
    picture = alignment_map.graph(company(LAYER), "2026-Q4", WORDS)
    nodes = {node.id: node for node in picture.nodes}
    assert "units/old-lab" not in nodes
    assert nodes["units/customer-service"].note == "3 objectives"
    weights = {(edge.tail, edge.relation, edge.head): edge.weight for edge in picture.edges}
    assert weights["units/customer-service", "supports", "units/logistics"] == 1
    assert weights["units/logistics", "supports", "units/customer-service"] == 1
    assert weights["units/hub-north", "aligns", "units/logistics"] == 1
    # Who is tied to nobody stands out.
    assert [cluster.nodes for cluster in picture.clusters] == [("units/legal",)]
    assert nodes["units/legal"].stage == "draft"


def test_a_large_company_is_shown_by_its_upper_levels(company):
    picture = alignment_map.graph(company(), "2026-Q4", WORDS, most=3)
    nodes = {node.id: node for node in picture.nodes}
    assert set(nodes) == {"units/company", "units/logistics", "units/customer-service"}
    # The hub's objectives are counted with the department above it, which opens on a map of its own.
    assert nodes["units/logistics"].note == "4 objectives · + 1 unit"
    assert nodes["units/logistics"].href == "maps/alignment/logistics/"
    assert nodes["units/customer-service"].href == "units/customer-service/"


def test_the_map_of_a_unit_shows_the_others_only_where_they_are_tied_to_it(company):
    picture = alignment_map.graph(company(LAYER), "2026-Q4", WORDS, top="logistics")
    assert {node.id for node in picture.nodes} == {
        "units/logistics", "units/hub-north", "units/company", "units/customer-service",
    }  # fmt: skip
    assert [(frame.label, frame.nodes, frame.focus) for frame in picture.clusters] == [
        ("Logistics", ("units/logistics", "units/hub-north"), True)
    ]
    assert picture.base == "../../../"


def test_the_strategy_map_has_its_themes_in_lanes(company):
    picture = strategy_map.graph(company(), WORDS)
    assert [(lane.label, lane.nodes) for lane in picture.clusters] == [
        ("Financial", ("strategy#growth",)),
        ("Customer", ("strategy#nationwide",)),
    ]
    assert ("strategy#nationwide", "causes", "strategy#growth") in lines(picture)
    carried = next(node for node in picture.nodes if node.kind == "objective")
    assert carried.href == "2026-Q4/company/reliable/"
    assert ("strategy#nationwide/2026-Q4/company/reliable", "carries", "strategy#nationwide") in lines(picture)


def test_a_theme_does_not_show_closed_work(company):
    picture = strategy_map.graph(company(today=date(2027, 3, 1)), WORDS)
    assert not [node for node in picture.nodes if node.kind == "objective"]


def test_without_perspectives_there_are_no_lanes(company):
    text = "---\nthemes:\n  - {id: a, title: A, leads_to: [b, a, nothing]}\n  - {id: b, title: B, leads_to: [a]}\n---\n"
    picture = strategy_map.graph(company({"strategy.md": text}), WORDS)
    assert not picture.clusters
    assert lines(picture) == {("strategy#a", "causes", "strategy#b"), ("strategy#b", "causes", "strategy#a")}


def test_pictures_depend_on_nothing_but_the_records(company):
    first, second = company(LAYER), company(LAYER)
    for make in (lambda it: place_of(it, "2026-Q4/logistics/on-time"), lambda it: alignment_map.graph(it, "2026-Q4", WORDS)):
        assert repr(make(first)) == repr(make(second))
