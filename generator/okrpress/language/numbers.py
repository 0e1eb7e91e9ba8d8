"""Tell where a text says how much: digits and number words count; dates, quarters, versions and names do not.

Texts are folded and in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from okrpress.language.phrases import Phrases, expression
from okrpress.language.word_files import read_words

_MONTH: Final = (
    r"(?<![a-z])(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])"
)
_YEAR: Final = r"(?:19|20)\d\d(?!\d)"
_DAY: Final = r"(?<!\d)\d{1,2}(?:st|nd|rd|th)?(?![\d%a-z])"
_HAN: Final = "零一二两三四五六七八九十百千万亿"
_HAN_YEAR: Final = f"二[{_HAN}〇○]{{3}}"
_MANY: Final = f"(?:[{_HAN[2:]}][{_HAN}]*|一[{_HAN}]+)"
"""A Chinese numeral other than 一, which is more often an article: 一个平台."""
_MONTH_HAN: Final = r"(?:(?<!\d)\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|底|初|末|中旬|上旬|下旬|中)?"
_COUNTED: Final = (
    "(?:小时|分钟|[个人名位家件条项次天周日年秒刻夜晚元块种类套座台部辆份篇场轮站县城省市区层所间支批页字票单笔对双队组趟班点])"
)
_TIME: Final = "(?:天|周|年|小时|分钟|秒|刻钟|夜|晚|个半?月|个半?小时|个星期|个礼拜|个工作日|个季度)"


class _Patterns(NamedTuple):
    names: re.Pattern[str]
    """Digits and numerals that say nothing of how much."""
    numerals: re.Pattern[str]
    words: Phrases


@cache
def _patterns() -> _Patterns:
    """Compile everything when the first text is looked at."""
    lists = read_words("numbers")
    units, namers = ("|".join(map(re.escape, sorted(lists[key], key=len, reverse=True))) for key in ("units", "names"))
    names = (
        *map(expression, sorted(lists["passes"], key=len, reverse=True)),
        r"\w+://\S+|www\.\S+|[\w.]+@\S+\.\S+|\]\([^)\s]*\)|\]\[[^\]]*\]|<sub>[^<]*</sub>|</?[a-z][^>]*>",  # addresses and marks
        rf"{_YEAR}(?:[-/]\d{{1,2}}(?:[-/]\d{{1,2}})?|\.\d{{1,2}}\.\d{{1,2}})(?!\d)|\d{{1,2}}[-/.]\d{{1,2}}[-/.]{_YEAR}",
        r"(?<=by )\d{1,2}/\d{1,2}(?![\d/])",
        rf"{_MONTH}\.?\s*{_DAY}(?:,?\s*{_YEAR})?|{_DAY}\s*(?:of\s+)?{_MONTH}(?:,?\s*{_YEAR})?|{_MONTH},?\s*{_YEAR}",
        rf"(?:{_YEAR}|{_HAN_YEAR}|\d\d(?=年\d{{1,2}}月))年[度底初末]?(?:{_MONTH_HAN})?(?:(?:\d{{1,2}}|{_MANY}|一)[日号])?",
        rf"{_MONTH_HAN}(?:(?:\d{{1,2}}|{_MANY}|一)[日号])?",
        rf"第(?:\d+|[{_HAN}]+)|(?<!\d)[1-4一二三四]季度?|(?<![a-z\d])[1-4]q\d*(?![a-z])",
        r"双1[12](?!\d)|双十[一二]|618(?=大促|活动|年中|期间)",  # shopping festivals
        rf"(?:\d+|[{_HAN}]+)号",
        r"(?<!\d)24\s*[/x×*]\s*7(?!\d)|(?<!\d)7\s*[/x×*]\s*24(?!\d)",
        r"(?<![\d.,$€£¥])(?:19\d\d|20[0-4]\d)(?!\s*[%万千亿个人家名位件条项次]|\d|[.,]\d)",  # a year alone
        r"(?<![a-z\d_])(?!(?:usd|eur|gbp|rmb|cny|hkd)\d)[a-z]+\d[\w.]*",  # P0, Q3, FY22, v1.2, B2B
        r"(?<![a-z\d_-])(?!(?:top|under|over|sub|plus|min|max|above|below|of|to|a)-)[a-z]+-\d+(?![\d%.,])",  # COVID-19
        rf"(?<![a-z\d_-])(?:{namers})\s+#?\d[\d.]*(?:[a-z](?![a-z]))?(?![\w%])(?!\s*%)",  # phase 2, ISO 27001
        r"#\s?\d+|(?<![\d.])\d+\.\d+\.\d+[\w.]*",
        r"(?<![\w.,])[23]d(?![a-z])|(?<![\w.,])[1-6]g(?![a-z])|(?<![\w.,])2[bc](?![a-z])",
        rf"(?<![\w.,])\d+(?:[.,]\d+)*(?!(?:{units})(?![a-z\d]))[a-z][a-z\d]*",  # 1st, 2XL
        r"\(\d{1,2}\)|(?:^|[\n;:])\s*\d{1,2}[.)、](?=\D)",  # the numbers of parts
    )
    numerals = (
        r"[$€£¥]?\d(?:[\d,.]*\d)?",
        rf"[百千万]分之[{_HAN}点几]+|[二两三四五六七八九半]成(?!熟|立|员|本|果|绩|就)|[{_HAN}]+倍|[一二三四五六七八九]折",
        rf"{_MANY}[多余来几]?{_COUNTED}|一{_TIME}(?!度)",
    )
    return _Patterns(re.compile("|".join(names)), re.compile("|".join(numerals)), Phrases(lists["words"]))


def numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text says how much: first digits and numerals, then number words."""
    patterns = _patterns()
    bare = patterns.names.sub(_blank, text)
    for found in patterns.numerals.finditer(bare):
        yield found.span()
    for word in patterns.words.find(bare):
        yield word.start, word.end


def has_number(text: str) -> bool:
    """Tell whether a text says how much."""
    return next(numbers(text), None) is not None


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
