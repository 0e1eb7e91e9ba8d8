"""The repository that records lie in: where it begins, and what of it is under version control."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Final

_OF_HOOKS: Final = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"})


def repository_root(folder: Path) -> Path:
    """Return the root of the repository that holds a folder; the folder's parent where there is none."""
    return _git_root(folder) or folder.resolve().parent


def is_tracked(path: Path) -> bool:
    """Tell whether git has a path, or anything below it, under version control; False where there is no repository."""
    if _git_root(path.parent) is None:
        return False
    # Whoever the repository belongs to, it is only asked for names, and runs none of its own programs.
    asked = ["git", "-c", "safe.directory=*", "-c", "core.fsmonitor=false", "ls-files", "--", path.name]
    try:
        done = subprocess.run(asked, cwd=path.parent, capture_output=True, check=False)  # noqa: S603 - git is found by name
    except OSError:
        return False  # nobody here can have checked anything out
    return bool(done.stdout)


def position_of(folder: Path) -> str:
    """Return what git's log of a folder depends on: the checked-out commit and where a shallow clone ends; "" without either.

    It is asked before anything is loaded, by a build that may find that it has nothing to do.
    """
    # What a hook finds in its environment speaks of paths from another folder.
    surroundings = {key: value for key, value in os.environ.items() if key not in _OF_HOOKS}
    asked = ["git", "-c", "core.fsmonitor=false", "rev-parse", "--git-path", "shallow", "HEAD^{commit}"]
    try:
        done = subprocess.run(asked, cwd=folder, env=surroundings, capture_output=True, check=False)  # noqa: S603 - as above
    except OSError:
        return ""
    if done.returncode != 0:
        return ""
    place, commit = os.fsdecode(done.stdout).splitlines()
    try:
        return f"{commit} {(folder / place).read_text(encoding='ascii')}"
    except OSError:
        return commit


def _git_root(folder: Path) -> Path | None:
    resolved = folder.resolve()
    return next((above for above in (resolved, *resolved.parents) if (above / ".git").exists()), None)
