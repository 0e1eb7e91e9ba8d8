"""Rendering a shell with Zensical: write the folder, run it, bring what it made into the form that is poured into."""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from html import escape, unescape
from pathlib import Path
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from okrpress.site import frames, material
from okrpress.site.as_of import noticed
from okrpress.site.frames import FrameOrder, frames_of
from okrpress.site.harmless import harmless
from okrpress.site.inline import out_of_line
from okrpress.site.material import with_sized_icons
from okrpress.site.missing import explained
from okrpress.site.policed import policed
from okrpress.site.project import Project
from okrpress.site.publication import Publication, PublicationError
from okrpress.site.shell import OwnPage, Shell, keep_shell, plain_text, shell_key, shell_state
from okrpress.site.switch import own_url, switched
from okrpress.theme import theme_folder
from okrpress.zensical_shell.configuration import EDITOR, NO_REPOSITORY, derived, read, written

_END: Final = "<!--OkrpressSlotEnd-->"
_NOT_WANTED: Final = ("search.json", "search.js", "assets/javascripts/workers/", "assets/stylesheets/modern/")
"""Its own search, which knows nothing of our pages, and the look that is not used."""
_SECONDS: Final = 600
_UNWANTED: Final = (
    re.compile(r'[ \t]*<link rel="(?:prev|next)"[^>]*>\n?'),  # the neighbours in the navigation are frames
    re.compile(r'[ \t]*<meta name="generator"[^>]*>\n?'),
    re.compile(rf'<a href="{re.escape(NO_REPOSITORY)}"[^>]* class="md-source".*?</a>\s*', re.DOTALL),
    re.compile(r'<label class="md-header__button md-icon" for="__search">.*?</label>\s*', re.DOTALL),
    re.compile(r'<div class="md-search"[^>]*>.*?</div>\s*', re.DOTALL),
)
_ARTICLE: Final = re.compile(r"<article\b[^>]*>(.*)</article>", re.DOTALL)
_SKIP: Final = '<a id="__skip" tabindex="-1"></a>'
_HEADING: Final = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_ACTIVE: Final = "md-tabs__item--active"
_TAB: Final = re.compile(rf'<li class="md-tabs__item( {_ACTIVE})?')
_EDIT_LINK: Final = re.compile(r'<a href="[^"]*"[^>]*rel="edit">.*?</a>\s*', re.DOTALL)
_EDITOR: Final = re.compile(rf'(?<=<a href=")[^"]*/{EDITOR}/[^"]*')


def render_shell(project: Project, publication: Publication, identity: str, *, strict: bool) -> Shell:
    """Let Zensical render the shell of a publication.

    Raises:
        PublicationError: it could not, or had something to say in strict mode.

    """
    shells = project.cache / "shells"
    shells.mkdir(parents=True, exist_ok=True)
    seen = shell_state(project)
    pledge = seen.pledge()
    orders = frames_of(publication)
    room = Path(tempfile.mkdtemp(prefix="making-", dir=shells))
    try:
        own = _write(room, project, publication, orders)
        _run(room, project, strict=strict)
        pages = _finish(room / "site", project, publication, orders, own)
        rendered = {order.name: f"{order.address}index.html" for order in orders}
        key = shell_key(identity, seen, publication, orders, project.site_url)
        return keep_shell(room / "site", project.shell(key), pledge, rendered, pages)
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _write(room: Path, project: Project, publication: Publication, orders: Sequence[FrameOrder]) -> list[str]:
    """Write everything that Zensical reads; return the paths of the company's own pages."""
    docs, theme = room / "docs", room / "theme"
    if project.own_pages.is_dir():
        shutil.copytree(project.own_pages, docs, ignore=shutil.ignore_patterns(".*"))
    docs.mkdir(exist_ok=True)
    overlay = theme_folder()
    shutil.copytree(overlay / "assets", theme / "assets")
    for folder in project.overrides:
        shutil.copytree(folder, theme, dirs_exist_ok=True)
    own = [path.relative_to(docs).as_posix() for path in sorted(docs.rglob("*.md"))]
    for order in orders:
        file = docs / order.source
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_frame(order), encoding="utf-8")
    values = read(project.config_file)
    values["extra_css"] = [*material.our_styles(overlay), *(values.get("extra_css") or [])]
    values["extra_javascript"] = [*material.our_scripts(overlay), *(values.get("extra_javascript") or [])]
    taken = {order.source for order in orders}
    own = [path for path in own if path not in taken]
    (room / "mkdocs.yml").write_text(written(derived(values, project, publication, orders, own)), encoding="utf-8")
    return own


def _frame(order: FrameOrder) -> str:
    """Write a frame as a page: marks in place of words, one heading with one below it."""
    front = {"description": frames.DESCRIPTION, "hide": list(order.hide), **({"title": order.title} if order.address else {})}
    return f"""---
{written(front)}---
{frames.CONTENT}

## {frames.BRANCH}

### {frames.LEAF}

{_END}
"""


def _run(room: Path, project: Project, *, strict: bool) -> None:
    """Run Zensical over the folder, standing where mkdocs.yml stands."""
    call = [sys.executable, "-m", "zensical", "build", "--config-file", str(room / "mkdocs.yml")]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter
            [*call, *(["--strict"] if strict else [])],
            cwd=project.folder, capture_output=True, text=True, check=False, timeout=_SECONDS,
        )  # fmt: skip
    except subprocess.TimeoutExpired as problem:
        message = f"Zensical was still not ready after {_SECONDS} seconds."
        raise PublicationError(message) from problem
    said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    if done.returncode or not (room / "site" / "index.html").is_file():
        message = f"Zensical could not render the site: {' '.join(said[-3:]) or 'it said nothing'}"
        raise PublicationError(message.replace(str(room), project.folder.name))


def _finish(
    site: Path, project: Project, publication: Publication, orders: Sequence[FrameOrder], own: Sequence[str]
) -> list[OwnPage]:
    """Bring what was rendered into the form of a shell; return the company's own pages."""
    for path in sorted(site.rglob("*")):
        if path.is_file() and path.relative_to(site).as_posix().startswith(_NOT_WANTED):
            path.unlink()
    htmls = {
        path.relative_to(site).as_posix(): _cleaned(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))
    }
    for order in orders:
        name = f"{order.address}index.html"
        html = _with_marks(htmls[name], order, own_url(project.site_url, publication))
        htmls[name] = html if order.under is None else _with_tab(html, _tab_of(htmls[f"{order.under}index.html"]))
    base, pages = publication.own_pages_edit_url, []
    for source in own:
        name = _rendered(source)
        if name in htmls:
            htmls[name] = _EDITOR.sub(base + quote(source), htmls[name]) if base else _EDIT_LINK.sub("", htmls[name])
            htmls[name] = _ARTICLE.sub(_cleaned_article, htmls[name], count=1)
            pages.append(_own_page(name.removesuffix("index.html"), htmls[name]))
    poured = {f"{order.address}index.html" for order in orders if order.under is not None}
    for name, html in htmls.items():
        there = explained(with_sized_icons(html), publication, name, project.site_url)
        whole = policed(noticed(there, publication), publication, name)
        switched_to = switched(whole, publication, name, project.site_url, frames.ADDRESS if name in poured else None)
        (site / name).write_text(_without_scripts(switched_to, name, site, project), encoding="utf-8")
    return pages


def _without_scripts(html: str, name: str, site: Path, project: Project) -> str:
    """Move the theme's scripts into files, but nothing that an author wrote."""
    article = _ARTICLE.search(html)
    depth = name.count("/")
    # The page that says that there is no such page is shown at any address.
    root = (urlsplit(project.site_url).path or "/") if name == "404.html" else "/".join([".."] * depth) or "."
    return out_of_line(html, article[1] if article and name != "404.html" else "", site, root)


def _cleaned(html: str) -> str:
    for unwanted in _UNWANTED:
        html = unwanted.sub("", html)
    return html


def _rendered(source: str) -> str:
    """Return the path of the file that a page becomes."""
    folder, _, name = source.removesuffix(".md").rpartition("/")
    steps = [step for step in (folder, "" if name in ("index", "README") else name) if step]
    return "/".join([*steps, "index.html"])


def _with_marks(html: str, order: FrameOrder, site_url: str) -> str:
    """Put the marks where words cannot be written into a page's source: its editor, its address, its content."""
    html = _EDITOR.sub(frames.EDIT, html)
    if not order.address:
        # The home page goes by the name of the site alone; Zensical does not know it again below an address.
        html = html.replace(f"<title>{escape(order.label)} - ", "<title>")
    # Headings get their ids from what they say.
    for said, anchor in ((frames.BRANCH, frames.BRANCH_ID), (frames.LEAF, frames.LEAF_ID)):
        html = html.replace(f"#{said.lower()}", f"#{anchor}")
    if order.under is not None and site_url:
        html = html.replace(urljoin(site_url, quote(order.address)), urljoin(site_url, frames.ADDRESS))
    start, end = html.find(frames.CONTENT), html.find(_END)
    if start < 0 or end < 0:
        message = f"The frame {order.name!r} came back without its content: does an override of main.html drop it?"
        raise PublicationError(message)
    return f"{html[:start]}{frames.CONTENT}{html[end + len(_END) :]}"


def _tab_of(html: str) -> int | None:
    """Return the position of the tab that is highlighted on a page."""
    return next((place for place, tab in enumerate(_TAB.findall(html)) if tab), None)


def _with_tab(html: str, active: int | None) -> str:
    """Highlight a tab: that of the hub under which a page stands, for the page itself is in no list."""
    places = itertools.count()
    return _TAB.sub(lambda tab: f"{tab[0]} {_ACTIVE}" if next(places) == active and not tab[1] else tab[0], html)


def _cleaned_article(article: re.Match[str]) -> str:
    """Return an own page's content without what could run; the site builder's own buttons are harmless, and stay."""
    before, anchor, content = article[1].partition(_SKIP)
    # Where "skip to content" leads is the builder's, and stands before whatever somebody wrote.
    cleaned = harmless(article[1]) if before.strip() or not anchor else f"{before}{anchor}{harmless(content)}"
    return article[0].replace(article[1], cleaned)


def _own_page(address: str, html: str) -> OwnPage:
    article = _ARTICLE.search(html)
    content = article[1] if article else ""
    heading = _HEADING.search(content)
    title = plain_text(heading[1]) if heading else unescape(address.rstrip("/").rpartition("/")[2])
    return OwnPage(address, title, plain_text(content))
