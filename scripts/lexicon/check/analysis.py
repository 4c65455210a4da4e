"""Analysis of a glossary before pages are built: links, graph, formulas and diagnostics."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lexicon import rules
from lexicon.check.term_cache import TermCache
from lexicon.glossary import read_glossary
from lexicon.links import build_graph, linkers, links_of
from lexicon.tex import Rejected, Tex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from lexicon.diagnostics import Diagnostic
    from lexicon.glossary import Glossary
    from lexicon.links import Graph, Link
    from lexicon.tex import MathRenderer, Rendered


@dataclass(frozen=True)
class Analysis:
    """A glossary with its automatic links (by language id and slug), graph, formulas and diagnostics."""

    glossary: Glossary
    links: Mapping[str, Mapping[str, Sequence[Link]]]
    graph: Graph
    formulas: Sequence[Tex]
    diagnostics: Sequence[Diagnostic]

    def fails(self, strict: bool) -> bool:
        """Whether the diagnostics stop a build: errors always do, warnings only if `strict`."""
        return any(strict or diagnostic.is_error for diagnostic in self.diagnostics)


@dataclass(frozen=True)
class PendingAnalysis:
    """An analysis whose formulas are still being drawn; `partial` lacks the faults that depend on MathJax."""

    partial: Analysis
    context: rules.Context
    rendering: Future[dict[Tex, Rendered | Rejected]]

    def result(self) -> Analysis:
        """Wait for MathJax and return the complete analysis. Raises NodeError."""
        outcomes = self.rendering.result().items()
        rejected = {
            tex.source: (outcome.message, outcome.position)
            for tex, outcome in outcomes
            if isinstance(outcome, Rejected)
        }
        remaining = [rule for rule in rules.RULES.values() if rule.needs_mathjax]
        found = rules.run(replace(self.context, rejected=rejected), remaining)
        return replace(self.partial, diagnostics=_sorted([*self.partial.diagnostics, *found]))


def analyse(
    folder: Path, renderer: MathRenderer, shown_as: str | None = None, term_cache: TermCache | None = None
) -> Analysis:
    """Read and check a glossary folder, reusing what `term_cache` holds. Raises SchemaError and NodeError.

    Paths in diagnostics start with `shown_as` (the folder's name by default).
    """
    with pending_analysis(folder, renderer, shown_as, term_cache) as pending:
        return pending.result()


@contextmanager
def pending_analysis(
    folder: Path, renderer: MathRenderer, shown_as: str | None = None, term_cache: TermCache | None = None
) -> Iterator[PendingAnalysis]:
    """Like `analyse`, but yield while a thread still draws formulas, for work in the meantime. Raises SchemaError."""
    term_cache = term_cache or TermCache()
    glossary = read_glossary(folder, shown_as, term_cache)
    formulas = [*dict.fromkeys(Tex(found.tex, found.display) for found in rules.formula_occurrences(glossary))]
    with ThreadPoolExecutor(1) as executor:
        rendering = executor.submit(renderer.render, formulas)
        links = {
            language: {
                slug: term_cache.links(term, language, linker)
                for slug, term in glossary.terms.items()
                if language in term.texts
            }
            for language, linker in linkers(glossary).items()
        }
        graph = build_graph(glossary, _mentions(glossary, links))
        context = rules.Context(glossary, graph, links=links)
        diagnostics = _run_per_term_rules(context, term_cache)
        others = [rule for rule in rules.RULES.values() if not rule.per_term and not rule.needs_mathjax]
        diagnostics += rules.run(context, others)
        term_cache.save(glossary)
        yield PendingAnalysis(Analysis(glossary, links, graph, formulas, _sorted(diagnostics)), context, rendering)


def _sorted(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    return sorted(diagnostics, key=lambda diagnostic: diagnostic.sort_key)


def _run_per_term_rules(context: rules.Context, term_cache: TermCache) -> list[Diagnostic]:
    """The diagnostics of the rules that check one term at a time; the rules run on terms without cached ones only."""
    terms = context.glossary.terms
    unchecked = {slug: term for slug, term in terms.items() if term_cache.diagnostics(slug) is None}
    found: dict[str, list[Diagnostic]] = {slug: [] for slug in unchecked}
    subset = replace(context, glossary=replace(context.glossary, terms=unchecked))
    for diagnostic in rules.run(subset, [rule for rule in rules.RULES.values() if rule.per_term]):
        found[diagnostic.fault.span.source.slug].append(diagnostic)
    for slug, diagnostics in found.items():
        term_cache.set_diagnostics(terms[slug], diagnostics)
    return [diagnostic for slug in terms for diagnostic in found.get(slug) or term_cache.diagnostics(slug) or ()]


def _mentions(glossary: Glossary, links: Mapping[str, Mapping[str, Sequence[Link]]]) -> dict[str, set[str]]:
    """For each term, the slugs that it links to in any language, explicitly or automatically."""
    found: dict[str, set[str]] = {}
    for slug, term in glossary.terms.items():
        automatic = {link.slug for by_slug in links.values() for link in by_slug.get(slug, ())}
        explicit = {target for text in term.texts.values() for _, target in links_of(text)}
        found[slug] = automatic | explicit
    return found
