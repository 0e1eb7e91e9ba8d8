"""From one file to one record: depends on the path and the bytes alone, so that it can be remembered."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from okrpress import fields
from okrpress.forbidden import HIDING_KEYS
from okrpress.load import builders, danger
from okrpress.load.checked import Checked
from okrpress.load.cycles import cycle
from okrpress.load.folder import LARGEST, Address
from okrpress.load.settings import settings_from
from okrpress.load.shape import fit
from okrpress.model import Record
from okrpress.problem import Message, Problem, say
from okrpress.settings import Settings
from okrpress.source import Source, Span, last_day, parse, parse_yaml


@dataclass(frozen=True, slots=True)
class Read:
    """What one file gave: a record or the settings (None where nothing could be made of it), and its problems."""

    record: Record | Settings | None
    problems: tuple[Problem, ...] = ()
    digest: str = ""
    """Hash of the file's bytes; "" where none were read."""


def read_record(path: str, address: Address, content: bytes) -> Read:
    """Read one file. `path` is relative to the repository's root, `address` what the path says."""
    text, flaw = _decoded(content)
    digest = digest_of(content)
    if flaw is not None:
        return Read(None, (replace(flaw, path=path, record=address.about),), digest)
    if address.kind == "page":
        return Read(None, _page_problems(path, text, address), digest)
    document = parse_yaml(text) if address.kind == "settings" else parse(text)
    source = Source(path, digest, document.spans, document.body, document.body_line, last_day(text))
    checked = Checked(source, address.about)
    for found in document.flaws:
        checked.report(found.rule, found.message, found.span, found.hint)
    if any(found.rule == "unreadable-file" for found in document.flaws):
        return Read(None, tuple(checked.problems), digest)
    if danger.is_suspect(document.yaml):  # once for all values
        danger.check_values(document.front, checked)
    danger.check_body(document.body, document.body_line, checked)
    if address.kind == "settings":
        settings = settings_from(fit(document.front, fields.SETTINGS, checked), document.front, checked)
        return Read(replace(settings, source=checked.source), tuple(checked.problems), digest)
    kept = fit(document.front, fields.RECORDS[address.kind], checked)
    record = _BUILDERS[address.kind](kept, address, checked)
    return Read(record, tuple(checked.problems), digest)


def record_of(path: str, address: Address, front: Mapping[str, Any], story: str = "") -> Read:
    """Make a record of values that stand in no file yet; problems have no place in it."""
    checked = Checked(Source(path, "made of values", body=story.strip("\n")), address.about)
    danger.check_values(front, checked)
    danger.check_body(story, 1, checked)
    if address.kind == "settings":
        made: Record | Settings | None = settings_from(fit(front, fields.SETTINGS, checked), front, checked)
    else:
        made = _BUILDERS[address.kind](fit(front, fields.RECORDS[address.kind], checked), address, checked)
    return Read(made, tuple(checked.problems))


def digest_of(content: bytes) -> str:
    """Return the hash of a file's bytes."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _decoded(content: bytes) -> tuple[str, Problem | None]:
    """Return a file's text, or why it has none."""
    if len(content) > LARGEST:
        return "", Problem("unreadable-file", say("larger than {most} KiB", most=LARGEST >> 10), "", hint=say("split the record"))
    try:
        return content.decode("utf-8"), None
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = say("not UTF-8: the byte {byte} cannot be read", byte=f"0x{content[error.start]:02X}")
        return "", Problem(
            "unreadable-file", message, "", Span(line, column, line, column + 1), hint=say("save the file as UTF-8")
        )


_BLATANT: Final = frozenset({"hide", "search", "draft", "robots"})
"""Keys that a page may have for other ends: Material's `hide` leaves out its sidebars, `search` may boost it."""


def _page_problems(path: str, text: str, address: Address) -> tuple[Problem, ...]:
    """Look at a page of the company's own for what would hide it or harm its readers."""
    has_front = text.removeprefix("\ufeff").startswith("---")
    document = parse(text) if has_front else None
    readable = document is not None and not any(flaw.rule == "unreadable-file" for flaw in document.flaws)
    checked = Checked(Source(path, spans=document.spans) if document else Source(path), address.about)
    for key, value in (document.front if document else {}).items():
        lowered = key.lower()
        excluded = lowered == "search" and isinstance(value, dict) and value.get("exclude") is True
        unseen = (lowered == "draft" and value is True) or (lowered == "robots" and "noindex" in str(value).lower())
        if excluded or unseen or lowered in HIDING_KEYS - _BLATANT:
            checked.at_key(
                "hidden-record",
                say("'{key}': no page can be hidden; everyone sees every page", key=key),
                (key,),
                say("take the line away"),
            )
    if document and readable:
        danger.check_body(document.body, document.body_line, checked)
    else:
        danger.check_body(text.removeprefix("\ufeff").replace("\r\n", "\n"), 1, checked)
    return tuple(checked.problems)


_BUILDERS: Final[Mapping[str, Callable[[Mapping[str, Any], Address, Checked], Record | None]]] = {
    "objective": builders.objective,
    "unit": builders.unit,
    "person": builders.person,
    "cycle": cycle,
    "strategy": builders.strategy,
    "review": builders.review,
    "recognition": builders.recognition,
    "comments": builders.comments,
}

__all__ = ["Message", "Read", "read_record", "record_of"]
