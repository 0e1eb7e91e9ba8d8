from __future__ import annotations

import os
import subprocess
import sys

import pytest


@pytest.fixture(params=["github", "gitlab"])
def post(request, forge, tmp_path):
    """Call `okr post` in a job of a forge."""
    told = (
        {"GITHUB_API_URL": forge.url, "GITHUB_REPOSITORY": "acme/okrs"}
        if request.param == "github"
        else {"CI_API_V4_URL": forge.url, "CI_PROJECT_ID": "acme/okrs"}
    )
    (tmp_path / "text.md").write_text("Ask @li-na\n", encoding="utf-8")

    def call(*words, **more):
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("GITHUB_", "CI_", "OKR_"))}
        environment = {**kept, **told, "OKR_TOKEN": forge.token, **more}
        return subprocess.run(
            [sys.executable, "-m", "okrpress", "post", *words],
            cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    return call


def test_one_comment_is_brought_up_to_date_and_calls_nobody(post, forge, tmp_path):
    assert post("comment", "text.md", "--to", "7").stdout.endswith(": written\n")
    (tmp_path / "text.md").write_text("Second\n", encoding="utf-8")
    assert post("comment", "text.md", "--to", "7").stdout.endswith(": brought up to date\n")
    assert [comment["body"] for comment in forge.comments[7]] == ["<!-- okrpress: changes -->\nSecond\n"]
    (tmp_path / "text.md").write_text("Ask @li-na\n", encoding="utf-8")
    post("comment", "text.md", "--to", "8")
    assert forge.comments[8][0]["body"] == "<!-- okrpress: changes -->\nAsk @\u200bli-na\n"


def test_it_is_found_among_many(post, forge):
    forge.comments[7] = [{"id": number, "user": {"login": "li"}, "body": "+1"} for number in range(120)]
    post("comment", "text.md", "--to", "7")
    post("comment", "text.md", "--to", "7")
    assert len(forge.comments[7]) == 121


def test_nothing_is_written_under_a_request_that_moved_on_or_is_anothers(post, forge, tmp_path):
    forge.heads[7] = "b" * 40
    (tmp_path / "number").write_text("7\n", encoding="utf-8")
    refused = post("comment", "text.md", "--to-number-in", "number", "--head", "a" * 40)
    assert refused.returncode == 2
    assert "does not stand on" in refused.stderr
    assert forge.comments == {}
    assert post("comment", "text.md", "--to-number-in", "number", "--head", "b" * 40).returncode == 0


@pytest.mark.parametrize("number", ["7; rm -rf /", "../issues/1", "0", ""])
def test_a_number_is_a_number(post, forge, tmp_path, number):
    (tmp_path / "number").write_text(number, encoding="utf-8")
    assert post("comment", "text.md", "--to-number-in", "number").returncode == 2
    assert forge.asked == []


def test_an_issue_is_brought_up_to_date_by_its_mark(post, forge, tmp_path):
    post("issue", "text.md", "--title", "OKRs of hubs", "--mark", "digest of hubs")
    post("issue", "text.md", "--title", "OKRs of sales", "--mark", "digest of sales")
    (tmp_path / "text.md").write_text("New week\n", encoding="utf-8")
    post("issue", "text.md", "--title", "OKRs of hubs", "--mark", "digest of hubs")
    assert [issue["title"] for issue in forge.issues] == ["OKRs of hubs", "OKRs of sales"]
    said = [issue.get("body") or issue["description"] for issue in forge.issues]
    assert said == ["<!-- okrpress: digest of hubs -->\nNew week\n", "<!-- okrpress: digest of sales -->\nAsk @\u200bli-na\n"]


def test_a_text_is_never_longer_than_a_forge_takes(post, forge, tmp_path):
    (tmp_path / "text.md").write_text("x" * 100_000, encoding="utf-8")
    post("comment", "text.md", "--to", "7")
    assert len(forge.comments[7][0]["body"]) < 65_536


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"OKR_TOKEN": ""}, "there is no OKR_TOKEN in the environment"),
        ({"OKR_TOKEN": "wrong"}, "the forge answers 401"),
        ({"GITHUB_REPOSITORY": "", "CI_PROJECT_ID": ""}, "are not in the environment"),
    ],
)
def test_what_is_missing_is_said_in_one_line(post, more, said):
    refused = post("comment", "text.md", "--to", "7", **more)
    assert refused.returncode == 2
    assert said in refused.stderr
    assert refused.stderr.count("\n") == 1


def test_the_mark_of_somebody_else_is_left_alone(forge, post):
    forge.comments[7] = [{"id": 1, "user": {"login": "mallory"}, "body": "<!-- okrpress: changes -->\nMine"}]
    post("comment", "text.md", "--to", "7")
    assert [comment["user"]["login"] for comment in forge.comments[7]] == ["mallory", forge.login]
