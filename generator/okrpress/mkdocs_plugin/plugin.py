"""The MkDocs plugin `okr`.

`mkdocs build` and `okr build` end in the same function, `site.build.publish_site`. Here MkDocs is
made to render the shell of the site: it writes into a folder of the cache instead of the site, and
besides the company's own pages it gets one page for each frame that pages will be poured into.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote, urljoin, urlsplit

from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import CountHandler, get_relative_url, nest_paths

from okrpress.mkdocs_plugin import MkDocs
from okrpress.mkdocs_plugin.configuration import SEARCH, Options, project_from
from okrpress.site import frames, maker, material, missing, switch
from okrpress.site.as_of import noticed
from okrpress.site.build import Wishes, publish_site, shell_of
from okrpress.site.frames import FrameOrder, frames_of
from okrpress.site.harmless import harmless
from okrpress.site.inline import out_of_line
from okrpress.site.lock import only_one
from okrpress.site.navigation import with_hubs
from okrpress.site.policed import policed
from okrpress.site.project import Project
from okrpress.site.publication import Publication, PublicationError
from okrpress.site.shell import OwnPage, Shell, keep_shell, plain_text, shell_key, shell_state
from okrpress.state import Pledge, State
from okrpress.theme import theme_folder

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger(f"mkdocs.plugins.{__name__}")


class SearchBoxOptions(Config):  # type: ignore[no-untyped-call]
    """What Material asks its own search plugin before it shows the search box."""

    enabled = Type(bool, default=True)


class SearchBox(BasePlugin[SearchBoxOptions]):  # type: ignore[no-untyped-call]
    """Stands in for Material's search plugin: shows the box and does nothing else."""


@dataclass(slots=True)
class Work:
    """One run of MkDocs: what is to be rendered, and what has been gathered so far."""

    project: Project
    room: Path
    seen: State
    """How the files were before MkDocs read them, and what the young ones among them held."""
    pledge: Pledge
    publication: Publication | None = None
    orders: dict[str, FrameOrder] = field(default_factory=dict)
    """By the path of the Markdown file that a frame pretends to be."""
    own_pages: list[OwnPage] = field(default_factory=list)
    held: ExitStack = field(default_factory=ExitStack)
    """The lock, where this run took it."""
    publish: bool = True
    strict: bool = False


class OkrPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Renders the shell; under `mkdocs build` and `mkdocs serve` publishes the site too."""

    def __init__(self) -> None:
        """Start without work. MkDocs keeps one plugin for all runs of a process."""
        self.commission: tuple[Project, Publication] | None = None
        self.shell: Shell | None = None
        self._serving = False
        self._work: Work | None = None
        self._overlay = Path()

    @property
    def work(self) -> Work:
        """The run that is under way."""
        if self._work is None:
            message = "MkDocs called the plugin `okr` outside of a build."
            raise PluginError(message)
        return self._work

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Note whether a server is coming up, which shows a site from the cache."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Point MkDocs to the company's own pages, to our overlay of the theme, and to a folder of the cache."""
        self._overlay = theme_folder()
        with _in_one_sentence():
            project, publication = self.commission or (project_from(config, self.config), None)
        if publication is None and self._serving:
            project = replace(project, site_dir=project.cache / "served", allow_errors=True)
        shells = project.cache / "shells"
        shells.mkdir(parents=True, exist_ok=True)
        room = Path(tempfile.mkdtemp(prefix="making-", dir=shells))
        seen = shell_state(project)
        self._work = Work(project, room, seen, seen.pledge(), publication, publish=publication is None, strict=config.strict)
        config.site_dir = str(room)
        config.site_url = (switch.own_url(project.site_url, publication) if publication else project.site_url) or None
        config.docs_dir = str(_existing(project.own_pages, project.cache / "no-pages"))
        if not config.use_directory_urls:
            log.warning("use_directory_urls is set to true: the addresses of records end in a slash.")
            config.use_directory_urls = True
        if SEARCH in config.plugins:
            log.warning("The plugin `search` is not needed: `okr` brings a search of its own.")
        else:
            config.plugins[SEARCH] = _search_box()
        # After the company's own overrides, so that those win; before Material.
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(self._overlay))
        # Theirs would list our frames, and dates; ours is written when the pages are known.
        config.theme.static_templates.discard("sitemap.xml")
        config.extra_css = [*material.our_styles(self._overlay), *config.extra_css]
        config.extra_javascript = [*material.our_scripts(self._overlay), *config.extra_javascript]
        config.extra.setdefault("generator", False)
        for name in ("tables", "markdown.extensions.tables"):
            config.mdx_configs[name] = {**material.TABLES, **config.mdx_configs.get(name, {})}
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Take the lock and ask for the publication, where we were not handed one."""
        work = self.work
        if work.publication is None:
            work.held.enter_context(only_one(work.project.cache / "lock"))
            with _in_one_sentence():
                work.publication = maker.make_publication(work.project.edition())
        material.set_defaults(config.theme, work.publication.words)
        if work.publication.tongues:
            config.extra["alternate"] = switch.alternates(work.publication.tongues)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the frames to the company's own pages, and order the navigation."""
        publication = _there(self.work.publication)
        own = [file.src_uri for file in files.documentation_pages() if file.inclusion is InclusionLevel.INCLUDED]
        with _in_one_sentence():
            orders = frames_of(publication)
        for order in orders:
            self.work.orders[order.source] = order
            taken = files.get_file_from_path(order.source)
            if taken is not None:
                log.warning("%s is not published: its address belongs to the page %r.", taken.src_uri, order.title)
                files.remove(taken)
            placed = InclusionLevel.NOT_IN_NAV if order.section is None else InclusionLevel.INCLUDED
            files.append(File.generated(config, order.source, content="", inclusion=placed))
        listed = nest_paths(path for path in own if path not in self.work.orders)  # type: ignore[no-untyped-call]
        config.nav = with_hubs(self.work.orders.values(), config.nav, [{publication.words("Guides"): listed}] if listed else [])
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Stand each frame under its hub, so that Material highlights tab and section; it is in no list itself."""
        pages: dict[str, Page] = {}
        for order in self.work.orders.values():
            file = files.get_file_from_path(order.source)
            if file is None:
                message = f"Another plugin removed {order.source}."
                raise PluginError(message)
            page = pages[order.address] = file.page or Page(order.label, file, config)
            if page.title is None:
                page.title = order.label
        for order in self.work.orders.values():
            if order.under is None:
                continue
            step = Section(frames.CRUMB, [])
            # Material's breadcrumbs ask every step for its address.
            step.url = frames.CRUMB_ADDRESS  # type: ignore[attr-defined]
            step.parent = pages[order.under]  # type: ignore[assignment]
            pages[order.address].parent = step
        return nav

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Put marks where a page's own words will be."""
        order = self.work.orders.get(page.file.src_uri)
        if order is None:
            base = _there(self.work.publication).own_pages_edit_url
            page.edit_url = f"{base}{quote(page.file.src_uri)}" if base else page.edit_url
            return markdown
        page.meta = {"description": frames.DESCRIPTION, "hide": list(order.hide)}
        if order.address:
            # Only the home page goes by the name of the site.
            page.meta["title"] = escape(order.title)
        page.edit_url = frames.EDIT
        if order.under is not None and config.site_url:
            page.canonical_url = urljoin(config.site_url, frames.ADDRESS)
        return ""

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Give a frame its mark for content and one heading with one below it; note what own pages say."""
        if page.file.src_uri not in self.work.orders:
            html = harmless(html)
            self.work.own_pages.append(OwnPage(page.url, str(page.title), plain_text(html)))
            return html
        branch = AnchorLink(frames.BRANCH, frames.BRANCH_ID, 2)
        branch.children.append(AnchorLink(frames.LEAF, frames.LEAF_ID, 3))
        page.toc = TableOfContents([branch])
        return frames.CONTENT

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Connect search box and switch, and move the theme's scripts out of line; what own pages hold is left as it is."""
        order = self.work.orders.get(page.file.src_uri)
        is_poured = order is not None and order.under is not None
        found = self._connected(output, page.file.dest_uri, frames.ADDRESS if is_poured else None)
        return out_of_line(found, page.content or "", Path(config.site_dir), get_relative_url(".", page.url))

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Do the same with the page that says that there is no such page, whatever address it is shown at."""
        found = self._connected(output_content, template_name)
        return out_of_line(found, "", Path(config.site_dir), urlsplit(config.site_url or "/").path)

    def _connected(self, html: str, path: str, address: str | None = None) -> str:
        publication = _there(self.work.publication)
        searched = material.with_our_search(material.with_sized_icons(html), self._overlay, publication.folder)
        site_url = self.work.project.site_url
        there = missing.explained(searched, publication, path, site_url)
        switched = switch.switched(there, publication, path, site_url, address)
        return policed(noticed(switched, publication), publication, path)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put the shell away and, where nobody else will, publish."""
        work = self.work
        if work.strict:
            _refuse_warnings()
        publication, project = _there(work.publication), work.project
        orders = tuple(work.orders.values())
        rendered = {order.name: f"{order.address}index.html" for order in orders}
        key = shell_key(MkDocs().identity(), work.seen, publication, orders, project.site_url)
        shell = self.shell = keep_shell(work.room, project.shell(key), work.pledge, rendered, work.own_pages)
        if work.publish:
            with _in_one_sentence():
                done = publish_site(publication, project, self._shells(shell))
            log.info("%s files in %s: %s written, %s removed.", done.files, done.site, done.written, done.removed)
        config.site_dir = str(project.site_dir)
        self._finish()

    def _shells(self, first: Shell) -> Callable[[Publication], Shell]:
        """Return what gives the shell of each language: the one that was just made, and MkDocs' next ones for the others."""
        project, strict = self.work.project, self.work.strict
        return lambda edition: shell_of(edition, project, MkDocs(), strict=strict) if edition.folder else first

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002
        """Let go of the lock, and leave nothing half made."""
        self._finish()

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> None:  # noqa: ARG002
        """Let MkDocs' server show the site from the cache, built without MkDocs where MkDocs has nothing to do."""
        from okrpress.mkdocs_plugin.live import Show, served  # noqa: PLC0415 - only a server needs it

        Show(served(project_from(config, self.config)), maker.make_publication, Wishes()).on(server)

    def _finish(self) -> None:
        if self._work is not None:
            self._work.held.close()
            shutil.rmtree(self._work.room, ignore_errors=True)
        self._work = self.commission = None


@contextmanager
def _in_one_sentence() -> Iterator[None]:
    """Let MkDocs end with a sentence where there is one, not with a traceback."""
    try:
        yield
    except PublicationError as problem:
        raise PluginError(str(problem)) from problem


def _existing(folder: Path, else_empty: Path) -> Path:
    if folder.is_dir():
        return folder
    else_empty.mkdir(parents=True, exist_ok=True)
    return else_empty


def _search_box() -> SearchBox:
    box = SearchBox()
    box.load_config({})
    return box


def _there(publication: Publication | None) -> Publication:
    if publication is None:
        message = "MkDocs asked for pages before there were any."
        raise PluginError(message)
    return publication


def _refuse_warnings() -> None:
    """Fail before anything is published; MkDocs itself counts its warnings only afterwards."""
    for handler in logging.getLogger("mkdocs").handlers:
        if isinstance(handler, CountHandler) and handler.get_counts():
            counted = ", ".join(f"{count} {level.lower()}s" for level, count in handler.get_counts())
            message = f"Nothing is published: {counted} in strict mode."
            raise PluginError(message)
