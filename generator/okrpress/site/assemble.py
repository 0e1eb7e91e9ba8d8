"""From a folder of records to a publication: load, check, page. What every build of a site begins with."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from okrpress.cache import Cache
from okrpress.check import Finding, check
from okrpress.company import Company, company_on
from okrpress.day import today
from okrpress.earlier import Earlier
from okrpress.exchange import atom, badge, form_data, icalendar
from okrpress.load import FolderError, load
from okrpress.load.git import Repository
from okrpress.load.memory import Memory
from okrpress.load.relate import below
from okrpress.load.revision import load_commit
from okrpress.model import Objective, Workspace
from okrpress.pages import addresses
from okrpress.pages.catalogue import all_pages
from okrpress.pages.page import Desk, Page
from okrpress.pages.parts import outward, search_filters, table
from okrpress.pages.parts.outward import edit_url
from okrpress.parts import Parts
from okrpress.reports import findings_text
from okrpress.reports.sheet import Sheet
from okrpress.revision import revision
from okrpress.rules import RuleError
from okrpress.site.contents import Contents, Tools
from okrpress.site.data import data_files, learn_part
from okrpress.site.digest import digest
from okrpress.site.found import PackedRecord
from okrpress.site.history import past_of, timelines
from okrpress.site.ledger import Entry, Ledger
from okrpress.site.looked import Inquiry
from okrpress.site.moved import moved_pages
from okrpress.site.part import is_made, part_folder, put_away
from okrpress.site.parts import part_keys
from okrpress.site.publication import (
    Asset,
    Crumb,
    Edition,
    ErrorsFoundError,
    Frame,
    HubPage,
    Publication,
    PublicationError,
    RecordPage,
    Tongue,
)
from okrpress.words import Words


def make_publication(edition: Edition, memory: Memory | None = None) -> Publication:
    """Read, check and page a company; `memory` knows files from before.

    Raises:
        ErrorsFoundError: the records hold errors and `edition.allow_errors` is not set.
        PublicationError: there is no folder of records.

    """
    memory = memory or Memory(edition.cache)
    company, findings, parts = _checked(edition, memory)
    return publication_of(company, findings, Words(company.settings.language), edition, parts, saved=memory.unknown)


def make_part(edition: Edition, cycle: str, shelf: Path) -> Path:
    """Make a cycle's part of a site and put it into a folder of the shelf; where it is there already, nothing is done.

    Raises:
        ErrorsFoundError, PublicationError: as above, or there is no such cycle.

    """
    company, findings, parts = _checked(edition, Memory(edition.cache))
    past = past_of(edition.okrs, Cache(edition.cache))
    keys = part_keys(company, findings, parts, past)
    if cycle not in keys:
        message = f"There is no cycle {cycle!r}: there are {', '.join(keys)}."
        raise PublicationError(message)
    folder = part_folder(shelf, cycle, digest(revision(""), edition.site_url, keys[cycle]))
    if is_made(folder):
        return folder
    cache = Cache(edition.cache)
    tools = Tools(company.settings, edition.cache)
    names: list[str] = []
    for words, place in _languages(company):
        timeline = timelines(past, company, words, cache)
        desk = replace(Desk.of(company, findings, words, place, edition.site_url), past=timeline)
        desk.lay_out()
        pages = [page for page in all_pages(desk) if page.part == cycle]
        contents, ledger = Contents(tools, words, place), _ledger(desk, edition)
        entries = _entries(pages, desk, keys, contents, ledger)
        ledger.write()
        contents.expect({address: entry.key for address, entry in entries.items()})
        contents.put_away(pages)
        if not place:  # the data is the same in every language
            learn_part(company, cycle, keys[cycle], cache, ledger.revision)
        names += [f"{place}{cycle}", *(f"{place}{page.address}" for page in pages)]
    put_away(cache, names, folder)
    return folder


def _checked(edition: Edition, memory: Memory) -> tuple[Company, Sequence[Finding], Parts]:
    """Read and check a company."""
    try:
        workspace = load(edition.okrs, memory)
        if edition.commit:
            workspace = load_commit(Repository.around(edition.okrs), edition.commit, workspace)
    except FolderError as error:
        raise PublicationError(str(error)) from error
    company = company_on(workspace, today(workspace.settings, edition.today))
    parts = Parts.of(company)
    try:
        findings = check(company, earlier=Earlier(company, parts, Cache(edition.cache), revision("")))
    except RuleError as error:
        raise PublicationError(str(error)) from error
    if not edition.allow_errors and any(finding.severity == "error" for finding in findings):
        errors = [finding for finding in findings if finding.severity == "error"]
        raise ErrorsFoundError(findings_text.report(errors, Sheet(Words(workspace.settings.language))).rstrip("\n"))
    return company, findings, parts


def _languages(company: Company) -> Sequence[tuple[Words, str]]:
    """Return the words of each language of the site, and the folder of its pages."""
    further = company.settings.further_languages
    return (Words(company.settings.language), ""), *((Words(language), f"{language}/") for language in further)


def _ledger(desk: Desk, edition: Edition) -> Ledger:
    made_by = revision(desk.words.language, f"{edition.site_url} {desk.folder}")
    return Ledger(Cache(edition.cache), made_by, desk.folder)


def publication_of(  # noqa: PLR0913 - what a check leaves, and how it is to be shown
    company: Company,
    findings: Sequence[Finding],
    words: Words,
    edition: Edition,
    parts: Parts | None = None,
    *,
    saved: Collection[str] = (),
) -> Publication:
    """Page a company that was checked, in its languages. Bodies are made when they are asked for.

    What is neither text nor number is made once for all of them: records, findings, standings, layouts of pictures.
    `saved` are the files, by path below the records' folder, that were changed since somebody looked last.
    """
    past = past_of(edition.okrs, Cache(edition.cache), edition.commit or "HEAD")
    tools, keys = Tools(company.settings, edition.cache), part_keys(company, findings, parts, past)
    further = tuple(Tongue(language, f"{language}/") for language in company.settings.further_languages)
    tongues = (Tongue(words.language), *further) if further else ()

    def told(words: Words, folder: str) -> Publication:
        desk = Desk.of(company, findings, words, folder, edition.site_url)
        timeline = timelines(past, company, words, Cache(edition.cache))
        return replace(_told(replace(desk, past=timeline), keys, tools, edition, () if folder else saved), tongues=tongues)

    first = told(words, "")
    return replace(first, others=tuple(told(Words(language), folder) for language, folder in further))


def _told(desk: Desk, keys: Mapping[str, str], tools: Tools, edition: Edition, saved: Collection[str] = ()) -> Publication:
    """Page a company in one language."""
    company, words, folder = desk.company, desk.words, desk.folder
    forge = outward.forge_of(desk)
    desk.lay_out()
    pages = list(all_pages(desk))
    contents = Contents(tools, words, folder)
    cache = Cache(edition.cache)
    ledger = _ledger(desk, edition)
    if edition.announce and 0 < len(saved) <= _A_FEW:
        edition.announce(_first(pages, saved, company, contents, ledger))
    entries = _entries(pages, desk, keys, contents, ledger)
    ledger.write()
    contents.expect({address: entry.key for address, entry in entries.items()})
    return Publication(
        words=words,
        folder=folder,
        hubs=tuple(_hub(page, entries[page.address], contents, company) for page in sorted(pages, key=_place) if page.hub),
        frames=tuple(_frames(pages)),
        records=tuple(_record(page, entries[page.address], contents, company) for page in pages if not page.hub),
        assets=(
            # The data is the same in every language: it is published once, at the root.
            *(() if folder else data_files(company, keys, cache, ledger.revision)),
            *(() if folder else _form_data(company, ledger.revision)),
            Asset.of(addresses.CALENDAR, icalendar.calendar(desk)),
            *_feeds(desk, ledger.revision),
            *_tables(desk, keys, ledger.revision),
            *_pictures(pages, entries, contents, folder),
            Asset.of(addresses.SEARCH_FILTERS, search_filters.filters(desk)),
            Asset.of(addresses.SEARCH_NAMES, search_filters.names(desk)),
            *moved_pages(desk),
            *_badges(desk, entries),
        ),
        search=tuple(_found(pages, entries)),
        own_pages_edit_url=_own_pages_edit_url(company),
        notice=_notice(edition, words),
        is_policed=edition.is_policed,
        forge_origin=outward.api_origin(forge) if forge else "",
        has_giscus=bool(forge and forge.giscus),
        prepare=partial(_prepare, {f"{page.address}index.html": page for page in pages}, contents),
        unfinished=partial(tuple, contents.unfinished),
    )


_A_FEW: Final = 12
"""So many files are what somebody saved; more of them are another state of the records."""


def _first(
    pages: Iterable[Page], saved: Collection[str], company: Company, contents: Contents, ledger: Ledger
) -> Sequence[RecordPage]:
    """Make the pages of files that were just saved, and no other."""
    workspace = company.workspace
    paths = {below(workspace.root, path) for path in saved}
    paths |= {workspace.objectives[name].source.path for name, sheet in workspace.comments.items() if sheet.source.path in paths}
    mine = [page for page in pages if page.source in paths and not page.hub]
    entries = contents.entries(mine, ledger.revision, None, all_needed=True)
    return [_record(page, entries[page.address], contents, company) for page in mine]


def _feeds(desk: Desk, made_by: str) -> Iterator[Asset]:
    for feed in atom.feeds(desk):
        yield Asset(feed.path, digest(f"{made_by}\n{atom.made_of(desk, feed)}"), partial(atom.written, desk, feed))


def _badges(desk: Desk, entries: Mapping[str, Entry]) -> Iterator[Asset]:
    """Yield the badge of every objective and unit: it says nothing that the page does not say, and is as new as that."""
    workspace = desk.company.workspace
    looks = (
        *((addresses.of_record(name), partial(badge.of_objective, desk, name)) for name in workspace.objectives),
        *((addresses.of_unit(handle), partial(badge.of_unit, desk, handle)) for handle in workspace.units),
    )
    for address, look in looks:
        yield Asset(addresses.of_badge(address), f"badge {entries[address].key}", partial(badge.of_page, look))


def _form_data(company: Company, made_by: str) -> Iterator[Asset]:
    """Yield what the form loads: what it says of an owner's objectives hangs on their files, and on what those mean by a name."""
    yield Asset.of(form_data.OWNERS, form_data.owners(company))
    for cycle, owned in form_data.open_objectives(company).items():
        yield Asset.of(form_data.path_of(cycle), form_data.cycle(owned, company.workspace))
        for owner, entries in owned.items():
            key = digest(made_by, *(part for entry in entries for part in _of_file(entry, company.workspace)))
            yield Asset(form_data.path_of(cycle, owner), key, partial(form_data.objectives, entries, company.workspace))


def _of_file(objective: Objective, workspace: Workspace) -> Iterator[str]:
    """Yield where an objective stands, what its file says, and where its references lead: a record may have had another id."""
    sheet = workspace.comments.get(objective.id)
    yield from (objective.source.path, objective.source.digest, sheet.source.path if sheet else "")
    yield from (reference.target for reference in (*objective.aligns_to, *objective.supports))


def _tables(desk: Desk, keys: Mapping[str, str], made_by: str) -> Iterator[Asset]:
    """Yield each cycle's table: it says nothing that the cycle's pages do not say."""
    for cycle in desk.company.workspace.cycles.values():
        yield Asset(addresses.of_table(cycle.id), digest(made_by, keys[cycle.id]), partial(table.written, desk, cycle))


def _pictures(pages: Iterable[Page], entries: Mapping[str, Entry], contents: Contents, folder: str) -> Iterator[Asset]:
    """Yield the pictures that are files of their own; their links lead from the folder of their page, as in the page."""
    for page in pages:
        sheets = tuple(f"{addresses.way_up(f'{folder}{page.address}')}{sheet}" for sheet in _SHEETS)
        for file, name in page.files.items():
            yield Asset(
                f"{page.address}{file}", digest(entries[page.address].key, *sheets), partial(contents.file, page, name, sheets)
            )


_SHEETS: Final = ("assets/stylesheets/diagrams.css", "assets/pictures/by-itself.css")


def _entries(pages: Iterable[Page], desk: Desk, keys: Mapping[str, str], contents: Contents, ledger: Ledger) -> dict[str, Entry]:
    """Return key and search record of every page, of as few looks as can be.

    Closed cycles are kept by part: a key of everything that their pages may show. All other pages are kept one by one, with
    what each of them asked.
    """
    company = desk.company
    closed = {cycle: key for cycle, key in keys.items() if company.phases[cycle] == "closed"}
    inquiry = Inquiry(desk, closed)
    by_part: dict[str, list[Page]] = {}
    for page in pages:
        by_part.setdefault(page.part, []).append(page)
    entries: dict[str, Entry] = {}
    fresh: list[Page] = []
    known = ledger.recall({part: closed[part] for part in by_part if part in closed})
    asked = ledger.recall_asked(part for part in by_part if part not in closed)
    for part, members in by_part.items():
        if part in closed and known.get(part, {}).keys() == {page.address for page in members}:
            entries.update(known[part])
            continue
        for page in members:
            entry = asked.get(page.address)
            if entry and entry.questions is not None and entry.made_of == inquiry.made_of(page, entry.questions):
                entries[page.address] = entry
            else:
                fresh.append(page)
    _remember(desk, fresh)
    looked = contents.entries(fresh, ledger.revision, inquiry, all_needed=not entries)
    for page in fresh:
        entry = looked[page.address]
        is_told = page.part not in closed and entry.questions is not None
        entries[page.address] = replace(entry, made_of=inquiry.made_of(page, entry.questions or ())) if is_told else entry
    for part, members in by_part.items():
        if any(page.address in looked for page in members):
            mine = {page.address: entries[page.address] for page in members}
            if part in closed:
                ledger.learn(part, closed[part], mine)
            else:
                ledger.learn_asked(part, mine)
    return entries


def _remember(desk: Desk, pages: Iterable[Page]) -> None:
    """Read the past of objectives, if one of the pages tells it: once for all copies of the process that will look at them."""
    if any(page.kind == "objective" for page in pages):
        desk.timeline("").versions()


def _prepare(pages: Mapping[str, Page], contents: Contents, paths: Collection[str]) -> None:
    """Make all pages that are about to be published, together."""
    contents.prepare(pages[path] for path in paths if path in pages)


_ORDER: Final = (
    "home", "cycles", "archive", "units", "people", "alignment_map", "strategy_map",
    "help_wanted", "editor", "meetings", "recognition", "quality", "handbook", "public", "rules", "messages", "data",
)  # fmt: skip
"""Hubs as they stand in the navigation; kinds that are not named here follow."""


def _place(page: Page) -> int:
    return _ORDER.index(page.kind) if page.kind in _ORDER else len(_ORDER)


def _hub(page: Page, entry: Entry, contents: Contents, company: Company) -> HubPage:
    return HubPage(
        address=page.address,
        title=page.title,
        key=entry.key,
        body=partial(contents.body, page),
        section=page.nav[:-1],
        in_navigation=bool(page.nav),
        label=page.nav[-1] if page.nav else "",
        # A hub that stands alone in its tab would have a sidebar that names nothing but itself.
        hide=("navigation",) if len(page.nav) < 2 else (),  # noqa: PLR2004 - a section and a page
        description=entry.description,
        edit_url=partial(_edit_url, company, page.source),
    )


def _record(page: Page, entry: Entry, contents: Contents, company: Company) -> RecordPage:
    return RecordPage(
        address=page.address,
        kind=page.kind,
        title=page.title,
        key=entry.key,
        body=partial(contents.body, page),
        description=entry.description,
        trail=tuple(Crumb(step.name, step.address) for step in page.trail if step.address),
        edit_url=partial(_edit_url, company, page.source),
    )


def _frames(pages: Iterable[Page]) -> Iterable[Frame]:
    """Return one frame for each kind of poured page."""
    kinds = {page.kind: page for page in pages if not page.hub}
    return (Frame(kind=kind, under=page.under) for kind, page in sorted(kinds.items()))


def _found(pages: Iterable[Page], entries: Mapping[str, Entry]) -> Iterable[PackedRecord]:
    return (found for page in pages if (found := entries[page.address].found) is not None)


def _edit_url(company: Company, source: str) -> str:
    """Return where the forge lets one edit a record; "" where there is none."""
    forge = company.settings.forge
    if forge is None or not source:
        return ""
    return edit_url(forge, source)


def _notice(edition: Edition, words: Words) -> str:
    """Say of which day the site is, where it is not of today."""
    return words("This is the site as it was on {day}.", day=words.date(edition.as_of)) if edition.as_of else ""


def _own_pages_edit_url(company: Company) -> str:
    return _edit_url(company, f"{company.workspace.root}/pages/")
