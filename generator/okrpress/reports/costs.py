"""What a check cost, as a table: the dearest rule first."""

from __future__ import annotations

from okrpress.profile import Profile, Step


def table(profile: Profile) -> str:
    """Return a line per step, what it took in CPU seconds, its share of the whole and the findings of a rule."""
    steps = list(profile.steps.values())
    rules = sorted((step for step in steps if step.findings is not None), key=lambda step: -step.seconds)
    others = [step for step in steps if step.findings is None]
    found = sum(step.findings or 0 for step in rules)
    lines = [
        f"{'CPU s':>8}  {'share':>6}  {'findings':>8}  step",
        *(_line(step, profile.seconds) for step in (*others, *rules)),
        _line(Step("all rules", profile.rules, found), profile.seconds),
        _line(Step("all", profile.seconds), profile.seconds),
    ]
    return "\n".join(lines) + "\n"


def _line(step: Step, whole: float) -> str:
    share = step.seconds / whole if whole else 0.0
    found = "" if step.findings is None else f"{step.findings:,}"
    return f"{step.seconds:8.3f}  {share:6.1%}  {found:>8}  {step.name}"
