"""Every kind of page, found by looking into the folder: a module that has `pages` makes pages."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Final, TypeAlias

from okrpress.pages.page import Desk, Page

Maker: TypeAlias = Callable[[Desk], Iterator[Page]]

_PACKAGE: Final = "okrpress.pages"


@cache
def makers() -> Mapping[str, Maker]:
    """Return what makes pages, by the name of its module."""
    package = importlib.import_module(_PACKAGE)
    names = sorted(entry.name for entry in pkgutil.iter_modules(package.__path__) if not entry.ispkg)
    modules = {name: importlib.import_module(f"{_PACKAGE}.{name}") for name in names}
    return {name: module.pages for name, module in modules.items() if hasattr(module, "pages")}


def all_pages(desk: Desk) -> Iterator[Page]:
    """Yield every page of a company; views are made when they are asked for."""
    for make in makers().values():
        yield from make(desk)
