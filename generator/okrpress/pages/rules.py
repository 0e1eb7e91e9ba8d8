"""All rules, by family."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from okrpress.pages import addresses
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk, Heading, Page, View
from okrpress.pages.parts.findings import rule_mention
from okrpress.pages.rule import severity_of
from okrpress.pages.vocabulary import Status
from okrpress.rules import Rule, catalogue
from okrpress.words import Words


class RuleRow(NamedTuple):
    """A rule in the list."""

    rule: Mention
    code: str
    severity: Status
    summary: str


class Family(NamedTuple):
    """Rules that speak of one subject."""

    id: str
    title: str
    rules: tuple[RuleRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesView(View):
    """Every rule."""

    crumbs: tuple[Mention, ...] = ()
    families: tuple[Family, ...] = ()


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the list of rules."""
    words = desk.words
    title = words("Rules")
    yield Page(addresses.RULES, "rules", title, partial(view, desk), hub=True, nav=(words("Handbook"), title))


def view(desk: Desk) -> RulesView:
    """Look at every rule."""
    by_family: dict[str, list[Rule]] = {}
    for rule in catalogue().values():
        by_family.setdefault(rule.family, []).append(rule)
    titles = family_titles(desk.words)
    families = tuple(
        Family(
            family.capitalize(),
            titles.get(family, family),
            tuple(
                RuleRow(rule_mention(rule.name), rule.code, severity_of(desk, rule)[0], desk.words.gettext(rule.summary))
                for rule in rules
            ),
        )
        for family, rules in by_family.items()
    )
    return RulesView(
        title=desk.words("Rules"),
        address=addresses.RULES,
        headings=tuple(Heading(family.id, family.title) for family in families),
        crumbs=(Mention(desk.words("Handbook"), addresses.HANDBOOK),),
        families=families,
    )


def family_titles(words: Words) -> Mapping[str, str]:
    """Return what the folders of rules are called."""
    return {
        "record": words("Files and records"),
        "wording": words("Shape and wording"),
        "vertical": words("Vertical alignment"),
        "horizontal": words("Horizontal alignment"),
        "scoring": words("Scoring"),
        "cadence": words("Cadence"),
        "openness": words("Open to all"),
        "recognition": words("Recognition"),
        "strategy": words("Strategy"),
    }
