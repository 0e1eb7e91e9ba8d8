"""By what a key result's number is known again: the link that says where it comes from."""

from __future__ import annotations

import re
from typing import Final

from okrpress.model import KeyResult

_FRONT_PAGE: Final = re.compile(r"[a-zA-Z]+://[^/?#]*/?\Z")


def gauge_of(key_result: KeyResult) -> str:
    """Return a key result's source in one form; "" where it has none, or only a site's front page, which says too little."""
    return "" if not key_result.source or _FRONT_PAGE.match(key_result.source) else key_result.source.rstrip("/")
