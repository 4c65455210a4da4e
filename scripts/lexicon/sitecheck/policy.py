"""The Content-Security-Policy: nothing from other hosts, and inline scripts only by their digests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def content_security_policy(digests: Iterable[str], *, header: bool = False) -> str:
    """The policy that allows inline scripts with the given SHA-256 digests (base64).

    `frame-ancestors` works in a header only, so it is left out of the policy in pages.
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
    """The meta element with the policy, for hosts that send no headers."""
    return f'<meta http-equiv="Content-Security-Policy" content="{content_security_policy(digests)}">'
