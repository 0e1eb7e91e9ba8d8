"""A company that lives: random edits of everything that a site is made of, each built warm, then held against a cold build.

The same seed gives the same sequence, but for how a damaged file lies on the disk.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from tests import small

ROOT: Final = Path(__file__).parents[2]
CONFIG: Final = """\
site_name: Acme
site_url: https://okr.example.com/sub/
docs_dir: okrs/pages
theme: {name: material, custom_dir: own}
plugins: [okr]
"""
CLOSED: Final = {
    "cycles/2026-Q3/cycle.md": "---\ntitle: 2026 Q3\n---\n",
    "cycles/2026-Q3/logistics/trucks.md": """\
---
title: Trucks leave on time
type: committed
stage: agreed
aligns_to: [strategy#nationwide]
key_results:
  - id: departures
    title: Departures on time rise from 80 % to 95 %
    metric: {start: 80, target: 95, unit: "%"}
    check_ins:
      - {date: 2026-09-20, value: 93, confidence: 7, by: li-na, note: Nearly there}
    grade: {score: 0.87, note: The last week was snow}
---
Who leaves late arrives late.
""",
    "cycles/2026-Q4/hub-north/trucks.md": """\
---
title: The north goes on with the trucks
type: aspirational
stage: agreed
carried_from: 2026-Q3/logistics/trucks
aligns_to: [logistics/on-time]
key_results:
  - id: all
    title: All objectives below
    rollup: mean
  - id: gates
    title: Gates open by 22:00
    done: 2026-10-30
---
""",
    "cycles/2026-Q3/logistics/review.md": "---\ndate: 2026-10-05\nparticipants: [li-na]\n---\nIt went well.\n",
    "cycles/2026-Q3/logistics/trucks.comments.md": """\
---
comments:
  - {date: 2026-09-21, by: wang-lei, text: The *last* week was snow}
---
""",
    "recognition/2026-10/li-na.md": """\
---
medals:
  - {to: wang-lei, for: 2026-Q4/hub-north/sorting, reason: Night after night}
---
""",
    "pages/faq.md": "# Questions\n\nWho reads this? *Everyone.*\n",
}


class World:
    """A company, its site, and a generator of its own that may be edited."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = Random(seed)  # noqa: S311 - the same each time is the point
        self.folder = folder
        self.told: list[str] = []
        self.day = small.TODAY
        self.okrs = small.write(folder, CLOSED)
        (folder / "mkdocs.yml").write_text(CONFIG)
        (folder / "own" / "partials").mkdir(parents=True)
        self.generator = folder / "generator-copy"
        hidden = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "generator", self.generator / "generator", ignore=hidden)
        shutil.copytree(ROOT / "theme", self.generator / "theme", ignore=hidden)
        self._forge: subprocess.Popen[str] | None = None

    def build(self, times: int = 1) -> None:
        """Build the site, or several times at once."""
        self._order([{"config": str(self.folder / "mkdocs.yml"), "today": self.day.isoformat()}] * times)

    def differences(self) -> list[str]:
        """Build once more, then from nothing, and tell which files of the site differ."""
        self.build()
        warm = contents(self.folder / "site")
        for name in (".cache", "site"):
            shutil.rmtree(self.folder / name)
        self.build()
        cold = contents(self.folder / "site")
        return sorted(path for path in warm.keys() | cold.keys() if warm.get(path) != cold.get(path))

    def step(self) -> None:
        """Do one thing to the company, its settings, its generator or its cache; build, or leave it at that."""
        edit = self.chance.choice(EDITS)
        self.told.append(edit.__name__)
        edit(self)
        if self.chance.random() < 0.8:
            self.told.append("build")
            self.build()

    def restart(self) -> None:
        """Let the next build be one of the generator as it is now."""
        self.close()

    def close(self) -> None:
        """Leave no process behind."""
        if self._forge is not None:
            self._forge.communicate()
            self._forge = None

    def records(self, *parts: str) -> list[Path]:
        """Return record files whose path has one of these parts."""
        found = sorted(self.okrs.rglob("*.md"))
        return [file for file in found if any(part in file.as_posix() for part in parts)] if parts else found

    def _order(self, orders: list[dict[str, Any]]) -> None:
        if self._forge is None:
            command = [sys.executable, str(Path(__file__).with_name("forge.py")), str(self.generator)]
            quiet = subprocess.DEVNULL
            self._forge = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=quiet, text=True)
        assert self._forge.stdin
        assert self._forge.stdout
        self._forge.stdin.write(json.dumps(orders) + "\n")
        self._forge.stdin.flush()
        for answer in json.loads(self._forge.stdout.readline()):
            assert "error" not in answer, f"{self.told}\n{answer['error']}"


def contents(site: Path) -> dict[str, bytes]:
    """Read a folder."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def _rewrite(file: Path, pattern: str, new: str | Callable[[re.Match[str]], str]) -> None:
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(pattern, new, text, count=1), encoding="utf-8")


def another_value(world: World) -> None:
    file = world.chance.choice(world.records("/cycles/"))
    _rewrite(file, r"value: [\d.]+", f"value: {world.chance.randint(1, 99)}")


def another_title(world: World) -> None:
    file = world.chance.choice(world.records())
    _rewrite(file, r"(title|name): (\w+)", lambda found: f"{found[1]}: {found[2]}{world.chance.choice('abc准')}")


def another_stage(world: World) -> None:
    file = world.chance.choice(world.records("/cycles/2026-Q"))
    _rewrite(file, r"stage: \w+", f"stage: {world.chance.choice(['draft', 'proposed', 'agreed', 'dropped'])}")


def another_parent(world: World) -> None:
    file = world.chance.choice(world.records("/cycles/2026-Q4/"))
    others = ["company/reliable", "logistics/on-time#rate", "hub-north/trucks#all", "2026-Q3/logistics/trucks", "nobody/nothing"]
    _rewrite(file, r"aligns_to: \[.*\]", f"aligns_to: [{world.chance.choice(others)}]")


def another_story(world: World) -> None:
    with world.chance.choice(world.records()).open("a", encoding="utf-8") as file:
        file.write(f"\nAnd then {world.chance.randint(1, 99)} more.\n")


def another_comment(world: World) -> None:
    """Say something of an objective, or of one that there may not be any more."""
    said = world.records(".comments.md")
    others = [file.with_suffix(".comments.md") for file in world.records("/cycles/") if file not in said]
    file = world.chance.choice([*said, *others])
    entry = (
        f"  - {{date: 2026-11-0{world.chance.randint(1, 9)}, by: {world.chance.choice(['li-na', 'nobody'])}, text: So it is}}\n"
    )
    text = file.read_text(encoding="utf-8") if file in said else "---\ncomments:\n---\n"
    file.write_text(f"{entry}---\n".join(text.rsplit("---\n", 1)), encoding="utf-8")


def no_record_any_more(world: World) -> None:
    with world.chance.choice(world.records()).open("a", encoding="utf-8") as file:
        file.write("---\n")
    file_of = world.chance.choice(world.records("/people/", "/cycles/"))
    _rewrite(file_of, r"^---\n", "--- oops\n")


def add(world: World) -> None:
    number = world.chance.randint(1, 99)
    text = small.FILES["cycles/2026-Q4/li-na/coach.md"].replace("newcomer", f"newcomer {number}")
    cycle = world.chance.choice(["2026-Q4", "2026-Q3", "2026-Q2"])
    file = world.okrs / f"cycles/{cycle}/{world.chance.choice(['li-na', 'logistics', 'new'])}/o{number}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def add_a_person(world: World) -> None:
    (world.okrs / f"people/new-{world.chance.randint(1, 9)}.md").write_text("---\nname: New\nunit: hub-north\n---\n")


def remove(world: World) -> None:
    world.chance.choice(world.records("/cycles/", "/people/", "/recognition/", "/pages/") or world.records()).unlink()


def rename(world: World) -> None:
    file = world.chance.choice(world.records("/cycles/", "/people/", "/pages/") or world.records())
    file.rename(file.with_name(f"{file.stem}-{world.chance.randint(1, 9)}.md"))


def touch(world: World) -> None:
    world.chance.choice(world.records()).touch()


def clock_moved_back(world: World) -> None:
    """Change what a file says, and let it look as it did: the same size, the same time."""
    file = world.chance.choice(world.records())
    before = file.stat()
    _rewrite(file, r"[a-z](?=\w*\n---)|[1-8](?=[,}\n])", lambda found: chr(ord(found[0]) + 1 if found[0] != "z" else ord("a")))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def all_times_moved(world: World) -> None:
    for file in world.records():
        os.utime(file, (1_700_000_000, 1_700_000_000 + world.chance.randint(0, 1)))


def another_day(world: World) -> None:
    world.day = date(2026, 11, 10) + timedelta(days=world.chance.randint(-60, 60))


def another_language(world: World) -> None:
    text = (world.okrs / "settings.yml").read_text()
    (world.okrs / "settings.yml").write_text(text.replace("en", "zh") if "language: en" in text else text.replace("zh", "en"))


def more_languages(world: World) -> None:
    (world.okrs / "settings.yml").write_text(f"languages: {world.chance.choice(['[en, zh]', '[zh, en]', '[zh]'])}\n")


def other_settings(world: World) -> None:
    more = [
        "forge: {kind: github, url: https://git.example.com/a/b}\n",
        "rules: {ungraded-after-close: error}\n",
        "rules: {unaligned-objective: 'off'}\n",
        "scoring: {committed: 0.5}\n",
    ]
    (world.okrs / "settings.yml").write_text(f"language: en\n{world.chance.choice(more)}")


def another_configuration(world: World) -> None:
    (world.folder / "mkdocs.yml").write_text(f"{CONFIG}copyright: Acme {world.chance.randint(1, 9)}\n")


def another_overlay(world: World) -> None:
    (world.folder / "own/partials/copyright.html").write_text(f"<p>{world.chance.randint(1, 9)}</p>")


def another_template(world: World) -> None:
    name = world.chance.choice(["objective", "person", "unit", "home", "cycle"])
    with (world.generator / f"theme/pages/{name}.html").open("a") as file:
        file.write(f"<p>template {world.chance.randint(1, 9)}</p>\n")


def another_reader(world: World) -> None:
    """Upgrade the generator: from now on it reads titles in another way."""
    with (world.generator / "generator/okrpress/load/record.py").open("a") as file:
        file.write(_UPGRADE.format(version=world.chance.randint(1, 9)))
    world.restart()


def another_page_maker(world: World) -> None:
    """Upgrade the generator: from now on it says something else on a page."""
    maker = world.generator / "generator/okrpress/pages/objective.py"
    _rewrite(maker, r'Heading\("Story", words\("[^"]*"\)\)', f'Heading("Story", words("Story {world.chance.randint(1, 9)}"))')
    world.restart()


_UPGRADE: Final = """

_earlier_{version} = read_record


def read_record(path: str, address: Address, content: bytes, earlier: Any = _earlier_{version}) -> Read:
    read = earlier(path, address, content)
    titled = read.record is not None and address.kind == "objective"
    return replace(read, record=replace(read.record, title=read.record.title + " {version}")) if titled else read
"""


def two_at_once(world: World) -> None:
    another_value(world)
    world.build(times=2)


def cut_in_half(world: World) -> None:
    for file in _cached(world):
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def fallen_over(world: World) -> None:
    for file in _cached(world):
        data = bytearray(file.read_bytes())
        if data:
            data[world.chance.randrange(len(data))] ^= 1 << world.chance.randrange(8)
        file.write_bytes(data)


def gone(world: World) -> None:
    for file in _cached(world):
        file.unlink()


def somebody_in_the_site(world: World) -> None:
    files = sorted(path for path in (world.folder / "site").rglob("*") if path.is_file())
    if files:
        file = world.chance.choice(files)
        file.unlink()  # the cache shares it
        if world.chance.random() < 0.7:
            file.write_text("mine")


def _cached(world: World) -> Iterator[Path]:
    """Pick a few files of the cache; the databases and lists more often than the copies of pages."""
    files = sorted(path for path in (world.folder / ".cache").rglob("*") if path.is_file() and path.name != "lock")
    ours = [path for path in files if path.suffix in (".sqlite", ".json")]
    for some in (files, ours):
        if some:
            yield world.chance.choice(some)


EDITS: Final[tuple[Callable[[World], None], ...]] = (
    *(another_value, another_value, another_title, another_title, another_stage, another_parent, another_story),
    *(another_comment, another_comment),
    *(no_record_any_more, add, add, add_a_person, remove, rename, touch, clock_moved_back, clock_moved_back, all_times_moved),
    *(
        another_day,
        another_day,
        another_language,
        more_languages,
        more_languages,
        other_settings,
        another_configuration,
        another_overlay,
    ),
    *(another_template, another_reader, another_page_maker, two_at_once, cut_in_half, fallen_over, fallen_over, gone),
    somebody_in_the_site,
)


def lives(folder: Path, seed: int, count: int) -> Iterator[tuple[list[str], list[str]]]:
    """Run sequences one after the other, each from where the cold build of the last one left the company.

    Yields for each what was done, and which files of the warm site were not those of a cold one.
    """
    world = World(folder, seed)
    try:
        world.build()
        for _ in range(count):
            world.told.clear()
            for _ in range(world.chance.randint(1, 5)):
                world.step()
            yield list(world.told), world.differences()
    finally:
        world.close()
