"""`lexicon status`: counts of written, stale and missing terms by topic and language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lexicon.glossary import is_stale, read_glossary
from lexicon.text import printable_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from lexicon.glossary import Glossary

NO_TOPIC = "(no topic)"
_COLUMNS = ("written", "stale", "missing")


@dataclass(frozen=True)
class LanguageStatus:
    """The slugs of a topic in one language; `missing` are planned terms and terms without a text in the language."""

    written: tuple[str, ...]
    stale: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class TopicStatus:
    """The status of a topic, with the slugs of terms that lack formulas or references."""

    topic: str
    languages: Mapping[str, LanguageStatus]
    without_formula: tuple[str, ...]
    without_reference: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the topic has neither written nor missing terms."""
        return not any(language.written or language.missing for language in self.languages.values())


def glossary_status(folder: Path) -> list[TopicStatus]:
    """The status of every topic in the order of the schema, then of terms without a topic. Raises SchemaError."""
    glossary = read_glossary(folder, folder.as_posix())
    stale = {(term.slug, text.language) for term, source, text in glossary.translations() if is_stale(text, source)}
    topics = [_topic(glossary, topic, stale) for topic in glossary.schema.topic_ids]
    lost = _topic(glossary, NO_TOPIC, stale)
    return topics if lost.is_empty else [*topics, lost]


def _topic(glossary: Glossary, topic: str, stale: set[tuple[str, str]]) -> TopicStatus:
    terms = [term for term in glossary.terms.values() if (term.topic.value if term.topic else NO_TOPIC) == topic]
    planned = [slug for slug, plan in glossary.planned.items() if plan.topic == topic and slug not in glossary.folders]
    languages = {}
    for language in glossary.schema.languages:
        written = tuple(term.slug for term in terms if language.id in term.texts)
        lacking = [term.slug for term in terms if language.id not in term.texts]
        behind = tuple(slug for slug in written if (slug, language.id) in stale)
        languages[language.id] = LanguageStatus(written, behind, (*lacking, *planned))
    return TopicStatus(
        topic,
        languages,
        tuple(term.slug for term in terms if not term.formulas),
        tuple(term.slug for term in terms if not term.references),
    )


def status_json(topics: Sequence[TopicStatus]) -> str:
    """The status as JSON, with slugs in place of counts."""
    return printable_json([_record(topic) for topic in topics])


def _record(topic: TopicStatus) -> dict[str, object]:
    return {
        "topic": topic.topic,
        "languages": {language: vars(numbers) for language, numbers in topic.languages.items()},
        "without_formula": topic.without_formula,
        "without_reference": topic.without_reference,
    }


def status_text(topics: Sequence[TopicStatus]) -> str:
    """The status as a table with a line for every topic and a total."""
    shown = [topic for topic in topics if not topic.is_empty]
    languages = list(shown[0].languages) if shown else []
    heads = ["topic", *_COLUMNS * len(languages), "no formula", "no reference"]
    rows = [[topic.topic, *map(str, _numbers(topic))] for topic in shown]
    rows.append(["all", *(str(sum(column)) for column in zip(*map(_numbers, shown), strict=True))])
    above = ["", *(cell for language in languages for cell in (language, "", "")), "", ""]
    table = [above, heads, *(rows if shown else [])]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return "\n".join(_line(row, widths) for row in table)


def _numbers(topic: TopicStatus) -> list[int]:
    by_language = [len(getattr(numbers, column)) for numbers in topic.languages.values() for column in _COLUMNS]
    return [*by_language, len(topic.without_formula), len(topic.without_reference)]


def _line(cells: Iterable[str], widths: Sequence[int]) -> str:
    first, *others = zip(cells, widths, strict=True)
    return "  ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]).rstrip()
