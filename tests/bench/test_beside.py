"""What is measured beside us gets what we get: every page, every front matter, every picture."""

from __future__ import annotations

import json

from tests.bench import company, diagrams, front_matter, hugo_loop


def test_every_record_with_front_matter_is_read_by_others(tmp_path):
    records = company.write(tmp_path, 20, years=1)
    count = front_matter.export(records, tmp_path / "yaml")
    made = list((tmp_path / "yaml").rglob("*.yaml"))
    assert len(made) == count == len([file for file in records.rglob("*.md") if file.read_text("utf-8").startswith("---\n")])
    assert all(file.read_text("utf-8").count("\n---") == 0 for file in made)


def test_every_page_is_given_to_hugo_with_its_content_and_address(tmp_path):
    for address in ("", "a/b/"):
        page = tmp_path / "site" / address / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"<html>{{{{x}}}}<article class='c'><p>{address}</p></article></html>", encoding="utf-8")
    (tmp_path / "site/moved").mkdir()
    (tmp_path / "site/moved/index.html").write_text("<p>moved</p>", encoding="utf-8")
    assert hugo_loop.export(tmp_path / "site", tmp_path / "hugo") == 2
    pages = [file.read_text("utf-8").splitlines() for file in sorted((tmp_path / "hugo/content").iterdir())]
    assert [(json.loads(front)["url"], content) for front, content in pages] == [("/a/b/", "<p>a/b/</p>"), ("/home/", "<p></p>")]
    layout = (tmp_path / "hugo/layouts/_default/single.html").read_text("utf-8")
    assert layout == "<html>{{ \"{{\" }}x}}<article class='c'>{{ .Content }}</article></html>"


def test_pictures_are_those_of_the_company(tmp_path):
    records = company.write(tmp_path, 20, years=1)
    count = diagrams.export(records, tmp_path / "dots.json")
    dots = json.loads((tmp_path / "dots.json").read_text("utf-8"))
    assert len(dots) == count > 10
    assert all(text.startswith("digraph") for text in dots.values())
