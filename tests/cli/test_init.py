from __future__ import annotations

import pytest

from okrpress.edit.start import forge_of_host, handle_of, quarter_of, repository_at
from tests import small
from tests.cli.transcript import Terminal


@pytest.fixture
def seat(tmp_path, monkeypatch, capsys):
    """Sit at a terminal where nothing is yet."""
    return Terminal(tmp_path, monkeypatch, capsys)


@pytest.mark.parametrize(("language", "ceo"), [("en", "Zhang Min"), ("zh", "张敏")])
def test_a_new_company_is_valid_from_the_start(okr, tmp_path, language, ceo):
    answer = okr("init", "--company", "Acme: Parcels", "--ceo", ceo, "--language", language)
    assert answer.status == 0, answer.err
    assert "mkdocs.yml" in answer.out
    assert (tmp_path / ".gitignore").read_text("utf-8").split() == [".cache/", "/site/"]
    assert okr("check", "--fail-on", "warning").status == 0
    assert (tmp_path / "okrs/units/company.md").read_text("utf-8").startswith('---\nname: "Acme: Parcels"\n')


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("en", "en\n\nAcme Parcels\n!!!\nZhang Min\n2027-Q5\n\nacme/okrs\nhttps://git.example.com/acme/okrs.git\ngitea\n"),
        ("zh", "zh\n雨燕速运\n张敏\n2027-Q1\nhttps://gitlab.com/swiftlet/hq/okrs\n"),
    ],
)
def test_five_questions(seat, tmp_path, golden, okr, language, typed):  # noqa: PLR0913, PLR0917 - what a test asks for
    here = seat
    status, _, _ = here.okr("init", typed=typed)
    here.text += (tmp_path / "okrs/settings.yml").read_text("utf-8")
    golden(f"edit/init_{language}.txt", here.text)
    assert status == 0
    assert okr("check", "--fail-on", "warning", "--today", "2027-01-04").status == 0


def test_without_a_terminal_it_says_what_is_missing(okr, tmp_path):
    assert okr("init").err == "okr: --company is missing, and there is no terminal to ask at\n"
    assert okr("init", "--company", "Acme").err == "okr: --ceo is missing, and there is no terminal to ask at\n"
    unknown = okr("init", "--company", "Acme", "--ceo", "Li Na", "--repository", "https://git.example.com/acme/okrs")
    assert unknown.err == "okr: --forge is missing, and there is no terminal to ask at\n"
    wrong = okr("init", "--company", "Acme", "--ceo", "Li Na", "--cycle", "spring")
    assert "'spring' names no cycle" in wrong.err
    assert not (tmp_path / "okrs").exists()


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://github.com/acme/okrs", "github"),
        ("https://gitlab.example.com/a/b/c.git", "gitlab"),
        ("https://codeberg.org/acme/okrs/", "forgejo"),
        ("https://git.example.com/acme/okrs", ""),
    ],
)
def test_a_forge_is_known_by_its_host(address, kind):
    url = repository_at(address)
    assert forge_of_host(url) == kind
    assert not url.endswith((".git", "/"))


def test_nothing_that_exists_is_touched(okr, records, tmp_path):
    records()
    answer = okr("init", "--company", "Acme", "--ceo", "Li Na")
    assert answer.status == 2
    assert answer.err == "okr: 'okrs' has files already; 'okr init' begins only where nothing is\n"
    assert not (tmp_path / "mkdocs.yml").exists()


def test_a_name_that_makes_no_handle_is_refused_with_the_way_out(okr):
    answer = okr("init", "--company", "Acme", "--ceo", "!!!")
    assert answer.status == 2
    assert "give --ceo-handle" in answer.err


def test_handles_and_quarters():
    assert [handle_of(name) for name in ("Zhang Min", "张敏", "José O'Neill", "!")] == ["zhang-min", "张敏", "josé-o-neill", ""]
    assert quarter_of(small.TODAY) == "2026-Q4"


@pytest.mark.slow
def test_a_new_company_builds_and_is_published(okr, tmp_path):
    assert okr("init", "--company", "Acme", "--ceo", "Zhang Min").status == 0
    built = okr("build")
    assert built.status == 0, built.err
    assert "Zhang Min" in (tmp_path / "site/index.html").read_text("utf-8")
    published = okr("publish", "folder", "www")
    assert published.status == 0, published.err
    assert "Zhang Min" in (tmp_path / "www/current/index.html").read_text("utf-8")


@pytest.mark.slow
def test_errors_keep_a_company_from_being_published(okr, tmp_path):
    assert okr("init", "--company", "Acme", "--ceo", "Zhang Min").status == 0
    assert okr("build").status == 0
    before = (tmp_path / "site/index.html").read_bytes()
    (tmp_path / "okrs/people/zhang-min.md").write_text("---\nname: Min Zhang\nunit: compny\n---\n", encoding="utf-8")
    refused = okr("build")
    assert refused.status == 1
    assert "there is no unit 'compny'" in refused.out
    assert "Did you mean company?" in refused.out
    assert refused.err == "okr: nothing was published; --allow-errors publishes all the same\n"
    assert (tmp_path / "site/index.html").read_bytes() == before
    assert okr("build", "--allow-errors").status == 0
    assert "Min Zhang" in (tmp_path / "site/index.html").read_text("utf-8")
