"""A site of which nothing changed is not built, and not looked into; anything that did is seen."""

import shutil
from datetime import date

import pytest

from okrpress.mkdocs_plugin import MkDocs
from okrpress.site import build as build_module
from okrpress.site.build import Wishes, build
from okrpress.site.maker import make_publication
from tests import small
from tests.site import fake

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 10)


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """The small company, built."""
    folder = tmp_path_factory.mktemp("still")
    small.write(folder, {"pages/faq.md": "# FAQ\n"})
    (folder / "mkdocs.yml").write_text(fake.CONFIG.replace("docs_dir: okrs", "docs_dir: okrs/pages"))
    done = build(folder / "mkdocs.yml", make_publication, MkDocs(), Wishes(today=TODAY))
    assert done.written == done.files
    return folder


@pytest.fixture
def folder(first):
    yield first
    small.write(first, {"pages/faq.md": "# FAQ\n"})
    (first / "mkdocs.yml").write_text(fake.CONFIG.replace("docs_dir: okrs", "docs_dir: okrs/pages"))
    build(first / "mkdocs.yml", make_publication, MkDocs(), Wishes(today=TODAY))


@pytest.fixture
def asked(monkeypatch):
    """What was asked to make pages."""
    calls = []
    publish = build_module.publish_site
    monkeypatch.setattr(build_module, "publish_site", lambda *given: calls.append(given) or publish(*given))
    return calls


def again(folder, **wishes):
    return build(folder / "mkdocs.yml", make_publication, MkDocs(), Wishes(**{"today": TODAY, **wishes}))


def test_nothing_changed(folder, asked):
    done = again(folder)
    assert asked == []
    assert (done.written, done.removed) == (0, 0)
    assert done.files == len(fake.contents(folder / "site"))


def page(folder):
    (folder / "site/index.html").write_text("mine")


def gone(folder):
    (folder / "site/units/index.html").unlink()


def stray(folder):
    (folder / "site/mine.html").write_text("mine")


def everything(folder):
    shutil.rmtree(folder / "site")


def record(folder):
    file = folder / "okrs/people/li-na.md"
    file.write_text(file.read_text().replace("Li Na", "Li Nan"))


def own_page(folder):
    (folder / "okrs/pages/faq.md").write_text("# FAC\n")


def config(folder):
    (folder / "mkdocs.yml").write_text((folder / "mkdocs.yml").read_text().replace("Acme", "Acne"))


def cache(folder):
    shutil.rmtree(folder / ".cache")


CHANGES = (page, gone, stray, everything, record, own_page, config, cache)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_change_is_seen(folder, asked, change):
    change(folder)
    again(folder)
    assert len(asked) == 1
    warm = fake.contents(folder / "site")
    again(folder, fresh=True)
    assert fake.contents(folder / "site") == warm
    assert "mine" not in warm["index.html"].decode()
    assert "mine.html" not in warm


@pytest.mark.parametrize("wish", [{"today": date(2026, 11, 11)}, {"allow_errors": True}, {"site_url": "https://a.example.com/"}])
def test_another_wish_is_another_site(folder, asked, wish):
    again(folder, **wish)
    assert len(asked) == 1
    again(folder, **wish)
    assert len(asked) == 1


def test_a_note_of_what_mkdocs_yml_says_that_fell_over_is_not_believed(folder):
    """One bit of the name of the site's folder, and every later build would have gone elsewhere."""
    database = folder / ".cache/okr/made.sqlite"
    stored, noted = database.read_bytes(), f'"site_dir": "{folder}/site"'.encode()
    assert noted in stored
    database.write_bytes(stored.replace(noted, noted.replace(b"/site", b"/sitf")))
    assert again(folder).site == folder / "site"
    assert not (folder / "sitf").exists()
