"""Everything that a site consists of, as files that can be made when they are needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from okrpress.site.digest import digest
from okrpress.site.frames import hub_frame, kind_frame
from okrpress.site.kept import Kept
from okrpress.site.pour import Mould, Page
from okrpress.site.publication import HubPage, Publication, PublicationError
from okrpress.site.search import Bundle, search_index
from okrpress.site.shell import Shell
from okrpress.site.sitemap import packed, sitemap
from okrpress.site.spare import Output


class Outputs(dict[str, Output]):
    """Files by path below the site's root; no two may want the same one."""

    def add(self, path: str, output: Output) -> None:
        """Add a file.

        Raises:
            PublicationError: the path is taken, or leads out of the site.

        """
        if path in self:
            message = f"Two things want to be published as {path}: one of them needs another name."
            raise PublicationError(message)
        if path.startswith("/") or "\\" in path or "\0" in path or not {"", ".", ".."}.isdisjoint(path.split("/")):
            message = f"{path!r} is no place within a site."
            raise PublicationError(message)
        self[path] = output


def add_pages(outputs: Outputs, publication: Publication, moulds: Mapping[str, Mould]) -> None:
    """Add all pages that are poured: records, and hubs into frames of their own."""
    pages: tuple[Page, ...] = (*publication.hubs, *publication.records)
    folder = publication.folder
    for page in pages:
        address = page.address
        frame = moulds[hub_frame(address) if isinstance(page, HubPage) else kind_frame(page.kind, address)]
        if address and not address.endswith("/"):
            message = f"The address {address!r} of the page {page.title!r} does not end in a slash."
            raise PublicationError(message)
        outputs.add(f"{folder}{address}index.html", Output(f"{frame.key}{page.key}", partial(frame.pour, page)))


def add_files(outputs: Outputs, publication: Publication, shell: Shell) -> None:
    """Add what is published as it is: the site builder's files, and ours."""
    for path, output in shell.outputs().items():
        # Where one of ours has the same address, ours is the page; the checker speaks of it.
        if (published := f"{publication.folder}{path}") not in outputs:
            outputs.add(published, output)
    for asset in publication.assets:
        outputs.add(f"{publication.folder}{asset.path}", Output(asset.key, asset.data))


def add_site_map(outputs: Outputs, editions: Iterable[tuple[Publication, Shell]], site_url: str) -> None:
    """Add the site map of all pages in all languages."""
    addresses = {
        f"{edition.folder}{page.address}"
        for edition, shell in editions
        for pages in (edition.hubs, edition.records, shell.own_pages)
        for page in pages
    }
    listed = sitemap(site_url, addresses)
    outputs.add("sitemap.xml", _fixed(listed))
    outputs.add("sitemap.xml.gz", Output(digest(listed), partial(packed, listed)))


def add_search(outputs: Outputs, bundles: Mapping[str, Sequence[tuple[Bundle, Kept]]]) -> None:
    """Add the search index of each language, by its folder. A bundle that two of them share lies there once."""
    for folder, made in bundles.items():
        for bundle, kept in made:
            if f"{bundle.path}/{next(iter(kept.files))}" not in outputs:
                for path in kept.files:
                    outputs.add(f"{bundle.path}/{path}", kept.output(path))
        outputs.add(
            f"{folder}search/search_index.json", _fixed(search_index([bundle for bundle, _ in made], "../" * folder.count("/")))
        )


def _fixed(data: bytes) -> Output:
    return Output(digest(data), lambda: data)
