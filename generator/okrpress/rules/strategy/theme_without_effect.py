"""Every theme leads to something, until money is reached.

A strategy is a chain of bets: what people learn makes processes better, better processes make customers stay, customers who
stay pay. A theme that leads to nothing is work without a stated reason: nobody can later say that the bet was won.

Add `leads_to`. Themes of the financial perspective end the chain; in a strategy without any, the themes that others lead to
do. A theme that was refuted leads nowhere any more.

Source: B, the book chapter on OKR: the strategy map, after Kaplan and Norton.

Bad:

    # strategy.md
    ---
    title: Strategy 2026-2028
    themes:
      - {id: nationwide, title: Serve every county, perspective: customer, leads_to: [growth]}
      - {id: growth, title: Grow with e-commerce, perspective: financial}
      - {id: craft, title: Everyone knows the route by heart, perspective: learning}
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
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR902"
SEVERITY = "info"


def check(company: Company) -> Iterator[Problem]:
    """Look for the ends of the chain, and whether they are ends by right; a single theme has nothing to lead to."""
    strategy = company.workspace.strategy
    if len(strategy.themes) < 2:  # noqa: PLR2004 - a cause and an effect
        return
    effects = {effect for theme in strategy.themes for effect in theme.leads_to}
    has_money = any(theme.perspective == "financial" for theme in strategy.themes)
    for theme in strategy.themes:
        if theme.leads_to or theme.perspective == "financial" or theme.evidence == "refuted":
            continue
        may_end = theme.id in effects and not (has_money and theme.perspective)
        if not may_end:
            yield notice(
                strategy,
                say("themes: '{theme}' leads to nothing", theme=theme.id),
                theme.at,
                hint=say("leads_to: [what follows if it succeeds]"),
            )
