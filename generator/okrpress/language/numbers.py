"""Tell where a text says how much: digits and number words count; dates, quarters, versions and names do not.

Texts are folded and in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from okrpress.language.phrases import Phrases, words_in
from okrpress.language.word_files import read_words

_RUN: Final = re.compile(r"\d[\w$€£¥#@/\\&=~+×*.,:%-]*", re.ASCII)
"""Digits with all the signs of one word or address that follow."""
_RUN_BEFORE: Final = frozenset("abcdefghijklmnopqrstuvwxyz_$€£¥#@/\\&=~+×*.:,-")
_YEAR: Final = r"(?:19\d\d|20[0-4]\d)"
_NAME: Final = re.compile(
    r"[^\d$€£¥]*[a-z_/\\@#][^\d]*\d.*"  # Q3, v1.2, B2B, #12, an address
    rf"|{_YEAR}(?:[-/]\d\d?){{1,2}}|{_YEAR}\.\d\d?\.\d\d?|\d\d?[-/.]\d\d?[-/.]{_YEAR}|{_YEAR}[-/]?[qh]\d.*"
    r"|\d+\.\d+\.\d[\w.]*"  # 0.5.0
    r"|24[/x×*]7|7[/x×*]24|[23]d|[1-6]g|2[bc]|[1-4]q\d*",
    re.ASCII,
)
_QUANTITY: Final = re.compile(
    r"(?:usd|eur|gbp|rmb|cny|hkd)\d.*|(?:top|under|over|sub|plus|min|max|above|below|of|to|a)-\d.*|[+~≥≤<>=-]+\d.*"
)
_DATE_LIKE: Final = re.compile(r"\d\d?(?:st|nd|rd|th)?\Z")
_MONTH: Final = re.compile(
    r"(?:of\s+)?(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])"
)
_WORD_BEFORE: Final = re.compile(r"([a-z]+)\.?\s*\Z")
_UNIT: Final = re.compile(r"\d[\d.,]*([a-z]+)")
_HAN: Final = "零一二两三四五六七八九十百千万亿"
_MANY: Final = f"(?:[{_HAN[2:]}][{_HAN}]*|一[{_HAN}]+)"
"""A Chinese numeral other than 一, which is more often an article: 一个平台."""
_COUNTED: Final = (
    "(?:小时|分钟|[个人名位家件条项次天周日年秒刻夜晚元块种类套座台部辆份篇场轮站县城省市区层所间支批页字票单笔对双队组趟班])"
)
_TIME: Final = "(?:天|周|年|小时|分钟|秒|刻钟|夜|晚|个半?月|个半?小时|个星期|个礼拜|个工作日|个季度)"
_NUMERAL: Final = re.compile(
    rf"[百千万]分之[{_HAN}点几]+|[{_HAN}半][{_HAN}]*(?:成(?!熟|立|员|本|果|绩|就|都)|倍|折)"
    rf"|(?<![第月〇○{_HAN}])(?:{_MANY}[多余来几]?{_COUNTED}|一{_TIME}(?!度))"
)
_FESTIVAL: Final = re.compile("大促|活动|年中|期间")
_HAN_AFTER_YEAR: Final = re.compile("[%万千亿个人家名位件条项次]")
_NUMERAL_SIGNS: Final = frozenset(_HAN[1:] + "半")


class _Words(NamedTuple):
    units: frozenset[str]
    names: frozenset[str]
    words: Phrases
    passes: Phrases


@cache
def _words() -> _Words:
    lists = read_words("numbers")
    phrases = Phrases(lists["words"], lists["passes"])
    return _Words(frozenset(lists["units"]), frozenset(lists["names"]), phrases, Phrases(lists["passes"]))


def numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text says how much: digits, then Chinese numerals, then number words."""
    for run in _RUN.finditer(text):
        start, end = run.span()
        while start and text[start - 1] in _RUN_BEFORE:
            start -= 1
        if _is_quantity(text, start, end):
            yield start, end
    words = words_in(text)
    if not _NUMERAL_SIGNS.isdisjoint(text):
        passing = [(word.start, word.end) for word in _words().passes.find(text, words=words)]
        for numeral in _NUMERAL.finditer(text):
            if not any(start < numeral.end() and numeral.start() < end for start, end in passing):
                yield numeral.span()
    for word in _words().words.find(text, words=words):
        yield word.start, word.end


def has_number(text: str) -> bool:
    """Tell whether a text says how much."""
    return next(numbers(text), None) is not None


def _is_quantity(text: str, start: int, end: int) -> bool:
    """Tell whether digits, with the signs around them, are a quantity and not a name or a date."""
    written = text[start:end].lstrip(".,:*_")
    start = end - len(written)
    written = written.rstrip(".,:/-")
    if _QUANTITY.match(written):
        return True
    if _NAME.fullmatch(written) or _has_other_unit(written):
        return False
    end = start + len(written)
    before, after = text[max(0, start - 24) : start], text[end : end + 16]
    return not (
        _is_year(written, before, after)
        or _is_chinese_name(written, before, after)
        or _is_part(written, before, after)
        or _is_named(written, before, after)
    )


def _has_other_unit(written: str) -> bool:
    """Tell whether letters follow that are no unit: 1st, 2XL."""
    unit = _UNIT.match(written)
    return unit is not None and unit[1] not in _words().units


def _is_year(written: str, before: str, after: str) -> bool:
    return (
        re.fullmatch(_YEAR, written) is not None
        and before[-1:] not in tuple("$€£¥")
        and not _HAN_AFTER_YEAR.match(after.lstrip())
    )


def _is_chinese_name(written: str, before: str, after: str) -> bool:
    """第3 · 26年3月 · 3月 · 3月5日 · 5号 · 3季度 · 双11 · 618大促."""
    following, leading = after[:1], before[-1:]
    return (
        leading == "第"
        or (following == "年" and written.isdigit() and (after[2:3] == "月" or after[3:4] == "月"))
        or (following == "月" and written.isdigit())
        or (following == "日" and leading == "月")
        or following == "号"
        or (following == "季" and written.isdigit())
        or (leading == "双" and written in ("11", "12"))
        or (written == "618" and _FESTIVAL.match(after) is not None)
    )


def _is_part(written: str, before: str, after: str) -> bool:
    """Tell whether it is the number of a part: (1), or 1. at the beginning; or a sign that stands lower in a formula."""
    if before.endswith("<sub>"):
        return True
    if not (written.isdigit() and len(written) <= 2 and after[:1] in tuple(").、")):  # noqa: PLR2004 - parts have up to two digits
        return False
    if before.endswith("(") and after[0] == ")":
        return True
    starts = not before.strip(" ") or before.rstrip(" ")[-1:] in tuple("\n;:")
    return starts and not after[1:2].isdigit() and len(after) > 1


def _is_named(written: str, before: str, after: str) -> bool:
    """Phase 2 · ISO 27001 · December 5 · 5th of December · by 12/31."""
    if after.lstrip().startswith("%"):
        return False
    found = _WORD_BEFORE.search(before)
    word = found[1] if found else ""
    if word in _words().names:
        return re.fullmatch(r"[\d.]+[a-z]?", written) is not None
    if word == "by" and re.fullmatch(r"\d\d?/\d\d?", written):
        return True
    is_day = _DATE_LIKE.match(written) is not None
    return is_day and ((bool(word) and _MONTH.fullmatch(word) is not None) or _MONTH.match(after.lstrip()) is not None)
