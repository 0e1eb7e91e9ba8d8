"""What a web server says with each file of the site: the headers that keep readers safe, as values.

The policy is the strictest that the site passes. Nothing in a page runs or paints that is not a file of the site:
inline scripts are moved out of line (`inline.py`), no element carries a style of its own, and only the search worker may compile
WebAssembly, which is what Pagefind is. The policy does not depend on what is in the site, so a web server
is set up once. Sources: Content Security Policy Level 3 (W3C); "HTTP Headers Cheat Sheet" (OWASP).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_SELF: Final = "'self'"
_NONE: Final = "'none'"

_POLICY: Final[Mapping[str, tuple[str, ...]]] = {
    "default-src": (_NONE,),
    "script-src": (_SELF,),
    "style-src": (_SELF,),
    # Material's style sheets hold their icons as data.
    "img-src": (_SELF, "data:"),
    "media-src": (_SELF,),
    "font-src": (_SELF,),
    "connect-src": (_SELF,),
    "worker-src": (_SELF,),
    "manifest-src": (_SELF,),
    "base-uri": (_NONE,),
    "form-action": (_NONE,),
    "frame-ancestors": (_NONE,),
}

_WORKER_POLICY: Final[Mapping[str, tuple[str, ...]]] = {
    "default-src": (_NONE,),
    # What a worker may do is said with the worker's own file, not with the page that starts it.
    "script-src": (_SELF, "'wasm-unsafe-eval'"),
    "connect-src": (_SELF,),
}

WORKER: Final = "assets/javascripts/search-worker.js"
"""The search, which is served with a policy of its own."""
EDITOR: Final = "^/([a-z]+/)?edit/(index[.]html)?$"
"""The form, in each language of the site, which is served with a policy of its own where there is a forge."""


ORIGIN: Final = re.compile(r"https?://(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(?::\d{1,5})?")
"""What may stand in a policy as an origin: nothing that could end a word of it."""


def _written(policy: Mapping[str, tuple[str, ...]]) -> str:
    return "; ".join(" ".join((directive, *sources)) for directive, sources in policy.items())


def page_policy(*, giscus: bool = False) -> str:
    """Return the Content-Security-Policy of every file but two; `giscus` lets readers load discussions from there."""
    return _written(_with_giscus(_POLICY) if giscus else _POLICY)


def editor_policy(forge_api: str, *, giscus: bool = False) -> str:
    """Return the Content-Security-Policy of the form: it alone may speak with the forge’s REST interface, an origin."""
    policy = {**_POLICY, "connect-src": (_SELF, *([forge_api] if forge_api else []))}
    return _written(_with_giscus(policy) if giscus else policy)


def policy_in_page(forge_api: str = "", *, giscus: bool = False) -> str:
    """Return the policy that a page carries itself, for hosts that send no headers: all of it that a page may say.

    `file:` is for whoever opens the folder without any server, where some browsers take no file for a part of the same site.
    No page that came over a network may load one.
    """
    policy = {**_POLICY, "connect-src": (_SELF, *([forge_api] if forge_api else []))}
    policy = dict(_with_giscus(policy) if giscus else policy)
    del policy["frame-ancestors"]  # a header alone may say that
    return _written({name: (*sources, "file:") if _SELF in sources else sources for name, sources in policy.items()})


def _with_giscus(policy: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    wider = {name: (*policy[name], GISCUS) for name in ("script-src", "style-src")}
    return {**policy, **wider, "frame-src": (GISCUS,)}


GISCUS: Final = "https://giscus.app"
PAGE_POLICY: Final = page_policy()
"""Content-Security-Policy of every file but the search worker and the form."""
WORKER_POLICY: Final = _written(_WORKER_POLICY)
"""Content-Security-Policy of the search worker."""

HEADERS: Final[Mapping[str, str]] = {
    # A file is what its name says: an attachment never becomes a script.
    "X-Content-Type-Options": "nosniff",
    # For browsers that do not know `frame-ancestors`.
    "X-Frame-Options": "DENY",
    # Where a link leads to is not told which objective somebody was reading.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    # An intranet's other pages may show a badge of ours; strangers may not.
    "Cross-Origin-Resource-Policy": "same-site",
}
"""Further headers, the same for every file."""

FOREVER: Final = "public, max-age=31536000, immutable"
"""Cache-Control of a file whose address changes with its content."""
ASK_AGAIN: Final = "no-cache"
"""Cache-Control of everything else: it may be kept, but the server is asked whether it is still the same."""

NAMED_BY_CONTENT: Final = r"/(pagefind/[^/]+-[0-9a-f]{12}/|assets/.*[.-][0-9a-f]{8}[.](min[.])?(css|js))"
"""Paths that change with what they hold: a regular expression that nginx and Go read alike."""
VERSIONED: Final = "/assets/"
"""What lies below and is asked for with `?v=<hash>` changes its address with what it holds, too."""

TYPES: Final[Mapping[str, str]] = {"ics": "text/calendar"}
"""Media types of files that web servers do not know by themselves, by the end of their names."""
