"""The Content-Security-Policy under which pages work: nothing from elsewhere, inline scripts by their digests only."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def content_security_policy(digests: Iterable[str], *, header: bool = False) -> str:
    """The policy for pages with inline scripts of these SHA-256 digests (base64).

    `frame-ancestors` only counts in a header; a page that carries its policy itself cannot say it.
    """
    scripts = " ".join(["'self'", *(f"'sha256-{digest}'" for digest in sorted(digests))])
    rules = [
        "default-src 'none'",
        f"script-src {scripts}",
        "worker-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        *(["frame-ancestors 'none'"] if header else []),
    ]
    return "; ".join(rules)


def policy_element(digests: Iterable[str]) -> str:
    """The element by which a page carries its policy itself, for hosts that send no headers."""
    return f'<meta http-equiv="Content-Security-Policy" content="{content_security_policy(digests)}">'
