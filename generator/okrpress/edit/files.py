"""The one place where records are written: all of a change or nothing, and never over what somebody else wrote meanwhile."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from okrpress.load.folder import LARGEST
from okrpress.ordinary import read_ordinary
from okrpress.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Writing:
    """One file to be written below a folder."""

    path: str
    """Below the folder, with forward slashes."""
    before: bytes | None
    """What was read there; None for a file that must not exist yet."""
    after: bytes


def read(root: Path, path: str) -> bytes:
    """Return the bytes of a record below a folder.

    Raises:
        Refusal: it cannot be read, or is not in the folder.

    """
    file = _inside(root, path)
    with _told(root / path, "read"):
        content = read_ordinary(file, LARGEST)
    if len(content) > LARGEST:
        raise Refusal(f"'{root / path}' is larger than {LARGEST >> 10} KiB; no record is")
    return content


def write(root: Path, writings: Sequence[Writing]) -> None:
    """Write files below a folder: each by a temporary file beside it, brought to the disk and then renamed.

    All are prepared before the first one takes its place, so that a full disk leaves everything as it was.

    Raises:
        Refusal: a file changed since it was read, exists although it is new, leads out of the folder, or cannot be
            written; nothing has changed then.

    """
    prepared: list[tuple[Writing, Path, Path]] = []
    made: list[Path] = []
    try:
        for writing in writings:
            file = _inside(root, writing.path)
            with _told(root / writing.path, "written"):
                made += _folder(file.parent)
                prepared.append((writing, file, _temporary(file, writing)))
        for writing, file, _ in prepared:
            _refuse_changed(root, writing, file)
        _put(root, prepared)
        made = []
    finally:
        for _, _, temporary in prepared:
            temporary.unlink(missing_ok=True)
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()


def _put(root: Path, prepared: Sequence[tuple[Writing, Path, Path]]) -> None:
    """Let each file take its place; what is new goes away again when a later one cannot."""
    new: list[Path] = []
    try:
        for writing, file, temporary in prepared:
            with _told(root / writing.path, "written"):
                if writing.before is None:
                    _place_new(temporary, file)
                    new.append(file)
                else:
                    temporary.replace(file)
    except Refusal:
        for file in new:
            file.unlink(missing_ok=True)
        raise
    for folder in {file.parent for _, file, _ in prepared}:
        _settle(folder)


def _place_new(temporary: Path, file: Path) -> None:
    """Give a new file its name, which nobody may have taken meanwhile."""
    try:
        os.link(temporary, file)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        with file.open("xb"):
            pass
        try:
            temporary.replace(file)
        except OSError:
            file.unlink()
            raise


def _inside(root: Path, path: str) -> Path:
    """Return the file that a path means; a link inside the folder is followed, so that it stays a link."""
    try:
        file = (root / path).resolve()
        home = root.resolve()
    except (OSError, RuntimeError) as error:
        raise Refusal(f"'{root / path}' is a link that leads nowhere") from error
    if not file.is_relative_to(home):
        raise Refusal(f"'{root / path}' leads out of the folder of records; nothing is written there")
    if file.exists() and not file.is_file():
        raise Refusal(f"'{root / path}' is not an ordinary file")
    return file


def _folder(folder: Path) -> list[Path]:
    """Make a folder and those above it; return the ones that were not there, topmost first."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    missing.reverse()
    for entry in missing:
        entry.mkdir(exist_ok=True)
    return missing


def _temporary(file: Path, writing: Writing) -> Path:
    """Write the new content beside a file, under a name that the loader does not look at."""
    temporary = file.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as stream:
            stream.write(writing.after)
            if writing.before is not None:
                facts = file.stat()
                temporary.chmod(stat.S_IMODE(facts.st_mode))
                if (facts.st_uid, facts.st_gid) != (os.geteuid(), os.getegid()):
                    with suppress(PermissionError):
                        os.chown(temporary, facts.st_uid, facts.st_gid)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _refuse_changed(root: Path, writing: Writing, file: Path) -> None:
    with _told(root / writing.path, "read"):
        now = read_ordinary(file, LARGEST) if file.exists() else None
    if now == writing.before:
        return
    if writing.before is None:
        raise Refusal(f"'{root / writing.path}' exists already; nothing is written over it")
    raise Refusal(f"'{root / writing.path}' was changed by somebody else meanwhile; look at it and try again")


def _settle(folder: Path) -> None:
    """Bring a folder's names to the disk; not every system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _told(path: Path, deed: str) -> Iterator[None]:
    """Turn what the system says into one line."""
    try:
        yield
    except FileExistsError as error:
        raise Refusal(f"'{path}' exists already; nothing is written over it") from error
    except FileNotFoundError as error:
        raise Refusal(f"'{path}' is not there any more") from error
    except OSError as error:
        reason = error.strerror or errno.errorcode.get(error.errno or 0, "unknown")
        raise Refusal(f"'{path}' cannot be {deed}: {reason}; nothing was changed") from error
