"""What is public, and why: the page that tells everyone what is read of them, what does not belong here, and how it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from okrpress.pages import addresses
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk, Heading, Page, SearchEntry, View
from okrpress.pages.parts.outward import forge_of, host


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicView(View):
    """What is public here."""

    crumbs: tuple[Mention, ...] = ()
    forge: str = ""
    """The forge’s host."""
    has_giscus: bool = False


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page."""
    words = desk.words
    title = words("What is public, and why")
    yield Page(addresses.PUBLIC, "public", title, partial(view, desk), hub=True, nav=(words("Handbook"), title), search=search)


def view(desk: Desk) -> PublicView:
    """Say what this company's site speaks with."""
    words, forge = desk.words, forge_of(desk)
    return PublicView(
        title=words("What is public, and why"),
        address=addresses.PUBLIC,
        description=words("What everyone here can read, what does not belong here, and how to have something put right."),
        headings=(
            Heading("Read", words("What everyone here can read")),
            Heading("Why", words("Why it is open")),
            Heading("Not", words("What does not belong here")),
            Heading("Mend", words("If something is wrong, or must go")),
            Heading("You", words("What this site knows of you")),
        ),
        crumbs=(Mention(words("Handbook"), addresses.HANDBOOK),),
        forge=host(forge) if forge else "",
        has_giscus=bool(forge and forge.giscus),
    )


def search(found: View) -> SearchEntry:
    """Tell the search what the page speaks of."""
    return SearchEntry(text=" ".join((found.description, *(heading.title for heading in found.headings))))
