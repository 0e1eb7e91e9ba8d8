"""Where an author's line ends between two Chinese signs: a browser would show a space that nobody wrote."""

from __future__ import annotations

import re
from typing import Final

_SIGN: Final = "\u3001-\u303f\u3400-\u9fff\uff01-\uffef"
_BETWEEN: Final = re.compile(f"(?<=[{_SIGN}]) *\n *(?=[{_SIGN}])")
_AS_WRITTEN: Final = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)


def joined(html: str) -> str:
    """Return rendered Markdown with such lines joined; what is set as it was written stays."""
    if not _BETWEEN.search(html):
        return html
    parts = _AS_WRITTEN.split(html)
    return "".join(part if place % 2 else _BETWEEN.sub("", part) for place, part in enumerate(parts))
