"""Rules about links between terms and to other sites."""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING

from lexicon.diagnostics import Fault
from lexicon.graph import term_link
from lexicon.load import did_you_mean, nearest
from lexicon.markdown import Kind
from lexicon.rules.base import Context, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lexicon.markdown import Piece
    from lexicon.model import Glossary, Term, Text
    from lexicon.source import Located, Span

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")


def _links(glossary: Glossary) -> Iterator[tuple[Term, Text, Piece]]:
    for term in glossary.terms.values():
        for text in term.texts.values():
            for part in text.parts:
                for piece in part.prose.of(Kind.LINK):
                    yield term, text, piece


def _address(piece: Piece) -> Span:
    """The characters of a link's address."""
    at = piece.span.text.rfind(piece.target) if piece.target else -1
    return piece.span.part(at, at + len(piece.target)) if at != -1 else piece.span


def _is_external(address: str) -> bool:
    return bool(_SCHEME.match(address)) or address.startswith("//")


@rule()
def dead_link(context: Context) -> Iterator[Fault]:
    """A relative link must lead to the file of an existing term.

    Bad:
        Scores pass through a [softmax](../sofmax/en.md).
    Good:
        Scores pass through a [softmax](../softmax/en.md).
    """
    folders = context.glossary.folders
    for _, text, piece in _links(context.glossary):
        if _is_external(piece.target):
            continue
        link = term_link(piece.target)
        if link is None:
            help = f"link to a term as ../its-slug/{text.language}.md"
            yield Fault(_address(piece), f"`{piece.target}` is not the address of a term", help=help)
        elif link[0] not in folders:
            guess = nearest(link[0], folders)
            help = f"did you mean `../{guess}/{text.language}.md`?" if guess else ""
            label = "no such folder under glossary/"
            yield Fault(_address(piece), f"there is no term `{link[0]}`", label, help)


@rule()
def foreign_language_link(context: Context) -> Iterator[Fault]:
    """A link to a term must lead to its text in the same language.

    Bad:
        glossary/attention/zh.md  [softmax 函数](../softmax/en.md)
    Good:
        glossary/attention/zh.md  [softmax 函数](../softmax/zh.md)
    """
    for _, text, piece in _links(context.glossary):
        link = term_link(piece.target)
        if link and link[0] in context.glossary.folders and link[1] != text.language:
            help = f"write `../{link[0]}/{text.language}.md`"
            yield Fault(_address(piece), "the link leads to a text in another language", help=help)


@rule()
def self_link(context: Context) -> Iterator[Fault]:
    """A term must not link to itself.

    Bad:
        glossary/softmax/en.md  The [softmax](../softmax/en.md) of a vector …
    Good:
        glossary/softmax/en.md  The softmax of a vector …
    """
    for term, _, piece in _links(context.glossary):
        link = term_link(piece.target)
        if link and link[0] == term.slug:
            yield Fault(piece.span, "the term links to itself", help="keep the words, remove the link")


@rule()
def unsafe_link(context: Context) -> Iterator[Fault]:
    """A link to another site must begin with https://.

    Bad:
        [the paper](javascript:alert(1))
    Good:
        [the paper](https://doi.org/10.1038/323533a0)
    """
    for _, _, piece in _links(context.glossary):
        if _is_external(piece.target) and not piece.target.startswith("https://"):
            yield Fault(_address(piece), f"`{piece.target[:40]}` is not an https address", help="link with https://, or not at all")


@rule()
def unknown_term(context: Context) -> Iterator[Fault]:
    """`related` and `needs` must name existing terms, and not the term itself.

    Bad:
        related: [gradient-decent]
    Good:
        related: [gradient-descent]
    """
    folders = context.glossary.folders
    for term in context.glossary.terms.values():
        for word in (*term.needs, *term.related):
            if word.value == term.slug:
                yield Fault(word.span, f"`{term.slug}` names itself", help="remove it")
            elif word.value not in folders:
                yield _unknown(word, folders)


def _unknown(word: Located[str], folders: frozenset[str]) -> Fault:
    return Fault(
        word.span, f"there is no term `{word.value}`", "no such folder under glossary/", did_you_mean(word.value, folders)
    )


@rule()
def circular_needs(context: Context) -> Iterator[Fault]:
    """`needs` must not lead back to the term itself.

    Bad:
        glossary/layer/term.yml   needs: [neuron]
        glossary/neuron/term.yml  needs: [layer]
    Good:
        glossary/layer/term.yml   needs: [neuron]
    """
    terms = context.glossary.terms
    reported: set[frozenset[str]] = set()
    for term in terms.values():
        for need in term.needs:
            path = _way_back(terms, need.value, term.slug)
            if path and need.value != term.slug and frozenset(path) not in reported:
                reported.add(frozenset(path))
                way = " → ".join([term.slug, *path])
                yield Fault(need.span, f"`{term.slug}` would have to be understood before itself", "closes a circle", way)


def _way_back(terms: Mapping[str, Term], start: str, goal: str) -> list[str] | None:
    """The shortest chain of needs from `start` to `goal`, both included, or None."""
    ways, seen = deque([[start]]), {start}
    while ways:
        way = ways.popleft()
        if way[-1] == goal:
            return way
        term = terms.get(way[-1])
        for need in term.needs if term else ():
            if need.value not in seen:
                seen.add(need.value)
                ways.append([*way, need.value])
    return None


@rule()
def taken_slug(context: Context) -> Iterator[Fault]:
    """A former slug must not be the slug of a term today, nor belong to two terms.

    Bad:
        glossary/recall/term.yml  former_slugs: [precision]   (while glossary/precision/ exists)
    Good:
        glossary/recall/term.yml  former_slugs: [sensitivity]
    """
    owner: dict[str, str] = {}
    for term in context.glossary.terms.values():
        for former in term.former_slugs:
            if former.value in context.glossary.folders:
                yield Fault(former.span, f"`{former.value}` is a term today", help="remove it: its address is in use")
            elif owner.setdefault(former.value, term.slug) != term.slug:
                yield Fault(former.span, f"`{former.value}` already redirects to `{owner[former.value]}`")
