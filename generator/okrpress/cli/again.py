"""What a verb said before is said again, where nothing changed of all that it was made of: no record is even opened."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from functools import wraps
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

import click

from okrpress.cache import Cache, Made, TrackedCacheError, cache_beside
from okrpress.repository import repository_root
from okrpress.state import State, day_state, generator_state, is_kept, state_of

_KIND: Final = "said"
_CALLS_KEPT: Final = 20
_KNOWN: Final = frozenset({"paths", "okrs", "day", "form", "fail_on", "names", "mode", "quiet", "colourless"})
"""Parameters that change what is said of the records and nothing else. A call with any other is never remembered."""
_SURROUNDINGS: Final = ("NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS", "CI", "GITHUB_ACTIONS", "GITLAB_CI")


def remembered(verb: Callable[..., None]) -> Callable[..., None]:
    """Let a verb that only looks at records, and only prints, remember what it said and its exit status."""

    @wraps(verb)
    def say(**call: Any) -> None:  # noqa: ANN401 - a verb has the parameters that it has
        if any(value for name, value in call.items() if name not in _KNOWN):
            verb(**call)
            return
        okrs: Path = call["okrs"]
        try:
            cache = Cache(cache_beside(okrs.resolve().parent))
        except TrackedCacheError as error:
            raise click.ClickException(str(error)) from error
        state, name = _state(call), _name(verb, call)
        known = _recalled(cache, name, state)
        if known is None:
            pledge = state.pledge()
            known = _overheard(verb, call)
            value = json.dumps([*known, dict(pledge)]).encode()
            cache.learn(_KIND, {name: Made(state.key, value)}, _CALLS_KEPT)
        text, status = known
        click.echo(text, nl=False, color=True)  # it is as the verb coloured it, or did not
        if status:
            raise click.exceptions.Exit(status)

    return say


def _state(call: dict[str, Any]) -> State:
    """Look at everything that a verb sees: the records, the day, and the generator itself."""
    okrs: Path = call["okrs"]
    made_by = generator_state()
    seen = state_of([okrs], made_by.key, str(okrs.resolve()), str(repository_root(okrs)), day_state(call["day"]))
    return State(seen.key, (*made_by.young, *seen.young))


def _name(verb: Callable[..., None], call: dict[str, Any]) -> str:
    """Return a hash of a call, and of what surrounds it."""
    surroundings = [f"{name}={os.environ.get(name)}" for name in _SURROUNDINGS]
    there = [path.exists() for path in call.get("paths", ())]
    said = (verb.__module__, sorted((name, str(value)) for name, value in call.items()), there, str(Path.cwd()))
    return blake2b(repr((said, surroundings, sys.stdout.isatty())).encode(), digest_size=16).hexdigest()


def _recalled(cache: Cache, name: str, state: State) -> tuple[str, int] | None:
    value = cache.recall(_KIND, {name: state.key}).get(name)
    if value is None:
        return None
    text, status, pledge = json.loads(value)
    return (text, status) if is_kept(pledge) else None


class _Overheard(io.StringIO):
    """A verb's output on its way, which looks like where it will go."""

    def isatty(self) -> bool:
        return sys.__stdout__ is not None and sys.__stdout__.isatty()


def _overheard(verb: Callable[..., None], call: dict[str, Any]) -> tuple[str, int]:
    """Let a verb speak; what it refuses to do is not remembered."""
    status = 0
    with redirect_stdout(_Overheard()) as said:
        try:
            verb(**call)
        except click.exceptions.Exit as stop:
            status = stop.exit_code
    return said.getvalue(), status
