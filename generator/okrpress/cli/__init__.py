"""The command `okr`: one module per verb."""

from okrpress.cli.command import main

__all__ = ["main"]
