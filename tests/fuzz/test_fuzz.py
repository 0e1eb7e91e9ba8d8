"""Every crash that was ever found, and what Hypothesis makes up."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import PATHS, TARGETS
from tests.hostile.payloads import PAYLOADS
from tests.small import FILES

CRASHES = sorted((Path(__file__).parent / "crashes").glob("*/*"))
FAST = ("parser", "loader", "editor", "story", "unpacker")
TEXTS = st.sampled_from(
    [*FILES.values(), *PAYLOADS, "---\n", "key_results:\n", "  - ", ": ", "\n", "{", "]", "'", "é", "\ufeff", "&a ", "*a "]
)
INPUTS = st.tuples(
    st.integers(0, len(PATHS) - 1), st.lists(TEXTS | st.text(max_size=20), max_size=6), st.binary(max_size=12)
).map(lambda parts: bytes([parts[0]]) + "".join(parts[1]).encode(errors="replace") + parts[2])


def test_what_crashed_once_never_does_again():
    assert {crash.parent.name for crash in CRASHES} <= set(TARGETS)
    for crash in CRASHES:
        TARGETS[crash.parent.name](crash.read_bytes())


@pytest.mark.parametrize("target", FAST)
@given(data=INPUTS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_text_crashes_what_reads_it(target, data):
    assert TARGETS[target](data) is None


@pytest.mark.slow
@pytest.mark.parametrize("target", sorted(set(TARGETS) - set(FAST)))
@given(data=INPUTS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_text_crashes_what_looks_at_the_whole_company(target, data):
    assert TARGETS[target](data) is None
