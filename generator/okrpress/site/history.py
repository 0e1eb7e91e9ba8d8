"""The history of every objective for its page: one pass over git's log, each version read once and remembered."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

from okrpress.cache import Cache, Made
from okrpress.company import Company
from okrpress.differences.history import State, Timeline, Version, version_change
from okrpress.load.folder import Misplaced, address_of
from okrpress.load.git import Repository, RevisionError
from okrpress.load.log import Edit, Log, log_of
from okrpress.load.record import read_record
from okrpress.load.relate import below
from okrpress.model import Objective
from okrpress.reports.history import Marks, version_lines
from okrpress.revision import revision
from okrpress.site.digest import digest
from okrpress.site.hands import in_turns
from okrpress.source import Source
from okrpress.words import Words

_LOGS: Final = "log"
_VERSIONS: Final = "versions"
_LOGS_KEPT: Final = 8
_BUCKETS: Final = 64
"""Versions are kept in so many bundles for each language: one commit rewrites those that it is in."""
_Lines: TypeAlias = tuple[tuple[str, str], ...]
_Versions: TypeAlias = Mapping[str, tuple[Version, ...]]


@dataclass(frozen=True, slots=True)
class Past:
    """What git knows of the objectives up to a commit; nothing where there is no git, or no commit."""

    state: State = "none"
    keys: Mapping[str, str] = field(default_factory=dict)
    """Path below the records' folder → hash of all that is known of its edits."""
    log: Callable[[], Log] = Log
    repository: Repository | None = None


def past_of(okrs: Path, cache: Cache, commit: str = "HEAD") -> Past:
    """Look at the past of a folder of records. What git's log said at the same commit is remembered."""
    try:
        repository = Repository.around(okrs)
        position = repository.position(commit)
        if not position:
            return Past()
        return _past(repository, commit, position, cache)
    except RevisionError:
        return Past()


def _past(repository: Repository, commit: str, position: str, cache: Cache) -> Past:
    name = digest(str(repository.folder), repository.prefix)
    key, edits = digest(position, revision("")), f"{name} edits"
    known = _loaded(cache, name, key)
    if known is None:
        log = log_of(repository, commit)
        log = log._replace(edits=tuple(edit for edit in log.edits if _is_objective(edit.path)))
        told: dict[str, list[str]] = {}
        for edit in log.edits:
            told.setdefault(edit.path, []).append(repr(edit))
        keys = {path: digest(*rows) for path, rows in told.items()}
        made = {name: json.dumps([log.is_shallow, keys]), edits: json.dumps([log.is_shallow, log.edits])}
        cache.learn(_LOGS, {name: Made(key, text.encode()) for name, text in made.items()}, _LOGS_KEPT)
        return Past("shallow" if log.is_shallow else "whole", keys, lambda: log, repository)
    is_shallow, keys = known

    def log_again() -> Log:
        stored = _loaded(cache, edits, key)
        return Log(tuple(Edit(*row) for row in stored[1]), bool(stored[0])) if stored else log_of(repository, commit)

    return Past("shallow" if is_shallow else "whole", keys, log_again, repository)


def _loaded(cache: Cache, name: str, key: str) -> Any:  # noqa: ANN401 - JSON
    stored = cache.recall(_LOGS, {name: key}).get(name)
    return None if stored is None else json.loads(stored)


def _is_objective(path: str) -> bool:
    address = address_of(path)
    return not isinstance(address, Misplaced) and address.kind == "objective"


def _is_running(company: Company, edit: Edit) -> bool:
    """Tell whether the cycle ran on the day of an edit: others then counted on what was agreed."""
    address = address_of(edit.old_path)
    cycle = None if isinstance(address, Misplaced) else company.workspace.cycles.get(address.names[0])
    day = edit.when
    return cycle is not None and day is not None and cycle.phase(day) in ("running", "review")


class _Wanted(NamedTuple):
    """A version that must be read, and the name under which it is kept."""

    name: str
    edit: Edit
    is_running: bool


def timelines(past: Past, company: Company, words: Words, cache: Cache) -> Callable[[str], Timeline]:
    """Return what knows the timeline of an objective by its path. The first that is read makes all of them."""
    every: list[_Versions] = []

    def versions(path: str) -> tuple[Version, ...]:
        if not every:
            every.append(_versions(past, company, words, cache))
        return every[0].get(path, ())

    def timeline(path: str) -> Timeline:
        source = Source(path, digest=f"{past.state} {past.keys.get(path, '')}")
        return Timeline(source, past.state, partial(versions, path))

    return timeline


def _versions(past: Past, company: Company, words: Words, cache: Cache) -> _Versions:
    """Put the past into a language. A version is read once, and then remembered as long as the generator is the same."""
    if past.repository is None:
        return {}
    edits = [(edit, _is_running(company, edit)) for edit in past.log().edits]
    wanted = [_Wanted(f"{edit.commit} {edit.new_path} {running}", edit, running) for edit, running in edits]
    key = revision(words.language)
    known = _recalled(cache, words.language, key)
    # By file: what one version made is what the next one began with, and is read once.
    missing = sorted((version for version in wanted if version.name not in known), key=lambda version: version.edit.path)
    if missing:
        read = partial(_read, past.repository, words)
        for lines in in_turns(read, missing):
            known.update(lines)
        _learn(cache, words.language, key, {version.name: known[version.name] for version in wanted}, missing)
    versions: dict[str, list[Version]] = {}
    for name, edit, _ in wanted:
        versions.setdefault(edit.path, []).append(Version(edit.commit, edit.author, edit.email, edit.when, known[name]))
    return {path: tuple(found) for path, found in versions.items()}


def _read(repository: Repository, words: Words, versions: Sequence[_Wanted]) -> dict[str, _Lines]:
    """Read versions and say what each changed."""
    blobs = list(dict.fromkeys(name for version in versions for name in (version.edit.before, version.edit.after) if name))
    try:
        contents = dict(zip(blobs, repository.contents(blobs), strict=True))
    except RevisionError:  # a clone without all of its files: what is there must do
        contents = {}
    marks = Marks(words)

    @cache
    def objective(path: str, blob: str) -> Objective | None:
        return _objective(repository.prefix, path, contents.get(blob))

    return {
        version.name: _said(version, objective(version.edit.old_path, version.edit.before),
                            objective(version.edit.new_path, version.edit.after), marks)
        for version in versions
    }  # fmt: skip


def _said(version: _Wanted, before: Objective | None, after: Objective | None, marks: Marks) -> _Lines:
    if version.edit.after and after is None:
        return (("!", marks.words("It could not be read")),)
    is_binding = before is not None and before.stage == "agreed" and version.is_running
    return version_lines(version_change(before, after, is_binding=is_binding), marks)


def _objective(prefix: str, path: str, content: bytes | None) -> Objective | None:
    address = address_of(path)
    if content is None or isinstance(address, Misplaced):
        return None
    record = read_record(below(prefix, path), address, content).record
    return record if isinstance(record, Objective) else None


def _recalled(cache: Cache, language: str, key: str) -> dict[str, _Lines]:
    known: dict[str, _Lines] = {}
    for packed in cache.recall(_VERSIONS, {f"{language} {number}": key for number in range(_BUCKETS)}).values():
        with suppress(ValueError, TypeError, KeyError, AttributeError):
            known.update((name, tuple((sign, text) for sign, text in lines)) for name, lines in json.loads(packed).items())
    return known


def _learn(cache: Cache, language: str, key: str, known: Mapping[str, _Lines], fresh: Iterable[_Wanted]) -> None:
    changed = {_bucket(version.name) for version in fresh}
    bundles: dict[int, dict[str, _Lines]] = {number: {} for number in changed}
    for name, lines in known.items():
        if (number := _bucket(name)) in bundles:
            bundles[number][name] = lines
    made = {f"{language} {number}": Made(key, _packed(bundle)) for number, bundle in bundles.items()}
    cache.learn(_VERSIONS, made, _BUCKETS * 4)


def _packed(bundle: Mapping[str, _Lines]) -> bytes:
    return json.dumps(bundle, ensure_ascii=False, separators=(",", ":")).encode()


def _bucket(name: str) -> int:
    return zlib.crc32(name.encode()) % _BUCKETS
