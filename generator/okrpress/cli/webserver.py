"""`okr webserver`: the configuration of a web server, with the headers that keep readers safe."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import click

from okrpress.site import web_servers
from okrpress.site.web_servers.place import Place

_SERVERS = sorted(module.name for module in pkgutil.iter_modules(web_servers.__path__) if module.name != "place")


@click.command("webserver")
@click.argument("server", type=click.Choice(_SERVERS))
@click.option("--root", type=click.Path(path_type=Path), required=True, help="Folder that is served, as 'okr publish' makes it.")
@click.option("--name", default="localhost", show_default=True, help="Host name that people type.")
@click.option("--listen", default="80", show_default=True, metavar="[ADDRESS:]PORT", help="Where the server listens.")
@click.option(
    "--forge-api",
    default="",
    metavar="ORIGIN",
    help="What the form may speak with, as in https://api.github.com; on its page alone.",
)
@click.option("--giscus", is_flag=True, help="Let readers load discussions from giscus.app.")
def command(server: str, root: Path, name: str, listen: str, forge_api: str, *, giscus: bool) -> None:
    """Print the configuration of SERVER for a published site: its folder, headers, and the strictest content policy."""
    module = importlib.import_module(f"{web_servers.__name__}.{server}")
    click.echo(module.configuration(Place.of(root, name, listen, forge_api=forge_api, giscus=giscus)), nl=False)
