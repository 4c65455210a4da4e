"""All that is known about a glossary before pages are made: links, graph, formulas and faults."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lexicon import graph, linking, load, rules
from lexicon.diagnostics import Severity
from lexicon.math import Rejected, Tex
from lexicon.rules.formulas import uses

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from lexicon.diagnostics import Diagnostic
    from lexicon.graph import Graph
    from lexicon.linking import Link
    from lexicon.math import MathRenderer, Rendered
    from lexicon.model import Glossary


@dataclass(frozen=True)
class Analysis:
    """A glossary with its links (by language and slug), graph, drawn formulas and diagnostics."""

    glossary: Glossary
    links: Mapping[str, Mapping[str, Sequence[Link]]]
    graph: Graph
    formulas: Mapping[Tex, Rendered]
    diagnostics: Sequence[Diagnostic]

    def fails(self, strict: bool) -> bool:
        """Whether the faults stop a build: errors do, warnings only when strict."""
        return any(strict or diagnostic.severity is Severity.ERROR for diagnostic in self.diagnostics)


def analyse(folder: Path, renderer: MathRenderer, shown_as: str | None = None) -> Analysis:
    """Read a glossary folder and examine it. Raises SchemaError and MathUnavailable."""
    glossary = load.glossary(folder, shown_as)
    links = {
        language: {
            slug: tuple(linker.links(term.texts[language], slug))
            for slug, term in glossary.terms.items()
            if language in term.texts
        }
        for language, linker in linking.linkers(glossary).items()
    }
    connections = graph.build(glossary, _mentions(glossary, links))
    drawn = renderer.render(Tex(use.tex, use.display) for use in uses(glossary))
    rejected = {
        tex.source: (result.message, result.position) for tex, result in drawn.items() if isinstance(result, Rejected)
    }
    diagnostics = rules.run(rules.Context(glossary, connections, rejected))
    accepted = {tex: result for tex, result in drawn.items() if not isinstance(result, Rejected)}
    return Analysis(glossary, links, connections, accepted, diagnostics)


def _mentions(glossary: Glossary, links: Mapping[str, Mapping[str, Sequence[Link]]]) -> dict[str, set[str]]:
    """The slugs that every term links to in any language, by hand or automatically."""
    found: dict[str, set[str]] = {}
    for slug, term in glossary.terms.items():
        automatic = {link.slug for by_slug in links.values() for link in by_slug.get(slug, ())}
        by_hand = {
            target for text in term.texts.values() for part in text.parts for _, target in graph.explicit_links(part)
        }
        found[slug] = automatic | by_hand
    return found
