"""The commands for authors: fix, new, rename, stamp, status and schema."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexicon import authoring
from lexicon.cli import options
from lexicon.cli.output import say
from lexicon.glossary import read_schema
from lexicon.text import printable_lines

if TYPE_CHECKING:
    from collections.abc import Callable

SCHEMA_FOLDER = Path("docs/assets/schema")


@click.command()
@options.glossary
@click.argument("slugs", nargs=-1)
@click.option("--diff", is_flag=True, help="Show what would change, and change nothing.")
def fix(folder: Path, slugs: tuple[str, ...], diff: bool) -> None:
    """Repair all faults that have exactly one right answer.

    SLUGS are the terms to repair, by default all. The faults are those for which `lexicon check --format json` prints
    a fix: order of fields, spacing and full-width punctuation in Chinese, line ends, hidden characters, trailing
    spaces, repeated entries, the missing side of `related` and others. Formulas and code are never touched.
    """
    repairs = authoring.find_repairs(folder, slugs)
    if diff:
        for repair in repairs:
            say(repair.diff().removesuffix("\n"))
        return
    authoring.write_repairs(repairs)
    for repair in repairs:
        say(f"fixed {repair.path}")
    say(f"{len(repairs)} file{'' if len(repairs) == 1 else 's'} fixed" if repairs else "nothing to fix")


@click.command()
@options.glossary
@click.argument("name")
@click.option(
    "--name",
    "others",
    multiple=True,
    metavar="LANG=NAME",
    help="Name in another language, once for each; by default that of planned.yml.",
)
@click.option("--zh", metavar="NAME", help="The same as --name zh=NAME.")
@click.option("--topic", help="A topic of schema.yml; by default that of planned.yml.")
@click.option("--slug", help="The folder's name; by default made from NAME.")
def new(folder: Path, name: str, others: tuple[str, ...], zh: str | None, topic: str | None, slug: str | None) -> None:
    """Write the files of a new term, with marked places to fill in.

    NAME is its name in the source language, which is English.
    """
    names = {read_schema(folder).source_language.id: name}
    for other in (*others, *([f"zh={zh}"] if zh is not None else [])):
        language, equals, translated = other.partition("=")
        if not equals:
            raise authoring.InvalidRequestError(f"--name {other} does not say in which language: write LANG=NAME")
        if language in names:
            raise authoring.InvalidRequestError(f"the name in `{language}` is given twice")
        names[language] = translated
    written = authoring.create_term(folder, authoring.TermRequest(names, topic, slug))
    for path in written:
        say(f"wrote {path}")
    created = written[0].parent.name
    say(f"fill in what is marked TODO, then run `lexicon stamp {created}` and `lexicon check`")


@click.command()
@options.glossary
@click.argument("old")
@click.argument("new_slug", metavar="NEW")
def rename(folder: Path, old: str, new_slug: str) -> None:
    """Give the term OLD the slug NEW.

    This renames its folder, updates all links to it, and redirects its old address.
    """
    changed = authoring.rename_term(folder, old, new_slug)
    for path in changed:
        say(f"changed {path}")
    say(f"renamed {old} to {new_slug}: {len(changed)} file{'' if len(changed) == 1 else 's'} changed")


@click.command()
@options.glossary
@click.argument("slugs", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Stamp every translation.")
def stamp(folder: Path, slugs: tuple[str, ...], everything: bool) -> None:
    """Record that translations match the current source text.

    SLUGS are the terms whose translations you have compared with it.
    """
    if everything == bool(slugs):
        raise click.UsageError("name the terms to stamp, or give --all")
    for path in authoring.stamp_translations(folder, None if everything else slugs):
        say(f"stamped {path}")


@click.command()
@options.glossary
@options.text_or_json("A table of counts, or JSON with the slugs.")
def status(folder: Path, format_name: str) -> None:
    """Count written, stale and missing terms by topic and language.

    Terms without a formula and without a reference are counted too.
    """
    render: Callable[..., str] = {"text": authoring.status_text, "json": authoring.status_json}[format_name]
    answer = render(authoring.glossary_status(folder))
    click.echo(answer if format_name == "json" else printable_lines(answer))


@click.command()
@options.glossary
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=SCHEMA_FOLDER,
    show_default=True,
    help="Folder for the schemas.",
)
def schema(folder: Path, output: Path) -> None:
    """Write JSON Schemas of the term files, for editors.

    They are generated from `schema.yml`.
    """
    output.mkdir(parents=True, exist_ok=True)
    for name, text in authoring.editor_schemas(read_schema(folder)).items():
        authoring.write_file(output / name, text)
        say(f"wrote {output / name}")


COMMANDS = (fix, new, rename, stamp, status, schema)
