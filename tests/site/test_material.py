"""What we mend in Material's finished pages."""

from __future__ import annotations

from okrpress.site.material import with_our_search
from okrpress.theme import theme_folder


def test_the_search_dialog_has_the_name_of_its_field():
    html = (
        '<div class="md-search" data-md-component="search" role="dialog">\n<label></label>'
        '<input type="text" name="query" aria-label="搜索" required>\n</div><input aria-label="other">'
    )
    mended = with_our_search(html, theme_folder())
    assert '<div class="md-search" data-md-component="search" role="dialog" aria-label="搜索">' in mended
    assert with_our_search(mended, theme_folder()) == mended


def test_a_page_without_a_search_box_stays_as_it_is():
    assert with_our_search("<p>x</p>", theme_folder()) == "<p>x</p>"
