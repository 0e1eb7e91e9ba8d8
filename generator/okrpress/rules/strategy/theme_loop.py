"""Causes lead to effects and never back to themselves.

`leads_to` says "if this succeeds, that follows". In a loop every theme waits for the next one, nothing is the cause, and
nobody can say where to begin. The strategy map cannot be read.

Ask of each link which comes first, and take the weakest away. What strengthens itself over the years may be true in life; a
map of three years shows the direction in which you push.

Source: B, the book chapter on OKR: the strategy map; T, requirement tools.

Bad:

    # strategy.md
    ---
    title: Strategy 2026-2028
    themes:
      - {id: nationwide, title: Serve every county, perspective: customer, leads_to: [growth]}
      - {id: growth, title: Grow with e-commerce, perspective: financial, leads_to: [nationwide]}
    ---

Good:

    # strategy.md
    ---
    title: Strategy 2026-2028
    themes:
      - {id: nationwide, title: Serve every county, perspective: customer, leads_to: [growth]}
      - {id: growth, title: Grow with e-commerce, perspective: financial}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.loops import loops, ring
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR901"
SEVERITY = "error"


def check(company: Company) -> Iterator[Problem]:
    """Report each loop at every theme on it; the shortest is a theme that leads to itself."""
    strategy = company.workspace.strategy
    themes = {theme.id: theme for theme in strategy.themes}
    found: list[tuple[str, ...]] = [(theme.id,) for theme in strategy.themes if theme.id in theme.leads_to]
    found += loops({theme.id: theme.leads_to for theme in strategy.themes})
    for loop in found:
        for position, theme_id in enumerate(loop):
            theme = themes[theme_id]
            following = loop[(position + 1) % len(loop)]
            yield notice(
                strategy,
                say("leads_to: the themes run in a loop: {loop}", loop=ring(loop, position)),
                (*theme.at, "leads_to", theme.leads_to.index(following)),
                hint=say("take one of these links away: which of them comes first?"),
            )
