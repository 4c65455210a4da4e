"""The commands for authors: fix, new, rename, stamp, status and schema."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexicon import cli_options
from lexicon import schema as schemas
from lexicon.authoring import creating, editor_schema, files, fixing, renaming, stamping
from lexicon.authoring import status as statuses

if TYPE_CHECKING:
    from collections.abc import Callable

SCHEMA_FOLDER = Path("docs/assets/schema")


def register(group: click.Group) -> None:
    """Add the commands to a group."""
    for command in (fix, new, rename, stamp, status, schema):
        group.add_command(command)


@click.command()
@cli_options.glossary
@click.argument("slugs", nargs=-1)
@click.option("--diff", is_flag=True, help="Show what would change, and change nothing.")
def fix(folder: Path, slugs: tuple[str, ...], diff: bool) -> None:
    """Repair in SLUGS (all terms if none are named) what has exactly one right answer.

    Order of fields, spacing and full-width punctuation in Chinese, line ends, byte order marks, trailing spaces,
    repeated entries, the missing side of `related`. Formulas, code and addresses are never touched.
    """
    repairs = fixing.repairs(folder, slugs)
    if diff:
        click.echo("".join(repair.diff() for repair in repairs), nl=False)
        return
    fixing.write(repairs)
    for repair in repairs:
        click.echo(f"fixed {repair.path}")
    click.echo(f"{len(repairs)} file{'' if len(repairs) == 1 else 's'} fixed" if repairs else "nothing to fix")


@click.command()
@cli_options.glossary
@click.argument("name")
@click.option("--zh", help="The Chinese name; that of planned.yml if not given.")
@click.option("--name", "others", multiple=True, metavar="LANG=NAME", help="The name in any language.")
@click.option("--topic", help="The topic; that of planned.yml if not given.")
@click.option("--slug", help="The folder's name; made from the English name if not given.")
def new(folder: Path, name: str, zh: str | None, others: tuple[str, ...], topic: str | None, slug: str | None) -> None:
    """Write the files of a new term, NAME in English, with marked places to fill in."""
    names = {schemas.read(folder).source_language.id: name, **({"zh": zh} if zh else {})}
    for other in others:
        language, equals, translated = other.partition("=")
        if not equals:
            raise click.BadParameter("write LANG=NAME", param_hint="--name")
        names[language] = translated
    written = creating.create(folder, creating.Request(names, topic, slug))
    for path in written:
        click.echo(f"wrote {path}")
    created = written[0].parent.name
    click.echo(f"fill in what is marked TODO, then run `lexicon stamp {created}` and `lexicon check`")


@click.command()
@cli_options.glossary
@click.argument("old")
@click.argument("new_slug", metavar="NEW")
def rename(folder: Path, old: str, new_slug: str) -> None:
    """Give the term OLD the slug NEW: its folder, every link to it, and its old address, which stays."""
    changed = renaming.rename(folder, old, new_slug)
    for path in changed:
        click.echo(f"changed {path}")
    click.echo(f"renamed {old} to {new_slug}: {len(changed)} file{'' if len(changed) == 1 else 's'} changed")


@click.command()
@cli_options.glossary
@click.argument("slugs", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Stamp every translation.")
def stamp(folder: Path, slugs: tuple[str, ...], everything: bool) -> None:
    """Record that the translations of SLUGS render the present source text."""
    if everything == bool(slugs):
        raise click.UsageError("name the terms to stamp, or give --all")
    for path in stamping.stamp(folder, None if everything else slugs):
        click.echo(f"stamped {path}")


@click.command()
@cli_options.glossary
@click.option("--format", "format_name", type=click.Choice(["text", "json"]), default="text", show_default=True)
def status(folder: Path, format_name: str) -> None:
    """Count by topic and language what is written, stale and missing, and what lacks formulas or references."""
    render: Callable[..., str] = {"text": statuses.as_text, "json": statuses.as_json}[format_name]
    click.echo(render(statuses.status(folder)))


@click.command()
@cli_options.glossary
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=SCHEMA_FOLDER,
    show_default=True,
    help="Folder for the schemas.",
)
def schema(folder: Path, output: Path) -> None:
    """Write JSON Schemas of the term files, made from `schema.yml`, for editors."""
    output.mkdir(parents=True, exist_ok=True)
    for name, text in editor_schema.generated(schemas.read(folder)).items():
        files.write(output / name, text)
        click.echo(f"wrote {output / name}")
