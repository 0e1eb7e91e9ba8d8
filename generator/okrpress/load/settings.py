"""From checked `settings.yml` to the company's policy: a value out of bounds is reported and its default holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from okrpress.fields import SEVERITIES
from okrpress.load.checked import Checked, did_you_mean, short
from okrpress.load.values import is_blank
from okrpress.problem import say
from okrpress.settings import Forge, Giscus, Level, Limits, Rollout, Settings, Thresholds
from okrpress.source import Place


def settings_from(kept: Mapping[str, Any], front: Mapping[str, Any], checked: Checked) -> Settings:
    """Build the settings; what is missing has its default."""
    fallback = Settings()
    recognition = kept.get("recognition", {})
    language, *further = _languages(kept, front, checked) or (fallback.language,)
    return Settings(
        company=kept.get("company", fallback.company),
        language=language,
        further_languages=tuple(further),
        today=kept.get("today"),
        forge=_forge(kept.get("forge", {}), checked),
        rollout=_rollout(kept.get("rollout", {}), front),
        scoring=_thresholds(kept.get("scoring", {}), checked),
        limits=_limits(kept.get("limits", {}), checked),
        medals_per_month=_within(
            recognition.get("medals_per_month"), 0, None, ("recognition", "medals_per_month"), checked, fallback.medals_per_month
        ),
        levels=_levels(recognition),
        rules=_rules(kept.get("rules", {}), checked),
        words=_words(kept.get("words", {}), checked),
        diagram_engine=kept.get("diagrams", {}).get("engine", fallback.diagram_engine),
    )


def _languages(kept: Mapping[str, Any], front: Mapping[str, Any], checked: Checked) -> Sequence[Any]:
    """Return the languages of the site, each once, the first one first."""
    named = [name for name, _ in kept.get("languages", ())]
    for position, name in enumerate(named):
        if name in named[:position]:
            checked.at("unknown-value", say("languages: '{name}' stands there twice", name=name), ("languages", position))
    if "language" in front and "languages" in front:
        checked.at_key(
            "duplicate-key",
            say("'language' and 'languages' say the same thing twice"),
            ("language",),
            say("keep 'languages'; its first one is the language of the checker's messages"),
        )
    elif front.get("languages") == []:
        checked.at("unknown-value", say("languages: none is named"), ("languages",), say("name en, zh or both"))
    alone = kept.get("language")
    return tuple(dict.fromkeys(named)) or ((alone,) if alone else ())


def _within(value: Any, least: float, most: float | None, place: Place, checked: Checked, default: Any) -> Any:  # noqa: ANN401, PLR0913, PLR0917 - one bound
    """Return a number, or each of a pair, where it lies within bounds; else its default, and a problem."""
    if value is None:
        return default
    numbers = value if isinstance(value, tuple) else (value,)
    if all(least <= number and (most is None or number <= most) for number in numbers):
        return value
    key = ".".join(str(part) for part in place)
    shown = ", ".join(f"{number:g}" for number in numbers)
    message = (
        say("{key}: {value} is not between {least} and {most}", key=key, value=shown, least=least, most=most)
        if most is not None
        else say("{key}: {value} is less than {least}", key=key, value=shown, least=least)
    )
    checked.at("unknown-value", message, place)
    return default


def _forge(kept: Mapping[str, Any], checked: Checked) -> Forge | None:
    if not kept.keys() >= {"kind", "url"}:
        return None
    address: str = kept["url"].rstrip("/")
    if not address.lower().startswith(("https://", "http://")):
        checked.at(
            "unknown-value",
            say("forge.url: '{value}' is not the address of a repository", value=short(address)),
            ("forge", "url"),
            say("it begins with https://"),
        )
        return None
    kind: Literal["github", "gitlab", "gitea"] = kept["kind"]
    if kind != "github":
        for key, value in (("discuss", "discussions"), ("giscus", None)):
            if key in kept and (value is None or kept[key] == value):
                message = say("forge.{key}: {kind} has no GitHub discussions", key=key, kind=kind)
                checked.at(
                    "unknown-value",
                    message,
                    ("forge", key),
                    say("take it away; '{word}' is what {kind} has", word="issues", kind=kind),
                )
    is_talked = kind == "github"
    return Forge(
        kind,
        address,
        kept.get("branch", "main"),
        kept.get("api", "").rstrip("/"),
        kept.get("discuss", "issues") if is_talked else "issues",
        _giscus(kept.get("giscus", {})) if is_talked else None,
    )


def _giscus(kept: Mapping[str, Any]) -> Giscus | None:
    if not kept.keys() >= {"repository_id", "category", "category_id"}:
        return None
    return Giscus(kept["repository_id"], kept["category"], kept["category_id"])


def _rollout(kept: Mapping[str, Any], front: Mapping[str, Any]) -> Rollout:
    written = front.get("rollout")
    given = isinstance(written, dict) and not is_blank(written.get("mode"))
    return Rollout(
        mode=kept.get("mode", "company"),
        units=tuple(handle for handle, _ in kept.get("units", ())),
        review=kept.get("review"),
        criteria=kept.get("criteria", ""),
        mode_given=given or "rollout" not in front,
    )


def _thresholds(kept: Mapping[str, Any], checked: Checked) -> Thresholds:
    fallback = Thresholds()
    attained = kept.get("attained", {})

    def share(value: Any, default: Any, *place: str) -> Any:  # noqa: ANN401 - a number or a pair
        return _within(value, 0, 1, ("scoring", *place), checked, default)

    return Thresholds(
        committed=share(attained.get("committed"), fallback.committed, "attained", "committed"),
        aspirational=share(attained.get("aspirational"), fallback.aspirational, "attained", "aspirational"),
        bands=share(kept.get("bands"), fallback.bands, "bands"),
        pace=share(kept.get("pace"), fallback.pace, "pace"),
        too_early=share(kept.get("too_early"), fallback.too_early, "too_early"),
        stale_after_days=_within(
            kept.get("stale_after_days"), 1, None, ("scoring", "stale_after_days"), checked, fallback.stale_after_days
        ),
    )


def _limits(kept: Mapping[str, Any], checked: Checked) -> Limits:
    fallback = Limits()
    fewest, most = _within(kept.get("key_results"), 1, None, ("limits", "key_results"), checked, fallback.key_results)
    return Limits(
        _within(kept.get("objectives"), 1, None, ("limits", "objectives"), checked, fallback.objectives), (int(fewest), int(most))
    )


def _levels(kept: Mapping[str, Any]) -> tuple[Level, ...]:
    levels = (Level(item["name"], item["points"]) for item, _ in kept.get("levels", ()) if item.keys() >= {"name", "points"})
    return tuple(sorted(levels, key=lambda level: level.points))


def _rules(written: Mapping[str, Any], checked: Checked) -> Mapping[str, str]:
    """Read severities by rule name; whether the rule exists is a rule's to say."""
    rules: dict[str, str] = {}
    for name, value in written.items():
        severity = "off" if value is False else value
        if severity in SEVERITIES:
            rules[name] = severity
        else:
            message = say(
                "rules.{name}: '{value}' is not one of {words}", name=short(name), value=short(value), words=", ".join(SEVERITIES)
            )
            checked.at("unknown-value", message, ("rules", name), did_you_mean(checked.nearest(short(severity), SEVERITIES)))
    return rules


def _words(kept: Mapping[str, Any], checked: Checked) -> Mapping[str, tuple[str, ...]]:
    """Read lists of words: all with a sign change our list, all without stand in its place."""
    lists: dict[str, tuple[str, ...]] = {}
    for name, items in kept.items():
        signed = [item.startswith(("+", "-")) for item, _ in items]
        if all(signed) or not any(signed):
            lists[name] = tuple(item for item, _ in items)
            continue
        _, at = next(items[index] for index, has_sign in enumerate(signed) if has_sign != signed[0])
        checked.at(
            "unknown-value",
            say("words.{name}: some words have a sign and some have none", name=name),
            at,
            say("'+word' adds to the list and '-word' takes from it; words without a sign stand in its place"),
        )
    return lists
