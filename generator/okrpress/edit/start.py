"""The first records of a company: settings, one cycle, the company, its CEO, and the CEO's first objective."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlsplit

import yaml

from okrpress.edit.change import Value
from okrpress.edit.fresh import Fresh
from okrpress.edit.notation import flow
from okrpress.handles import is_handle, normal
from okrpress.refusal import Refusal
from okrpress.settings import Forge
from okrpress.words import Words


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a company says of itself on its first day."""

    company: str
    """Its name."""
    ceo: str
    """The CEO's name."""
    handle: str
    """The CEO's handle."""
    language: str
    """en or zh."""
    cycle: str
    """The name of the first cycle."""
    forge: Forge | None = None
    """Where the records will be changed by pull request."""


def handle_of(name: str) -> str:
    """Return the handle that a name makes (`Zhang Min` → `zhang-min`); "" where it makes none."""
    made = re.sub(r"[\W_]+", "-", normal(name).lower()).strip("-")
    return made if is_handle(made) else ""


def repository_at(address: str) -> str:
    """Return the address of a repository as settings hold it.

    Raises:
        Refusal: it is none.

    """
    url = address.strip().removesuffix("/").removesuffix(".git")
    parts = urlsplit(url)
    if parts.scheme not in ("https", "http") or not parts.netloc or "/" not in parts.path.strip("/"):
        raise Refusal(f"'{address}' is no address of a repository, such as https://github.com/acme/okrs")
    return url


def forge_of_host(url: str) -> str:
    """Return the kind of forge that an address speaks of; "" where its host does not say."""
    host = urlsplit(url).netloc.lower()
    return next((kind for clue, kind in _CLUES.items() if clue in host), "")


_CLUES: Final = {"github": "github", "gitlab": "gitlab", "codeberg": "forgejo", "forgejo": "forgejo", "gitea": "gitea"}


def quarter_of(day: date) -> str:
    """Return the name of the quarter that a day lies in: 2026-Q4."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def records(beginning: Beginning) -> Mapping[str, str]:
    """Return the first files of `okrs/`, path → text: valid from the start."""
    words = Words(beginning.language)
    cycle, handle = beginning.cycle, beginning.handle
    return {
        "settings.yml": "# "
        + words("Every key has a default; the handbook of the site lists them all.")
        + f"\nlanguage: {beginning.language}\n"
        + (f"forge: {flow({'kind': forge.kind, 'url': forge.url})}\n" if (forge := beginning.forge) else ""),
        "units/company.md": _record({"name": beginning.company, "kind": "company", "lead": handle, "ceo": handle}),
        f"people/{handle}.md": _record({"name": beginning.ceo, "unit": "company"}),
        f"cycles/{cycle}/cycle.md": _record({"title": cycle.replace("-", " ")}),
        f"cycles/{cycle}/{handle}/open-okrs.md": _record(
            {
                "title": words("Everyone here knows what we want to reach, and says so too"),
                "type": "aspirational",
                "stage": "proposed",
                "key_results": [
                    {
                        "id": "units",
                        "title": words("Units with OKRs of their own rise from 0 to 5"),
                        "metric": {"start": 0, "target": 5, "unit": words("units")},
                    },
                    {
                        "id": "check-ins",
                        "title": words("80 % of key results have a check-in within two weeks"),
                        "metric": {"start": 0, "target": 80, "unit": "%"},
                    },
                ],
            },
            words("A first objective to begin with: change it, or put your own in its place."),
        ),
    }


def site_configuration(company: str) -> str:
    """Return the `mkdocs.yml` of a new company."""
    name = yaml.safe_dump(f"{company} OKR", allow_unicode=True, width=10_000).removesuffix("...\n").strip()
    return f"""\
site_name: {name}
docs_dir: okrs
theme:
  name: material
plugins:
  - okr
"""


def _record(front: Mapping[str, Value], story: str = "") -> str:
    return Fresh("", front, story).text
