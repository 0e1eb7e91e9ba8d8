"""What says how much, and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrpress.language.folding import fold
from okrpress.language.numbers import has_number, numbers

NUMBERS = [
    "On-time delivery rises from 91 % to 98 %", "Half of all callers", "Twice a week", "every county", "zero accidents",
    "百分之三", "翻倍", "一半的站点", "全部站点", "零事故", "三天之内赔到位", "$2m ARR", "10k users", "30ms", "2x",
    "3× faster", "十二种状况", "每万件投诉", "占九成", "top-5 post", "sub-100ms", "一小时内", "两倍", "３０％",
    "增加到 2030 家", "rises to 2,030", "99.9 %", "½", "USD5m", "to 2 seconds, from 7", "in two-thirds of hubs",
    "RMB 3 million", "nobody is hurt", "二十八个县", "95%的客户", "降到1/3", "1,000", "打九折", "一个月后", "3个月", "12天",
    "1000/30", "each of us", "doubled sales", "twenty-eight counties", "a two-day course", "a dozen shops", "百分之九十",
    "千分之二", "两成", "三倍", "全员参与", "逐一回访", "每周一次", "一秒打开", "十余家", "成倍增长", "提升30%",
    "from 5-10 minutes", "within 05:30 hours", "top 5", "≥ 99.95", "−3 pp", "a 1 TB set",
]  # fmt: skip

NAMES = [
    "Launch in Q3 2026", "P0 bugs fixed", "4G and 2D", "B2B platform", "v1.2 is released", "on 12 December 2026",
    "by 2026-12-01", "2026年底上线", "第三季度完成", "12月5日前上线", "IPFS has shipped 0.5.0 release", "COVID-19 plan",
    "phase 2 begins", "ISO 27001", "the 1st step", "2XL customers", "建立一个平台", "零售门店开业", "十分重要", "双11准备",
    "一号线", "Line 1", "24/7 support", "no longer", "all-remote team", "1) open the shop", "①开店", "see https://a.b/123",
    "[x](http://a/5)", "FY22-Q1", "issue #123", "H1 2020", "上半年完成", "一站式服务", "二季度", "Python 3.11", "3D printing",
    "5G 网络", "mid-2026", "走进千家万户", "三方协议", "一流的服务", "improve by X%", "第一名", "一种方法", "两方之外",
    "二〇二六年", "2026-Q4", "Q1–Q4", "by 12/31", "May 5", "5th of May 2027", "Oct 3rd", "level 2", "SOC 2", "KR 3",
    "S3 and EC2", "utf8", "GPT-4", "tier 1 media", "o2o", "H5 页面", "十二月五日", "618大促", "零担货", "零配件", "后半年",
    "one-stop shop", "two-factor login", "no matter what", "first of all", "a@b1.com", "N<sub>0</sub>", "in 2027",
    "since 1999", "version 2.0", "2FA", "3PL partners", "team 七夕", "三月份", "从容应对", "全面推进", "全国", "无线",
]  # fmt: skip


@pytest.mark.parametrize("text", NUMBERS)
def test_this_says_how_much(text):
    assert has_number(fold(text).lower)


@pytest.mark.parametrize("text", NAMES)
def test_this_does_not(text):
    folded = fold(text).lower
    assert [folded[start:end] for start, end in numbers(folded)] == []


def test_the_place_of_a_number():
    text = "in 2026, v1.2 cuts waiting from 30 min to half"
    assert [text[start:end] for start, end in numbers(text)] == ["30", "half"]


@given(st.integers(0, 10**9), st.sampled_from(["%", " %", "个站点", "倍", "x", " ms"]))
def test_digits_with_a_unit_count(value, unit):
    if not 1900 <= value < 2050 or unit in ("%", " %", "个站点"):
        assert has_number(f"it rises to {value}{unit}")


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=4), st.integers(0, 999))
def test_letters_before_digits_make_a_name(letters, value):
    if letters not in ("usd", "eur", "gbp", "rmb", "cny", "hkd"):
        assert not has_number(f"{letters}{value} ships")


@given(st.dates(), st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%b %d", "%Y年%m月%d日", "%m月%d日"]))
def test_a_date_is_no_number(day, form):
    if 1900 <= day.year < 2050:
        assert not has_number(f"done by {day.strftime(form)}".lower())


@given(st.text(max_size=60))
def test_any_text_can_be_read(text):
    folded = fold(text).lower
    assert all(0 <= start < end <= len(folded) for start, end in numbers(folded))
