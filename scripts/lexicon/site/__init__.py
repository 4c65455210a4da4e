"""Building, publishing, serving and packing the site."""

from __future__ import annotations

from lexicon.site.build import build_site
from lexicon.site.build_record import BuildRecord
from lexicon.site.offline import OfflineError, pack_offline
from lexicon.site.progress import Progress
from lexicon.site.project import BuildError, Project, Summary
from lexicon.site.serve import serve_site

__all__ = [
    "BuildError",
    "BuildRecord",
    "OfflineError",
    "Progress",
    "Project",
    "Summary",
    "build_site",
    "pack_offline",
    "serve_site",
]
