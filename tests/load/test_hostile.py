"""What somebody could put into a pull request to keep the checker busy, or to make one thing look like another."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from okrpress.load import load
from tests import small

NIGHT = "cycles/2026-Q4/wang-lei/night.md"
HEAD = "---\ntitle: The night shift goes home unhurt\ntype: aspirational\n---\n"


@pytest.fixture
def root(tmp_path) -> Path:
    return small.write(tmp_path)


def told(root: Path) -> dict[str, tuple[str, str]]:
    return {problem.path.removeprefix("okrs/"): (problem.rule, str(problem.message)) for problem in load(root).problems}


def put(root: Path, path: str, content: str | bytes) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.mark.parametrize("path", ["people/pipe.md", "pages/pipe.md", "settings.yml", NIGHT])
def test_a_pipe_keeps_nobody_waiting(root, path):
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).unlink(missing_ok=True)
    os.mkfifo(root / path)
    assert told(root)[path] == ("unreadable-file", "not an ordinary file")


@pytest.mark.parametrize("target", ["/", "/proc", "../..", "/dev/zero"])
def test_a_link_that_leads_out_is_not_followed(root, target):
    (root / "people/out.md").symlink_to(target)
    assert told(root)["people/out.md"] == ("unreadable-file", "a link that leads out of the folder")


@pytest.mark.parametrize("name", ["con", "nul", "aux", "prn", "com1", "lpt9"])
def test_names_that_windows_keeps_for_itself(root, name):
    put(root, f"people/{name}.md", "---\nname: X\nunit: logistics\n---\n")
    rule, message = told(root)[f"people/{name}.md"]
    assert (rule, message) == (
        "misplaced-file",
        f"Windows keeps the name '{name}' for a device, and cannot check out this repository",
    )


def test_letters_of_scripts_that_look_alike_do_not_mix(root):
    put(root, "people/p\u0430ypal.md", "---\nname: X\nunit: logistics\n---\n")
    rule, message = told(root)["people/p\u0430ypal.md"]
    assert rule == "misplaced-file"
    assert message.endswith("mixes CYRILLIC + LATIN letters, which look alike")


def test_handles_that_look_the_same_are_twins(root):
    put(root, "people/cop.md", "---\nname: X\nunit: logistics\n---\n")
    put(root, "people/\u0441\u043e\u0440.md", "---\nname: Y\nunit: logistics\n---\n")
    assert told(root)["people/\u0441\u043e\u0440.md"][0] == "duplicate-id"


def test_one_script_beside_another_is_fine(root):
    for handle in ("иван", "物流-a", "renée", "νίκος"):
        put(root, f"people/{handle}.md", "---\nname: X\nunit: logistics\n---\n")
    assert told(root) == {}


@pytest.mark.parametrize("sign", ["\u202a", "\u202e", "\u2066", "\u2069"])
def test_signs_that_turn_the_direction_are_refused_everywhere(root, sign):
    put(root, NIGHT, HEAD + f"gnp.{sign}exe\n")
    assert told(root)[NIGHT] == ("unreadable-file", f"a control character, U+{ord(sign):04X}")
    put(root, NIGHT, HEAD.replace("title: The night shift", f'title: "The \\u{ord(sign):04x} shift').replace("unhurt", 'unhurt"'))
    assert told(root)[NIGHT] == ("wrong-type", "a control character, which no page can show")


def test_accents_that_pile_up(root):
    put(root, NIGHT, HEAD + "Z" + "\u0301" * 20 + "algo\n")
    assert told(root)[NIGHT] == ("unsafe-html", "20 accents on one letter, which cover the lines around it")
    put(root, NIGHT, HEAD + "\u0915\u094d\u0937 e\u0301\u0302 \u05d1\u05bc\u05b0\n")
    assert told(root) == {}


@pytest.mark.parametrize("text", ["[" * 400, "![" * 400, "<a " * 400, "[a](" * 400])
def test_brackets_that_would_take_minutes(root, text):
    put(root, NIGHT, HEAD + "A story\n\n" + text + "\n")
    assert told(root)[NIGHT] == ("unsafe-html", "more than 300 brackets in one paragraph, which nobody waits for")


def test_many_links_in_many_paragraphs_are_fine(root):
    put(root, NIGHT, HEAD + "[a](https://example.com/)\n\n" * 2000)
    assert told(root) == {}


@pytest.mark.parametrize("mark", ["> ", "    ", "\t"])
def test_what_is_nested_deeper_than_a_page_can_show(root, mark):
    put(root, NIGHT, HEAD + "A story\n\n" + mark * 400 + "x\n")
    assert told(root)[NIGHT] == ("unsafe-html", "indented deeper than a page can show")


def test_brackets_nested_without_end(root):
    put(root, NIGHT, "---\ntags: " + "[" * 100_000 + "\n---\n")
    assert told(root)[NIGHT] == ("unreadable-file", "brackets nested deeper than anybody reads")


@pytest.mark.parametrize("name", ["evil.html", "evil.js", "evil.xhtml", "evil.css", "evil"])
def test_what_a_browser_would_run_is_no_attachment(root, name):
    put(root, f"pages/{name}", "alert(1)")
    assert told(root)[f"pages/{name}"][0] == "unsafe-html"


def test_pictures_are_looked_into(root):
    put(root, "pages/good.svg", '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>')
    put(root, "pages/evil.svg", '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
    put(root, "pages/photo.png", b"\x89PNG")
    found = told(root)
    assert found == {"pages/evil.svg": ("unsafe-html", "the attribute onload could run in a reader's browser")}


def test_folders_in_folders_without_end(root):
    place = root / "cycles/2026-Q4"
    (place / "/".join(["d"] * 900)).mkdir(parents=True)
    assert told(root) == {}
    deepest = place / "/".join(["d"] * 900) / "x.md"
    deepest.write_text("---\n---\n")
    assert next(iter(told(root).values()))[0] == "misplaced-file"
