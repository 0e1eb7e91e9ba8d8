"""What the YAML parser's complaints mean to an author, and the way out of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from okrpress.problem import Message, say


class Trouble(NamedTuple):
    """A complaint in words that help; `at_opening` where the author must look at what was opened, not at where it was missed."""

    message: Message
    hint: Message
    at_opening: bool = False


_QUOTES: Final = say("put the whole value in quotation marks")
_KEY_VALUE: Final = say("each line is 'key: value' or '- item'; look at its indentation and at the line above it")

_TAB: Final = Trouble(say("a tab where only spaces can stand"), say("indent with spaces"))

_MEANINGS: Final[Mapping[str, Trouble]] = {
    "mapping values are not allowed in this context": Trouble(
        say("':' makes a key of something where no key can be"),
        say("put a value that holds ': ' in quotation marks, or mend the indentation"),
    ),
    "could not find expected ':'": Trouble(say("a line that is not 'key: value'"), _KEY_VALUE, at_opening=True),
    "did not find expected key": Trouble(say("a line that does not fit under the one above it"), _KEY_VALUE),
    "did not find expected '-' indicator": Trouble(say("a line in a list that does not begin with '- '"), _KEY_VALUE),
    "block sequence entries are not allowed in this context": Trouble(
        say("a list begins where none can"), say("begin it on a line of its own")
    ),
    "block mapping entries are not allowed in this context": Trouble(
        say("a key begins where none can"), say("begin it on a line of its own")
    ),
    "mapping keys are not allowed in this context": Trouble(
        say("a key begins where none can"), say("begin it on a line of its own")
    ),
    "found a tab character that violates indentation": _TAB,
    "found a tab character where an indentation space is expected": _TAB,
    "found unexpected end of stream": Trouble(
        say("a quotation mark opens here and nothing closes it"), say("close it at the end of the value"), at_opening=True
    ),
    "found unexpected document indicator": Trouble(
        say("a quotation mark opens here and nothing closes it"), say("close it at the end of the value"), at_opening=True
    ),
    "did not find expected ',' or ']'": Trouble(
        say("a list opens here with '[' and does not go on as a list"),
        say("close it with ']', and put items that hold , [ ] { } or # in quotation marks"),
        at_opening=True,
    ),
    "did not find expected ',' or '}'": Trouble(
        say("a map opens here with '{' and does not go on as a map"),
        say("close it with '}', and put values that hold , [ ] { } or # in quotation marks"),
        at_opening=True,
    ),
    "did not find expected node content": Trouble(
        say("a value is missing here"), say("write it, or close the bracket before it")
    ),
    "found unknown escape character": Trouble(
        say("a backslash before a sign that it cannot go with"), say("write '\\\\', or put the value in single quotation marks")
    ),
    "did not find expected hexdecimal number": Trouble(
        say("a backslash that begins a code without its digits"), say("put the value in single quotation marks")
    ),
    "found invalid Unicode character escape code": Trouble(
        say("a backslash code that is no character"), say("write the character itself")
    ),
    "did not find expected alphabetic or numeric character": Trouble(
        say("* and & mean something else at a value's start"), _QUOTES
    ),
    "did not find expected comment or line break": Trouble(
        say("text after '|' or '>'"), say("begin the text on the next line, indented")
    ),
    "did not find expected <document start>": Trouble(
        say("something that is not 'key: value' before the first key"), say("take the line away")
    ),
    "exceeded maximum nesting depth": Trouble(say("brackets nested deeper than anybody reads"), say("take most of them away")),
    "found undefined tag handle": Trouble(say("'!' means something else at a value's start"), _QUOTES),
}


def trouble(problem: str, sign: str) -> Trouble:
    """Return what a complaint of the parser about a sign means; one that is not known is quoted."""
    if problem == "found character that cannot start any token":
        if sign == "\t":
            return _TAB
        return Trouble(say("'{sign}' cannot begin a value", sign=sign), _QUOTES)
    return _MEANINGS.get(problem) or Trouble(say("not valid YAML: {problem}", problem=problem or "syntax error"), _KEY_VALUE)
