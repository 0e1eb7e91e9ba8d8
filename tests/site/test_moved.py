"""Addresses that records had before."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from okrpress.check import check
from okrpress.company import company_on
from okrpress.load import load
from okrpress.site.assemble import publication_of
from okrpress.site.publication import Edition
from okrpress.words import Words
from tests import small

OBJECTIVE = "cycles/2026-Q4/logistics/on-time.md"
FORMERLY = {
    OBJECTIVE: small.FILES[OBJECTIVE].replace("---\n", "---\nformerly: [物流/准时]\n", 1).replace("Every", "<Every>"),
    "units/logistics.md": small.FILES["units/logistics.md"].replace("---\n", "---\nformerly: [transport]\n", 1),
    "settings.yml": "languages: [en, zh]\n",
}


def published(folder, site_url=""):
    okrs = small.write(folder, FORMERLY)
    company = company_on(load(okrs), small.TODAY)
    edition = Edition(okrs, folder, folder / ".cache", small.TODAY, site_url=site_url)
    whole = publication_of(company, tuple(check(company)), Words("en"), edition)
    return {f"{one.folder}{asset.path}": asset.data().decode() for one in whole.in_all_languages() for asset in one.assets}


def test_every_earlier_address_leads_to_the_record_in_its_language(tmp_path):
    assets = published(tmp_path)
    moved = {path: html for path, html in assets.items() if path.endswith("index.html")}
    there = {
        "2026-Q4/物流/准时/": "2026-Q4/logistics/on-time/",
        "2026-Q4/transport/on-time/": "2026-Q4/logistics/on-time/",
        "units/transport/": "units/logistics/",
    }
    assert moved.keys() == {f"{folder}{old}index.html" for old in there for folder in ("", "zh/")}
    for folder, language, said in (("", "en", "has moved"), ("zh/", "zh", "已移至")):
        for old, new in there.items():
            html = moved[f"{folder}{old}index.html"]
            assert f'<html lang="{language}">' in html
            assert said in html
            for pattern in (r'<a href="(.*?)"', r'content="0; url=(.*?)"', r'rel="canonical" href="(.*?)"'):
                (target,) = re.findall(pattern, html)
                assert urljoin(f"{folder}{old}", target) == f"{folder}{new}"
            (script,) = re.findall(r'<script src="(.*?)\?', html)
            assert urljoin(f"{folder}{old}", script) == "assets/javascripts/moved.js"


def test_it_is_not_found_and_says_where_it_is(tmp_path):
    html = published(tmp_path, "https://okr.example.com/")["zh/units/transport/index.html"]
    assert '<meta name="robots" content="noindex">' in html
    assert '<link rel="canonical" href="https://okr.example.com/zh/units/logistics/">' in html


def test_what_an_author_wrote_is_text(tmp_path):
    html = published(tmp_path)["2026-Q4/transport/on-time/index.html"]
    assert "&lt;Every&gt; parcel" in html
    assert "<Every>" not in html
