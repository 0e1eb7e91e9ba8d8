"""Questions to a person at a terminal; where there is none, nothing is asked and one line says what is missing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

import click

from okrpress.cli.options import Day
from okrpress.refusal import Refusal

Answer = TypeVar("Answer")


def is_terminal() -> bool:
    """Tell whether somebody is there to answer."""
    return sys.stdin.isatty()


def refuse_silence(option: str) -> None:
    """Refuse where nobody can be asked for what an option would have said."""
    if not is_terminal():
        raise Refusal(f"{option} is missing, and there is no terminal to ask at")


def asked(question: str, option: str, read: Callable[[str], Answer]) -> Answer:
    """Ask until the answer can be read; `read` raises Refusal with the reason for another one."""
    refuse_silence(option)
    answer: Answer = click.prompt(question, value_proc=_proc(read), prompt_suffix=_colon(question))
    return answer


def maybe(question: str, read: Callable[[str], Answer], nothing: Answer) -> Answer:
    """Ask for something that may be left out with Enter; without a terminal it is."""
    if not is_terminal():
        return nothing

    def read_some(text: str) -> Answer:
        return read(text) if text.strip() else nothing

    answer: Answer = click.prompt(
        question, default="", show_default=False, value_proc=_proc(read_some), prompt_suffix=_colon(question)
    )
    return answer


def chosen(question: str, option: str, words: Sequence[str], default: str = "") -> str:
    """Ask for one of a few words."""
    refuse_silence(option)
    kind = click.Choice(list(words))
    answer: str = click.prompt(question, type=kind, default=default or None, prompt_suffix=_colon(question))
    return answer


def _colon(question: str) -> str:
    """Return the colon behind a question: a Chinese one, which takes its space along, behind a Chinese sign."""
    return "：" if question[-1:] > "\u2e80" else ": "


def said(text: str) -> str:
    """Read a text; Refusal for none."""
    if not text.strip():
        raise Refusal("it cannot be left out")
    return text.strip()


def of_type(kind: click.ParamType) -> Callable[[str], object]:  # type: ignore[type-arg] # as in click before 8.3
    """Return what reads an answer as an option of that type would be read."""

    def read(text: str) -> object:
        return kind.convert(text.strip(), None, None)

    return read


def day(text: str) -> object:
    """Read a day."""
    return Day().convert(text.strip(), None, None)


def _proc(read: Callable[[str], Answer]) -> Callable[[str], Answer]:
    def proc(text: str) -> Answer:
        try:
            return read(text)
        except Refusal as refusal:
            raise click.UsageError(str(refusal)) from refusal

    return proc
