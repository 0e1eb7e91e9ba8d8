"""Hashes of bytes and of text."""

from __future__ import annotations

from hashlib import blake2b


def digest(*parts: bytes | str) -> str:
    """Hash parts in order; where one ends and the next begins counts too."""
    total = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.hexdigest()
