"""Every key is one that the record format knows.

A key that nobody knows does nothing, and a mistyped one takes its value out of every page without a word. The message
names the nearest known key; what has no key of its own goes into the story below the front matter.

Source: T, tools that keep requirements as text.

Bad:

    # people/li-na.md
    ---
    name: Li Na
    unit: logistics
    manger: zhang-min
    ---

Good:

    # people/li-na.md
    ---
    name: Li Na
    unit: logistics
    manager: zhang-min
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.handles import nearest
from okrpress.load.checked import did_you_mean
from okrpress.problem import Problem, say
from okrpress.rules.notice import from_reading
from okrpress.rules.registry import catalogue

CODE = "OKR103"
SEVERITY = "error"


def check(company: Company) -> Iterator[Problem]:
    """Pass on the keys that are unknown; a rule's name in the settings is a key as well."""
    yield from from_reading(company, "unknown-key")
    source = company.settings.source
    for name in company.settings.rules:
        if name not in catalogue():
            message = say("rules: there is no rule '{rule}'", rule=name)
            span = source.key_span("rules", name)
            yield Problem("", message, source.path, span, "settings", did_you_mean(nearest(name, catalogue())))
