"""What organisations really published goes all the way from records to pages, and nothing of it is lost."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from okrpress.check import check
from okrpress.company import company_on
from okrpress.load import load
from okrpress.model import Workspace
from tests.corpus import records

TODAY: Final = date(2024, 1, 15)
"""Long after all cycles of the corpus have closed."""

pytestmark = pytest.mark.skipif(
    not records.corpora(),
    reason=f"the corpus is no part of the project and is not in {records.CORPUS.name}/ beside it: set OKR_CORPUS to its folder",
)


@pytest.fixture(scope="module", params=records.corpora(), ids=lambda path: path.stem)
def corpus(request: pytest.FixtureRequest) -> Path:
    return request.param


@pytest.fixture(scope="module")
def folder(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp(corpus.stem)
    records.write(corpus, made)
    return made


@pytest.fixture(scope="module")
def workspace(folder: Path) -> Workspace:
    return load(folder / "okrs")


def test_every_word_of_the_source_is_in_a_record(corpus: Path) -> None:
    written = Counter(_words(" ".join(_texts(records.records(records.read(corpus))))))
    said = Counter(_words(" ".join(_said(records.read(corpus)))))
    assert said - written == Counter()


def test_the_loader_finds_fault_only_with_what_the_source_left_out(corpus: Path, workspace: Workspace) -> None:
    objectives = records.read(corpus)["objectives"]
    untitled = {records.path_of(objective) for objective in objectives if "objective" not in objective}
    assert [(problem.rule, problem.record) for problem in workspace.problems if problem.record not in untitled] == []
    assert Counter(problem.rule for problem in workspace.problems) == Counter({"missing-key": len(untitled)} if untitled else {})


def test_the_workspace_holds_every_text_as_it_was(corpus: Path, workspace: Workspace) -> None:
    source = records.read(corpus)["objectives"]
    assert len(workspace.objectives) == len(source)
    for objective in source:
        loaded = workspace.objectives[records.path_of(objective)]
        assert loaded.title == objective.get("objective", objective["id"])
        assert [entry.title for entry in loaded.key_results] == [entry["text"] for entry in objective["key_results"]]
        for entry, told in zip(loaded.key_results, objective["key_results"], strict=True):
            notes = [check_in.note for check_in in entry.check_ins]
            assert told.get("progress_raw", "") in ("", *notes)


def test_prose_is_never_a_number(corpus: Path, workspace: Workspace) -> None:
    company = company_on(workspace, TODAY)
    for objective in records.read(corpus)["objectives"]:
        standing = company.standing(records.path_of(objective))
        for index, entry in enumerate(objective["key_results"]):
            scores = [entry[key] for key in ("score", "mid_score") if key in entry]
            assert standing.key_results[f"kr{index + 1}"].score == (scores[0] if scores else 0)


def test_the_checker_names_record_place_and_way_out(workspace: Workspace) -> None:
    findings = check(company_on(workspace, TODAY))
    assert findings
    for finding in findings:
        assert finding.path.startswith("okrs/")
        assert finding.span.line >= 1
        assert str(finding.message)


@pytest.fixture(scope="module")
def site(folder: Path) -> Path:
    command = [sys.executable, "-m", "okrpress", "build", "--allow-errors", "--quiet", "--today", TODAY.isoformat()]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.mark.slow
def test_every_objective_and_key_result_arrives_on_its_page(corpus: Path, site: Path) -> None:
    objectives = records.read(corpus)["objectives"]
    missing = []
    arrived = 0
    for objective in objectives:
        page = _Page.of(site / records.path_of(objective) / "index.html")
        for text in [objective.get("objective", objective["id"]), *(entry["text"] for entry in objective["key_results"])]:
            arrived += 1
            if _squeezed(text) not in page.text:
                missing.append((objective["id"], text))
    assert missing == []
    assert arrived == len(objectives) + sum(len(objective["key_results"]) for objective in objectives)


@pytest.mark.slow
def test_prose_of_the_source_is_readable_on_the_page(corpus: Path, site: Path) -> None:
    objectives = records.read(corpus)["objectives"]
    known = {objective["id"] for objective in objectives}
    missing = []
    for objective in objectives:
        page = _Page.of(site / records.path_of(objective) / "index.html")
        prose = [*_prose(objective), *(text for entry in objective["key_results"] for text in _prose(entry))]
        missing += [(objective["id"], text) for text in prose if text not in known and _squeezed(text) not in page.text]
    assert missing == []


@pytest.mark.slow
def test_nothing_of_the_source_becomes_an_element(corpus: Path, site: Path) -> None:
    for objective in records.read(corpus)["objectives"]:
        source = " ".join(_said({"objectives": [objective]}))
        page = _Page.of(site / records.path_of(objective) / "index.html")
        tags = {tag.lower() for tag in re.findall(r"<([a-zA-Z][\w-]*)", source)} - {"a"}  # a link of ours is an <a> too
        links = set(re.findall(r"""\]\(([^)\s]+)|(?:href|src)=["']?([^"'\s>]+)|(https?://[^\s)\]"'>]+)""", source))
        assert tags & page.tags == set(), objective["id"]
        assert {link for found in links for link in found if link} & page.links == set(), objective["id"]


class _Page(HTMLParser):
    """The text of a page's content, its elements and its links."""

    @classmethod
    def of(cls, file: Path) -> _Page:
        page = cls()
        html = file.read_text(encoding="utf-8")
        start = html.index("<article")
        page.feed(html[start : html.index("</article>", start)])
        page.text = _squeezed("".join(page.pieces))
        return page

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.pieces: list[str] = []
        self.tags: set[str] = set()
        self.links: set[str | None] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links |= {value for name, value in attrs if name in ("href", "src")}

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _prose(entry: Any) -> Iterator[str]:
    """Yield the words about owner, parent and progress."""
    return (entry[key] for key in ("owner", "parent", "progress_raw") if key in entry)


def _said(source: Any) -> Iterator[str]:
    """Yield every text of the source that a reader must find again; a parent that is an id is a link."""
    known = {objective["id"] for objective in source["objectives"]}
    for objective in source["objectives"]:
        yield from (text for text in (objective.get("objective", ""), *_prose(objective)) if text not in known)
        for entry in objective["key_results"]:
            yield entry["text"]
            yield from _prose(entry)


def _texts(files: dict[str, str]) -> Iterator[str]:
    """Yield every text in records: values of the front matter, and bodies as a reader sees them."""
    for path, text in files.items():
        front, _, body = text.removeprefix("---\n").partition("\n---\n")
        if path.endswith(".md"):
            yield from _values(yaml.safe_load(front))
            yield re.sub(r"\\(.)", r"\1", body)


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _values(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _values(inner)
    elif isinstance(value, str):
        yield value
