"""nginx: one file to include within `http { … }`."""

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

_ZIPPED = "application/javascript application/json application/xml image/svg+xml text/calendar text/css text/csv text/xml"


def configuration(place: Place) -> str:
    """Return the configuration of a virtual host."""
    headers = "\n".join(f'    add_header {name} "{value}" always;' for name, value in HEADERS.items())
    types = "\n".join(
        f'    location ~ [.]{ending}$ {{ types {{ }} default_type "{kind}"; try_files $uri =404; }}'
        for ending, kind in TYPES.items()
    )
    return f"""\
# A site of okrpress, by `okr webserver nginx`. Include it within http {{ … }}: /etc/nginx/conf.d/okrs.conf is such a place.
# Once it is served by TLS, add to the server:
#     add_header Strict-Transport-Security "max-age=31536000" always;

map $uri $okr_policy {{
    default "{page_policy(giscus=place.giscus)}";
    "~{EDITOR}" "{editor_policy(place.forge_api, giscus=place.giscus)}";
    "~/{WORKER.replace(".", "[.]")}$" "{WORKER_POLICY}";
}}

map $uri?$arg_v $okr_age {{
    default "{ASK_AGAIN}";
    "~{NAMED_BY_CONTENT}" "{FOREVER}";
    "~{VERSIONED}.*[?][0-9a-f]{{8}}$" "{FOREVER}";
}}

server {{
    listen {place.listen};
    server_name {place.name};
    root "{place.root}";
    index index.html;
    error_page 404 /404.html;
    absolute_redirect off;
    server_tokens off;

    # An add_header within a location would put all of these out of force there.
    add_header Content-Security-Policy $okr_policy always;
    add_header Cache-Control $okr_age;
{headers}

    charset utf-8;
    charset_types application/javascript application/json application/xml text/calendar text/css text/csv text/plain text/xml;
    gzip on;
    gzip_vary on;
    gzip_types {_ZIPPED};

    location / {{ limit_except GET {{ deny all; }} try_files $uri $uri/ =404; }}
    # Whatever lies in the folder and is hidden, such as .git, is nobody's.
    location ~ /[.](?!well-known/) {{ return 404; }}
{types}
}}
"""
