"""The front matter of records as YAML files of their own, for tools that read nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path


def export(records: Path, target: Path) -> int:
    """Write the front matter of every record below a folder; return how many they are."""
    shutil.rmtree(target, ignore_errors=True)
    count = 0
    for file in sorted(records.rglob("*.md")):
        text = file.read_text(encoding="utf-8")
        if not text.startswith("---\n"):
            continue
        front = text[: text.index("\n---", 3) + 1]
        yaml = target / file.relative_to(records).with_suffix(".yaml")
        yaml.parent.mkdir(parents=True, exist_ok=True)
        yaml.write_text(front, encoding="utf-8")
        count += 1
    return count
