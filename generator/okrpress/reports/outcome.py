"""A difference in one sentence: what deserves attention first, then what else changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from okrpress.differences.difference import Difference
from okrpress.words import Words

_MOST: Final = 7
"""Parts of the sentence: the rest is told below it."""


def outcome(difference: Difference, words: Words) -> str:
    """Return the sentence."""
    parts = [*_alarming(difference, words), *_changed(difference, words)]
    if not parts:
        return nothing(words)
    separator = "，" if words.language == "zh" else ", "
    told = separator.join(parts if len(parts) <= _MOST else [*parts[:_MOST], words("and more")])
    return words("{changes}.", changes=told[:1].upper() + told[1:])


def nothing(words: Words) -> str:
    """Return the sentence for a difference in which nothing changes."""
    return words("Nothing changes in the OKRs.")


def _alarming(difference: Difference, words: Words) -> Iterator[str]:
    """Yield what somebody should look at before this goes in."""
    every = difference.objectives
    errors = sum(1 for finding in difference.found if finding.severity == "error")
    silent = sum(1 for change in every for move in change.moves if move.is_silent)
    silent += sum(1 for change in every for entry in change.key_results if entry.is_silent)
    broken = sum(1 for change in every for link in change.links if link.after == "broken")
    unread = sum(1 for change in every if change.kind == "unreadable")
    alike = sum(1 for change in difference.overlaps if change.is_new)
    told = (
        (errors, words.plural("{count} new error", "{count} new errors", errors)),
        (
            silent,
            words.plural("{count} commitment moved without a reason", "{count} commitments moved without a reason", silent),
        ),
        (unread, words.plural("{count} objective cannot be read", "{count} objectives cannot be read", unread)),
        (broken, words.plural("{count} link broken", "{count} links broken", broken)),
        (alike, words.plural("{count} overlap with others’ work", "{count} overlaps with others’ work", alike)),
    )
    return (text for count, text in told if count)


def _changed(difference: Difference, words: Words) -> Iterator[str]:
    """Yield everything else."""
    every = difference.objectives
    kinds = Counter(change.kind for change in every)
    added, carried, dropped, removed = (kinds[kind] for kind in ("added", "carried", "dropped", "removed"))
    amended = sum(1 for change in every for move in change.moves if move.is_commitment and not move.is_silent)
    check_ins = sum(1 for change in every for entry in change.check_ins if entry.after and not entry.before)
    steps = sum(1 for change in every for step in change.steps if step.after)
    graded = sum(1 for change in every for move in change.moves if move.field == "grade" and move.after is not None)
    answered = sum(1 for change in every for ask in change.asks if ask.is_answered)
    scores = sum(1 for change in difference.scores if change.before.score != change.after.score)
    mended, others = len(difference.mended), len(difference.records)
    edited = 0 if amended or check_ins or steps or graded or answered or scores else kinds["changed"]
    told = (
        (added, words.plural("{count} objective added", "{count} objectives added", added)),
        (carried, words.plural("{count} objective carried over", "{count} objectives carried over", carried)),
        (dropped, words.plural("{count} objective dropped", "{count} objectives dropped", dropped)),
        (removed, words.plural("{count} objective removed", "{count} objectives removed", removed)),
        (amended, words.plural("{count} commitment moved with a reason", "{count} commitments moved with reasons", amended)),
        (check_ins, words.plural("{count} check-in", "{count} check-ins", check_ins)),
        (steps, words.plural("{count} step reached", "{count} steps reached", steps)),
        (graded, words.plural("{count} grade given", "{count} grades given", graded)),
        (answered, words.plural("{count} ask answered", "{count} asks answered", answered)),
        (scores, words.plural("{count} score moves", "{count} scores move", scores)),
        (mended, words.plural("{count} finding mended", "{count} findings mended", mended)),
        (edited, words.plural("{count} objective edited", "{count} objectives edited", edited)),
        (others, words.plural("{count} other record changed", "{count} other records changed", others)),
    )
    return (text for count, text in told if count)
