"""The only package that knows Zensical: a site builder that reads the same mkdocs.yml, for the day that MkDocs ends.

Zensical runs no plugins of MkDocs. So hubs and frames are written as files beside copies of the company's own pages, with a
configuration of their own, and Zensical renders the folder in a process of its own.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from pathlib import Path

from okrpress.site.project import Project
from okrpress.site.publication import Publication, PublicationError
from okrpress.site.shell import Shell, versions


class Zensical:
    """Zensical as a site builder, in the look that Material for MkDocs has."""

    def identity(self) -> str:
        """Name all that takes part in rendering.

        Raises:
            PublicationError: it is not installed.

        """
        try:
            return versions("zensical", "markdown", "pymdown-extensions")
        except PackageNotFoundError as missing:
            message = "Zensical is not installed: `pip install 'okrpress[zensical]'` does it."
            raise PublicationError(message) from missing

    def project(self, config_file: Path) -> Project:
        """Read a mkdocs.yml, without MkDocs."""
        from okrpress.zensical_shell.configuration import project_of  # noqa: PLC0415 - most builds need nothing of it

        return project_of(config_file)

    def shell(self, project: Project, publication: Publication, *, strict: bool) -> Shell:
        """Let Zensical render the shell of a publication."""
        from okrpress.zensical_shell.rendering import render_shell  # noqa: PLC0415 - see above

        return render_shell(project, publication, self.identity(), strict=strict)
