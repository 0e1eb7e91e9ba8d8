"""A fake company's pages: as small as a test of publishing allows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from okrpress.mkdocs_plugin import MkDocs
from okrpress.site.build import Wishes, build
from okrpress.site.found import SearchRecord, SearchSection
from okrpress.site.publication import (
    Asset,
    Body,
    Crumb,
    Edition,
    Frame,
    Heading,
    HubPage,
    Publication,
    RecordPage,
)
from okrpress.site.publish import Published
from okrpress.words import Words

CONFIG = """\
site_name: Acme
site_url: https://okr.example.com/sub/
docs_dir: okrs
theme: material
plugins: [okr]
"""


def project(folder: Path, config: str = CONFIG, pages: dict[str, str] | None = None) -> Path:
    """Write a mkdocs.yml with an empty folder of records; return its path."""
    (folder / "okrs").mkdir(parents=True, exist_ok=True)
    for name, text in (pages or {}).items():
        page = folder / "okrs/pages" / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    return folder / "mkdocs.yml"


def hub(address: str, title: str, *section: str, **more) -> HubPage:
    body = Body(f'<h1>{title}</h1><h2 id="one">One</h2>', (Heading("one", "One"),))
    return HubPage(address=address, title=title, key=f"{title} 1", body=lambda: body, section=section, **more)


def objective(number: int, title: str = "", text: str = "<p>story</p>", **more) -> RecordPage:
    title = title or f"Objective {number}"
    body = Body(
        f'<h1>{title}</h1><h2 id="kr1">Key result</h2><p><a href="../../../units/u1/">unit</a></p>{text}',
        (Heading("results", "Results", (Heading("kr1", "On <time> & 准时"),)), Heading("place", "Place")),
    )
    return RecordPage(
        address=f"2026-Q4/u1/o{number}/",
        kind="objective",
        title=title,
        key=f"{title}{text}",
        body=more.pop("body", lambda: body),
        description=f"About {title}",
        trail=(Crumb("2026 Q4", "2026-Q4/"), Crumb("Unit <1>", "units/u1/")),
        **more,
    )


def found(page: RecordPage, **more) -> SearchRecord:
    return SearchRecord(
        address=page.address,
        title=page.title,
        text="提升客户满意度，every parcel arrives",
        sections=(SearchSection("kr1", "On-time delivery 准时率"),),
        **more,
    )


def publication(records: Iterable[RecordPage] = (), language: str = "en", **more) -> Publication:
    records = tuple(records) or (objective(1), objective(2))
    plain = Body("<h1>Unit</h1>")
    units = (RecordPage(address="units/u1/", kind="unit", title="Unit 1", key="u1", body=lambda: plain),)
    values = {
        "words": Words(language),
        "hubs": (
            hub("", "Home"),
            hub("cycles/", "Cycles", "Objectives"),
            hub("maps/", "Map", "Objectives"),
            hub("units/", "Units"),
        ),
        "frames": (Frame(kind="objective", under="cycles/"), Frame(kind="unit", under="units/")),
        "records": (*records, *units),
        "assets": (Asset.of("api/okrs.json", b"{}"),),
        "search": tuple(found(page) for page in records),
        "own_pages_edit_url": "https://git.example.com/edit/",
    }
    return Publication(**{**values, **more})


def built(config: Path, pages: Publication | Callable[[Edition], Publication] | None = None, **wishes) -> Published:
    """Build a site; with nothing given, that of two objectives."""
    given = pages or publication()
    fresh = {"fresh": True, **wishes}  # what is handed over here is not made of files
    return build(config, given if callable(given) else lambda _: given, MkDocs(), Wishes(**fresh))


def contents(site: Path) -> dict[str, bytes]:
    """Read a folder."""
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}
