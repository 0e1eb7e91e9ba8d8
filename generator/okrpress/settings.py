"""`okrs/settings.yml` as one frozen value: every key has a default, an empty file is a good one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from okrpress.source import Source


@dataclass(frozen=True, slots=True)
class Giscus:
    """Where giscus finds the discussions of a repository on GitHub."""

    repository_id: str
    category: str
    category_id: str


@dataclass(frozen=True, slots=True)
class Forge:
    """Where the records are changed by pull request."""

    kind: Literal["github", "gitlab", "gitea"]
    url: str
    branch: str = "main"
    api: str = ""
    """The address of its REST interface, where it is not the usual one of its kind."""
    discuss: Literal["issues", "discussions"] = "issues"
    """Where objectives are talked about; discussions are GitHub's."""
    giscus: Giscus | None = None
    """Shows an objective's discussion on its page, by a script from elsewhere; None, the default, shows a link alone."""


@dataclass(frozen=True, slots=True)
class Rollout:
    """Who takes part by now: everyone, the units of a pilot, or those of a project."""

    mode: Literal["company", "pilot", "project"] = "company"
    units: tuple[str, ...] = ()
    review: date | None = None
    criteria: str = ""
    mode_given: bool = True
    """False where a `rollout` is written without a mode."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The numbers of SCORING that a company may set; all are shares 0 … 1 but the days."""

    committed: float = 1.0
    aspirational: float = 0.7
    bands: tuple[float, float] = (0.4, 0.7)
    pace: tuple[float, float] = (0.7, 0.9)
    too_early: float = 0.15
    stale_after_days: int = 14

    def attained(self, kind: str) -> float:
        """Return the score from which an objective of that type counts as done."""
        return self.committed if kind == "committed" else self.aspirational


@dataclass(frozen=True, slots=True)
class Limits:
    """How many is few."""

    objectives: int = 5
    key_results: tuple[int, int] = (2, 5)


@dataclass(frozen=True, slots=True)
class Level:
    """A name for so many points of recognition."""

    name: str
    points: int


@dataclass(frozen=True, slots=True)
class Settings:
    """The company's policy."""

    company: str = "company"
    language: Literal["en", "zh"] = "en"
    """Of the checker and of the site; where it has several, of the one at its root."""
    further_languages: tuple[Literal["en", "zh"], ...] = ()
    """Those that the site is published in besides, each below a folder of its name."""
    today: date | None = None
    forge: Forge | None = None
    rollout: Rollout = field(default_factory=Rollout)
    scoring: Thresholds = field(default_factory=Thresholds)
    limits: Limits = field(default_factory=Limits)
    medals_per_month: int = 6
    levels: tuple[Level, ...] = ()
    rules: Mapping[str, str] = field(default_factory=dict)
    """Severity by rule name: error, warning, info or off."""
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The company's words by list: in place of ours, or +added and -removed."""
    diagram_engine: Literal["embedded", "dot"] = "embedded"
    source: Source = field(default_factory=lambda: Source("okrs/settings.yml"))

    @property
    def languages(self) -> tuple[str, ...]:
        """All languages of the site, that of its root first."""
        return (self.language, *self.further_languages)
