"""Where a new key belongs: behind those that the vocabulary names before it."""

from __future__ import annotations

from okrpress.fields import CHECK_IN, GRADE, KEY_RESULT, METRIC, MILESTONE, OBJECTIVE, THRESHOLD
from okrpress.shapes import Shape

__all__ = ["CHECK_IN", "GRADE", "KEY_RESULT", "METRIC", "MILESTONE", "OBJECTIVE", "THRESHOLD", "before"]


def before(shape: Shape, key: str) -> tuple[str, ...]:
    """Return the keys of a shape that stand before one of them."""
    keys = list(shape.fields)
    return tuple(keys[: keys.index(key)])
