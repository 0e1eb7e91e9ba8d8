"""From checked `settings.yml` to the company's policy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from okrpress.fields import SEVERITIES
from okrpress.load.shape import Checked
from okrpress.problem import say
from okrpress.settings import Forge, Level, Limits, Rollout, Settings, Thresholds


def settings_from(kept: Mapping[str, Any], front: Mapping[str, Any], checked: Checked) -> Settings:
    """Build the settings; what is missing has its default."""
    fallback = Settings()
    recognition = kept.get("recognition", {})
    return Settings(
        company=kept.get("company", fallback.company),
        language=kept.get("language", fallback.language),
        today=kept.get("today"),
        forge=_forge(kept.get("forge", {})),
        rollout=_rollout(kept, front),
        scoring=_thresholds(kept.get("scoring", {}), checked),
        limits=_limits(kept.get("limits", {})),
        medals_per_month=recognition.get("medals_per_month", fallback.medals_per_month),
        levels=tuple(
            sorted(
                (Level(item["name"], item["points"]) for item, _ in recognition.get("levels", ()) if item.keys() >= {"name", "points"}),
                key=lambda level: level.points,
            )
        ),
        rules=_rules(kept.get("rules", {}), checked),
        diagram_engine=kept.get("diagrams", {}).get("engine", fallback.diagram_engine),
    )


def _forge(kept: Mapping[str, Any]) -> Forge | None:
    if not kept.keys() >= {"kind", "url"}:
        return None
    return Forge(kept["kind"], kept["url"].rstrip("/"), kept.get("branch", "main"))


def _rollout(kept: Mapping[str, Any], front: Mapping[str, Any]) -> Rollout:
    rollout = kept.get("rollout", {})
    return Rollout(
        mode=rollout.get("mode", "company"),
        units=tuple(handle for handle, _ in rollout.get("units", ())),
        review=rollout.get("review"),
        criteria=rollout.get("criteria", ""),
        mode_given="rollout" not in front or "mode" in rollout,
    )


def _thresholds(kept: Mapping[str, Any], checked: Checked) -> Thresholds:
    fallback = Thresholds()
    attained = kept.get("attained", {})
    shares = {
        ("scoring", "attained", "committed"): attained.get("committed", fallback.committed),
        ("scoring", "attained", "aspirational"): attained.get("aspirational", fallback.aspirational),
        ("scoring", "too_early"): kept.get("too_early", fallback.too_early),
    }
    for place, share in shares.items():
        if not 0 <= share <= 1:
            checked.at("unknown-value", say("{key}: {value} is not a share between 0 and 1", key=".".join(place), value=share), place)
    return Thresholds(
        committed=shares["scoring", "attained", "committed"],
        aspirational=shares["scoring", "attained", "aspirational"],
        bands=kept.get("bands", fallback.bands),
        pace=kept.get("pace", fallback.pace),
        too_early=shares["scoring", "too_early"],
        stale_after_days=kept.get("stale_after_days", fallback.stale_after_days),
    )


def _limits(kept: Mapping[str, Any]) -> Limits:
    fallback = Limits()
    fewest, most = kept.get("key_results", fallback.key_results)
    return Limits(kept.get("objectives", fallback.objectives), (int(fewest), int(most)))


def _rules(written: Mapping[str, Any], checked: Checked) -> Mapping[str, str]:
    """Read severities by rule name; whether the rule exists is the checker's to say."""
    rules: dict[str, str] = {}
    for name, value in written.items():
        severity = "off" if value is False else value
        if severity in SEVERITIES:
            rules[name] = severity
        else:
            checked.at(
                "unknown-value",
                say("rules.{name}: one of {words} is wanted", name=name, words=", ".join(SEVERITIES)),
                ("rules", name),
            )
    return rules
