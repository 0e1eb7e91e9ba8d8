from __future__ import annotations

import re
from datetime import date
from fnmatch import fnmatchcase

import pytest

from okrpress.exchange.codeowners import codeowners
from tests import small

HOST = "git.example.com"


def person(name, unit, account=""):
    links = f"links: {{forge: https://{HOST}/{account}, chat: https://chat.example.com/x}}\n" if account else ""
    return f"---\nname: {name}\nunit: {unit}\n{links}---\n"


FILES = {
    "units/company.md": "---\nname: Acme\nkind: company\nlead: zhang-min\nceo: zhang-min\n---\n",
    "units/logistics.md": "---\nname: Logistics\nkind: department\nparent: company\nlead: li-na\n---\n",
    "units/hubs.md": "---\nname: Hubs\nkind: team\nparent: logistics\nlead: wang-lei\n---\n",
    "units/gone.md": "---\nname: Gone\nkind: team\nparent: logistics\nuntil: 2026-01-01\n---\n",
    "people/zhang-min.md": person("Zhang Min", "company", "zhang"),
    "people/li-na.md": person("Li Na", "logistics", "lina"),
    "people/wang-lei.md": person("Wang Lei", "hubs"),
}


@pytest.fixture
def owners(company):
    def write(forge):
        built = company(FILES)
        return codeowners(built.workspace, forge, HOST, date(2026, 11, 10))

    return write


def asked(text, path, forge):
    """Say whom a forge would ask, by its own reading of the file."""
    found = []
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        pattern, *accounts = line.split(" ")
        if forge == "gitea":
            if re.fullmatch(pattern, path):
                found += accounts
        elif pattern.startswith("!"):
            assert forge == "gitlab", "GitHub knows no exclusions"
            if fnmatchcase(f"/{path}", pattern[1:]):
                return []
        elif fnmatchcase(f"/{path}", pattern if not pattern.endswith("/") else f"{pattern}*"):
            found = accounts
    return found


@pytest.mark.parametrize("forge", ["github", "gitlab", "gitea"])
@pytest.mark.parametrize(
    ("path", "account"),
    [
        ("okrs/cycles/2026-Q4/logistics/on-time.md", "@lina"),
        ("okrs/units/logistics.md", "@lina"),
        ("okrs/cycles/2026-Q4/hubs/lines.md", "@lina"),  # its lead has no account: the one above
        ("okrs/cycles/2026-Q4/wang-lei/mine.md", "@lina"),  # nobody reviews what is their own
        ("okrs/cycles/2026-Q4/li-na/mine.md", "@zhang"),
        ("okrs/people/li-na.md", "@zhang"),
        ("okrs/settings.yml", "@zhang"),
    ],
)
def test_the_nearest_lead_is_asked(owners, forge, path, account):
    assert asked(owners(forge).text, path, forge) == [account]


@pytest.mark.parametrize("forge", ["github", "gitlab", "gitea"])
def test_nobody_has_to_be_asked_for_a_comment(owners, forge):
    assert asked(owners(forge).text, "okrs/cycles/2026-Q4/logistics/on-time.comments.md", forge) == []


def test_who_has_no_account_is_told(owners):
    assert owners("github").without_account == ("chen-jie", "wang-lei")


def test_a_unit_that_is_gone_is_nobodys(owners):
    assert "gone" not in owners("github").text


@pytest.mark.parametrize(
    "link", [f"https://{HOST}/acme/okrs", "https://other.example.com/lina", f"https://{HOST}/a b", f"https://{HOST}/x%0a@y"]
)
def test_a_link_that_is_no_account_is_none(company, link):
    built = company({**FILES, "people/li-na.md": f"---\nname: Li Na\nunit: logistics\nlinks: {{forge: '{link}'}}\n---\n"})
    assert "li-na" in codeowners(built.workspace, "github", HOST, small.TODAY).without_account
