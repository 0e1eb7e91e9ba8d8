"""A company's own rules: a package with an entry point, installed beside okrpress, and nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from okrpress.check import check
from okrpress.exchange.json_schema import schema
from okrpress.pages.catalogue import all_pages
from okrpress.pages.page import Desk
from okrpress.pages.render import render
from okrpress.rules import registry
from okrpress.words import Words
from tests import small
from tests.bench.company import SITE

pytestmark = pytest.mark.slow

RULE = '''
"""Nobody is called Li Na.

It is a joke, and 一句玩笑.

Source: us.

Bad:

    # people/li-na.md
    ---
    name: Li Na
    unit: logistics
    ---

Good:

    # people/li-na.md
    ---
    name: Na Li
    unit: logistics
    ---
"""

from okrpress.problem import say
from okrpress.rules.notice import notice

CODE = "ACME01"
SEVERITY = "warning"


def check(company):
    for person in company.workspace.people.values():
        if person.name == "Li Na":
            yield notice(person, say("this is {name}", name=person.name), ("name",), hint=say("ask her"))
'''
QUIET = 'CODE = "ACME02"\nSEVERITY = "info"\n\n\ndef check(company):\n    return iter(())\n'


class Installed:
    """A company with a package of own rules that is really there: modules and a dist-info folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        small.write(folder)

    def install(self, rules: dict[str, str], entry: str = "acme_rules") -> None:
        site = self.folder / "site-packages"
        for name, text in {"__init__": "", **rules}.items():
            file = site / "acme_rules" / f"{name}.py"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")
        about = site / "acme_rules-1.0.dist-info"
        about.mkdir(exist_ok=True)
        (about / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-rules\nVersion: 1.0\n")
        (about / "entry_points.txt").write_text(f"[okrpress.rules]\nacme = {entry}\n")

    def okr(self, *words: str) -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join(filter(None, (str(self.folder / "site-packages"), os.environ.get("PYTHONPATH", ""))))
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "1794268800", "PYTHONPATH": path}
        return subprocess.run(
            [sys.executable, "-m", "okrpress", *words],
            cwd=self.folder, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip


@pytest.fixture
def acme(tmp_path: Path) -> Installed:
    return Installed(tmp_path)


@pytest.fixture
def here(acme: Installed, monkeypatch: pytest.MonkeyPatch):
    """Install rules into this very process, which is quicker than starting one."""
    before = set(sys.modules)

    def install(rules: dict[str, str], entry: str = "acme_rules") -> None:
        acme.install(rules, entry)
        registry.catalogue.cache_clear()
        monkeypatch.syspath_prepend(acme.folder / "site-packages")

    yield install
    registry.catalogue.cache_clear()
    for name in set(sys.modules) - before:
        del sys.modules[name]


@pytest.fixture
def own_rule(here):
    here({"no_li_na": RULE})
    return registry.catalogue()["no-li-na"]


def test_a_rule_is_one_file(own_rule, findings) -> None:
    assert (own_rule.code, own_rule.family, own_rule.summary, own_rule.source, own_rule.origin) == (
        "ACME01", "acme_rules", "Nobody is called Li Na.", "us.", "acme-rules",
    )  # fmt: skip
    (found,) = findings({})
    assert (found.rule, found.severity, str(found.message), found.span[:2]) == ("no-li-na", "warning", "this is Li Na", (2, 7))
    bad, good = own_rule.examples
    assert findings(dict(bad.files), "no-li-na")
    assert findings(dict(good.files), "no-li-na") == []


@pytest.mark.parametrize("entry", ["acme_rules", "acme_rules.no_li_na"])
def test_an_installed_rule_checks_explains_and_is_known_to_settings(acme: Installed, entry: str) -> None:
    acme.install({"no_li_na": RULE}, entry)
    checked = acme.okr("check", "--fail-on", "warning")
    assert (checked.returncode, checked.stderr) == (1, "")
    assert checked.stdout.splitlines()[0] == "okrs/people/li-na.md:2:7: warning: this is Li Na. Ask her. [no-li-na ACME01]"
    explained = acme.okr("explain", "ACME01").stdout
    assert explained.startswith("ACME01 no-li-na (warning)\n\nNobody is called Li Na.\n\nIt is a joke, and 一句玩笑.\n")
    assert "no-li-na" in acme.okr("explain").stdout
    settings = json.loads(acme.okr("schema", "settings").stdout)["$defs"]["settings"]["properties"]["rules"]["properties"]
    assert settings["no-li-na"]["description"] == "Nobody is called Li Na."
    (acme.folder / "okrs/settings.yml").write_text("language: zh\nrules: {no-li-na: error}\n", encoding="utf-8")
    strict = acme.okr("check")
    assert strict.returncode == 1
    assert "错误: this is Li Na。Ask her。 [no-li-na ACME01]" in strict.stdout, "its words are shown as they are"


@pytest.mark.usefixtures("own_rule")
def test_it_has_its_page_in_the_handbook(company) -> None:
    desk = Desk.of(company(), (), Words("zh"))
    pages = {page.address: page for page in all_pages(desk)}
    page = pages["handbook/rules/no-li-na/"]
    shown = render(page, page.view(), {}, desk.words)
    assert "Nobody is called Li Na." in shown
    assert "name: Na Li" in shown
    listed = pages["handbook/rules/"]
    assert "no-li-na" in render(listed, listed.view(), {}, desk.words)
    assert "no-li-na" in schema("objective", Words("en"))


def test_a_rule_may_be_off_until_the_settings_switch_it_on(acme: Installed) -> None:
    acme.install({"no_li_na": RULE.replace('"warning"', '"off"')})
    assert acme.okr("check").stdout == "No findings.\n"
    (acme.folder / "okrs/settings.yml").write_text("rules: {no-li-na: info}\n", encoding="utf-8")
    assert "info: this is Li Na" in acme.okr("check").stdout
    assert '"enabled": false' in acme.okr("check", "--format", "sarif").stdout


def test_a_rule_without_a_word_of_explanation_still_works(acme: Installed) -> None:
    acme.install({"quiet": QUIET})
    explained = acme.okr("explain", "quiet")
    assert (explained.returncode, explained.stdout.splitlines()[0]) == (0, "ACME02 quiet (info)")


@pytest.mark.parametrize(
    ("rules", "entry", "said"),
    [
        ({"bad": "import nowhere_at_all"}, "acme_rules", "acme_rules.bad cannot be loaded: ModuleNotFoundError: No module named"),
        ({"bad": "def broken(:"}, "acme_rules", "acme_rules.bad cannot be loaded: SyntaxError"),
        ({"bad": "raise SystemExit(3)"}, "acme_rules", "acme_rules.bad cannot be loaded: SystemExit: 3"),
        ({}, "acme_rulez", "acme_rulez cannot be loaded: ModuleNotFoundError"),
        ({}, "acme_rules:rules", "acme_rules:rules cannot be loaded: AttributeError"),
        ({"x": "y = 1"}, "acme_rules.x:y", "acme_rules.x:y is no module"),
        ({"bad": QUIET.replace("CODE", "KODE")}, "acme_rules", "acme_rules.bad has no CODE"),
        ({"bad": QUIET.replace("SEVERITY", "GRAVITY")}, "acme_rules", "acme_rules.bad has no SEVERITY"),
        ({"bad": QUIET.replace("info", "fatal")}, "acme_rules", "its SEVERITY is 'fatal', not one of error, warning"),
        ({"bad": QUIET.replace("def check", "def chekk")}, "acme_rules.bad", "acme_rules.bad has no check"),
        ({"one": QUIET, "two": QUIET}, "acme_rules", "the code ACME02 belongs to the rule 'one' and to acme_rules.two"),
        ({"unknown_key": QUIET}, "acme_rules", "the name 'unknown-key' belongs to okrpress and to acme_rules.unknown_key"),
        ({"bad": QUIET.replace("ACME02", "OKR103")}, "acme_rules", "the code OKR103 belongs to the rule 'unknown-key'"),
        ({"bad": QUIET.replace("iter(())", "1 / 0")}, "acme_rules", "broke: ZeroDivisionError: division by zero (bad.py, line"),
        ({"bad": QUIET.replace("iter(())", "None")}, "acme_rules", "the rule 'bad' broke: TypeError"),
        ({"bad": QUIET.replace("iter(())", '["text"]')}, "acme_rules", "the rule 'bad' yields a str, not a problem"),
        ({"bad": RULE.replace("{name}", "{nobody}")}, "acme_rules", "the rule 'bad' broke: KeyError: 'nobody'"),
    ],
)  # fmt: skip
def test_a_broken_own_rule_is_refused(here, company, rules: dict[str, str], entry: str, said: str) -> None:
    here(rules, entry)
    with pytest.raises(registry.RuleError) as caught:
        check(company())
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "import nowhere_at_all",
            "the rules of acme-rules: acme_rules.bad cannot be loaded: ModuleNotFoundError: No module named",
        ),
        (QUIET.replace("iter(())", "1 / 0"), "the rule 'bad' broke: ZeroDivisionError: division by zero (bad.py, line"),
    ],
)
def test_a_broken_own_rule_is_one_line_and_status_2(acme: Installed, text: str, said: str) -> None:
    acme.install({"bad": text})
    is_said_in_one_line(acme.okr("check"), said)


def is_said_in_one_line(answer: subprocess.CompletedProcess[str], said: str) -> None:
    assert (answer.returncode, answer.stdout) == (2, ""), answer
    assert answer.stderr.startswith("okr: "), answer.stderr
    assert answer.stderr.count("\n") == 1, answer.stderr
    assert said in answer.stderr, answer.stderr


def test_a_build_says_the_same(acme: Installed) -> None:
    acme.install({"bad": QUIET.replace("iter(())", "1 / 0")})
    (acme.folder / "mkdocs.yml").write_text(SITE, encoding="utf-8")
    (acme.folder / "okrs/pages").mkdir()
    is_said_in_one_line(acme.okr("build"), "the rule 'bad' broke: ZeroDivisionError")
    acme.install({"bad": "import nowhere_at_all"})
    is_said_in_one_line(acme.okr("build"), "acme_rules.bad cannot be loaded: ModuleNotFoundError")
    assert not (acme.folder / "site").exists()
