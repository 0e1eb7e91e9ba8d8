"""What a reader can narrow a search by, with the words for it: a small file for the box, and one of names when needed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Final

from okrpress.pages.page import Desk
from okrpress.pages.parts.owners import in_tree_order, unit_tree

KINDS: Final = ("objective", "unit", "person", "cycle", "review", "rule", "page")
"""Kinds of pages that readers tell apart; what is no record is a page."""
STATES: Final = ("at-risk", "stale", "needs-attention", "too-early", "on-track", "done", "missed", "partly", "attained", "met")


def kind_of(kind: str) -> str:
    """Return the kind by which a page is found."""
    return kind if kind in KINDS else "page"


def filters(desk: Desk) -> bytes:
    """Write the facets in the order in which they are shown: name, label, and the choices of those that are few."""
    words, vocabulary = desk.words, desk.vocabulary
    states = {name.replace(" ", "-"): status.word for name, status in (*vocabulary.health.items(), *vocabulary.verdicts.items())}
    stages = [(name, vocabulary.stages[name]) for name in ("draft", "proposed", "dropped")]
    facets = (
        ("kind", words("Kind"), _kinds(desk)),
        ("cycle", words("Cycle"), [(cycle.id, cycle.title or cycle.id) for cycle in desk.involvement.cycles]),
        ("unit", words("Unit"), None),
        ("owner", words("Owner"), None),
        ("type", words("Type"), list(vocabulary.types.items())),
        ("state", words("State"), [*((name, states[name]) for name in STATES), *stages]),
    )
    said = {"closed": words("Closed cycles too"), "any": words("any"), "colon": words(": "), "label": words("Narrow the search")}
    return _written({"facets": facets, **said})


def names(desk: Desk) -> bytes:
    """Write the choices that are many: units with their depth in the tree, and everyone who owns an objective."""
    name = desk.mentions.owner
    units = [(handle, name(handle).text, depth) for handle, depth in unit_tree(desk)]
    owners = [(handle, name(handle).text) for handle in in_tree_order(desk, {owner for _, owner in desk.company.by_owner})]
    return _written({"unit": units, "owner": owners})


def _kinds(desk: Desk) -> Iterable[tuple[str, str]]:
    words = desk.words
    labels: Mapping[str, str] = {
        "objective": words("Objective"),
        "unit": words("Unit"),
        "person": words("Person’s page"),
        "cycle": words("Cycle"),
        "review": words("Review"),
        "rule": words("Rule"),
        "page": words("Other page"),
    }
    return [(kind, labels[kind]) for kind in KINDS]


def _written(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
