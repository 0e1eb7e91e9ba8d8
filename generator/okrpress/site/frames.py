"""Frames: which pages the site builder has to render so that all others can be poured into them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from okrpress.site.publication import Publication, PublicationError

# What stands in a frame where a page's own words will be. Letters only, so that no template and no
# filter changes them, and no words that an author could write.
TITLE: Final = "OkrpressSlotTitle"
DESCRIPTION: Final = "OkrpressSlotDescription"
ADDRESS: Final = "OkrpressSlotAddress"
EDIT: Final = "OkrpressSlotEdit"
CRUMB: Final = "OkrpressSlotCrumb"
CRUMB_ADDRESS: Final = "OkrpressPathCrumb"
BRANCH: Final = "OkrpressSlotBranch"
BRANCH_ID: Final = "OkrpressAnchorBranch"
LEAF: Final = "OkrpressSlotLeaf"
LEAF_ID: Final = "OkrpressAnchorLeaf"
# Material puts a heading above content that has none of its own: the mark says that ours has.
CONTENT: Final = "<!--OkrpressSlotContent <h1-->"


@dataclass(frozen=True, slots=True)
class FrameOrder:
    """A page that the site builder is asked to render with marks in place of words.

    `source` is the path of the Markdown file that it pretends to have; the address follows from it
    and has the depth of the pages that will be poured. A hub's frame has the hub's own `title`, and
    a place (`section`) and a `label` in the navigation; a kind's frame stands `under` the address of
    a hub.
    """

    name: str
    source: str
    title: str
    label: str
    hide: tuple[str, ...]
    section: tuple[str, ...] | None = None
    under: str | None = None

    @property
    def address(self) -> str:
        """Return the address of the rendered frame, relative to the site's root."""
        return self.source.removesuffix("index.md")


def hub_frame(address: str) -> str:
    """Name the frame of a hub page."""
    return f"hub/{address}"


def kind_frame(kind: str, address: str) -> str:
    """Name the frame of a kind of page at the depth of an address."""
    return f"{kind}/{address.count('/')}"


def frames_of(publication: Publication) -> tuple[FrameOrder, ...]:
    """List the frames that the pages of a publication need, hubs first and in their order.

    Raises:
        PublicationError: a kind of page has no frame, or a frame stands under no hub.

    """
    orders = [
        FrameOrder(
            name=hub_frame(hub.address),
            source=f"{hub.address}index.md",
            title=hub.title,
            label=hub.label or hub.title,
            hide=hub.hide,
            section=hub.section if hub.in_navigation else None,
        )
        for hub in publication.hubs
    ]
    hubs = {hub.address for hub in publication.hubs}
    frames = {frame.kind: frame for frame in publication.frames}
    for kind, depth in sorted({(page.kind, page.address.count("/")) for page in publication.records}):
        frame = frames.get(kind)
        if frame is None:
            message = f"No frame was given for pages of the kind {kind!r}."
            raise PublicationError(message)
        if frame.under not in hubs:
            message = f"Pages of the kind {kind!r} stand under {frame.under!r}, which is no hub."
            raise PublicationError(message)
        steps = [f"okrpress-{kind}", *(str(step) for step in range(2, depth + 1))]
        orders.append(
            FrameOrder(
                name=f"{kind}/{depth}",
                source="/".join([*steps, "index.md"]),
                title=TITLE,
                label=TITLE,
                hide=frame.hide,
                under=frame.under,
            )
        )
    return tuple(orders)
