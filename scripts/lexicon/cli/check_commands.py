"""The commands of the validator: check, explain and rules."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

import click

from lexicon import __version__, rules
from lexicon.check import TermCache, analyse
from lexicon.cli import options
from lexicon.diagnostics import report_github, report_json, report_sarif, report_text, wants_colour
from lexicon.glossary import SchemaError
from lexicon.tex import MathRenderer
from lexicon.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lexicon.diagnostics import Diagnostic

FORMATS = ("text", "json", "github", "sarif")


class _Rules(click.ParamType[frozenset[str]]):
    """A comma-separated list of rule names."""

    name = "rules"

    def convert(
        self, value: str | frozenset[str], param: click.Parameter | None, context: click.Context | None
    ) -> frozenset[str]:
        if isinstance(value, frozenset):
            return value
        names = frozenset(name.strip() for name in value.split(",") if name.strip())
        if not names:
            self.fail("name at least one rule", param, context)
        for name in sorted(names - rules.RULES.keys()):
            self.fail(_unknown(name), param, context)
        return names


def _unknown(name: str) -> str:
    return f"there is no rule `{name}`; " + (did_you_mean(name, rules.RULES) or "`lexicon rules` lists them")


@click.command()
@options.glossary
@options.cache
@click.option(
    "--format",
    "format_name",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="Format of the report.",
)
@click.option("--select", type=_Rules(), help="Report only these rules, separated by commas.")
@click.option("--ignore", type=_Rules(), default=frozenset(), help="Do not report these rules, separated by commas.")
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
def check(
    folder: Path, cache: Path, format_name: str, select: frozenset[str] | None, ignore: frozenset[str], strict: bool
) -> None:
    """Report all faults of all term files in one run.

    If `schema.yml` has faults, only these are reported, because terms cannot be read without it.
    The exit code is 1 if there are errors, or with --strict warnings.
    """
    gc.disable()  # collection would take a third of the time and free next to nothing
    chosen = frozenset(rules.RULES if select is None else select) - ignore
    try:
        analysis = analyse(folder, MathRenderer(cache), folder.as_posix(), TermCache(cache))
    except SchemaError as error:  # reported whatever rules were selected: nothing else was read
        click.echo(_rendered(format_name, error.diagnostics))
        raise SystemExit(options.EXIT_FAULTS) from None
    found = [diagnostic for diagnostic in analysis.diagnostics if diagnostic.rule in chosen]
    output = _rendered(format_name, found, len(analysis.glossary.folders))
    if output:
        click.echo(output)
    if any(strict or diagnostic.is_error for diagnostic in found):
        raise SystemExit(options.EXIT_FAULTS)


def _rendered(format_name: str, diagnostics: Sequence[Diagnostic], terms: int | None = None) -> str:
    if format_name == "json":
        return report_json(diagnostics)
    if format_name == "github":
        return report_github(diagnostics)
    if format_name == "sarif":
        summaries = {rule.name: rule.summary for rule in rules.RULES.values()}
        return report_sarif(diagnostics, summaries, __version__)
    return report_text(diagnostics, terms, colour=wants_colour(sys.stdout))


@click.command()
@click.argument("rule")
def explain(rule: str) -> None:
    """Explain what RULE requires, with a bad and a good example."""
    if rule not in rules.RULES:
        raise click.UsageError(_unknown(rule))
    click.echo(rules.explain(rules.RULES[rule]), nl=False)


@click.command("rules")
@options.text_or_json("A line for each rule, or JSON.")
def list_rules(format_name: str) -> None:
    """List all rules."""
    render = rules.rules_json if format_name == "json" else rules.rules_table
    click.echo(render(list(rules.RULES.values())))


COMMANDS = (check, explain, list_rules)
