"""The form in the browser: check in, begin an objective, change one, and propose it as a pull request without knowing git.

What it asks for comes from the vocabulary of records. Its scripts lie in `theme/assets/editor` and are loaded on this page alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, NamedTuple

from okrpress import fields
from okrpress.exchange import form_data
from okrpress.pages import addresses
from okrpress.pages.page import Desk, Page, SearchEntry, View
from okrpress.pages.parts import outward
from okrpress.pages.parts.quantity import CLINGING, CURRENCIES
from okrpress.settings import Forge
from okrpress.shapes import Field, Kind
from okrpress.theme import fingerprint
from okrpress.words import Words

SCRIPT: Final = "assets/editor/editor.js"
STYLES: Final = "assets/editor/editor.css"


class Choice(NamedTuple):
    """A value that a reader may choose, and what it is called."""

    value: str
    label: str


class Entry(NamedTuple):
    """A field of the form that changes an objective: a key of its record."""

    key: str
    label: str
    meaning: str
    input: str
    """How it is entered: text, number, choice, or list (words with a space between them), phrases (with a comma)."""
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorView(View):
    """The form."""

    settings: str = ""
    """What the script knows, as JSON."""
    script: str = ""
    styles: str = ""
    cycles: tuple[Choice, ...] = ()
    entries: tuple[Entry, ...] = ()
    types: tuple[Choice, ...] = ()
    measures: tuple[Choice, ...] = ()
    forge: str = ""
    """The forge’s host; "" where none is configured."""
    token_url: str = ""
    token_says: str = ""
    """What an access token has to be allowed, and where it goes."""


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page."""
    words = desk.words
    title = words("Write and check in")
    nav = (words("Together"), title)
    yield Page(addresses.EDITOR, "editor", title, partial(view, desk), hub=True, nav=nav, search=search)


def view(desk: Desk) -> EditorView:
    """Look at what may be written."""
    words, terms, forge = desk.words, desk.vocabulary, outward.forge_of(desk)
    cycles, made_of = desk.company.workspace.cycles, fingerprint("assets/editor")
    root = addresses.way_up(desk.folder)  # the languages of a site share their scripts
    return EditorView(
        title=words("Write and check in"),
        address=addresses.EDITOR,
        description=words("Check in, comment, begin an objective or change one, and propose it: no git needed."),
        settings=json.dumps(_settings(desk, forge), ensure_ascii=False, sort_keys=True),
        script=f"{root}{SCRIPT}?v={made_of}",
        styles=f"{root}{STYLES}?v={made_of}",
        cycles=tuple(Choice(cycle, cycles[cycle].title or cycle) for cycle in form_data.open_cycles(desk.company)),
        entries=tuple(_entries(words, {"type": terms.types, "origin": terms.origins, "stage": terms.stages})),
        types=tuple(Choice(value, terms.types[value]) for value in fields.TYPES),
        measures=_measures(words),
        forge=outward.host(forge) if forge else "",
        token_url=outward.token_url(forge) if forge else "",
        token_says=words(
            "{needs} It goes to {forge} alone, and is forgotten when this tab is closed.",
            needs=_token_needs(words, forge),
            forge=outward.host(forge),
        )
        if forge
        else "",
    )


def search(found: View) -> SearchEntry:
    """Tell the search what the page is for."""
    return SearchEntry(found.description)


def _measures(words: Words) -> tuple[Choice, ...]:
    """Name the measures that a new key result may have; a roll-up follows others and is written by hand."""
    return (
        Choice("metric", words("a number moves from start to target")),
        Choice("at_least", words("a number stays at or above a line")),
        Choice("at_most", words("a number stays at or below a line")),
        Choice("milestones", words("milestones are reached")),
        Choice("done", words("it is done or not")),
    )


_INPUTS: Final[Mapping[Kind, str]] = {
    Kind.TEXT: "text",
    Kind.NUMBER: "number",
    Kind.INTEGER: "number",
    Kind.CHOICE: "choice",
    Kind.REFERENCE: "text",
}
_NOT_IN_THE_FORM: Final = frozenset({"carried_from", "formerly"})
"""Keys that a verb sets."""


def _entries(words: Words, called: Mapping[str, Mapping[Any, str]]) -> Iterator[Entry]:
    """Yield what of an objective the form changes: all of its plain keys."""
    for field in fields.OBJECTIVE.fields.values():
        if field.shape is not None or field.key in _NOT_IN_THE_FORM:
            continue
        choices = tuple(Choice(word, called[field.key][word]) for word in field.words)
        yield Entry(field.key, _labels(words)[field.key], _meaning(words, field), _input(field), choices)


def _meaning(words: Words, field: Field) -> str:
    meaning = words(field.meaning)
    match _input(field):
        case "list":
            return words("{meaning}; several with a space between them", meaning=meaning)
        case "phrases":
            return words("{meaning}; several with a comma between them", meaning=meaning)
    return meaning


def _input(field: Field) -> str:
    if field.many:
        return "phrases" if field.kind is Kind.TEXT else "list"
    return _INPUTS[field.kind]


def _labels(words: Words) -> Mapping[str, str]:
    return {
        "title": words("Title"),
        "type": words("Type"),
        "origin": words("Origin"),
        "stage": words("Stage"),
        "reason": words("Reason"),
        "priority": words("Priority"),
        "weight": words("Weight"),
        "contributors": words("Contributors"),
        "aligns_to": words("Helps to reach"),
        "supports": words("Supports"),
        "tags": words("Tags"),
    }


def _token_needs(words: Words, forge: Forge | None) -> str:
    match forge.kind if forge else "":
        case "github":
            return words("It needs “Contents” and “Pull requests”, read and write, for this repository alone.")
        case "gitlab":
            return words("It needs the scope “api”.")
        case "gitea":
            return words("It needs “repository”, read and write.")
    return ""


def _settings(desk: Desk, forge: Forge | None) -> dict[str, Any]:
    """Return what the script has to know."""
    words, workspace = desk.words, desk.company.workspace
    fixed = workspace.settings.today
    return {
        "root": workspace.root,
        "today": fixed.isoformat() if fixed else "",
        "home": addresses.way_up(addresses.EDITOR),
        "forge": forge and {
            "kind": forge.kind,
            "branch": forge.branch,
            "api": outward.api_url(forge),
            "repository": outward.repository_of(forge),
            "edit": outward.edit_url(forge, ""),
            "new": outward.new_file_url(forge),
            "compare": outward.propose_url(forge),
        },
        "orders": {
            "objective": list(fields.OBJECTIVE.fields),
            "key_result": list(fields.KEY_RESULT.fields),
            "milestone": list(fields.MILESTONE.fields),
        },
        "units": {"language": words.language, "before": sorted(CURRENCIES), "clinging": sorted(CLINGING)},
        "words": _said(words),
    }  # fmt: skip


def _said(words: Words) -> Mapping[str, str]:
    """Return the sentences that the script says."""
    return {
        "now": words("Value now"),
        "was": words("was {value}"),
        "start": words("start {value}"),
        "target": words("target {value}"),
        "reached": words("Reached today"),
        "none": words("none"),
        "is-done": words("Done today"),
        "no-objectives": words("Nothing of this owner is open in this cycle."),
        "nothing": words("Nothing was said, so nothing is written."),
        "missing": words("{field} is missing."),
        "not-a-number": words("“{value}” is no number."),
        "same": words("Start and target are the same: nothing could be measured."),
        "no-slug": words("The short name needs lower-case letters, digits and hyphens."),
        "taken": words("There is a record of that name already: give another short name."),
        "future": words("That day has not come yet."),
        "below": words("Below {place}:"),
        "by-hand": words(
            "The file is written in a way that cannot be changed without touching something else: change it by hand."
        ),
        "unreadable": words("The file cannot be read. {detail}"),
        "gone": words("The file is not there any more: the objective was moved or taken away."),
        "no-key-result": words("The file has no key result “{detail}” any more: load the page anew."),
        "unreachable": words(
            "{detail} cannot be reached from this page: no network, or it allows no requests from this site (CORS)."
        ),
        "signed-out": words("The forge does not know this access token: {detail}"),
        "forbidden": words("This access token may not do that: {detail}"),
        "not-found": words("The forge shows this access token no such repository: {detail}"),
        "changed": words("Somebody else changed the file meanwhile: try again."),
        "refused": words("The forge refused: {detail}"),
        "left": words(
            "Your change is still here: try again. The branch {branch}, begun for it, could not be removed again. {why}"
        ),
        "unopened": words(
            "Your change is safe on the branch {branch}, but no pull request could be opened for it: "
            "try again, or open it on the forge. {why}"
        ),
        "open-there": words("Open the pull request"),
        "folder": words("The folder cannot be used: {detail}"),
        "wrong-folder": words("This is not the folder of records: choose “{root}”, with settings.yml or cycles in it."),
        "token": words("Give an access token first, or copy the change."),
        "working": words("One moment …"),
        "proposed": words("Proposed."),
        "see": words("Look at the pull request"),
        "written": words("Written into {path}."),
        "copied": words("Copied."),
        "not-copied": words("Copy it by hand: the browser allows no copying here."),
        "check-in": words("Check in {objective}"),
        "comment": words("Comment on {objective}"),
        "new": words("Begin {objective}"),
        "edit": words("Change {objective}: {keys}"),
        "story": words("story"),
        "story-changed": words(
            "Somebody else changed the story meanwhile: copy yours, load the page anew, and write it once more."
        ),
    }
