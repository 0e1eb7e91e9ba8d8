"""A process that builds sites, each build in a child of its own: as fresh as a new process, without importing everything again.

    python tests/site/forge.py GENERATOR

GENERATOR is a folder with `generator/okrpress` and `theme`, such as a copy that a test may edit. It reads one order (JSON)
from each line of its input, a list of builds that are made at once, and answers with a line for each.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from datetime import date
from pathlib import Path
from typing import Any


def main() -> None:
    """Load the generator, then build what is ordered."""
    sys.path.insert(0, f"{sys.argv[1]}/generator")
    from okrpress import revision
    from okrpress.mkdocs_plugin import run
    from okrpress.site import assemble, build, maker

    del run, assemble, revision
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever a build prints is no answer
    for line in sys.stdin:
        pipes = []
        for order in json.loads(line):
            reader, writer = os.pipe()
            child = os.fork()
            if child == 0:
                os.close(reader)
                with os.fdopen(writer, "w") as answer:
                    json.dump(_built(build, maker, order), answer)
                os._exit(0)
            os.close(writer)
            pipes.append((child, reader))
        said = []
        for child, reader in pipes:
            with os.fdopen(reader) as answer:
                said.append(json.load(answer))
            os.waitpid(child, 0)
        answers.write(json.dumps(said) + "\n")
        answers.flush()


def _built(build: Any, maker: Any, order: dict[str, Any]) -> dict[str, Any]:
    from okrpress.mkdocs_plugin import MkDocs

    wishes = build.Wishes(today=date.fromisoformat(order["today"]), allow_errors=True)
    try:
        done = build.build(Path(order["config"]), maker.make_publication, MkDocs(), wishes)
    except Exception:  # noqa: BLE001 - whatever it is, it is told
        return {"error": traceback.format_exc()}
    return {"files": done.files, "written": done.written, "removed": done.removed}


if __name__ == "__main__":
    main()
