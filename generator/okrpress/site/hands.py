"""Many hands: work on a long row of things, divided among processes that know all that this one knows."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Final, TypeVar, cast

FEW: Final = 400
"""Things that one process has done before a copy of it would have: a copy of a large company costs a quarter of a second."""
AT_ONCE: Final = 150
"""How many are done together: enough to share a process of Graphviz, few enough for all hands to end at one time."""

Thing = TypeVar("Thing")
Done = TypeVar("Done")


def in_turns(work: Callable[[Sequence[Thing]], Done], things: Sequence[Thing]) -> Iterator[Done]:
    """Yield what comes of some things after some others, in their order, whoever did it.

    The processes are copies of this one: nothing has to be packed for them, and what they make has to be packed only
    to come back. Where there is one core, no such copy can be made, or something else runs in this process, it does
    all by itself.
    """
    starts = range(0, len(things), AT_ONCE)
    hands = min(os.cpu_count() or 1, 4, len(starts))
    done = 0
    if len(things) > FEW and hands > 1 and _can_be_doubled():
        try:
            # What is handed to `_begin` is inherited and not sent.
            with ProcessPoolExecutor(hands, multiprocessing.get_context("fork"), _begin, (work, things)) as pool:
                for made in pool.map(_turn, starts):
                    yield cast("Done", made)
                    done += 1
        except (BrokenProcessPool, OSError):
            # A process was killed, or none could be made: one is slower, and enough.
            pass
        else:
            return
    for start in starts[done:]:
        yield work(things[start : start + AT_ONCE])


def _can_be_doubled() -> bool:
    """Tell whether a copy of this process would work: one with threads, such as the live server, does not copy them."""
    return threading.active_count() == 1 and "fork" in multiprocessing.get_all_start_methods()


_inherited: tuple[Callable[[Sequence[Any]], Any], Sequence[Any]]
"""In a copy: what to do with what."""


def _begin(work: Callable[[Sequence[Any]], Any], things: Sequence[Any]) -> None:
    global _inherited  # noqa: PLW0603 - the one thing that a copy knows of its task
    _inherited = work, things


def _turn(start: int) -> object:
    work, things = _inherited
    return work(things[start : start + AT_ONCE])
