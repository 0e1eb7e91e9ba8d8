"""`okr completion`: completion of ids and handles for a shell."""

from __future__ import annotations

from typing import Final

import click
from click.shell_completion import get_completion_class

SHELLS = ("bash", "zsh", "fish")


_LINES: Final = """
\b
bash   eval "$(okr completion bash)"       in ~/.bashrc
zsh    eval "$(okr completion zsh)"        in ~/.zshrc
fish   okr completion fish | source        in ~/.config/fish/config.fish
"""  # the first line is click's sign for lines that stay as they are


@click.command("completion", epilog=_LINES)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the script that completes verbs, options, ids and handles in SHELL (bash, zsh, fish)."""
    kind = get_completion_class(shell)
    root = ctx.find_root().command
    if kind is not None:
        click.echo(kind(root, {}, "okr", "_OKR_COMPLETE").source())
