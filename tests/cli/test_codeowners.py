from __future__ import annotations


def test_it_is_printed_and_says_whom_it_does_not_know(okr, records):
    records()
    answer = okr("codeowners", "--host", "chat.example.com", "--forge", "github")
    assert answer.status == 0
    assert answer.out.startswith("# Made by `okr codeowners`")
    assert "no account on chat.example.com is known of" in answer.err
