"""Build a site: ask for the publication, render the shell, pour, index, and publish all or nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from okrpress.cache import Cache
from okrpress.diagrams.graph import DiagramError
from okrpress.site.builder import SiteBuilder
from okrpress.site.first import FirstPages
from okrpress.site.frames import frames_of
from okrpress.site.kept import Damaged
from okrpress.site.lock import only_one
from okrpress.site.outputs import Outputs, add_files, add_pages, add_search, add_site_map
from okrpress.site.project import Project, known_project, refuse_tracked_cache
from okrpress.site.publication import MakePart, MakePublication, Publication, PublicationError
from okrpress.site.publish import Published, Wanted, publish
from okrpress.site.search import Indexing, bundles_of
from okrpress.site.shell import OwnPage, Shell, known_shell, shell_key, shell_state
from okrpress.site.still import Still


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a call of the command says against mkdocs.yml; None and False leave it to the file."""

    site: Path | None = None
    site_url: str | None = None
    okrs: Path | None = None
    today: date | None = None
    as_of: date | None = None
    """Build the site as it was on this day, beside the one of now unless `site` says where."""
    allow_errors: bool = False
    strict: bool = False
    fresh: bool = False
    """Do everything, even where nothing that can be seen has changed."""


def build(
    config_file: Path,
    make_publication: MakePublication,
    builder: SiteBuilder,
    wishes: Wishes | None = None,
    first: FirstPages | None = None,
) -> Published:
    """Build the site of a mkdocs.yml and publish it; `first` is told of the pages that were just saved, as soon as may be.

    Raises:
        PublicationError: the site cannot be built, for a reason in one sentence.
        Exception: whatever `make_publication` raises. In any case the published site stays as it was.

    """
    wishes = wishes or Wishes()
    project = understood(config_file, builder, wishes)
    _refuse_own_sources(project)
    with _in_one_sentence(), only_one(project.cache / "lock"):
        still = Still.before(project, builder.identity(), strict=wishes.strict)
        if not wishes.fresh and (published := still.known()) is not None:
            return published
        pledge = still.state.pledge()
        if first:
            first.begin()
        publication = make_publication(replace(project.edition(), announce=first.announced if first else None))

        def shell(edition: Publication) -> Shell:
            made = shell_of(edition, project, builder, strict=wishes.strict)
            if first and not edition.folder:
                first.framed(made)
            return made

        published = publish_site(publication, project, shell)
        if not publication.unfinished_in_all():
            still.note(published, pledge)
        return published


def build_part(config_file: Path, make_part: MakePart, builder: SiteBuilder, wishes: Wishes) -> Path:
    """Make a part of the site of a mkdocs.yml, and return its folder.

    Raises:
        PublicationError: the part cannot be made, for a reason in one sentence.

    """
    project = understood(config_file, builder, wishes)
    with _in_one_sentence(), only_one(project.cache / "lock"):
        return make_part(project.edition())


def join(config_file: Path, builder: SiteBuilder, wishes: Wishes, parts: Sequence[Path]) -> None:
    """Let the build that follows know what parts know.

    Raises:
        PublicationError: a folder is no part.

    """
    project = understood(config_file, builder, wishes)
    with _in_one_sentence(), only_one(project.cache / "lock"):
        from okrpress.site.part import take_up  # noqa: PLC0415 - it knows all pages; most builds join nothing

        take_up(parts, Cache(project.edition().cache))


def shell_of(edition: Publication, project: Project, builder: SiteBuilder, *, strict: bool) -> Shell:
    """Return the shell of a publication in one language: one that was made before, or else the builder's.

    Raises:
        PublicationError: the builder could not make it.

    """
    key = shell_key(builder.identity(), shell_state(project), edition, frames_of(edition), project.site_url)
    return known_shell(project, key) or builder.shell(project, edition, strict=strict)


def understood(config_file: Path, builder: SiteBuilder, wishes: Wishes) -> Project:
    """Say what is to be built: what mkdocs.yml says, but for what the call says.

    Raises:
        PublicationError: there is no such file, or something is wrong with it.

    """
    config_file = config_file.resolve()
    refuse_tracked_cache(config_file)
    if not config_file.is_file():
        message = f"There is no {config_file.name} in {config_file.parent}."
        raise PublicationError(message)
    project = known_project(config_file) or builder.project(config_file)
    wished = replace(
        project,
        site_dir=(wishes.site or project.site_dir).resolve(),
        site_url=_as_folder(project.site_url if wishes.site_url is None else wishes.site_url),
        okrs=(wishes.okrs or project.okrs).resolve(),
        today=wishes.today or project.today,
        allow_errors=wishes.allow_errors or project.allow_errors,
    )
    if wishes.as_of is None:
        return wished
    if wishes.site is None:  # what is published now stays as it is
        wished = replace(wished, site_dir=wished.site_dir.with_name(f"{wished.site_dir.name}-{wishes.as_of}"))
    from okrpress.site.as_of import as_it_was  # noqa: PLC0415 - reads records, which most builds need not

    then = as_it_was(wished, wishes.as_of)
    return replace(then, today=wishes.today) if wishes.today else then


def _as_folder(url: str) -> str:
    return f"{url}/" if url and not url.endswith("/") else url


def publish_site(publication: Publication, project: Project, shell: Callable[[Publication], Shell]) -> Published:
    """Pour a publication into a shell, each of its languages into its own; index it, and publish.

    What somebody changed in the cache is thrown away, and made or asked for again.

    Raises:
        PublicationError: a disk that is full, a folder that is not ours, a Graphviz that does not work.

    """
    with _in_one_sentence():
        return _published(publication, project, shell)


def _published(publication: Publication, project: Project, shell: Callable[[Publication], Shell]) -> Published:
    thrown_away: set[Path] = set()
    while True:
        try:
            return _publish_once(publication, project, shell)
        except Damaged as damaged:
            if damaged.folder in thrown_away:
                raise
            thrown_away.add(damaged.folder)
            shutil.rmtree(damaged.folder, ignore_errors=True)


def _publish_once(publication: Publication, project: Project, make_shell: Callable[[Publication], Shell]) -> Published:
    editions = tuple(publication.in_all_languages())
    with Indexing(project.cache) as indexing:
        # The company's own pages are only known with the shell; all other shelves can be indexed while it is made.
        for edition in editions:
            indexing.begin(bundles_of(found for found in edition.search if found.shelf != OwnPage.SHELF), edition.folder)
        shells = _side_by_side(editions, make_shell)
        for edition, shell in shells:
            own = (page.found() for page in shell.own_pages)
            known = (found for found in edition.search if found.shelf == OwnPage.SHELF)
            indexing.begin(bundles_of((*known, *own)), edition.folder)
        outputs = Outputs()
        for edition, shell in shells:
            add_pages(outputs, edition, shell.moulds())
        for edition, shell in shells:
            add_files(outputs, edition, shell)
        add_site_map(outputs, shells, project.site_url)

        def index() -> Outputs:
            late = Outputs()
            add_search(late, indexing.results())
            return late

        wanted = Wanted(outputs, index, publication.prepare_all, publication.unfinished_in_all)
        return publish(wanted, project.site_dir, project.cache)


def _side_by_side(editions: Sequence[Publication], shell: Callable[[Publication], Shell]) -> Sequence[tuple[Publication, Shell]]:
    """Return each language with its shell; those in folders leave out what the one at the root has too."""
    root = shell(editions[0])
    return ((editions[0], root), *((edition, shell(edition).below(root)) for edition in editions[1:]))


@contextmanager
def _in_one_sentence() -> Iterator[None]:
    """Say what a disk that is full, a folder that is not ours, or a Graphviz that does not work kept us from."""
    try:
        yield
    except DiagramError as problem:
        message = f"No picture can be drawn: {problem}."
        raise PublicationError(message) from problem
    except OSError as problem:
        message = f"{problem.filename or 'The site'} cannot be written: {problem.strerror}."
        raise PublicationError(message) from problem


def _refuse_own_sources(project: Project) -> None:
    for source in (project.config_file, project.okrs, project.cache):
        if source.is_relative_to(project.site_dir):
            message = f"The site cannot be published to {project.site_dir}: {source} lies in it."
            raise PublicationError(message)
