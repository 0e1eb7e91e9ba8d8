"""Calls of `okr` in this process, written down as a terminal would show them, with what became of the files."""

from __future__ import annotations

import difflib
import io
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from okrpress.cli import asking, command


class Terminal:
    """A folder in which `okr` is called; the transcript grows."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.text = ""
        self._patch = monkeypatch
        self._capsys = capsys
        monkeypatch.chdir(folder)
        for name, value in {
            "SOURCE_DATE_EPOCH": "1794268800",  # 2026-11-10
            "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "COLUMNS": "80",
        }.items():  # fmt: skip
            monkeypatch.setenv(name, value)
        monkeypatch.delenv("NO_COLOR", raising=False)

    def okr(self, *words: str, typed: str | None = None) -> tuple[int, str, str]:
        """Call a verb; `typed` is what somebody at a terminal answers, None where nobody is there."""
        before = self.files()
        with self._patch.context() as patch:
            patch.setattr(sys, "argv", ["okr", *words])
            patch.setattr(sys, "stdin", io.StringIO(typed or ""))
            patch.setattr(asking, "is_terminal", lambda: typed is not None)
            self._capsys.readouterr()
            with pytest.raises(SystemExit) as left:
                command.main()
        out, err = self._capsys.readouterr()
        status = left.value.code if isinstance(left.value.code, int) else 0
        shown = " ".join(f"'{word}'" if " " in word or "#" in word or not word else word for word in words)
        self.text += f"$ okr {shown}\n"
        if typed is not None:
            self.text += "".join(f"< {line}\n" for line in typed.splitlines())
        self.text += out + err + (f"[exit status {status}]\n" if status else "")
        self.text += difference(before, self.files()) + "\n"
        return status, out, err

    def files(self) -> dict[str, str]:
        """Return the records as they are."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes().decode()
            for path in sorted((self.folder / "okrs").rglob("*.md"))
        }


def difference(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """Return what changed, as `diff -u` shows it."""
    shown = ""
    for path in sorted({*before, *after}):
        old, new = before.get(path, ""), after.get(path, "")
        if old != new:
            lines = difflib.unified_diff(old.splitlines(), new.splitlines(), path if old else "/dev/null", path, n=1, lineterm="")
            shown += "\n".join(lines) + "\n"
    return shown
