"""What the handbook shows of the gallery: each broken record, and each rule's bad example, with what the checker says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from okrpress.check import Finding, check
from okrpress.company import company_on
from okrpress.gallery import Exhibit
from okrpress.load import load
from okrpress.rules import catalogue
from tests import small
from tests.load.gallery import GALLERY
from tests.load.gallery.further import further

_BEFORE, _AFTER = 2, 1
"""Lines of the record that are shown around the place."""
_MOST = 7
_WIDEST = 160
_PICTURES = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"}


def shown(folder: Path) -> Iterator[Exhibit]:
    """Yield every exhibit, by code of its rule; of those that would look the same, the first."""
    made: dict[tuple[str, str, str], Exhibit] = {}
    for number, broken in enumerate(GALLERY):
        root = _lay(folder / str(number), {broken.path: broken.content})
        found = [finding for finding in _found(root, small.TODAY) if finding.path == f"okrs/{broken.path}"]
        exhibit = _exhibit(next(finding for finding in found if finding.rule == broken.rule), root)
        made.setdefault(_looks(exhibit), exhibit)
    for rule in catalogue().values():
        for number, example in enumerate(rule.examples):
            if example.kind == "bad":
                root = _lay(folder / rule.name / str(number), dict(example.files))
                base = small.write(folder / rule.name / "base", dict(example.base)) if example.base else None
                found = _found(root, example.today or small.TODAY, base, rule.name)
                exhibit = _exhibit(found[0], root)
                made.setdefault(_looks(exhibit), exhibit)
    told = {exhibit.message.template for exhibit in made.values()}
    for number, more in enumerate(further()):
        root = small.write(folder / f"further-{number}", more.files)
        base = small.write(folder / f"base-{number}", more.base) if more.base is not None else None
        for finding in _found(root, more.today, base, more.rule):
            if finding.message.template not in told:
                told.add(finding.message.template)
                exhibit = _exhibit(finding, root)
                made.setdefault(_looks(exhibit), exhibit)
    codes = {rule.name: rule.code for rule in catalogue().values()}
    yield from sorted(made.values(), key=lambda exhibit: codes[exhibit.rule])


def _lay(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    root = small.write(folder)
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def _found(root: Path, today: date, base: Path | None = None, rule: str = "") -> list[Finding]:
    company = company_on(load(root), today, load(base) if base else None)
    return list(check(company, [rule] if rule else ()))


def _exhibit(finding: Finding, root: Path) -> Exhibit:
    path = finding.path.removeprefix("okrs/")
    file, span = root / path, finding.span
    text = file.read_bytes()[: 1 << 16].decode(errors="replace") if file.is_file() else ""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").translate(_PICTURES).split("\n")
    first = max(span.line - _BEFORE, 1)
    last = min(max(span.end_line + _AFTER, first + 3), first + _MOST - 1)
    cut = tuple(line if len(line) <= _WIDEST else f"{line[:_WIDEST]}…" for line in lines[first - 1 : last])
    while cut and not cut[-1]:
        cut = cut[:-1]
    return Exhibit(finding.rule, path, span, finding.message, finding.hint, first, cut)


def _looks(exhibit: Exhibit) -> tuple[str, str, str]:
    return exhibit.rule, str(exhibit.message), str(exhibit.hint)
