"""Everything that changed between two states of a company."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from okrpress.check import Finding
from okrpress.company import Company
from okrpress.continuity import continuity
from okrpress.differences.affected import ROLES, Affected, affected
from okrpress.differences.change import ObjectiveChange
from okrpress.differences.identity import Identity, identity
from okrpress.differences.judgement import OverlapChange, compared, overlap_changes
from okrpress.differences.links import ask_changes, link_changes, shaken
from okrpress.differences.objective import objective_change
from okrpress.differences.records import RecordChange, record_changes
from okrpress.differences.standing import OwnerChange, ScoreChange, owner_changes, score_changes
from okrpress.model import Objective
from okrpress.rules.scoring.commitment import is_binding


@dataclass(frozen=True)
class Difference:
    """What changed, as values; nothing in it where nothing did."""

    before: Company = field(compare=False, repr=False)
    after: Company = field(compare=False, repr=False)
    kin: Identity = field(compare=False, repr=False)
    objectives: tuple[ObjectiveChange, ...] = ()
    """By cycle, owner and name."""
    scores: tuple[ScoreChange, ...] = ()
    """Upwards: what stands below comes first."""
    owners: tuple[OwnerChange, ...] = ()
    records: tuple[RecordChange, ...] = ()
    overlaps: tuple[OverlapChange, ...] = ()
    found: tuple[Finding, ...] = ()
    """Findings that are new."""
    mended: tuple[Finding, ...] = ()
    affected: Mapping[str, tuple[Affected, ...]] = field(default_factory=dict)
    """Objective id → who has to do with it, for each that changed."""

    def __bool__(self) -> bool:
        """Whether anything changed."""
        parts = (self.objectives, self.owners, self.records, self.overlaps, self.found, self.mended)
        return any(parts) or any(change.is_moved for change in self.scores)

    @property
    def people(self) -> tuple[Affected, ...]:
        """Everyone who has to do with any of it, each once and for the nearest reason."""
        nearest: dict[str, Affected] = {}
        every = [entry for found in self.affected.values() for entry in found]
        for entry in sorted(every, key=lambda entry: ROLES.index(entry.role)):
            nearest.setdefault(entry.handle, entry)
        return tuple(nearest.values())

    def objective(self, objective_id: str) -> Objective | None:
        """Return an objective by its id, as it is now or else as it was."""
        return self.after.workspace.objectives.get(objective_id) or self.before.workspace.objectives.get(objective_id)

    def name_of(self, handle: str) -> str:
        """Return what people call a unit or a person, now or before."""
        name = self.after.workspace.name_of(handle)
        return name if name != handle else self.before.workspace.name_of(handle)


def difference(before: Company, after: Company, found_before: Iterable[Finding], found_after: Iterable[Finding]) -> Difference:
    """Compare two states of a company on one day, each with what the checker finds in it."""
    past = continuity(before.workspace, after.workspace)
    kin = identity(past, after.workspace.objectives)
    changes = tuple(_objectives(before, after, kin))
    touched = {change.objective.id for change in changes}
    here = [change.after.id for change in changes if change.after]
    new, mended = compared(found_before, found_after, kin)
    return Difference(
        before,
        after,
        kin,
        changes,
        scores=score_changes(before, after, kin, here),
        owners=tuple(owner_changes(before, after)),
        records=tuple(record_changes(before.workspace, after.workspace)),
        overlaps=overlap_changes(before, after, kin, touched) if touched else (),
        found=new,
        mended=mended,
        affected={change.objective.id: _affected(before, after, change) for change in changes},
    )


def _affected(before: Company, after: Company, change: ObjectiveChange) -> tuple[Affected, ...]:
    """Return who has to do with an objective, or had to before: whoever relied on what it was should know, too."""
    now = affected(after, change.after) if change.after else ()
    found = {entry.handle: entry for entry in now}
    # A key result that came from elsewhere is missed there.
    elsewhere = (moved.before.objective for moved in change.key_results if moved.before and moved.after)
    for was in filter(None, (change.before, *elsewhere)):
        for entry in affected(before, was):
            found.setdefault(entry.handle, entry)
    return tuple(found.values())


def _objectives(before: Company, after: Company, kin: Identity) -> Iterator[ObjectiveChange]:
    pairs: list[tuple[Objective | None, Objective | None]] = [
        (kin.before.get(name), objective) for name, objective in after.workspace.objectives.items()
    ]
    pairs += [(was, None) for was in kin.gone]
    changed = [pair for pair in pairs if not _is_same(*pair)]
    moved = shaken(before.workspace, after.workspace, changed)
    answered = _answered(before, after)
    unread = {problem.record for problem in after.workspace.problems if problem.rule == "unreadable-file"}

    def counted(was: Objective) -> bool:
        return is_binding(before, was)

    for was, now in sorted(pairs, key=lambda pair: (pair[1] or pair[0]).id):  # type: ignore[union-attr] # one is there
        is_same = _is_same(was, now)
        if is_same and now and now.id not in answered and not _leads_to(now, moved):
            continue
        change = ObjectiveChange(was, now) if is_same else objective_change(was, now, kin, counted)
        change = replace(
            change,
            links=tuple(link_changes(before, after, was, now, kin)),
            asks=tuple(ask_changes(before, after, was, now, kin)),
            is_unread=now is None and was is not None and was.id in unread,
        )
        if change:
            yield change


def _is_same(was: Objective | None, now: Objective | None) -> bool:
    """Tell whether two states of an objective say the same, in the same place."""
    if was is None or now is None:
        return was is now
    return was is now or (was.id == now.id and was.source.digest == now.source.digest)


def _leads_to(objective: Objective, ids: frozenset[str]) -> bool:
    return any(reference.target in ids for reference in (*objective.aligns_to, *objective.supports))


def _answered(before: Company, after: Company) -> frozenset[str]:
    """Return the objectives of whose asks somebody else began, or ceased, to answer one."""
    old, new = before.alignment.asks, after.alignment.asks
    return frozenset(
        name
        for name, asks in new.items()
        if name in old and [placed.answered_by for placed in asks] != [placed.answered_by for placed in old[name]]
    )
