"""Nobody works for a bet that is lost.

A theme rests on a hypothesis. When the evidence has refuted it, objectives that align to the theme no longer lead where they
were meant to, however well they score.

Align the objective to a theme that still stands, or drop it and say why. If it is worth doing for another reason, that reason
is what it aligns to. If the evidence is not as clear as `refuted` says, change that in the strategy.

Source: B, the book chapter on OKR: hypotheses of the strategy map are tested.

Bad:

    # strategy.md
    ---
    title: Strategy 2026-2028
    themes:
      - {id: nationwide, title: Serve every county, perspective: customer, leads_to: [growth], evidence: refuted}
      - {id: growth, title: Grow with e-commerce, perspective: financial}
    ---

Good:

    # strategy.md
    ---
    title: Strategy 2026-2028
    themes:
      - {id: nationwide, title: Serve every county, perspective: customer, leads_to: [growth], evidence: open}
      - {id: growth, title: Grow with e-commerce, perspective: financial}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR904"
SEVERITY = "warning"


def check(company: Company) -> Iterator[Problem]:
    """Look at the themes that open objectives align to."""
    refuted = {theme.id for theme in company.workspace.strategy.themes if theme.evidence == "refuted"}
    if not refuted:
        return
    for objective in company.open_objectives:
        for ref in objective.aligns_to:
            if ref.is_theme and ref.part in refuted:
                yield notice(
                    objective,
                    say("aligns_to: the hypothesis of '{theme}' was refuted", theme=ref.target),
                    ref.at,
                    hint=say("align to a theme that still stands, or drop this objective and say why"),
                )
