"""Links that lead out of the site: the forge where records are changed, and addresses that authors wrote."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import quote, unquote, urlencode, urlsplit

from okrpress.model import Objective
from okrpress.pages import addresses
from okrpress.pages.markdown import outward
from okrpress.pages.page import Desk
from okrpress.settings import Forge, Giscus
from okrpress.theme import fingerprint

_GISCUS: Final = "assets/giscus/giscus.js"
LABEL: Final = "okr"
"""What the forge's issues about records are labelled with."""


class Action(NamedTuple):
    """Something that a reader may do with a record, and where."""

    label: str
    url: str


class Talk(NamedTuple):
    """Where an objective is talked about: the search that finds its conversation, and where one is begun if there is none."""

    find: str
    begin: str
    giscus: Giscus | None = None
    """The discussion on the page itself, for readers who load it."""
    repository: str = ""
    script: str = ""


def actions(desk: Desk, path: str, title: str) -> tuple[Action, ...]:
    """Return where a record's file is edited, talked about and seen through time; nothing where there is no forge."""
    forge = forge_of(desk)
    if forge is None or not path:
        return ()
    words = desk.words
    return (
        Action(words("Edit"), edit_url(forge, path)),
        Action(words("Discuss"), find_talk_url(forge, title)),
        Action(words("History"), history_url(forge, path)),
    )


def objective_actions(desk: Desk, objective: Objective) -> tuple[Action, ...]:
    """Return where an objective's file is changed and seen through time; what the form does is in `deeds`."""
    forge, words, path = forge_of(desk), desk.words, objective.source.path
    if forge is None or not path:
        return ()
    history = Action(words("History"), history_url(forge, path))
    return (history,) if deeds(desk, objective) else (Action(words("Edit"), edit_url(forge, path)), history)


def deeds(desk: Desk, objective: Objective) -> tuple[Action, ...]:
    """Return what the form does with an objective; nothing where its cycle is over or it was dropped."""
    if objective.stage == "dropped" or desk.company.phases.get(objective.cycle) in (None, "closed"):
        return ()
    up = addresses.way_up(addresses.of_record(objective.id))
    return (
        Action(desk.words("Check in"), f"{up}{form_url(CHECK_IN, objective.id)}"),
        Action(desk.words("Comment"), f"{up}{form_url(COMMENT, objective.id)}"),
        Action(desk.words("Edit"), f"{up}{form_url(EDIT, objective.id)}"),
    )


CHECK_IN: Final = "check-in"
COMMENT: Final = "comment"
EDIT: Final = "edit"


def form_url(deed: str, objective: str) -> str:
    """Return where the form does something with an objective, relative to the site’s root."""
    return f"{addresses.EDITOR}?{urlencode({'do': deed, 'objective': objective}, safe='/')}"


def talk(desk: Desk, objective: Objective) -> Talk | None:
    """Return where an objective is talked about; None where there is no forge."""
    forge = forge_of(desk)
    if forge is None:
        return None
    said = f"{objective.title}\n\n{file_url(forge, objective.source.path, 1)}\n"
    find, begin = find_talk_url(forge, objective.id), begin_talk_url(forge, objective.id, said)
    if forge.giscus is None:
        return Talk(find, begin)
    return Talk(
        find,
        begin,
        forge.giscus,
        repository_of(forge),
        f"{addresses.way_up(desk.folder)}{_GISCUS}?v={fingerprint('assets/giscus')}",
    )


def forge_of(desk: Desk) -> Forge | None:
    """Return the forge of the settings; None where there is none, or where its address is no place to send a reader."""
    forge = desk.company.settings.forge
    return forge if forge and outward(forge.url) else None


def host(forge: Forge) -> str:
    """Return the name of a forge’s machine, as a reader knows it."""
    return urlsplit(_root(forge)).netloc


def edit_url(forge: Forge, path: str) -> str:
    """Return where a file is edited."""
    root, where = _root(forge), _where(forge, path)
    return {"github": f"{root}/edit/{where}", "gitlab": f"{root}/-/edit/{where}", "gitea": f"{root}/_edit/{where}"}[forge.kind]


def history_url(forge: Forge, path: str) -> str:
    """Return where a file's changes are listed."""
    root, where = _root(forge), _where(forge, path)
    return {
        "github": f"{root}/commits/{where}",
        "gitlab": f"{root}/-/commits/{where}",
        "gitea": f"{root}/commits/branch/{where}",
    }[forge.kind]


def commit_url(forge: Forge, commit: str) -> str:
    """Return where a commit is shown."""
    return f"{_root(forge)}/{'-/' if forge.kind == 'gitlab' else ''}commit/{commit}"


def file_url(forge: Forge, path: str, line: int) -> str:
    """Return where a line of a file is shown."""
    root, where = _root(forge), _where(forge, path)
    folder = {"github": "blob", "gitlab": "-/blob", "gitea": "src/branch"}[forge.kind]
    return f"{root}/{folder}/{where}#L{line}"


def find_talk_url(forge: Forge, title: str) -> str:
    """Return the search that finds the conversation with a title, so that nobody begins a second one."""
    root = _root(forge)
    if forge.kind == "gitlab":
        return f"{root}/-/issues?{urlencode({'state': 'all', 'search': title, 'in': 'TITLE'})}"
    if forge.kind == "gitea":
        return f"{root}/issues?{urlencode({'state': 'all', 'type': 'all', 'q': title})}"
    if forge.discuss == "discussions":
        return f"{root}/discussions?" + urlencode({"discussions_q": f'in:title "{title}"'})
    return f"{root}/issues?" + urlencode({"q": f'is:issue in:title "{title}"'})


def begin_talk_url(forge: Forge, title: str, said: str) -> str:
    """Return where a conversation with a title is begun. `said` is its first text; the label is the forge’s to have.

    GitLab has no label in an address: its text sets it. Gitea and Forgejo take no label by name.
    """
    root = _root(forge)
    if forge.kind == "gitlab":
        return f"{root}/-/issues/new?" + urlencode({"issue[title]": title, "issue[description]": f"{said}\n/label ~{LABEL}\n"})
    if forge.kind == "gitea":
        return f"{root}/issues/new?{urlencode({'title': title, 'body': said})}"
    if forge.discuss == "discussions":
        return f"{root}/discussions/new?{urlencode({'category': 'general', 'title': title, 'body': said})}"
    return f"{root}/issues/new?{urlencode({'title': title, 'labels': LABEL, 'body': said})}"


def new_file_url(forge: Forge) -> str:
    """Return where a new file is begun; a path and a text may be added to it, but in GitLab, which takes the path alone."""
    root, branch = _root(forge), _quoted(forge.branch)
    return {"github": f"{root}/new/{branch}", "gitlab": f"{root}/-/new/{branch}", "gitea": f"{root}/_new/{branch}/"}[forge.kind]


def propose_url(forge: Forge) -> str:
    """Return where a pull request is opened by hand; the name of its branch is to be added."""
    root, branch = _root(forge), _quoted(forge.branch)
    if forge.kind == "gitlab":
        known = urlencode({"merge_request[target_branch]": forge.branch, "merge_request[source_branch]": ""})
        return f"{root}/-/merge_requests/new?{known}"
    return f"{root}/compare/{branch}..."


def token_url(forge: Forge) -> str:
    """Return where a reader gets an access token."""
    root = urlsplit(_root(forge))
    home = f"{root.scheme}://{root.netloc}"
    if forge.kind == "gitlab":
        return f"{home}/-/user_settings/personal_access_tokens?name=OKR&scopes=api"
    return f"{home}/settings/personal-access-tokens/new" if forge.kind == "github" else f"{home}/user/settings/applications"


def api_url(forge: Forge) -> str:
    """Return the address of a forge’s REST interface, without a slash at its end."""
    if forge.api:
        return forge.api
    root = urlsplit(_root(forge))
    if root.netloc.lower() in ("github.com", "www.github.com"):
        return "https://api.github.com"
    return f"{root.scheme}://{root.netloc}{_API[forge.kind]}"


def api_origin(forge: Forge) -> str:
    """Return the origin of a forge’s REST interface."""
    root = urlsplit(api_url(forge))
    return f"{root.scheme}://{root.netloc}"


def repository_of(forge: Forge) -> str:
    """Return a repository as its forge’s interface names it: `owner/name`, in GitLab with all groups."""
    root = _root(forge).removesuffix(".git")
    home = forge.api.removesuffix(_API[forge.kind])
    within = root.removeprefix(f"{home}/") if home and root.startswith(f"{home}/") else urlsplit(root).path
    return unquote(within.strip("/"))


_API: Final = {"github": "/api/v3", "gitlab": "/api/v4", "gitea": "/api/v1"}


def _where(forge: Forge, path: str) -> str:
    """Return branch and path of a file, as forges write it in addresses."""
    return f"{_quoted(forge.branch)}/{_quoted(path)}"


@lru_cache(maxsize=1024)
def _quoted(path: str) -> str:
    """Quote a path; a page asks three times for that of its own record."""
    return quote(path)


def _root(forge: Forge) -> str:
    return forge.url.rstrip("/")
