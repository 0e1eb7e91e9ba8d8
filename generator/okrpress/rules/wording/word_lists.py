"""The lists of words that the rules of wording look for, as a company's settings have them."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from okrpress.company import Company
from okrpress.language.phrases import Phrases
from okrpress.language.word_files import read_words

LISTS: Final = {
    "vague": ("vague", "words"),
    "vague_verbs": ("vague", "verbs"),
    "task_verbs": ("task_verbs", "words"),
    "placeholders": ("placeholders", "words"),
    "business_as_usual": ("business_as_usual", "words"),
    "methods": ("methods", "words"),
    "rank_titles": ("rank_titles", "words"),
}
"""The lists that a company may change, with the file and the key of ours."""


def words_for(company: Company, name: str) -> Phrases:
    """Return the words of a list, ready to be looked for."""
    return _phrases(name, company.settings.words.get(name))


@lru_cache(maxsize=32)
def _phrases(name: str, chosen: tuple[str, ...] | None) -> Phrases:
    """Compile a list: ours, ours with `+this` and without `-that`, or the company's own in its place."""
    file, key = LISTS[name]
    lists = read_words(file)
    ours, passes = lists[key], lists.get("passes", ())
    if chosen is None:
        return Phrases(ours, passes)
    if chosen == ():
        return Phrases(())
    added = [word[1:] for word in chosen if word.startswith("+")]
    removed = [word[1:] for word in chosen if word.startswith("-")]
    plain = [word for word in chosen if not word.startswith(("+", "-"))]
    words = (*(plain or ours), *added)
    return Phrases(words, {*passes, *removed} - {*plain, *added})
