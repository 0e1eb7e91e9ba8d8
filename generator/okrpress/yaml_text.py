"""YAML of few words, read once: what it says, and what is wrong with it.

The parser's events are walked one by one; nothing is read twice and nothing recurses in C, so that deep nesting
cannot hurt. Only the plain types of JSON and dates exist: no tags, no merge keys, no octal or sexagesimal surprises, so
that `no`, `on`, `007` and `1:30` are the text that the author sees. Where everything stands is `outline.py`'s business:
nobody asks it of a record without findings.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import yaml

from okrpress.outline import Spans
from okrpress.problem import Message, say
from okrpress.span import NOWHERE, Span
from okrpress.yaml_events import MOST_VALUES, Event, Take, UnreadableError, events_of, plain_breaks, too_much
from okrpress.yaml_trouble import trouble
from okrpress.yaml_words import CONTROL, TYPED_STARTS, typed

DEEPEST: Final = 40

_MAP, _MAP_ENDS = yaml.MappingStartEvent, yaml.MappingEndEvent
_LIST, _LIST_ENDS = yaml.SequenceStartEvent, yaml.SequenceEndEvent
_SCALAR = yaml.ScalarEvent


class Flaw(NamedTuple):
    """Something wrong with the text itself: the rule it breaks, what to say, and where."""

    rule: str
    message: Message
    span: Span = NOWHERE
    hint: Message | None = None


class Yaml(NamedTuple):
    """What a text said: its values, their places, and what was wrong. A text that is no map has no values."""

    values: dict[str, Any]
    spans: Spans
    flaws: tuple[Flaw, ...] = ()


def read_yaml(text: str, first_line: int) -> Yaml:
    """Read YAML whose first line is line `first_line` of its file; never raises on what it holds."""
    walk = _Walk(first_line)
    try:
        with events_of(text) as take:
            values = walk.document(take)
        return Yaml({}, Spans()) if values is None else Yaml(values, Spans.within(text, first_line), tuple(walk.flaws))
    except UnreadableError as refusal:
        flaw = Flaw("unreadable-file", refusal.message, walk.span(refusal.event) if refusal.event else NOWHERE, refusal.hint)
    except yaml.MarkedYAMLError as error:
        meaning = trouble(error.problem or error.context or "", _sign_at(text, error.problem_mark))
        mark = (error.context_mark if meaning.at_opening else None) or error.problem_mark or error.context_mark
        line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
        flaw = Flaw("unreadable-file", meaning.message, Span(line, column, line, column + 1), meaning.hint)
    except yaml.YAMLError as error:
        flaw = Flaw("unreadable-file", say("not valid YAML: {problem}", problem=str(error)), NOWHERE)
    return Yaml({}, Spans(), (*walk.flaws, flaw))


def _sign_at(text: str, mark: yaml.Mark | None) -> str:
    """Return the character that a complaint is about; marks count lines and columns from 0."""
    lines = plain_breaks(text).split("\n")
    return lines[mark.line][mark.column : mark.column + 1] if mark and mark.line < len(lines) else ""


class _Walk:
    """One walk over the events of one text."""

    __slots__ = ("first_line", "flaws", "left", "take")

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.flaws: list[Flaw] = []
        self.left = MOST_VALUES

    def span(self, event: Event) -> Span:
        start, end = event.start_mark, event.end_mark
        first = self.first_line
        return Span(start.line + first, start.column + 1, end.line + first, end.column + 1)

    def document(self, take: Take) -> dict[str, Any] | None:
        """Read the one document of the text; None where it has none."""
        self.take = take
        take()  # the stream begins
        if type(take()) is yaml.StreamEndEvent:
            return None
        root = take()
        if type(root) is not _MAP:
            kind = say("a list") if type(root) is _LIST else say("text")
            raise UnreadableError(
                say("this is {kind}, not lines of 'key: value'", kind=kind), root, say("begin with a line such as 'title: …'")
            )
        values = self.mapping(root, 0)
        take()  # the document ends
        event = take()
        if type(event) is not yaml.StreamEndEvent:
            raise UnreadableError(
                say("a second document begins here"), event, say("one record is one document: take the '---' or '...' away")
            )
        return values

    def mapping(self, opening: Event, depth: int) -> dict[str, Any]:
        """Read a map; a key that is written twice counts once."""
        self._enter(opening, depth)
        take = self.take
        values: dict[str, Any] = {}
        value: Any
        while type(event := take()) is not _MAP_ENDS:
            if type(event) is not _SCALAR:
                self.flaws.append(Flaw("wrong-type", say("a key is a word, not a list or a map"), self.span(event)))
                self.node(event, depth)
                self.node(take(), depth)
                continue
            key = event.value
            following = take()
            if type(following) is _SCALAR:
                value = following.value
                if not following.implicit[0]:
                    value = self.quoted(following)
                elif value[:1] in TYPED_STARTS:
                    value = typed(value)
            else:
                value = self.node(following, depth)
            if key in values:
                self.flaws.append(
                    Flaw(
                        "duplicate-key",
                        say("'{key}' is written twice; the first one counts", key=_short(key)),
                        self.span(event),
                        say("take one of them away"),
                    )
                )
                continue
            values[key] = value
        self._leave(opening, len(values))
        return values

    def sequence(self, opening: Event, depth: int) -> list[Any]:
        """Read a list."""
        self._enter(opening, depth)
        take = self.take
        values: list[Any] = []
        while type(event := take()) is not _LIST_ENDS:
            values.append(self.node(event, depth))
        self._leave(opening, len(values))
        return values

    def node(self, event: Event, depth: int) -> Any:  # noqa: ANN401 - what an author wrote is anything
        """Read whatever begins with an event."""
        kind = type(event)
        if kind is _MAP:
            return self.mapping(event, depth + 1)
        if kind is _LIST:
            return self.sequence(event, depth + 1)
        text = event.value
        if not event.implicit[0]:
            return self.quoted(event)
        return typed(text) if text[:1] in TYPED_STARTS else text

    def _enter(self, opening: Event, depth: int) -> None:
        if depth > DEEPEST:
            raise UnreadableError(say("nested deeper than {most} levels", most=DEEPEST), opening)
        if opening.tag not in (None, "!"):
            self._refuse_tag(opening)

    def _leave(self, opening: Event, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise too_much(opening)

    def quoted(self, event: Event) -> Any:  # noqa: ANN401 - what an author wrote is anything
        """Return the value of a word that is not plain: in quotation marks, in a block, or with a tag."""
        text: str = event.value
        if not event.implicit[1] and event.tag != "tag:yaml.org,2002:str":
            self._refuse_tag(event)
        if not text.isprintable() and CONTROL.search(text):
            self.flaws.append(
                Flaw(
                    "wrong-type",
                    say("a control character, which no page can show"),
                    self.span(event),
                    say("take the backslash code away"),
                )
            )
            return CONTROL.sub("", text)
        return text

    def _refuse_tag(self, event: Event) -> None:
        if event.tag in _HARMLESS_TAGS:
            return
        self.flaws.append(
            Flaw(
                "wrong-type",
                say("'!' means something else at a value's start: '{tag}'", tag=_short(event.tag)),
                self.span(event),
                say("put the whole value in quotation marks"),
            )
        )


_HARMLESS_TAGS: Final = frozenset({"tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"})


def _short(text: str, most: int = 40) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
