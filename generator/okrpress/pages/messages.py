"""Every message explained: what the checker says, the record that it says it of, and the way out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from okrpress.gallery import Exhibit, exhibits
from okrpress.pages import addresses
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk, Heading, Page, SearchEntry, View
from okrpress.pages.parts.findings import rule_mention
from okrpress.pages.rule import severity_of
from okrpress.pages.rules import family_titles
from okrpress.pages.vocabulary import Status
from okrpress.rules import catalogue


class LineView(NamedTuple):
    """A line of a record; what the message speaks of stands between the other two parts."""

    number: int
    before: str
    marked: str
    after: str


class MessageRow(NamedTuple):
    """A message with the record that it is about."""

    message: str
    hint: str
    place: str
    """File, line and column."""
    lines: tuple[LineView, ...]


class RuleMessages(NamedTuple):
    """What one rule says."""

    rule: Mention
    code: str
    severity: Status
    messages: tuple[MessageRow, ...]


class FamilyMessages(NamedTuple):
    """What the rules of a family say."""

    id: str
    title: str
    rules: tuple[RuleMessages, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagesView(View):
    """Every message."""

    crumbs: tuple[Mention, ...] = ()
    families: tuple[FamilyMessages, ...] = ()
    number: int = 0


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page."""
    words = desk.words
    title = words("Every message explained")
    yield Page(
        addresses.MESSAGES, "messages", title, partial(view, desk), hub=True, nav=(words("Handbook"), title), search=search
    )


def view(desk: Desk) -> MessagesView:
    """Look at the gallery; the rules stand in the order of their codes."""
    words = desk.words
    by_rule: dict[str, list[Exhibit]] = {}
    for exhibit in exhibits():
        by_rule.setdefault(exhibit.rule, []).append(exhibit)
    titles = family_titles(words)
    families: dict[str, list[RuleMessages]] = {}
    for name, rule in catalogue().items():
        if name in by_rule:
            rows = tuple(_row(desk, exhibit) for exhibit in by_rule[name])
            told = RuleMessages(rule_mention(name), rule.code, severity_of(desk, rule)[0], rows)
            families.setdefault(rule.family, []).append(told)
    found = tuple(
        FamilyMessages(family.capitalize(), titles.get(family, family), tuple(rules)) for family, rules in families.items()
    )
    return MessagesView(
        title=words("Every message explained"),
        address=addresses.MESSAGES,
        description=words("What the checker says, the record that it says it of, and the way out."),
        headings=tuple(Heading(family.id, family.title) for family in found),
        crumbs=(Mention(words("Handbook"), addresses.HANDBOOK),),
        families=found,
        number=sum(len(shown) for shown in by_rule.values()),
    )


def _row(desk: Desk, exhibit: Exhibit) -> MessageRow:
    span = exhibit.span
    return MessageRow(
        message=desk.words.message(exhibit.message),
        hint=desk.words.message(exhibit.hint) if exhibit.hint else "",
        place=f"okrs/{exhibit.path}:{span.line}:{span.column}",
        lines=tuple(_line(exhibit, number, text) for number, text in enumerate(exhibit.lines, exhibit.first_line)),
    )


def _line(exhibit: Exhibit, number: int, text: str) -> LineView:
    """Cut a line into what stands before, within and after the place."""
    span = exhibit.span
    if not span.line <= number <= span.end_line:
        return LineView(number, text, "", "")
    start = span.column - 1 if number == span.line else len(text) - len(text.lstrip())
    end = span.end_column - 1 if number == span.end_line else len(text)
    return LineView(number, text[:start], text[start:end], text[end:])


def search(found: View) -> SearchEntry:
    """Tell the search every message, so that whoever pastes one finds it here."""
    if not isinstance(found, MessagesView):
        raise TypeError(found)
    rules = (rule for family in found.families for rule in family.rules)
    return SearchEntry(" ".join(f"{row.message} {row.hint}" for rule in rules for row in rule.messages))
