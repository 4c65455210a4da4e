"""`lexicon new`: the files of a new term, with placeholders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from lexicon.authoring import slugs, writing
from lexicon.authoring.invalid_request import InvalidRequestError, require_known
from lexicon.glossary import TERM_FILE, read_glossary
from lexicon.text import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from lexicon.glossary import Glossary

_RECORD = """\
topic: {topic}
needs: []    # {needs}
related: []  # {related}
# formulas:
#   - id: definition
#     tex: '…'
#     symbols:
#       - {{tex: '…', {meanings}}}
# references:
#   - {{title: '…', authors: [Given Family], year: 2000, doi: …}}
"""
_TEXT = "---\nname: {name}\n---\n{place}\n"


@dataclass(frozen=True)
class TermRequest:
    """A term to create: names by language id, topic (None: as planned) and slug (None: made from the source name)."""

    names: Mapping[str, str]
    topic: str | None = None
    slug: str | None = None


def create_term(folder: Path, request: TermRequest) -> list[Path]:
    """Write the files of a new term and return their paths. Raises InvalidRequestError before anything is written."""
    glossary = read_glossary(folder, folder.as_posix())
    slug = _slug(glossary, request)
    names, topic = _names(glossary, request, slug), _topic(glossary, request, slug)
    for conflict in _name_conflicts(glossary, slug, names):
        raise InvalidRequestError(conflict)
    texts = {folder / slug / TERM_FILE: _record(glossary, topic)}
    for language, name in names.items():
        place = glossary.schema.phrase("todo", language)
        texts[folder / slug / f"{language}.md"] = _TEXT.format(name=yaml_string(name), place=place)
    with writing.rollback_on_error() as journal:
        journal.make_folder(folder / slug)
        for path, text in texts.items():
            journal.write(path, text)
    return list(texts)


def yaml_string(text: str) -> str:
    """A text as a YAML scalar: plain where YAML reads it back unchanged, single-quoted elsewhere."""
    try:
        is_plain = yaml.safe_load(f"name: {text}\nnext: x") == {"name": text, "next": "x"}
    except yaml.YAMLError:
        is_plain = False
    return text if is_plain else "'" + text.replace("'", "''") + "'"


def _slug(glossary: Glossary, request: TermRequest) -> str:
    name = request.names[glossary.schema.source_language.id]
    slug = request.slug if request.slug is not None else slugs.slug_from_name(name)
    if not slug and request.slug is None:
        raise InvalidRequestError(f"`{name}` makes no slug: give --slug")
    for error in slugs.slug_errors(glossary, slug):
        raise InvalidRequestError(error)
    return slug


def _names(glossary: Glossary, request: TermRequest, slug: str) -> dict[str, str]:
    """The name in every language, from the request or else from `planned.yml`."""
    planned = glossary.planned[slug].names if slug in glossary.planned else {}
    for language_id in request.names:
        require_known("language", language_id, [language.id for language in glossary.schema.languages])
    names = {}
    for language in glossary.schema.languages:
        name = request.names.get(language.id, planned.get(language.id))
        if name is None:
            raise InvalidRequestError(f"the term needs a name in {language.name}: give --name {language.id}=…")
        name = " ".join(name.split())
        if not name.isprintable() or not name:
            raise InvalidRequestError(f"the name in {language.name} must consist of printable characters")
        if len(name) > (limit := glossary.schema.limits.name):
            raise InvalidRequestError(f"the name in {language.name} is longer than {limit} characters")
        names[language.id] = name
    return names


def _topic(glossary: Glossary, request: TermRequest, slug: str) -> str:
    planned = glossary.planned.get(slug)
    topic = request.topic or (planned.topic if planned else None)
    if topic is None:
        topics = ", ".join(glossary.schema.topic_ids)
        raise InvalidRequestError(f"the term needs a topic: give --topic, one of {topics}")
    require_known("topic", topic, glossary.schema.topic_ids)
    return topic


def _name_conflicts(glossary: Glossary, slug: str, names: Mapping[str, str]) -> Iterator[str]:
    """Messages about names that belong to other terms, to ambiguous words or to other planned terms."""
    for language, name in names.items():
        for other, claimed in glossary.names_in(language):
            if name_key(claimed.value) == name_key(name):
                line, column = claimed.span.position
                yield f"`{name}` is a name of `{other}` already: {claimed.span.source.path}:{line}:{column}"
        for word in glossary.ambiguous:
            default = word.default.value if word.default else None
            if word.language == language and name_key(word.word.value) == name_key(name) and default != slug:
                owner = f"belongs to `{default}`" if default else "is left to no term"
                yield f"`{name}` has several readings and {owner} (ambiguous.yml): qualify the name"
        for other, planned in glossary.planned.items():
            if other != slug and name_key(planned.names.get(language, "")) == name_key(name):
                yield f"`{name}` is planned as `{other}` (planned.yml): give --slug {other}, or another name"


def _record(glossary: Glossary, topic: str) -> str:
    fields = {field.name: field.description for field in glossary.schema.fields["term"]}
    meanings = ", ".join(f"{language.id}: …" for language in glossary.schema.languages)
    return _RECORD.format(topic=topic, needs=fields["needs"], related=fields["related"], meanings=meanings)
