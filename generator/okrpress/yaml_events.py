"""The events of a YAML text, as the C parser tells them: one after the other, with aliases unfolded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, TypeAlias

import yaml

from okrpress.problem import Message, say

Event: TypeAlias = Any
"""PyYAML's types leave open whether an event has marks and what else; those of the C parser all have them."""

Take: TypeAlias = Callable[[], Event]
"""What gives the next event."""

MOST_VALUES: Final = 20_000
"""Values in one record: more than any honest file holds, few enough that an alias bomb stays small."""


class UnreadableError(Exception):
    """YAML that says nothing usable, and the event at which that showed."""

    def __init__(self, message: Message, event: Event = None, hint: Message | None = None) -> None:
        """Keep what to say for translation."""
        super().__init__(str(message))
        self.message = message
        self.event = event
        self.hint = hint


@contextmanager
def events_of(text: str) -> Iterator[Take]:
    """Give the events of a text.

    Raises:
        UnreadableError: an alias stands for nothing, for what holds it, or for too much.
        yaml.YAMLError: while taking, where the text is no YAML.

    """
    parser = yaml.CBaseLoader(plain_breaks(text))
    try:
        take: Take = parser.get_event
        yield iter(_unfolded(take)).__next__ if "&" in text or "*" in text else take
    finally:
        parser.dispose()


_STRANGE_BREAKS = re.compile("[\x85\u2028\u2029]")


def plain_breaks(text: str) -> str:
    """Make spaces of the signs that the parser alone takes for line breaks: editors count lines without them."""
    return text if text.isascii() else _STRANGE_BREAKS.sub(" ", text)


def too_much(event: Event = None) -> UnreadableError:
    """Refuse a record that holds too many values."""
    return UnreadableError(say("more than {most} values", most=MOST_VALUES), event, say("split the record"))


def _unfolded(take: Take) -> list[Event]:
    """Return all events with each alias replaced by what it stands for."""
    events: list[Event] = []
    finished: dict[str, tuple[int, int]] = {}
    open_: list[tuple[str | None, int]] = []
    event: Event = None
    while not isinstance(event, yaml.StreamEndEvent):
        event = take()
        if isinstance(event, yaml.AliasEvent):
            if any(anchor == event.anchor for anchor, _ in open_):
                raise UnreadableError(say("'*{name}' stands for something that holds it", name=str(event.anchor)), event)
            if event.anchor not in finished:
                raise UnreadableError(
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
            raise too_much(event)
    return events
