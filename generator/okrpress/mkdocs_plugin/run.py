"""Run MkDocs from our own command: ask it about a mkdocs.yml, let it render the shell of a site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.commands.build import build as run_mkdocs
from mkdocs.exceptions import MkDocsException

from okrpress.mkdocs_plugin.configuration import complaints, loaded, project_from
from okrpress.mkdocs_plugin.plugin import OkrPlugin
from okrpress.site.project import Project, remember_project
from okrpress.site.publication import Publication, PublicationError
from okrpress.site.shell import Shell

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def project_of(config_file: Path) -> Project:
    """Ask MkDocs what a mkdocs.yml says.

    Raises:
        PublicationError: the file is not as it should be.

    """
    config = loaded(config_file)
    project = project_from(config, _plugin_of(config).config)
    remember_project(project)
    return project


def render_shell(project: Project, publication: Publication, *, strict: bool = False) -> Shell:
    """Let MkDocs render the shell of a publication.

    Raises:
        PublicationError: MkDocs could not, or had something to say in strict mode.

    """
    config = loaded(project.config_file)
    config.strict = strict or config.strict
    plugin = _plugin_of(config)
    plugin.commission = (project, publication)
    with complaints() as said:
        try:
            run_mkdocs(config)
        except (MkDocsException, OSError, SystemExit) as problem:
            raise PublicationError(" ".join(said) or str(problem)) from problem
        finally:
            plugin.commission = None
    if plugin.shell is None:
        message = "MkDocs ended without a result."
        raise PublicationError(message)
    return plugin.shell


def _plugin_of(config: MkDocsConfig) -> OkrPlugin:
    for plugin in config.plugins.values():
        if isinstance(plugin, OkrPlugin):
            return plugin
    message = f"{config.config_file_path} does not list the plugin `okr`: add `plugins: [okr]`."
    raise PublicationError(message)
