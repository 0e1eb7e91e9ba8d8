"""How a number was computed: each step as the formula with its own inputs, in words that a reader can check."""

from __future__ import annotations

from typing import NamedTuple

from okrpress.model import CheckIn, KeyResult, Metric, Milestones, Objective, Threshold, YesNo
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk
from okrpress.scoring import pace
from okrpress.scoring.forecast import FEWEST_CHECK_INS
from okrpress.scoring.key_result import graded
from okrpress.scoring.measures import met, up_to
from okrpress.scoring.standing import KeyResultStanding, ObjectiveStanding, OwnerStanding
from okrpress.words import Words


class Step(NamedTuple):
    """A number's name, and how it comes about; `mentions` are the records whose scores went in."""

    label: str
    text: str
    mentions: tuple[Mention, ...] = ()


def key_result_steps(desk: Desk, objective: Objective, key_result: KeyResult, standing: KeyResultStanding) -> tuple[Step, ...]:
    """Explain a key result's progress, score, expectation and forecast."""
    words = desk.words
    steps = [_progress(desk, objective, key_result, standing)]
    grade = graded(key_result.grade)
    if grade is not None:
        computed = words.score(standing.computed_score)
        given = words("the owner’s grade, {grade}; computed: {computed}", grade=words.score(grade), computed=computed)
        steps.append(Step(words("Score"), given))
    elif standing.progress is not None and not 0 <= standing.progress <= 1:
        held = words("progress held between 0 and 1 = {score}", score=words.score(standing.computed_score))
        steps.append(Step(words("Score"), held))
    if key_result.dropped:
        steps.append(Step(words("Score"), words("none, for it was dropped and counts nowhere")))
        return tuple(steps)
    steps += _expectation(desk, objective, key_result, standing)
    if standing.forecast is not None:
        steps.append(_heading(desk, key_result, standing))
    return tuple(steps)


def objective_steps(desk: Desk, objective: Objective, standing: ObjectiveStanding) -> tuple[Step, ...]:
    """Explain an objective's score: the weighted mean of its key results."""
    words = desk.words
    counted = [
        (entry.weight, score)
        for entry in objective.key_results
        if not entry.dropped and (score := standing.key_results[entry.id].score) is not None
    ]
    if standing.score is None or not counted:
        return (Step(words("Score"), _why_not(desk, standing.reason)),)
    result = words.score(standing.score)
    if len({weight for weight, _ in counted}) == 1:
        over = " + ".join(words.score(score) for _, score in counted)
        text = words("mean of the key results = ({sum}) ÷ {count} = {score}", sum=over, count=len(counted), score=result)
    else:
        over = " + ".join(f"{words.number(weight)} × {words.score(score)}" for weight, score in counted)
        total = words.number(sum(weight for weight, _ in counted))
        text = words("weighted mean of the key results = ({sum}) ÷ {total} = {score}", sum=over, total=total, score=result)
    steps = [Step(words("Score"), text)]
    if standing.score_as_agreed is not None and standing.score_as_agreed != standing.score:
        agreed = [
            words.score(entry.score_as_agreed) for entry in standing.key_results.values() if entry.score_as_agreed is not None
        ]
        text = words(
            "the same mean, of the key results as first agreed ({scores}) = {score}",
            scores=words.listed(agreed), score=words.score(standing.score_as_agreed),
        )  # fmt: skip
        steps.append(Step(words("As first agreed"), text))
    return tuple(steps)


def owner_steps(desk: Desk, cycle: str, owner: str) -> tuple[Step, ...]:
    """Explain an owner's two numbers in a cycle: the weighted means of the agreed objectives of each type."""
    words, found = desk.words, desk.company.standings.owners.get((cycle, owner), OwnerStanding())
    steps: list[Step] = []
    for kind, mean in (("committed", found.committed), ("aspirational", found.aspirational)):
        counted = [
            (entry.weight, score)
            for entry in desk.company.objectives_of(cycle, owner)
            if entry.stage == "agreed" and entry.type == kind and (score := desk.company.standing(entry.id).score) is not None
        ]
        if mean is None or not counted:
            continue
        if len(counted) == 1:
            text = words.score(mean)
        elif len({weight for weight, _ in counted}) == 1:
            over = " + ".join(words.score(score) for _, score in counted)
            text = f"({over}) ÷ {len(counted)} = {words.score(mean)}"
        else:
            over = " + ".join(f"{words.number(weight)} × {words.score(score)}" for weight, score in counted)
            text = f"({over}) ÷ {words.number(sum(weight for weight, _ in counted))} = {words.score(mean)}"
        steps.append(Step(desk.vocabulary.types_many[kind], text))
    return tuple(steps)


def _progress(desk: Desk, objective: Objective, key_result: KeyResult, standing: KeyResultStanding) -> Step:
    words, measure = desk.words, key_result.measure
    label, result = words("Progress"), words.score(standing.progress)
    if standing.progress is None or measure is None:
        return Step(label, _why_not(desk, standing.reason))
    if isinstance(measure, Metric):
        current, start, target = standing.current, measure.start, measure.target
        now, begun, end = (_operand(words, start if value is None else value) for value in (current, start, target))
        text = words(
            "(current − start) ÷ (target − start) = ({current} − {start}) ÷ ({target} − {start}) = {result}",
            current=now, start=begun, target=end, result=result,
        )  # fmt: skip
        return Step(label, text)
    check_ins = up_to(key_result.check_ins, desk.company.today)
    if isinstance(measure, Threshold):
        return Step(label, _threshold(words, measure, check_ins, result))
    if isinstance(measure, Milestones):
        return Step(label, _milestones(desk, measure, result))
    if isinstance(measure, YesNo):
        return Step(label, words("1 once it is done, 0 before = {result}", result=result))
    return _rollup(desk, objective, key_result, result)


def _threshold(words: Words, measure: Threshold, check_ins: tuple[CheckIn, ...], result: str) -> str:
    values = [entry.value for entry in check_ins if entry.value is not None]
    if not values:
        return words("no check-in with a value yet = {result}", result=result)
    count = len(values)
    if measure.floor is None:
        kept = sum(met(measure, value) for value in values)
        return words(
            "check-ins that met it ÷ check-ins with a value = {kept} ÷ {count} = {result}", kept=kept, count=count, result=result
        )
    floor, limit = _operand(words, measure.floor), _operand(words, measure.limit)
    return words.plural(
        "(value − {floor}) ÷ ({limit} − {floor}) of {count} check-in, held between 0 and 1 = {result}",
        "mean over {count} check-ins of (value − {floor}) ÷ ({limit} − {floor}), each held between 0 and 1 = {result}",
        count, floor=floor, limit=limit, result=result,
    )  # fmt: skip


def _milestones(desk: Desk, measure: Milestones, result: str) -> str:
    words = desk.words
    done = [item.weight for item in measure.items if item.done and item.done <= desk.company.today]
    every = [item.weight for item in measure.items]
    if set(every) == {1}:
        count = len(every)
        return words("milestones done ÷ milestones = {done} ÷ {count} = {result}", done=len(done), count=count, result=result)
    return words(
        "weights of the milestones done ÷ all weights = {done} ÷ {total} = {result}",
        done=words.number(sum(done)), total=words.number(sum(every)), result=result,
    )  # fmt: skip


def _rollup(desk: Desk, objective: Objective, key_result: KeyResult, result: str) -> Step:
    words, company = desk.words, desk.company
    links = company.alignment.children.get(f"{objective.id}#{key_result.id}", ())
    below = [link.source for link in links if company.workspace.objectives[link.source].stage == "agreed"]
    scores = [company.standing(source).score for source in below]
    if not below:
        return Step(words("Progress"), words("no agreed objective aligns to it yet = {result}", result=result))
    given = " + ".join(words.score(score) for score in scores if score is not None)
    counted = sum(score is not None for score in scores)
    text = words(
        "mean of the agreed objectives that align to it = ({sum}) ÷ {count} = {result}", sum=given, count=counted, result=result
    )
    return Step(words("Progress"), text, tuple(desk.mentions.objective(source) for source in below))


def _expectation(desk: Desk, objective: Objective, key_result: KeyResult, standing: KeyResultStanding) -> list[Step]:
    words, company = desk.words, desk.company
    cycle = company.workspace.cycles.get(objective.cycle)
    if cycle is None or standing.expected is None or isinstance(key_result.measure, Threshold):
        return []
    passed = pace.elapsed(cycle.start, cycle.end, company.today)
    if passed >= 1 or cycle.phase(company.today) == "closed":
        return []
    heads_for = company.settings.scoring.attained(objective.type)
    text = words(
        "share of the cycle gone × {target} = {elapsed} × {target} = {expected}",
        elapsed=words.score(passed), target=words.score(heads_for), expected=words.score(standing.expected),
    )  # fmt: skip
    steps = [Step(words("Expected today"), text)]
    rate = pace.ratio(standing.score, standing.expected) if standing.score is not None else None
    if rate is not None:
        attention, fine = company.settings.scoring.pace
        text = words(
            "score ÷ expected = {rate}; on track from {fine}, needs attention from {attention}",
            rate=words.score(rate), fine=words.score(fine), attention=words.score(attention),
        )  # fmt: skip
        steps.append(Step(words("Pace"), text))
    return steps


def _heading(desk: Desk, key_result: KeyResult, standing: KeyResultStanding) -> Step:
    words = desk.words
    count = sum(entry.value is not None for entry in up_to(key_result.check_ins, desk.company.today))
    text = words.plural(
        "the straight line closest to the start and {count} check-in, at the cycle’s end = {result}",
        "the straight line closest to the start and {count} check-ins, at the cycle’s end = {result}",
        max(count, FEWEST_CHECK_INS), result=words.score(standing.forecast),
    )  # fmt: skip
    return Step(words("Heading for"), text)


def _operand(words: Words, value: float) -> str:
    number = words.number(value)
    return f"({number})" if value < 0 else number


def _why_not(desk: Desk, reason: str) -> str:
    words = desk.words
    known = desk.vocabulary.reasons.get(reason, reason)
    return words("cannot be computed: {reason}", reason=known) if known else words("cannot be computed")
