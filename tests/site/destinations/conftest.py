"""Built sites, as small as can be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Path]:
    """Make a folder that looks like a built site."""

    def make(**files: str) -> Path:
        count = len([*tmp_path.glob("made-*")])
        folder = tmp_path / f"made-{count}"
        for name, text in {"index.html": "home", **{path.replace("__", "/"): text for path, text in files.items()}}.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return folder

    return make
