"""All that is known about a glossary before pages are made: links, graph, formulas and faults."""

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
    """A glossary with its links (by language and slug), graph, formulas and diagnostics."""

    glossary: Glossary
    links: Mapping[str, Mapping[str, Sequence[Link]]]
    graph: Graph
    formulas: Sequence[Tex]
    diagnostics: Sequence[Diagnostic]

    def fails(self, strict: bool) -> bool:
        """Whether the faults stop a build: errors do, warnings only when strict."""
        return any(strict or diagnostic.stops for diagnostic in self.diagnostics)


@dataclass(frozen=True)
class Examination:
    """What is known of a glossary while MathJax draws its formulas: all but what that will reject."""

    so_far: Analysis
    context: rules.Context
    drawing: Future[dict[Tex, Rendered | Rejected]]

    def finished(self) -> Analysis:
        """All that is known once the formulas are drawn. Raises NodeError."""
        drawn = self.drawing.result().items()
        rejected = {
            tex.source: (result.message, result.position) for tex, result in drawn if isinstance(result, Rejected)
        }
        late = [rule for rule in rules.RULES.values() if rule.late]
        found = rules.run(replace(self.context, rejected=rejected), late)
        return replace(self.so_far, diagnostics=_sorted([*self.so_far.diagnostics, *found]))


def analyse(
    folder: Path, renderer: MathRenderer, shown_as: str | None = None, memory: TermCache | None = None
) -> Analysis:
    """Read a glossary folder and examine it. Raises SchemaError and NodeError.

    What `memory` holds about terms that have not changed is not found out again.
    """
    with examining(folder, renderer, shown_as, memory) as examination:
        return examination.finished()


@contextmanager
def examining(
    folder: Path, renderer: MathRenderer, shown_as: str | None = None, memory: TermCache | None = None
) -> Iterator[Examination]:
    """The same, for who has something to do in the meantime. Raises SchemaError."""
    memory = memory or TermCache()
    glossary = read_glossary(folder, shown_as, memory)
    formulas = [*dict.fromkeys(Tex(use.tex, use.display) for use in rules.uses(glossary))]
    with ThreadPoolExecutor(1) as aside:
        drawing = aside.submit(renderer.render, formulas)
        links = {
            language: {
                slug: memory.links(term, language, linker)
                for slug, term in glossary.terms.items()
                if language in term.texts
            }
            for language, linker in linkers(glossary).items()
        }
        connections = build_graph(glossary, _mentions(glossary, links))
        context = rules.Context(glossary, connections, links=links)
        diagnostics = _of_single_terms(context, memory)
        diagnostics += rules.run(context, [rule for rule in rules.RULES.values() if not rule.alone and not rule.late])
        memory.save(glossary)
        yield Examination(Analysis(glossary, links, connections, formulas, _sorted(diagnostics)), context, drawing)


def _sorted(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    return sorted(diagnostics, key=lambda diagnostic: diagnostic.order)


def _of_single_terms(context: rules.Context, memory: TermCache) -> list[Diagnostic]:
    """What the rules say that look at one term at a time; they are only asked about terms that are not remembered."""
    terms = context.glossary.terms
    unknown = {slug: term for slug, term in terms.items() if memory.verdicts(slug) is None}
    said: dict[str, list[Diagnostic]] = {slug: [] for slug in unknown}
    alone = replace(context, glossary=replace(context.glossary, terms=unknown))
    for diagnostic in rules.run(alone, [rule for rule in rules.RULES.values() if rule.alone]):
        said[diagnostic.fault.span.source.slug].append(diagnostic)
    for slug, verdicts in said.items():
        memory.keep_verdicts(terms[slug], verdicts)
    return [diagnostic for slug in terms for diagnostic in said.get(slug) or memory.verdicts(slug) or ()]


def _mentions(glossary: Glossary, links: Mapping[str, Mapping[str, Sequence[Link]]]) -> dict[str, set[str]]:
    """The slugs that every term links to in any language, by hand or automatically."""
    found: dict[str, set[str]] = {}
    for slug, term in glossary.terms.items():
        automatic = {link.slug for by_slug in links.values() for link in by_slug.get(slug, ())}
        by_hand = {target for text in term.texts.values() for _, target in links_of(text)}
        found[slug] = automatic | by_hand
    return found
