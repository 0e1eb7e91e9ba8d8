"""How files are, seen from outside: whether they are still what a result was made of, told without reading them."""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from hashlib import blake2b, file_digest
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from okrpress.ordinary import open_ordinary
from okrpress.theme import theme_folder

DOUBT: Final = 2_000_000_000
"""Nanoseconds within which a file system may not tell two changes apart."""


Pledge: TypeAlias = Mapping[str, str]
"""Path of a young file → hash of what it held when a result was made of it."""


_INSTALLED: Final = (".dist-info", ".egg-info", ".pth")
_RULES: Final = "okrpress.rules"


class State(NamedTuple):
    """Files at a moment: a hash of their names, sizes and times, and those of them whose times say little as yet.

    The time of the last change of the inode is in it, which nobody sets back by accident.
    """

    key: str
    young: tuple[str, ...] = ()
    """Paths of the files that changed so lately that another change might have the same time."""

    def pledge(self) -> Pledge:
        """Return the hash of what each of the young files holds. Ask before the files are read for the result."""
        return {path: _content(path) for path in self.young}


def is_kept(pledge: Pledge) -> bool:
    """Tell whether files that were young still hold what they held."""
    return all(_content(path) == digest for path, digest in pledge.items())


def state_of(folders: Iterable[Path], *more: str) -> State:
    """Look at all files below folders (or at files), and at whatever else a result depends on.

    A folder that is missing is a state like any other. Links to folders outside are not followed, for they may lead anywhere:
    whoever has one has another state each time, and nothing is believed to be as it was.
    """
    begun = time.time_ns()
    total = blake2b("\n".join(more).encode(errors="surrogatepass"), digest_size=16)
    young: list[str] = []
    for folder in folders:
        for path, facts, newest in _Looking(str(folder)).seen:
            total.update(f"{path}\0{facts}\n".encode(errors="surrogatepass"))
            if newest > begun - DOUBT:
                young.append(path)
    return State(total.hexdigest(), tuple(young))


def generator_state() -> State:
    """Look at this generator: its code, its words, its theme, and every package that is installed beside it.

    The name of a package's `.dist-info` holds its version, so that a list of names is enough; but for packages with rules
    of a company's own, which people edit where they lie.
    """
    beside = [f"{folder}/{name}" for folder in sys.path for name in _names(folder) if name.endswith(_INSTALLED)]
    own = _own_rules() if any(_brings_rules(path) for path in beside) else ()
    return state_of([Path(__file__).parent, theme_folder(), *own], sys.version, *sys.path, *beside)


def _brings_rules(installed: str) -> bool:
    try:
        with open(f"{installed}/entry_points.txt", encoding="utf-8") as file:  # noqa: PTH123 - dozens of them, on every call
            return _RULES in file.read()
    except OSError:
        return False


def _own_rules() -> Iterator[Path]:
    """Yield where packages with rules lie."""
    from importlib.metadata import entry_points  # noqa: PLC0415 - takes its time, and hardly anybody needs it
    from importlib.util import find_spec  # noqa: PLC0415 - as above

    for entry in entry_points(group=_RULES):
        with suppress(ImportError, ValueError):
            spec = find_spec(entry.module.partition(".")[0])
            for place in (spec.submodule_search_locations or [spec.origin or ""]) if spec else ():
                if place:
                    yield Path(place)


def day_state(given: date | None) -> str:
    """Return what `okrpress.day.today` looks at besides the settings."""
    return f"{given} {os.environ.get('SOURCE_DATE_EPOCH', '')} {date.today()}"  # noqa: DTZ011 - the day where the reader is


class _Seen(NamedTuple):
    """A file or a folder as it is seen from outside."""

    path: str
    facts: str
    newest: int = 0
    """The newest of its times, in nanoseconds; what is no ordinary file is never young, for nobody may open it: a pipe would
    keep its reader waiting for ever."""


class _Looking:
    """A look at all that is below a folder, links within it followed."""

    def __init__(self, folder: str) -> None:
        self.seen: list[_Seen] = []
        self._top = os.path.realpath(folder)
        self._look(folder, frozenset())

    def _look(self, path: str, above: frozenset[tuple[int, int]]) -> None:
        """Look at a file, or at a folder and what is below it; `above` are the folders around it."""
        try:
            now = os.stat(path)  # noqa: PTH116 - thousands of them, on every build
            if not stat.S_ISDIR(now.st_mode):
                self.seen.append(_Seen(path, _facts(now), _newest(now)))
                return
            with os.scandir(path) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as problem:
            self.seen.append(_Seen(path, f"{problem.errno}"))
            return
        here = (now.st_dev, now.st_ino)
        self.seen.append(_Seen(path, ""))
        if here in above:
            return
        above |= {here}
        for entry in entries:
            if entry.is_symlink():
                self._follow(entry.path, above)
            elif entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    self._look(entry.path, above)
            else:
                try:
                    found = entry.stat()
                except OSError as problem:
                    self.seen.append(_Seen(entry.path, f"{problem.errno}"))
                else:
                    self.seen.append(_Seen(entry.path, _facts(found), _newest(found)))

    def _follow(self, path: str, above: frozenset[tuple[int, int]]) -> None:
        """Look at what a link leads to, and at what is below that."""
        try:
            self.seen.append(_Seen(path, os.readlink(path)))  # noqa: PTH115 - as above
        except OSError as problem:
            self.seen.append(_Seen(path, f"{problem.errno}"))
            return
        if os.path.isdir(path) and not f"{os.path.realpath(path)}/".startswith(f"{self._top}/"):  # noqa: PTH112 - as above
            self.seen.append(_Seen(path, os.urandom(16).hex()))
        else:
            self._look(path, above)


def _newest(found: os.stat_result) -> int:
    return max(found.st_mtime_ns, found.st_ctime_ns) if stat.S_ISREG(found.st_mode) else 0


def _facts(found: os.stat_result) -> str:
    return f"{found.st_mode} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"


def _content(path: str) -> str:
    try:
        with open_ordinary(path) as file:
            return file_digest(file, _hasher).hexdigest()
    except OSError as problem:
        return f"{problem.errno}"


def _hasher() -> blake2b:
    return blake2b(digest_size=16)


def _names(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder or "."))  # noqa: PTH208 - the current one is ""
    except OSError:
        return []
