"""The git steps of a change: its files alone in one commit, on a branch of its own where one is wanted."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from okrpress.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Repository:
    """A working tree."""

    root: Path

    @classmethod
    def around(cls, folder: Path) -> Repository:
        """Find the repository that a folder is in.

        Raises:
            Refusal: there is none, or no git.

        """
        found = _git(folder, "rev-parse", "--show-toplevel")
        if found.returncode:
            raise Refusal(f"'{folder}' is in no git repository; leave --commit and --branch out, or run 'git init'")
        return cls(Path(found.stdout.rstrip("\n")))

    def refuse_unready(self, paths: Sequence[Path], branch: str) -> None:
        """Refuse before anything is written what git would refuse, or mix with other changes, afterwards.

        Raises:
            Refusal: one of the files has changes of its own, a merge is under way, or the branch exists.

        """
        if branch:
            if _git(self.root, "check-ref-format", "--branch", branch).returncode:
                raise Refusal(f"'{branch}' cannot name a branch; letters, digits, '-' and '/' can")
            if not _git(self.root, "rev-parse", "--verify", "--quiet", f"refs/heads/{branch}").returncode:
                raise Refusal(f"there is a branch '{branch}' already; name another, or 'git switch {branch}' and --commit")
        for sign in ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply"):
            place = _git(self.root, "rev-parse", "--git-path", sign).stdout.rstrip("\n")
            if (self.root / place).exists():
                raise Refusal("a merge, rebase or the like is under way; finish it first, or leave --commit out")
        for path in paths:
            state = _git(self.root, "status", "--porcelain", "--", str(path)).stdout
            if not state:
                continue
            name = path.name
            if state[0] not in (" ", "?"):
                raise Refusal(f"'{name}' has staged changes already; commit or unstage them first, or leave --commit out")
            raise Refusal(f"'{name}' has changes that are not committed yet; commit them first, or leave --commit out")

    def commit(self, paths: Sequence[Path], message: str, branch: str = "") -> str:
        """Commit files and nothing else; return the commit's short name.

        Raises:
            Refusal: git refused; the files stay as they were written.

        """
        names = [str(path) for path in paths]
        steps = [["switch", "--quiet", "--create", branch]] if branch else []
        steps += [["add", "--", *names], ["commit", "--quiet", "--only", "-m", message, "--", *names]]
        for step in steps:
            done = _git(self.root, *step)
            if done.returncode:
                said = (done.stderr or done.stdout).strip().splitlines() or ["it does not say why"]
                raise Refusal(f"the file is written, but git could not {step[0]}: {_telling(said)}")
        return _git(self.root, "rev-parse", "--short", "HEAD").stdout.strip()


def author(folder: Path) -> tuple[str, str]:
    """Return the name and the mail address that git knows of its user; "" for what it does not."""
    try:
        return tuple(_git(folder, "config", key).stdout.strip() for key in ("user.name", "user.email"))  # type: ignore[return-value]
    except Refusal:
        return "", ""


def _telling(lines: Sequence[str]) -> str:
    """Return the line that says what is wrong."""
    wrong = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[-1])
    return wrong.removeprefix("fatal: ").removeprefix("error: ")


def _git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(  # noqa: S603 - git's own arguments, after '--' where they are names
            ["git", "-C", str(folder), *words],  # noqa: S607 - the git that the user has
            capture_output=True, text=True, errors="replace", check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except FileNotFoundError as error:
        raise Refusal("there is no git here; leave --commit and --branch out") from error
