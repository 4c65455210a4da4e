"""Addresses on the web in the characters that every program reads."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_ENCODED = re.compile(r"(%[0-9A-Fa-f]{2})")
_KEPT = "/-._~!$()*+,;=:@"


def ascii_address(address: str) -> str:
    """An http address with its host as in DNS and its path percent-encoded; parts that already are stay as they are.

    Raises ValueError if it has no host, or one that DNS cannot have.
    """
    parts = urlsplit(address)
    if not parts.hostname:
        raise ValueError(f"no host in {address!r}")
    host = parts.hostname.encode("idna").decode() + (f":{parts.port}" if parts.port else "")
    path = "".join(part if _ENCODED.fullmatch(part) else quote(part, _KEPT) for part in _ENCODED.split(parts.path))
    return parts._replace(netloc=host, path=path).geturl()
