"""Stories: an author's Markdown as HTML that can do no harm.

Raw HTML is shown as the text that it is, links lead only where a link may lead, and no picture is fetched from
another place: a story that names one shows a link to it instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Final, TypeAlias
from urllib.parse import urlsplit

import nh3
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from okrpress.language.line_ends import joined
from okrpress.load.danger import burdens

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Finder: TypeAlias = Callable[[str], str | None]
"""From a relative link as written to the href of the record's page, or None where it is no record's file."""

SCHEMES: Final = frozenset({"http", "https", "mailto"})
_HEADINGS: Final = {f"h{level}": f"h{min(level + 2, 6)}" for level in range(1, 7)}
"""A story stands under a heading of the second level."""
_TAGS: Final = {
    "a", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p",
    "pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES: Final = {"a": {"href", "title"}, "ol": {"start"}}
_ALIGNMENTS: Final = ("left", "center", "right")
_PLAIN = re.compile(r"(?:[^\\`*_\[\]<>&#|~\t\r]|&(?![#\w]+;))*\Z")
_LINK = re.compile(r"(?<!!)\[([^\s\[\]](?:[^\n\[\]]*[^\s\[\]])?)\]\(([\w/:.#?=%+,@-]+)\)", re.ASCII)
"""A link as most are written: no title, nothing in its address that would have to be escaped."""
_ITEM = re.compile(r"^[*-] (?=\S)", re.MULTILINE)
_STRUCTURE = re.compile(r"^(?:[ ]|[-+=:]|[0-9]{1,9}[.)]|.*[ ]{2}$)", re.MULTILINE)


class Stories:
    """Renders the stories of one build, one after another."""

    def __init__(self) -> None:
        """Prepare one converter: making it costs more than most stories."""
        self._markdown = Markdown(
            extensions=["tables", "fenced_code", "sane_lists", "def_list"],
            # A strict content policy lets no cell have a style of its own.
            extension_configs={"tables": {"use_align_attribute": True}},
            output_format="html",
        )
        self._markdown.preprocessors.deregister("html_block")
        self._markdown.inlinePatterns.deregister("html")
        self._links = _Links(self._markdown)
        self._markdown.treeprocessors.register(self._links, "okr-links", 0)
        self._cleaner = nh3.Cleaner(
            tags=set(_TAGS),
            attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
            tag_attribute_values={cell: {"align": set(_ALIGNMENTS)} for cell in ("td", "th")},
            url_schemes=set(SCHEMES),
            link_rel="noopener",
        )

    def html(self, text: str, find: Finder = lambda _: None) -> Markup:
        """Render a story; paragraphs, short lists and links, as in most, need no parser: a tenth of its time."""
        text = text.strip("\n")
        if not text.strip():
            return Markup()
        simple = _simple(text, find)
        if simple is not None:
            return Markup(joined(simple))  # noqa: S704 - escaped just now
        if any(burdens(text)):
            return Markup("<pre>{}</pre>").format(text)
        self._links.find = find
        self._markdown.reset()
        return Markup(joined(self._cleaner.clean(self._markdown.convert(text))))  # noqa: S704 - cleaned just now


def _simple(text: str, find: Finder) -> str | None:
    """Render what is nothing but paragraphs of plain text, lists of single lines, and links; None for anything else."""
    said = _ITEM.sub("", _LINK.sub(r"\1", text))
    if not _PLAIN.match(said) or _STRUCTURE.search(said):
        return None
    blocks: list[str] = []
    was_list = False
    for part in filter(None, map(str.strip, re.split(r"\n{2,}", text))):
        lines = part.split("\n")
        items = sum(1 for line in lines if _ITEM.match(line))
        # Two lists in a row are one with room between its items, and a list below a line is none.
        if items and (was_list or items < len(lines)):
            return None
        was_list = bool(items)
        if items:
            rows = "\n".join(f"<li>{escape(line[2:].strip(), quote=False)}</li>" for line in lines)
            blocks.append(f"<ul>\n{rows}\n</ul>")
        else:
            blocks.append(f"<p>{escape(part, quote=False)}</p>")
    html = "\n".join(blocks)
    return _LINK.sub(partial(_led, find), html)


def _led(find: Finder, link: re.Match[str]) -> str:
    """Write a link as the parser and the cleaner would; its words are escaped already."""
    target = outward(link[2]) or find(link[2])
    href = "" if target is None else f' href="{escape(target)}"'
    return f'<a{href} rel="noopener">{link[1]}</a>'


class _Links(Treeprocessor):
    """Moves headings below the page's own, leads links to records to their pages, and turns pictures into links."""

    find: Finder = staticmethod(lambda _: None)

    def run(self, root: Element) -> None:
        for element in root.iter():
            tag = element.tag
            if tag in _HEADINGS:
                element.tag = _HEADINGS[tag]
            elif tag == "a":
                self._lead(element, element.get("href", ""))
            elif tag == "img":
                address = element.get("src", "")
                element.tag = "a"
                element.text = element.get("alt") or address
                for name in ("src", "alt"):
                    element.attrib.pop(name, None)
                self._lead(element, address)

    def _lead(self, element: Element, written: str) -> None:
        """Point a link at where it may lead, or nowhere."""
        target = outward(written) or (self.find(written) if written else None)
        if target is None:
            element.attrib.pop("href", None)
        else:
            element.set("href", target)


def outward(link: str) -> str | None:
    """Return a link that leads out of the site (http, https, mailto) as it is; None for anything else."""
    try:
        parts = urlsplit(link.strip())
    except ValueError:
        return None
    if parts.scheme == "mailto":
        return link.strip() if parts.path else None
    return link.strip() if parts.scheme in SCHEMES and parts.netloc else None
