"""`okr checkin`: say how a key result stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from okrpress.cli import asking
from okrpress.cli.changing import Changing, Wishes, changing
from okrpress.cli.effect import effect
from okrpress.cli.ids import key_result_ids, people
from okrpress.cli.options import Day
from okrpress.cli.values import Confidence, Number, WithNegatives
from okrpress.cli.which import which
from okrpress.edit.checkin import YES, News, check_in, items_open, milestone, one_line
from okrpress.edit.opened import objective_of, open_objective, rewritten
from okrpress.edit.target import key_result
from okrpress.model import KeyResult, Metric, Milestones, Rollup, Threshold, YesNo
from okrpress.pages.parts.quantity import quantity, unit_of
from okrpress.refusal import Refusal


@click.command("checkin", cls=WithNegatives)
@click.argument("written", metavar="[ID]", default="", shell_complete=key_result_ids)
@click.argument("value", required=False, type=Number())
@click.option("--confidence", type=Confidence(), default=None, help="How likely the target is, 0 … 10; 5 means even odds.")
@click.option("--note", default="", help="What happened, in a sentence.")
@click.option(
    "--done", is_flag=False, flag_value=YES, default="", metavar="[MILESTONE]",
    help="The milestone that is reached, by title or number; alone: it is done (yes or no).",
)  # fmt: skip
@click.option("--by", default="", metavar="HANDLE", shell_complete=people, help="Who says so; default: git's user.")
@click.option("--date", "on", type=Day(), default=None, help="The day of the check-in; default: today.")
@changing
def command(
    written: str, value: float | None, confidence: int | None, note: str, done: str, by: str, on: date | None,
    okrs: Path, day: date | None, branch: str, *, commit: bool, quiet: bool, colourless: bool,  # noqa: ARG001 - a shared option
) -> None:  # fmt: skip
    """Check in the key result ID: its VALUE now, how sure you are, and what happened.

    ID is OWNER/NAME#KEY-RESULT, such as logistics/on-time#rate; with a cycle before it where it is not of a running one.
    Without '#KEY-RESULT' you are asked about each key result of the objective; Enter skips. Without ID you are asked for it.
    """
    with_company = Changing.at(okrs, day, Wishes(commit, branch, quiet))
    company = with_company.company
    found = which(with_company, written)
    opened = open_objective(okrs, company.workspace, found.objective)
    objective = opened.objective
    today = on or company.today
    if today > company.today:
        raise Refusal(f"--date: {today} has not come yet")
    said = News(value, confidence, note.strip(), done)
    if found.key_result is not None:
        entry = key_result(objective, found.key_result.id)
        news = {entry.id: said if not said.is_empty else _asked(with_company, entry, "a value, --confidence, --note or --done")}
    elif len(objective.key_results) == 1:
        entry = objective.key_results[0]
        news = {entry.id: said if not said.is_empty else _asked(with_company, entry, "a value, --confidence, --note or --done")}
    elif not said.is_empty:
        known = ", ".join(f"#{entry.id}" for entry in objective.key_results)
        raise Refusal(f"'{written}' has {len(objective.key_results)} key results; add one of {known}")
    else:
        option = f"a key result ({', '.join(f'#{entry.id}' for entry in objective.key_results)})"
        news = {
            entry.id: _asked(with_company, entry, option, in_a_row=True) for entry in objective.key_results if not entry.dropped
        }
    news = {name: entry for name, entry in news.items() if not entry.is_empty}
    if not news:
        with_company.tell(with_company.words("Nothing was said, so nothing is written."))
        return
    author = with_company.writer(by)
    changes = [
        change
        for name, entry in news.items()
        for change in check_in(objective, key_result(objective, name), entry, today, author)
    ]
    writing = rewritten(opened, changes)
    after = objective_of(writing, opened)
    lines = list(effect(with_company, objective, after, list(news)))
    message = "; ".join(_told(key_result(after, name), entry) for name, entry in news.items())
    with_company.store([writing], f"Check in {with_company.title(objective)}: {message}")
    with_company.tell(*lines)
    with_company.warn_of_closed(objective)


def _told(entry: KeyResult, news: News) -> str:
    """Say what was checked in, in a commit's one line."""
    parts = []
    if news.value is not None:
        parts.append(f"{news.value:.10g} {unit_of(entry)}".rstrip())
    if news.done:
        parts.append("done" if news.done == YES else f"'{_title_of(entry, news.done)}' reached")
    if news.confidence is not None:
        parts.append(f"confidence {news.confidence}")
    return f"{entry.id} {', '.join(parts) if parts else 'with a note'}"


def _title_of(entry: KeyResult, said: str) -> str:
    titles = [item.title for item in entry.measure.items] if isinstance(entry.measure, Milestones) else []
    place = milestone(said, titles)
    return said if place is None else titles[place]


def _asked(with_company: Changing, entry: KeyResult, option: str, *, in_a_row: bool = False) -> News:
    """Ask about one key result; `in_a_row` with others, Enter at the first question goes on to the next one."""
    asking.refuse_silence(option)
    words = with_company.words
    click.echo(click.style(entry.title, bold=True))
    value, done = None, ""
    match entry.measure:
        case Metric(start, goal, unit):
            was, end = quantity(words, _latest(entry, start), unit), quantity(words, goal, unit)
            question = "  " + words("Value now (was {current}, heads for {target}; Enter skips)", current=was, target=end)
            value = asking.maybe(question, asking.of_type(Number()), None)
        case Threshold():
            was = quantity(words, _latest(entry, None), unit_of(entry))
            question = "  " + words("Value now (was {current}; Enter skips)", current=was)
            value = asking.maybe(question, asking.of_type(Number()), None)
        case Milestones(items):
            done = _milestone(with_company, items_open(items), [item.title for item in items])
        case YesNo(day):
            if not day:
                done = YES if click.confirm("  " + words("Done"), default=False) else ""
    if in_a_row and value is None and not done and not isinstance(entry.measure, Rollup | None):
        return News()
    confidence = asking.maybe("  " + words("Confidence, 0 … 10 (Enter skips)"), asking.of_type(Confidence()), None)
    note = asking.maybe("  " + words("What happened (Enter skips)"), one_line, "")
    return News(value, confidence, note, done)  # type: ignore[arg-type] # read by their types


def _milestone(with_company: Changing, waiting: list[str], titles: list[str]) -> str:
    if not waiting:
        return ""
    for title in waiting:
        click.echo(f"  {titles.index(title) + 1}. {title}")

    def read(text: str) -> str:
        place = milestone(text, titles)
        if place is None or titles[place] not in waiting:
            raise Refusal(f"'{text.strip()}' is none of them: give its number or the beginning of its title")
        return titles[place]

    return asking.maybe("  " + with_company.words("Which one is reached (Enter skips)"), read, "")


def _latest(entry: KeyResult, start: float | None) -> float | None:
    return next((found.value for found in reversed(entry.check_ins) if found.value is not None), start)
