"""Which cycles' pages can have changed: a key for each cycle, made of everything that its pages may show.

To what its records say comes what was found in them, and what overlaps: that is shown with its title and its owner.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from okrpress.check import Finding
from okrpress.company import Company
from okrpress.parts import Parts
from okrpress.site.digest import digest
from okrpress.site.history import Past


def part_keys(
    company: Company, findings: Sequence[Finding], parts: Parts | None = None, past: Past | None = None
) -> Mapping[str, str]:
    """Return a key for each cycle: equal keys mean equal pages, given the same generator. `past` is what git knows."""
    workspace = company.workspace
    parts = parts or Parts.of(company)
    leaders = parts.leaders
    lines: dict[str, list[str]] = {leader: [key] for leader, key in parts.keys.items()}
    for objective_id, overlaps in company.overlaps.items():
        mine = lines[leaders[workspace.objectives[objective_id].cycle]]
        mine += (f"like {objective_id} {overlap} {_title(company, overlap.other)}" for overlap in overlaps)
    for finding in findings:
        part = finding.record.partition("/")[0]
        if part in leaders:
            lines[leaders[part]].append(repr(finding))
    past = past or Past()
    for path, known in sorted(past.keys.items()):
        part = path.split("/")[1]
        if part in leaders:
            lines[leaders[part]].append(f"past {path} {known}")
    keys = {leader: digest("\n".join([past.state, *entries])) for leader, entries in lines.items()}
    return {cycle: f"{keys[leader]} {cycle}" for cycle, leader in leaders.items()}


def _title(company: Company, target: str) -> str:
    """Return the title of an objective or of one of its key results."""
    objective_id, _, part = target.partition("#")
    objective = company.workspace.objectives[objective_id]
    key_result = objective.key_result(part)
    return key_result.title if key_result else objective.title
