"""Pictures as files of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from okrpress.diagrams.difference import graph, signed
from okrpress.diagrams.draw import draw
from okrpress.diagrams.engine import engine_of
from okrpress.diagrams.graph import DiagramError
from okrpress.diagrams.svg import standalone
from okrpress.differences.difference import Difference
from okrpress.theme import theme_folder
from okrpress.words import Words

FILE: Final = "alignment.svg"


def draw_difference(difference: Difference, words: Words, folder: Path) -> None:
    """Write the picture of what changed into a folder; where no objective changed, none is left there."""
    file = folder / FILE
    try:
        drawn = draw({FILE: signed(graph(difference, words))}, engine_of())
        if drawn.failures:
            raise click.ClickException(f"the picture could not be drawn: {drawn.failures[0].reason}")
        style = (theme_folder() / "assets/stylesheets/diagrams.css").read_text(encoding="utf-8")
        if drawn.svgs[FILE]:
            folder.mkdir(parents=True, exist_ok=True)
            file.write_text(standalone(drawn.svgs[FILE], style), encoding="utf-8", newline="\n")
        else:
            file.unlink(missing_ok=True)
    except DiagramError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"'{file}' cannot be written: {error.strerror}") from error
