from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.forges.api import FakeForge, serving


@pytest.fixture
def forge() -> Iterator[FakeForge]:
    with serving(FakeForge()) as running:
        yield running
