"""Every theme of the strategy is somebody's objective now.

A theme that no objective aligns to is a wish on a poster. Either its turn has not come, and everyone should know that, or it
was forgotten when the quarter was planned.

Align an objective to it: `aligns_to: [strategy#<theme>]`. One that aligns to such an objective carries the theme as well and
need not say so itself. Objectives in cycles that are not closed count, drafts too; a theme that was refuted needs none.

Source: B, the book chapter on OKR: the strategy map.

Bad:

    # strategy.md
    ---
    title: Strategy 2026-2028
    themes:
      - {id: nationwide, title: Serve every county, perspective: customer, leads_to: [growth]}
      - {id: growth, title: Grow with e-commerce, perspective: financial}
      - {id: craft, title: Everyone knows the route by heart, perspective: learning, leads_to: [nationwide]}
    ---

Good:

    # strategy.md
    ---
    title: Strategy 2026-2028
    themes:
      - {id: nationwide, title: Serve every county, perspective: customer, leads_to: [growth]}
      - {id: growth, title: Grow with e-commerce, perspective: financial}
      - {id: craft, title: Everyone knows the route by heart, perspective: learning, leads_to: [nationwide]}
    ---
    # cycles/2026-Q4/hub-north/routes.md
    ---
    title: Newcomers know their route within a month
    type: aspirational
    stage: agreed
    aligns_to: [strategy#craft]
    key_results:
      - {id: weeks, title: Weeks until the first route alone fall from 7 to 4, metric: {start: 7, target: 4, unit: weeks}}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR903"
SEVERITY = "info"


def check(company: Company) -> Iterator[Problem]:
    """Look at what aligns to each theme; a company without open objectives has other worries."""
    strategy = company.workspace.strategy
    if not strategy.themes or not company.open_objectives:
        return
    carried = {ref.part for objective in company.open_objectives for ref in objective.aligns_to if ref.is_theme}
    for theme in strategy.themes:
        if theme.id not in carried and theme.evidence != "refuted":
            yield notice(
                strategy,
                say("themes: no open objective aligns to '{theme}'", theme=theme.id),
                theme.at,
                hint=say("'aligns_to: [strategy#{theme}]' in the objective that carries it", theme=theme.id),
            )
