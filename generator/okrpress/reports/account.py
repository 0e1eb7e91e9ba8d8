"""What a difference comes to, in words: an outcome, sections of lines, a table of scores. What each format then sets.

Every text is plain: what an author wrote is in it, on one line and bounded, and the format makes it harmless.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple, TypeAlias

from okrpress.check import Finding
from okrpress.differences.affected import ROLES
from okrpress.differences.difference import Difference
from okrpress.differences.records import RecordChange
from okrpress.model import CommentSheet, Objective
from okrpress.reports.account_objective import lines_of
from okrpress.reports.account_values import DifferenceNames, brief, listed, said
from okrpress.reports.outcome import outcome
from okrpress.reports.sentences import severity_word, waiver
from okrpress.scoring.standing import ObjectiveStanding
from okrpress.words import Words

Sign: TypeAlias = Literal["+", "-", "!", "~", ""]
"""Came, went, deserves a second look, changed, or is told with what is above it."""


_TOLD: Final = "overlapping-objectives"
"""The rule whose findings have a section of their own."""
_FINDING: Final = 400
"""Signs of a finding that are shown."""
_COMMENT: Final = 200
"""Signs of a comment that are shown."""


class Line(NamedTuple):
    """One thing that changed, and what belongs to it."""

    sign: Sign
    text: str
    below: tuple[Line, ...] = ()


class Section(NamedTuple):
    """Things of one kind."""

    title: str
    lines: tuple[Line, ...]
    is_minor: bool = False
    """Whether a reader may leave it folded."""


class ScoreRow(NamedTuple):
    """A score before and after."""

    what: str
    owner: str
    before: str
    after: str
    is_moved: bool
    is_own: bool
    """Whether its own record changed; else something below it did."""


class Account(NamedTuple):
    """All of it."""

    outcome: str
    """In one sentence."""
    sections: tuple[Section, ...] = ()
    scores: tuple[ScoreRow, ...] = ()
    """Upwards: what stands below comes first."""


def account(difference: Difference, words: Words, *, is_brief: bool = False) -> Account:
    """Put a difference into words; briefly, without whom it affects and what the checker merely notes."""
    names = DifferenceNames(difference, words)
    sections: tuple[Section, ...] = (
        Section(words("Objectives"), tuple(_objectives(difference, names))),
        Section(words("Findings"), tuple(_findings(difference, words, ("error", "warning")))),
        Section(words("Work that is alike"), tuple(_overlaps(difference, names))),
        Section(words("Other records"), tuple(_records(difference, names))),
    )
    if not is_brief:
        sections += (
            Section(words("Who is affected"), tuple(_affected(difference, words))),
            Section(words("Notes of the checker"), tuple(_findings(difference, words, ("info",))), is_minor=True),
        )
    return Account(
        outcome(difference, words), tuple(section for section in sections if section.lines), tuple(_scores(difference, names))
    )


def _objectives(difference: Difference, names: DifferenceNames) -> Iterator[Line]:
    for change in difference.objectives:
        head, below = lines_of(change, names)
        yield Line(head[0], head[1], tuple(Line(sign, text) for sign, text in below))


def _findings(difference: Difference, words: Words, severities: Sequence[str]) -> Iterator[Line]:
    """Yield findings of some severities, the heaviest first, then those that are mended."""
    for severity in severities:
        for finding in difference.found:
            if finding.severity == severity and finding.rule != _TOLD:
                told = words("{severity}: {message}", severity=severity_word(severity, words), message=_message(finding, words))
                place = f"{finding.path}:{finding.span.line}" if finding.span.line else finding.path
                yield Line("!" if severity == "error" else "+", brief(f"{place} {told}", _FINDING))
    for finding in difference.mended:
        if finding.severity in severities and finding.rule != _TOLD:
            told = words("mended: {finding}", finding=words.message(finding.message))
            yield Line("-", brief(f"{finding.path} {told}", _FINDING))


def _message(finding: Finding, words: Words) -> str:
    said = words.message(finding.message)
    return words("{message} ({reason})", message=said, reason=waiver(finding, words)) if finding.waived else said


def _overlaps(difference: Difference, names: DifferenceNames) -> Iterator[Line]:
    words = names.words
    for change in difference.overlaps:
        one, other = (
            words("“{title}” ({owner})", title=names.target(name), owner=names.owner_of(name))
            for name in (change.one, change.other)
        )
        shared = listed(words, change.words)
        if change.is_new:
            text = words("{one} and {other} say nearly the same: {words}", one=one, other=other, words=shared)
        else:
            text = words("{one} and {other} are no longer alike, or are linked now", one=one, other=other)
        yield Line("!" if change.is_new else "-", text)


def _records(difference: Difference, names: DifferenceNames) -> Iterator[Line]:
    words = names.words
    for change in difference.records:
        if change.kind == "comments":
            yield from _comments(change, names)
            continue
        name = _record_name(change, names)
        if change.before is None:
            yield Line("+", words("{record} added", record=name))
        elif change.after is None:
            yield Line("-", words("{record} removed", record=name))
        else:
            below = tuple(
                Line("", words("{field}: {before} → {after}", field=field.name, before=before, after=after))
                for field in change.fields
                for before, after in [(said(names, field.name, value) for value in field[1:])]
            )
            yield Line("~", words("{record} changed", record=name), below)


def _comments(change: RecordChange, names: DifferenceNames) -> Iterator[Line]:
    """Yield what is said of an objective now, and what is said no longer."""
    words = names.words
    was, now = (entry.comments if isinstance(entry, CommentSheet) else () for entry in (change.before, change.after))
    then, today = ({(entry.date, entry.by, entry.text) for entry in entries} for entries in (was, now))
    for sign, entries, known in (("+", now, then), ("-", was, today)):
        for entry in entries:
            if (entry.date, entry.by, entry.text) not in known:
                title, quoted = names.target(change.id), brief(entry.text, _COMMENT)
                told = words("{name} on “{title}”: {said}", name=names.owner(entry.by), title=title, said=quoted)
                yield Line("+", told) if sign == "+" else Line("-", words("no longer said: {comment}", comment=told))


def _record_name(change: RecordChange, names: DifferenceNames) -> str:
    words = names.words
    kinds = {
        "settings": words("the settings"),
        "strategy": words("the strategy"),
        "theme": words("theme"),
        "cycle": words("cycle"),
        "unit": words("unit"),
        "person": words("person"),
        "review": words("review"),
        "recognition": words("recognition"),
    }
    if change.kind in ("settings", "strategy"):
        return kinds[change.kind]
    return words("{kind} “{name}”", kind=kinds[change.kind], name=brief(change.name or change.id, 80))


def _affected(difference: Difference, words: Words) -> Iterator[Line]:
    roles = {
        "owner": words("own it"),
        "contributor": words("contribute"),
        "parent": words("stand above it"),
        "child": words("align to it"),
        "supporter": words("support it"),
        "supported": words("are supported by it"),
    }
    for role in ROLES:
        handles = [entry.handle for entry in difference.people if entry.role == role]
        if handles:
            who = listed(words, [brief(difference.name_of(handle), 60) for handle in handles], most=20)
            yield Line("", words("{role}: {who}", role=roles[role], who=who))


def _scores(difference: Difference, names: DifferenceNames) -> Iterator[ScoreRow]:
    words, vocabulary = names.words, names.vocabulary
    for change in difference.scores:
        was, now = difference.kin.before[change.objective], difference.after.workspace.objectives[change.objective]
        yield ScoreRow(
            names.target(change.objective),
            names.owner_of(change.objective),
            _state(names, was, change.before),
            _state(names, now, change.after),
            change.is_moved,
            change.is_own,
        )
    for entry in difference.owners:
        for kind in ("committed", "aspirational"):
            before, after = getattr(entry.before, kind), getattr(entry.after, kind)
            if before != after:
                what = words("{kind}, {cycle}", kind=vocabulary.types_many[kind], cycle=names.cycle(entry.cycle))
                owner = brief(difference.name_of(entry.owner), 60)
                yield ScoreRow(what, owner, words.score(before), words.score(after), is_moved=True, is_own=False)


def _state(names: DifferenceNames, objective: Objective, standing: ObjectiveStanding) -> str:
    """Write a score and what is said of it."""
    vocabulary, word = names.vocabulary, ""
    if objective.stage != "agreed":
        word = vocabulary.stages[objective.stage]
    elif standing.verdict:
        word = vocabulary.verdicts[standing.verdict].word
    elif standing.health:
        word = vocabulary.health[standing.health].word
    return " ".join(filter(None, (names.words.score(standing.score), word.lower())))
