"""Names and codes that are given away to rules which do not look yet.

Settings and waivers may name them already: a company that writes its policy down today need not change it when they come.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

RESERVED: Final[Mapping[str, str]] = {
    "unanswered-ask": "OKR401",
    "ask-after-due": "OKR402",
    "support-without-ask": "OKR403",
    "ask-loop": "OKR404",
    "overlapping-objectives": "OKR405",
    "conflicting-targets": "OKR406",
    "isolated-unit": "OKR407",
    "mention-without-link": "OKR408",
    "stale-check-in": "OKR601",
    "never-checked-in": "OKR602",
    "check-in-in-future": "OKR603",
    "check-in-outside-cycle": "OKR604",
    "drafted-late": "OKR605",
    "due-outside-cycle": "OKR606",
    "review-missing": "OKR607",
    "low-score-without-decision": "OKR608",
    "carried-twice": "OKR609",
    "too-many-medals": "OKR801",
    "medal-to-self": "OKR802",
    "medal-to-unknown": "OKR803",
    "medal-without-cause": "OKR804",
    "medal-ring": "OKR805",
    "theme-loop": "OKR901",
    "theme-without-effect": "OKR902",
    "theme-without-objective": "OKR903",
    "refuted-hypothesis-in-use": "OKR904",
}
