"""The only package that knows MkDocs: its plugin `okr`, running it, and its live server.

Importing this package does not load MkDocs, which takes a quarter of a second: most builds do not
need it.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from okrpress.site.project import Project
from okrpress.site.publication import Publication
from okrpress.site.shell import Shell, versions


class MkDocs:
    """MkDocs with Material as a site builder, loaded when there is something to do for it."""

    def identity(self) -> str:
        """Name all that takes part in rendering."""
        return versions("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions")

    def project(self, config_file: Path) -> Project:
        """Ask MkDocs what a mkdocs.yml says."""
        from okrpress.mkdocs_plugin.run import project_of  # noqa: PLC0415 - see above

        return project_of(config_file)

    def shell(self, project: Project, publication: Publication, *, strict: bool) -> Shell:
        """Let MkDocs render the shell of a publication."""
        from okrpress.mkdocs_plugin.run import render_shell  # noqa: PLC0415 - see above

        return render_shell(project, publication, strict=strict)


def __getattr__(name: str) -> object:
    """Give MkDocs the plugin that the entry point names."""
    if name == "OkrPlugin":
        return import_module("okrpress.mkdocs_plugin.plugin").OkrPlugin
    raise AttributeError(name)
