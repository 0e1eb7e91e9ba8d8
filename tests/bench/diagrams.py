"""Pictures laid out by one engine in two ways: many in a process, or a process for each.

    python tests/bench/diagrams.py DOTS.json BATCH

lays out what `export` wrote, one process at a time, BATCH pictures in each.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Final

from okrpress.company import company_on
from okrpress.diagrams import dot, place
from okrpress.diagrams.engine import Command, engine_of
from okrpress.diagrams.plan import Plan
from okrpress.load import load
from okrpress.words import Words

MOST: Final = 400
"""Pictures: a process for each of thousands would take minutes and say the same."""


def export(records: Path, target: Path) -> int:
    """Write the DOT of the places of objectives in a company; return how many they are."""
    workspace = load(records)
    company = company_on(workspace, date.today())  # noqa: DTZ011 - the day makes no difference to shapes
    words = Words("en")
    graphs = (place.graph(company, objective, words) for objective in workspace.objectives.values())
    plans = (Plan.of(graph) for graph in graphs if graph.nodes)
    dots = {f"g{number}": dot.source(dot.statements(plan), f"g{number}") for number, plan in enumerate(islice(plans, MOST))}
    target.write_text(json.dumps(dots), encoding="utf-8")
    return len(dots)


def main() -> None:
    """Lay out pictures; SystemExit where one is missing."""
    source, batch = Path(sys.argv[1]), int(sys.argv[2])
    dots: dict[str, str] = json.loads(source.read_text(encoding="utf-8"))
    engine = engine_of()
    if not isinstance(engine, Command):
        sys.exit("The engine runs within this process: there is nothing to compare.")
    names = list(dots)
    made = 0
    for start in range(0, len(names), batch):
        some = {name: dots[name] for name in names[start : start + batch]}
        made += len(replace(engine, batch=batch).lay_out(some).made)
    if made != len(dots):
        sys.exit(f"{len(dots) - made} pictures have no layout")


if __name__ == "__main__":
    main()
