"""Where the pages come from: the one place that connects publishing with the making of pages."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from okrpress.site.publication import Edition, Publication


def make_publication(edition: Edition) -> Publication:
    """Make all pages of an edition.

    Raises:
        PublicationError: the records have findings that keep them from being published.

    """
    return Resident()(edition)


class Resident:
    """Makes publications one after the other, in a process that lives on: what it has read it does not read again."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._memory: Any = None

    def __call__(self, edition: Edition) -> Publication:
        """Make all pages of an edition, as `make_publication` does; all must have the same cache."""
        # Loaded when it is called: whoever brings pages of their own, as the tests do, needs none of ours.
        assemble = import_module("okrpress.site.assemble")
        self._memory = self._memory or assemble.Memory(edition.cache)
        made = assemble.make_publication(edition, self._memory)
        if not isinstance(made, Publication):
            raise TypeError(made)
        return made


def make_part(edition: Edition, cycle: str, shelf: Path) -> Path:
    """Make a cycle's part of a site.

    Raises:
        PublicationError: there is no such cycle, or the records have findings that keep them from being published.

    """
    made = import_module("okrpress.site.assemble").make_part(edition, cycle, shelf)
    if not isinstance(made, Path):
        raise TypeError(made)
    return made
