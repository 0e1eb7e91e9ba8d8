"""A folder on this machine that a web server reads: `current` is a link to the newest of some releases.

    releases/000041/   what was published before
    releases/000042/   what is published
    current            → releases/000042; the web server's root

A release is made aside, file by file, and is safe on the disk before the link is moved in one step. Nobody ever sees half a
site, not even after the power fails. Files that are the same as in the release before are shared with it, so that releases cost
little, and keep their times, so that browsers need not fetch them again.
"""

from __future__ import annotations

import filecmp
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from okrpress.site.destinations.made import files_of
from okrpress.site.lock import only_one
from okrpress.site.publication import PublicationError
from okrpress.site.swap import flush, point

_RELEASE: Final = re.compile(r"\.?(\d{6,})")
_FILE: Final = 0o644
_FOLDER: Final = 0o755


@dataclass(frozen=True, slots=True)
class Release:
    """What is published; `changed` counts the files that are not as they were, `made` is False where a later call was first."""

    folder: Path
    files: int = 0
    changed: int = 0
    made: bool = True


@dataclass(frozen=True, slots=True)
class Folder:
    """A place to publish to; `keep` is how many releases stay, the published one included."""

    root: Path
    keep: int = 5

    def publish(self, site: Callable[[], Path]) -> Release:
        """Publish what `site` builds, unless somebody who called later was faster.

        One publication is made at a time. Whatever breaks off, what was published stays.

        Raises:
            PublicationError: the folder holds something else, or what was built is no site.
            Exception: whatever building raises.

        """
        self._refuse_foreign()
        self._releases.mkdir(parents=True, exist_ok=True)
        # Whoever called last has the highest number, whoever waits for whom.
        number, room = self._ticket()
        try:
            with self._alone():
                published = self._published()
                if published is not None and _number(published) > number:
                    return Release(published, made=False)
                built = site()
                files = files_of(built)
                changed = sum(_placed(built / path, room / path, published / path if published else None) for path in files)
                for folder, _, _ in os.walk(room):
                    Path(folder).chmod(_FOLDER)
                flush()
                release = self._released(room)
                gone = set(_paths_of(published)) - set(files) if published else set()
                self._forget()
                return Release(release, len(files), changed + len(gone))
        finally:
            shutil.rmtree(room, ignore_errors=True)

    def roll_back(self) -> Release:
        """Publish again what was published before.

        Raises:
            PublicationError: nothing older is kept.

        """
        self._refuse_foreign()
        if not self._releases.is_dir():
            message = f"Nothing was ever published to {self.root}."
            raise PublicationError(message)
        with self._alone():
            published = self._published()
            older = [release for release in self._kept() if published is None or _number(release) < _number(published)]
            if not older:
                message = f"{self.root} keeps no release from before the published one."
                raise PublicationError(message)
            point(self._link, Path("releases") / older[-1].name)
            return Release(older[-1], len(files_of(older[-1])))

    def _released(self, room: Path) -> Path:
        """Let everybody see a release; what nobody saw is none, and cannot be rolled back to."""
        release = room.with_name(room.name.removeprefix("."))
        room.rename(release)
        try:
            point(self._link, Path("releases") / release.name)
        except OSError:
            release.rename(room)
            raise
        return release

    @property
    def _releases(self) -> Path:
        return self.root / "releases"

    @property
    def _link(self) -> Path:
        return self.root / "current"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with only_one(self.root / ".lock", "publication"):
            yield

    def _refuse_foreign(self) -> None:
        """Keep from making a mess of a folder that somebody named by mistake."""
        names = {path.name for path in self.root.iterdir()} if self.root.is_dir() else set()
        if (names - {"releases", "current", ".lock"} and not self._releases.is_dir()) or (
            self._link.exists() and not self._link.is_symlink()
        ):
            message = f"{self.root} holds something else: name an empty folder, or one that 'okr publish folder' made."
            raise PublicationError(message)

    def _ticket(self) -> tuple[int, Path]:
        """Take the next number, and a hidden folder of that name to work in."""
        while True:
            number = 1 + max((_number(path) for path in self._releases.iterdir() if _RELEASE.fullmatch(path.name)), default=0)
            room = self._releases / f".{number:06}"
            # Somebody else may have taken it just now.
            with suppress(FileExistsError):
                room.mkdir()
                return number, room

    def _published(self) -> Path | None:
        """Return the release that the link leads to."""
        if not self._link.is_symlink():
            return None
        release = self._releases / self._link.readlink().name
        return release if release.is_dir() and _RELEASE.fullmatch(release.name) else None

    def _kept(self) -> list[Path]:
        """List the releases, oldest first."""
        found = [path for path in self._releases.iterdir() if _RELEASE.fullmatch(path.name) and not path.name.startswith(".")]
        return sorted(found, key=_number)

    def _forget(self) -> None:
        """Remove releases that are too old, and rooms of calls that died, or that came too late."""
        published = self._published()
        newest = _number(published) if published else 0
        for release in self._kept()[: -self.keep]:
            if release != published:
                shutil.rmtree(release, ignore_errors=True)
        for room in self._releases.glob(".[0-9]*"):
            if _number(room) < newest:
                shutil.rmtree(room, ignore_errors=True)


def _number(release: Path) -> int:
    return int(release.name.removeprefix("."))


def _placed(source: Path, target: Path, before: Path | None) -> bool:
    """Put a file into a release; tell whether it is another than before."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if before is not None and before.is_file() and filecmp.cmp(source, before, shallow=False):
        with suppress(OSError):  # some file systems share nothing
            os.link(before, target)
            return False
        shutil.copy2(before, target)
        return False
    with source.open("rb") as read, target.open("xb") as written:
        shutil.copyfileobj(read, written)
    target.chmod(_FILE)
    return True


def _paths_of(release: Path) -> Iterator[str]:
    return (path.relative_to(release).as_posix() for path in release.rglob("*") if path.is_file())
