"""A branch of the repository that a forge publishes (`gh-pages`), made from git's objects: no file of the work tree is touched.

The branch holds the last few sites, a commit for each, so that it can be rolled back and does not grow for ever. Each commit says
which commit of the records it shows. Of two publications the one of the later records stays, in whichever order they come.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from okrpress.site.destinations.made import files_of
from okrpress.site.lock import only_one
from okrpress.site.publication import PublicationError

_SOURCE: Final = re.compile(r"^Source: ([0-9a-f]{40,64})$", re.MULTILINE)
_PLAIN: Final = re.compile(r"[A-Za-z0-9][\w./-]*")
_SEEN: Final = "refs/okr/published"
"""Where the branch of another repository is looked at."""
_KEPT_FROM_BEFORE: Final = ("CNAME",)
"""Files that are the forge's and not ours: the address under which GitHub publishes."""
_ATTEMPTS: Final = 3


@dataclass(frozen=True, slots=True)
class Pushed:
    """What the branch holds: a commit and how many files; `made` is False where nothing had to be done, and `why` says it."""

    commit: str
    files: int = 0
    made: bool = True
    why: str = ""


class _Outrun(Exception):  # noqa: N818 - says what happens, and is never shown to anybody
    """Somebody else moved the branch meanwhile."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch to publish to: of this repository, or with a `remote` of that one. `keep` is how many commits it holds."""

    folder: Path
    name: str = "gh-pages"
    remote: str = ""
    keep: int = 5

    def publish(self, site: Callable[[], Path]) -> Pushed:
        """Publish what `site` builds in one commit.

        Raises:
            PublicationError: git cannot, and says why.
            Exception: whatever building raises.

        """
        self._refuse_unfit()
        with only_one(self._lock, "publication"):
            source = self._git("rev-parse", "--verify", "--quiet", "HEAD^{commit}", check=False).strip()
            if self.name == self._git("symbolic-ref", "--quiet", "--short", "HEAD", check=False).strip() and not self.remote:
                message = f"'{self.name}' is checked out here: publish to a branch that nobody works on."
                raise PublicationError(message)
            built = site()
            files = files_of(built)
            objects = self._written(built, files)
            for _ in range(_ATTEMPTS):
                tip = self._tip()
                if tip and source and self._is_older(source, tip):
                    return Pushed(tip, made=False, why="what is published shows later records")
                tree = self._tree(objects, tip)
                if tip and tree == self._git("rev-parse", f"{tip}^{{tree}}").strip():
                    return Pushed(tip, len(files), made=False, why="it is published already")
                commit = self._chain(tip, tree, _message(source))
                try:
                    self._move(tip, commit)
                except _Outrun:
                    continue
                return Pushed(commit, len(files))
            message = f"'{self.name}' was moved by others again and again: publish once more."
            raise PublicationError(message)

    def roll_back(self) -> Pushed:
        """Take the last publication back.

        Raises:
            PublicationError: there is none, or none before it.

        """
        self._refuse_unfit()
        with only_one(self._lock, "publication"):
            tip = self._tip()
            before = self._git("rev-parse", "--verify", "--quiet", f"{tip}^", check=False).strip() if tip else ""
            if not before:
                message = f"'{self.name}' holds no publication from before."
                raise PublicationError(message)
            try:
                self._move(tip, before)
            except _Outrun:
                message = f"somebody else published to '{self.name}' meanwhile: look, and roll back once more."
                raise PublicationError(message) from None
            return Pushed(before, self._git("ls-tree", "-r", "--name-only", before).count("\n"))

    @property
    def _lock(self) -> Path:
        common = self._git("rev-parse", "--git-common-dir").strip()
        return (self.folder / common / "okr-publish.lock").resolve()

    def _refuse_unfit(self) -> None:
        for word in filter(None, (self.name, self.remote)):
            if not _PLAIN.fullmatch(word) or ".." in word:
                message = f"'{word}' is no plain name of a branch or remote: letters, digits, '-', '.', '_' and '/' make one."
                raise PublicationError(message)

    def _tip(self) -> str:
        """Return the commit that the branch stands on; "" where there is no such branch."""
        if not self.remote:
            return self._git("rev-parse", "--verify", "--quiet", f"refs/heads/{self.name}^{{commit}}", check=False).strip()
        listed = self._git("ls-remote", self.remote, f"refs/heads/{self.name}").split()
        if not listed:
            return ""
        self._git("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", self.remote, f"+refs/heads/{self.name}:{_SEEN}")
        return self._git("rev-parse", _SEEN).strip()

    def _is_older(self, source: str, tip: str) -> bool:
        """Tell whether what is published shows records that came after the source."""
        shown = _SOURCE.search(self._git("log", "-1", "--format=%B", tip))
        if shown is None or shown[1] == source:
            return False
        asked = subprocess.run(  # noqa: S603 - git, and two commits
            ["git", "merge-base", "--is-ancestor", source, shown[1]],  # noqa: S607 - the git that is there
            cwd=self.folder, env=_environment(), capture_output=True, check=False,
        )  # fmt: skip
        return asked.returncode == 0

    def _written(self, built: Path, files: Sequence[str]) -> dict[str, str]:
        """Put files into git's store as they are, and return the name that each has there."""
        if any("\n" in path for path in files):
            message = "a file of the site has a line break in its name: git cannot be told of it."
            raise PublicationError(message)
        listed = "".join(f"{(built / path).resolve()}\n" for path in files)
        names = self._git("hash-object", "-w", "--no-filters", "--stdin-paths", feed=listed).split()
        return dict(zip(files, names, strict=True))

    def _tree(self, objects: Mapping[str, str], tip: str) -> str:
        """Make a tree of files, without any index but one for this alone."""
        entries = dict(objects)
        empty = self._git("hash-object", "-w", "--stdin").strip()
        entries[".nojekyll"] = empty  # GitHub would else leave out what begins with an underscore
        for path in _KEPT_FROM_BEFORE:
            name = self._git("rev-parse", "--verify", "--quiet", f"{tip}:{path}", check=False).strip() if tip else ""
            if name and path not in entries:
                entries[path] = name
        with tempfile.TemporaryDirectory(prefix="okr-") as room:
            index = {"GIT_INDEX_FILE": str(Path(room) / "index")}
            listed = "".join(f"100644 {name}\t{path}\0" for path, name in sorted(entries.items()))
            self._git("update-index", "-z", "--index-info", feed=listed, more=index)
            return self._git("write-tree", more=index).strip()

    def _chain(self, tip: str, tree: str, message: str) -> str:
        """Commit a tree upon the last few commits; where there were more, upon copies of them that begin anew."""
        older = self._git("rev-list", "--first-parent", f"--max-count={self.keep}", tip).split() if tip else []
        parent = tip
        if len(older) >= self.keep:
            parent = ""
            for commit in reversed(older[: self.keep - 1]):
                when, said = self._git("log", "-1", "--format=%ad%n%B", "--date=raw", commit).split("\n", 1)
                dated = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
                parent = self._commit(f"{commit}^{{tree}}", parent, said.strip("\n"), dated)
        return self._commit(tree, parent, message, {})

    def _commit(self, tree: str, parent: str, message: str, dated: Mapping[str, str]) -> str:
        named = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in self._publisher().items()}
        above = ["-p", parent] if parent else []
        return self._git("commit-tree", tree, *above, feed=f"{message}\n", more={**named, **dated}).strip()

    def _publisher(self) -> dict[str, str]:
        """Say who publishes: whoever git knows here, else the program; on a forge's machine there is often nobody."""
        name, mail = (self._git("config", key, check=False).strip() for key in ("user.name", "user.email"))
        return {"NAME": name or "okrpress", "EMAIL": mail or "okrpress@localhost"}

    def _move(self, tip: str, commit: str) -> None:
        """Let the branch stand on another commit, if it still stands where it stood.

        Raises:
            _Outrun: it does not.
            PublicationError: git refuses for another reason.

        """
        branch = f"refs/heads/{self.name}"
        if self.remote:
            words = ["push", "--quiet", "--no-verify", f"--force-with-lease={branch}:{tip}", self.remote, f"{commit}:{branch}"]
        else:
            words = ["update-ref", "-m", "okr publish", branch, commit, tip or "0" * len(commit)]
        try:
            self._git(*words)
        except PublicationError:
            if self._tip() != tip:
                raise _Outrun from None
            raise

    def _git(self, *words: str, feed: str = "", more: Mapping[str, str] | None = None, check: bool = True) -> str:
        """Return what git prints.

        Raises:
            PublicationError: with git's own words, where it cannot do what it was asked for.

        """
        try:
            done = subprocess.run(  # noqa: S603 - our own words; what a user gave was looked at
                ["git", *words],  # noqa: S607 - the git that is there
                cwd=self.folder, env=_environment() | dict(more or {}), input=feed.encode(), capture_output=True, check=False,
            )  # fmt: skip
        except FileNotFoundError as problem:
            message = "git is not installed: a branch cannot be published without it."
            raise PublicationError(message) from problem
        if done.returncode == 0:
            return done.stdout.decode(errors="replace")
        if not check:
            return ""
        said = [line for line in done.stderr.decode(errors="replace").splitlines() if line.strip()] or ["it does not say why"]
        message = f"git {words[0]}: {' '.join(said[:3])}"
        raise PublicationError(message)


def _environment() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}


def _message(source: str) -> str:
    return f"Publish {source[:12]}\n\nSource: {source}" if source else "Publish"
