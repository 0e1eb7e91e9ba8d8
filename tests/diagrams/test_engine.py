from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from okrpress.diagrams import engine
from okrpress.diagrams.dot import source, statements
from okrpress.diagrams.engine import Command, engine_of
from okrpress.diagrams.graph import DiagramError
from okrpress.diagrams.plan import Plan
from tests.diagrams import pictures

GOOD = "digraph {name} {{ a -> b }}"


def dots(*bad: int, count: int = 9) -> dict[str, str]:
    return {
        f"g{index}": f'digraph g{index} {{ x -> -> " }}' if index in bad else GOOD.format(name=f"g{index}")
        for index in range(count)
    }


@pytest.mark.parametrize("bad", [(), (0,), (4,), (8,), (0, 1, 8), tuple(range(9))])
def test_a_bad_graph_loses_nobody_but_itself(bad):
    layouts = engine_of().lay_out(dots(*bad))
    assert set(layouts.made) == {f"g{index}" for index in range(9) if index not in bad}
    assert [failure.graph for failure in layouts.failed] == [f"g{index}" for index in bad]
    assert all("syntax error" in failure.reason for failure in layouts.failed)


def test_a_layout_does_not_depend_on_its_batch():
    texts = {f"g{index}": source(statements(Plan.of(pictures.wide(index % 4 + 1, 3))), f"g{index}") for index in range(60)}
    together = engine_of().lay_out(texts).made
    alone = {name: engine_of().lay_out({name: text}).made[name] for name, text in texts.items()}
    assert together == alone


_HONEST = "import os, subprocess, sys, time\ntext = sys.stdin.read()\n"
_AND_ELSE = "\nsys.stdout.write(subprocess.run([{path!r}, *sys.argv[1:]], input=text, text=True, capture_output=True).stdout)"


def _sometimes(folder, what):
    """Return an engine that does something to graphs named slow, and lays out all others."""
    path = engine_of().path
    return _script(folder, f"{_HONEST}if 'slow' in text: {what}{_AND_ELSE.format(path=path)}")


@pytest.mark.slow
def test_a_graph_that_takes_too_long_is_named(tmp_path):
    slow = _sometimes(tmp_path, "time.sleep(60)")
    failed = Command(slow, seconds=8).lay_out({"slow": "digraph slow {}"}).failed
    assert [(failure.graph, failure.reason) for failure in failed] == [("slow", "no layout within 8 seconds")]


def test_a_crash_is_named(tmp_path):
    crashing = _sometimes(tmp_path, "os.abort()")
    failed = Command(crashing).lay_out({"slow": "digraph slow {}", "slow2": "digraph slow2 {}"}).failed
    assert [failure.graph for failure in failed] == ["slow", "slow2"]
    assert "status" in failed[0].reason


def test_nonsense_is_no_layout(tmp_path):
    talking = _sometimes(tmp_path, 'print(\'{"name": "slow", "bb": 3} {oops\'); sys.exit()')
    assert [failure.graph for failure in Command(talking).lay_out({"slow": "digraph slow {}"}).failed] == ["slow"]


@pytest.mark.parametrize(
    "code", ["import os\nos.abort()", "print('{oops')", "import time\ntime.sleep(60)", "import sys\nsys.exit(3)"]
)
def test_an_engine_that_lays_out_nothing_is_no_matter_of_each_picture(tmp_path, code):
    with pytest.raises(DiagramError, match="lays out nothing"):
        Command(_script(tmp_path, code), seconds=0.5).lay_out(dots())


@pytest.mark.parametrize("code", ["pass", "import sys\nsys.exit(1)", "import time\ntime.sleep(60)"])
def test_an_engine_without_a_name_says_so(tmp_path, code):
    with pytest.raises(DiagramError, match="does not say what it is"):
        _ = Command(_script(tmp_path, code), seconds=0.5).identity


def test_an_engine_that_does_not_start_says_so(tmp_path):
    with pytest.raises(DiagramError, match="does not start"):
        Command(str(tmp_path / "nothing")).lay_out(dots())


def test_without_any_graphviz_the_way_out_is_named(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    with pytest.raises(DiagramError, match="install Graphviz"):
        engine_of("dot")
    monkeypatch.setattr(engine, "_bundled", lambda: None)
    with pytest.raises(DiagramError, match="pip install graphviz-pure"):
        engine_of("embedded")


def test_the_identity_is_that_of_the_engine():
    assert "graphviz-pure" in engine_of().identity


def test_nothing_is_laid_out_of_nothing():
    assert engine_of().lay_out({}).made == {}


@pytest.mark.skipif(not shutil.which("dot"), reason="no Graphviz is installed")
def test_an_installed_graphviz_draws_the_same_boxes():
    plan = Plan.of(pictures.family())
    made = engine_of("dot").lay_out({"g": source(statements(plan), "g")}).made["g"]
    assert set(plan.names.values()) <= set(made.centres)
    assert set(plan.edges) == set(made.curves)


def test_drawing_is_not_loaded_before_it_is_needed():
    code = "import sys, okrpress.diagrams.draw as d; print('graphviz' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.strip() == b"False"


def _script(folder: Path, code: str) -> str:
    path = folder / "engine"
    path.write_text(f"#!{sys.executable}\n{code}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)
