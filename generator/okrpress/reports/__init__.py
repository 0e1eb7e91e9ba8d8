"""Findings as text: one module per format.

A module named `findings_<format>` with `report(findings, sheet) -> str` is a format of `okr check`; nothing else lists them.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from typing import Final, Protocol, cast

from okrpress.check import Finding
from okrpress.reports.sheet import Sheet

_PREFIX: Final = "findings_"


class Report(Protocol):
    """What every format is: a function from findings to text."""

    def __call__(self, findings: Sequence[Finding], sheet: Sheet) -> str:
        """Write findings down; `sheet` is what there is to know besides them."""


def formats() -> tuple[str, ...]:
    """Return the names of all formats, the one for people first."""
    names = (entry.name.removeprefix(_PREFIX) for entry in pkgutil.iter_modules(__path__) if entry.name.startswith(_PREFIX))
    return tuple(sorted(names, key=lambda name: (name != "text", name)))


def report_in(form: str) -> Report:
    """Return what writes findings in a format."""
    return cast("Report", importlib.import_module(f"{__name__}.{_PREFIX}{form}").report)
