"""An objective in the terminal: where it stands, why, and where it belongs."""

from __future__ import annotations

from okrpress.model import KeyResult, Objective
from okrpress.pages.page import Desk
from okrpress.pages.parts.asks import ask_row
from okrpress.pages.parts.changes import amendment_rows
from okrpress.pages.parts.family import Branch, tree
from okrpress.pages.parts.formula import Step, key_result_steps, objective_steps
from okrpress.pages.parts.rows import span
from okrpress.pages.parts.states import key_result_status, objective_status, phase_of
from okrpress.scoring.measures import up_to
from okrpress.scoring.standing import KeyResultStanding
from okrpress.terminal.paper import Paper, bar


def show_objective(desk: Desk, paper: Paper, objective: Objective, only: KeyResult | None = None) -> None:
    """Show an objective, or of it one key result."""
    words, terms = desk.words, desk.vocabulary
    standing = desk.company.standing(objective.id)
    paper.put(paper.bold(objective.title))
    paper.put(paper.dim(objective.id))
    facts = [
        desk.mentions.owner(objective.owner).text, terms.types[objective.type], terms.stages[objective.stage],
        desk.mentions.cycle(objective.cycle).text,
    ]  # fmt: skip
    paper.put(" · ".join(facts))
    if objective.stage == "dropped" and objective.reason:
        paper.put(objective.reason)
    if only is None:
        paper.gap()
        expected = None if standing.verdict or objective.stage == "dropped" else standing.expected
        numbers = [words("Score") + f" {words.score(standing.score)}", bar(standing.score, expected)]
        paper.row("  ".join(filter(None, numbers)), paper.state("", objective_status(desk, objective, standing)))
        _steps(desk, paper, objective_steps(desk, objective, standing))
    for entry in objective.key_results if only is None else (only,):
        paper.gap()
        _key_result(desk, paper, objective, entry)
    if only is None:
        _around(desk, paper, objective)


def _key_result(desk: Desk, paper: Paper, objective: Objective, entry: KeyResult) -> None:
    words = desk.words
    standing = desk.company.standing(objective.id).key_results.get(entry.id, KeyResultStanding())
    status = key_result_status(desk, objective, entry, standing, phase_of(desk, objective.cycle))
    paper.row(f"{paper.bold('#' + entry.id)}  {entry.title}", paper.state("", status), hang=4)
    facts = [span(desk, entry, standing), words("score {score}", score=words.score(standing.score))]
    if entry.owner != objective.owner:
        facts.append(desk.mentions.owner(entry.owner).text)
    if entry.weight != 1:
        facts.append(words("weight {weight}", weight=words.number(entry.weight)))
    if standing.confidence is not None:
        facts.append(words("confidence {confidence}", confidence=words.number(standing.confidence)))
    paper.put(" · ".join(filter(None, facts)), 4)
    _steps(desk, paper, key_result_steps(desk, objective, entry, standing))
    for check_in in reversed(up_to(entry.check_ins, desk.company.today)):
        if check_in.note:
            whose = desk.mentions.owner(check_in.by).text if check_in.by else ""
            said = words("{title} ({whose})", title=check_in.note, whose=whose) if whose else check_in.note
            paper.put(paper.dim(words("{what}: {notes}", what=words.day(check_in.date), notes=said)), 4, 2)
            break


def _steps(desk: Desk, paper: Paper, steps: tuple[Step, ...]) -> None:
    """Write how each number came about."""
    for step in steps:
        paper.put(paper.dim(desk.words("{label}: {formula}", label=step.label, formula=step.text)), 4, 2)


def _around(desk: Desk, paper: Paper, objective: Objective) -> None:
    """Write where an objective stands, whom it asks, and what was changed."""
    words = desk.words
    branches = tree(desk, objective)
    if any(not branch.is_self or branch.below for branch in branches):
        paper.heading(words("Its place in the company"))
        for branch in branches:
            _branch(desk, paper, branch, 2)
    for title, links, here in (
        (words("Supports"), desk.company.alignment.supports.get(objective.id, ()), False),
        (words("Supported by"), desk.company.alignment.supported_by.get(objective.id, ()), True),
    ):
        if links:
            paper.heading(title)
            for link in links:
                target = link.source if here else link.target
                paper.put(f"{desk.mentions.target(target).text}  {paper.dim(target)}", 2, 2)
    asks = desk.company.alignment.asks.get(objective.id, ())
    if asks:
        paper.heading(words("Help it asks for"))
        for placed in asks:
            row = ask_row(desk, placed)
            to = row.to.text if row.to else words("An open call to everyone")
            paper.row(words("{owner}: {what}", owner=to, what=row.what), paper.status(row.status), 2)
    amendments = amendment_rows(desk, objective)
    if amendments:
        paper.heading(words("Amendments"))
        for change in amendments:
            what = words("{change}. {reason}", change=change.change, reason=change.reason)
            told = words("{what}: {notes}", what=change.key_result.text, notes=what) if change.key_result else what
            paper.put(f"{change.day}  {told}", 2, 2)


def _branch(desk: Desk, paper: Paper, branch: Branch, indent: int) -> None:
    found = branch.relative
    title = paper.bold(found.title.text) if branch.is_self else found.title.text
    owner = f" · {found.owner.text}" if found.owner else ""
    paper.row(f"{title}{owner}", paper.state(found.score, found.status) if found.score else "", indent)
    for below in branch.below:
        _branch(desk, paper, below, indent + 2)
    if branch.more:
        paper.put(desk.words("and {count} more", count=branch.more), indent + 2)
