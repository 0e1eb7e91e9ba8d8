"""Material's built-in search over the pages of a site: its index as its own plugin writes it, its own worker to ask."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

import material
from material.plugins.search.plugin import SearchIndex

INDEX: Final = "search/search_index.json"
ASK: Final = """async query => {
  const start = performance.now()
  const index = await (await fetch("search/search_index.json")).json()
  const worker = new Worker("WORKER")
  const told = type => new Promise(done => worker.addEventListener("message", it => it.data.type === type && done(it.data)))
  const ready = told(1)
  worker.postMessage({ type: 0, data: { ...index, options: { suggest: false } } })
  await ready
  const answer = told(3)
  worker.postMessage({ type: 2, data: query })
  const { items } = (await answer).data
  return [performance.now() - start, items.length]
}"""
"""From an empty cache to the answer: what a reader's first query waits for."""

_ARTICLE: Final = re.compile(r"<article class=\"md-content__inner[^>]*>(.*?)</article>\s*</div>", re.DOTALL)
_TITLE: Final = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_SETTINGS: Final[dict[str, Any]] = {"lang": ["en"], "separator": r"[\s\-]+", "pipeline": ["stemmer", "stopWordFilter", "trimmer"]}
_FIELDS: Final = {"title": {"boost": 1e3}, "text": {"boost": 1e0}, "tags": {"boost": 1e6}}


def build(site: Path, folder: Path) -> str:
    """Write the index of a site's pages and Material's worker into a folder; return the script that asks it."""
    index = SearchIndex(**_SETTINGS, fields=_FIELDS)
    for file in sorted(site.rglob("index.html")):
        html = file.read_text(encoding="utf-8")
        if article := _ARTICLE.search(html):
            title = _TITLE.search(html)
            url = f"{file.parent.relative_to(site).as_posix()}/"
            page = SimpleNamespace(content=article[1], meta={}, toc=[], url=url, title=title[1] if title else "")
            index.add_entry_from_context(page)
    (folder / INDEX).parent.mkdir(parents=True)
    (folder / INDEX).write_text(index.generate_search_index(None), encoding="utf-8")
    scripts = Path(material.__file__).parent / "templates/assets/javascripts"
    shutil.copytree(scripts / "workers", folder / "workers")
    shutil.copytree(scripts / "lunr", folder / "lunr")
    return ASK.replace("WORKER", f"workers/{next((folder / 'workers').glob('search.*.js')).name}")
