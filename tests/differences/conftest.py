"""Two states of the small company, compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrpress.check import check
from okrpress.company import Company, company_on
from okrpress.differences.difference import Difference, difference
from okrpress.load import load
from tests import small
from tests.differences.scenes import Scene


@pytest.fixture
def compared(tmp_path: Path):
    """Return the difference of a scene, in a language."""
    count = iter(range(100))

    def compare(scene: Scene, language: str = "en") -> Difference:
        settings = {"settings.yml": f"language: {language}\n"}
        folder = tmp_path / f"{next(count)}"
        before = load(small.write(folder / "before", settings, scene.before))
        after = load(small.write(folder / "after", settings, scene.after))
        now = company_on(after, small.TODAY, before)
        then = Company(before, small.TODAY)
        return difference(then, now, check(then), check(now))

    return compare
