"""The front-matter vocabulary: for each kind of record its keys, what they hold and what they mean.

One table, read by the loader (what is allowed), the handbook (what it means) and the editors' schema.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final


class Kind(Enum):
    """What a value must be. The value of each member is the word that messages use."""

    TEXT = "text"
    NUMBER = "a number"
    INTEGER = "a whole number"
    DATE = "a date (YYYY-MM-DD)"
    FALSE_OR_DATE = "false or a date (YYYY-MM-DD)"
    FLAG = "true or false"
    CHOICE = "one of a few words"
    HANDLE = "the handle of a unit or a person"
    REFERENCE = "a reference"
    SLUG = "a short name of lower-case letters, digits and hyphens"
    CYCLE = "the name of a cycle"
    LINK = "a link (http, https, mailto or relative)"
    ANY = "a value"
    MAP = "a map of keys"
    FREE_MAP = "a map of names"
    PAIR = "two numbers"


@dataclass(frozen=True, slots=True)
class Field:
    """One key: what it holds, whether it must be there, what it means.

    `many` makes the value a list of `kind`; `shape` describes the keys inside a map; `words` are a choice's values.
    """

    key: str
    kind: Kind
    meaning: str
    required: bool = False
    many: bool = False
    words: tuple[str, ...] = ()
    shape: Shape | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """The keys that a map may hold, by name."""

    name: str
    fields: Mapping[str, Field] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    """The keys that must be there."""


def _shape(name: str, *fields: Field) -> Shape:
    return Shape(name, {entry.key: entry for entry in fields}, tuple(entry.key for entry in fields if entry.required))


def _need(  # noqa: PLR0913 - a table's row
    key: str, kind: Kind, meaning: str, *, words: tuple[str, ...] = (), many: bool = False, shape: Shape | None = None
) -> Field:
    return Field(key, kind, meaning, required=True, many=many, words=words, shape=shape)


def _may(  # noqa: PLR0913 - a table's row
    key: str, kind: Kind, meaning: str, *, words: tuple[str, ...] = (), many: bool = False, shape: Shape | None = None
) -> Field:
    return Field(key, kind, meaning, many=many, words=words, shape=shape)


TYPES: Final = ("committed", "aspirational")
ORIGINS: Final = ("top-down", "bottom-up")
STAGES: Final = ("draft", "proposed", "agreed", "dropped")
UNIT_KINDS: Final = ("company", "department", "team", "project")
PERSPECTIVES: Final = ("financial", "customer", "process", "learning")
EVIDENCE: Final = ("open", "supported", "refuted")
DECISIONS: Final = ("continue", "change", "stop")
AMENDABLE: Final = ("target", "start", "at_least", "at_most", "floor", "weight", "due", "title", "measure", "dropped")
SEVERITIES: Final = ("error", "warning", "info", "off")
MEASURES: Final = ("metric", "threshold", "milestones", "done", "rollup")
"""The five keys of which a key result has exactly one."""

WAIVER = _shape(
    "waiver",
    _need("rule", Kind.TEXT, "the name of the rule that is set aside here"),
    _need("reason", Kind.TEXT, "why, for everyone to read"),
    _may("until", Kind.DATE, "the last day on which it holds"),
)
_WAIVERS = _may("waivers", Kind.MAP, "rules set aside here, in the open", many=True, shape=WAIVER)

CHECK_IN = _shape(
    "check-in",
    _need("date", Kind.DATE, "the day of the check-in"),
    _may("value", Kind.NUMBER, "the measured value on that day"),
    _may("confidence", Kind.NUMBER, "0 … 10, how likely the target is; 5 = even odds"),
    _may("by", Kind.HANDLE, "who wrote it"),
    _may("note", Kind.TEXT, "what happened"),
)
METRIC = _shape(
    "metric",
    _need("start", Kind.NUMBER, "the value when the cycle began"),
    _need("target", Kind.NUMBER, "the value that counts as reached"),
    _may("unit", Kind.TEXT, "what is counted"),
)
THRESHOLD = _shape(
    "threshold",
    _may("at_least", Kind.NUMBER, "keep the value at or above this"),
    _may("at_most", Kind.NUMBER, "keep the value at or below this"),
    _may("floor", Kind.NUMBER, "the value that counts as nothing; between it and the threshold a check-in counts in part"),
    _may("unit", Kind.TEXT, "what is counted"),
)
MILESTONE = _shape(
    "milestone",
    _need("title", Kind.TEXT, "what has been reached when it is done"),
    _may("weight", Kind.NUMBER, "relative to the other milestones; default 1"),
    _may("done", Kind.FALSE_OR_DATE, "the day on which it was reached"),
)
INITIATIVE = _shape(
    "initiative",
    _need("title", Kind.TEXT, "work that may move the key result; it never moves the score"),
    _may("url", Kind.LINK, "where the work is tracked"),
    _may("done", Kind.FALSE_OR_DATE, "the day on which it was finished"),
)
GRADE = _shape(
    "grade",
    _need("score", Kind.NUMBER, "the owner's own final grade, 0 … 1"),
    _may("note", Kind.TEXT, "why; a missed commitment owes it"),
)
KEY_RESULT = _shape(
    "key result",
    _may("id", Kind.SLUG, "unique in the file; default kr1, kr2 … by position"),
    _need("title", Kind.TEXT, "what will be different, in one sentence with a number"),
    _may("owner", Kind.HANDLE, "a unit or a person; default: the objective's owner"),
    _may("weight", Kind.NUMBER, "relative to the other key results; default 1"),
    _may("metric", Kind.MAP, "measure: a number that moves from start to target", shape=METRIC),
    _may("threshold", Kind.MAP, "measure: a number that is kept above or below a line", shape=THRESHOLD),
    _may("milestones", Kind.MAP, "measure: steps that are reached or not", many=True, shape=MILESTONE),
    _may("done", Kind.FALSE_OR_DATE, "measure: yes or no"),
    _may("rollup", Kind.CHOICE, "measure: the mean of the objectives that align to it", words=("mean",)),
    _may("source", Kind.LINK, "where the number comes from"),
    _may("due", Kind.DATE, "when it is to be reached; default: the cycle's end"),
    _may("check_ins", Kind.MAP, "how it stands, from time to time", many=True, shape=CHECK_IN),
    _may("initiatives", Kind.MAP, "work that may move it", many=True, shape=INITIATIVE),
    _may("grade", Kind.MAP, "the owner's own final grade; default: computed", shape=GRADE),
    _may("dropped", Kind.DATE, "the day on which it was cancelled; it keeps its place"),
    _may("reason", Kind.TEXT, "why it was cancelled"),
)
ASK = _shape(
    "ask",
    _may("id", Kind.SLUG, "unique among the asks of the file; default ask1, ask2 …"),
    _may("to", Kind.HANDLE, "the unit or person asked; left out: an open call to everyone"),
    _need("what", Kind.TEXT, "the help that is needed"),
    _may("key_result", Kind.SLUG, "the key result that needs it"),
    _may("by", Kind.DATE, "when it is needed"),
    _may("done", Kind.FALSE_OR_DATE, "the day on which help was had"),
    _may("withdrawn", Kind.TEXT, "why it is no longer needed"),
    _may("declined", Kind.TEXT, "why the asked one cannot help"),
)
AMENDMENT = _shape(
    "amendment",
    _need("date", Kind.DATE, "the day of the change"),
    _may("key_result", Kind.SLUG, "the key result that changed; left out: the objective"),
    _need("field", Kind.CHOICE, "what changed", words=AMENDABLE),
    _may("from", Kind.ANY, "what it said before"),
    _may("to", Kind.ANY, "what it says now; empty where the key result was added"),
    _need("reason", Kind.TEXT, "why, for everyone to read"),
)
OBJECTIVE = _shape(
    "objective",
    _need("title", Kind.TEXT, "what we want to reach, in one sentence"),
    _need("type", Kind.CHOICE, "committed: all of it or an explanation; aspirational: 70 % is success", words=TYPES),
    _may("origin", Kind.CHOICE, "who proposed it; default by type", words=ORIGINS),
    _may("stage", Kind.CHOICE, "draft → proposed → agreed; or dropped; default draft", words=STAGES),
    _may("reason", Kind.TEXT, "why it was dropped"),
    _may("priority", Kind.INTEGER, "1 (first) … 5"),
    _may("weight", Kind.NUMBER, "relative to the owner's other objectives; default 1"),
    _may("contributors", Kind.HANDLE, "people or units who share the work", many=True),
    _may("aligns_to", Kind.REFERENCE, "what it helps to reach: objective, key result or theme", many=True),
    _may("supports", Kind.REFERENCE, "another owner's objective or key result that it helps", many=True),
    _may("carried_from", Kind.REFERENCE, "the objective of an earlier cycle that it goes on with"),
    _may("asks", Kind.MAP, "help needed from others", many=True, shape=ASK),
    _may("tags", Kind.TEXT, "words to find it by", many=True),
    _may("key_results", Kind.MAP, "how we will know", many=True, shape=KEY_RESULT),
    _may("amendments", Kind.MAP, "every change of a commitment after the cycle began", many=True, shape=AMENDMENT),
    _WAIVERS,
)
OFFER = _shape(
    "offer",
    _need("what", Kind.TEXT, "help that others may have"),
    _may("contact", Kind.HANDLE, "whom to ask"),
)
UNIT = _shape(
    "unit",
    _need("name", Kind.TEXT, "what people call it"),
    _need("kind", Kind.CHOICE, "its place in the company", words=UNIT_KINDS),
    _may("parent", Kind.HANDLE, "the unit above; empty for the company alone"),
    _may("lead", Kind.HANDLE, "who speaks for it"),
    _may("members", Kind.HANDLE, "people beyond those whose own record names this unit", many=True),
    _may("since", Kind.DATE, "its first day"),
    _may("until", Kind.DATE, "its last day; it keeps its history"),
    _may("offers", Kind.MAP, "help that others may have", many=True, shape=OFFER),
    _may("ceo", Kind.HANDLE, "who leads the company (on the company's own record)"),
    _WAIVERS,
)
PERSON = _shape(
    "person",
    _need("name", Kind.TEXT, "what people call them"),
    _need("unit", Kind.HANDLE, "the unit they belong to"),
    _may("manager", Kind.HANDLE, "whom to go to"),
    _may("since", Kind.DATE, "their first day"),
    _may("until", Kind.DATE, "their last day; they keep their history"),
    _may("links", Kind.FREE_MAP, "where to reach them: name → link"),
    _WAIVERS,
)
PHASES = _shape(
    "phases",
    _may("draft", Kind.DATE, "teams draft from this day; default 14 days before the start"),
    _may("align", Kind.DATE, "teams align from this day; default 7 days before the start"),
    _may("review", Kind.DATE, "the review begins; default 14 days before the end"),
    _may("closed", Kind.DATE, "the cycle is closed; default 14 days after the end"),
)
CYCLE = _shape(
    "cycle",
    _may("title", Kind.TEXT, "what people call it; default its name"),
    _may("start", Kind.DATE, "its first day; default from its name"),
    _may("end", Kind.DATE, "its last day; default from its name"),
    _may("parent", Kind.CYCLE, "the longer cycle that it belongs to"),
    _may("theme", Kind.TEXT, "what it is about, in a few words"),
    _may("phases", Kind.MAP, "the days on which its phases begin", shape=PHASES),
    _WAIVERS,
)
THEME = _shape(
    "theme",
    _need("id", Kind.SLUG, "unique in the strategy"),
    _need("title", Kind.TEXT, "what we bet on"),
    _may("perspective", Kind.CHOICE, "the lane of the strategy map", words=PERSPECTIVES),
    _may("leads_to", Kind.SLUG, "the themes that it causes", many=True),
    _may("hypothesis", Kind.TEXT, "why we believe so"),
    _may("evidence", Kind.CHOICE, "what we know of it by now; default open", words=EVIDENCE),
)
STRATEGY = _shape(
    "strategy",
    _may("title", Kind.TEXT, "its name"),
    _may("mission", Kind.TEXT, "why the company exists"),
    _may("vision", Kind.TEXT, "what the world looks like when it succeeds"),
    _may("values", Kind.TEXT, "how people work together", many=True),
    _may("themes", Kind.MAP, "causes and effects", many=True, shape=THEME),
    _WAIVERS,
)
DECISION = _shape(
    "decision",
    _need("objective", Kind.REFERENCE, "the objective that it is about"),
    _need("decision", Kind.CHOICE, "what becomes of it", words=DECISIONS),
    _may("reason", Kind.TEXT, "why"),
)
REVIEW = _shape(
    "review",
    _may("date", Kind.DATE, "the day of the review"),
    _may("participants", Kind.HANDLE, "who took part", many=True),
    _may("decisions", Kind.MAP, "what becomes of each objective", many=True, shape=DECISION),
    _WAIVERS,
)
MEDAL = _shape(
    "medal",
    _need("to", Kind.HANDLE, "who gets it"),
    _may("for", Kind.REFERENCE, "the objective or key result that it was for"),
    _need("reason", Kind.TEXT, "what they did"),
)
RECOGNITION = _shape(
    "recognition",
    _need("medals", Kind.MAP, "the medals that one person gave in one month", many=True, shape=MEDAL),
    _WAIVERS,
)

RECORDS: Final[Mapping[str, Shape]] = {
    shape.name: shape for shape in (OBJECTIVE, UNIT, PERSON, CYCLE, STRATEGY, REVIEW, RECOGNITION)
}
"""The shape of each kind of record."""

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

FORGE = _shape(
    "forge",
    _need("kind", Kind.CHOICE, "the kind of forge", words=("github", "gitlab", "gitea")),
    _need("url", Kind.LINK, "the repository's address"),
    _may("branch", Kind.TEXT, "the branch that is published; default main"),
)
ROLLOUT = _shape(
    "rollout",
    _may("mode", Kind.CHOICE, "who is in: all, a pilot, a project", words=("company", "pilot", "project")),
    _may("units", Kind.HANDLE, "the units that are in", many=True),
    _may("review", Kind.DATE, "the day on which the pilot is judged"),
    _may("criteria", Kind.TEXT, "by what it is judged"),
)
ATTAINED = _shape(
    "attained",
    _may("committed", Kind.NUMBER, "a committed key result is met from this score; default 1.0"),
    _may("aspirational", Kind.NUMBER, "an aspirational objective is attained from this score; default 0.7"),
)
SCORING = _shape(
    "scoring",
    _may("attained", Kind.MAP, "the score that counts as done, by type", shape=ATTAINED),
    _may("bands", Kind.PAIR, "red below the first, green from the second"),
    _may("pace", Kind.PAIR, "at risk below the first, on track from the second"),
    _may("too_early", Kind.NUMBER, "no pace is given before this share of the cycle"),
    _may("stale_after_days", Kind.INTEGER, "a check-in older than this is stale"),
)
LIMITS = _shape(
    "limits",
    _may("objectives", Kind.INTEGER, "the most objectives of one owner in one cycle"),
    _may("key_results", Kind.PAIR, "the fewest and the most key results of one objective"),
)
LEVEL = _shape(
    "level",
    _need("name", Kind.TEXT, "what the level is called"),
    _need("points", Kind.INTEGER, "the points from which it is reached"),
)
MEDALS_POLICY = _shape(
    "recognition settings",
    _may("medals_per_month", Kind.INTEGER, "the medals that each person may give"),
    _may("levels", Kind.MAP, "names for points", many=True, shape=LEVEL),
)
DIAGRAMS = _shape(
    "diagrams",
    _may("engine", Kind.CHOICE, "embedded: the wheel's own Graphviz; dot: the system's", words=("embedded", "dot")),
)
SETTINGS = _shape(
    "settings",
    _may("company", Kind.HANDLE, "the root unit; default company"),
    _may("language", Kind.CHOICE, "labels of the site and the checker's messages", words=("en", "zh")),
    _may("today", Kind.DATE, "a fixed day, for demonstrations and archives; default: the real one"),
    _may("forge", Kind.MAP, "where the records are changed", shape=FORGE),
    _may("rollout", Kind.MAP, "who takes part by now", shape=ROLLOUT),
    _may("scoring", Kind.MAP, "thresholds", shape=SCORING),
    _may("limits", Kind.MAP, "how many is few", shape=LIMITS),
    _may("recognition", Kind.MAP, "medals", shape=MEDALS_POLICY),
    _may("diagrams", Kind.MAP, "how pictures are drawn", shape=DIAGRAMS),
    _may("rules", Kind.FREE_MAP, "severities by rule name: error, warning, info or off"),
)
