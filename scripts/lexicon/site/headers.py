"""The HTTP headers of a site, as files that hosts read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexicon.sitecheck import content_security_policy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lexicon.glossary import Schema

FINGERPRINTED = ("assets/stylesheets/", "assets/javascripts/", "assets/css/", "assets/js/")
"""Folders whose files change their address when they change: a digest in the name or behind it."""
CACHE_FOREVER = "public, max-age=31536000, immutable"


def headers_file(digests: Iterable[str]) -> str:
    """The `_headers` file that Netlify, Cloudflare Pages and others read."""
    parts = ["/*", *(f"  {name}: {value}" for name, value in _common_headers(digests))]
    for folder in FINGERPRINTED:
        parts += [f"/{folder}*", f"  Cache-Control: {CACHE_FOREVER}"]
    return "\n".join([*parts, "/api/*", "  Access-Control-Allow-Origin: *", ""])


def nginx_config(digests: Iterable[str], schema: Schema) -> str:
    """The same for nginx: a file to include in a `server` block whose `root` is the site."""
    everywhere = [f'add_header {name} "{value}" always;' for name, value in _common_headers(digests)]
    lines = ["# Include this in a server block whose root is this folder.", *everywhere]
    # Redirects without a host lead where the reader came from, whatever stands before nginx.
    lines += ["absolute_redirect off;", "gzip_static on;", "gzip_vary on;"]
    lines += ["error_page 404 /404.html;"]
    for language in schema.languages:
        if language.root:
            lines.append(f"location /{language.root} {{ error_page 404 /{language.root}404.html; }}")
    for folder in FINGERPRINTED:
        lines += [
            f"location /{folder} {{",
            f'  add_header Cache-Control "{CACHE_FOREVER}" always;',
            *(f"  {h}" for h in everywhere),
            "}",
        ]
    lines += [
        "location /api/ {",
        '  add_header Access-Control-Allow-Origin "*" always;',
        *(f"  {h}" for h in everywhere),
        "}",
    ]
    lines += ["location = /_nginx.conf { return 404; }", "location = /_headers { return 404; }", ""]
    return "\n".join(lines)


def _common_headers(digests: Iterable[str]) -> list[tuple[str, str]]:
    return [
        ("Content-Security-Policy", content_security_policy(digests, header=True)),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ]
