"""Where the pages come from: the one place that connects publishing with the making of pages."""

from __future__ import annotations

from importlib import import_module

from okrpress.site.publication import Edition, Publication


def make_publication(edition: Edition) -> Publication:
    """Make all pages of an edition.

    Raises:
        PublicationError: the records have findings that keep them from being published.

    """
    # Loaded when it is called: whoever brings pages of their own, as the tests do, needs none of ours.
    made = import_module("okrpress.site.assemble").make_publication(edition)
    if not isinstance(made, Publication):
        raise TypeError(made)
    return made
