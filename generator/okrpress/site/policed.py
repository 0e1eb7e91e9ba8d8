"""The content policy in every page, for hosts that send no headers of ours, as GitHub Pages and GitLab Pages do."""

from __future__ import annotations

import re
from typing import Final

from okrpress.pages.addresses import EDITOR
from okrpress.site.headers import ORIGIN, policy_in_page
from okrpress.site.publication import Publication

_PLACE: Final = re.compile(r"<head>\s*(?:<meta charset=[^>]*>)?", re.IGNORECASE)
POLICY: Final = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="[^"]*">')
"""The policy as it stands in a page."""


def policed(html: str, publication: Publication, path: str) -> str:
    """Let a page carry its policy, ahead of all that it loads; the form's page, alone, may speak with the forge."""
    if not publication.is_policed:
        return html
    is_form = path == f"{EDITOR}index.html"
    origin = publication.forge_origin if is_form and ORIGIN.fullmatch(publication.forge_origin) else ""
    policy = policy_in_page(origin, giscus=publication.has_giscus)
    return _PLACE.sub(lambda head: f'{head[0]}<meta http-equiv="Content-Security-Policy" content="{policy}">', html, count=1)
