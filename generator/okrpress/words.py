"""A reader's language: messages from the catalogues, dates and numbers as that language writes them."""

from __future__ import annotations

import datetime as dt
import gettext
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Final

from okrpress.problem import Message, Parameter

LANGUAGES: Final = ("en", "zh")
NAMES: Final[Mapping[str, str]] = {"en": "English", "zh": "中文"}
"""What each language calls itself."""
_DOMAIN: Final = "okrpress"
_DAYS: Final = frozenset({"day", "start", "end", "closed", "since", "until"})
"""What the rules call a day in their messages; what an author wrote has other names."""
_AROUND: Final = re.compile(r" ?(\{(\w+)\}) ?")
"""A place with the spaces that Chinese puts around 2026-11-05, and not around 2026年11月5日."""


class Words:
    """Everything that depends on the language of the site."""

    def __init__(self, language: str = "en") -> None:
        """Open the catalogue of a language; English is the language of the messages themselves."""
        self.language = language if language in LANGUAGES else "en"
        self._catalogue = _catalogue(self.language)
        self.gettext: Callable[[str], str] = self._catalogue.gettext
        self.ngettext: Callable[[str, str, int], str] = self._catalogue.ngettext

    def __call__(self, text: str, **values: Parameter) -> str:
        """Translate a sentence and fill its `{named}` places."""
        return self._filled(self.gettext(text), values)

    def plural(self, one: str, many: str, count: int, **values: Parameter) -> str:
        """Translate a sentence by number; `{count}` stands for the number."""
        return self.ngettext(one, many, count).format_map({"count": _number(count), **values})

    def message(self, message: Message) -> str:
        """Translate a message value."""
        return self._filled(self.gettext(message.template), message.values)

    def told(self, message: Message) -> str:
        """Translate a message for a page: its days, as records write them, become the language's."""
        return self.filled(self.gettext(message.template), message.values)

    def filled(self, translated: str, values: Mapping[str, Parameter]) -> str:
        """Fill the places of a message, or of a piece of it, that is translated already, as `told` does."""
        days = {name: self.date(day) for name, value in values.items() if name in _DAYS and (day := _day(value))}
        if days and self.language == "zh":
            translated = _AROUND.sub(lambda found: found[1] if found[2] in days else found[0], translated)
        return self._filled(translated, {**values, **days})

    def _filled(self, translated: str, values: Mapping[str, Parameter]) -> str:
        if not values:
            return translated
        return translated.format_map(
            {name: self.message(value) if isinstance(value, Message) else value for name, value in values.items()}
        )

    def listed(self, items: Iterable[str]) -> str:
        """Write things one after the other: 0.38, 1.00 · 0.38、1.00."""
        return ("、" if self.language == "zh" else ", ").join(items)

    def date(self, day: dt.date | None) -> str:
        """Write a day in full: 5 Nov 2026 · 2026年11月5日."""
        return _date(self.language, "full", day) if day else "–"

    def day(self, day: dt.date | None) -> str:
        """Write a day without its year: 5 Nov · 11月5日."""
        return _date(self.language, "short", day) if day else "–"

    def month(self, month: str) -> str:
        """Write a month given as YYYY-MM: November 2026 · 2026年11月."""
        return _date(self.language, "month", dt.date.fromisoformat(f"{month}-01"))

    def number(self, value: float | None) -> str:
        """Write a measured value as exactly as the author gave it, with the language's grouping."""
        return "–" if value is None else _number(value)

    def score(self, value: float | None) -> str:
        """Write a score to two decimals, half away from zero (SCORING)."""
        return "–" if value is None else _rounded(value, 2)

    def percent(self, share: float | None) -> str:
        """Write a share as whole percent, half away from zero: 0.365 → 37 %."""
        if share is None:
            return "–"
        return f"{_rounded(share * 100, 0)}%" if self.language == "zh" else f"{_rounded(share * 100, 0)} %"


def _day(value: Parameter) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


@lru_cache(maxsize=65536)
def _number(value: float) -> str:
    """Write a number. A page writes seventy, most of which stood on another; `+ 0` takes the sign of a zero away."""
    size = abs(value)
    text = f"{value + 0:,.10g}" if size < 10**10 else f"{value:,.15g}" if size < 10**15 else f"{value:.6g}"
    return text.replace("-", "\N{MINUS SIGN}", 1) if text.startswith("-") else text


@lru_cache(maxsize=65536)
def _rounded(value: float, places: int) -> str:
    exact = Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{exact or abs(exact):f}"
    return text.replace("-", "\N{MINUS SIGN}")


@lru_cache(maxsize=8192)
def _date(language: str, form: str, day: dt.date) -> str:
    if language == "zh":
        year, month, rest = f"{day.year}年", f"{day.month}月", f"{day.day}日"
        return {"full": year + month + rest, "short": month + rest, "month": year + month}[form]
    name = _MONTHS[day.month - 1]
    return {
        "full": f"{day.day} {name[:3]} {day.year}",
        "short": f"{day.day} {name[:3]}",
        "month": f"{name} {day.year}",
    }[form]


_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@lru_cache(maxsize=4)
def _catalogue(language: str) -> gettext.NullTranslations:
    path = files("okrpress") / "locale" / language / "LC_MESSAGES" / f"{_DOMAIN}.mo"
    if language == "en" or not path.is_file():
        return gettext.NullTranslations()
    with path.open("rb") as stream:
        return gettext.GNUTranslations(stream)
