"""The HTTP headers of a site, as configuration files for hosts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexicon.sitecheck import content_security_policy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lexicon.glossary import Schema

FINGERPRINTED = ("assets/stylesheets/", "assets/javascripts/", "assets/css/", "assets/js/")
"""Folders of assets with a content digest in the file name or the query string, so that they can be cached forever."""
CACHE_FOREVER = "public, max-age=31536000, immutable"


def headers_file(digests: Iterable[str]) -> str:
    """The content of `_headers`, for Netlify, Cloudflare Pages and others; `digests` are those of inline scripts."""
    parts = ["/*", *(f"  {name}: {value}" for name, value in _common_headers(digests))]
    for folder in FINGERPRINTED:
        parts += [f"/{folder}*", f"  Cache-Control: {CACHE_FOREVER}"]
    return "\n".join([*parts, "/api/*", "  Access-Control-Allow-Origin: *", ""])


def nginx_config(digests: Iterable[str], schema: Schema) -> str:
    """The same headers as nginx directives, to be included in a `server` block whose `root` is the site."""
    everywhere = [f'add_header {name} "{value}" always;' for name, value in _common_headers(digests)]
    lines = ["# Include this in a server block whose root is this folder.", *everywhere]
    # Relative redirects work behind any proxy, whatever its host and port.
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
