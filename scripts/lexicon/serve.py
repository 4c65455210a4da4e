"""One address for both languages that rebuilds and reloads when a file changes."""

from __future__ import annotations

import logging
import os
import sys
import time
from typing import TYPE_CHECKING

import click
from mkdocs.livereload import LiveReloadServer

from lexicon import build as building
from lexicon.progress import Progress

if TYPE_CHECKING:
    from lexicon.build import Project

OUTPUT = ".cache/serve"


def serve(project: Project, host: str, port: int) -> None:
    """Build and serve until interrupted; a build that fails is reported, and the last good site stays."""
    os.environ["SITE_URL"] = f"http://{host}:{port}/"
    output = project.root / OUTPUT
    logging.getLogger("mkdocs.livereload").setLevel(logging.ERROR)

    def rebuild() -> None:
        started = time.monotonic()
        progress = Progress(sys.stderr)
        try:
            summary = building.build(project, output, strict=False, progress=progress)
        except building.BuildFailed as failure:
            progress.close()
            click.echo(failure.report, err=True)
            return
        progress.close()
        click.echo(f"{summary} ({time.monotonic() - started:.1f} s)")

    rebuild()
    server = LiveReloadServer(builder=rebuild, host=host, port=port, root=str(output))
    server.watch(str(project.glossary.absolute()))
    for name in ("assets", "overrides"):
        server.watch(str(project.docs / name))
    click.echo(f"serving on http://{host}:{port}/ (stop with Ctrl-C)")
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        click.echo("stopped")
    finally:
        server.shutdown()
