"""Rules about what a text is made of: definition, headings, and no markup beyond the allowed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lexicon.diagnostics import Fault
from lexicon.load import did_you_mean
from lexicon.markdown import Kind, plain
from lexicon.rules.base import Context, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lexicon.markdown import Piece
    from lexicon.model import Glossary, Text

_ATTRIBUTE_LIST = re.compile(r"\{[:#.][^}\n]*\}")
_NOT_ALLOWED = {
    Kind.QUOTE: "a quotation block",
    Kind.RULE: "a horizontal rule",
    Kind.IMAGE: "an image",
    Kind.FOOTNOTE: "a footnote",
    Kind.FOOTNOTE_MARK: "a footnote",
    Kind.STRIKETHROUGH: "struck-out text",
}


def texts(glossary: Glossary) -> Iterator[Text]:
    """Every text of every term."""
    for term in glossary.terms.values():
        yield from term.texts.values()


def pieces(text: Text, *kinds: Kind) -> Iterator[Piece]:
    """The pieces of some kinds in all parts of a text."""
    for part in text.parts:
        yield from part.prose.of(*kinds)


@rule()
def missing_definition(context: Context) -> Iterator[Fault]:
    """A text must begin with a paragraph that defines the term.

    Bad:
        ---
        name: Gradient
        ---
        ## Intuition
    Good:
        ---
        name: Gradient
        ---
        The gradient of a function is the vector of its partial derivatives.
    """
    for text in texts(context.glossary):
        first = next(iter(text.definition.prose.pieces), None)
        if first is None or first.kind is not Kind.PARAGRAPH:
            place = first.span if first else text.source.span(max(0, text.definition.prose.span.start - 1))
            yield Fault(place, "the text does not begin with a definition", "a paragraph is expected here")


@rule()
def unknown_section(context: Context) -> Iterator[Fault]:
    """A heading must be one of the section titles in `glossary/schema.yml`, at the second level, and stand once.

    Bad:
        ### Some intuition
    Good:
        ## Intuition
    """
    schema = context.glossary.schema
    for text in texts(context.glossary):
        titles = schema.section_titles(text.language)
        for head in pieces(text, Kind.HEADING):
            if not (head.target == "H2" and not head.within):
                yield Fault(head.span, "a heading that is not of the second level", help="write `## ` and a section title")
        seen: set[str] = set()
        for section in text.sections:
            assert section.title is not None
            if section.id is None:
                help = did_you_mean(section.title.value, titles) or "one of: " + ", ".join(titles)
                yield Fault(section.title.span, f"there is no section `{section.title.value}`", help=help)
            elif section.id in seen:
                yield Fault(section.title.span, f"the section `{section.title.value}` stands twice", help="join the two")
            seen.add(section.id or "")


@rule()
def empty_section(context: Context) -> Iterator[Fault]:
    """A heading must be followed by text.

    Bad:
        ## Intuition
        ## Pitfalls
    Good:
        ## Intuition
        A slope in fog …
    """
    for text in texts(context.glossary):
        for section in text.sections:
            if not section.prose.pieces and section.title:
                yield Fault(section.title.span, "nothing follows this heading", help="write the section or remove its heading")


@rule()
def raw_html(context: Context) -> Iterator[Fault]:
    """Prose must not contain HTML.

    Bad:
        The <b>gradient</b> is …
    Good:
        The **gradient** is …
    """
    for text in texts(context.glossary):
        last_end = -1
        for piece in pieces(text, Kind.HTML, Kind.HTML_BLOCK):
            if piece.span.start >= last_end:
                help = "use Markdown; write \\< for a less-than sign"
                yield Fault(piece.span, "HTML in prose", "not allowed", help)
            last_end = max(last_end, piece.span.end)


@rule()
def forbidden_markup(context: Context) -> Iterator[Fault]:
    """Prose must keep to paragraphs, lists, tables, emphasis, code, formulas and links.

    Bad:
        ![a plot](plot.png)
    Good:
        The plot shows …
    """
    for text in texts(context.glossary):
        for piece in pieces(text, *_NOT_ALLOWED):
            yield Fault(piece.span, f"{_NOT_ALLOWED[piece.kind]} in prose", "not allowed")
        for piece in pieces(text, Kind.TEXT):
            for match in _ATTRIBUTE_LIST.finditer(piece.span.text):
                yield Fault(piece.span.part(match.start(), match.end()), "an attribute list in prose", "not allowed")


@rule()
def tight_list(context: Context) -> Iterator[Fault]:
    """A list must be separated from the paragraph before it by an empty line.

    Bad:
        Two cases:
        - small
    Good:
        Two cases:

        - small
    """
    for text in texts(context.glossary):
        for piece in pieces(text, Kind.LIST):
            before = text.source.text[: piece.span.start].rstrip(" ")
            if not before.endswith("\n\n") and before.rstrip("\n").rpartition("\n")[2][:2] != "##":
                if Kind.ITEM not in piece.within:
                    place = text.source.span(piece.span.start)
                    yield Fault(place, "a list right below a paragraph", help="put an empty line before it")


@rule()
def definition_length(context: Context) -> Iterator[Fault]:
    """A definition must be neither shorter nor longer than the limits in `glossary/schema.yml`.

    Bad:
        It is a vector.
    Good:
        The gradient of a function of several variables is the vector of its partial derivatives.
    """
    limits = context.glossary.schema.limits["definition"]
    for text in texts(context.glossary):
        pieces_of_it = text.definition.prose.pieces
        if not pieces_of_it or pieces_of_it[0].kind is not Kind.PARAGRAPH:
            continue
        length, bounds = len(plain(text.definition.prose)), limits[text.language]
        if not bounds["least"] <= length <= bounds["most"]:
            message = f"the definition has {length} characters; {bounds['least']} to {bounds['most']} are allowed"
            yield Fault(pieces_of_it[0].span.part(0, 1), message)
