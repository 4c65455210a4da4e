"""Compressed copies beside the text files of a site, for servers that hand them out as they are."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES = frozenset((".css", ".html", ".js", ".json", ".svg", ".xml"))
MIN_BYTES = 1024
"""Bytes below which a file fits into one packet anyway."""


def compress_files(site: Path) -> int:
    """Write `name.gz` beside every text file that is worth it, without a date in it; returns their number."""
    count = 0
    for path in sorted(site.rglob("*")):
        if path.suffix in SUFFIXES and path.is_file() and path.stat().st_size > MIN_BYTES:
            path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))
            count += 1
    return count
