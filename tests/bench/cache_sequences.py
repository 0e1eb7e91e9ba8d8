"""Whether the cache lies: random edits, each sequence held against a cold build, many more than the tests have time for.

    python -m tests.bench.cache_sequences --count 500

It prints one line of JSON, and ends with 1 where a warm build gave other bytes than a cold one.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.site.sequences import lives

_IN_A_LIFE = 20
"""Sequences after which a company begins anew: by then most of its records are broken or gone."""


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=500, help="sequences")
    parser.add_argument("--seed", type=int, default=1000, help="seed of the first company")
    parser.add_argument("--processes", type=int, default=2, help="companies at a time")
    asked = parser.parse_args()
    begun = time.monotonic()
    edits: Counter[str] = Counter()
    lies = 0
    companies = [
        (asked.seed + place, min(_IN_A_LIFE, asked.count - done)) for place, done in enumerate(range(0, asked.count, _IN_A_LIFE))
    ]
    with ProcessPoolExecutor(asked.processes) as pool:
        for done, (seed, sequences) in enumerate(pool.map(_life, companies), 1):
            print(f"{done} of {len(companies)} companies", file=sys.stderr, flush=True)
            for told, differing in sequences:
                edits.update(told)
                if differing:
                    lies += 1
                    print(json.dumps({"seed": seed, "after": told, "differ": differing[:9]}), file=sys.stderr, flush=True)
    builds = edits.pop("build", 0) + 2 * asked.count + len(companies)
    seconds = round(time.monotonic() - begun)
    found = {
        "sequences": asked.count,
        "edits": edits.total(),
        "kinds": len(edits),
        "builds": builds,
        "lies": lies,
        "seconds": seconds,
    }
    print(json.dumps(found))
    sys.exit(lies > 0)


def _life(company: tuple[int, int]) -> tuple[int, list[tuple[list[str], list[str]]]]:
    seed, count = company
    with tempfile.TemporaryDirectory(prefix="okr-lives-") as folder:
        return seed, list(lives(Path(folder), seed, count))


if __name__ == "__main__":
    main()
