"""The cache cannot lie: whatever happened, a warm build gives the bytes of a cold one."""

import pytest

from tests.site.sequences import lives

LIVES, SEQUENCES = 10, 5
"""More of them: `python -m tests.bench.cache_sequences --count 500`."""


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(LIVES))
def test_a_warm_build_gives_the_bytes_of_a_cold_one(tmp_path, seed):
    for told, differing in lives(tmp_path, seed, SEQUENCES):
        assert not differing, f"after {', '.join(told)}"
