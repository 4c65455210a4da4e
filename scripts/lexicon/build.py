"""From a glossary to a published site: under a lock, in a folder beside the old one, in whose place it is put."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexicon import compress, locking, publish, schema, trouble
from lexicon.project import BuildFailed
from lexicon.rendering import Renderers

if TYPE_CHECKING:
    from pathlib import Path

    from lexicon.progress import Progress
    from lexicon.project import Project, Summary


def build(project: Project, output: Path, strict: bool, progress: Progress, gzip: bool = False) -> Summary:
    """Check, generate, render, finish, check again, publish. Raises BuildFailed and leaves `output` as it was."""
    try:
        with locking.held(project.cache, progress):
            return _build(project, publish.target(output), strict, progress, gzip)
    except (locking.Busy, publish.NotASite) as error:
        raise BuildFailed(str(error)) from None
    except OSError as error:
        raise BuildFailed(f"the site was not built: {trouble.told(error)}") from error


def _build(project: Project, output: Path, strict: bool, progress: Progress, gzip: bool) -> Summary:
    with renderers(project) as ready, publish.staging(output) as site:
        from lexicon import making  # which takes as long to import as the renderers take to get ready

        built = making.fill(project, site, ready, strict, progress)
        if gzip:
            compress.compress(site)
        publish.swap(site, output)
    return built.summary(output)


def renderers(project: Project) -> Renderers:
    """Renderers for all languages, which get ready while the glossary is read."""
    languages = [language.id for language in schema.read(project.glossary).languages]
    return Renderers(project.root, project.cache, languages)
