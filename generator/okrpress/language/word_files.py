"""The lists of words that come with okrpress: `words/*.yml`, each one read when it is first needed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml


@cache
def read_words(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return the lists of a file by their keys."""
    text = (files("okrpress.language") / "words" / f"{name}.yml").read_text(encoding="utf-8")
    lists: dict[str, list[str]] = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - our own file; `no` and `y` are words
    return {key: tuple(entries) for key, entries in lists.items()}
