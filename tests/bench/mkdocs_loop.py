"""The same pages through MkDocs' own page loop: what the frames are measured against.

The finished content of every page of a built site (what stands in Material's `<article>`) becomes a page of an ordinary
MkDocs project with the same `mkdocs.yml`, but for the plugin `okr`. Everything is in MkDocs' favour: nothing is read,
checked, scored, drawn or indexed any more, no search is built, and only the home page is in the navigation, because
Material's navigation makes a build grow with the square of the pages.

Two ways: `markdown`, each page a Markdown file that holds its content as HTML, which is how a generator without
frames would hand it over; and `hook`, each file empty and its content set by a hook, which spares MkDocs the Markdown.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Final, Literal, TypeAlias

import yaml

Way: TypeAlias = Literal["markdown", "hook"]

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
        if way == "markdown":
            # Inside one block of HTML, Markdown leaves lines alone; an empty line would end nothing but reads as if.
            page.write_text(f"{front}\n<div>\n{content[1].strip()}\n</div>\n", encoding="utf-8")
        else:
            page.write_text(front, encoding="utf-8")
            page.with_suffix(".html.part").write_text(content[1], encoding="utf-8")
    settings = yaml.safe_load((site.parent / "mkdocs.yml").read_text(encoding="utf-8"))
    settings |= {"plugins": [], "docs_dir": "docs", "site_dir": "site", "nav": ["index.md"], "not_in_nav": "/**"}
    settings["exclude_docs"] = "*.part"
    settings["validation"] = {"links": {"not_found": "ignore", "anchors": "ignore", "absolute_links": "ignore"}}
    if way == "hook":
        (project / "hook.py").write_text(_HOOK, encoding="utf-8")
        settings["hooks"] = ["hook.py"]
    (project / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    return count
