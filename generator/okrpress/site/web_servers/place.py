"""What a web server has to be told: the folder, its own name, and where it listens."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from okrpress.refusal import Refusal
from okrpress.site.headers import ORIGIN

_NO_QUOTING_NEEDED: Final = re.compile(r"[\w./@+,=~ -]+")
_NAME: Final = re.compile(r"[A-Za-z0-9.*_-]+")
_LISTEN: Final = re.compile(r"(?:(?P<host>[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\]):)?(?P<port>\d{1,5})")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a site lies and is served. `root` may be a link that publishing moves: it is not followed here."""

    root: Path
    name: str
    listen: str
    forge_api: str = ""
    """The origin of the forge's REST interface, which the form speaks with."""
    giscus: bool = False
    """Whether readers may load discussions from giscus.app."""

    @classmethod
    def of(cls, root: Path, name: str, listen: str, *, forge_api: str = "", giscus: bool = False) -> Place:
        """Check what somebody typed, so that nothing in it can end a word of a configuration.

        Raises:
            Refusal: a part that no configuration could hold.

        """
        whole = Path(os.path.abspath(root))  # noqa: PTH100 - `resolve` would follow the link
        if not _NO_QUOTING_NEEDED.fullmatch(str(whole)):
            raise Refusal(f"the folder '{whole}' has a character that web servers read as their own; choose a plainer name")
        if not _NAME.fullmatch(name):
            raise Refusal(f"'{name}' is no host name: give --name as in okrs.example.com")
        address = _LISTEN.fullmatch(listen)
        if address is None or not 0 < int(address["port"]) < 65536:  # noqa: PLR2004 - ports are 16 bits
            raise Refusal(f"'{listen}' is no address to listen on: give --listen as in 80 or 127.0.0.1:8080")
        if forge_api and not ORIGIN.fullmatch(forge_api):
            raise Refusal(f"'{forge_api}' is no origin: give --forge-api as in https://api.github.com, without a path")
        return cls(whole, name, listen, forge_api, giscus)
