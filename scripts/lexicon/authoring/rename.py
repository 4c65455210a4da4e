"""`lexicon rename`: changes the slug of a term, its folder and all references to it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lexicon.authoring import stamp, writing
from lexicon.authoring.invalid_request import InvalidRequestError
from lexicon.authoring.safety import keeps_content
from lexicon.authoring.slugs import require_terms, slug_errors
from lexicon.glossary import (
    AMBIGUOUS_FILE,
    SCHEMA_FILE,
    TERM_FILE,
    drawn_id,
    is_stale,
    prose_digest,
    read_glossary,
)
from lexicon.text import (
    VERBATIM,
    Edit,
    Source,
    YamlMapping,
    YamlSequence,
    add_item,
    apply_edits,
    parse_markdown,
    parse_yaml,
    remove_item,
    yaml_scalars,
    yaml_string,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lexicon.glossary import Glossary, Term, Text
    from lexicon.text import YamlNode, YamlScalar

_FIELDS = {TERM_FILE: {"needs", "related"}, AMBIGUOUS_FILE: {"readings", "default"}, SCHEMA_FILE: {"start"}}
"""The fields that hold slugs of terms, by file."""
_FORMER = "former_slugs"
_UNREADABLE = ("not-utf-8", "broken-yaml", "missing-file", "missing-front-matter", "unreadable-file", "enormous-file")
"""Rules whose faults mean that a file could not be read and may contain the slug."""


def rename_term(folder: Path, old: str, new: str) -> list[Path]:
    """Change the slug of a term and return the new paths of the files that changed. Raises InvalidRequestError.

    If anything fails, all files are restored.
    """
    glossary = read_glossary(folder, folder.as_posix())
    require_terms([old], glossary.folders)
    for reason in _rename_errors(glossary, old, new):
        raise InvalidRequestError(reason)
    changed = {path: after for path, before, after in _rewritten(folder, glossary, old, new) if after != before}
    with writing.rollback_on_error() as journal:
        for path, text in changed.items():
            journal.write(path, text)
        journal.rename_folder(folder / old, folder / new)
    return [folder / new / path.name if path.parent == folder / old else path for path in changed]


def _rename_errors(glossary: Glossary, old: str, new: str) -> Iterator[str]:
    yield from slug_errors(glossary, new, owner=old)
    if new in glossary.planned:
        yield f"`{new}` is planned (planned.yml): if it is this term, remove it there first"
    for rule in _UNREADABLE:
        for fault in glossary.faults.get(rule, ()):
            yield f"{fault.span.source.path} cannot be read and may name `{old}`: {fault.message}"


def _rewritten(folder: Path, glossary: Glossary, old: str, new: str) -> Iterator[tuple[Path, str, str]]:
    """Yield every file that may name the term: its path, its text and the new text."""
    for name in (SCHEMA_FILE, AMBIGUOUS_FILE):
        if (folder / name).is_file():
            before = (folder / name).read_bytes().decode("utf-8")
            yield folder / name, before, _with_slug(before, _FIELDS[name], old, new)
    for slug, term in glossary.terms.items():
        before = term.source.text
        after = _with_slug(before, _FIELDS[TERM_FILE], old, new)
        yield folder / slug / TERM_FILE, before, _with_former_slug(after, glossary, old, new) if slug == old else after
        for language, content in _texts(term, glossary.schema.source_language.id, old, new).items():
            yield folder / slug / f"{language}.md", term.texts[language].source.text, content
    for name, drawing in glossary.terms[old].drawings.items():
        yield folder / old / name, drawing.text, _with_ids(drawing.text, name.partition(".")[0], old, new)


def _with_ids(drawing: str, figure: str, old: str, new: str) -> str:
    """A drawing whose ids, and what refers to them, begin with the new slug."""
    before, after = drawn_id(old, figure), drawn_id(new, figure)
    return re.sub(rf'(?<=["#]){re.escape(before)}(?=\d)', after, drawing)


# Links


def _texts(term: Term, source_language: str, old: str, new: str) -> dict[str, str]:
    """The texts of a term with updated links, by language; translations that were up to date are stamped again."""
    rewritten = {language: _with_links(text, old, new) for language, text in term.texts.items()}
    source = term.texts.get(source_language)
    for language, text in term.texts.items():
        if source and not is_stale(text, source):
            renewed = prose_digest(_replaced(source, rewritten[source_language]))
            rewritten[language] = stamp.with_digest(_replaced(text, rewritten[language]), renewed)
    return rewritten


def _replaced(text: Text, content: str) -> Text:
    """The text record with other file content; the spans in its front matter stay valid."""
    return replace(text, source=replace(text.source, text=content))


def _with_links(text: Text, old: str, new: str) -> str:
    """The content of a text file with links to the new folder; formulas and code are left alone."""
    address = re.compile(rf"(?<=\.\./){re.escape(old)}(?=/)")
    found = list(address.finditer(text.source.text, text.start))
    kept = [element.span for element in parse_markdown(text.source, text.start).of(*VERBATIM)] if found else []
    edits = [
        Edit(text.source.span(*match.span()), new)
        for match in found
        if not any(span.start <= match.start() < span.end for span in kept)
    ]
    return apply_edits(text.source.text, edits)


# Fields


def _with_slug(text: str, fields: set[str], old: str, new: str) -> str:
    """YAML with the old slug replaced in the given fields."""
    root = parse_yaml(Source("", text))
    named = [scalar.span for scalar in _named(root, fields) if scalar.value == old]
    return apply_edits(text, [Edit(span, yaml_string(new)) for span in named])


def _named(node: YamlNode | None, fields: set[str]) -> Iterator[YamlScalar]:
    """Yield the scalars in the given fields at any depth."""
    if isinstance(node, YamlSequence):
        for item in node.items:
            yield from _named(item, fields)
    elif isinstance(node, YamlMapping):
        for entry in node.entries:
            if entry.key.value in fields:
                yield from yaml_scalars(entry.value)


def _with_former_slug(text: str, glossary: Glossary, old: str, new: str) -> str:
    """The term's own record with the old slug added to `former_slugs` and the new one removed from it."""
    root, order = parse_yaml(Source("", text)), [field.name for field in glossary.schema.fields["term"]]
    if isinstance(root, YamlMapping) and old not in _listed(root):
        after = apply_edits(text, [add_item(root, order, _FORMER, yaml_string(old))])
        if not keeps_content(TERM_FILE, text, after):
            raise InvalidRequestError(f"{glossary.terms[old].source.path} has no place for `{_FORMER}`")
        text, root = after, parse_yaml(Source("", after))
    former = root.get(_FORMER) if isinstance(root, YamlMapping) else None
    if isinstance(former, YamlSequence) and new in (words := _listed(root)):
        text = apply_edits(text, [remove_item(former, words.index(new))])
    return text


def _listed(root: YamlNode | None) -> list[str]:
    """The former slugs of a record."""
    former = root.get(_FORMER) if isinstance(root, YamlMapping) else None
    return [item.value for item in yaml_scalars(former)]
