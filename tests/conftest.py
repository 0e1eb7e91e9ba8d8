"""What all tests share: golden files, and the small company."""

from __future__ import annotations

import importlib
import os
import pkgutil
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

import okrpress
from okrpress.company import Company, company_on
from okrpress.load import load
from tests import small

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent

# No test is timed: how long an example takes says how busy the machine is. And no run draws lots: what a change did not break
# does not fail beside it. With EXAMPLES=… a run looks for what nobody has met yet.
LOOKS_FURTHER = "EXAMPLES" in os.environ
hypothesis.settings.register_profile(
    "okrpress", deadline=None, derandomize=not LOOKS_FURTHER, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("okrpress")


def pytest_collection_finish(session: pytest.Session) -> None:
    """Load every module: Hypothesis also draws the constants of those that are loaded, and other tests load some of them."""
    if any(hypothesis.is_hypothesis_test(getattr(item, "obj", None)) for item in session.items):
        for module in pkgutil.walk_packages(okrpress.__path__, "okrpress."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew", action="store_true", help="write the golden files anew; read the difference before you commit it")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare text with a file below tests/golden, or write it there with --renew."""

    def compare(name: str, text: str) -> None:
        file = ROOT / "tests/golden" / name
        if request.config.getoption("--renew"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        assert file.is_file(), f"{name} does not exist; 'make golden' writes it"
        assert text == file.read_text(encoding="utf-8"), f"{name} differs; 'make golden' renews it"

    return compare


@pytest.fixture
def company(tmp_path: Path) -> Callable[..., Company]:
    """Load the small company with files laid over it, on a day; `base` are those of the base that it is compared with."""

    def build(
        files: Mapping[str, str] | None = None, today: date = small.TODAY, base: Mapping[str, str] | None = None
    ) -> Company:
        before = None if base is None else load(small.write(tmp_path / "base", base))
        return company_on(load(small.write(tmp_path, files or {})), today, before)

    return build


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start one Chromium for all tests of a process: Playwright cannot be started twice in one."""
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert path, "no Chromium: 'make test' installs Debian's"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()
