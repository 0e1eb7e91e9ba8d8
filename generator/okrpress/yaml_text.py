"""YAML of few words, read once: values and the outline of where they stand.

The parser's events are walked one by one; nothing is read twice and nothing recurses in C, so that deep nesting
cannot hurt. Only the plain types of JSON and dates exist: no tags, no merge keys, no octal or sexagesimal surprises, so
that `no`, `on`, `007` and `1:30` are the text that the author sees.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, NamedTuple, TypeAlias

import yaml

from okrpress.problem import Message, say
from okrpress.span import NOWHERE, Shadow, Span, Spans
from okrpress.yaml_trouble import trouble
from okrpress.yaml_words import CONTROL, TYPED_STARTS, typed

_Event: TypeAlias = Any
"""PyYAML's types leave open whether an event has marks and what else; those of the C parser all have them."""

MOST_VALUES: Final = 20_000
"""Values in one record: more than any honest file holds, few enough that an alias bomb stays small."""
DEEPEST: Final = 40


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
    parser = yaml.CBaseLoader(_plain_breaks(text))
    take: Callable[[], _Event] = parser.get_event
    walk = _Walk(take, first_line)
    try:
        if "&" in text or "*" in text:
            walk.take = iter(_unfolded(take)).__next__
        return walk.document()
    except _UnreadableError as refusal:
        flaw = Flaw("unreadable-file", refusal.message, walk.span(refusal.event) if refusal.event else NOWHERE, refusal.hint)
    except yaml.MarkedYAMLError as error:
        meaning = trouble(error.problem or error.context or "", _sign_at(text, error.problem_mark))
        mark = (error.context_mark if meaning.at_opening else None) or error.problem_mark or error.context_mark
        line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
        flaw = Flaw("unreadable-file", meaning.message, Span(line, column, line, column + 1), meaning.hint)
    except yaml.YAMLError as error:
        flaw = Flaw("unreadable-file", say("not valid YAML: {problem}", problem=str(error)), NOWHERE)
    finally:
        parser.dispose()
    return Yaml({}, Spans(), (*walk.flaws, flaw))


def _sign_at(text: str, mark: yaml.Mark | None) -> str:
    """Return the character that a complaint is about; marks count lines and columns from 0."""
    lines = _plain_breaks(text).split("\n")
    return lines[mark.line][mark.column : mark.column + 1] if mark and mark.line < len(lines) else ""


class _UnreadableError(Exception):
    """YAML that says nothing usable, and the event at which that showed."""

    def __init__(self, message: Message, event: _Event = None, hint: Message | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.event = event
        self.hint = hint


_STRANGE_BREAKS = re.compile("[\x85\u2028\u2029]")


def _plain_breaks(text: str) -> str:
    """Make spaces of the signs that the parser alone takes for line breaks: editors count lines without them."""
    return text if text.isascii() else _STRANGE_BREAKS.sub(" ", text)


def _too_much(event: _Event = None) -> _UnreadableError:
    return _UnreadableError(say("more than {most} values", most=MOST_VALUES), event, say("split the record"))


def _unfolded(take: Callable[[], _Event]) -> list[_Event]:
    """Return all events with each alias replaced by what it stands for."""
    events: list[_Event] = []
    finished: dict[str, tuple[int, int]] = {}
    open_: list[tuple[str | None, int]] = []
    event: _Event = None
    while not isinstance(event, yaml.StreamEndEvent):
        event = take()
        if isinstance(event, yaml.AliasEvent):
            if any(anchor == event.anchor for anchor, _ in open_):
                raise _UnreadableError(say("'*{name}' stands for something that holds it", name=str(event.anchor)), event)
            if event.anchor not in finished:
                raise _UnreadableError(
                    say("'*{name}' stands for nothing: '*' means something else at a value's start", name=str(event.anchor)),
                    event,
                    say("put the whole value in quotation marks"),
                )
            start, stop = finished[event.anchor]
            events.extend(events[start:stop])
        else:
            events.append(event)
            if isinstance(event, yaml.CollectionStartEvent):
                open_.append((event.anchor, len(events) - 1))
            elif isinstance(event, yaml.CollectionEndEvent):
                anchor, start = open_.pop()
                if anchor:
                    finished[anchor] = (start, len(events))
            elif isinstance(event, yaml.ScalarEvent) and event.anchor:
                finished[event.anchor] = (len(events) - 1, len(events))
        if len(events) > 3 * MOST_VALUES:  # a value has a key and may have an end
            raise _too_much(event)
    return events


class _Walk:
    """One walk over the events of one text."""

    __slots__ = ("first_line", "flaws", "left", "take")

    def __init__(self, take: Callable[[], _Event], first_line: int) -> None:
        self.take = take
        self.first_line = first_line
        self.flaws: list[Flaw] = []
        self.left = MOST_VALUES

    def span(self, event: _Event) -> Span:
        start, end = event.start_mark, event.end_mark
        first = self.first_line
        return Span(start.line + first, start.column + 1, end.line + first, end.column + 1)

    def document(self) -> Yaml:
        """Read the one document of the text."""
        self.take()  # the stream begins
        event = self.take()
        if type(event) is yaml.StreamEndEvent:
            return Yaml({}, Spans())
        root = self.take()
        if type(root) is not yaml.MappingStartEvent:
            kind = say("a list") if type(root) is yaml.SequenceStartEvent else say("text")
            raise _UnreadableError(
                say("this is {kind}, not lines of 'key: value'", kind=kind), root, say("begin with a line such as 'title: …'")
            )
        values, shadow = self.mapping(root, 0)
        self.take()  # the document ends
        event = self.take()
        if type(event) is not yaml.StreamEndEvent:
            raise _UnreadableError(
                say("a second document begins here"), event, say("one record is one document: take the '---' or '...' away")
            )
        return Yaml(values, Spans.of_shadow(self.first_line, shadow), tuple(self.flaws))

    def mapping(self, opening: _Event, depth: int) -> tuple[dict[str, Any], Shadow]:
        """Read a map; a key that is written twice counts once."""
        self._enter(opening, depth)
        take = self.take
        values: dict[str, Any] = {}
        shadows: dict[str, Any] = {}
        last: Shadow = ()
        while type(event := take()) is not yaml.MappingEndEvent:
            kind = type(event)
            if kind is not yaml.ScalarEvent:
                self.flaws.append(Flaw("wrong-type", say("a key is a word, not a list or a map"), self.span(event)))
                self.node(event, depth)
                self.node(take(), depth)
                continue
            key = event.value
            start, stop = event.start_mark, event.end_mark
            following = take()
            kind = type(following)
            if kind is yaml.ScalarEvent:
                value = following.value
                if value[:1] in TYPED_STARTS or not following.implicit[0]:
                    value = self.scalar(following)
                begin, end = following.start_mark, following.end_mark
                last = (begin.line, begin.column, end.line, end.column)
            else:
                value, last = self.node(following, depth)
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
            shadows[key] = (start.line, start.column, stop.line, stop.column, last)
        return values, self._leave(opening, event, last, shadows)

    def sequence(self, opening: _Event, depth: int) -> tuple[list[Any], Shadow]:
        """Read a list."""
        self._enter(opening, depth)
        take = self.take
        values: list[Any] = []
        shadows: list[Shadow] = []
        while type(event := take()) is not yaml.SequenceEndEvent:
            value, shadow = self.node(event, depth)
            values.append(value)
            shadows.append(shadow)
        return values, self._leave(opening, event, shadows[-1] if shadows else (), shadows)

    def node(self, event: _Event, depth: int) -> tuple[Any, Shadow]:
        """Read whatever begins with an event."""
        kind = type(event)
        if kind is yaml.MappingStartEvent:
            return self.mapping(event, depth + 1)
        if kind is yaml.SequenceStartEvent:
            return self.sequence(event, depth + 1)
        start, end = event.start_mark, event.end_mark
        return self.scalar(event), (start.line, start.column, end.line, end.column)

    def _enter(self, opening: _Event, depth: int) -> None:
        if depth > DEEPEST:
            raise _UnreadableError(say("nested deeper than {most} levels", most=DEEPEST), opening)
        if opening.tag not in (None, "!"):
            self._refuse_tag(opening)

    def _leave(self, opening: _Event, ending: _Event, last: Shadow, inner: Any) -> Shadow:  # noqa: ANN401 - a map or a list
        self.left -= len(inner)
        if self.left < 0:
            raise _too_much(opening)
        start, end = opening.start_mark, ending.end_mark
        if last and not opening.flow_style:  # the parser ends a block where the next one begins
            return (start.line, start.column, last[2], last[3], inner)
        return (start.line, start.column, end.line, end.column, inner)

    def scalar(self, event: _Event) -> Any:  # noqa: ANN401 - what an author wrote is anything
        """Return the value of a plain or quoted word."""
        text: str = event.value
        plain, quoted = event.implicit
        if plain:
            return typed(text) if text[:1] in TYPED_STARTS else text
        if not quoted and event.tag != "tag:yaml.org,2002:str":
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

    def _refuse_tag(self, event: _Event) -> None:
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
