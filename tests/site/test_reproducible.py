"""The same records on the same day are the same bytes, whoever builds them, wherever."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import small
from tests.site.fake import contents
from tests.site.sequences import CLOSED, CONFIG

pytestmark = pytest.mark.slow

FILES = {**small.FILES, **CLOSED, "settings.yml": "languages: [en, zh]\n", "pages/地图.md": "# 地图\n\n哪里都到。\n"}
HERE = {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}


def company(folder: Path, *, backwards: bool) -> Path:
    """Write the records, in one order or the other: a folder lists files as they came."""
    folder.mkdir(parents=True)
    for path, text in sorted(FILES.items(), reverse=backwards):
        file = folder / "okrs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        if backwards:
            os.utime(file, (1_500_000_000, 1_500_000_000))
    (folder / "own").mkdir()
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    return folder


def built(folder: Path, surroundings: dict[str, str], python: str = sys.executable) -> dict[str, bytes]:
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "SOURCE_DATE_EPOCH")}
    command = [python, "-m", "okrpress", "build", "--quiet", "--allow-errors", "--today", "2026-11-10"]
    done = subprocess.run(command, cwd=folder, env={**kept, **surroundings}, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return contents(folder / "site")


@pytest.fixture(scope="module")
def usual(tmp_path_factory):
    return built(company(tmp_path_factory.mktemp("usual") / "a", backwards=False), HERE)


@pytest.mark.parametrize(
    "other",
    [
        {"PYTHONHASHSEED": "4711"},
        {"TZ": "Pacific/Kiritimati"},
        {"LC_ALL": "POSIX", "LANG": "POSIX"},
        {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    ],
    ids=["hash seed", "time zone", "no locale", "Turkish locale"],
)
def test_surroundings_make_no_difference(usual, tmp_path, other):
    assert built(company(tmp_path / "b", backwards=False), {**HERE, **other}) == usual


def test_the_order_of_files_their_times_and_the_folder_make_no_difference(usual, tmp_path):
    folder = company(tmp_path / "elsewhere und mit Ümlaut", backwards=True)
    before = os.umask(0o077)
    try:
        assert built(folder, HERE) == usual
    finally:
        os.umask(before)


def test_the_hour_makes_no_difference(usual, tmp_path):
    time.sleep(1.1)
    assert built(company(tmp_path / "c", backwards=False), HERE) == usual


OTHER = os.environ.get("OKR_OTHER_PYTHON", "")


@pytest.mark.skipif(not OTHER, reason="OKR_OTHER_PYTHON names no other Python that okrpress is installed in")
def test_another_python_makes_no_difference(usual, tmp_path):
    told = subprocess.run([OTHER, "-c", "import sys; print(sys.version_info[:2])"], capture_output=True, text=True, check=True)
    assert told.stdout.strip() != str(sys.version_info[:2])
    assert built(company(tmp_path / "d", backwards=True), HERE, OTHER) == usual
