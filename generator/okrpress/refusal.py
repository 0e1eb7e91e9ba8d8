"""A call or an environment that is wrong: the command says one line and ends with status 2."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818 - it says what happens
    """What is wrong and what to do about it, in one line."""
