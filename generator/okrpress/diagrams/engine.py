"""DOT → layouts by Graphviz, hundreds of pictures in one process, several processes at once.

A picture of twelve boxes takes 1 to 2 ms in a batch and 4 to 18 ms as a process of its own. Graphviz stops reading at
the first graph that it cannot parse, and a crash takes everything with it: what is missing from a batch's answer is asked
for again, the first missing one alone, so that a bad picture loses nobody but itself.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from itertools import islice
from typing import Final, Literal, Protocol, TypeAlias

from okrpress.diagrams.graph import DiagramError, Failure
from okrpress.diagrams.layout import Layout, read_layouts

Choice: TypeAlias = Literal["embedded", "dot"]

BATCH: Final = 200
"""Pictures in one process: enough that its start is nothing, few enough that all processors have work."""
MOST_PROCESSES: Final = 4
SECONDS: Final = 90.0
"""What a process may take, and `SECONDS_EACH` more for every picture: a hundred times what it takes, for machines that are busy.

A picture that is given up makes another site than the one of a machine at rest; only an engine that hangs is to be stopped.
"""
SECONDS_EACH: Final = 0.1

_PROBE: Final = "digraph probe { a -> b; }"
"""What every engine can lay out."""
_LAYOUT: Final = ("-Kdot", "-Tjson0", "-q")


class Engine(Protocol):
    """Something that lays out graphs."""

    @property
    def identity(self) -> str:
        """Name and version: part of the key under which what it made is kept. Raises DiagramError."""

    def lay_out(self, dots: Mapping[str, str]) -> Layouts:
        """Lay out DOT texts, given by the names of their digraphs. Raises DiagramError where nothing can be laid out."""


@dataclass(frozen=True, slots=True)
class Layouts:
    """What came of it, by name: every graph is in one of the two."""

    made: Mapping[str, Layout]
    failed: tuple[Failure, ...] = ()


def engine_of(choice: Choice = "embedded") -> Engine:
    """Return the engine that the settings ask for.

    `embedded` is the one of the `graphviz-pure` wheel, or that of `pygraphviz`, or an installed Graphviz, whichever is
    there first; `dot` is the installed Graphviz and nothing else. Raises DiagramError where there is none.
    """
    candidates = (_installed_dot,) if choice == "dot" else (_embedded, _bundled, _installed_dot)
    for candidate in candidates:
        if engine := candidate():
            return engine
    if choice == "dot":
        message = "no 'dot' command: install Graphviz, or leave 'diagrams: {engine: dot}' out of the settings"
    else:
        message = "no Graphviz: run 'pip install graphviz-pure', or install Graphviz itself"
    raise DiagramError(message)


@dataclass(frozen=True)
class Command:
    """A Graphviz command line: the one in the `graphviz-pure` wheel or an installed `dot`."""

    path: str
    seconds: float = SECONDS
    batch: int = BATCH
    environment: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def identity(self) -> str:
        """Return what `-V` says: "dot - graphviz version 12.2.1 (20241206.2353)". Raises DiagramError where it says nothing."""
        answer = self._run(("-V",), "", self.seconds)
        if answer.returncode or not answer.stderr.strip():
            message = f"{self.path} does not say what it is: {_why(answer)}"
            raise DiagramError(message)
        return answer.stderr.strip()

    def lay_out(self, dots: Mapping[str, str]) -> Layouts:
        """Lay out many graphs, in as many processes at once as there are processors (at most four)."""
        batches = list(_batches(dots, self.batch))
        if len(batches) == 1:
            answers = [self._batch(batches[0])]
        else:
            with ThreadPoolExecutor(min(MOST_PROCESSES, os.cpu_count() or 1)) as pool:
                answers = list(pool.map(self._batch, batches))
        return Layouts(
            {name: layout for answer in answers for name, layout in answer.made.items()},
            tuple(failure for answer in answers for failure in answer.failed),
        )

    def _batch(self, dots: Mapping[str, str]) -> Layouts:
        """Lay out graphs in one process, then ask again for what is missing."""
        limit = self.seconds + SECONDS_EACH * (len(dots) if len(dots) > 1 else 0)
        answer = self._run(_LAYOUT, "\n".join(dots.values()), limit)
        made = {name: layout for name, layout in read_layouts(answer.stdout) if name in dots}
        missing = {name: dot for name, dot in dots.items() if name not in made}
        if not missing:
            return Layouts(made)
        if not made:
            self._probe()
        if len(dots) == 1:
            return Layouts({}, tuple(Failure(name, _why(answer)) for name in missing))
        suspect, *others = missing
        first = self._batch({suspect: missing[suspect]})
        rest = self._batch({name: missing[name] for name in others}) if others else Layouts({})
        return Layouts({**made, **first.made, **rest.made}, (*first.failed, *rest.failed))

    def _probe(self) -> None:
        """Tell an engine that cannot lay out anything from pictures that nobody can: else each would wait its own time."""
        answer = self._run(_LAYOUT, _PROBE, self.seconds)
        if not any(read_layouts(answer.stdout)):
            message = f"{self.path} lays out nothing: {_why(answer)}"
            raise DiagramError(message)

    def _run(self, arguments: tuple[str, ...], text: str, seconds: float) -> subprocess.CompletedProcess[str]:
        """Run the command; a process that was stopped after `seconds` returns what it had written, and status None."""
        environment = {**os.environ, **self.environment} if self.environment else None
        try:
            return subprocess.run(  # noqa: S603 - the path is found by us, the arguments are constants
                [self.path, *arguments],
                input=text,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=seconds,
                env=environment,
                check=False,
            )
        except subprocess.TimeoutExpired as late:
            written = late.stdout or b""
            text = written if isinstance(written, str) else written.decode("utf-8", "replace")
            return subprocess.CompletedProcess(late.cmd, -1, text, f"no layout within {seconds:g} seconds")
        except OSError as error:
            message = f"{self.path} does not start: {error.strerror or error}"
            raise DiagramError(message) from error


@dataclass(frozen=True)
class Bundled:
    """The Graphviz within the `pygraphviz` wheel, in this process: slower, and without a time limit."""

    identity: str

    def lay_out(self, dots: Mapping[str, str]) -> Layouts:
        """Lay out graphs one after another."""
        graph_type = import_module("pygraphviz").AGraph  # an optional dependency
        made: dict[str, Layout] = {}
        failed: list[Failure] = []
        for name, dot in dots.items():
            try:
                graph = graph_type(string=dot)
                graph.layout("dot")
                made.update(read_layouts(graph.draw(format="json0").decode("utf-8", "replace")))
            except (ValueError, OSError, RuntimeError) as error:
                failed.append(Failure(name, str(error)))
                continue
            if name not in made:
                failed.append(Failure(name, "no layout"))
        return Layouts(made, tuple(failed))


def _embedded() -> Engine | None:
    name = "graphviz-pure"
    folders = (sysconfig.get_path("scripts"), sysconfig.get_path("scripts", sysconfig.get_preferred_scheme("user")))
    path = shutil.which(name, path=os.pathsep.join(folders)) or shutil.which(name)
    return Command(path) if path else None


def _bundled() -> Engine | None:
    try:
        version = import_module("pygraphviz").__version__
    except ImportError:
        return None
    return Bundled(f"pygraphviz {version}")


def _installed_dot() -> Engine | None:
    path = shutil.which("dot")
    return Command(path) if path else None


def _batches(dots: Mapping[str, str], size: int) -> Iterator[dict[str, str]]:
    """Yield the graphs in batches, at most `size` each and at least one for every processor."""
    workers = min(MOST_PROCESSES, os.cpu_count() or 1)
    # Below a few dozen a second process costs more than it gains.
    step = max(25, min(size, -(-len(dots) // workers)))
    items: Iterable[tuple[str, str]] = iter(dots.items())
    while batch := dict(islice(items, step)):
        yield batch


def _why(answer: subprocess.CompletedProcess[str]) -> str:
    """Return the engine's own words, without the path of its input."""
    words = [line.strip() for line in answer.stderr.splitlines() if line.strip()]
    complaint = next((line for line in words if not line.startswith("Warning")), "")
    if complaint:
        return complaint.removeprefix("Error: ").removeprefix("<stdin>: ")
    return f"the engine stopped with status {answer.returncode}" if answer.returncode else "the engine gave no layout"
