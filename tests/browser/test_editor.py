"""The form in the browser: what a reader writes becomes a pull request, a file in a folder, or text to paste."""

from __future__ import annotations

import hashlib
import itertools
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from okrpress.edit.change import Append, Exchange, Put
from okrpress.edit.rewrite import rewrite
from okrpress.edit.story import with_story
from okrpress.pages.parts.quantity import CLINGING, CURRENCIES, quantity
from okrpress.refusal import Refusal
from okrpress.theme import theme_folder
from okrpress.words import Words
from tests import small
from tests.browser.conftest import serve
from tests.browser.forge import PROJECT, TOKEN, Forge, forge_of
from tests.edit.styles import Style
from tests.edit.test_rewrite import OBJECTIVES, changes
from tests.edit.test_story import CASES as TOLD
from tests.edit.test_story import STORIES

pytestmark = pytest.mark.browser

DAY = "2026-11-10"
ON_TIME = "okrs/cycles/2026-Q4/logistics/on-time.md"
WITH_COMMENTS = (
    small.FILES["cycles/2026-Q4/logistics/on-time.md"]
    .replace("key_results:\n", "x-owner-note: 'kept'   # a key of our own\nkey_results:   # two, as agreed in the hub\n")
    .replace("\n", "\r\n")
)


@dataclass
class Opened:
    """A page with the form, the forge behind it, and all that the page asked for."""

    page: Page
    forge: Forge | None
    folder: Path
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def go(self, address: str) -> Page:
        self.page.goto(address)
        self.page.locator("form[data-ready]").wait_for()
        return self.page


@pytest.fixture(scope="module")
def open_form(chromium: Browser, tmp_path_factory):
    """Return the form of the small company, in a language, before a kind of forge; a site is built once for each."""
    built: dict[tuple[str, str], tuple[Path, Forge | None, str]] = {}
    closing = ExitStack()

    @contextmanager
    def opened(kind: str = "", language: str = "en", width: int = 1280) -> Iterator[Opened]:
        if (kind, language) not in built:
            folder = tmp_path_factory.mktemp(f"form-{kind}-{language}")
            forge = None
            text = f"language: {language}\ntoday: {DAY}\n"
            if kind:
                server = forge_of(kind.partition("+")[0], {})
                forge = closing.enter_context(server)
                more = ", giscus: {repository_id: R_1, category: OKR, category_id: C_1}" if kind.endswith("+giscus") else ""
                text += f"forge: {{kind: {forge.kind}, url: '{forge.url}'{more}}}\n"
            small.write(folder, {"settings.yml": text})
            (folder / ON_TIME).write_bytes(WITH_COMMENTS.encode())
            (folder / "mkdocs.yml").write_text("site_name: Parcel OKR\ndocs_dir: okrs\ntheme: {name: material}\nplugins: [okr]\n")
            build = [sys.executable, "-m", "okrpress", "build", "--quiet", "--allow-errors"]
            subprocess.run(build, cwd=folder, check=True)
            wishes = ["--forge-api", forge.url.removesuffix(f"/{PROJECT}")] if forge else []
            wishes += ["--giscus"] if kind.endswith("+giscus") else []
            url = closing.enter_context(serve(folder / "site", tmp_path_factory.mktemp("nginx"), *wishes))
            built[kind, language] = (folder, forge, url)
        folder, forge, url = built[kind, language]
        if forge:
            forge.fails = None
            forge.branches.clear()
            forge.pulls.clear()
            forge.branches["main"] = {
                path.relative_to(folder).as_posix(): path.read_bytes() for path in (folder / "okrs").rglob("*") if path.is_file()
            }
        context = chromium.new_context(viewport={"width": width, "height": 900}, base_url=url)
        page = context.new_page()
        page.set_default_timeout(10_000)
        opened = Opened(page, forge, folder)
        page.on("request", lambda request: opened.asked.append(request.url))
        page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        try:
            yield opened
            assert opened.complaints == []
        finally:
            context.close()

    with closing:
        yield opened


def check(files: dict[str, bytes], folder: Path) -> list[dict]:
    """Return what `okr check` says of files."""
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    command = [sys.executable, "-m", "okrpress", "check", "--okrs", str(folder / "okrs"), "--format", "json", "--today", DAY]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert said.stdout, said.stderr
    return json.loads(said.stdout)["findings"]


def fill_check_in(page: Page) -> None:
    rate = page.locator('fieldset[data-id="rate"]')
    rate.locator('[name="value"]').fill("95.5")
    rate.locator('[name="confidence"]').select_option("8")
    rate.locator('[name="note"]').fill("Two more hubs: retrained, all of them")
    page.locator('[name="by"]').fill("li-na")


def sign_in(page: Page) -> None:
    page.locator(".okr-token summary").click()
    page.locator('[name="token"]').fill(TOKEN)


@pytest.mark.parametrize("kind", ["github", "gitlab", "gitea"])
def test_a_check_in_becomes_a_pull_request(open_form, tmp_path, kind):
    with open_form(kind) as form:
        page = form.page
        page.goto("2026-Q4/logistics/on-time/")
        page.get_by_role("link", name="Check in", exact=True).click()
        page.locator("form[data-ready]").wait_for()
        assert page.locator("h2:not([hidden])").first.inner_text() == "Check in"
        fill_check_in(page)
        assert not any("/api/" in url for url in form.asked), "the forge was asked before the reader did anything"
        sign_in(page)
        page.get_by_role("button", name="Propose the change").click()
        expect(page.get_by_role("link", name="Look at the pull request")).to_have_attribute("href", f"{form.forge.url}/pulls/1")
        assert form.forge.pulls[0]["title"] == "Check in logistics/on-time: rate 95.5"
        assert form.forge.pulls[0]["base"] == "main"
        files = form.forge.proposed
        assert {path for path, content in files.items() if content != form.forge.branches["main"].get(path)} == {ON_TIME}

    # It is, byte for byte, what the command writes.
    check(form.forge.branches["main"], tmp_path)
    command = [
        sys.executable,
        "-m",
        "okrpress",
        "checkin",
        "--okrs",
        "okrs",
        "logistics/on-time#rate",
        "95.5",
        "--confidence",
        "8",
    ]
    note = ["--note", "Two more hubs: retrained, all of them", "--by", "li-na", "--today", DAY]
    subprocess.run([*command, *note], cwd=tmp_path, check=True, capture_output=True)
    assert files[ON_TIME] == (tmp_path / ON_TIME).read_bytes()
    assert b"# two, as agreed in the hub\r\n" in files[ON_TIME]


COMMENTS = ON_TIME.replace(".md", ".comments.md")
SAID = "Who tells the *night shift*?\n\n- Tomorrow: [the plan](https://example.com)"


def commented(folder: Path, files: dict[str, bytes], text: str, by: str) -> bytes:
    """Return what the command makes of the file of comments."""
    check(files, folder)
    command = [sys.executable, "-m", "okrpress", "comment", "--okrs", "okrs", "logistics/on-time", text, "--by", by]
    subprocess.run([*command, "--today", DAY], cwd=folder, check=True, capture_output=True)
    return (folder / COMMENTS).read_bytes()


@pytest.mark.parametrize("kind", ["github", "gitlab", "gitea"])
def test_a_comment_becomes_a_pull_request_for_a_file_beside_the_objective(open_form, tmp_path, kind):
    with open_form(kind) as form:
        page = form.page
        page.goto("2026-Q4/logistics/on-time/")
        page.get_by_role("link", name="Comment", exact=True).click()
        page.locator("form[data-ready]").wait_for()
        assert page.locator("h2:not([hidden])").first.inner_text() == "Comment"
        for number, (text, by) in enumerate(((SAID, "wang-lei"), ("I do.", "li-na")), 1):
            page.locator('[name="comment"]').fill(text.replace("\n\n", "  \n\n") + "\n")
            page.locator('[name="by"]').fill(by)
            sign_in(page) if number == 1 else None
            page.get_by_role("button", name="Propose the change").click()
            link = page.get_by_role("link", name="Look at the pull request")
            expect(link).to_have_attribute("href", f"{form.forge.url}/pulls/{number}")
            assert form.forge.pulls[-1]["title"] == "Comment on logistics/on-time"
            before, files = form.forge.branches["main"], form.forge.proposed
            assert {path for path, content in files.items() if content != before.get(path)} == {COMMENTS}
            assert files[COMMENTS] == commented(tmp_path / str(number), before, text, by)
            form.forge.branches["main"] = dict(files)  # it is merged
    assert [found for found in check(files, tmp_path / "after") if found["path"] == COMMENTS] == []


def test_a_comment_says_something_and_who_says_it(open_form):
    with open_form() as form:
        page = form.go("edit/?do=comment&objective=2026-Q4/logistics/on-time")
        show = page.get_by_role("button", name="Show what to paste")
        show.click()
        expect(page.get_by_role("status")).to_have_text("Comment is missing.")
        page.locator('[name="comment"]').fill("Aye")
        show.click()
        expect(page.get_by_role("status")).to_have_text("By is missing.")
        page.locator('[name="by"]').fill("@li-na")
        show.click()
        assert page.locator(".okr-where").inner_text() == COMMENTS
        assert (
            page.locator(".okr-paste pre").inner_text() == "---\ncomments:\n  - {date: 2026-11-10, by: li-na, text: Aye}\n---\n"
        )


def write_objective(page: Page, title: str) -> None:
    page.locator('[name="cycle"]').select_option("2026-Q4")
    page.locator('[name="owner"]').select_option("hub-north")
    page.locator('[name="title"]').fill(title)
    page.locator('[name="aligns_to"]').fill("logistics/on-time#rate")
    first, second = page.locator(".okr-new-key-results fieldset").all()
    first.locator('[name="result"]').fill("Rides without a stop rise from 40 % to 90 %")
    first.locator('[name="start"]').fill("40")
    first.locator('[name="target"]').fill("90")
    first.locator('[name="unit"]').fill("%")
    second.locator('[name="result"]').fill("Three gates open before dawn")
    second.locator('[name="measure"]').select_option("milestones")
    second.locator('[name="milestones"]').fill("Gate 1\nGate 2: the wide one\n\nGate 3")
    page.locator('[name="story"]').fill("A ride that stops is a ride that is late.")


@pytest.mark.parametrize("kind", ["github", "gitlab", "gitea"])
def test_a_new_objective_becomes_a_pull_request(open_form, tmp_path, kind):
    with open_form(kind) as form:
        page = form.go("edit/?do=new")
        write_objective(page, "Every ride goes through: no stop in between")
        sign_in(page)
        page.get_by_role("button", name="Propose the change").click()
        page.get_by_role("link", name="Look at the pull request").wait_for()
        files = form.forge.proposed
        made = set(files) - set(form.forge.branches["main"])
        assert made == {"okrs/cycles/2026-Q4/hub-north/every-ride-goes-through-no-stop-in.md"}
        findings = check(files, tmp_path)
        assert [entry for entry in findings if entry["path"] in made and entry["severity"] == "error"] == []
        known = {(entry["rule"], entry["path"]) for entry in check(form.forge.branches["main"], tmp_path / "before")}
        assert {(entry["rule"], entry["path"]) for entry in findings if entry["severity"] == "error"} <= known


PICK_A_FOLDER = """
window.showDirectoryPicker = async () => {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle("okrs", {create: true});
  for (const [path, text] of Object.entries(FILES)) {
    const names = path.split("/");
    let at = folder;
    for (const name of names.slice(0, -1)) at = await at.getDirectoryHandle(name, {create: true});
    const stream = await (await at.getFileHandle(names.at(-1), {create: true})).createWritable();
    await stream.write(text);
    await stream.close();
  }
  return folder;
};
"""
READ_A_FILE = """async (path) => {
  let at = await (await navigator.storage.getDirectory()).getDirectoryHandle("okrs");
  const names = path.split("/");
  for (const name of names.slice(0, -1)) at = await at.getDirectoryHandle(name);
  return (await (await at.getFileHandle(names.at(-1))).getFile()).text();
}"""


def test_without_a_forge_it_writes_into_a_folder(open_form, tmp_path):
    with open_form() as form:
        records = {path: text for path, text in small.FILES.items() if path != "settings.yml"}
        files = {**records, "settings.yml": f"today: {DAY}\n", "cycles/2026-Q4/logistics/on-time.md": WITH_COMMENTS}
        form.page.add_init_script(f"const FILES = {json.dumps(files)};\n{PICK_A_FOLDER}")
        page = form.go("edit/?do=new")
        write_objective(page, "夜里的车不再空跑")
        page.get_by_role("button", name="Write into a folder").click()
        expect(page.get_by_role("status")).to_have_text("Written into cycles/2026-Q4/hub-north/夜里的车不再空跑.md.")
        name = "cycles/2026-Q4/hub-north/夜里的车不再空跑.md"
        written = page.evaluate(READ_A_FILE, name)
        page = form.go("edit/?do=check-in&objective=2026-Q4/logistics/on-time")
        fill_check_in(page)
        page.get_by_role("button", name="Write into a folder").click()
        expect(page.get_by_role("status")).to_have_text("Written into cycles/2026-Q4/logistics/on-time.md.")
        changed = page.evaluate(READ_A_FILE, "cycles/2026-Q4/logistics/on-time.md")
        page = form.go("edit/?do=comment&objective=2026-Q4/logistics/on-time")
        page.locator('[name="comment"]').fill("谁通知夜班？")
        page.locator('[name="by"]').fill("li-na")
        for _ in range(2):  # the second one finds a file
            page.get_by_role("button", name="Write into a folder").click()
            expect(page.get_by_role("status")).to_have_text("Written into cycles/2026-Q4/logistics/on-time.comments.md.")
        comments = page.evaluate(READ_A_FILE, "cycles/2026-Q4/logistics/on-time.comments.md")
        entry = "  - {date: 2026-11-10, by: li-na, text: 谁通知夜班？}\n"
        assert comments == f"---\ncomments:\n{entry}{entry}---\n"
        assert not [url for url in form.asked if not url.startswith(form.page.url.split("edit/")[0])]
    laid = {f"okrs/{path}": text.encode() for path, text in {**files, name: written}.items()}
    findings = check({**laid, ON_TIME: changed.encode()}, tmp_path)
    assert [entry for entry in findings if entry["severity"] == "error" and "夜里" in entry["path"]] == []
    assert changed.count("check_ins:") == WITH_COMMENTS.count("check_ins:")
    line = '      - {date: 2026-11-10, value: 95.5, confidence: 8, by: li-na, note: "Two more hubs: retrained, all of them"}\r\n'
    assert line in changed
    assert changed.replace(line, "") == WITH_COMMENTS


def test_without_a_forge_it_shows_what_to_paste(open_form):
    with open_form() as form:
        page = form.go("edit/?do=check-in&objective=2026-Q4/logistics/on-time")
        assert page.get_by_role("button", name="Propose the change").count() == 0
        fill_check_in(page)
        page.get_by_role("button", name="Show what to paste").click()
        assert page.locator(".okr-where").inner_text() == ON_TIME
        assert page.locator(".okr-paste pre").inner_text() == (
            "# Below rate:\ncheck_ins:\n  - {date: 2026-11-10, value: 95.5, confidence: 8, by: li-na, "
            'note: "Two more hubs: retrained, all of them"}'
        )
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.get_by_role("button", name="Copy", exact=True).click()
        expect(page.get_by_role("status")).to_have_text("Copied.")
        assert page.evaluate("navigator.clipboard.readText()").startswith("# Below rate:")


def test_an_objective_is_changed_and_the_rest_of_its_file_stays(open_form):
    with open_form("gitea") as form:
        page = form.go("edit/?do=edit&objective=2026-Q4/logistics/on-time")
        entries = page.locator('[data-do="edit"]')
        assert entries.locator('[name="edit.title"]').input_value() == "Every parcel arrives on the day we promised"
        entries.locator('[name="edit.priority"]').fill("1")
        entries.locator('[name="edit.tags"]').fill("speed, 准时")
        entries.locator('[name="edit.aligns_to"]').fill("company/reliable#on-time company/reliable")
        sign_in(page)
        page.get_by_role("button", name="Propose the change").click()
        page.get_by_role("link", name="Look at the pull request").wait_for()
        text = form.forge.proposed[ON_TIME].decode()
    assert form.forge.pulls[0]["title"] == "Change logistics/on-time: priority, aligns_to, tags"
    expected = WITH_COMMENTS.replace("stage: agreed\r\n", "stage: agreed\r\npriority: 1\r\n").replace(
        "aligns_to: [company/reliable#on-time]\r\n",
        "aligns_to: [company/reliable#on-time, company/reliable]\r\ntags: [speed, 准时]\r\n",
    )
    assert text == expected


def test_a_story_is_changed_and_the_rest_of_its_file_stays(open_form):
    with open_form("gitlab") as form:
        page = form.go("edit/?do=edit&objective=2026-Q4/logistics/on-time")
        area = page.locator('[name="edit-story"]')
        expect(area).to_have_value("A late parcel costs a customer a day.")
        area.fill("A late parcel costs a customer a day,\nand us the next order.")
        sign_in(page)
        page.get_by_role("button", name="Propose the change").click()
        page.get_by_role("link", name="Look at the pull request").wait_for()
        text = form.forge.proposed[ON_TIME].decode()
        assert form.forge.pulls[0]["title"] == "Change logistics/on-time: story"
    assert text == WITH_COMMENTS.replace("a customer a day.", "a customer a day,\r\nand us the next order.")


def test_a_story_that_somebody_else_changed_is_not_overwritten(open_form):
    with open_form("gitea") as form:
        page = form.go("edit/?do=edit&objective=2026-Q4/logistics/on-time")
        expect(page.locator('[name="edit-story"]')).to_be_enabled()
        page.locator('[name="edit-story"]').fill("Mine.")
        form.forge.branches["main"][ON_TIME] += b"Theirs.\r\n"
        sign_in(page)
        page.get_by_role("button", name="Propose the change").click()
        expect(page.get_by_role("status")).to_contain_text("Somebody else changed the story meanwhile")
        assert form.forge.pulls == []


def test_it_loads_what_it_needs_and_not_the_whole_company(open_form):
    with open_form("github") as form:
        page = form.go("edit/?do=check-in&objective=2026-Q4/logistics/on-time")
        data = [url.split("/edit/")[1] for url in form.asked if "/edit/" in url and url.endswith(".json")]
        assert data == ["cycles/2026-Q4.json", "cycles/2026-Q4/logistics.json"]
        page.locator('[name="by"]').focus()
        expect(page.locator('#okr-people option[value="li-na"]')).to_be_attached()
        assert form.asked[-1].endswith("/edit/owners.json")


def test_what_an_objective_may_help_is_offered(open_form):
    with open_form() as form:
        page = form.go("edit/?do=new&owner=logistics&cycle=2026-Q4")
        offered = "[...document.querySelectorAll('#okr-references option')].map((entry) => entry.value)"
        assert {"company/reliable", "company/reliable#on-time", "hub-north/"} <= set(page.evaluate(offered))
        page.locator('[name="aligns_to"]').fill("hub-north/")
        expect(page.locator('#okr-references option[value="hub-north/sorting"]')).to_be_attached()


@pytest.mark.parametrize("kind", ["github", "gitlab", "gitea"])
def test_a_file_that_changes_while_it_is_proposed_is_told_alike(open_form, kind):
    def write_first(forge: Forge) -> None:
        forge.branches["main"][ON_TIME] += b"Somebody else was here.\r\n"
        forge.meddle = None

    with open_form(kind) as form:
        page = form.go("edit/?do=check-in&objective=2026-Q4/logistics/on-time")
        fill_check_in(page)
        sign_in(page)
        form.forge.meddle = write_first
        page.get_by_role("button", name="Propose the change").click()
        expect(page.get_by_role("status")).to_have_text("Somebody else changed the file meanwhile: try again.")
        assert form.forge.pulls == []


COMMITS = {"github": r"PUT .*/contents/", "gitlab": r"POST .*/commits", "gitea": r"PUT .*/contents/"}
REQUESTS = {"github": r"POST .*/pulls", "gitlab": r"POST .*/merge_requests", "gitea": r"POST .*/pulls"}


def failing(*calls: str) -> Callable[[str, str], tuple[int, str] | None]:
    def fails(method: str, path: str) -> tuple[int, str] | None:
        return (422, "Not today") if any(re.match(call, f"{method} {path}") for call in calls) else None

    return fails


def proposed(form: Opened) -> str:
    """Propose, and return what the form says when it is done."""
    page = form.page
    page.get_by_role("button", name="Propose the change").click()
    expect(page.get_by_role("status")).not_to_have_text("One moment …")
    return page.get_by_role("status").inner_text()


@pytest.mark.parametrize("kind", COMMITS)
def test_a_proposal_without_its_commit_leaves_no_branch(open_form, kind):
    with open_form(kind) as form:
        fill_check_in(form.go("edit/?do=check-in&objective=2026-Q4/logistics/on-time"))
        sign_in(form.page)
        form.forge.fails = failing(COMMITS[kind])
        assert proposed(form) == "The forge refused: 422 Not today"
        assert list(form.forge.branches) == ["main"]
        form.forge.fails = None
        assert proposed(form).startswith("Proposed.")
        assert len(form.forge.branches) == 2


@pytest.mark.parametrize("kind", REQUESTS)
def test_a_change_whose_request_fails_is_kept_and_goes_on_from_there(open_form, kind):
    with open_form(kind) as form:
        fill_check_in(form.go("edit/?do=check-in&objective=2026-Q4/logistics/on-time"))
        sign_in(form.page)
        form.forge.fails = failing(REQUESTS[kind])
        said = proposed(form)
        branch = next(name for name in form.forge.branches if name != "main")
        assert f"Your change is safe on the branch {branch}" in said
        assert "422 Not today" in said
        assert form.forge.branches[branch] != form.forge.branches["main"]
        link = form.page.get_by_role("link", name="Open the pull request").get_attribute("href")
        assert unquote(link).endswith(branch)
        assert link.startswith(
            f"{form.forge.url}/-/merge_requests/new?" if kind == "gitlab" else f"{form.forge.url}/compare/main..."
        )
        form.forge.fails = None
        assert proposed(form).startswith("Proposed.")
        assert [pull["head"] for pull in form.forge.pulls] == [branch]
        assert len(form.forge.branches) == 2


def test_a_branch_that_cannot_be_removed_is_named(open_form):
    with open_form("github") as form:
        fill_check_in(form.go("edit/?do=check-in&objective=2026-Q4/logistics/on-time"))
        sign_in(form.page)
        form.forge.fails = failing(COMMITS["github"], r"DELETE .*")
        said = proposed(form)
        branch = next(name for name in form.forge.branches if name != "main")
        assert said == (
            f"Your change is still here: try again. The branch {branch}, begun for it, could not be removed again. "
            "The forge refused: 422 Not today"
        )


MISHAPS = {
    "number": "“many” is no number.",
    "thousands": "“1,200” is no number.",
    "future": "That day has not come yet.",
    "token": "The forge does not know this access token",
    "gone": "The file is not there any more",
    "unreadable": "The file cannot be read.",
    "renamed": "no key result “rate” any more",
}


@pytest.mark.parametrize("mishap", MISHAPS)
def test_what_does_not_work_is_said(open_form, mishap):
    with open_form("github") as form:
        page = form.go("edit/?do=check-in&objective=2026-Q4/logistics/on-time")
        fill_check_in(page)
        sign_in(page)
        main = form.forge.branches["main"]
        match mishap:
            case "number":
                page.locator('[name="value"]').first.fill("many")
            case "thousands":
                page.locator('[name="value"]').first.fill("1,200")
            case "future":
                page.locator('[name="date"]').fill("2027-01-01")
            case "token":
                page.locator('[name="token"]').fill("wrong")
            case "gone":
                del main[ON_TIME]
            case "unreadable":
                main[ON_TIME] = b"---\ntitle: [\n---\n"
            case "renamed":
                main[ON_TIME] = WITH_COMMENTS.replace("id: rate", "id: r2").encode()
        page.get_by_role("button", name="Propose the change").click()
        expect(page.get_by_role("status")).to_contain_text(MISHAPS[mishap])
        assert form.forge.pulls == []


def test_all_of_it_is_done_by_keyboard_in_chinese_on_a_phone(open_form):
    with open_form("gitlab", "zh", 390) as form:
        page = form.go("edit/?do=check-in&objective=2026-Q4/logistics/on-time")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.locator('[name="value"]').first.focus()
        for keys in ("95.5", "Tab", "8", "Tab", "又有两个分拨中心完成培训"):
            page.keyboard.press("Tab") if keys == "Tab" else page.keyboard.type(keys)
        page.locator(".okr-token summary").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.type(TOKEN)
        page.keyboard.press("Enter")
        page.get_by_role("link", name="查看合并请求").wait_for()
        assert page.evaluate("document.activeElement.href") == f"{form.forge.url}/pulls/1"
        assert (
            "{date: 2026-11-10, value: 95.5, confidence: 8, note: 又有两个分拨中心完成培训}"
            in form.forge.proposed[ON_TIME].decode()
        )


def cases(count: int) -> list[dict]:
    """Return records as differently written as people write them, a change, and what the command makes of it."""

    def written(value: object) -> object:
        if isinstance(value, date):
            return {"$day": value.isoformat()}
        if isinstance(value, list):
            return [written(item) for item in value]
        return {key: written(inner) for key, inner in value.items()} if isinstance(value, dict) else value

    found: list[dict] = []

    @seed(1)
    @settings(max_examples=count, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data(), OBJECTIVES, st.randoms(use_true_random=False))
    def draw(data: st.DataObject, values: dict, dice: Random) -> None:
        raw = Style(dice).file(values)
        change = data.draw(changes(values))
        if isinstance(change, Exchange) or re.search("\r(?!\n)", raw):
            return
        after = rewrite(raw, [change])
        say = {"after": list(change.after)}
        if isinstance(change, Put):
            say |= {"put": list(change.place), "value": written(change.value)}
        elif isinstance(change, Append):
            say |= {"append": list(change.place), "item": written(change.item)}
        story = data.draw(STORIES)
        found.append({"raw": raw, "change": say, "after": after, "story": story, "told": with_story(raw, story)})

    draw()
    return found


REWRITE_ALL = """async ([base, cases]) => {
  const { rewrite, withStory } = await import(base + "rewrite.js");
  const { Day } = await import(base + "notation.js");
  const read = (value) => Array.isArray(value) ? value.map(read)
    : value && typeof value === "object"
      ? ("$day" in value ? new Day(value.$day)
        : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, read(inner)])))
      : value;
  const made = (make) => {
    try { return make(); }
    catch (error) { return `${error.code ?? error.stack}`; }
  };
  return cases.map(({ raw, change, story }) => [
    made(() => rewrite(raw, [{ ...change, value: read(change.value), item: read(change.item) }])),
    story === undefined ? null : made(() => withStory(raw, story)),
  ]);
}"""


BELOW = ["  ", "", "# next"]
BLOCKS = ["|", ">", "|-", ">-  # c", "|+", ">2+"]
FIXED = [
    *(
        (key, f"---\ntitle: {sign}\n  a\n\n  b\n{gap}\ntype: committed\n---\n")
        for key, sign, gap in itertools.product(("title", "stage"), BLOCKS, BELOW)
    ),
    *(("title", f"---\ntitle: {old}\ntype: committed\n---\n") for old in ('"old"', "'old'", "old", "[]", "", "{a: 1}")),
]
"""Records in which the two once wrote blank lines differently, or might."""
VALUES = [
    "🦀 at work", 'a "b"', "it's", "y", "nUll", "00:00", "2026-1-5", "08", "3_E7", "2026-11-05 x", "\u3000indented", "a\u00a0#b",
    "\u2028odd\x85", "tab\there", "end:", "-", "? x", "a,b", 1e20, 1e-7, 1.5e-5, 0.0001, 93.5, -4, 1e15 + 0.5,
    "雾" * 40, "雾" * 45, "🚚" * 41, "e\u0301" * 55, "n" * 80, None,
]  # fmt: skip
"""Values that the two once wrote differently, or might."""


def test_the_browser_writes_what_the_command_writes(chromium, tmp_path):
    # In a process of its own: what Hypothesis makes up depends on the modules that are loaded.
    code = "import json; from tests.browser.test_editor import cases; print(json.dumps(cases(400)))"
    told = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=True, capture_output=True, text=True)
    drawn = json.loads(told.stdout)
    assert len(drawn) >= 80
    for key, raw in FIXED:
        put = Put((key,), "new", ("title",))
        try:
            after = rewrite(raw, [put])
        except Refusal:
            after = "by-hand"
        drawn.append({"raw": raw, "change": {"put": [key], "value": "new", "after": ["title"]}, "after": after})
    short, long = "---\na:\n  - {x: 1}\nb:\n---\n", "---\nb: 'x'\na:\n    - x: 1\n      note: long\n---\n"
    for raw, value in itertools.product((short, long), VALUES):
        item = {"x": 1, "note": value}
        after = rewrite(raw, [Append(("a",), item)])
        drawn.append({"raw": raw, "change": {"append": ["a"], "item": item}, "after": after})
        after = rewrite(raw, [Put(("b",), value)])
        drawn.append({"raw": raw, "change": {"put": ["b"], "value": value}, "after": after})
    for raw, story, expected in TOLD.values():
        after = rewrite(raw, [Put(("a",), "new")])
        drawn.append({"raw": raw, "change": {"put": ["a"], "value": "new"}, "after": after, "story": story, "told": expected})
    with serve(theme_folder() / "assets" / "editor", tmp_path) as url:
        page = chromium.new_page()
        page.goto(f"{url}editor.css")
        written = page.evaluate(REWRITE_ALL, [url, drawn])
        page.close()
    for case, (text, told) in zip(drawn, written, strict=True):
        assert text == case["after"], case
        assert told == case.get("told"), case


WRITE_QUANTITIES = """async ([url, cases]) => {
  const { quantity } = await import(`${url}quantity.js`);
  return cases.map(([units, value, unit]) => quantity(units, value, unit));
}"""
QUANTITIES = (0, 1200, -3, 0.5, 94.5, 1234567.891, 0.0001, 1e-5, 2.5e-7, 9999999999, 12345678901, 123456789012.25, 1e15, 1.5e16)
UNITS = ("", "%", "‰", "¥", "$", "parcels", "per 10,000", "件", "℃")


def test_the_form_writes_values_as_the_pages_do(chromium, tmp_path):
    cases = list(itertools.product(("en", "zh"), QUANTITIES, UNITS))
    asked = [({"language": tongue, "before": [*CURRENCIES], "clinging": [*CLINGING]}, *rest) for tongue, *rest in cases]
    with serve(theme_folder() / "assets" / "editor", tmp_path) as url:
        page = chromium.new_page()
        page.goto(f"{url}editor.css")
        written = page.evaluate(WRITE_QUANTITIES, [url, asked])
        page.close()
    assert written == [quantity(Words(tongue), value, unit) for tongue, value, unit in cases]


def test_the_form_says_the_last_value_in_the_words_of_the_page(open_form):
    with open_form("gitlab", "zh", 390) as form:
        page = form.go("edit/?do=check-in&objective=2026-Q4/logistics/on-time")
        assert page.locator(".okr-key-results fieldset p").first.inner_text() == "上次 94.5% · 目标 98%"


def test_what_is_not_ours_is_what_it_says():
    vendor = theme_folder() / "assets/editor/vendor"
    text = (vendor / "README.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| `(\S+)` \|.*`([0-9a-f]{64})` \|$", text, re.MULTILINE))
    scripts = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in vendor.glob("*.js")}
    assert listed == scripts


def test_its_scripts_are_loaded_on_its_page_alone(open_form):
    with open_form("github") as form:
        form.page.goto("2026-Q4/logistics/on-time/", wait_until="networkidle")
        assert not any("/assets/editor/" in url for url in form.asked)
        form.go("edit/")
        assert any(url.endswith("/assets/editor/vendor/yaml.js") for url in form.asked)
        assert (form.folder / "site/assets/editor/vendor/LICENSE.txt").is_file()


def test_a_discussion_comes_from_elsewhere_only_when_a_reader_loads_it(open_form):
    with open_form("github+giscus") as form:
        page = form.page
        page.route("https://giscus.app/**", lambda route: route.fulfill(body="", content_type="text/javascript"))
        page.goto("2026-Q4/logistics/on-time/", wait_until="networkidle")
        here = page.url.split("2026-Q4")[0]
        assert [url for url in form.asked if not url.startswith((here, "data:"))] == []
        with page.expect_request("https://giscus.app/client.js"):
            page.get_by_role("button", name="Load the discussion").click()
        said = page.locator(".okr-talk script").evaluate("script => ({...script.dataset})")
        assert said["term"] == "2026-Q4/logistics/on-time"
        assert (said["repo"], said["repoId"], said["category"], said["categoryId"]) == ("acme/okrs", "R_1", "OKR", "C_1")
        assert (said["mapping"], said["strict"]) == ("specific", "1")
        page.goto("handbook/#Public")
        assert "Discussions come from giscus.app, and only when you load one." in page.locator("article.okr").inner_text()


def test_without_giscus_nothing_of_it_is_there(open_form):
    with open_form("github") as form:
        form.page.goto("2026-Q4/logistics/on-time/")
        assert form.page.locator(".okr-talk").count() == 0
        assert (
            form.page.get_by_role("link", name="find the discussion")
            .get_attribute("href")
            .endswith("/issues?q=is%3Aissue+in%3Atitle+%222026-Q4%2Flogistics%2Fon-time%22")
        )
