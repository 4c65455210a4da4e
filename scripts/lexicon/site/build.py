"""A build of the site: made in a staging folder under a lock, then swapped with the published folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexicon.glossary import read_schema
from lexicon.site import compress, locking, pipeline, publish
from lexicon.site.project import BuildError
from lexicon.site.renderers import Renderers
from lexicon.text import describe_os_error

if TYPE_CHECKING:
    from pathlib import Path

    from lexicon.site.progress import Progress
    from lexicon.site.project import Project, Summary


def build_site(project: Project, output: Path, strict: bool, progress: Progress, gzip: bool = False) -> Summary:
    """Check the glossary, build the site and publish it to `output`, which a BuildError leaves unchanged."""
    try:
        with locking.build_lock(project.cache, progress):
            return _build(project, publish.target(output), strict, progress, gzip)
    except (locking.BusyError, publish.NotASiteError) as error:
        raise BuildError(str(error)) from None
    except OSError as error:
        raise BuildError(f"the site was not built: {describe_os_error(error)}") from error


def _build(project: Project, output: Path, strict: bool, progress: Progress, gzip: bool) -> Summary:
    with start_renderers(project) as renderers, publish.staging(output) as site:
        built = pipeline.make_site(project, site, renderers, strict, progress)
        if gzip:
            compress.compress_files(site)
        publish.swap(site, output)
    return built.summary(output)


def start_renderers(project: Project) -> Renderers:
    """Start a renderer for each language; they initialize while the glossary is read."""
    languages = [language.id for language in read_schema(project.glossary).languages]
    return Renderers(project, languages)
