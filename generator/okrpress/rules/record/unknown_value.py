"""A value that is one of a few words is one of them, and a number lies where it can.

Types, stages and kinds decide how a record is counted and shown; a word of one's own would be counted as nothing. The
message names the words that there are.

Source: T, tools that keep requirements as text.

Bad:

    # units/hub-north.md
    ---
    name: Hub North
    kind: squad
    parent: logistics
    ---

Good:

    # units/hub-north.md
    ---
    name: Hub North
    kind: team
    parent: logistics
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.handles import nearest
from okrpress.load.checked import did_you_mean
from okrpress.problem import Problem, say
from okrpress.rules.notice import from_reading, notice
from okrpress.rules.registry import catalogue
from okrpress.rules.waivers import waivers

CODE = "OKR106"
SEVERITY = "error"
FIXED = True


def check(company: Company) -> Iterator[Problem]:
    """Pass on the values that cannot be, and look at the rules that waivers and settings name."""
    yield from from_reading(company, "unknown-value")
    rules = catalogue()
    for record, waiver in waivers(company):
        place = (*waiver.at, "rule")
        if waiver.rule not in rules:
            message = say("waivers: there is no rule '{rule}'", rule=waiver.rule)
            yield notice(record, message, place, hint=did_you_mean(nearest(waiver.rule, rules)))
        elif rules[waiver.rule].fixed:
            message = say("waivers: nothing can set '{rule}' aside", rule=waiver.rule)
            yield notice(record, message, place, hint=say("mend what it finds, and take the waiver away"))
    source = company.settings.source
    for name in company.settings.rules:
        if name in rules and rules[name].fixed:
            message = say("rules: nothing can change the severity of '{rule}'", rule=name)
            yield Problem("", message, source.path, source.key_span("rules", name), "settings", say("take the line away"))
