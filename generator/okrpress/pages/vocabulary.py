"""The words of the format as a reader sees them: for every value that a record may hold, what it is called."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from okrpress.scoring import standing
from okrpress.words import Words

Tone: TypeAlias = Literal["none", "on-track", "attention", "at-risk", "stale", "too-early", "done"]
"""A state's colour and shape, drawn by the style sheet; the same names as the pictures use."""


class Status(NamedTuple):
    """A state in a word, with its tone."""

    word: str
    tone: Tone = "none"


class Vocabulary:
    """Every word of the format in one language."""

    def __init__(self, words: Words) -> None:
        """Take the language from `words`; each table is made when it is first needed."""
        self._words = words

    @cached_property
    def types(self) -> Mapping[str, str]:
        """Types of objectives."""
        words = self._words
        return {"committed": words("Committed"), "aspirational": words("Aspirational")}

    @cached_property
    def types_many(self) -> Mapping[str, str]:
        """Types of objectives, of several."""
        words = self._words
        return {"committed": words("Committed objectives"), "aspirational": words("Aspirational objectives")}

    @cached_property
    def origins(self) -> Mapping[str, str]:
        """Who proposed an objective."""
        words = self._words
        return {"top-down": words("Top-down"), "bottom-up": words("Bottom-up")}

    @cached_property
    def stages(self) -> Mapping[str, str]:
        """How far an objective is agreed on."""
        words = self._words
        return {
            "draft": words("Draft"),
            "proposed": words("Proposed"),
            "agreed": words("Agreed"),
            "dropped": words("Dropped"),
        }

    @cached_property
    def stage_notes(self) -> Mapping[str, str]:
        """What a stage means to a reader; agreed needs no note."""
        words = self._words
        return {
            "draft": words("Draft: the team is still talking about it. It counts in nobody’s score."),
            "proposed": words("Proposed: other teams are being asked to align. It counts in nobody’s score yet."),
            "agreed": "",
            "dropped": words("Dropped: it is no longer pursued and counts in nobody’s score."),
        }

    @cached_property
    def health(self) -> Mapping[str, Status]:
        """How something stands while its cycle runs."""
        words = self._words
        return {
            "at risk": Status(words("At risk"), "at-risk"),
            "stale": Status(words("Stale"), "stale"),
            "needs attention": Status(words("Needs attention"), "attention"),
            "too early": Status(words("Too early to tell"), "too-early"),
            "on track": Status(words("On track"), "on-track"),
            "done": Status(words("Done"), "done"),
        }

    @cached_property
    def verdicts(self) -> Mapping[str, Status]:
        """How something ended."""
        words = self._words
        return {
            "met": Status(words("Met"), "done"),
            "attained": Status(words("Attained"), "done"),
            "partly": Status(words("Partly attained"), "attention"),
            "missed": Status(words("Missed"), "at-risk"),
        }

    @cached_property
    def bands(self) -> Mapping[str, Tone]:
        """The tone of each colour band."""
        return {"red": "at-risk", "amber": "attention", "green": "on-track"}

    @cached_property
    def phases(self) -> Mapping[str, str]:
        """The phases of a cycle."""
        words = self._words
        return {
            "planned": words("Planned"),
            "drafting": words("Drafting"),
            "aligning": words("Aligning"),
            "running": words("Running"),
            "review": words("Review"),
            "closed": words("Closed"),
        }

    @cached_property
    def unit_kinds(self) -> Mapping[str, str]:
        """What a unit is."""
        words = self._words
        return {
            "company": words("Company"),
            "department": words("Department"),
            "team": words("Team"),
            "project": words("Project"),
        }

    @cached_property
    def perspectives(self) -> Mapping[str, str]:
        """The lanes of the strategy map."""
        words = self._words
        return {
            "financial": words("Financial"),
            "customer": words("Customer"),
            "process": words("Process"),
            "learning": words("Learning"),
        }

    @cached_property
    def evidence(self) -> Mapping[str, Status]:
        """What is known of a theme's hypothesis."""
        words = self._words
        return {
            "open": Status(words("Open"), "too-early"),
            "supported": Status(words("Supported by evidence"), "done"),
            "refuted": Status(words("Refuted"), "at-risk"),
        }

    @cached_property
    def decisions(self) -> Mapping[str, str]:
        """What a review decides on an objective."""
        words = self._words
        return {"continue": words("Continue"), "change": words("Change"), "stop": words("Stop")}

    @cached_property
    def measures(self) -> Mapping[str, str]:
        """The five measures."""
        words = self._words
        return {
            "metric": words("Number from start to target"),
            "threshold": words("Number kept on the right side of a line"),
            "milestones": words("Milestones"),
            "done": words("Yes or no"),
            "rollup": words("Mean of the objectives below"),
        }

    @cached_property
    def amendable(self) -> Mapping[str, str]:
        """What an amendment may change, as it stands in a sentence."""
        words = self._words
        return {
            "target": words("target"),
            "start": words("start"),
            "at_least": words("lower limit"),
            "at_most": words("upper limit"),
            "floor": words("floor"),
            "weight": words("weight"),
            "due": words("due date"),
            "title": words("title"),
            "type": words("type"),
            "measure": words("measure"),
            "dropped": words("dropped"),
        }

    @cached_property
    def severities(self) -> Mapping[str, Status]:
        """How grave a finding is."""
        words = self._words
        return {
            "error": Status(words("Error"), "at-risk"),
            "warning": Status(words("Warning"), "attention"),
            "info": Status(words("Info"), "too-early"),
        }

    @cached_property
    def rollouts(self) -> Mapping[str, str]:
        """The three ways to begin."""
        words = self._words
        return {
            "company": words("The whole company at once"),
            "pilot": words("A pilot first"),
            "project": words("One project"),
        }

    @cached_property
    def asks(self) -> Mapping[str, Status]:
        """What became of an ask."""
        words = self._words
        return {
            "waiting": Status(words("Unanswered"), "attention"),
            "late": Status(words("Unanswered and late"), "at-risk"),
            "answered": Status(words("Answered"), "on-track"),
            "done": Status(words("Help received"), "done"),
            "declined": Status(words("Declined"), "stale"),
            "withdrawn": Status(words("Withdrawn")),
        }

    @cached_property
    def reasons(self) -> Mapping[str, str]:
        """Why there is no score, as it stands after a colon."""
        words = self._words
        return {
            standing.NO_MEASURE: words("it has no measure"),
            standing.START_EQUALS_TARGET: words("its start equals its target"),
            standing.FLOOR_BEYOND_THRESHOLD: words("its floor is not short of its threshold"),
            standing.NO_MILESTONES: words("it has no milestones"),
            standing.NOT_A_NUMBER: words("a value is not a finite number"),
            standing.NEGATIVE_WEIGHT: words("a weight is negative"),
            standing.ALL_WEIGHTS_ZERO: words("all weights are zero"),
            standing.DEPENDS_ON_ITSELF: words("it depends on itself"),
            standing.CHILDREN_WITHOUT_SCORE: words("no aligned objective has a score"),
            standing.DROPPED: words("it was dropped"),
            standing.NOTHING_TO_COUNT: words("no key result counts"),
        }
