"""Caddy: a Caddyfile, or a file to `import` into one."""

from __future__ import annotations

from okrpress.site.headers import (
    ASK_AGAIN,
    EDITOR,
    FOREVER,
    HEADERS,
    NAMED_BY_CONTENT,
    TYPES,
    VERSIONED,
    WORKER,
    WORKER_POLICY,
    editor_policy,
    page_policy,
)
from okrpress.site.web_servers.place import Place


def configuration(place: Place) -> str:
    """Return the configuration of a site block."""
    host, _, port = place.listen.rpartition(":")
    bound = f"    bind {host}\n" if host else ""
    headers = "\n".join(f'            {name} "{value}"' for name, value in HEADERS.items())
    types = "\n".join(
        f'        @{ending} path *.{ending}\n        header @{ending} Content-Type "{kind}; charset=utf-8"'
        for ending, kind in TYPES.items()
    )
    return f"""\
# A site of okrpress, by `okr webserver caddy`: a Caddyfile, or a file to import into one.
# Without http:// before its name Caddy serves it by TLS; then add to the header block:
#     Strict-Transport-Security "max-age=31536000"

http://{place.name}:{port} {{
{bound}    root * "{place.root}"
    encode gzip

    # By itself: a block that takes a header away is put off until the answer is written, and would have the last word.
    header -Server

    # In this order: what comes later has the last word.
    route {{
        header {{
            Content-Security-Policy "{page_policy(giscus=place.giscus)}"
            Cache-Control "{ASK_AGAIN}"
{headers}
        }}
        @editor path_regexp {EDITOR}
        header @editor Content-Security-Policy "{editor_policy(place.forge_api, giscus=place.giscus)}"
        @worker path */{WORKER}
        header @worker Content-Security-Policy "{WORKER_POLICY}"
        @named path_regexp {NAMED_BY_CONTENT}
        header @named Cache-Control "{FOREVER}"
        @versioned {{
            path *{VERSIONED}*
            query v=*
        }}
        header @versioned Cache-Control "{FOREVER}"
{types}
        # Whatever lies in the folder and is hidden, such as .git, is nobody's.
        file_server {{
            hide .*
        }}
    }}

    handle_errors {{
        # What was said above is forgotten with the error.
        header {{
            Content-Security-Policy "{page_policy()}"
            Cache-Control "{ASK_AGAIN}"
{headers}
        }}
        header -Server
        rewrite * /404.html
        file_server
    }}
}}
"""
