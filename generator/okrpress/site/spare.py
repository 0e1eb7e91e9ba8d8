"""The folder beside the published site that is brought up to date, file by file, to take its place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from okrpress.site.tree import Record, Stamp, folders_of, is_folder, is_intact, look, read_record, write_record


class Output(NamedTuple):
    """A file of the site: a key that changes whenever its bytes would, and how to make them.

    `place`, where there is one, gives the path of a finished file, which is linked instead.
    """

    key: str
    make: Callable[[], bytes]
    place: Callable[[], str] | None = None


@dataclass(frozen=True, slots=True)
class Donor:
    """A folder that files may be taken from instead of being made again."""

    folder: Path
    record: Record
    _real: dict[str, bool] = field(default_factory=dict)

    def key(self, path: str) -> str:
        """Return what a file was made from, if it is as it was left; "" otherwise. A link on the way leads to no file of ours."""
        stamp = self.record.files.get(path)
        if stamp is None or not self._is_real(path.rpartition("/")[0]):
            return ""
        return stamp[0] if is_intact(f"{self.folder}/{path}", stamp) else ""

    def _is_real(self, folder: str) -> bool:
        """Tell whether a folder and all above it are no links."""
        known = self._real.get(folder)
        if known is None:
            known = self._real[folder] = is_folder(f"{self.folder}/{folder}") and (
                not folder or self._is_real(folder.rpartition("/")[0])
            )
        return known


class Spare:
    """A folder of an earlier site, on its way to being the next one.

    What breaks off in the middle does no harm: files are compared with what was noted of them
    before they are used again.
    """

    def __init__(self, folder: Path, records: Path, donor: Donor) -> None:
        """See what is there of earlier, and remove what never belonged there."""
        self.folder = folder
        self._records, self._donor = records, donor
        folder.mkdir(parents=True, exist_ok=True)
        self._record = read_record(folder, records)
        self._there = look(folder, self._record)
        self._files: dict[str, Stamp] = {}
        self._made: set[str] = set()
        for stray in self._there.strays:
            _remove(folder / stray)

    def missing(self, outputs: Mapping[str, Output]) -> list[str]:
        """List the files that will have to be made: neither this folder nor the other has them."""
        there, donated = self._there.keys, self._donor.key
        return [
            path for path, (key, _, place) in outputs.items() if place is None and there.get(path) != key and donated(path) != key
        ]

    def add(self, outputs: Mapping[str, Output]) -> None:
        """Let the folder have these files: leave, link or make each.

        Raises:
            Exception: whatever making a file raises.

        """
        start, given = f"{self.folder}/", f"{self._donor.folder}/"
        there, donated = self._there.keys, self._donor.key
        for path, output in outputs.items():
            key = output.key
            if there.get(path) == key:
                self._files[path] = self._record.files[path]
                continue
            target = start + path
            self._prepare(target)
            if (donated(path) == key and _linked(given + path, target)) or (
                output.place is not None and _linked(output.place(), target)
            ):
                now = os.lstat(target)
            else:
                now = _write(target, output.make())
            self._files[path] = (key, now.st_size, now.st_mtime_ns)

    def finish(self, unfinished: Collection[str] = ()) -> None:
        """Remove what was not added, and note what is there now; of `unfinished` files, that they are made of nothing known."""
        folders = folders_of(self._files)
        for path in self._record.files.keys() - self._files.keys():
            if path not in folders:
                _remove(self.folder / path)
        for folder in sorted(self._record.folders.keys() - folders, reverse=True):
            if folder not in self._files:
                _remove(self.folder / folder)
        start = f"{self.folder}/"
        times = {folder: os.lstat(start + folder).st_mtime_ns for folder in folders}
        doubtful = {path: ("", *self._files[path][1:]) for path in unfinished if path in self._files}
        write_record(self.folder, self._records, Record({**self._files, **doubtful}, times))

    def _prepare(self, target: str) -> None:
        """Make the folder of a file, and remove an older file, which the site may share: never write into it."""
        try:
            os.unlink(target)  # noqa: PTH108 - ten thousands of them
        except FileNotFoundError:
            folder = os.path.dirname(target)  # noqa: PTH120 - as above
            if folder not in self._made:
                self._make_folder(folder)
        except OSError:
            # A folder stands where a file will be, or a file where a folder will be.
            self._make_way(Path(target))

    def _make_folder(self, folder: str) -> None:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - as above
        self._made.add(folder)

    def _make_way(self, target: Path) -> None:
        for above in (target, *target.parents):
            if above == self.folder:
                break
            if above.is_file() or above.is_symlink() or above == target:
                _remove(above)
        self._make_folder(str(target.parent))


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        # Its folder may be gone by now, or be a file.
        with suppress(FileNotFoundError, NotADirectoryError):
            path.unlink()


def _linked(source: str, target: str) -> bool:
    """Let two folders share a file where the file system can."""
    try:
        os.link(source, target)
    except OSError:
        return False
    return True


def _write(target: str, data: bytes) -> os.stat_result:
    file = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        written = os.write(file, data)
        while written < len(data):
            written += os.write(file, data[written:])
        return os.fstat(file)
    finally:
        os.close(file)
