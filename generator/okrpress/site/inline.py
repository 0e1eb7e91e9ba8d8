"""The theme's inline scripts, moved into files, so that a content policy need not allow any script in a page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from okrpress.site.digest import digest

_SCRIPT: Final = re.compile(r"<script(?P<attributes>(?:\s[^>]*)?)>(?P<code>.*?)</script>", re.DOTALL | re.IGNORECASE)
_FROM_A_FILE: Final = re.compile(r"\ssrc\s*=", re.IGNORECASE)
_TYPE: Final = re.compile(r"\stype\s*=\s*[\"']?(?P<type>[^\"'\s>]*)", re.IGNORECASE)
_CLASSIC: Final = {"", "text/javascript", "application/javascript"}


def out_of_line(html: str, content: str, site: Path, root: str) -> str:
    """Return a page whose inline scripts are files of the site; write those files.

    What the author of the page wrote stays as it is: a script in `content` is nothing that the policy should let
    through. So do data (`application/json`) and modules, whose imports would lead elsewhere.

    Args:
        html: the whole page.
        content: the part of it that is the author's.
        site: the folder of the site.
        root: address of the site's root as the page sees it.

    """
    before, written, after = html.partition(content) if content else (html, "", "")
    if content and not written:
        return html

    def moved(script: re.Match[str]) -> str:
        attributes, code = script["attributes"], script["code"]
        kind = _TYPE.search(attributes)
        if _FROM_A_FILE.search(attributes) or (kind and kind["type"].lower() not in _CLASSIC) or not code.strip():
            return script[0]
        path = f"assets/javascripts/page-{digest(code)[:8]}.js"
        target = site / path
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(code, encoding="utf-8")
        return f'<script{attributes} src="{root.rstrip("/")}/{path}"></script>'

    return _SCRIPT.sub(moved, before) + written + _SCRIPT.sub(moved, after)
