"""The page of a rule in the handbook: what it wants, why, a bad and a good example, where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from okrpress.pages import addresses
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk, Heading, Page, SearchEntry, TrailStep, View
from okrpress.pages.vocabulary import Status
from okrpress.rules import Rule, catalogue


class ExampleView(NamedTuple):
    """Files that the rule finds fault with, or not."""

    is_bad: bool
    day: str
    """The day on which it is looked at, "" for any."""
    files: tuple[tuple[str, str], ...]
    """(path, text); those of the base that it is compared with come first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView(View):
    """A rule, finished."""

    crumbs: tuple[Mention, ...] = ()
    code: str = ""
    severity: Status
    """By the company's settings; its own where they say nothing."""
    is_off: bool = False
    usual: str = ""
    """Its own severity, where the company chose another."""
    is_fixed: bool = False
    summary: str = ""
    paragraphs: tuple[str, ...] = ()
    examples: tuple[ExampleView, ...] = ()
    source: str = ""
    number: int = 0
    findings: str = ""


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of every rule."""
    words = desk.words
    for rule in catalogue().values():
        yield Page(
            address=addresses.of_rule(rule.name),
            kind="rule",
            title=rule.name,
            view=partial(view, desk, rule),
            under=addresses.RULES,
            trail=(TrailStep(words("Handbook"), addresses.HANDBOOK), TrailStep(words("Rules"), addresses.RULES)),
            search=search,
        )


def view(desk: Desk, rule: Rule) -> RuleView:
    """Look at a rule."""
    words = desk.words
    number = sum(1 for finding in desk.findings if finding.rule == rule.name)
    severity, usual = severity_of(desk, rule)
    translated = words.gettext
    return RuleView(
        title=rule.name,
        address=addresses.of_rule(rule.name),
        description=translated(rule.summary),
        headings=(Heading("Examples", words("Examples")),) if rule.examples else (),
        crumbs=(Mention(words("Handbook"), addresses.HANDBOOK), Mention(words("Rules"), addresses.RULES)),
        code=rule.code,
        severity=severity,
        is_off=chosen_severity(desk, rule) == "off",
        usual=usual,
        is_fixed=rule.fixed,
        summary=translated(rule.summary),
        paragraphs=tuple(map(translated, rule.paragraphs)),
        examples=tuple(
            ExampleView(
                is_bad=example.kind == "bad",
                day=words.date(example.today) if example.today else "",
                files=(
                    *((words("{path}, in the base", path=path), text) for path, text in example.base),
                    *example.files,
                ),
            )
            for example in rule.examples
        ),
        source=translated(rule.source) if rule.source else "",
        number=number,
        findings=addresses.href(addresses.of_findings(rule.name)) if number else "",
    )


def severity_of(desk: Desk, rule: Rule) -> tuple[Status, str]:
    """Return a rule's severity here, and its usual one where that is another."""
    severities = {**desk.vocabulary.severities, "off": Status(desk.words("Off"))}
    here, usual = severities[chosen_severity(desk, rule)], severities[rule.severity]
    return here, "" if here == usual else usual.word


def chosen_severity(desk: Desk, rule: Rule) -> str:
    """Return what the company's settings make of a rule, or what it is by itself."""
    return ("" if rule.fixed else desk.company.settings.rules.get(rule.name, "")) or rule.severity


def search(found: View) -> SearchEntry:
    """Tell the search what the page says."""
    if not isinstance(found, RuleView):
        raise TypeError(found)
    return SearchEntry(" ".join((found.code, found.summary, *found.paragraphs)))
