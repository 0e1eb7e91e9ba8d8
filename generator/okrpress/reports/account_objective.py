"""What changed in one objective, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

from okrpress.differences.change import AskChange, CheckInChange, KeyResultChange, LinkChange, Move, ObjectiveChange, Step
from okrpress.model import CheckIn, KeyResult
from okrpress.pages.parts.quantity import quantity, unit_of
from okrpress.reports.account_values import NOTE, TITLE, Names, brief, limit, listed, said

Told: TypeAlias = tuple[Literal["+", "-", "!", "~", ""], str]
"""A sign and a text."""
_UNSHOWN: Final = frozenset({"story", "initiatives", "source"})
"""Fields of which it is told that they changed, and not from what to what."""


def lines_of(change: ObjectiveChange, names: Names) -> tuple[Told, list[Told]]:
    """Return the line of an objective, and those of everything that changed in it."""
    return _head(change, names), changes_of(change, names)


def changes_of(change: ObjectiveChange, names: Names) -> list[Told]:
    """Return a line for everything that changed in an objective; none where all of it went."""
    if change.after is None:
        return []
    below = [*_moves(change, names)]
    below += [_key_result(entry, change, names) for entry in change.key_results]
    below += [_check_in(entry, names) for entry in change.check_ins]
    below += [_step(entry, names) for entry in change.steps]
    below += [_link(entry, names) for entry in change.links]
    below += [_ask(entry, names) for entry in change.asks]
    if change.is_moved and change.before:
        below.insert(
            0, ("", names.words("its file was moved: {before} → {after}", before=change.before.id, after=change.after.id))
        )
    return below


def _head(change: ObjectiveChange, names: Names) -> Told:
    """Say which objective it is, whose, and what happened to it as a whole."""
    words, objective = names.words, change.objective
    title = brief(objective.title or objective.id, TITLE)
    whose = words("{owner}, {cycle}", owner=names.owner(objective.owner), cycle=names.cycle(objective.cycle))
    facts = listed(words, (names.vocabulary.types[objective.type].lower(), names.vocabulary.stages[objective.stage].lower()))
    match change.kind:
        case "added":
            return "+", words("{title} ({whose}): new, {facts}", title=title, whose=whose, facts=facts)
        case "carried":
            source = names.target(objective.carried_from.target) if objective.carried_from else ""
            return "+", words("{title} ({whose}): carried over from “{source}”, {facts}", title=title, whose=whose, source=source,
                              facts=facts)  # fmt: skip
        case "unreadable":
            return "!", words("{title} ({whose}): its file cannot be read any more", title=title, whose=whose)
        case "removed":
            return "-", words("{title} ({whose}): removed", title=title, whose=whose)
        case "dropped":
            reason = brief(objective.reason, NOTE) or words("no reason given")
            return "-", words("{title} ({whose}): dropped: {reason}", title=title, whose=whose, reason=reason)
        case _:
            return "~", words("{title} ({whose})", title=title, whose=whose)


def _moves(change: ObjectiveChange, names: Names) -> Iterator[Told]:
    for move in change.moves:
        if move.field == "stage" and change.kind == "dropped":
            continue  # the objective's own line says it
        yield "!" if move.is_silent else "~", _with_reason(move, _moved(move, change, names), names)


def _moved(move: Move, change: ObjectiveChange, names: Names) -> str:
    words = names.words
    entry = change.after.key_result(move.key_result) if change.after and move.key_result else None
    field = _field(names, move.field)
    if move.field in _UNSHOWN:
        return (
            words("{field} of “{key_result}” rewritten", field=field, key_result=names.key_result(entry))
            if entry
            else words("{field} rewritten", field=field)
        )
    before, after = (said(names, move.field, value, entry) for value in (move.before, move.after))
    if entry and move.field == "title":
        return words("title of a key result: {before} → {after}", before=before, after=after)
    if entry and move.field == "dropped":
        if move.after is None:
            return words("“{key_result}” is taken up again", key_result=names.key_result(entry))
        return words("“{key_result}” dropped on {day}", key_result=names.key_result(entry), day=after)
    if entry is None:
        return words("{field}: {before} → {after}", field=field, before=before, after=after)
    return words("{field} of “{key_result}”: {before} → {after}", field=field, key_result=names.key_result(entry), before=before,
                 after=after)  # fmt: skip


def _field(names: Names, field: str) -> str:
    words = names.words
    others = {
        "stage": words("stage"),
        "owner": words("owner"),
        "cycle": words("cycle"),
        "origin": words("origin"),
        "priority": words("priority"),
        "contributors": words("contributors"),
        "tags": words("tags"),
        "waivers": words("rules set aside"),
        "story": words("story"),
        "source": words("source of the number"),
        "grade": words("grade"),
        "initiatives": words("initiatives"),
    }
    return names.vocabulary.amendable.get(field) or others.get(field, field)


def _with_reason(move: Move, text: str, names: Names) -> str:
    words, reason = names.words, brief(move.reason, NOTE)
    if move.amendment is not None:
        day = words.date(move.amendment.date)
        if not reason:
            return words("{change} (amended on {day}, without a reason)", change=text, day=day)
        return words("{change} (amended on {day}: {reason})", change=text, day=day, reason=reason)
    if move.is_silent:
        return words("{change}, and nothing says why", change=text)
    return words("{change} ({reason})", change=text, reason=reason) if reason else text


def _key_result(entry: KeyResultChange, change: ObjectiveChange, names: Names) -> Told:
    words = names.words
    if entry.after is None:
        part = entry.before
        assert part is not None  # noqa: S101 - one side is there
        text = words("key result “{title}” removed", title=names.key_result(part.key_result))
        return ("!", words("{change}, and nothing says why", change=text)) if entry.is_silent else ("-", text)
    title = names.key_result(entry.after.key_result)
    if entry.before is None:
        span = limit(words, entry.after.key_result)
        text = (
            words("key result “{title}”: {span}", title=title, span=span) if span else words("key result “{title}”", title=title)
        )
        if entry.is_silent:
            return "!", words("{change}, added later, and nothing says why", change=text)
        return "+", text
    if change.before is not None and entry.before.objective.id == change.before.id:
        return "~", words("key result “{title}”: its id was #{before}, and is #{after}", title=title,
                          before=entry.before.key_result.id, after=entry.after.key_result.id)  # fmt: skip
    return "~", words("key result “{title}” came from “{objective}”", title=title,
                      objective=brief(entry.before.objective.title, TITLE))  # fmt: skip


def _check_in(entry: CheckInChange, names: Names) -> Told:
    words, title = names.words, names.key_result(entry.key_result)
    shown = entry.after or entry.before
    assert shown is not None  # noqa: S101 - one side is there
    day = words.date(shown.date)
    if entry.after is None:
        return "-", words("check-in of {day} on “{key_result}” removed: {said}", day=day, key_result=title,
                          said=_checked(shown, entry.key_result, names))  # fmt: skip
    now = _checked(entry.after, entry.key_result, names)
    if entry.before is not None:
        return "~", words("check-in of {day} on “{key_result}” rewritten: {before} → {after}", day=day, key_result=title,
                          before=_checked(entry.before, entry.key_result, names), after=now)  # fmt: skip
    since = entry.since.value if entry.since else None
    start = f"{words.number(since)} → " if since is not None and entry.after.value is not None else ""
    return "+", words("check-in of {day} on “{key_result}”: {said}", day=day, key_result=title, said=f"{start}{now}")


def _checked(check_in: CheckIn, entry: KeyResult, names: Names) -> str:
    """Write what a check-in says: value, confidence, note."""
    words, parts = names.words, []
    if check_in.value is not None:
        parts.append(quantity(words, check_in.value, brief(unit_of(entry), 20)))
    if check_in.confidence is not None:
        parts.append(words("confidence {number}", number=words.number(check_in.confidence)))
    if check_in.note:
        parts.append(f"“{brief(check_in.note, NOTE)}”")
    return listed(words, parts) if words.language != "zh" else "，".join(parts)


def _step(entry: Step, names: Names) -> Told:
    words = names.words
    title = brief(entry.title, TITLE) or names.key_result(entry.key_result)
    if entry.after is None:
        return "-", words("“{title}” is no longer reached", title=title)
    return "+", words("“{title}” reached on {day}", title=title, day=words.date(entry.after))


def _link(entry: LinkChange, names: Names) -> Told:
    words, target = names.words, names.target(entry.target)
    is_up = entry.relation == "aligns"
    match entry.before, entry.after:
        case ("broken", "none"):
            return "-", words("a link to “{target}” that led nowhere is gone", target=target)
        case (_, "broken"):
            told = (
                words("aligned to “{target}”, which is not there") if is_up else words("supports “{target}”, which is not there")
            )
            return "!", told.format(target=target)
        case (_, "none"):
            told = words("no longer aligned to “{target}”") if is_up else words("no longer supports “{target}”")
            return "-", told.format(target=target)
        case ("broken", _):
            told = (
                words("aligned to “{target}”, which is there again")
                if is_up
                else words("supports “{target}”, which is there again")
            )
            return "+", told.format(target=target)
    told = words("aligned to “{target}”") if is_up else words("supports “{target}”")
    return "+", told.format(target=target)


def _ask(entry: AskChange, names: Names) -> Told:
    words, shown = names.words, entry.after or entry.before
    assert shown is not None  # noqa: S101 - one side is there
    what = brief(shown.ask.what, NOTE)
    to = names.owner(shown.ask.to) if shown.ask.to else words("everyone")
    if entry.after is None:
        return "-", words("no longer asks {owner}: {what}", owner=to, what=what)
    if entry.is_answered:
        who = listed(words, [names.owner(name.split("/")[1]) for name in entry.after.answered_by])
        return "+", words("answered by {who}: {what}", who=who, what=what)
    if entry.is_reopened:
        return "!", words("unanswered again: {what}", what=what)
    return _closed(entry, what, names) or _asked(entry, what, to, names)


def _closed(entry: AskChange, what: str, names: Names) -> Told | None:
    """Say how the asking side closed an ask, if it did."""
    words, new, old = names.words, entry.after, entry.before
    assert new is not None  # noqa: S101 - as the caller has it
    if new.ask.declined and not (old and old.ask.declined):
        return "-", words("ask declined: {what} ({reason})", what=what, reason=brief(new.ask.declined, NOTE))
    if new.ask.withdrawn and not (old and old.ask.withdrawn):
        return "-", words("ask withdrawn: {what} ({reason})", what=what, reason=brief(new.ask.withdrawn, NOTE))
    if new.ask.done and not (old and old.ask.done):
        return "+", words("help was had: {what}", what=what)
    return None


def _asked(entry: AskChange, what: str, to: str, names: Names) -> Told:
    """Say what is asked of whom."""
    words, by = names.words, entry.after.ask.by if entry.after else None
    if entry.before is not None:
        return "~", words("ask of {owner} rewritten: {what}", owner=to, what=what)
    if by:
        return "+", words("asks {owner} by {day}: {what}", owner=to, day=words.date(by), what=what)
    return "+", words("asks {owner}: {what}", owner=to, what=what)
