"""The generator of companies: same bytes each time, and nothing that the checker calls an error."""

from collections import Counter
from datetime import date
from hashlib import blake2b
from pathlib import Path

import pytest

from okrpress.check import check
from okrpress.company import company_on
from okrpress.load import load
from okrpress.model import MEASURE_NAMES
from tests.bench import company as made_up


@pytest.mark.parametrize(
    ("objectives", "years", "today"),
    [(300, 3, made_up.TODAY), (300, 3, date(2026, 10, 3)), (40, 5, date(2026, 1, 20)), (700, 1, date(2026, 12, 24))],
)
def test_a_made_up_company_has_no_error(tmp_path: Path, objectives: int, years: int, today: date) -> None:
    root = made_up.write(tmp_path, objectives, years=years, today=today)
    workspace = load(root)
    assert len(workspace.objectives) == objectives
    assert workspace.problems == ()
    findings = check(company_on(workspace, today))
    assert [(finding.path, finding.rule, str(finding.message)) for finding in findings if finding.severity == "error"] == []


def test_it_has_something_of_everything(tmp_path: Path) -> None:
    workspace = load(made_up.write(tmp_path, 300))
    objectives = list(workspace.objectives.values())
    key_results = [entry for objective in objectives for entry in objective.key_results]
    measures = Counter(MEASURE_NAMES[type(entry.measure)] for entry in key_results if entry.measure)
    assert measures.keys() == set(MEASURE_NAMES.values())
    assert 3 <= len(key_results) / len(objectives) <= 4
    chinese = sum(any("一" <= sign <= "鿿" for sign in objective.title) for objective in objectives)
    assert 0.25 < chinese / len(objectives) < 0.55
    assert any(objective.supports for objective in objectives)
    assert any(objective.asks for objective in objectives)
    assert any(objective.carried_from for objective in objectives)
    assert all(objective.aligns_to for objective in objectives)
    assert workspace.reviews
    assert workspace.medals
    running = [cycle.id for cycle in workspace.cycles.values() if cycle.phase(made_up.TODAY) == "running"]
    assert running == ["2026", "2026-Q4"]


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    first, again, other = (
        _digest(made_up.write(tmp_path / name, 120, seed=seed)) for name, seed in (("first", 7), ("again", 7), ("other", 8))
    )
    assert first == again
    assert first != other


def _digest(root: Path) -> str:
    sum_of_all = blake2b()
    for file in sorted(root.rglob("*")):
        if file.is_file():
            sum_of_all.update(f"{file.relative_to(root)}\0".encode() + file.read_bytes())
    return sum_of_all.hexdigest()
