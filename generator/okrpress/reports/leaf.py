"""What a report of a difference may know besides it: the reader's words, what was compared, where the picture lies."""

from __future__ import annotations

from dataclasses import dataclass, field

from okrpress.words import Words


@dataclass(frozen=True, slots=True)
class Leaf:
    """What every format gets."""

    words: Words = field(default_factory=Words)
    base: str = ""
    """What it was compared with: a commit's name."""
    head: str = ""
    """What was compared: a commit's name; "" for the work tree."""
    colour: bool = False
    """Whether the reader's terminal shows colours."""
    picture: str = ""
    """Address of the picture; "" where there is none."""
