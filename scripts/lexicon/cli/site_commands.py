"""The commands about the whole site: build, serve, search and offline."""

from __future__ import annotations

import gc
import sys
from contextlib import closing
from pathlib import Path

import click

from lexicon import search as searching
from lexicon.authoring import require_known
from lexicon.check import TermCache, analyse
from lexicon.cli import options
from lexicon.cli.output import say, say_styled
from lexicon.site import (
    BuildError,
    BuildRecord,
    OfflineError,
    Progress,
    Project,
    build_site,
    pack_offline,
    serve_site,
)
from lexicon.tex import MathRenderer

OFFLINE_SITE = "offline"
"""Folder in the cache with the site to be packed."""


@click.command()
@options.glossary
@options.cache
@click.option(
    "--output",
    type=click.Path(readable=False, path_type=Path),
    default=Path("site"),
    show_default=True,
    help="Folder of the finished site; replaced in one step.",
)
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@click.option("--gzip", is_flag=True, help="Write compressed copies beside the files, for nginx's gzip_static.")
def build(folder: Path, cache: Path, output: Path, strict: bool, gzip: bool) -> None:
    """Check the glossary and build the site.

    If there are errors, or with --strict warnings, the previous site stays as it is, and the exit code is 1.
    """
    record = BuildRecord(Path.cwd(), folder, cache, output, strict, gzip)
    if summary := record.summary():
        say(f"{summary}; up to date")
        return
    gc.disable()  # collection would take a third of the time and free next to nothing

    try:
        with closing(Progress(sys.stderr)) as progress:
            summary = str(build_site(Project(Path.cwd(), folder, cache), output, strict, progress, gzip))
    except BuildError as failure:
        say(str(failure), error=True)
        raise SystemExit(options.EXIT_FAULTS) from None
    record.keep(summary)
    say(summary)


@click.command()
@options.glossary
@options.cache
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port to listen on.")
def serve(folder: Path, cache: Path, host: str, port: int) -> None:
    """Build the site, serve it, and reload the browser on changes."""
    serve_site(Project(Path.cwd(), folder, cache), host, port, say)


@click.command("search")
@options.glossary
@options.cache
@click.argument("words", nargs=-1, required=True)
@click.option("--lang", help="Language of the results, by its id in schema.yml; by default the source language.")
def find(folder: Path, cache: Path, words: tuple[str, ...], lang: str | None) -> None:
    """Find terms by any of their names, as the search box does."""
    gc.disable()  # as for a build

    analysis = analyse(folder, MathRenderer(cache), folder.as_posix(), TermCache(cache))
    schema = analysis.glossary.schema
    language = schema.source_language.id if lang is None else lang
    require_known("language", language, [known.id for known in schema.languages])
    [results] = searching.query(searching.index(analysis.glossary, analysis.graph, language), [" ".join(words)])
    for line in searching.result_lines(results, lambda text: click.style(text, bold=True)):
        say_styled(line)
    if not results:
        say("nothing found", error=True)


@click.command()
@options.glossary
@options.cache
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("buzz-words.zip"),
    show_default=True,
    help="The zip; replaced in one step.",
)
def offline(folder: Path, cache: Path, output: Path) -> None:
    """Build a zip of the site that works without a server.

    Unpack it and open its index.html.
    """
    try:
        with closing(Progress(sys.stderr)) as progress:
            build_site(Project(Path.cwd(), folder, cache), cache / OFFLINE_SITE, strict=False, progress=progress)
            progress.step("packing")
            count = pack_offline(cache / OFFLINE_SITE, output)
    except (BuildError, OfflineError) as failure:
        say(str(failure), error=True)
        raise SystemExit(options.EXIT_FAULTS) from None
    say(f"{output.as_posix()}: {count:,} files, {output.stat().st_size / 2**20:.1f} MiB")


COMMANDS = (build, serve, find, offline)
