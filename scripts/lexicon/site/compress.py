"""Gzip copies of a site's text files, for servers that can send them unchanged."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES = frozenset((".css", ".html", ".js", ".json", ".svg", ".xml"))
MIN_BYTES = 1024
"""Size in bytes up to which a file fits into one network packet, so that compression gains nothing."""


def compress_files(site: Path) -> int:
    """Write `name.gz` beside every text file over `MIN_BYTES`, without timestamps; return their number."""
    count = 0
    for path in sorted(site.rglob("*")):
        if path.suffix in SUFFIXES and path.is_file() and path.stat().st_size > MIN_BYTES:
            path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))
            count += 1
    return count
