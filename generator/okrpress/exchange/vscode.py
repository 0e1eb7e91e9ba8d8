"""Files for Visual Studio Code, in `.vscode/`: what completes and checks records there.

Visual Studio Code itself completes nothing in front matter, and the YAML extension of Red Hat, which reads JSON Schema, leaves
Markdown alone (redhat-developer/vscode-yaml, issue 207). So three things that do work:

* `okr.code-snippets`: every key with its meaning, and every kind of record as a whole, in Markdown, without any extension;
* `tasks.json`: `okr check` as the build task (Ctrl+Shift+B) puts each finding beside its line, without any extension;
* `settings.json`: `okrs/settings.yml` is completed and checked while one writes by the YAML extension, from the schema beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from okrpress import fields
from okrpress.exchange import json_schema
from okrpress.fields import Field, Kind, Shape
from okrpress.words import Words

_SCHEMA: Final = "settings.schema.json"
_FINDING: Final = r"^(.+?):(\d+):(\d+): ([^:]+): (.*)$"
_PLACES: Final = {Kind.NUMBER: "0", Kind.INTEGER: "1", Kind.DATE: "$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE"}


def files(root: str, words: Words) -> dict[str, str]:
    """Return the files, path → text; `root` is the folder of the records, seen from the repository."""
    settings = {
        "yaml.schemas": {f"./.vscode/{_SCHEMA}": f"{root}/settings.yml"},
        "[markdown]": {"editor.quickSuggestions": {"other": "on", "comments": "off", "strings": "on"}},
    }
    task = {
        "label": "okr check",
        "type": "shell",
        "command": "okr",
        "args": ["check", "--no-color", "--okrs", root],
        "group": {"kind": "build", "isDefault": True},
        "presentation": {"reveal": "silent", "clear": True},
        "problemMatcher": {
            "owner": "okr",
            "fileLocation": ["relative", "${workspaceFolder}"],
            "severity": "warning",
            "pattern": {"regexp": _FINDING, "file": 1, "line": 2, "column": 3, "severity": 4, "message": 5},
        },
    }
    snippets = {name: snippet for shape in fields.RECORDS.values() for name, snippet in _snippets(shape, words)}
    return {
        ".vscode/settings.json": _written(settings),
        f".vscode/{_SCHEMA}": json_schema.schema("settings", words),
        ".vscode/tasks.json": _written({"version": "2.0.0", "tasks": [task]}),
        ".vscode/okr.code-snippets": _written(snippets),
    }


def _snippets(shape: Shape, words: Words) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield a snippet for a whole record, and one for each of its keys."""
    body = ["---", *(_key(key, shape.fields[key], place) for place, key in enumerate(shape.required, 1)), "---", "$0"]
    yield (
        f"okr {shape.name}",
        {"scope": "markdown", "prefix": f"okr-{shape.name}", "description": words(shape.name), "body": body},
    )
    yield from _keys(shape, words, ())


def _keys(shape: Shape, words: Words, above: tuple[str, ...]) -> Iterator[tuple[str, dict[str, Any]]]:
    for key, field in shape.fields.items():
        name = " ".join(("okr", *(above or (shape.name,)), key))
        yield name, {"scope": "markdown", "prefix": key, "description": words(field.meaning), "body": [_key(key, field, 1)]}
        if field.shape is not None and field.shape.name not in above:
            yield from _keys(field.shape, words, (*(above or (shape.name,)), field.shape.name))


def _key(key: str, field: Field, place: int) -> str:
    """Write a key with a place to fill in; words to choose from where there are some."""
    if field.words:
        value = f"${{{place}|{','.join(field.words)}|}}"
    elif field.kind is Kind.MAP:
        value = ""
    else:
        value = f"${{{place}:{_PLACES.get(field.kind, '')}}}"
    if field.many and field.kind is not Kind.MAP:
        value = f"[{value}]"
    return f"{key}: {value}".rstrip()


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
