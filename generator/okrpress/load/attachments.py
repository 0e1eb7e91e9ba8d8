"""Files beside the company's own pages: which a reader's browser only shows, and which it would run."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

from okrpress.load import danger
from okrpress.load.checked import Checked
from okrpress.problem import Problem, say
from okrpress.source import FIRST_LINE, Source

SHOWN: Final = frozenset(
    {
        ".md", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".svg", ".mp4", ".webm", ".mp3", ".ogg", ".vtt",
        ".pdf", ".txt", ".csv", ".tsv", ".json", ".yml", ".yaml", ".ics", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp",
        ".zip",
    }
)  # fmt: skip
"""Endings of files that no browser runs; a picture in SVG is looked into."""


def is_shown(path: str) -> bool:
    """Tell whether a browser would only show or save a file."""
    return PurePosixPath(path).suffix.lower() in SHOWN


def ending_problem(path: str, record: str) -> Problem | None:
    """Say that a browser would run a file, by its ending."""
    if is_shown(path):
        return None
    return Problem(
        "unsafe-html",
        say("a reader's browser could run a file that ends in '{ending}'", ending=PurePosixPath(path).suffix or path),
        path,
        FIRST_LINE,
        record,
        say("pages, pictures and documents belong here; scripts and styles into the theme's 'custom_dir'"),
    )


def picture_problems(path: str, record: str, content: bytes) -> tuple[Problem, ...]:
    """Look into a picture in SVG, which may hold scripts."""
    checked = Checked(Source(path), record)
    danger.check_body(content.decode(errors="replace"), 1, checked)
    return tuple(checked.problems)
