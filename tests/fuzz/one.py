"""One target under the fuzzer: `python -m tests.fuzz.one TARGET CORPUS …`, the rest is libFuzzer's."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["okrpress"]):
    from tests.fuzz.targets import TARGETS


def main() -> None:
    """Fuzz until libFuzzer ends."""
    name = sys.argv.pop(1)
    atheris.Setup(sys.argv, TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
