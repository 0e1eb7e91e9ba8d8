"""What a site builder has to be able to do: understand its own configuration, and render a shell."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from okrpress.site.project import Project
from okrpress.site.publication import Publication
from okrpress.site.shell import Shell


class SiteBuilder(Protocol):
    """A site builder with Material's look, behind which everything else stays the same."""

    def identity(self) -> str:
        """Name the builder and the versions of all that it makes a shell with: a shell of another is another shell.

        Raises:
            PublicationError: it is not installed.

        """

    def project(self, config_file: Path) -> Project:
        """Read a configuration file.

        Raises:
            PublicationError: the file is not as it should be.

        """

    def shell(self, project: Project, publication: Publication, *, strict: bool) -> Shell:
        """Render the frames of a publication, and the company's own pages.

        Raises:
            PublicationError: it cannot be done, or there was something to say in strict mode.

        """
