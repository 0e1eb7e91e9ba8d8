"""The front-matter vocabulary: for each kind of record its keys, what they hold and what they mean.

One table, read by the loader (what is allowed), the handbook (what it means) and the editors' schema.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from okrpress.shapes import Field as Field  # noqa: PLC0414 - the vocabulary and what it is made of are read together
from okrpress.shapes import Kind as Kind  # noqa: PLC0414 - as above
from okrpress.shapes import Shape as Shape  # noqa: PLC0414 - as above
from okrpress.shapes import may, need, shape_of

TYPES: Final = ("committed", "aspirational")
ORIGINS: Final = ("top-down", "bottom-up")
STAGES: Final = ("draft", "proposed", "agreed", "dropped")
UNIT_KINDS: Final = ("company", "department", "team", "project")
PERSPECTIVES: Final = ("financial", "customer", "process", "learning")
EVIDENCE: Final = ("open", "supported", "refuted")
DECISIONS: Final = ("continue", "change", "stop")
AMENDABLE: Final = (
    "target", "start", "at_least", "at_most", "floor", "weight", "due", "title", "type", "measure", "dropped"
)  # fmt: skip
SEVERITIES: Final = ("error", "warning", "info", "off")
LANGUAGES: Final = ("en", "zh")
MEASURES: Final = ("metric", "threshold", "milestones", "done", "rollup")
"""The five keys of which a key result has exactly one."""

WAIVER = shape_of(
    "waiver",
    need("rule", Kind.TEXT, "the name of the rule that is set aside here"),
    need("reason", Kind.TEXT, "why, for everyone to read"),
    may("until", Kind.DATE, "the last day on which it holds"),
)
_WAIVERS = may("waivers", Kind.MAP, "rules set aside here, in the open", many=True, shape=WAIVER)

IMPORTED = shape_of(
    "import",
    need("system", Kind.TEXT, "where it was imported from"),
    need("id", Kind.TEXT, "its id there, by which another import knows it again"),
)
CHECK_IN = shape_of(
    "check-in",
    need("date", Kind.DATE, "the day of the check-in"),
    may("value", Kind.NUMBER, "the measured value on that day"),
    may("confidence", Kind.NUMBER, "0 … 10, how likely the target is; 5 = even odds"),
    may("by", Kind.HANDLE, "who wrote it"),
    may("note", Kind.TEXT, "what happened"),
)
METRIC = shape_of(
    "metric",
    need("start", Kind.NUMBER, "the value when the cycle began"),
    need("target", Kind.NUMBER, "the value that counts as reached"),
    may("unit", Kind.TEXT, "what is counted"),
)
THRESHOLD = shape_of(
    "threshold",
    may("at_least", Kind.NUMBER, "keep the value at or above this"),
    may("at_most", Kind.NUMBER, "keep the value at or below this"),
    may("floor", Kind.NUMBER, "the value that counts as nothing; between it and the threshold a check-in counts in part"),
    may("unit", Kind.TEXT, "what is counted"),
)
MILESTONE = shape_of(
    "milestone",
    need("title", Kind.TEXT, "what has been reached when it is done"),
    may("weight", Kind.NUMBER, "relative to the other milestones; default 1"),
    may("done", Kind.FALSE_OR_DATE, "the day on which it was reached"),
)
INITIATIVE = shape_of(
    "initiative",
    need("title", Kind.TEXT, "work that may move the key result; it never moves the score"),
    may("url", Kind.LINK, "where the work is tracked"),
    may("done", Kind.FALSE_OR_DATE, "the day on which it was finished"),
)
GRADE = shape_of(
    "grade",
    need("score", Kind.NUMBER, "the owner's own final grade, 0 … 1"),
    may("note", Kind.TEXT, "why; a missed commitment owes it"),
)
KEY_RESULT = shape_of(
    "key result",
    may("id", Kind.SLUG, "unique in the file; default kr1, kr2 … by position"),
    need("title", Kind.TEXT, "what will be different, in one sentence with a number"),
    may("owner", Kind.HANDLE, "a unit or a person; default: the objective's owner"),
    may("weight", Kind.NUMBER, "relative to the other key results; default 1"),
    may("metric", Kind.MAP, "measure: a number that moves from start to target", shape=METRIC),
    may("threshold", Kind.MAP, "measure: a number that is kept above or below a line", shape=THRESHOLD),
    may("milestones", Kind.MAP, "measure: steps that are reached or not", many=True, shape=MILESTONE),
    may("done", Kind.FALSE_OR_DATE, "measure: yes or no"),
    may("rollup", Kind.CHOICE, "measure: the mean of the objectives that align to it", words=("mean",)),
    may("source", Kind.LINK, "where the number comes from"),
    may("due", Kind.DATE, "when it is to be reached; default: the cycle's end"),
    may("check_ins", Kind.MAP, "how it stands, from time to time", many=True, shape=CHECK_IN),
    may("initiatives", Kind.MAP, "work that may move it", many=True, shape=INITIATIVE),
    may("grade", Kind.MAP, "the owner's own final grade; default: computed", shape=GRADE),
    may("dropped", Kind.DATE, "the day on which it was cancelled; it keeps its place"),
    may("reason", Kind.TEXT, "why it was cancelled"),
    may("imported", Kind.MAP, "where it came from", shape=IMPORTED),
)
ASK = shape_of(
    "ask",
    may("id", Kind.SLUG, "unique among the asks of the file; default ask1, ask2 …"),
    may("to", Kind.HANDLE, "the unit or person asked; left out: an open call to everyone"),
    need("what", Kind.TEXT, "the help that is needed"),
    may("key_result", Kind.SLUG, "the key result that needs it"),
    may("by", Kind.DATE, "when it is needed"),
    may("done", Kind.FALSE_OR_DATE, "the day on which help was had"),
    may("withdrawn", Kind.TEXT, "why it is no longer needed"),
    may("declined", Kind.TEXT, "why the asked one cannot help"),
)
AMENDMENT = shape_of(
    "amendment",
    need("date", Kind.DATE, "the day of the change"),
    may("key_result", Kind.SLUG, "the key result that changed; left out: the objective"),
    need("field", Kind.CHOICE, "what changed", words=AMENDABLE),
    may("from", Kind.ANY, "what it said before"),
    may("to", Kind.ANY, "what it says now; empty where the key result was added"),
    need("reason", Kind.TEXT, "why, for everyone to read"),
)
OBJECTIVE = shape_of(
    "objective",
    need("title", Kind.TEXT, "what we want to reach, in one sentence"),
    need("type", Kind.CHOICE, "committed: all of it or an explanation; aspirational: 70 % is success", words=TYPES),
    may("origin", Kind.CHOICE, "who proposed it; default by type", words=ORIGINS),
    may("stage", Kind.CHOICE, "draft → proposed → agreed; or dropped; default draft", words=STAGES),
    may("reason", Kind.TEXT, "why it was dropped"),
    may("priority", Kind.INTEGER, "1 (first) … 5"),
    may("weight", Kind.NUMBER, "relative to the owner's other objectives; default 1"),
    may("contributors", Kind.HANDLE, "people or units who share the work", many=True),
    may("aligns_to", Kind.REFERENCE, "what it helps to reach: objective, key result or theme", many=True),
    may("supports", Kind.REFERENCE, "another owner's objective or key result that it helps", many=True),
    may("formerly", Kind.REFERENCE, "ids that it had before: their addresses lead here", many=True),
    may("carried_from", Kind.REFERENCE, "the objective of an earlier cycle that it goes on with"),
    may("asks", Kind.MAP, "help needed from others", many=True, shape=ASK),
    may("tags", Kind.TEXT, "words to find it by", many=True),
    may("key_results", Kind.MAP, "how we will know", many=True, shape=KEY_RESULT),
    may("amendments", Kind.MAP, "every change of a commitment after the cycle began", many=True, shape=AMENDMENT),
    may("imported", Kind.MAP, "where it came from", shape=IMPORTED),
    _WAIVERS,
)
OFFER = shape_of(
    "offer",
    need("what", Kind.TEXT, "help that others may have"),
    may("contact", Kind.HANDLE, "whom to ask"),
)
UNIT = shape_of(
    "unit",
    need("name", Kind.TEXT, "what people call it"),
    need("kind", Kind.CHOICE, "its place in the company", words=UNIT_KINDS),
    may("parent", Kind.HANDLE, "the unit above; empty for the company alone"),
    may("lead", Kind.HANDLE, "who speaks for it"),
    may("members", Kind.HANDLE, "people beyond those whose own record names this unit", many=True),
    may("since", Kind.DATE, "its first day"),
    may("until", Kind.DATE, "its last day; it keeps its history"),
    may("offers", Kind.MAP, "help that others may have", many=True, shape=OFFER),
    may("formerly", Kind.HANDLE, "handles that it had before: their addresses lead here", many=True),
    may("ceo", Kind.HANDLE, "who leads the company (on the company's own record)"),
    _WAIVERS,
)
PERSON = shape_of(
    "person",
    need("name", Kind.TEXT, "what people call them"),
    need("unit", Kind.HANDLE, "the unit they belong to"),
    may("manager", Kind.HANDLE, "whom to go to"),
    may("since", Kind.DATE, "their first day"),
    may("until", Kind.DATE, "their last day; they keep their history"),
    may("formerly", Kind.HANDLE, "handles that they had before: their addresses lead here", many=True),
    may("links", Kind.FREE_MAP, "where to reach them: name → link"),
    _WAIVERS,
)
PHASES = shape_of(
    "phases",
    may("draft", Kind.DATE, "teams draft from this day; default 14 days before the start"),
    may("align", Kind.DATE, "teams align from this day; default 7 days before the start"),
    may("review", Kind.DATE, "the review begins; default 14 days before the end"),
    may("closed", Kind.DATE, "the cycle is closed; default 14 days after the end"),
)
CYCLE = shape_of(
    "cycle",
    may("title", Kind.TEXT, "what people call it; default its name"),
    may("start", Kind.DATE, "its first day; default from its name"),
    may("end", Kind.DATE, "its last day; default from its name"),
    may("parent", Kind.CYCLE, "the longer cycle that it belongs to"),
    may("theme", Kind.TEXT, "what it is about, in a few words"),
    may("phases", Kind.MAP, "the days on which its phases begin", shape=PHASES),
    _WAIVERS,
)
THEME = shape_of(
    "theme",
    need("id", Kind.SLUG, "unique in the strategy"),
    need("title", Kind.TEXT, "what we bet on"),
    may("perspective", Kind.CHOICE, "the lane of the strategy map", words=PERSPECTIVES),
    may("leads_to", Kind.SLUG, "the themes that it causes", many=True),
    may("hypothesis", Kind.TEXT, "why we believe so"),
    may("evidence", Kind.CHOICE, "what we know of it by now; default open", words=EVIDENCE),
)
STRATEGY = shape_of(
    "strategy",
    may("title", Kind.TEXT, "its name"),
    may("mission", Kind.TEXT, "why the company exists"),
    may("vision", Kind.TEXT, "what the world looks like when it succeeds"),
    may("values", Kind.TEXT, "how people work together", many=True),
    may("themes", Kind.MAP, "causes and effects", many=True, shape=THEME),
    _WAIVERS,
)
DECISION = shape_of(
    "decision",
    need("objective", Kind.REFERENCE, "the objective that it is about"),
    need("decision", Kind.CHOICE, "what becomes of it", words=DECISIONS),
    may("reason", Kind.TEXT, "why"),
)
REVIEW = shape_of(
    "review",
    may("date", Kind.DATE, "the day of the review"),
    may("participants", Kind.HANDLE, "who took part", many=True),
    may("decisions", Kind.MAP, "what becomes of each objective", many=True, shape=DECISION),
    _WAIVERS,
)
MEDAL = shape_of(
    "medal",
    need("to", Kind.HANDLE, "who gets it"),
    may("for", Kind.REFERENCE, "the objective or key result that it was for"),
    need("reason", Kind.TEXT, "what they did"),
)
RECOGNITION = shape_of(
    "recognition",
    need("medals", Kind.MAP, "the medals that one person gave in one month", many=True, shape=MEDAL),
    _WAIVERS,
)

COMMENT = shape_of(
    "comment",
    need("date", Kind.DATE, "the day on which it was said"),
    need("by", Kind.HANDLE, "who says it"),
    need("text", Kind.TEXT, "what is said; Markdown"),
)
COMMENTS = shape_of(
    "comments",
    need("comments", Kind.MAP, "what people say of the objective, for everyone to read", many=True, shape=COMMENT),
)

RECORDS: Final[Mapping[str, Shape]] = {
    shape.name: shape for shape in (OBJECTIVE, UNIT, PERSON, CYCLE, STRATEGY, REVIEW, RECOGNITION, COMMENTS)
}
"""The shape of each kind of record."""

GISCUS = shape_of(
    "giscus",
    need("repository_id", Kind.TEXT, "the repository's id, as giscus.app says it"),
    need("category", Kind.TEXT, "the category of discussions"),
    need("category_id", Kind.TEXT, "the category's id, as giscus.app says it"),
)
FORGE = shape_of(
    "forge",
    need("kind", Kind.CHOICE, "the kind of forge", words=("github", "gitlab", "gitea")),
    need("url", Kind.LINK, "the repository's address"),
    may("branch", Kind.TEXT, "the branch that is published; default main"),
    may("api", Kind.LINK, "the address of its REST interface; default: the usual one of its kind"),
    may("discuss", Kind.CHOICE, "where objectives are talked about; default issues", words=("issues", "discussions")),
    may(
        "giscus", Kind.MAP, "GitHub alone: discussions on the page, by a script of giscus.app that a reader starts", shape=GISCUS
    ),
)
ROLLOUT = shape_of(
    "rollout",
    may("mode", Kind.CHOICE, "who is in: all, a pilot, a project", words=("company", "pilot", "project")),
    may("units", Kind.HANDLE, "the units that are in", many=True),
    may("review", Kind.DATE, "the day on which the pilot is judged"),
    may("criteria", Kind.TEXT, "by what it is judged"),
)
ATTAINED = shape_of(
    "attained",
    may("committed", Kind.NUMBER, "a committed key result is met from this score; default 1.0"),
    may("aspirational", Kind.NUMBER, "an aspirational objective is attained from this score; default 0.7"),
)
SCORING = shape_of(
    "scoring",
    may("attained", Kind.MAP, "the score that counts as done, by type", shape=ATTAINED),
    may("bands", Kind.PAIR, "red below the first, green from the second"),
    may("pace", Kind.PAIR, "at risk below the first, on track from the second"),
    may("too_early", Kind.NUMBER, "no pace is given before this share of the cycle"),
    may("stale_after_days", Kind.INTEGER, "a check-in older than this is stale"),
)
LIMITS = shape_of(
    "limits",
    may("objectives", Kind.INTEGER, "the most objectives of one owner in one cycle"),
    may("key_results", Kind.PAIR, "the fewest and the most key results of one objective"),
)
LEVEL = shape_of(
    "level",
    need("name", Kind.TEXT, "what the level is called"),
    need("points", Kind.INTEGER, "the points from which it is reached"),
)
MEDALS_POLICY = shape_of(
    "recognition settings",
    may("medals_per_month", Kind.INTEGER, "the medals that each person may give"),
    may("levels", Kind.MAP, "names for points", many=True, shape=LEVEL),
)
DIAGRAMS = shape_of(
    "diagrams",
    may("engine", Kind.CHOICE, "embedded: the wheel's own Graphviz; dot: the system's", words=("embedded", "dot")),
)
WORDS = shape_of(
    "word lists",
    may("vague", Kind.TEXT, "words that can mean anything where no number stands beside them", many=True),
    may("vague_verbs", Kind.TEXT, "verbs that give a key result a direction but no number", many=True),
    may("task_verbs", Kind.TEXT, "verbs that begin a task and not a result", many=True),
    may("placeholders", Kind.TEXT, "what stands where something is still to come", many=True),
    may("business_as_usual", Kind.TEXT, "words of what goes on anyhow", many=True),
    may("methods", Kind.TEXT, "words that say by what means", many=True),
    may("rank_titles", Kind.TEXT, "titles that say how high somebody stands", many=True),
)
SETTINGS = shape_of(
    "settings",
    may("company", Kind.HANDLE, "the root unit; default company"),
    may("language", Kind.CHOICE, "labels of the site and the checker's messages", words=LANGUAGES),
    may(
        "languages",
        Kind.CHOICE,
        "in place of `language`: those of the site, the first one at its root",
        many=True,
        words=LANGUAGES,
    ),
    may("today", Kind.DATE, "a fixed day, for demonstrations and archives; default: the real one"),
    may("forge", Kind.MAP, "where the records are changed", shape=FORGE),
    may("rollout", Kind.MAP, "who takes part by now", shape=ROLLOUT),
    may("scoring", Kind.MAP, "thresholds", shape=SCORING),
    may("limits", Kind.MAP, "how many is few", shape=LIMITS),
    may("recognition", Kind.MAP, "medals", shape=MEDALS_POLICY),
    may("diagrams", Kind.MAP, "how pictures are drawn", shape=DIAGRAMS),
    may("rules", Kind.FREE_MAP, "severities by rule name: error, warning, info or off"),
    may("words", Kind.MAP, "words that the rules look for: +word adds, -word takes away, others replace", shape=WORDS),
)
