"""A site as it was on a day: the records, and the company's own pages, of the last commit on or before it."""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import replace
from datetime import date
from html import escape
from pathlib import Path
from typing import Final

from okrpress.load.git import Repository
from okrpress.site.project import Project
from okrpress.site.publication import Publication, PublicationError

_ANNOUNCEMENTS: Final = re.compile(r'<div data-md-component="announce">')
_BODY: Final = re.compile(r"<body[^>]*>")


def as_it_was(project: Project, day: date) -> Project:
    """Return the project of a day. Only the branch's own line counts: what a merge brought was published when it was merged.

    Raises:
        PublicationError: nothing was committed by then.
        RevisionError: there is no git, no repository, or a clone that does not go back so far.

    """
    repository = Repository.around(project.okrs)
    commit = repository.on_day(day)
    if not commit:
        message = f"Nothing had been committed by {day}: the first commit is later."
        raise PublicationError(message)
    docs = project.docs or _pages(repository, commit, project.cache.parent / "as-of" / commit)
    return replace(project, as_of=day, commit=commit, docs=docs, today=day)


def _pages(repository: Repository, commit: str, folder: Path) -> Path:
    """Write the company's own pages of a commit into a folder of the cache, where the site builder finds them."""
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        room = Path(tempfile.mkdtemp(prefix="making-", dir=folder.parent))
        for blob in repository.files(commit):
            kind, *parts = blob.path.split("/")
            if kind == "pages" and parts and not any(part.startswith(".") for part in parts):
                file = room.joinpath(*parts)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(repository.content(blob.name))
        try:
            room.rename(folder)
        except OSError:  # another build was faster
            shutil.rmtree(room, ignore_errors=True)
    return folder


def noticed(html: str, publication: Publication) -> str:
    """Say at the head of a page what every reader must know of the whole site, if there is anything."""
    if not publication.notice:
        return html
    notice = (
        f'<aside class="md-banner"><div class="md-banner__inner md-grid md-typeset">{escape(publication.notice)}</div></aside>'
    )
    place = _ANNOUNCEMENTS if _ANNOUNCEMENTS.search(html) else _BODY
    return place.sub(lambda found: found[0] + notice, html, count=1)
