"""axe-core over every kind of page: nothing serious, in light and dark, wide and narrow, in both languages."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.browser.test_site import KINDS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def axe():
    package = find_spec("axe_playwright_python")
    assert package, "the package axe-playwright-python brings axe-core: 'make test' installs it"
    return (Path(package.origin).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_serious(visit, axe, language, dark, width):
    page = visit("", language=language, dark=dark, width=width)
    root = page.url
    found = []
    for address in KINDS:
        page.goto(root + quote(address))
        page.evaluate(axe)
        report = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        found += [
            (address, violation["id"], node["target"][0], node["failureSummary"])
            for violation in report["violations"]
            if violation["impact"] in ("serious", "critical")
            for node in violation["nodes"]
        ]
        assert report["passes"], address
    assert found == []
