"""The repository that records lie in: where it begins, and what of it is under version control."""

from __future__ import annotations

import subprocess
from pathlib import Path


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


def _git_root(folder: Path) -> Path | None:
    resolved = folder.resolve()
    return next((above for above in (resolved, *resolved.parents) if (above / ".git").exists()), None)
