"""What a page was made of: everything that its view asks of the desk is noted, and asked again in the next build.

A view is a function of its arguments and of the answers that it gets. Where these are what they were, the view is what it
was, and need not be looked at. So nobody has to declare what a page may show: whatever hangs on the desk or the company is
noted when it is used. What cannot be noted, or cannot be compared, makes a page that is looked at every time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache, cached_property, partial
from inspect import getattr_static, isgeneratorfunction
from types import FunctionType
from typing import Any, Final, TypeAlias, cast

from okrpress.alignment import Alignment
from okrpress.company import Company
from okrpress.model import KeyResult, Objective, Workspace
from okrpress.pages.involvement import Involvement
from okrpress.pages.markdown import Stories
from okrpress.pages.mentions import Mentions
from okrpress.pages.page import Desk, Page, View
from okrpress.pages.vocabulary import Vocabulary
from okrpress.scoring.standing import Standings
from okrpress.site.digest import digest
from okrpress.words import Words

Question: TypeAlias = str
"""The way from the desk to what was asked for, and the names it was asked with; that of a closed cycle is its name alone."""

_ROOMS: Final = (Desk, Company, Workspace, Alignment, Standings, Involvement, Mentions)
"""What is looked into: their parts are noted one by one."""
_FREE: Final = (Words, Vocabulary, Stories)
"""What is the same for all records of a language; its code and its words are the generator's own."""
_WITH, _CLOSED, _CALL = "\x1f", "\x1e", "()"
"""No text of a record has these signs."""
_NEVER: Final = "?"
"""Has no answer."""
_BY_CYCLE: Final = ("company.by_owner", "company.standings.owners", "company.objectives_of()")
"""What is asked for with a cycle and an owner."""


class Inquiry:
    """The questions that pages put to one desk, and what is answered today."""

    def __init__(self, desk: Desk, closed: Mapping[str, str]) -> None:
        """Ask a desk; all that may be said of a `closed` cycle is answered by the key of its part."""
        self._desk = desk
        self._closed = closed
        self._notes: set[Question] = set()
        self._noted = cast("Desk", _Room(desk, "", self._notes))
        self._answer = cache(lambda question: digest(self._asked(question)))
        self._question = cache(self._settled)

    def look(self, page: Page) -> tuple[View, tuple[Question, ...] | None]:
        """Return a page's view and what it asked; None where that cannot be told, or is told by the key of its part."""
        if page.part in self._closed or not self._can_be_followed(page):
            return page.view(), None
        made = cast("partial[View]", page.view)
        self._notes.clear()
        view = made.func(self._noted, *made.args[1:], **made.keywords)
        return view, tuple(sorted(set(map(self._question, self._notes))))

    def made_of(self, page: Page, questions: Iterable[Question]) -> str:
        """Return a hash of everything that a page is made of; "" where it cannot be told."""
        if not self._can_be_followed(page):
            return ""
        made = cast("partial[View]", page.view)
        search = page.search if isinstance(page.search, partial) else None
        own = (page.kind, page.title, page.trail, page.source, made.args[1:], made.keywords, search and search.keywords)
        try:
            return digest(_said(own), "".join(map(self._answer, questions)))
        except (TypeError, ValueError, LookupError, AttributeError, RecursionError):
            return ""

    def _can_be_followed(self, page: Page) -> bool:
        made = page.view
        return isinstance(made, partial) and bool(made.args) and made.args[0] is self._desk

    def _settled(self, question: Question) -> Question:
        way, *names = question.split(_WITH)
        if names:
            cycle, mark, _ = names[0].partition("/")
            if cycle in self._closed and (mark or way in _BY_CYCLE):
                return f"{_CLOSED}{cycle}"
        return question

    def _asked(self, question: Question) -> str:
        if question.startswith(_CLOSED):
            return self._closed[question[1:]]
        way, *names = question.split(_WITH)
        at = self._at(way.removesuffix(_CALL))
        if way.endswith(_CALL):
            found = at(*names)
            return _said(tuple(found) if isinstance(found, Iterator) else found)
        if not names:
            return _said(list(at.items()) if isinstance(at, Mapping) else at)
        return _said(at.get(names[0] if len(names) == 1 else tuple(names), _CLOSED))

    @cached_property
    def _at(self) -> Callable[[str], Any]:
        @cache
        def at(way: str) -> Any:  # noqa: ANN401 - whatever stands there
            above, _, name = way.rpartition(".")
            return getattr(at(above) if above else self._desk, name)

        return at


class _Room:
    """An object whose every part is noted when it is used. What leads further is made once; the rest is noted each time."""

    def __init__(self, real: object, way: str, notes: set[Question]) -> None:
        self.__dict__["_room"] = real, way, notes

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the real one has
        real, above, notes = self.__dict__["_room"]
        way = f"{above}.{name}" if above else name
        kind = _kind_of(cast("Hashable", type(real)), name)
        if isinstance(kind, property) and kind.fget:
            return kind.fget(self)
        further: object
        if isinstance(kind, FunctionType):
            further = _method(self, real, kind, way, notes)
        else:
            value = getattr(real, name)
            if isinstance(value, Mapping):
                further = _Index(value, way, notes)
            elif isinstance(value, _ROOMS):
                further = _Room(value, way, notes)
            elif isinstance(value, _FREE):
                further = value
            else:
                notes.add(_NEVER if callable(value) else way)
                return value
        self.__dict__[name] = further
        return further


@cache
def _kind_of(owner: Hashable, name: str) -> object:
    return getattr_static(owner, name, None)


def _method(room: _Room, real: object, function: FunctionType, way: str, notes: set[Question]) -> Callable[..., Any]:
    """Return a method that, called with names alone, is one question; else what it does is noted step by step."""
    start = f"{way}{_CALL}"
    many = isgeneratorfunction(function)

    def call(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - as above
        for part in given:
            if type(part) is not str:
                return function(room, *given, **named)
        if named:
            return function(room, *given, **named)
        notes.add(_WITH.join((start, *given)))
        answer = function(real, *given)
        # Who asks goes through it, and so does whoever compares.
        return iter(tuple(answer)) if many else answer

    return call


class _Index(Mapping[Any, Any]):
    """A mapping of which every entry is noted when it is asked for."""

    def __init__(self, real: Mapping[Any, Any], way: str, notes: set[Question]) -> None:
        self._real, self._way, self._start, self._notes = real, way, f"{way}{_WITH}", notes

    def __getitem__(self, key: object) -> Any:  # noqa: ANN401 - whatever is in it
        self._note(key)
        return self._real[key]

    def get(self, key: object, default: Any = None) -> Any:  # noqa: ANN401 - as above
        self._note(key)
        return self._real.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._note(key)
        return key in self._real

    def __iter__(self) -> Iterator[Any]:
        self._notes.add(self._way)
        return iter(self._real)

    def __len__(self) -> int:
        self._notes.add(self._way)
        return len(self._real)

    def _note(self, key: object) -> None:
        if type(key) is str:
            self._notes.add(self._start + key)
        elif isinstance(key, tuple) and len(key) > 1 and all(isinstance(part, str) for part in key):
            self._notes.add(_WITH.join((self._way, *key)))
        else:
            self._notes.add(self._way)


def _taken_apart(value: object) -> object:
    """Say what a value of ours is: a record is what its file holds."""
    source = getattr(value, "source", None)
    if source is not None and hasattr(source, "digest"):
        return [type(value).__name__, source.path, source.digest]
    fields: Iterable[str] | None = getattr(value, "__dataclass_fields__", None)
    if fields is None:
        return _plain(value)
    parts = [getattr(value, name) for name in fields]
    if Objective in map(type, parts):
        # What stands in a record is told by the record and its place.
        parts = [part.at if isinstance(part, KeyResult) else part for part in parts]
    return [type(value).__name__, *parts]


def _plain(value: object) -> object:
    """Say what a value of the library is.

    Raises:
        TypeError: that cannot be told.

    """
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return list(value.items())
    if isinstance(value, frozenset | set):
        return sorted(value)
    raise TypeError(type(value))


_said: Final = json.JSONEncoder(default=_taken_apart, ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
