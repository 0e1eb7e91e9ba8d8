"""What changed as a picture: the objectives that changed, all above them and whatever is linked anew or no longer.

What was added is green and has a plus, what was removed is red and has a minus: colour never stands alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final, TypeAlias

from okrpress.alignment import Link
from okrpress.company import Company
from okrpress.diagrams.graph import Change, Edge, Graph, Node, Relation
from okrpress.diagrams.place import record_of
from okrpress.diagrams.records import Boxes
from okrpress.differences.difference import Difference
from okrpress.differences.identity import Identity
from okrpress.words import Words

MOST: Final = 120
"""Boxes of the picture."""
PLUS: Final = "+"
MINUS: Final = "\N{MINUS SIGN}"
_Line: TypeAlias = tuple[str, str, Relation]
"""Tail, head, meaning."""


def graph(difference: Difference, words: Words, most: int = MOST) -> Graph:
    """Return the picture; empty where no objective changed. Its boxes lead nowhere: it stands outside of the site."""
    old, new = _lines(difference.before, difference.kin), _lines(difference.after, None)
    shown = _shown(difference, (*new, *old))
    kept = shown if len(shown) <= most else shown[: most - 1]
    nodes = [_node(difference, name, words) for name in kept]
    if len(shown) > len(kept):
        nodes.append(Boxes(difference.after, words).more("others", len(shown) - len(kept), ""))
    drawn = set(kept)
    return Graph(
        id="difference",
        title=words("What changes in the alignment"),
        description=words("Green with a plus: added; red with a minus: removed"),
        nodes=tuple(nodes),
        edges=tuple(
            Edge(tail, head, relation, _label(relation, change, words), change=change)
            for (tail, head, relation), change in _changed(old, new).items()
            if tail in drawn and head in drawn
        ),
    )


def signed(picture: Graph) -> Graph:
    """Return the picture with a sign before the title of every box that came or went, to be drawn."""
    signs: Mapping[Change, str] = {"": "", "added": f"{PLUS} ", "removed": f"{MINUS} "}
    return replace(picture, nodes=tuple(replace(node, title=signs[node.change] + node.title) for node in picture.nodes))


def _lines(company: Company, kin: Identity | None) -> dict[_Line, None]:
    """Return every line of a state, by the ids of now."""
    found: dict[_Line, None] = {}
    relations: tuple[tuple[Relation, Mapping[str, tuple[Link, ...]]], ...] = (
        ("aligns", company.alignment.parents),
        ("supports", company.alignment.supports),
    )
    for relation, links in relations:
        for source, targets in links.items():
            for link in targets:
                head = record_of(link)
                found[kin.id_now(source) if kin else source, kin.id_now(head) if kin else head, relation] = None
    return found


def _changed(old: dict[_Line, None], new: dict[_Line, None]) -> dict[_Line, Change]:
    found: dict[_Line, Change] = {line: "" if line in old else "added" for line in new}
    found.update({line: "removed" for line in old if line not in new})
    return found


def _shown(difference: Difference, lines: Iterable[_Line]) -> list[str]:
    """Return what is shown: what changed first, then the other ends of its links that changed, then all that stands above."""
    above: dict[str, list[str]] = {}
    for tail, head, relation in lines:
        if relation == "aligns":
            above.setdefault(tail, []).append(head)
    found = dict.fromkeys(change.objective.id for change in difference.objectives)
    found.update(
        (record_name(link.target), None) for change in difference.objectives for link in change.links if link.after != "broken"
    )
    shown = list(found)
    for name in shown:
        for parent in dict.fromkeys(above.get(name, ())):
            if parent not in found:
                found[parent] = None
                shown.append(parent)
    return shown


def record_name(target: str) -> str:
    """Return the box of what a full id points at: an objective, or a theme."""
    return target if target.startswith("strategy#") else target.partition("#")[0]


def _node(difference: Difference, name: str, words: Words) -> Node:
    before, after, kin = difference.before, difference.after, difference.kin
    is_here = name in after.workspace.objectives or (name.startswith("strategy") and after.workspace.strategy.theme(name[9:]))
    current = after.current_cycle
    boxes = Boxes(after if is_here else before, words, current.id if current else "")
    node = replace(boxes.target(name), href="")
    if name.startswith("strategy"):
        is_new, is_gone = before.workspace.strategy.theme(name[9:]) is None, not is_here
    else:
        is_new, is_gone = name not in kin.before, not is_here
        was = kin.before.get(name)
        if was is not None and is_here:
            scores = [before.standing(was.id).score, after.standing(name).score]
            if scores[0] != scores[1]:
                node = replace(node, state=f"{words.score(scores[0])} → {node.state}")
    change: Change = "removed" if is_gone else "added" if is_new else ""
    return replace(node, change=change)


def _label(relation: Relation, change: Change, words: Words) -> str:
    sign = {"": "", "added": PLUS, "removed": MINUS}[change]
    return " ".join(filter(None, (sign, words("helps") if relation == "supports" else "")))
