"""Rules about files and their shape; the loader finds these faults, because it has to step over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexicon.rules.base import Context, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lexicon.diagnostics import Fault


def _loading(context: Context, name: str) -> Iterator[Fault]:
    yield from context.glossary.faults.get(name, ())


@rule()
def not_utf_8(context: Context) -> Iterator[Fault]:
    """A file must be UTF-8.

    Bad:
        a file saved as GBK or Latin-1
    Good:
        the same file saved as UTF-8
    """
    yield from _loading(context, "not-utf-8")


@rule()
def stray_file(context: Context) -> Iterator[Fault]:
    """A glossary folder must hold nothing but its known files.

    Bad:
        glossary/gradient/notes.txt
    Good:
        glossary/gradient/term.yml  en.md  zh.md
    """
    yield from _loading(context, "stray-file")


@rule()
def enormous_file(context: Context) -> Iterator[Fault]:
    """A file must be smaller than 200,000 bytes.

    Bad:
        a term of three million characters
    Good:
        a term of two thousand characters
    """
    yield from _loading(context, "enormous-file")


@rule()
def unreadable_file(context: Context) -> Iterator[Fault]:
    """A file must be readable.

    Bad:
        -rw-------  root  term.yml
    Good:
        -rw-r--r--  root  term.yml
    """
    yield from _loading(context, "unreadable-file")


@rule()
def slug_shape(context: Context) -> Iterator[Fault]:
    """A folder's name must be lower-case letters and digits joined by single hyphens.

    Bad:
        glossary/Batch_Size/
    Good:
        glossary/batch-size/
    """
    yield from _loading(context, "slug-shape")


@rule()
def missing_file(context: Context) -> Iterator[Fault]:
    """A term must have a `term.yml`.

    Bad:
        glossary/gradient/en.md  zh.md
    Good:
        glossary/gradient/term.yml  en.md  zh.md
    """
    yield from _loading(context, "missing-file")


@rule()
def missing_language(context: Context) -> Iterator[Fault]:
    """A term must have a text in every language.

    Bad:
        glossary/gradient/term.yml  en.md
    Good:
        glossary/gradient/term.yml  en.md  zh.md
    """
    yield from _loading(context, "missing-language")


@rule()
def missing_front_matter(context: Context) -> Iterator[Fault]:
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
    yield from _loading(context, "missing-front-matter")


@rule()
def broken_yaml(context: Context) -> Iterator[Fault]:
    """Front matter and `term.yml` must be YAML without anchors and tags.

    Bad:
        aliases: [SGD
    Good:
        aliases: [SGD]
    """
    yield from _loading(context, "broken-yaml")


@rule()
def yaml_surprise(context: Context) -> Iterator[Fault]:
    """A text must not look like a number, a date or a truth value to YAML.

    Bad:
        aliases: [no, 2.0]
    Good:
        aliases: ['no', '2.0']
    """
    yield from _loading(context, "yaml-surprise")


@rule()
def duplicate_key(context: Context) -> Iterator[Fault]:
    """A field must be given once.

    Bad:
        name: Gradient
        name: Slope
    Good:
        name: Gradient
    """
    yield from _loading(context, "duplicate-key")


@rule()
def unknown_field(context: Context) -> Iterator[Fault]:
    """A field must be one that `glossary/schema.yml` knows.

    Bad:
        alias: [SGD]
    Good:
        aliases: [SGD]
    """
    yield from _loading(context, "unknown-field")


@rule()
def missing_field(context: Context) -> Iterator[Fault]:
    """A required field must be there and not be empty.

    Bad:
        name:
    Good:
        name: Gradient
    """
    yield from _loading(context, "missing-field")


@rule()
def wrong_type(context: Context) -> Iterator[Fault]:
    """A value must have the shape that its field asks for.

    Bad:
        aliases: SGD
    Good:
        aliases: [SGD]
    """
    yield from _loading(context, "wrong-type")


@rule()
def unknown_topic(context: Context) -> Iterator[Fault]:
    """The topic must be one of those in `glossary/schema.yml`.

    Bad:
        topic: optimisation
    Good:
        topic: optimization
    """
    yield from _loading(context, "unknown-topic")


@rule()
def unknown_language(context: Context) -> Iterator[Fault]:
    """The language of an ambiguous word must be one of the glossary's.

    Bad:
        - {word: kernel, language: english, readings: [convolution-kernel]}
    Good:
        - {word: kernel, language: en, readings: [convolution-kernel]}
    """
    yield from _loading(context, "unknown-language")
