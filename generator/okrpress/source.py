"""Text that remembers its place: front matter with the span of every key and list item.

YAML is read once, by the C parser, into nodes that carry their marks; values and spans come from the same walk.
Only the plain types of JSON and dates exist: no tags, no merge keys, no octal or sexagesimal surprises, so
that `no`, `on` and `1:30` are the text that the author sees.
"""

from __future__ import annotations

import marshal
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple, TypeAlias

import yaml

Place: TypeAlias = tuple[str | int, ...]
"""Where a value stands in a record: ("key_results", 0, "metric", "target")."""

MOST_VALUES: Final = 20_000
"""Values in one record: more than any honest file holds, few enough that an alias bomb stays small."""
DEEPEST: Final = 40
LONGEST_NUMBER: Final = 40


class Span(NamedTuple):
    """A stretch of a file: lines and columns from 1, the end column exclusive."""

    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


NOWHERE: Final = Span()


@dataclass(frozen=True, slots=True)
class Spans:
    """The spans of one record's values, packed: tens of thousands of records keep theirs in memory."""

    packed: bytes = b""

    def of(self, place: Place) -> Span:
        """Return the span of the value at `place`, or of the nearest thing around it that exists."""
        table = self.table()
        while place and place not in table:
            place = place[:-1]
        return Span(*table.get(place, NOWHERE))

    def of_key(self, place: Place) -> Span:
        """Return the span of the key (not its value) at `place`, or what `of` returns."""
        key = (*place, "")
        table = self.table()
        return Span(*table[key]) if key in table else self.of(place)

    def table(self) -> dict[Place, tuple[int, int, int, int]]:
        """Unpack: place → (line, column, end line, end column); a key's own span is at (*place, "")."""
        if not self.packed:
            return {}
        rows: list[tuple[Place, int, int, int, int]] = marshal.loads(self.packed)  # noqa: S302 - our own bytes
        return {row[0]: row[1:] for row in rows}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record came from: its file, its story, and the place of everything in it."""

    path: str
    """Relative to the repository's root, with forward slashes."""
    digest: str = ""
    """Hash of the file's bytes."""
    spans: Spans = field(default_factory=Spans)
    body: str = ""
    """Markdown below the front matter."""
    body_line: int = 1

    def span(self, *place: str | int) -> Span:
        """Return the span of the value at `place`, or of the nearest thing around it."""
        return self.spans.of(place)

    def key_span(self, *place: str | int) -> Span:
        """Return the span of the key at `place`."""
        return self.spans.of_key(place)


class Flaw(NamedTuple):
    """Something wrong with the YAML itself: the rule it breaks, a template with its values, its span."""

    rule: str
    template: str
    values: Mapping[str, str | int | float]
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A file split and read: its values, their spans, its body, and what was wrong with the YAML."""

    front: dict[str, Any]
    spans: Spans
    body: str
    body_line: int
    flaws: Sequence[Flaw] = ()


def unreadable(template: str, span: Span = NOWHERE, **values: str | int) -> Document:
    """Return the empty document of a file that says nothing, with the reason."""
    return Document({}, Spans(), "", 1, (Flaw("unreadable-file", template, values, span),))


_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


def parse(text: str) -> Document:
    """Read a Markdown file with front matter; never raises on what it holds."""
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    opening = _FENCE.match(text)
    if opening is None:
        return unreadable("the file does not begin with front matter: its first line must be '---'")
    closing = _FENCE.search(text, opening.end())
    if closing is None:
        return unreadable(
            "the front matter is not closed: a line '---' must end it",
            Span(1, 1, 1, 4),
        )
    head = text[opening.end() + 1 : closing.start()]
    body = text[closing.end() + 1 :]
    body_line = text.count("\n", 0, closing.end()) + 2
    front, spans, flaws = _read(head, first_line=2)
    return Document(front, spans, body, body_line, flaws)


def parse_yaml(text: str) -> Document:
    """Read a file that is YAML alone (`settings.yml`)."""
    front, spans, flaws = _read(text.removeprefix("\ufeff"), first_line=1)
    return Document(front, spans, "", 1, flaws)


_NUMBER = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?\Z")
_SPECIAL_FLOAT = re.compile(r"[-+]?\.(?:inf|Inf|INF)\Z|\.(?:nan|NaN|NAN)\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_TAG = "tag:yaml.org,2002:"
_STR, _MAP, _SEQ = _TAG + "str", _TAG + "map", _TAG + "seq"
_PLAIN_WORDS = {
    "": "null", "~": "null", "null": "null", "Null": "null", "NULL": "null",
    "true": "bool", "True": "bool", "TRUE": "bool", "false": "bool", "False": "bool", "FALSE": "bool",
}  # fmt: skip
_WORD_STARTS = frozenset("~nNtTfF")
_NUMBER_STARTS = frozenset("0123456789+-.")


class _Loader(yaml.CSafeLoader):  # type: ignore[misc] - the C parser has no types
    """The C parser with a resolver of few words, which is also the faster one."""

    def resolve(self, kind: type, value: str | None, implicit: Any) -> str:  # noqa: ANN401 - PyYAML's own signature
        if kind is yaml.ScalarNode:
            if not implicit[0]:
                return _STR
            return _resolve_plain(value or "")
        return _MAP if kind is yaml.MappingNode else _SEQ


def _resolve_plain(value: str) -> str:
    start = value[:1]
    if start in _NUMBER_STARTS:
        if _DATE.match(value):
            return "date"
        if _NUMBER.match(value):
            return "int"
        if _FLOAT.match(value) or _SPECIAL_FLOAT.match(value):
            return "float"
        return _STR
    if not value or start in _WORD_STARTS:
        return _PLAIN_WORDS.get(value, _STR)
    return _STR


_DEEP_FLOW = re.compile(r"[\[{]")
_DEEP_BLOCK = re.compile(r"^[ \t\-?:]{60,}", re.MULTILINE)


def _too_deep(text: str) -> bool:
    """Tell whether nesting could hurt: the C parser's own recursion has no guard, so it never sees such text."""
    if len(_DEEP_FLOW.findall(text)) <= DEEPEST and not _DEEP_BLOCK.search(text):
        return False
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                return True
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return False


def _read(text: str, first_line: int) -> tuple[dict[str, Any], Spans, Sequence[Flaw]]:
    """Read YAML whose first line is line `first_line` of its file."""
    try:
        if _too_deep(text):
            return _refuse("nested deeper than {most} levels", NOWHERE, most=DEEPEST)
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = Span(mark.line + first_line, mark.column + 1, mark.line + first_line, mark.column + 2) if mark else NOWHERE
        return _refuse("not valid YAML: {problem}", at, problem=error.problem or error.context or "syntax error")
    except yaml.YAMLError as error:  # ReaderError: a character that YAML forbids
        position = getattr(error, "position", 0) or 0
        line = text.count("\n", 0, position) + first_line
        column = position - text.rfind("\n", 0, position)
        return _refuse(
            "a character that YAML does not allow: {character}",
            Span(line, column, line, column + 1),
            character=repr(getattr(error, "character", "?")),
        )
    if node is None:
        return {}, Spans(), ()
    if not isinstance(node, yaml.MappingNode):
        mark = node.start_mark
        at = Span(mark.line + first_line, mark.column + 1, node.end_mark.line + first_line, node.end_mark.column + 1)
        return _refuse("the front matter is a {kind}, not 'key: value' lines", at, kind=_kind_of(node))
    reader = _Reader(first_line)
    try:
        front = reader.value(node, ())
    except _TooMuchError:
        return _refuse("more than {most} values, or an alias that holds itself", NOWHERE, most=MOST_VALUES)
    return front, Spans(marshal.dumps(reader.rows)), tuple(reader.flaws)


def _refuse(template: str, span: Span, **values: str | int) -> tuple[dict[str, Any], Spans, Sequence[Flaw]]:
    return {}, Spans(), (Flaw("unreadable-file", template, values, span),)


def _kind_of(node: yaml.Node) -> str:
    return "list" if isinstance(node, yaml.SequenceNode) else "text"


class _TooMuchError(Exception):
    """A record that unfolds beyond what a file may hold."""


class _Reader:
    """One walk over the nodes of one file: values out, spans and flaws noted on the way."""

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.rows: list[tuple[Place, int, int, int, int]] = []
        self.flaws: list[Flaw] = []

    def span(self, node: yaml.Node) -> Span:
        start, end, first = node.start_mark, node.end_mark, self.first_line
        return Span(start.line + first, start.column + 1, end.line + first, end.column + 1)

    def value(self, node: yaml.Node, place: Place) -> Any:  # noqa: ANN401 - what an author wrote is anything
        start, end, first = node.start_mark, node.end_mark, self.first_line
        rows = self.rows
        rows.append((place, start.line + first, start.column + 1, end.line + first, end.column + 1))
        if len(rows) > MOST_VALUES or len(place) > DEEPEST:
            raise _TooMuchError
        if isinstance(node, yaml.ScalarNode):
            tag = node.tag
            return node.value if tag == _STR else self.scalar(node, tag)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*place, index)) for index, item in enumerate(node.value)]
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.flaws.append(Flaw("wrong-type", "a key must be a word, not a list or a map", {}, self.span(key_node)))
                continue
            key = key_node.value
            if key in mapping:
                self.flaws.append(
                    Flaw("duplicate-key", "'{key}' is written twice here; the first one was taken", {"key": key}, self.span(key_node))
                )
                continue
            inner = (*place, key)
            mark, stop = key_node.start_mark, key_node.end_mark
            rows.append(((*inner, ""), mark.line + first, mark.column + 1, stop.line + first, stop.column + 1))
            mapping[key] = self.value(value_node, inner)
        return mapping

    def scalar(self, node: yaml.ScalarNode, tag: str) -> Any:  # noqa: ANN401
        text: str = node.value
        if tag == "int" or tag == "float":
            if len(text) > LONGEST_NUMBER:
                self.flaws.append(
                    Flaw("wrong-type", "a number of more than {most} characters", {"most": LONGEST_NUMBER}, self.span(node))
                )
                return None
            return int(text) if tag == "int" else float(text.replace(".inf", "inf").replace(".nan", "nan"))
        if tag == "date":
            try:
                return date.fromisoformat(text)
            except ValueError:
                return text  # no such day: the field that wants a date says so
        if tag == "null":
            return None
        if tag == "bool":
            return text[0] in "tT"
        if tag in (_TAG + "int", _TAG + "float", _TAG + "bool", _TAG + "null", _TAG + "timestamp"):
            return text
        self.flaws.append(Flaw("wrong-type", "the tag '{tag}' is not allowed here", {"tag": tag}, self.span(node)))
        return text
