"""Rules about references: identifiers of publications, and duplicates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lexicon.diagnostics import Fault, Note, Severity
from lexicon.rules.base import Context, rule
from lexicon.text import Edit, yaml_string

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lexicon.glossary import Glossary, Reference
    from lexicon.text import Span, Spanned

# https://www.crossref.org/blog/dois-and-matching-regular-expressions/, a little wider
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]+\Z")
_DOI_INSIDE = re.compile(r"10\.\d{4,9}/[^\s\"<>]+")
# https://info.arxiv.org/help/arxiv_identifier.html
_ARXIV = re.compile(r"(?:\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})\Z")
_ARXIV_INSIDE = re.compile(r"\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7}")
_DOI_ADDRESS = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)(?P<bare>10\.\S+)", re.IGNORECASE)
_ARXIV_ADDRESS = re.compile(
    r"(?:arxiv:\s*|https?://arxiv\.org/(?:abs|pdf)/)?(?P<bare>[a-z0-9./-]+?)(?:v\d+)?(?:\.pdf)?", re.IGNORECASE
)
_HTTPS = re.compile(r"https://[^\s/]+\.[^\s/]+\S*\Z")


def _references(glossary: Glossary) -> Iterator[Reference]:
    for term in glossary.terms.values():
        yield from term.references


@rule(per_term=True, fixable=True)
def malformed_doi(context: Context) -> Iterator[Fault]:
    """A DOI must be bare: `10.`, digits, a slash and a suffix, without the address of a resolver.

    Bad:
        doi: https://doi.org/10.1038/323533a0
    Good:
        doi: 10.1038/323533a0
    """
    for reference in _references(context.glossary):
        doi = reference.doi
        if doi and not _DOI.match(doi.value):
            inside = _DOI_INSIDE.search(doi.value)
            help = f"write `{inside[0]}`" if inside else "it looks like 10.1038/323533a0"
            fix = _bare(doi, _DOI_ADDRESS, _DOI)
            yield Fault(doi.span, f"`{doi.value}` is not a DOI", help=help, fix=fix)


def _bare(identifier: Spanned[str], address: re.Pattern[str], shape: re.Pattern[str]) -> tuple[Edit, ...]:
    """The edit that shortens an address to the identifier in it; none if there is no valid identifier."""
    match = address.fullmatch(identifier.value)
    bare = match["bare"] if match else ""
    return (Edit(identifier.span, yaml_string(bare)),) if shape.match(bare) else ()


@rule(per_term=True, fixable=True)
def malformed_arxiv(context: Context) -> Iterator[Fault]:
    """An arXiv number must be bare and without a version.

    Bad:
        arxiv: arXiv:1706.03762v7
    Good:
        arxiv: '1706.03762'
    """
    for reference in _references(context.glossary):
        number = reference.arxiv
        if number and not _ARXIV.match(number.value):
            inside = _ARXIV_INSIDE.search(number.value)
            help = f"write `'{inside[0]}'`" if inside and _ARXIV.match(inside[0]) else "it looks like '1706.03762'"
            fix = _bare(number, _ARXIV_ADDRESS, _ARXIV)
            yield Fault(number.span, f"`{number.value}` is not an arXiv number", help=help, fix=fix)


@rule(per_term=True)
def malformed_isbn(context: Context) -> Iterator[Fault]:
    """An ISBN must have thirteen digits, the last of which fits the others.

    Bad:
        isbn: 978-0-262-03561-7
    Good:
        isbn: 978-0-262-03561-3
    """
    for reference in _references(context.glossary):
        if reference.isbn and (fault := _isbn_fault(reference.isbn.value)):
            yield Fault(
                reference.isbn.span, f"`{reference.isbn.value}` is not an ISBN: {fault}", help="copy it from the book"
            )


def _isbn_fault(isbn: str) -> str:
    digits = isbn.replace("-", "").replace(" ", "")
    if not (len(digits) == 13 and digits.isascii() and digits.isdigit()):
        return "thirteen digits are expected"
    total = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(digits))
    return "the last digit does not fit the others" if total % 10 else ""


@rule(per_term=True)
def malformed_url(context: Context) -> Iterator[Fault]:
    """The address of a publication must begin with https://.

    Bad:
        url: www.deeplearningbook.org
    Good:
        url: https://www.deeplearningbook.org
    """
    for reference in _references(context.glossary):
        url = reference.url
        if url and not _HTTPS.match(url.value):
            help = "write `https://" + re.sub(r"^\w*:?//", "", url.value) + "`, if it answers there"
            yield Fault(url.span, f"`{url.value}` is not an https address", help=help)


@rule(Severity.WARNING, per_term=True)
def unlocated_reference(context: Context) -> Iterator[Fault]:
    """A reference must say where it was published: `doi`, `arxiv`, `isbn`, `url`, or at least `venue`.

    Bad:
        - {title: Deep Learning, authors: [Ian Goodfellow], year: 2016}
    Good:
        - {title: Deep Learning, authors: [Ian Goodfellow], year: 2016, isbn: 978-0-262-03561-3}
    """
    for reference in _references(context.glossary):
        if not (reference.doi or reference.arxiv or reference.isbn or reference.url or reference.venue):
            place = _title(reference)
            yield Fault(
                place, "nothing says where this publication is", help="add `doi`, `arxiv`, `isbn`, `url` or `venue`"
            )


def _title(reference: Reference) -> Span:
    at = reference.span.text.find(reference.title)
    return reference.span.part(at, at + len(reference.title)) if at != -1 else reference.span.part(0, 1)


@rule(per_term=True)
def repeated_reference(context: Context) -> Iterator[Fault]:
    """A term must list a publication once.

    Bad:
        - {title: Deep learning, …, doi: 10.1038/nature14539}
        - {title: Deep Learning, …, doi: 10.1038/NATURE14539}
    Good:
        - {title: Deep learning, …, doi: 10.1038/nature14539}
    """
    for term in context.glossary.terms.values():
        first: dict[str, Reference] = {}
        for reference in term.references:
            others = [first.setdefault(identifier, reference) for identifier, _ in _identifiers(reference)]
            others.append(first.setdefault(f"title {reference.title.casefold()} {reference.year}", reference))
            other = next((other for other in others if other is not reference), None)
            if other:
                note = Note(_title(other), "first listed here")
                yield Fault(
                    _title(reference),
                    "this publication is listed twice",
                    label="again here",
                    help="remove one",
                    note=note,
                )


def _identifiers(reference: Reference) -> Iterator[tuple[str, Spanned[str]]]:
    for kind, value in (("doi", reference.doi), ("arxiv", reference.arxiv), ("isbn", reference.isbn)):
        if value:
            yield f"{kind} {value.value.casefold().replace('-', '')}", value


@rule(Severity.WARNING)
def conflicting_reference(context: Context) -> Iterator[Fault]:
    """Terms that cite the same publication must agree about its title and year.

    Bad:
        glossary/attention/term.yml    - {title: Attention is all you need, …, year: 2017, arxiv: '1706.03762'}
        glossary/transformer/term.yml  - {title: Attention Is All You Need, …, year: 2018, arxiv: '1706.03762'}
    Good:
        the same title and year in both
    """
    first: dict[str, tuple[str, Reference]] = {}
    for slug, reference in (
        (term.slug, found) for term in context.glossary.terms.values() for found in term.references
    ):
        for identifier, value in _identifiers(reference):
            other_slug, other = first.setdefault(identifier, (slug, reference))
            differs = (other.title.casefold(), other.year) != (reference.title.casefold(), reference.year)
            # A repetition within one term has a rule of its own.
            if differs and other_slug != slug:
                said = f"`{other.title}` ({other.year})"
                message = f"{identifier} is cited elsewhere as {said}"
                yield Fault(
                    value.span,
                    message,
                    label="the same publication",
                    help="make the two agree",
                    note=Note(_title(other), "here"),
                )
                break
