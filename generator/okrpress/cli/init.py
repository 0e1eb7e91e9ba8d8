"""`okr init`: start a company's own records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final, Literal

import click

from okrpress.cli import asking
from okrpress.cli.options import Day
from okrpress.day import today
from okrpress.edit.files import Writing, write
from okrpress.edit.start import Beginning, forge_of_host, handle_of, quarter_of, records, repository_at, site_configuration
from okrpress.forges import FORGES, ci_files
from okrpress.handles import implied_dates, is_handle
from okrpress.refusal import Refusal
from okrpress.settings import Forge, Settings
from okrpress.words import Words

_LANGUAGES: Final = ("en", "zh")


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
@click.option("--language", type=click.Choice(_LANGUAGES), default=None, help="Language of the site and of these questions.")
@click.option("--company", default="", help="What people call the company.")
@click.option("--ceo", default="", help="Whose OKRs come first.")
@click.option("--ceo-handle", "handle", default="", help="The CEO's short name; default: made from the name.")
@click.option("--cycle", default="", help="The first cycle, as in 2027-Q1; default: the quarter of today.")
@click.option("--repository", default="", metavar="URL", help="The repository's address, as in https://github.com/acme/okrs.")
@click.option("--forge", type=click.Choice(FORGES), default=None, help="Whose CI files are written; default: by the address.")
@click.option("--today", "day", type=Day(), default=None, help="The day whose quarter becomes the first cycle.")
def command(
    folder: Path, language: str | None, company: str, ceo: str, handle: str, cycle: str, repository: str, forge: str | None,
    day: date | None,
) -> None:  # fmt: skip
    """Write the first records of a company into okrs/, and a mkdocs.yml, below FOLDER; nothing that exists is touched.

    What is not given is asked: the language, the company, its CEO, the first cycle, the repository.
    """
    if (folder / "okrs").exists() and any((folder / "okrs").iterdir()):
        raise Refusal(f"'{folder / 'okrs'}' has files already; 'okr init' begins only where nothing is")
    chosen = language or (asking.chosen("语言 · Language", "--language", _LANGUAGES, "en") if asking.is_terminal() else "en")
    words = Words(chosen)
    name = asking.said(company) if company else asking.asked(words("Name of the company"), "--company", asking.said)
    head, handle = _ceo(words, ceo, handle)
    quarter = quarter_of(today(Settings(), day))
    first = _cycle(cycle) if cycle else asking.maybe(
        words("First cycle (Enter: {quarter})", quarter=quarter), _cycle, quarter
    )  # fmt: skip
    kind, where = _forge(words, repository, forge or "")
    files = {f"okrs/{path}": text for path, text in records(Beginning(name, head, handle, chosen, first, where)).items()}
    if not (folder / "mkdocs.yml").exists():
        files["mkdocs.yml"] = site_configuration(name)
    if not (folder / ".gitignore").exists():
        files[".gitignore"] = ".cache/\n/site/\n"
    if kind:
        files |= {path: text for path, text in ci_files(kind).items() if not (folder / path).exists()}
    write(folder, [Writing(path, None, text.encode()) for path, text in files.items()])
    for path in files:
        click.echo(path)
    click.echo(words("Next: 'okr check' looks at the records, 'okr serve' shows the site."))


def _ceo(words: Words, name: str, handle: str) -> tuple[str, str]:
    """Return the CEO's name and handle."""

    def read(text: str) -> str:
        said = asking.said(text)
        _handle(said, handle)
        return said

    head = read(name) if name else asking.asked(words("Name of its CEO"), "--ceo", read)
    return head, _handle(head, handle)


def _handle(name: str, given: str) -> str:
    handle = given or handle_of(name)
    if not is_handle(handle) or handle == "company":
        raise Refusal(f"'{handle or name}' makes no handle of lower-case letters, digits and hyphens: give --ceo-handle")
    return handle


def _cycle(name: str) -> str:
    if implied_dates(name.strip()) is None:
        raise Refusal(f"'{name}' names no cycle; 2027, 2027-H1, 2027-Q1, 2027-B1 and 2027-01 do")
    return name.strip()


def _forge(words: Words, address: str, kind: str) -> tuple[str, Forge | None]:
    """Return the kind of forge, "" for none, and where the records lie on it; the kind is asked for where no address says it."""
    if not address:
        question = words("Address of its repository, as in https://github.com/acme/okrs (Enter leaves it out)")
        address = asking.maybe(question, repository_at, "")
    if not address:
        return kind, None
    url = repository_at(address)
    kind = kind or forge_of_host(url) or asking.chosen(words("Kind of forge"), "--forge", FORGES)
    return kind, Forge(_KINDS.get(kind, "gitea"), url)


_KINDS: Final[Mapping[str, Literal["github", "gitlab"]]] = {"github": "github", "gitlab": "gitlab"}
"""Forges that are no Gitea; Forgejo is one to whoever speaks with it."""
