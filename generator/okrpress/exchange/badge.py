"""Badges: how an objective or a unit stands, as a small picture for other pages, such as a project's README or a wiki."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from okrpress.diagrams.lettering import plain, shorten, width
from okrpress.pages.page import Desk
from okrpress.pages.parts.states import objective_status
from okrpress.pages.vocabulary import Tone
from okrpress.scoring.standing import OwnerStanding

_HEIGHT: Final = 20
_SIZE: Final = 11
"""Of the letters, in pixels."""
_PAD: Final = 7
_SHAPE: Final = 10
"""Room for the shape, in pixels."""
_LONGEST: Final = 24
"""Em of one side: whatever is longer is cut."""
_GREY: Final = "#4b5563"
_FILLS: Final[Mapping[Tone, str]] = {
    "on-track": "#176b43", "done": "#176b43", "attention": "#7d4e00", "at-risk": "#a3221b",
}  # fmt: skip
"""White letters stand out from each of these by more than 4.5 : 1."""
_SHAPES: Final[Mapping[Tone, str]] = {
    "on-track": '<circle cx="4" cy="4" r="4"/>',
    "done": '<path d="M0 4.5 3 7.5 8 1" fill="none" stroke="#fff" stroke-width="1.8"/>',
    "attention": '<path d="M4 0 8 4 4 8 0 4z"/>',
    "at-risk": '<path d="M4 0 8 8H0z"/>',
    "stale": '<path d="M4 .8 7.2 4 4 7.2 .8 4z" fill="none" stroke="#fff" stroke-width="1.4"/>',
    "too-early": '<circle cx="4" cy="4" r="3.2" fill="none" stroke="#fff" stroke-width="1.4"/>',
}


class Badge(NamedTuple):
    """What a badge says: whose it is, how it stands in a shape and in words, and all of it for those who cannot see it."""

    label: str
    said: str
    tone: Tone
    title: str


def of_objective(desk: Desk, objective_id: str) -> Badge:
    """Say how an objective stands: its state, and its score."""
    words, company = desk.words, desk.company
    objective, standing = company.workspace.objectives[objective_id], company.standing(objective_id)
    status = objective_status(desk, objective, standing)
    score = words.score(standing.score)
    said = f"{status.word} · {score}" if status else score
    title = words("{title}: {state}, score {score}", title=objective.title, state=status.word if status else "–", score=score)
    return Badge(desk.mentions.owner(objective.owner).text, said, status.tone if status else "none", title)


def of_unit(desk: Desk, handle: str) -> Badge:
    """Say the two numbers of a unit in the current cycle; the two kinds of objectives are never put into one."""
    words, company = desk.words, desk.company
    cycle = company.current_cycle
    found = company.standings.owners.get((cycle.id, handle), OwnerStanding()) if cycle else OwnerStanding()
    pairs = ((words("Committed"), found.committed), (words("Aspirational"), found.aspirational))
    said = " · ".join(f"{name} {words.score(score)}" for name, score in pairs if score is not None) or "–"
    name = company.workspace.name_of(handle)
    return Badge(name, said, "none", words("{name}, {cycle}: {said}", name=name, cycle=cycle.title if cycle else "–", said=said))


def of_page(look: Callable[[], Badge]) -> bytes:
    """Look at a page's record, and draw its badge."""
    return drawn(look())


def drawn(badge: Badge) -> bytes:
    """Draw a badge. Letters are stretched or pressed into the room that we gave them, whatever the font."""
    label, said = (shorten(plain(text), _LONGEST) for text in (badge.label, badge.said))
    shape = _SHAPES.get(badge.tone, "")
    left = _room(label) + 2 * _PAD
    right = _room(said) + 2 * _PAD + (_SHAPE if shape else 0)
    beside = left + _PAD + (_SHAPE if shape else 0)
    whole = left + right
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="{_HEIGHT}" viewBox="0 0 {whole} {_HEIGHT}" role="img" '
        f'aria-labelledby="t"><title id="t">{escape(plain(badge.title))}</title>'
        f'<clipPath id="r"><rect width="{whole}" height="{_HEIGHT}" rx="3"/></clipPath>'
        f'<g clip-path="url(#r)"><rect width="{left}" height="{_HEIGHT}" fill="#1f2937"/>'
        f'<rect x="{left}" width="{right}" height="{_HEIGHT}" fill="{_FILLS.get(badge.tone, _GREY)}"/></g>'
        f'<g fill="#fff"><g transform="translate({left + _PAD - 1} 6)">{shape}</g>'
        f"<g font-family=\"'DejaVu Sans',Verdana,'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif\" "
        f'font-size="{_SIZE}">{_text(label, _PAD)}{_text(said, beside)}</g></g></svg>\n'
    ).encode()


def _room(text: str) -> int:
    return round(width(text) * _SIZE)


def _text(text: str, left: int) -> str:
    return f'<text x="{left}" y="14" textLength="{_room(text)}" lengthAdjust="spacingAndGlyphs">{escape(text)}</text>'
