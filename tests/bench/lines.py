"""YAML, line by line: writing ten thousand files with a YAML library takes ten times as long."""

from __future__ import annotations

import json
import re
from typing import Final

_PLAIN: Final = re.compile(r"[^\W\d_][\w ./()%-]*\Z")


def scalar(text: str) -> str:
    """Write text as YAML: bare where that is safe inside braces, else in quotes."""
    return text if _PLAIN.match(text) and text == text.strip() else json.dumps(text, ensure_ascii=False)


def number(value: float) -> str:
    """Write a number with as many digits as it has, three after the point at most."""
    return f"{round(value, 3):.10g}"


def record(lines: list[str], body: str = "") -> str:
    """Put front matter and body together."""
    return "\n".join(("---", *lines, "---", body, "")) if body else "\n".join(("---", *lines, "---", ""))
