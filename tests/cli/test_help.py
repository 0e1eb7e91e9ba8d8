"""What each command says of itself: a sentence, and a meaning for every option; no sign of how it was written down."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest

from okrpress.cli.command import okr


def verbs(group: click.Command, name: str = "okr") -> Iterator[tuple[str, click.Command]]:
    yield name, group
    if isinstance(group, click.Group):
        context = click.Context(group)
        for inner in group.list_commands(context):
            found = group.get_command(context, inner)
            assert found is not None
            yield from verbs(found, f"{name} {inner}")


VERBS = dict(verbs(okr))


@pytest.mark.parametrize("name", VERBS)
def test_a_command_says_what_it_does(name):
    verb = VERBS[name]
    told = verb.get_help(click.Context(verb, info_name=name))
    assert "\\" not in told
    assert (verb.help or "").split("\n\n")[0].strip().endswith((".", ":", ")"))
    for option in verb.params:
        if isinstance(option, click.Option) and not option.hidden:
            assert option.help, (name, option.name)
            assert option.help.rstrip().endswith((".", ")")), (name, option.name)
