"""Names and codes that are given away to rules which do not look yet.

Settings and waivers may name them already: a company that writes its policy down today need not change it when they come.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

RESERVED: Final[Mapping[str, str]] = {
    "overlapping-objectives": "OKR405",
}
