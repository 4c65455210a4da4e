"""URLs in ASCII."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_ENCODED = re.compile(r"(%[0-9A-Fa-f]{2})")
_KEPT = "/-._~!$()*+,;=:@"


def ascii_address(address: str) -> str:
    """Convert an http URL to ASCII: the host by IDNA, the path by percent-encoding. Existing escapes are kept.

    Raises ValueError if the URL has no host or the host is not valid in IDNA.
    """
    parts = urlsplit(address)
    if not parts.hostname:
        raise ValueError(f"no host in {address!r}")
    host = parts.hostname.encode("idna").decode() + (f":{parts.port}" if parts.port else "")
    path = "".join(part if _ENCODED.fullmatch(part) else quote(part, _KEPT) for part in _ENCODED.split(parts.path))
    return parts._replace(netloc=host, path=path).geturl()
