"""A cycle's part of a site: made by itself, kept, and joined to the site that one build would have made."""

import json
import shutil
import subprocess
import sys

import pytest

from okrpress.cache import FILE, Cache, Made
from okrpress.site import contents
from tests import small
from tests.site.sequences import CLOSED, CONFIG
from tests.site.sequences import contents as read

pytestmark = pytest.mark.slow

CYCLES = ("2026-Q3", "2026-Q4")
TRUCKS = "cycles/2026-Q3/logistics/trucks.md"


def company(folder):
    folder.mkdir(exist_ok=True)
    small.write(folder, CLOSED, {"settings.yml": "languages: [en, zh]\n"})
    (folder / "own").mkdir()
    (folder / "mkdocs.yml").write_text(CONFIG)
    return folder


def okr(folder, *arguments):
    command = [sys.executable, "-m", "okrpress", *arguments, "--today", small.TODAY.isoformat()]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def done(process):
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, out + err
    return out


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = company(tmp_path_factory.mktemp("whole"))
    done(okr(folder, "build"))
    return read(folder / "site")


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    """Both parts, made by two processes at a time, each on a copy of the records of its own."""
    shelf = tmp_path_factory.mktemp("parts")
    jobs = [okr(company(tmp_path_factory.mktemp(cycle)), "build", "--cycle", cycle, "--part", str(shelf)) for cycle in CYCLES]
    told = [done(job).strip() for job in jobs]
    folders = sorted(shelf.iterdir())
    assert [folder.name.rpartition("-")[0] for folder in folders] == [*CYCLES]
    assert sorted(told) == sorted(map(str, folders))
    return folders


@pytest.mark.slow
def test_joined_parts_are_the_site_that_one_build_makes(tmp_path, whole, parts):
    folder = company(tmp_path)
    done(okr(folder, "join", *map(str, parts)))
    assert read(folder / "site") == whole
    assert {path.rpartition("/")[0] for path in whole} >= {"2026-Q3/logistics/trucks", "zh/2026-Q3/logistics/trucks"}


def marked(folder, part):
    """Copy a part, with a mark in the contents of each of its pages."""
    copy = folder / part.name
    shutil.copytree(part, copy)
    cache = Cache(copy)
    found = cache.known(contents.KIND)
    assert found
    for name, (key, value) in found.items():
        html, headings = json.loads(value)
        cache.learn(contents.KIND, {name: Made(key, json.dumps([f"{html}<!--of the part-->", headings]).encode())}, 1000)
    return copy


@pytest.mark.slow
def test_pages_come_from_the_part_as_long_as_it_fits(tmp_path, whole, parts):
    part = marked(tmp_path / "shelf", parts[0])
    folder = company(tmp_path / "one")
    done(okr(folder, "join", str(part.parent)))
    changed = {path for path, data in read(folder / "site").items() if data != whole[path]}
    assert changed == {f"{name}index.html" for name in Cache(part).known(contents.KIND)}
    assert {"2026-Q3/logistics/trucks/index.html", "zh/2026-Q3/logistics/trucks/index.html"} <= changed
    other = company(tmp_path / "other")
    with (other / "okrs" / TRUCKS).open("a") as file:
        file.write("\nAnd then it thawed.\n")
    done(okr(other, "join", str(part)))
    page = (other / "site/2026-Q3/logistics/trucks/index.html").read_text()
    assert "And then it thawed" in page
    assert "of the part" not in page


def test_a_part_is_made_once(tmp_path, parts):
    before = (parts[0] / FILE).stat()
    folder = company(tmp_path)
    done(okr(folder, "build", "--cycle", "2026-Q3", "--part", str(parts[0].parent)))
    assert (parts[0] / FILE).stat().st_mtime_ns == before.st_mtime_ns


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("build", "--cycle", "2025-Q1", "--part", "parts"), "There is no cycle '2025-Q1': there are 2026-Q3, 2026-Q4."),
        (("build", "--cycle", "2026-Q3"), "--cycle and --part go together"),
        (("join", "okrs"), "is no part of a site"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(tmp_path, arguments, words):
    process = okr(company(tmp_path), *arguments)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 2
    assert words in err
    assert len(err.splitlines()) == 1
