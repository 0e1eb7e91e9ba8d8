"""The company in the terminal: in its language, in 80 columns, with and without colour."""

from __future__ import annotations

import re
import sys

import pytest
import wcwidth

from tests import small
from tests.pages import showcase

VIEWS = {
    "objective": ("show", "logistics/on-time"),
    "closed": ("show", "2026-Q3/logistics/winter"),
    "key_result": ("show", "logistics/on-time#rate"),
    "unit": ("show", "logistics"),
    "person": ("show", "wang-lei"),
    "cycle": ("show", "2026-Q4"),
    "tree": ("show",),
    "mine": ("show", "--mine", "li-na"),
}
DAY = ("--today", showcase.TODAY.isoformat())


@pytest.fixture
def showcased(terminal):
    def sit(language: str):
        settings = showcase.FILES["settings.yml"].replace("language: en", f"language: {language}")
        return terminal(**{**showcase.FILES, "settings.yml": settings})

    return sit


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("view", VIEWS)
def test_views(showcased, golden, view, language):
    here = showcased(language)
    status, out, err = here.okr(*VIEWS[view], *DAY)
    assert (status, err) == (0, "")
    assert [line for line in out.splitlines() if wcwidth.width(line) > 80] == []
    assert "\x1b" not in out
    golden(f"edit/show_{view}_{language}.txt", out)


@pytest.mark.parametrize("view", VIEWS)
def test_a_narrow_terminal_and_colours_lose_nothing(showcased, monkeypatch, view):
    here = showcased("zh")
    plain = here.okr(*VIEWS[view], *DAY)[1]
    monkeypatch.setenv("COLUMNS", "48")
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: True, raising=False)
    coloured = here.okr(*VIEWS[view], *DAY)[1]
    assert "\x1b[1m" in coloured
    bare = re.sub("\x1b\\[[0-9]*m", "", coloured)
    assert "".join(bare.split()) == "".join(plain.split()) or sorted("".join(bare.split())) == sorted("".join(plain.split()))
    assert all(wcwidth.width(line) <= 48 for line in bare.splitlines())
    for words in (("--no-color",), ()):
        if not words:
            monkeypatch.setenv("NO_COLOR", "1")
        assert "\x1b" not in here.okr(*VIEWS[view], *DAY, *words)[1]


def test_an_empty_company(terminal):
    here = terminal(**{path: "" for path in small.FILES if path.startswith("cycles/")})
    assert here.okr("show")[1] == "There is no cycle yet.\n"
    assert "Nothing in a cycle that is open." in here.okr("show", "logistics")[1]
    assert "Nothing waits on you." in here.okr("show", "--mine", "li-na")[1]


def complete(words: str, monkeypatch, capsys, shell: str = "zsh") -> list[str]:
    from okrpress.cli import command

    monkeypatch.setenv("_OKR_COMPLETE", f"{shell}_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split(" ")) - 1))
    monkeypatch.setattr(sys, "argv", ["okr"])
    capsys.readouterr()
    with pytest.raises(SystemExit):
        command.main()
    return capsys.readouterr().out.splitlines()[1::3]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("okr checkin logis", ["logistics/on-time"]),
        ("okr checkin logistics/on-time#", ["logistics/on-time#rate", "logistics/on-time#damage"]),
        ("okr checkin 2026-Q4/logistics/on-time#d", ["2026-Q4/logistics/on-time#damage"]),
        ("okr checkin 2026-Q4/logis", ["2026-Q4/logistics/on-time"]),
        ("okr checkin 2026", ["2026-Q4/"]),
        ("okr checkin ../../../etc/passwd#", []),
        ("okr checkin x --by li", ["li-na"]),
        ("okr new person --unit hu", ["hub-north"]),
        ("okr carry x --to 2026", ["2026-Q4"]),
        ("okr show cu", ["customer-service", "customer-service/first-call"]),
        ("okr amend x --field ty", ["type"]),
        ("okr check", ["check", "checkin"]),
    ],
)
def test_completion(terminal, monkeypatch, capsys, typed, offered):
    terminal()
    assert complete(typed, monkeypatch, capsys) == offered


def test_completion_without_records_offers_nothing(terminal, monkeypatch, capsys, tmp_path):
    terminal()
    monkeypatch.chdir(tmp_path / "okrs")
    assert complete("okr checkin lo", monkeypatch, capsys) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_for_each_shell(terminal, shell):
    status, out, _ = terminal().okr("completion", shell)
    assert status == 0
    assert f"_OKR_COMPLETE={shell}_complete" in out
