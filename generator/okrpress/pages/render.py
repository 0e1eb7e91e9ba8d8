"""From a view to the content of its page: HTML for Material's content area, without the frame."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from jinja2 import Template
from markupsafe import Markup

from okrpress.pages.addresses import way_up
from okrpress.pages.page import Page, View
from okrpress.pages.templates import environment
from okrpress.words import Words


def render(page: Page, view: View, pictures: Mapping[str, str], words: Words, folder: str = "") -> str:
    """Render a page with its template. `pictures` holds the drawn SVG of each of the view's graphs, by name.

    A picture that could not be drawn may be missing: the page then goes without it. `folder` is where the pages of this
    language lie below the root of the site.
    """
    drawn = {name: Markup(pictures.get(name, "")) for name in view.pictures}  # noqa: S704 - drawn by us, escaped there
    return _template(page.kind, words.language, way_up(page.address), way_up(folder)).render(page=view, pictures=drawn)


@lru_cache(maxsize=256)
def _template(kind: str, language: str, up: str, further_up: str) -> Template:
    return environment(language, up, further_up).get_template(f"pages/{kind}.html")
