"""Words that no record has for a key: those that would hide it, and those that would tie it to pay."""

from __future__ import annotations

from typing import Final

HIDING_WORDS: Final = frozenset({"private", "hidden", "confidential", "secret", "unlisted", "internal"})
HIDING_KEYS: Final = frozenset(
    {
        *HIDING_WORDS, "visibility", "visible", "hide", "draft", "audience", "search", "public", "published", "publish",
        "noindex", "robots", "access", "可见", "可见性", "隐藏", "保密", "私密", "仅自己可见",
    }
)  # fmt: skip
"""Keys that would take a record from someone's eyes: none exists."""

PAY_KEYS: Final = frozenset(
    {
        "bonus", "bonuses", "salary", "salaries", "wage", "wages", "rating", "ratings", "pay", "payout", "compensation",
        "appraisal", "incentive", "incentives", "commission", "绩效", "奖金", "薪酬", "薪资", "工资", "薪水", "年终奖",
        "績效", "獎金", "薪資", "工資",
    }
)  # fmt: skip
"""Words in keys that would tie an OKR to pay: none exists."""
