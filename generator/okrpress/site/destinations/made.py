"""A built site as a list of files, looked at before anything is done with it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from okrpress.site.publication import PublicationError


def files_of(site: Path) -> list[str]:
    """List the files of a built site by their paths below it, sorted.

    Raises:
        PublicationError: it is no built site, or holds what no build makes. Links could lead to anything on this machine.

    """
    if not (site / "index.html").is_file():
        message = f"{site} is no built site, for it has no index.html: 'okr build' makes one."
        raise PublicationError(message)
    found: list[str] = []
    for folder, folders, names in os.walk(site):
        for name in (*folders, *names):
            path = Path(folder, name)
            mode = path.lstat().st_mode
            if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
                message = f"{path} is no ordinary file: a site holds nothing else."
                raise PublicationError(message)
            if stat.S_ISREG(mode):
                found.append(path.relative_to(site).as_posix())
    return sorted(found)
