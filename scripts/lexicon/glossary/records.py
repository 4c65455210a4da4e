"""Conversion of the files of a glossary to the records of the model."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lexicon.glossary.fields import REPEATABLE_FIELD, Fields
from lexicon.glossary.front_matter import find_front_matter, opens_front_matter
from lexicon.glossary.model import Ambiguous
from lexicon.glossary.model import Figure
from lexicon.glossary.model import Formula
from lexicon.glossary.model import Planned
from lexicon.glossary.model import Reference
from lexicon.glossary.model import Symbol
from lexicon.glossary.model import Term
from lexicon.glossary.model import Text
from lexicon.glossary.model import AvoidedName
from lexicon.text import Spanned
from lexicon.text import YamlMapping

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as MappingOf

    from lexicon.diagnostics import Faults
    from lexicon.glossary.front_matter import FrontMatter
    from lexicon.glossary.schema import Schema
    from lexicon.text import Source


class Records(Fields):
    """Reads terms, texts and the entries of list files."""

    def __init__(self, schema: Schema, faults: Faults) -> None:
        super().__init__(schema, faults)
        self.titles = {language.id: schema.section_ids(language.id) for language in schema.languages}

    def term(self, slug: str, source: Source, texts: MappingOf[str, Text], drawings: MappingOf[str, Source]) -> Term:
        """A term from its `term.yml`, texts and drawings; only the latter if `term.yml` is empty or cannot be parsed."""
        root = self.parse_yaml(source) if source.text else None
        fields = self.fields(root, "term", source) if root else {}
        topic = self.one_of(fields.get("topic"), self.schema.topic_ids, "unknown-topic", "topic")
        return Term(
            slug=slug,
            source=source,
            topic=topic,
            abbreviations=self.words(fields.get("abbreviations")),
            needs=self.words(fields.get("needs")),
            related=self.words(fields.get("related")),
            formulas=tuple(self.each(fields.get("formulas"), self.formula)),
            figures=tuple(self.each(fields.get("figures"), self.figure)),
            drawings=drawings,
            references=tuple(self.each(fields.get("references"), self.reference)),
            former_slugs=self.words(fields.get("former_slugs")),
            texts=texts,
        )

    def text(self, source: Source, language: str) -> Text | None:
        """A text from its file; None if its front matter is missing or cannot be parsed."""
        front_matter = self.front_matter(source)
        if front_matter is None:
            return None
        root = self.parse_yaml(source, front_matter.start, front_matter.end)
        if root is None:
            return None
        fields = self.fields(root, "text", source)
        return Text(
            source=source,
            language=language,
            name=self.word(fields.get("name")) or Spanned("", source.span(0)),
            aliases=self.words(fields.get("aliases")),
            spellings=self.words(fields.get("spellings")),
            covers=self.words(fields.get("covers")),
            unlinked=self.words(fields.get("unlinked")),
            avoid=tuple(self.each(fields.get("avoid"), self.avoided_name)),
            pinyin=self.word(fields.get("pinyin")),
            translates=self.word(fields.get("translates"), numbers=True),
            start=front_matter.body,
            titles=self.titles[language],
        )

    def front_matter(self, source: Source) -> FrontMatter | None:
        """The offsets of the front matter, or None and a fault."""
        if found := find_front_matter(source.text):
            return found
        if opens_front_matter(source.text):
            self.faults.add(
                "missing-front-matter",
                source.span(0, 3),
                "the front matter is never closed",
                label="opened here",
                help="add a line `---` after the last field",
            )
        else:
            help = "begin with a line `---`, then `name: …`, then a line `---`"
            message = "the file does not begin with front matter"
            self.faults.add("missing-front-matter", source.span(0), message, help=help)
        return None

    def formula(self, node: YamlMapping) -> Formula | None:
        """An entry of `formulas`; None without id or TeX."""
        fields = self.fields(node, "formula", node.span.source)
        formula_id, tex = self.word(fields.get("id")), self.scalar(fields.get("tex"))
        if formula_id is None or tex is None:
            return None
        title = self.translated(fields.get("title"))
        return Formula(formula_id, tex, title, tuple(self.each(fields.get("symbols"), self.symbol)))

    def figure(self, node: YamlMapping) -> Figure | None:
        """An entry of `figures`; None without id."""
        fields = self.fields(node, "figure", node.span.source)
        figure_id = self.word(fields.get("id"))
        alt, caption = self.translated(fields.get("alt")), self.translated(fields.get("caption"))
        return Figure(figure_id, alt, caption, self.word(fields.get("section"))) if figure_id else None

    def symbol(self, node: YamlMapping) -> Symbol | None:
        """An entry of `symbols`; None without TeX."""
        fields = self.fields(node, "symbol", node.span.source)
        tex = self.scalar(fields.get("tex"))
        meaning = {
            language.id: phrase
            for language in self.schema.languages
            if (phrase := self.phrase(fields.get(language.id)))
        }
        return Symbol(tex, meaning) if tex else None

    def reference(self, node: YamlMapping) -> Reference | None:
        """An entry of `references`; None without title or valid year."""
        fields = self.fields(node, "reference", node.span.source)
        title, year = self.word(fields.get("title")), self.scalar(fields.get("year"))
        if year is None or title is None:
            return None
        if not re.match(r"[12]\d{3}\Z", year.value):
            self.faults.add("wrong-type", year.span, f"`{year.value}` is not a year", help="write four digits")
            return None
        venue = self.word(fields.get("venue"))
        return Reference(
            span=node.span,
            title=title.value,
            authors=tuple(author.value for author in self.words(fields.get(REPEATABLE_FIELD), may_repeat=True)),
            year=int(year.value),
            venue=venue.value if venue else "",
            doi=self.word(fields.get("doi")),
            arxiv=self.word(fields.get("arxiv"), numbers=True),
            isbn=self.word(fields.get("isbn"), numbers=True),
            url=self.word(fields.get("url")),
        )

    def avoided_name(self, node: YamlMapping) -> AvoidedName | None:
        """An entry of `avoid`; None without name or reason."""
        fields = self.fields(node, "avoid", node.span.source)
        name, reason = self.word(fields.get("name")), self.word(fields.get("reason"))
        return AvoidedName(name, reason) if name and reason else None

    def listed(self, source: Source | None) -> Iterator[YamlMapping]:
        """The entries of a list file; none if the file does not exist or is empty."""
        root = self.tree(source) if source else None
        if isinstance(root, YamlMapping) and not root.entries:
            return
        for item in self.items(root):
            if fields := self.mapping(item):
                yield fields

    def ambiguous(self, source: Source | None) -> Iterator[Ambiguous]:
        """The valid entries of `ambiguous.yml`."""
        languages = tuple(language.id for language in self.schema.languages)
        for node in self.listed(source):
            fields = self.fields(node, "ambiguous", node.span.source)
            word = self.word(fields.get("word"))
            language = self.one_of(fields.get("language"), languages, "unknown-language", "language")
            if word and language:
                readings = self.words(fields.get("readings"))
                yield Ambiguous(word, language.value, readings, self.word(fields.get("default")))

    def planned(self, source: Source | None) -> Iterator[Planned]:
        """The valid entries of `planned.yml`."""
        for node in self.listed(source):
            fields = self.fields(node, "planned", node.span.source)
            slug = self.word(fields.get("slug"))
            topic = self.one_of(fields.get("topic"), self.schema.topic_ids, "unknown-topic", "topic")
            names = {
                language.id: word.value
                for language in self.schema.languages
                if (word := self.word(fields.get(language.id)))
            }
            if slug and topic:
                yield Planned(slug.value, topic.value, names)
