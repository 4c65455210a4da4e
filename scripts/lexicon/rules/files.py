"""Rules about files and their format; most of these faults are found while files are read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lexicon.diagnostics import Fault, Severity
from lexicon.glossary import find_front_matter
from lexicon.rules.base import Context, elements, found_while_loading, rule
from lexicon.text import VERBATIM, Edit, SpanIndex, YamlError, parse_yaml, yaml_scalars

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lexicon.glossary import Text
    from lexicon.text import Source, Span

_TRAILING_SPACE = re.compile(r"(?<![ \t])[ \t]+$", re.MULTILINE)


@found_while_loading()
def not_utf_8() -> None:
    """A file must be UTF-8.

    Bad:
        a file saved as GBK or Latin-1
    Good:
        the same file saved as UTF-8
    """


@found_while_loading(fixable=True)
def byte_order_mark() -> None:
    """A file must begin with its text, not with a byte order mark.

    Bad:
        EF BB BF 2D 2D 2D
    Good:
        2D 2D 2D
    """


@found_while_loading(fixable=True)
def carriage_return() -> None:
    """A line must end with a line feed alone.

    Bad:
        name: Gradient\\r\\n
    Good:
        name: Gradient\\n
    """


@found_while_loading(Severity.WARNING, fixable=True)
def missing_line_end() -> None:
    """The last line of a file must end with a line feed.

    Bad:
        topic: optimization<end of file>
    Good:
        topic: optimization\\n
    """


@rule(Severity.WARNING, per_term=True, fixable=True)
def trailing_space(context: Context) -> Iterator[Fault]:
    """A line must not end with spaces or tabs, except in code and formulas and where two spaces break a line.

    Bad:
        name: Gradient··
    Good:
        name: Gradient
    """
    for term in context.glossary.terms.values():
        texts = {text.source.path: text for text in term.texts.values()}
        for source in term.sources:
            if _TRAILING_SPACE.search(source.text):
                yield from _trailing_spaces(source, _kept_spaces(source, texts.get(source.path)))


def _trailing_spaces(source: Source, kept: Sequence[Span]) -> Iterator[Fault]:
    places = SpanIndex(kept)
    for match in _TRAILING_SPACE.finditer(source.text):
        span = source.span(*match.span())
        if not places.overlaps(span.start, span.end):
            yield Fault(span, "a line that ends with a space", help="delete it", fix=(Edit(span, ""),))


def _kept_spaces(source: Source, text: Text | None) -> list[Span]:
    """The spans in which trailing spaces are significant: YAML block scalars, code, formulas and line breaks."""
    if text is None:
        return list(_blocks(source, 0, len(source.text)))
    front_matter = find_front_matter(source.text)
    fields = _blocks(source, front_matter.start, front_matter.end) if front_matter else ()
    return [*fields, *(element.span for element in elements(text, *VERBATIM))]


def _blocks(source: Source, start: int, end: int) -> Iterator[Span]:
    try:
        scalars = list(yaml_scalars(parse_yaml(source, start, end)))
    except YamlError:
        yield source.span(start, end)
        return
    yield from (scalar.span for scalar in scalars if scalar.span.text.startswith(("|", ">")))


@found_while_loading(fixable=True)
def control_character() -> None:
    """A file must hold no control characters, no private ones and no signs that a character was lost.

    Bad:
        The gradi\ufffdent is …
    Good:
        The gradient is …
    """


@found_while_loading(fixable=True)
def direction_override() -> None:
    """A file must hold no characters that change the direction of the text.

    What such a text looks like is not what it says (https://trojansource.codes).

    Bad:
        loss = 0  # U+202E reset
    Good:
        loss = 0  # reset
    """


@found_while_loading(fixable=True)
def zero_width_character() -> None:
    """A file must hold no characters that cannot be seen.

    Bad:
        gradi<U+200B>ent
    Good:
        gradient
    """


@found_while_loading()
def stray_file() -> None:
    """A glossary folder must hold nothing but its known files.

    Bad:
        glossary/gradient/notes.txt
    Good:
        glossary/gradient/term.yml  en.md  zh.md
    """


@found_while_loading()
def symbolic_link() -> None:
    """A file or folder must be itself, not a symbolic link.

    Bad:
        glossary/gradient/zh.md -> ../slope/zh.md
    Good:
        glossary/gradient/zh.md
    """


@found_while_loading()
def empty_file() -> None:
    """A file must not be empty.

    Bad:
        glossary/gradient/zh.md with nothing in it
    Good:
        glossary/gradient/zh.md with front matter and a definition
    """


@found_while_loading()
def enormous_file() -> None:
    """A file must be smaller than 200,000 bytes.

    Bad:
        a term of three million characters
    Good:
        a term of two thousand characters
    """


@found_while_loading()
def unreadable_file() -> None:
    """A file must be one that can be read.

    Bad:
        -rw-------  root  term.yml
    Good:
        -rw-r--r--  root  term.yml
    """


@found_while_loading()
def slug_shape() -> None:
    """A folder's name, or an id in `glossary/schema.yml`, must be lower-case letters and digits, joined by hyphens.

    It has at most 100 characters, for file systems have limits, and names are put together from it.

    Bad:
        glossary/Batch_Size/
    Good:
        glossary/batch-size/
    """


@found_while_loading()
def case_clash() -> None:
    """Names of files and folders must differ by more than capitals.

    Windows and macOS take the two for one.

    Bad:
        glossary/gradient/  glossary/Gradient/
    Good:
        glossary/gradient/
    """


@found_while_loading()
def missing_file() -> None:
    """A term must have a `term.yml`, and the glossary a `schema.yml`.

    Bad:
        glossary/gradient/en.md  zh.md
    Good:
        glossary/gradient/term.yml  en.md  zh.md
    """


@found_while_loading()
def missing_language() -> None:
    """A term must have a text in every language.

    Bad:
        glossary/gradient/term.yml  en.md
    Good:
        glossary/gradient/term.yml  en.md  zh.md
    """


@found_while_loading()
def missing_front_matter() -> None:
    """A text must begin with front matter between two lines of three hyphens.

    Bad:
        name: Gradient
        The gradient is …
    Good:
        ---
        name: Gradient
        ---
        The gradient is …
    """


@found_while_loading()
def broken_yaml() -> None:
    """Front matter and files that end in `.yml` must be YAML without anchors and tags.

    Bad:
        aliases: [SGD
    Good:
        aliases: [SGD]
    """


@found_while_loading()
def tab_in_yaml() -> None:
    """YAML must be indented and spaced with spaces, not with tabs.

    Bad:
        name:→Gradient
    Good:
        name: Gradient
    """


@found_while_loading(fixable=True)
def yaml_surprise() -> None:
    """A text must not look like a number, a date or a truth value to YAML.

    Bad:
        aliases: [no, 2.0]
    Good:
        aliases: ['no', '2.0']
    """


@found_while_loading()
def duplicate_key() -> None:
    """A field must be given once.

    Bad:
        name: Gradient
        name: Slope
    Good:
        name: Gradient
    """


@found_while_loading(fixable=True)
def repeated_entry() -> None:
    """A list must hold the same entry once, and `glossary/schema.yml` an id or title; two authors may share a name.

    Bad:
        related: [gradient, momentum, gradient]
    Good:
        related: [gradient, momentum]
    """


@found_while_loading(fixable=True)
def unknown_field() -> None:
    """A field must be one that `glossary/schema.yml` knows, and there one that the program reads.

    Bad:
        alias: [SGD]
    Good:
        aliases: [SGD]
    """


@found_while_loading()
def missing_field() -> None:
    """A required field must be there and not be empty.

    Bad:
        name:
    Good:
        name: Gradient
    """


@found_while_loading()
def wrong_type() -> None:
    """A value must have the shape that its field asks for.

    Bad:
        aliases: SGD
    Good:
        aliases: [SGD]
    """


@found_while_loading(fixable=True)
def unknown_topic() -> None:
    """The topic must be one of those in `glossary/schema.yml`.

    Bad:
        topic: optimisation
    Good:
        topic: optimization
    """


@found_while_loading(fixable=True)
def unknown_language() -> None:
    """The language of an ambiguous word must be one of the glossary's.

    Bad:
        - {word: kernel, language: english, readings: [convolution-kernel]}
    Good:
        - {word: kernel, language: en, readings: [convolution-kernel]}
    """


@found_while_loading(Severity.WARNING, fixable=True)
def field_order() -> None:
    """Fields must stand in the order of `glossary/schema.yml`, so that every file reads alike.

    Bad:
        aliases: [slope]
        name: Gradient
    Good:
        name: Gradient
        aliases: [slope]
    """


@found_while_loading()
def placeholder_mismatch() -> None:
    """A phrase in `glossary/schema.yml` must hold the placeholders that the program fills in, and no other braces.

    Bad:
        more: {en: "{n} more", zh: "还有 {m} 条"}
    Good:
        more: {en: "{n} more", zh: "还有 {n} 条"}
    """
