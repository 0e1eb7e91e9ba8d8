"""The same finished pages through Hugo: a generator in Go that does nothing but put content into one layout.

The layout is one of our own finished pages with a hole in the place of its content, so that what Hugo writes weighs as much
as what we write. Nothing is read, checked, scored or drawn any more.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Final

_ARTICLE: Final = re.compile(r"(<article\b[^>]*>)(.*)(</article>)", re.DOTALL)
_CONFIG: Final = """\
baseURL = "https://okrs.example.com/"
title = "OKRs"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404", "section"]
"""


def export(site: Path, project: Path) -> int:
    """Write the pages of a site as Hugo's project; return how many they are."""
    shutil.rmtree(project, ignore_errors=True)
    layout = ""
    count = 0
    for file in sorted(site.rglob("index.html")):
        html = file.read_text(encoding="utf-8")
        content = _ARTICLE.search(html)
        if content is None:
            continue  # a redirection, not a page
        count += 1
        address = file.parent.relative_to(site)
        # The longest frame is that of a page with everything: whichever page it is, Hugo writes it as often as we do.
        layout = max(layout, html[: content.end(1)] + "\0" + html[content.start(3) :], key=len)
        page = project / "content" / f"page-{count}.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        front = {"title": address.name or "home", "url": f"/{address.as_posix()}/" if address.name else "/home/"}
        page.write_text(f"{json.dumps(front, ensure_ascii=False)}\n{content[2]}", encoding="utf-8")
    (project / "layouts" / "_default").mkdir(parents=True)
    single = layout.replace("{{", '{{ "{{" }}').replace("\0", "{{ .Content }}")
    (project / "layouts" / "_default" / "single.html").write_text(single, encoding="utf-8")
    (project / "layouts" / "index.html").write_text("<p>home", encoding="utf-8")
    (project / "config.toml").write_text(_CONFIG, encoding="utf-8")
    return count
