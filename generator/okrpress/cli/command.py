"""The command itself: finds the verb, and turns every refusal into one line and exit status 2."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Mapping
from typing import Final

import click

from okrpress import __version__
from okrpress.refusal import Refusal

VERBS: Final[Mapping[str, str]] = {
    "build": "check, draw and build the whole site",
    "join": "the same, of parts that were made by themselves",
    "serve": "the same, live, on 127.0.0.1",
    "publish": "build, and put the site where people read it",
    "post": "a comment or an issue on the forge, brought up to date",
    "codeowners": "who reviews what, from the tree of units",
    "webserver": "the configuration of nginx or Caddy, headers included",
    "check": "every finding, with file, line and column",
    "diff": "what changed between two revisions, in the words of OKR",
    "digest": "what changed for a unit, a person or the company, and what waits",
    "explain": "what a rule wants, and why",
    "schema": "JSON Schema of each record kind, for editors",
    "export": "everything as JSON, CSV, XLSX, Markdown or DOT",
    "import": "records from another tool, from tables or from our own data",
    "init": "start a company's own records",
    "new": "a new objective, person, unit, cycle or review",
    "checkin": "say how a key result stands",
    "amend": "change a commitment in the open",
    "comment": "say something about an objective, for everyone to read",
    "grade": "the owner's own final word on a key result",
    "carry": "take objectives along into a later cycle",
    "show": "an objective, an owner, a cycle or the company, here",
    "completion": "completion of ids and handles for your shell",
}
"""Each verb is a module beside this one with a click command `command`; it is imported only when it is called."""


class _Verbs(click.Group):
    """Verbs that are imported when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own signature
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's own signature
        if cmd_name not in VERBS:
            return None
        module = importlib.import_module(f"okrpress.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))


@click.command(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="okr")
def okr() -> None:
    """Publish a company's OKRs from Markdown in git.

    Exit status: 0 fine, 1 findings at or above the failing level, 2 the call or the environment is wrong.
    """


def main() -> None:
    """Run the command; the console script."""
    # Hundreds of thousands of values are made, and nearly all of them stay: looking for garbage again and again is in vain.
    gc.set_threshold(200_000, 20, 100)
    try:
        status = okr.main(prog_name="okr", standalone_mode=False)
    except click.exceptions.Exit as stop:
        status = stop.exit_code
    except click.Abort:
        status = 130
    except click.ClickException as refusal:
        click.echo(f"okr: {' '.join(refusal.format_message().split())}", err=True)
        status = 2
    except Refusal as refusal:
        click.echo(f"okr: {' '.join(str(refusal).split())}", err=True)
        status = 2
    except BrokenPipeError:
        # The reader of our output went away; nothing is left to say, and nowhere to say it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    sys.exit(status if isinstance(status, int) else 0)
