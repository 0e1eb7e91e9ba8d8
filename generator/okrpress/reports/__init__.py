"""Findings and differences as text: one module per format.

A module named `findings_<format>` with `report(findings, sheet) -> str` is a format of `okr check`, one named `diff_<format>`
with `report(difference, leaf) -> str` a format of `okr diff`; nothing else lists them.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from typing import Final, Protocol, cast

from okrpress.check import Finding
from okrpress.differences.difference import Difference
from okrpress.reports.leaf import Leaf
from okrpress.reports.sheet import Sheet

_FINDINGS: Final = "findings_"
_DIFFERENCES: Final = "diff_"


class Report(Protocol):
    """What every format is: a function from findings to text."""

    def __call__(self, findings: Sequence[Finding], sheet: Sheet) -> str:
        """Write findings down; `sheet` is what there is to know besides them."""


class Comparison(Protocol):
    """What every format of a difference is."""

    def __call__(self, difference: Difference, leaf: Leaf) -> str:
        """Write a difference down; `leaf` is what there is to know besides it."""


def formats() -> tuple[str, ...]:
    """Return the names of all formats of findings, the one for people first."""
    return _named(_FINDINGS)


def report_in(form: str) -> Report:
    """Return what writes findings in a format."""
    return cast("Report", importlib.import_module(f"{__name__}.{_FINDINGS}{form}").report)


def diff_formats() -> tuple[str, ...]:
    """Return the names of all formats of differences, the one for people first."""
    return _named(_DIFFERENCES)


def diff_in(form: str) -> Comparison:
    """Return what writes a difference in a format."""
    return cast("Comparison", importlib.import_module(f"{__name__}.{_DIFFERENCES}{form}").report)


def _named(prefix: str) -> tuple[str, ...]:
    names = (entry.name.removeprefix(prefix) for entry in pkgutil.iter_modules(__path__) if entry.name.startswith(prefix))
    return tuple(sorted(names, key=lambda name: (name != "text", name)))
