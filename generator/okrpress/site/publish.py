"""All or nothing: bring a second folder up to date beside the published one, then exchange the two."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from okrpress.site.digest import digest
from okrpress.site.publication import PublicationError
from okrpress.site.spare import Donor, Output, Spare
from okrpress.site.swap import swap
from okrpress.site.tree import Found, Record, look, read_record

log = logging.getLogger(__name__)

_CANNOT_BE_MOVED: Final = {errno.EBUSY, errno.EXDEV}
_RECORDS_KEPT: Final = 12


@dataclass(frozen=True, slots=True)
class Published:
    """What a build did: files in the site, and how many of them were written anew or taken away."""

    site: Path
    files: int
    written: int
    removed: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """The files of a site.

    `late` gives some more when all others are made, so that it can wait for something that takes
    its time meanwhile. `prepare` is told which files are about to be made. `unfinished` gives in the end those that lack
    something: they are published, and made again by the next build.
    """

    outputs: Mapping[str, Output]
    late: Callable[[], Mapping[str, Output]] = dict
    prepare: Callable[[Collection[str]], object] = len
    unfinished: Callable[[], Collection[str]] = tuple


def publish(wanted: Wanted, site: Path, cache: Path) -> Published:
    """Make a folder hold exactly the wanted files.

    Files that are as they were are not made again. Where that cannot be told for certain, because
    somebody else changed the folder or the record of it is damaged, they are.

    Raises:
        PublicationError: the folder holds something that is no site of ours.
        Exception: whatever making a file raises. The published site is then as it was.

    """
    site, records = site.resolve(), cache / "trees"
    record = read_record(site, records) if site.is_dir() else Record()
    _refuse_foreign(site, record)

    def begun() -> Spare:
        spare = Spare(_spare_of(site, cache), records, Donor(site, record))
        wanted.prepare(spare.missing(outputs))
        spare.add(outputs)
        return spare

    outputs = wanted.outputs
    # What differs from what we noted must be made, whatever somebody did to the folder: only else is every file of it looked at.
    published = Found({path: key for path, (key, *_) in record.files.items()}, ())
    spare: Spare | None
    if _differ(published, outputs):
        spare = begun()
    else:
        published = look(site, record) if site.is_dir() else Found({}, ())
        spare = begun() if published.strays or _differ(published, outputs) else None
    rest = wanted.late()
    count = len(outputs) + len(rest)
    if spare is None:
        if len(published.keys) == count and not _differ(published, rest):
            return Published(site, count, 0, 0)
        spare = begun()
    spare.add(rest)
    unfinished = wanted.unfinished()
    spare.finish(unfinished)
    _exchange(spare, site, records, {**outputs, **rest}, unfinished)
    _forget_old_records(records)
    return Published(
        site,
        count,
        written=sum(published.keys.get(path) != key for part in (outputs, rest) for path, (key, *_) in part.items()),
        removed=sum(path not in outputs and path not in rest for path in record.files),
    )


def _spare_of(site: Path, cache: Path) -> Path:
    """Name the folder that is brought up to date: in the cache, or beside the site if that is on another disk."""
    above = next(folder for folder in site.parents if folder.is_dir())
    cache.mkdir(parents=True, exist_ok=True)
    if cache.stat().st_dev == above.stat().st_dev:
        return cache / f"spare-{digest(str(site))[:12]}"
    return site.with_name(f".{site.name}.next")


def _differ(published: Found, outputs: Mapping[str, Output]) -> bool:
    keys = published.keys
    return any(keys.get(path) != output.key for path, output in outputs.items())


def _refuse_foreign(site: Path, record: Record) -> None:
    """Keep from sweeping away a folder that somebody named by mistake."""
    if record.files or not site.exists():
        return
    if not site.is_dir() or (any(site.iterdir()) and not (site / "index.html").is_file()):
        message = f"{site} holds something that is no site: name an empty folder, or remove it first."
        raise PublicationError(message)


def _exchange(spare: Spare, site: Path, records: Path, outputs: Mapping[str, Output], unfinished: Collection[str]) -> None:
    site.parent.mkdir(parents=True, exist_ok=True)
    try:
        swap(spare.folder, site)
    except OSError as problem:
        if problem.errno not in _CANNOT_BE_MOVED:
            raise
        # A mounted volume cannot change places. Everything is made by now: only copying is left.
        log.info("%s cannot be exchanged as a whole; its files are replaced one by one.", site)
        made = Donor(spare.folder, read_record(spare.folder, records))
        in_place = Spare(site, records, made)
        in_place.add(outputs)
        in_place.finish(unfinished)


def _forget_old_records(records: Path) -> None:
    """Drop the records of folders that were last written long ago."""
    known = sorted(records.glob("*.json"), key=lambda file: file.stat().st_mtime_ns)
    for file in known[:-_RECORDS_KEPT]:
        file.unlink(missing_ok=True)
