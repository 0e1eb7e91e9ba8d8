"""What RFC 4287 demands of a feed, element by element: a feed that breaks none of it is valid."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

_ATOM = "{http://www.w3.org/2005/Atom}"
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)\Z")
_SHARED = {"author", "category", "contributor", "id", "link", "rights", "title", "updated"}
_FEED = _SHARED | {"generator", "icon", "logo", "subtitle", "entry"}
_ENTRY = _SHARED | {"content", "published", "source", "summary"}
_ONE = {"id", "title", "updated"}
_AT_MOST_ONE = {"generator", "icon", "logo", "rights", "subtitle", "content", "published", "source", "summary"}


def flaws(data: bytes) -> Iterator[str]:
    """Yield what is wrong with a feed, with the section that says so."""
    try:
        feed = ET.fromstring(data)  # noqa: S314 - our own
    except ET.ParseError as error:
        yield f"not well-formed: {error}"
        return
    if feed.tag != f"{_ATOM}feed":
        yield f"2: the root is {feed.tag}"
        return
    entries = feed.findall(f"{_ATOM}entry")
    yield from _container(feed, _FEED, "feed")
    for entry in entries:
        yield from _container(entry, _ENTRY, "entry")
        links = [link for link in entry.findall(f"{_ATOM}link") if link.get("rel", "alternate") == "alternate"]
        if entry.find(f"{_ATOM}content") is None and not links:
            yield "4.1.2: an entry without content has no alternate link"
        if entry.find(f"{_ATOM}author") is None and feed.find(f"{_ATOM}author") is None:
            yield "4.1.2: nobody is the author of an entry"
    if feed.find(f"{_ATOM}author") is None and not entries:
        yield "4.1.1: nobody is the author of the feed"
    if not [link for link in feed.findall(f"{_ATOM}link") if link.get("rel") == "self"]:
        yield "4.1.1: no link to itself"
    repeated = [name for name, count in Counter(entry.findtext(f"{_ATOM}id") for entry in entries).items() if count > 1]
    yield from (f"4.1.1: two entries have the id {name}" for name in repeated)


def _container(element: ET.Element, allowed: set[str], what: str) -> Iterator[str]:
    names = Counter(child.tag.removeprefix(_ATOM) for child in element)
    yield from (f"4.1: {name} in a {what}" for name in names if name not in allowed)
    yield from (f"4.1: {names[name]} {name} in a {what}" for name in sorted(_ONE) if names[name] != 1)
    yield from (f"4.1: {names[name]} {name} in a {what}" for name in sorted(_AT_MOST_ONE) if names[name] > 1)
    alternate = Counter(
        (link.get("type"), link.get("hreflang"))
        for link in element.findall(f"{_ATOM}link")
        if link.get("rel", "alternate") == "alternate"
    )
    if any(count > 1 for count in alternate.values()):
        yield f"4.1: two alternate links of one kind in a {what}"
    for child in element:
        yield from _child(child, child.tag.removeprefix(_ATOM))


def _child(child: ET.Element, name: str) -> Iterator[str]:
    text = child.text or ""
    match name:
        case "id" if not urlsplit(text).scheme or text != text.strip():
            yield f"4.2.6: {text!r} is no IRI"
        case "updated" | "published" if not _DATE.match(text):
            yield f"3.3: {text!r} is no date"
        case "title" | "subtitle" | "rights" | "summary" if child.get("type", "text") == "text" and len(child):
            yield f"3.1: {name} is text, and holds elements"
        case "author" | "contributor":
            inner = Counter(part.tag.removeprefix(_ATOM) for part in child)
            if inner["name"] != 1 or inner["uri"] > 1 or inner["email"] > 1 or not (child.findtext(f"{_ATOM}name") or "").strip():
                yield f"3.2: {name} has not one name"
        case "link" if not child.get("href"):
            yield "4.2.7: a link without href"
