"""Words and tables around the table of results stay."""

from __future__ import annotations

from tests.bench.results import Result, update
from tests.bench.stopwatch import Run

BELOW = """
## Aims

| case | aim |
| --- | ---: |
| check | 0.5 |

The end.
"""


def test_a_result_replaces_its_row_and_nothing_else(tmp_path):
    table = tmp_path / "RESULTS.md"
    update([Result("check", 2000, 0, Run(wall=9.0, cpu=9.0, peak=9.0), "", 1)], table)
    table.write_text(f"# Measured\n\n{table.read_text()}{BELOW}")
    update([Result("check", 2000, 0, Run(wall=1.5, cpu=2.5, peak=3.0), "alone", 3)], table)
    text = table.read_text()
    assert text.startswith("# Measured\n\n| what |")
    assert text.endswith(BELOW)
    assert [line for line in text.splitlines() if line.startswith("| check | 2,000")] == [
        line for line in text.splitlines() if "| 1.50 | 2.50 | 3 | alone | 3 |" in line
    ]
    assert "9.00" not in text
