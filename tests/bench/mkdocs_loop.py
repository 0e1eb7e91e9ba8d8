"""The same pages through MkDocs' own page loop: what the frames are measured against.

The finished content of every page of a built site (what stands in Material's `<article>`) becomes a page of an ordinary
MkDocs project with the same `mkdocs.yml`, but for the plugin `okr`. All is in MkDocs' favour: nothing is read, checked,
scored or drawn any more. `WAYS` are the ways in which a company would have had such a site without frames.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml


class Way(NamedTuple):
    """One way to send pages through MkDocs; what is not wished for is left out."""

    name: str
    hook: bool = False
    """Each page's file is empty and its content set by a hook, which spares MkDocs the Markdown; else it is HTML in Markdown."""
    search: bool = False
    """With Material's search, as our build has one too: a single index of all pages."""
    navigation: bool = False
    """With every page in the navigation, which is what MkDocs does unless told otherwise; else the home page alone."""
    pruned: bool = False
    """With Material's `navigation.prune`, which leaves most of the navigation out of each page."""


WAYS: Final = (
    Way("HTML in Markdown, no search"),
    Way("HTML in Markdown, Material's search", search=True),
    Way("HTML in Markdown, pages in the navigation, no search", navigation=True),
    Way("HTML in Markdown, pages in the pruned navigation, no search", navigation=True, pruned=True),
    Way("HTML set by a hook, no search", hook=True),
)

_ARTICLE: Final = re.compile(r"<article\b[^>]*>(.*)</article>", re.DOTALL)
_TITLE: Final = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")
_HOOK: Final = '''\
"""Set the content of pages, so that MkDocs renders no Markdown."""

from pathlib import Path


def on_page_content(html, page, **_):
    """Take the content that lies beside the page's file."""
    return Path(page.file.abs_src_path).with_suffix(".html.part").read_text(encoding="utf-8")
'''


def export(site: Path, project: Path, way: Way) -> int:
    """Write the pages of a site as a project of their own; return how many they are."""
    shutil.rmtree(project, ignore_errors=True)
    docs = project / "docs"
    count = 0
    for file in sorted(site.rglob("index.html")):
        content = _ARTICLE.search(file.read_text(encoding="utf-8"))
        if content is None:
            continue  # a redirection, not a page
        count += 1
        heading = _TITLE.search(content[1])
        title = _TAG.sub("", heading[1]).strip() if heading else file.parent.name
        page = docs / file.relative_to(site).with_suffix(".md")
        page.parent.mkdir(parents=True, exist_ok=True)
        front = f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\nhide: [navigation]\n---\n"
        if not way.hook:
            # Inside one block of HTML, Markdown leaves lines alone; an empty line would end nothing but reads as if.
            page.write_text(f"{front}\n<div>\n{content[1].strip()}\n</div>\n", encoding="utf-8")
        else:
            page.write_text(front, encoding="utf-8")
            page.with_suffix(".html.part").write_text(content[1], encoding="utf-8")
    settings = yaml.safe_load((site.parent / "mkdocs.yml").read_text(encoding="utf-8"))
    settings |= {"plugins": ["search"] if way.search else [], "docs_dir": "docs", "site_dir": "site"}
    if not way.navigation:
        settings |= {"nav": ["index.md"], "not_in_nav": "/**"}
    if way.pruned:
        settings["theme"] = _theme(settings) | {"features": ["navigation.prune"]}
    settings["exclude_docs"] = "*.part"
    settings["validation"] = {"links": {"not_found": "ignore", "anchors": "ignore", "absolute_links": "ignore"}}
    if way.hook:
        (project / "hook.py").write_text(_HOOK, encoding="utf-8")
        settings["hooks"] = ["hook.py"]
    (project / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    return count


def _theme(settings: dict[str, Any]) -> dict[str, Any]:
    theme = settings["theme"]
    return theme if isinstance(theme, dict) else {"name": theme}
