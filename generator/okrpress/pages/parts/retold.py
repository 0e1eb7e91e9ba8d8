"""What a rule found, as people say it to each other: titles in place of ids, and no key of a file in front."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from okrpress.model import Objective
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk
from okrpress.problem import Message

_KEY: Final = re.compile(r"^[a-z_]+(?:: |：)")
"""The key of a record that a message begins with: who sits in a meeting has no file open."""
_NAMED: Final = re.compile("['“]{([a-z_]+)}['”]")
_SEVERAL: Final = ", "


def retold(desk: Desk, objective: Objective, message: Message) -> tuple[Mention, ...]:
    """Tell what was found in an objective, piece by piece; what is no name has no address.

    The objective stands above the sentence, so one that begins with its name goes on without it.
    """
    sentence = _KEY.sub("", desk.words.gettext(message.template))
    first, *rest = _NAMED.split(sentence)
    pieces = [Mention(desk.words.filled(first, message.values))]
    for name, text in zip(rest[::2], rest[1::2], strict=True):
        value = str(message.values.get(name, ""))
        if value != objective.id or first or len(pieces) > 1:
            pieces += _quoted(desk, objective, value, frozenset(piece.text for piece in pieces if piece.href is not None))
        pieces.append(Mention(desk.words.filled(text, message.values)))
    told = [piece for piece in pieces if piece.text]
    if told and told[0].href is None:
        begun = told[0].text.lstrip()
        told[0] = Mention(begun[:1].upper() + begun[1:])
    return tuple(told)


def _quoted(desk: Desk, objective: Objective, value: str, said: frozenset[str]) -> Iterator[Mention]:
    """Yield what ids stand for; several stand between one pair of quotation marks in a message."""
    for place, one in enumerate(value.split(_SEVERAL)):
        name, *more = one.split(" ", 1)  # "… …": there are others still
        yield Mention(f"{desk.words(', ') if place else ''}“")
        yield _named(desk, objective, name, said)
        yield Mention(f"”{' ' if more else ''}{''.join(more)}")


def _named(desk: Desk, objective: Objective, name: str, said: frozenset[str]) -> Mention:
    """Name what an id stands for: by its title, but a key result called as one before it by its objective's."""
    for target in (name, f"{objective.cycle}/{name}", f"{objective.id}#{name}"):
        found = desk.mentions.target(target)
        if found.href is not None:
            return Mention(desk.mentions.target(target.partition("#")[0]).text, found.href) if found.text in said else found
    return Mention(name)
