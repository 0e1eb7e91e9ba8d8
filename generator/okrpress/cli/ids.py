"""Completion of ids and handles: what a folder's names say, so that a shell need not wait."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click
from click.shell_completion import CompletionItem

from okrpress.ordinary import read_ordinary, read_within

_LARGEST: Final = 1 << 20
"""Bytes that are read of a record: as many as the loader reads, which a completion need not import."""


def key_result_ids(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete an objective, and behind '#' one of its key results."""
    path, mark, part = incomplete.partition("#")
    if not mark:
        return objective_ids(ctx, param, incomplete)
    root = _root(ctx)
    for cycle in ("", *_current(root)):
        file = root / "cycles" / cycle / f"{path}.md"
        if file.is_file() and file.resolve().is_relative_to(root.resolve()):
            return [CompletionItem(f"{path}#{name}", help=title) for name, title in _key_results(file) if name.startswith(part)]
    return []


def objective_ids(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001 - click's own
    """Complete an objective: of the cycles that run by owner and name, of others by cycle first."""
    root = _root(ctx)
    found: list[str] = []
    first = incomplete.partition("/")[0]
    for cycle in _names(root / "cycles"):
        if cycle == first:
            found += (f"{cycle}/{name}" for name in _objectives(root, cycle))
    for cycle in _current(root):
        found += _objectives(root, cycle)
    wanted = [name for name in dict.fromkeys(found) if name.startswith(incomplete)]
    if not wanted or "/" not in incomplete:
        wanted += [f"{cycle}/" for cycle in _names(root / "cycles") if cycle.startswith(incomplete) and incomplete]
    return [CompletionItem(name) for name in wanted]


def shown(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete anything that `okr show` shows."""
    handles = owners(ctx, param, incomplete)
    return [*handles, *cycles(ctx, param, incomplete), *key_result_ids(ctx, param, incomplete)]


def owners(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the handle of a unit or a person."""
    return [*units(ctx, param, incomplete), *people(ctx, param, incomplete)]


def units(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001 - click's own
    """Complete the handle of a unit."""
    return _handles(_root(ctx) / "units", incomplete)


def people(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001 - click's own
    """Complete the handle of a person."""
    return _handles(_root(ctx) / "people", incomplete)


def cycles(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001 - click's own
    """Complete the name of a cycle."""
    return [CompletionItem(name) for name in _names(_root(ctx) / "cycles") if name.startswith(incomplete)]


def _root(ctx: click.Context) -> Path:
    given = ctx.params.get("okrs")
    return given if isinstance(given, Path) else Path("okrs")


def _handles(folder: Path, incomplete: str) -> list[CompletionItem]:
    found = (name.removesuffix(".md") for name in _names(folder) if name.endswith(".md"))
    return [CompletionItem(name) for name in found if name.startswith(incomplete)]


def _objectives(root: Path, cycle: str) -> Iterator[str]:
    for owner in _names(root / "cycles" / cycle):
        for name in _names(root / "cycles" / cycle / owner):
            if name.endswith(".md") and name != "review.md" and not name.endswith(".comments.md"):
                yield f"{owner}/{name.removesuffix('.md')}"


def _names(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in os.scandir(folder) if not entry.name.startswith("."))
    except OSError:
        return []


def _current(root: Path) -> list[str]:
    """Return the cycles that contain today, the shortest first; where none does, the latest that has begun.

    Only their own small records are read.
    """
    from okrpress.day import today  # noqa: PLC0415 - a shell that completes a verb does not wait for it
    from okrpress.load.folder import Address  # noqa: PLC0415 - as above
    from okrpress.load.record import read_record  # noqa: PLC0415 - as above
    from okrpress.model import Cycle  # noqa: PLC0415 - as above
    from okrpress.settings import Settings  # noqa: PLC0415 - as above

    def record(path: str, address: Address) -> object:
        try:
            content = read_within(root, path, _LARGEST)
        except OSError:
            content = b"---\n---\n"
        return read_record(path, address, content).record

    settings = record("settings.yml", Address("settings", "settings", ()))
    day = today(settings if isinstance(settings, Settings) else Settings())
    found = [record(f"cycles/{name}/cycle.md", Address("cycle", name, (name,))) for name in _names(root / "cycles")]
    begun = [entry for entry in found if isinstance(entry, Cycle) and entry.start <= day]
    running = sorted((entry.days, entry.id) for entry in begun if day <= entry.end)
    if running:
        return [name for _, name in running]
    return [max(begun, key=lambda entry: (entry.start, -entry.days, entry.id)).id] if begun else []


def _key_results(file: Path) -> Iterator[tuple[str, str]]:
    from okrpress.source import parse  # noqa: PLC0415 - as above

    try:
        found = parse(read_ordinary(file, _LARGEST).decode()).front.get("key_results")
    except (OSError, UnicodeDecodeError):
        return
    for number, entry in enumerate(found if isinstance(found, list) else [], start=1):
        if isinstance(entry, dict):
            yield str(entry.get("id", f"kr{number}")), str(entry.get("title", ""))
