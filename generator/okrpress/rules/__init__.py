"""One module per rule, in a folder per family. A rule only looks: the runner stamps code and severity.

A rule's module holds:

- its docstring, which is its page in the handbook and what `okr explain` prints: one sentence that says what it wants,
  paragraphs that say why, `Source:`, then `Bad:` and `Good:` with files that the tests execute (`rules.page`);
- `CODE`, which is never reused, and `SEVERITY`: error, warning, info, or off for a rule that settings switch on;
- `check(company)`, which yields problems, made by `rules.notice`; or `check_each(company, objective)`, where they show in one
  objective, its cycle and how it stands alone, of whatever cycle: closed cycles are then looked at once and for all; or both;
- `FIXED = True` where neither a waiver nor the settings can set it aside.

The rule's name is the module's, with hyphens.

A company's own rules are modules of the same form in a package of its own, which names itself as an entry point:

    [project.entry-points."okrpress.rules"]
    acme = "acme_rules"

Its words are shown as they are, whatever the language.
"""

from okrpress.rules.registry import Rule, RuleError, catalogue

__all__ = ["Rule", "RuleError", "catalogue"]
