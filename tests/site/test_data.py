"""The open data as files: the same bytes whatever is remembered, and new ones for what changed alone."""

from __future__ import annotations

import json

from okrpress.cache import Cache
from okrpress.exchange import open_data
from okrpress.site.data import data_files
from okrpress.site.parts import part_keys
from tests import small
from tests.exchange import everything

ON_TIME = "cycles/2026-Q4/logistics/on-time.md"


def files(company, cache):
    """Return path → key and bytes."""
    made = data_files(company, part_keys(company, ()), Cache(cache), "this generator")
    return {asset.path: (asset.key, asset.data()) for asset in made}


def test_every_record_has_a_file_and_all_of_them_one(company, tmp_path):
    made = company(everything.FILES)
    found = files(made, tmp_path)
    assert found["api/okrs.json"][1] == open_data.export(made)
    ids = {f"api/{path.removeprefix('cycles/').removesuffix('.md').removesuffix('/cycle')}.json"
           for path in {**small.FILES, **everything.FILES} if path.endswith(".md") and ".comments." not in path}  # fmt: skip
    assert found.keys() == {*ids, "api/2026-Q3.json", "api/okrs.json", "api/schema.json"}
    assert json.loads(found["api/2026-Q4/logistics/on-time.json"][1])["story"].startswith("# Why")


def test_what_is_remembered_is_what_would_be_made(company, tmp_path):
    once = files(company(everything.FILES), tmp_path)
    again = files(company(everything.FILES), tmp_path)
    changed = {**everything.FILES, ON_TIME: everything.OBJECTIVE.replace("94.5", "95")}
    warm = files(company(changed), tmp_path)
    cold = files(company(changed), tmp_path / "elsewhere")
    assert once == again
    assert warm == cold
    assert {path for path, (key, _) in warm.items() if key != once[path][0]} == {
        "api/okrs.json", "api/2026-Q4/logistics/on-time.json"
    }  # fmt: skip
    assert len({key for key, _ in warm.values()}) == len({data for _, data in warm.values()}), "a key is as good as the bytes"


def test_what_the_cache_lost_meanwhile_is_made_again(company, tmp_path):
    made = company(everything.FILES)
    files(made, tmp_path)
    assets = list(data_files(made, part_keys(made, ()), Cache(tmp_path), "this generator"))
    Cache(tmp_path).file.unlink()
    assert {asset.path: (asset.key, asset.data()) for asset in assets} == files(made, tmp_path / "elsewhere")


def test_a_cycle_may_be_called_as_the_data_is(company, tmp_path):
    made = company({"cycles/okrs/cycle.md": "---\nstart: 2026-11-01\nend: 2026-11-30\n---\n"})
    assert files(made, tmp_path)["api/okrs.json"][1] == open_data.export(made)
