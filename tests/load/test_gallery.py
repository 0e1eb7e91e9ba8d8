"""What an author is told about each broken record: the rule, the line and column, the sentence, the way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrpress import gallery
from okrpress.check import check
from okrpress.company import company_on
from okrpress.load import load
from okrpress.rules import catalogue
from tests import small
from tests.load.gallery import GALLERY, Exhibit
from tests.load.gallery.shown import shown


def lay(folder: Path, path: str, content: str | bytes) -> Path:
    root = small.write(folder)
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


@pytest.mark.parametrize("exhibit", GALLERY, ids=lambda exhibit: exhibit.name.replace(" ", "-"))
def test_gallery(tmp_path: Path, exhibit: Exhibit) -> None:
    workspace = load(lay(tmp_path, exhibit.path, exhibit.content))
    structural = {rule.name for rule in catalogue().values() if rule.code < "OKR200"} | {"hidden-record", "pay-link"}
    found = [finding for finding in check(company_on(workspace, small.TODAY)) if finding.rule in structural]
    here = [finding for finding in found if finding.path == f"okrs/{exhibit.path}"]
    first = here[0] if here else None
    assert first is not None, [str(finding) for finding in found]
    assert (first.rule, first.span.line, first.span.column, str(first.message)) == (
        exhibit.rule, exhibit.line, exhibit.column, exhibit.message,
    )  # fmt: skip
    if exhibit.hint is not None:
        assert str(first.hint) == exhibit.hint
    if exhibit.more:
        assert tuple(finding.rule for finding in here[1:]) == exhibit.more


@pytest.mark.parametrize("exhibit", GALLERY, ids=lambda exhibit: exhibit.name.replace(" ", "-"))
def test_one_broken_file_keeps_no_other_from_being_read(tmp_path: Path, exhibit: Exhibit) -> None:
    workspace = load(lay(tmp_path, exhibit.path, exhibit.content))
    assert len(workspace.objectives) >= 7
    assert {"company", "customer-service"} <= workspace.units.keys()
    assert all(problem.rule in catalogue() for problem in workspace.problems)


def test_the_gallery_is_large_and_its_names_differ() -> None:
    assert len({exhibit.name for exhibit in GALLERY}) == len(GALLERY) >= 120


@pytest.mark.slow
def test_the_handbook_shows_what_the_checker_says_today(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    file = Path(gallery.__file__).parent / "exhibits.json"
    today = list(shown(tmp_path))
    if request.config.getoption("--renew"):
        file.write_text(gallery.written(today), encoding="utf-8", newline="\n")
    kept = list(gallery.exhibits())
    known = {exhibit.rule for exhibit in kept}
    assert kept == [exhibit for exhibit in today if exhibit.rule in known], "the gallery differs; 'make golden' renews it"
    assert gallery.written(kept) == file.read_text(encoding="utf-8")
