"""Git's objects, read through its plumbing: the work tree, the index and every configured program are left alone."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from okrpress.load.folder import LARGEST
from okrpress.refusal import Refusal

_FORGOTTEN: Final = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR")
"""What a hook finds in its environment speaks of paths from another folder; git finds the repository itself."""
_PLAIN: Final = ("-c", "core.fsmonitor=false", "--literal-pathspecs", "--no-pager")


class RevisionError(Refusal):
    """A revision cannot be read."""


class Blob(NamedTuple):
    """A file of a tree."""

    path: str
    """Below the folder, with forward slashes."""
    name: str
    """Its content's hash, as git writes it."""


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository that holds a folder, seen from that folder."""

    folder: Path
    prefix: str
    """The folder's path below the repository's root, "" for the root itself."""

    @classmethod
    def around(cls, folder: Path) -> Repository:
        """Find the repository of a folder.

        Raises:
            RevisionError: git is not installed, or the folder is in no repository that git would read.

        """
        if shutil.which("git") is None:
            raise RevisionError("git is not installed: it reads what the records were at another revision")
        resolved = folder.resolve()
        # A bare repository has no work tree, and at another revision the folder may not have been there.
        there = next(above for above in (resolved, *resolved.parents) if above.is_dir())
        asked = _run(there, "rev-parse", "--show-prefix")
        if asked.returncode == 0:
            above = asked.stdout.decode(errors="surrogateescape").removesuffix("\n")
            return cls(there, f"{above}{resolved.relative_to(there).as_posix()}" if resolved != there else above.rstrip("/"))
        if b"dubious ownership" in asked.stderr:
            raise RevisionError(
                f"git does not trust the owner of '{resolved}': 'git config --global --add safe.directory {resolved}' says you do"
            )
        raise RevisionError(f"'{folder}' is in no git repository, so there is no other revision of it: 'git init' begins one")

    def base(self, revision: str, head: str = "HEAD") -> str:
        """Return the commit that a revision and a second one have in common; the revision itself where none is known.

        What others did on the revision's branch since is then nobody's change here. The second one is the checked-out one,
        or a commit.

        Raises:
            RevisionError: there is no such commit.

        """
        commit = self.commit(revision)
        common = _run(self.folder, "merge-base", commit, head)
        return common.stdout.decode().strip() if common.returncode == 0 else commit

    def commit(self, revision: str) -> str:
        """Return the commit that a revision names.

        Raises:
            RevisionError: there is none.

        """
        if revision and not revision.startswith("-") and "\0" not in revision:
            found = _run(self.folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
            if found.returncode == 0:
                return found.stdout.decode().strip()
        if self.is_shallow:
            raise RevisionError(
                f"this clone is shallow and lacks '{revision}': 'git fetch --unshallow' brings all of it, "
                "in GitHub Actions 'fetch-depth: 0' for actions/checkout, in GitLab 'GIT_DEPTH: 0'"
            )
        raise RevisionError(f"there is no revision '{revision}': 'git fetch' brings a branch of the forge, named origin/<branch>")

    def on_day(self, day: date, head: str = "HEAD") -> str:
        """Return the last commit on or before a day, each one's day where it was made; "" where the first one is later.

        Only the branch's own line counts: what a merge brought was published when it was merged.

        Raises:
            RevisionError: there is no such commit, or the clone is shallow and does not go back so far.

        """
        told = self._answer("log", "--first-parent", "--format=%H %cs", self.commit(head)).decode().split("\n")
        dated = (line.split(" ") for line in told if line)
        found = next((name for name, when in dated if when <= day.isoformat()), "")
        if not found and self.is_shallow:
            raise RevisionError(f"this clone is shallow and does not go back to {day}: 'git fetch --unshallow' brings all of it")
        return found

    def position(self, commit: str = "HEAD") -> str:
        """Return a commit and where the clone ends: what everything that the log says depends on.

        "" where there is no commit yet.
        """
        asked = _run(self.folder, "rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}")
        return " ".join((asked.stdout.decode().strip(), *sorted(self.boundary()))) if asked.returncode == 0 else ""

    def boundary(self) -> frozenset[str]:
        """Return the commits of a shallow clone whose parents are missing; none in a whole one."""
        place = self.folder / self._answer("rev-parse", "--git-path", "shallow").decode(errors="surrogateescape").removesuffix(
            "\n"
        )
        try:
            return frozenset(place.read_text(encoding="ascii").split())
        except OSError:
            return frozenset()

    def log(self, commit: str) -> bytes:
        """Return the log of the folder's objectives up to a commit, with the files that each commit changed, newest first."""
        return self._answer(
            "log", "-z", "--format=%x01%H%x00%an%x00%ae%x00%as", "--raw", "--no-abbrev", "-M", "--no-color", "--no-ext-diff",
            "--no-textconv", "--no-mailmap", "--no-show-signature", "--ignore-submodules=all", commit, "--", "cycles",
        )  # fmt: skip

    @property
    def is_shallow(self) -> bool:
        """Whether the repository lacks what was before some commits."""
        return self._answer("rev-parse", "--is-shallow-repository").strip() == b"true"

    def files(self, commit: str) -> list[Blob]:
        """Return the folder's files as they were at a commit, sorted by path; links and submodules are left out."""
        tree = f"{commit}:{self.prefix}" if self.prefix else f"{commit}^{{tree}}"
        listed = _run(self.folder, "ls-tree", "-r", "-z", "--full-tree", tree)
        if listed.returncode != 0:  # there was no such folder then
            return []
        return sorted(_blobs(listed.stdout))

    def changed(self, commit: str) -> frozenset[str]:
        """Return the paths of the folder's files whose content is another now, or that are gone."""
        index = self.folder / self._answer("rev-parse", "--git-path", "index").decode(errors="surrogateescape").removesuffix("\n")
        with TemporaryDirectory(prefix="okr-") as spare:
            # Git writes down which files it found unchanged: into a copy, for the index is not ours. Its time must stay,
            # because git takes files that are younger than their index for ones that may have changed.
            copy = Path(spare) / "index"
            if index.is_file():
                shutil.copy2(index, copy)
            told = self._answer(
                "diff", "--name-only", "-z", "--relative", "--no-renames", "--no-ext-diff", "--no-textconv",
                "--ignore-submodules=all", commit, "--", ".",
                index=copy,
            )  # fmt: skip
        return frozenset(filter(None, map(_text, told.split(b"\0"))))

    def contents(self, names: Sequence[str]) -> Iterator[bytes | None]:
        """Yield what blobs hold, in their order; None for one that is too large for a record.

        Raises:
            RevisionError: the repository lacks one of them.

        """
        sizes = self._answer("cat-file", "--batch-check", feed=_lines(names)).decode().splitlines()
        small = {line.split()[0] for line in sizes if int(line.split()[2]) <= LARGEST} if _are_all_here(sizes) else set()
        wanted = [name for name in names if name in small]
        held = self._answer("cat-file", "--batch", feed=_lines(wanted)) if wanted else b""
        place = 0
        for name in names:
            if name not in small:
                yield None
                continue
            head_end = held.index(b"\n", place)
            size = int(held[place:head_end].split()[2])
            yield held[head_end + 1 : head_end + 1 + size]
            place = head_end + size + 2

    def content(self, name: str) -> bytes:
        """Return what one blob holds, however large it is.

        Raises:
            RevisionError: the repository lacks it.

        """
        return self._answer("cat-file", "blob", name)

    def _answer(self, *words: str, feed: bytes = b"", index: Path | None = None) -> bytes:
        """Return what git prints.

        Raises:
            RevisionError: with git's own words, where it cannot do what it was asked for.

        """
        done = _run(self.folder, *words, feed=feed, index=index)
        if done.returncode == 0:
            return done.stdout
        said = done.stderr.decode(errors="replace").strip().splitlines() or ["no reason given"]
        raise RevisionError(f"git {words[0]}: {said[0]}")


def _run(folder: Path, *words: str, feed: bytes = b"", index: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    environment = {key: value for key, value in os.environ.items() if key not in _FORGOTTEN}
    environment |= {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    if index:
        environment["GIT_INDEX_FILE"] = str(index)
    return subprocess.run(  # noqa: S603 - our own words; what a user gave is one of them and begins with no hyphen
        [shutil.which("git") or "git", *_PLAIN, *words],
        cwd=folder,
        env=environment,
        input=feed,
        capture_output=True,
        check=False,
    )


def _blobs(listed: bytes) -> Iterator[Blob]:
    """Read entries `<mode> <type> <name>TAB<path>`, each ended by NUL."""
    for entry in filter(None, listed.split(b"\0")):
        facts, _, path = entry.partition(b"\t")
        mode, kind, name = facts.decode().split()
        if kind == "blob" and mode != "120000" and (written := _text(path)):
            yield Blob(written, name)


def _text(path: bytes) -> str:
    """Return a path; "" where its bytes are no text."""
    try:
        return path.decode()
    except UnicodeDecodeError:
        return ""


def _lines(names: Sequence[str]) -> bytes:
    return "".join(f"{name}\n" for name in names).encode()


def _are_all_here(sizes: Sequence[str]) -> bool:
    missing = next((line for line in sizes if line.endswith(" missing")), "")
    if missing:
        raise RevisionError(f"this clone lacks the file {missing.split()[0]}: 'git fetch --refetch' brings what is missing")
    return True
