"""What checking costs, step by step: CPU seconds of this process and of those it waited for."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class Step:
    """A step and what it cost."""

    name: str
    seconds: float = 0.0
    findings: int | None = None
    """None for what is no rule."""


@dataclass(slots=True)
class Profile:
    """The steps, in the order in which they were first taken."""

    steps: dict[str, Step] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """Measure a step."""
        begun = _spent()
        step = self.steps.setdefault(name, Step(name))
        try:
            yield step
        finally:
            step.seconds += _spent() - begun

    @property
    def seconds(self) -> float:
        """All steps together."""
        return sum(step.seconds for step in self.steps.values())

    @property
    def rules(self) -> float:
        """The rules alone."""
        return sum(step.seconds for step in self.steps.values() if step.findings is not None)


def _spent() -> float:
    """Return the CPU seconds that were spent by now."""
    others = os.times()
    return time.process_time() + others.children_user + others.children_system
