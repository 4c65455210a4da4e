"""Rules about the structure of texts: definition, headings, lists, code blocks and allowed markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lexicon.diagnostics import Fault, Note
from lexicon.rules.base import Context, elements, rule, texts
from lexicon.text import Edit, Kind, did_you_mean, match_ignoring_case, plain_text, unclosed_fence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lexicon.glossary import Section, Text
    from lexicon.text import MarkdownElement, Source, Span

_STRETCH_END = re.compile(r"(?<=[}\n])")
_BRACE = re.compile(r"\{(?: *([:#.]))?")
_LANGUAGE_WORD = re.compile(r"[a-z][a-z0-9+-]*\Z")
_FENCE_LINE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ITEM_START = re.compile(r" *(?:[-*+]|\d+[.)]) ")
_NOT_ALLOWED = {
    Kind.QUOTE: "a quotation block",
    Kind.RULE: "a horizontal rule",
    Kind.IMAGE: "an image",
    Kind.FOOTNOTE: "a footnote",
    Kind.STRIKETHROUGH: "struck-out text",
}
_PLAIN_TAG = "use Markdown; to show a tag as it is, put it between backticks, or write `\\<`"


def _definition(text: Text) -> MarkdownElement | None:
    """The first paragraph, if the text starts with one; else None."""
    first = next(iter(text.definition.prose.elements), None)
    return first if first and first.kind is Kind.PARAGRAPH else None


@rule(per_term=True)
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
        if _definition(text) is None:
            first = next(iter(text.definition.prose.elements), None)
            place = first.span.part(0, 1) if first else _after_front_matter(text)
            help = "say in one to three sentences what the term is, right below the front matter"
            yield Fault(
                place, "the text does not begin with a definition", label="a paragraph is expected here", help=help
            )


def _after_front_matter(text: Text) -> Span:
    """The span of the first heading, or else of the closing line of the front matter."""
    title = text.sections[0].title if text.sections else None
    return title.span if title else text.source.span(text.start - 4, text.start - 1)


@rule(per_term=True)
def definition_length(context: Context) -> Iterator[Fault]:
    """A definition must be neither shorter nor longer than the limits in `glossary/schema.yml`.

    Bad:
        It is a vector.
    Good:
        The gradient of a function of several variables is the vector of its partial derivatives.
    """
    for text in texts(context.glossary):
        paragraph = _definition(text)
        limit = context.glossary.schema.limits.definition[text.language]
        length = len(plain_text(text.definition.prose))
        if paragraph and not limit.least <= length <= limit.most:
            message = f"the definition has {length} characters; {limit.least} to {limit.most} are allowed"
            help = (
                "say what kind of thing it is, and what sets it apart"
                if length < limit.least
                else "move the rest to a section"
            )
            yield Fault(paragraph.span.part(0, 1), message, help=help)


@rule(per_term=True)
def hollow_definition(context: Context) -> Iterator[Fault]:
    """A definition must say more than the names of the term and links to others.

    Bad:
        Gradient descent is gradient descent; see [gradient](../gradient/en.md) and [momentum](../momentum/en.md).
    Good:
        Gradient descent is a method that lowers a function by small steps against its gradient.
    """
    for text in texts(context.glossary):
        paragraph = _definition(text)
        # A definition that is too short or too long is reported by `definition_length`.
        limit = context.glossary.schema.limits.definition[text.language]
        long_enough = limit.least <= len(plain_text(text.definition.prose)) <= limit.most
        locale = context.glossary.schema.language(text.language).locale
        if paragraph and long_enough and locale.count_content_words(_besides_names(text)) < locale.min_content_words:
            message = "the definition says nothing beyond the term's name and links"
            yield Fault(paragraph.span.part(0, 1), message, help="say what kind of thing it is, and what sets it apart")


def _besides_names(text: Text) -> str:
    """A definition in lower case, without names and links."""
    unlinked = [element for element in text.definition.prose.elements if Kind.LINK not in element.within]
    own = plain_text(unlinked, math=False).casefold()
    for name in sorted((name.value.casefold() for name in text.names), key=len, reverse=True):
        own = own.replace(name, " ")
    return own


@rule(per_term=True)
def heading_level(context: Context) -> Iterator[Fault]:
    """A heading must be of the second level, and stand by itself.

    Bad:
        ### Intuition
    Good:
        ## Intuition
    """
    for text in texts(context.glossary):
        for head in elements(text, Kind.HEADING):
            if head.target != "H2" or head.within:
                yield Fault(
                    head.span, "a heading that is not of the second level", help="write `## ` and a section title"
                )


@rule(per_term=True, fixable=True)
def unknown_section(context: Context) -> Iterator[Fault]:
    """A heading must be one of the section titles in `glossary/schema.yml`.

    Bad:
        ## Some intuition
    Good:
        ## Intuition
    """
    for text in texts(context.glossary):
        titles = context.glossary.schema.section_titles(text.language)
        for section in text.sections:
            title = section.title
            if section.id is None and title and not any(_attribute_lists(title.value)):
                help = did_you_mean(title.value, titles) or "one of: " + ", ".join(titles)
                right = match_ignoring_case(title.value, titles)
                fix = (Edit(title.span, right),) if right and title.span.text == title.value else ()
                yield Fault(title.span, f"there is no section `{title.value}`", help=help, fix=fix)


@rule(per_term=True)
def repeated_section(context: Context) -> Iterator[Fault]:
    """A section must stand once in a text.

    Bad:
        ## Code
        ## Pitfalls
        ## Code
    Good:
        ## Code
        ## Pitfalls
    """
    for text in texts(context.glossary):
        first: dict[str, Section] = {}
        for section in text.sections:
            other = first.setdefault(section.id or "", section)
            if section.id and section.title and other.title and other is not section:
                note = Note(other.title.span, "first here")
                message = f"the section `{section.title.value}` stands twice"
                yield Fault(section.title.span, message, label="again here", help="join the two", note=note)


@rule(per_term=True)
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
            if not section.prose.elements and section.title:
                yield Fault(
                    section.title.span, "nothing follows this heading", help="write the section or remove its heading"
                )


@rule(per_term=True)
def raw_html(context: Context) -> Iterator[Fault]:
    """Prose must not contain HTML.

    Bad:
        The <b>gradient</b> is …
    Good:
        The **gradient** is …
    """
    for text in texts(context.glossary):
        block: set[int] = set()
        for element in elements(text, Kind.HTML, Kind.HTML_BLOCK):
            line = element.span.position[0]
            if Kind.HTML_BLOCK in element.within or line in block:
                continue
            block.add(line)
            yield Fault(element.span, "HTML in prose", label="not allowed", help=_PLAIN_TAG)


@rule(per_term=True)
def attribute_list(context: Context) -> Iterator[Fault]:
    """Prose must not contain attribute lists, which the site's Markdown would obey.

    Bad:
        The gradient {: .wide }
    Good:
        The gradient
    """
    for text in texts(context.glossary):
        spans = [element.span for element in elements(text, Kind.TEXT) if "{" in element.value]
        for span in (*spans, *(section.title.span for section in text.sections if section.title)):
            for start, end in _attribute_lists(span.text):
                place = span.part(start, end)
                yield Fault(place, "an attribute list in prose", label="not allowed", help="remove it")


def _attribute_lists(text: str) -> Iterator[tuple[int, int]]:
    """Attribute lists that attr_list accepts: `{: …}`, `{#id}`, `{.class}` and `{key=value}`."""
    at = 0
    for stretch in _STRETCH_END.split(text) if "{" in text else ():
        if stretch.endswith("}"):
            equals = stretch.rfind("=")
            for brace in _BRACE.finditer(stretch):
                start = brace.start()
                if brace[1] or (start + 1 < equals and stretch[start + 1] != "="):
                    yield at + start, at + len(stretch)
                    break
        at += len(stretch)


@rule(per_term=True)
def forbidden_markup(context: Context) -> Iterator[Fault]:
    """Prose must keep to paragraphs, lists, tables, emphasis, code, formulas and links.

    An image without words for those who cannot see it has no place either: figures are not drawn in prose.

    Bad:
        ![](plot.png)
    Good:
        The plot shows …
    """
    for text in texts(context.glossary):
        for element in elements(text, *_NOT_ALLOWED):
            if element.within.isdisjoint(_NOT_ALLOWED):
                help = "say it in a paragraph, a list or a table"
                yield Fault(element.span, f"{_NOT_ALLOWED[element.kind]} in prose", label="not allowed", help=help)


@rule(per_term=True, fixable=True)
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
        for element in elements(text, Kind.LIST):
            source, at = text.source, text.source.run_start(element.span.start, " ")
            if Kind.ITEM not in element.within and not source.text.endswith("\n\n", 0, at):
                if _below_heading(source, at):
                    continue
                line = source.text.rfind("\n", 0, at) + 1
                fix = (Edit(source.span(line, line), "\n"),) if line == at else ()
                place = source.span(element.span.start)
                yield Fault(place, "a list right below a paragraph", help="put an empty line before it", fix=fix)


def _below_heading(source: Source, at: int) -> bool:
    end = source.run_start(at, "\n")
    return source.text.startswith(("#", "---"), source.text.rfind("\n", 0, end) + 1)


@rule(per_term=True)
def open_list(context: Context) -> Iterator[Fault]:
    """A list must be separated from the paragraph after it by an empty line; else that belongs to its last item.

    Bad:
        - small
        - large
        Both are common.
    Good:
        - small
        - large

        Both are common.
    """
    for text in texts(context.glossary):
        for item in elements(text, Kind.ITEM):
            if Kind.ITEM in item.within:
                continue
            at = item.span.start
            for line in item.span.text.split("\n"):
                if at > item.span.start and line[:1] not in ("", " ", "\t") and not _ITEM_START.match(line):
                    message = "a line right below a list, which makes it part of the last item"
                    help = "put an empty line before it, or indent it"
                    yield Fault(text.source.span(at), message, help=help, note=Note(item.span.part(0, 1), "this item"))
                    break
                if _FENCE_LINE.match(line):
                    break
                at += len(line) + 1


@rule(per_term=True)
def open_fence(context: Context) -> Iterator[Fault]:
    """A code block must be closed, by as many backticks as opened it.

    Bad:
        ```python
        print(1)
    Good:
        ```python
        print(1)
        ```
    """
    for text in texts(context.glossary):
        for element in elements(text, Kind.CODE_BLOCK):
            if fence := unclosed_fence(element):
                help = f"add a line {fence} after the code"
                yield Fault(
                    element.span.part(0, element.span.text.find("\n")),
                    "this code block is never closed",
                    label="opened here",
                    help=help,
                )


@rule(per_term=True)
def code_language(context: Context) -> Iterator[Fault]:
    """A code block must be fenced, and say its language in one plain word.

    Bad:
        ```{.python linenums="1"}
    Good:
        ```python
    """
    for text in texts(context.glossary):
        for element in elements(text, Kind.CODE_BLOCK):
            first_line = element.span.part(0, max(1, element.span.text.find("\n")))
            if element.style != "fenced":
                yield Fault(
                    first_line, "code by indentation", help="put it between lines of three backticks: ```python"
                )
            elif not element.target:
                yield Fault(
                    first_line,
                    "the code block does not say its language",
                    help="write ```python, or ```text for output",
                )
            elif not _LANGUAGE_WORD.match(element.target):
                help = "write one word, such as ```python or ```text"
                at = element.span.text.find(element.target)
                place = element.span.part(at, at + len(element.target))
                yield Fault(place, f"`{element.target}` is not the name of a language", help=help)
