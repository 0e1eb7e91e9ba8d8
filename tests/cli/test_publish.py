from __future__ import annotations

import shutil
import subprocess

import pytest

pytestmark = pytest.mark.slow

DAMAGE = "---\nname: Zhang Min\nunit: compny\n---\n"


@pytest.fixture
def company(okr, tmp_path):
    assert okr("init", "--company", "Acme", "--ceo", "Zhang Min").status == 0
    return tmp_path


def test_a_site_is_built_and_published_to_a_folder(okr, company):
    answer = okr("publish", "folder", "www")
    assert answer.status == 0, answer.err
    assert answer.out.startswith("www/releases/000001: ")
    assert "Zhang Min" in (company / "www/current/index.html").read_text("utf-8")


@pytest.mark.slow
def test_errors_leave_what_was_published_and_a_rollback_brings_back_what_was_before(okr, company):
    assert okr("publish", "folder", "www", "--quiet").out == ""
    person = company / "okrs/people/zhang-min.md"
    before = person.read_text("utf-8")
    person.write_text(DAMAGE, encoding="utf-8")
    refused = okr("publish", "folder", "www")
    assert refused.status == 1
    assert refused.err == "okr: nothing was published; --allow-errors publishes all the same\n"
    assert (company / "www/current").readlink().name == "000001"
    person.write_text(before.replace("Zhang Min", "Zhang Minmin"), encoding="utf-8")
    assert okr("publish", "folder", "www").status == 0
    assert "Zhang Minmin" in (company / "www/current/index.html").read_text("utf-8")
    assert okr("publish", "folder", "www", "--rollback").out.startswith("www/releases/000001: ")
    assert "Zhang Minmin" not in (company / "www/current/index.html").read_text("utf-8")
    answer = okr("publish", "folder", "www", "--rollback")
    assert (answer.status, answer.err) == (2, "okr: www keeps no release from before the published one.\n")


@pytest.mark.slow
def test_a_site_that_was_built_elsewhere_is_published_to_a_branch(okr, company):
    assert okr("build").status == 0
    shutil.move(company / "site", company / "artifact")
    for words in (["init", "-q"], ["add", "okrs"], ["-c", "user.name=L", "-c", "user.email=l@x", "commit", "-qm", "Begin"]):
        subprocess.run(["git", *words], cwd=company, check=True)
    answer = okr("publish", "branch", "--built", "artifact")
    assert answer.status == 0, answer.err
    assert answer.out.startswith("gh-pages: ")
    assert not (company / "site").exists()
    assert okr("publish", "branch", "--built", "artifact").out == "gh-pages: it is published already; nothing to do\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("folder", "okrs"), "okrs holds something else: name an empty folder, or one that 'okr publish folder' made."),
        (("folder", "www", "--built", "okrs"), "okrs is no built site, for it has no index.html: 'okr build' makes one."),
        (("folder", "/proc/www"), "/proc/www cannot be written: No such file or directory"),
    ],
)
@pytest.mark.usefixtures("company")
def test_what_cannot_be_published_is_said_in_one_line(okr, words, said):
    answer = okr("publish", *words)
    assert (answer.status, answer.err) == (2, f"okr: {said}\n")
