"""`okr new`: a new record, right from the start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import click

from okrpress.cli import asking
from okrpress.cli.changing import Changing, Wishes, changing
from okrpress.cli.ids import cycles, key_result_ids, owners, people, units
from okrpress.cli.options import Day
from okrpress.cli.values import Number
from okrpress.edit import new, target
from okrpress.edit.change import Value
from okrpress.edit.checkin import one_line
from okrpress.edit.fresh import Fresh, writing
from okrpress.fields import DECISIONS, TYPES
from okrpress.refusal import Refusal

KINDS = ("department", "team", "project")
DIRECTIONS = ("at_least", "at_most")
MEASURES = ("metric", "threshold", "milestones", "done")


class _Kinds(click.Group):
    """The kinds of records."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the kind; another word is refused with those that there are."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            raise Refusal(f"there is no kind '{args[0]}'; {_THERE_ARE}")
        return super().resolve_command(ctx, args)


_THERE_ARE = "'okr new' makes an objective, person, unit, cycle or review"


@click.group("new", cls=_Kinds, invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """Write a new objective, person, unit, cycle or review; at a terminal you are asked for what is missing."""
    if ctx.invoked_subcommand is not None:
        return
    if not asking.is_terminal():
        raise Refusal(f"a new what? {_THERE_ARE}")
    kind = asking.chosen("A new what", "the kind", list(command.commands))
    ctx.invoke(command.commands[kind])


@command.command("objective")
@click.option("--owner", default="", metavar="HANDLE", shell_complete=owners, help="A unit or a person.")
@click.option("--title", default="", help="What you want to reach, in one sentence.")
@click.option("--type", "kind", type=click.Choice(TYPES), default=None, help="All of it or an explanation; or 70 % is success.")
@click.option("--cycle", default="", metavar="CYCLE", shell_complete=cycles, help="Default: the current one.")
@click.option("--slug", default="", metavar="NAME", help="The short name in its address; default: from the title.")
@click.option("--aligns-to", multiple=True, metavar="ID", shell_complete=key_result_ids, help="What it helps to reach.")
@click.option("--metric", multiple=True, nargs=4, metavar="TITLE START TARGET UNIT", help="A key result: a number that moves.")
@click.option("--threshold", multiple=True, nargs=4, metavar="TITLE at_least|at_most LIMIT UNIT", help="One that keeps a limit.")
@click.option("--milestones", multiple=True, nargs=2, metavar="TITLE 'STEP; STEP'", help="One of steps.")
@click.option("--done", "yes_or_no", multiple=True, metavar="TITLE", help="One that is done or not.")
@click.option("--why", default="", help="The story: why it matters.")
@changing
def objective(
    owner: str, title: str, kind: str | None, cycle: str, slug: str, aligns_to: Sequence[str],
    metric: Sequence[tuple[str, str, str, str]], threshold: Sequence[tuple[str, str, str, str]],
    milestones: Sequence[tuple[str, str]], yes_or_no: Sequence[str], why: str,
    okrs: Path, day: date | None, branch: str, *, commit: bool, quiet: bool, colourless: bool,  # noqa: ARG001 - a shared option
) -> None:  # fmt: skip
    """Write a new objective, as a draft."""
    with_company = Changing.at(okrs, day, Wishes(commit, branch, quiet))
    company, words = with_company.company, with_company.words
    is_asked = not (owner and title and kind)
    in_cycle = target.cycle(company, cycle)
    owner = owner or asking.asked(words("Whose (handle)"), "--owner", lambda text: target.owner(company.workspace, text))
    title = title or asking.asked(words("What do you want to reach"), "--title", one_line)
    kind = kind or asking.chosen(words("Committed or aspirational"), "--type", TYPES)
    key_results: list[dict[str, Value]] = [
        *(new.metric(name, _number(start), _number(goal), unit) for name, start, goal, unit in metric),
        *(new.threshold(name, _direction(sign), _number(limit), unit) for name, sign, limit, unit in threshold),
        *(new.milestones(name, steps) for name, steps in milestones),
        *(new.yes_or_no(name) for name in yes_or_no),
    ]
    parents = list(aligns_to)
    if is_asked and not parents:
        question = words("What does it help to reach (an id; Enter leaves it out)")
        parent = asking.maybe(question, lambda text: new.reference(company, in_cycle, text), "")
        parents = [parent] if parent else []
    if is_asked and not key_results:
        key_results = _asked_key_results(with_company)
    fresh = new.objective(
        company, cycle=in_cycle, owner=owner, title=title, kind=kind, slug=slug, story=why, aligns_to=parents,
        key_results=key_results,
    )  # fmt: skip
    _store(with_company, fresh, f"Draft {owner}/{_name(fresh)}: {one_line(title)}")
    with_company.tell("  " + words("It is a draft: 'stage: proposed' asks others to align, 'stage: agreed' makes it count."))


@command.command("person")
@click.option("--name", default="", help="What people call them.")
@click.option("--unit", default="", metavar="HANDLE", shell_complete=units, help="The unit they belong to.")
@click.option("--handle", default="", help="Their short name; default: from the name.")
@click.option("--manager", default="", metavar="HANDLE", shell_complete=people, help="Whom to go to.")
@click.option("--since", type=Day(), default=None, help="Their first day.")
@changing
def person(
    name: str, unit: str, handle: str, manager: str, since: date | None,
    okrs: Path, day: date | None, branch: str, *, commit: bool, quiet: bool, colourless: bool,  # noqa: ARG001 - a shared option
) -> None:  # fmt: skip
    """Write a new person."""
    with_company = Changing.at(okrs, day, Wishes(commit, branch, quiet))
    company, words = with_company.company, with_company.words
    name = name or asking.asked(words("Name"), "--name", one_line)
    unit = unit or asking.asked(words("Unit (handle)"), "--unit", lambda text: target.unit(company.workspace, text))
    fresh = new.person(company, name=name, unit=unit, handle=handle, manager=manager, since=since)
    _store(with_company, fresh, f"Add {one_line(name)}")


@command.command("unit")
@click.option("--name", default="", help="What people call it.")
@click.option("--kind", type=click.Choice(KINDS), default=None, help="Its place in the company.")
@click.option("--parent", default="", metavar="HANDLE", shell_complete=units, help="The unit above; default: the company.")
@click.option("--lead", default="", metavar="HANDLE", shell_complete=people, help="Who speaks for it.")
@click.option("--handle", default="", help="Its short name; default: from the name.")
@click.option("--since", type=Day(), default=None, help="Its first day.")
@changing
def unit(
    name: str, kind: str | None, parent: str, lead: str, handle: str, since: date | None,
    okrs: Path, day: date | None, branch: str, *, commit: bool, quiet: bool, colourless: bool,  # noqa: ARG001 - a shared option
) -> None:  # fmt: skip
    """Write a new unit."""
    with_company = Changing.at(okrs, day, Wishes(commit, branch, quiet))
    company, words = with_company.company, with_company.words
    name = name or asking.asked(words("Name"), "--name", one_line)
    kind = kind or asking.chosen(words("Kind"), "--kind", KINDS, "team")
    fresh = new.unit(company, name=name, kind=kind, parent=parent, lead=lead, handle=handle, since=since)
    _store(with_company, fresh, f"Add {one_line(name)}")


@command.command("cycle")
@click.argument("name", default="", metavar="NAME")
@click.option("--title", default="", help="What people call it; default: its name.")
@click.option("--start", type=Day(), default=None, help="Its first day; default: from its name.")
@click.option("--end", type=Day(), default=None, help="Its last day; default: from its name.")
@click.option("--parent", default="", metavar="CYCLE", shell_complete=cycles, help="The longer cycle around it.")
@click.option("--theme", default="", help="What it is about, in a few words.")
@changing
def cycle(
    name: str, title: str, start: date | None, end: date | None, parent: str, theme: str,
    okrs: Path, day: date | None, branch: str, *, commit: bool, quiet: bool, colourless: bool,  # noqa: ARG001 - a shared option
) -> None:  # fmt: skip
    """Write a new cycle; 2027, 2027-H1, 2027-Q1, 2027-B1 and 2027-01 imply their dates."""
    with_company = Changing.at(okrs, day, Wishes(commit, branch, quiet))
    name = name or asking.asked(with_company.words("Name, such as 2027-Q1"), "NAME", one_line)
    fresh = new.cycle(with_company.company, name=name, title=title, start=start, end=end, parent=parent, theme=theme)
    _store(with_company, fresh, f"Begin the cycle {name}")


@command.command("review")
@click.argument("owner", default="", metavar="OWNER", shell_complete=owners)
@click.option("--cycle", default="", metavar="CYCLE", shell_complete=cycles, help="Default: the latest that has no review yet.")
@click.option("--date", "on", type=Day(), default=None, help="The day of the review; default: today.")
@click.option("--participant", "participants", multiple=True, metavar="HANDLE", shell_complete=owners, help="Who took part.")
@click.option(
    "--decision", "decisions", multiple=True, nargs=3, metavar="NAME continue|change|stop REASON", help="What becomes of one."
)
@changing
def review(
    owner: str, cycle: str, on: date | None, participants: Sequence[str], decisions: Sequence[tuple[str, str, str]],
    okrs: Path, day: date | None, branch: str, *, commit: bool, quiet: bool, colourless: bool,  # noqa: ARG001 - a shared option
) -> None:  # fmt: skip
    """Write the review of OWNER's cycle, with its three questions."""
    with_company = Changing.at(okrs, day, Wishes(commit, branch, quiet))
    company, words = with_company.company, with_company.words
    is_asked = not owner
    owner = owner or asking.asked(words("Whose (handle)"), "OWNER", lambda text: target.owner(company.workspace, text))
    owner = target.owner(company.workspace, owner)
    of_cycle = target.cycle(company, cycle) if cycle else new.cycle_to_review(company, owner)
    if is_asked and not decisions:
        decisions = _asked_decisions(with_company, of_cycle, owner)
    for _, decision, _ in decisions:
        _one_of("--decision", decision, DECISIONS)
    fresh = new.review(
        company, words, owner=owner, cycle=of_cycle, day=on or company.today, participants=participants, decisions=decisions
    )
    _store(with_company, fresh, f"Review {of_cycle} of {owner}")


def _store(with_company: Changing, fresh: Fresh, message: str) -> None:
    with_company.store([writing(with_company.company.workspace, fresh)], message)


def _name(fresh: Fresh) -> str:
    return fresh.path.rpartition("/")[2].removesuffix(".md")


def _number(text: str) -> float:
    return Number().convert(text, None, None)


def _direction(text: str) -> str:
    return _one_of("--threshold", text, DIRECTIONS)


def _one_of(option: str, text: str, words: Sequence[str]) -> str:
    if text not in words:
        raise Refusal(f"{option}: '{text}' is none of {', '.join(words)}")
    return text


def _asked_key_results(with_company: Changing) -> list[dict[str, Value]]:
    """Ask for key results until Enter ends them."""
    words = with_company.words
    found: list[dict[str, Value]] = []
    while True:
        title = asking.maybe(words("Key result {number} (Enter ends)", number=len(found) + 1), one_line, "")
        if not title:
            return found
        kind = asking.chosen("  " + words("Measured by"), "--metric", MEASURES, "metric")
        found.append(_asked_measure(with_company, title, kind))


def _asked_measure(with_company: Changing, title: str, kind: str) -> dict[str, Value]:
    words = with_company.words

    def number(question: str) -> float:
        return asking.asked(f"  {question}", "--metric", _number)

    if kind == "metric":
        start = number(words("Start"))

        def goal(text: str) -> float:
            new.metric(title, start, _number(text), "")
            return _number(text)

        end = asking.asked("  " + words("Target"), "--metric", goal)
        return new.metric(title, start, end, asking.maybe("  " + words("Unit (Enter leaves it out)"), one_line, ""))
    if kind == "threshold":
        direction = asking.chosen("  " + words("Kept"), "--threshold", DIRECTIONS, "at_least")
        limit = number(words("Limit"))
        return new.threshold(title, direction, limit, asking.maybe("  " + words("Unit (Enter leaves it out)"), one_line, ""))
    if kind == "milestones":
        question = "  " + words("Milestones, with semicolons between")
        return asking.asked(question, "--milestones", lambda text: new.milestones(title, text))
    return new.yes_or_no(title)


def _asked_decisions(with_company: Changing, cycle: str, owner: str) -> list[tuple[str, str, str]]:
    words = with_company.words
    found: list[tuple[str, str, str]] = []
    for entry in with_company.company.objectives_of(cycle, owner):
        click.echo(click.style(entry.title, bold=True))
        decide: Callable[[str], str] = lambda text: _one_of(words("Decision"), text.strip(), DECISIONS)  # noqa: E731 - a reader of one line
        decision = asking.maybe("  " + words("Decision: continue, change or stop (Enter skips)"), decide, "")
        if decision:
            found.append((entry.slug, decision, asking.maybe("  " + words("Why (Enter skips)"), one_line, "")))
    return found
