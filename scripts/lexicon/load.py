"""From a glossary folder to a Glossary and the faults found on the way; never raises on bad content."""

from __future__ import annotations

import difflib
import os
import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, TypeVar

from lexicon import schema, yamltree
from lexicon.decoding import decode, escaped
from lexicon.diagnostics import Fault, Note
from lexicon.model import (
    Ambiguous,
    Figure,
    Formula,
    Glossary,
    Planned,
    Reference,
    Symbol,
    Term,
    Text,
    Wrong,
)
from lexicon.source import Located, Source, Span
from lexicon.yamltree import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from collections.abc import Mapping as MappingOf

    from lexicon.schema import Field, Schema
    from lexicon.yamltree import Node

Part = TypeVar("Part")

TERM_FILE = "term.yml"
AMBIGUOUS_FILE = "ambiguous.yml"
PLANNED_FILE = "planned.yml"
MAX_BYTES = 200_000
DRAWING = re.compile(r"[a-z0-9-]+\.[a-z]+\.svg\Z")
"""Names of drawings: a figure's id and a language."""
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_READABLE = "put a text file here that everybody may read"
_NOTHING: MappingOf[str, bytes] = MappingProxyType({})
_FENCE = "---\n"
_OPENING = re.compile(r"--- *\n")
_CLOSING = re.compile(r"^--- *$", re.MULTILINE)


class Recalls(Protocol):
    """What may know a term already."""

    def open(self, salt: bytes) -> None:
        """Get ready; `salt` is all that a term depends on besides its own files."""

    def recall(self, slug: str, files: MappingOf[str, bytes]) -> Term | None:
        """The term of which these are all files, by the paths shown to people."""


def glossary(folder: Path, shown_as: str | None = None, memory: Recalls | None = None) -> Glossary:
    """Read a glossary folder; paths in faults start with `shown_as` (the folder's own name if not given).

    Raises SchemaError if the folder or its schema cannot be read.
    """
    rules = schema.read(folder)
    shown_as = shown_as or folder.name
    if memory:
        memory.open(f"{shown_as}\0{rules!r}".encode())
    return _Loader(folder, shown_as, rules, memory).glossary()


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that was probably meant, or None."""
    found = difflib.get_close_matches(word, list(choices), n=1, cutoff=0.65)
    return found[0] if found else None


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """A help line naming the nearest choice, or nothing."""
    found = nearest(word, choices)
    return f"did you mean `{found}`?" if found else ""


class _Loader:
    """Reads the files of one glossary, collecting faults by the name of their rule."""

    def __init__(self, folder: Path, shown_as: str, rules: Schema, memory: Recalls | None) -> None:
        self.folder, self.shown_as, self.schema, self.memory = folder, shown_as, rules, memory
        self.faults: defaultdict[str, list[Fault]] = defaultdict(list)
        self.titles = {language.id: rules.section_ids(language.id) for language in rules.languages}

    def glossary(self) -> Glossary:
        known = {schema.FILE_NAME, AMBIGUOUS_FILE, PLANNED_FILE}
        folders = []
        with os.scandir(self.folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.is_dir(follow_symlinks=False):
                    folders.append(Path(entry.path))
                elif entry.name not in known:
                    self.stray(Path(entry.path), known)
        names = frozenset(folder.name for folder in folders)
        terms = {folder.name: self.term(folder) for folder in folders if not self.case_clash(folder, names)}
        return Glossary(
            schema=self.schema,
            terms=terms,
            ambiguous=tuple(self.ambiguous()),
            planned={planned.slug: planned for planned in self.planned()},
            folders=names,
            faults={rule: tuple(faults) for rule, faults in self.faults.items()},
        )

    # Files

    def fault(
        self, rule: str, span: Span, message: str, label: str = "", help: str = "", note: Note | None = None
    ) -> None:
        self.faults[rule].append(Fault(span, message, label, help, note))

    def shown(self, path: Path) -> str:
        return Path(self.shown_as, path.relative_to(self.folder)).as_posix()

    def nothing(self, path: Path) -> Span:
        """A place in a file whose text is not known."""
        return Source(self.shown(path), "").span(0)

    def stray(self, path: Path, known: Iterable[str]) -> str:
        """Report a file that must not be there; the known name that it misspells only by capitals, or nothing."""
        meant = next((name for name in known if name == path.name.lower()), "")
        if path.is_symlink():
            help = "put the file itself here"
            self.fault("symbolic-link", self.nothing(path), f"`{path.name}` is a symbolic link", help=help)
        elif meant:
            message = f"`{path.name}` differs from `{meant}` in capitals only"
            self.fault("case-clash", self.nothing(path), message, help=f"rename it to `{meant}`")
        else:
            help = "remove it, or move it out of the glossary"
            self.fault("stray-file", self.nothing(path), f"`{path.name}` is no part of a glossary", help=help)
        return meant

    def case_clash(self, folder: Path, names: frozenset[str]) -> bool:
        """Whether a folder is another one to every system that takes capitals and small letters for the same."""
        other = folder.name.lower()
        if other == folder.name or other not in names:
            return False
        message = f"`{folder.name}` differs from `{other}` in capitals only"
        self.fault("case-clash", self.nothing(folder), message, help="join the two folders")
        return True

    def read(self, path: Path, held: MappingOf[str, bytes] = _NOTHING) -> Source | None:
        """The text of a file, by the bytes that are `held` of it if any, or None; says why, if the file is there."""
        if (data := held.get(self.shown(path))) is not None:
            return self.decode(path, data)
        if path.is_symlink():
            self.stray(path, ())
            return None
        try:
            if path.stat().st_size > MAX_BYTES:
                message = f"the file is larger than {MAX_BYTES:,} bytes"
                self.fault("enormous-file", self.nothing(path), message, help="a term is a page, not a book: split it")
                return None
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            self.fault(
                "unreadable-file", self.nothing(path), f"the file cannot be read: {error.strerror}", help=_READABLE
            )
            return None
        return self.decode(path, data)

    def decode(self, path: Path, data: bytes) -> Source | None:
        source, found = decode(self.shown(path), data)
        for rule, fault in found:
            self.faults[rule].append(fault)
        if source and not source.text.strip():
            self.fault("empty-file", self.nothing(path), "the file is empty", help="write it, or remove it")
            return None
        return source

    # A term

    def term(self, folder: Path) -> Term:
        """A term, remembered or read from the very bytes by which it will be remembered."""
        files = self.files(folder)
        if self.memory and files and (term := self.memory.recall(folder.name, files)):
            return term
        return self.read_term(folder, files)

    def files(self, folder: Path) -> dict[str, bytes]:
        """All files of a folder by the paths shown to people; nothing if there is anything unusual among them."""
        found = {}
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if not entry.is_file(follow_symlinks=False) or entry.stat().st_size > MAX_BYTES:
                        return {}
                    with open(entry.path, "rb") as file:
                        found[f"{self.shown_as}/{folder.name}/{entry.name}"] = file.read()
        except OSError:
            return {}
        return found

    def read_term(self, folder: Path, files: MappingOf[str, bytes]) -> Term:
        languages = {f"{language.id}.md": language.id for language in self.schema.languages}
        known = {TERM_FILE, *languages}
        names = {path.rpartition("/")[2] for path in files} or set(os.listdir(folder))
        drawings = {name for name in names if DRAWING.match(name)}
        # A file whose name is wrong by a capital is not missing as well.
        names |= {self.stray(folder / name, known) for name in sorted(names - known - drawings)}
        if not SLUG.match(folder.name):
            help = "use lower-case letters and digits joined by single hyphens"
            self.fault("slug-shape", self.nothing(folder), f"`{folder.name}` is not a slug", help=help)
        texts = {}
        for name, language in languages.items():
            if name not in names:
                self.missing_file(folder, name, language)
            elif (source := self.read(folder / name, files)) and (text := self.text(source, language)):
                texts[language] = text
        if TERM_FILE not in names:
            message = f"`{folder.name}` has no {TERM_FILE}"
            self.fault("missing-file", self.nothing(folder), message, help="add it: at least `topic`")
        sources = {name: source for name in sorted(drawings) if (source := self.read(folder / name, files))}
        return self.record(folder, self.read(folder / TERM_FILE, files), texts, sources)

    def missing_file(self, folder: Path, name: str, language: str) -> None:
        title = self.schema.language(language).name
        span = self.nothing(folder / name)
        self.fault(
            "missing-language", span, f"`{folder.name}` has no text in {title}", help=f"add `{folder.name}/{name}`"
        )

    def record(self, folder: Path, source: Source | None, texts: dict[str, Text], drawings: dict[str, Source]) -> Term:
        """The term; without what its `term.yml` would say where that cannot be read."""
        root = self.parse_yaml(source) if source else None
        fields = self.fields(root, "term", root.span.source) if root else {}
        topic = self.one_of(fields.get("topic"), self.schema.topic_ids, "unknown-topic", "topic")
        return Term(
            slug=folder.name,
            source=source or self.nothing(folder / TERM_FILE).source,
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
        fence = self.front_matter(source)
        if fence is None:
            return None
        root = self.parse_yaml(source, len(_FENCE), fence)
        if root is None:
            return None
        fields = self.fields(root, "text", source)
        return Text(
            source=source,
            language=language,
            name=self.word(fields.get("name")) or Located("", source.span(0)),
            aliases=self.words(fields.get("aliases")),
            spellings=self.words(fields.get("spellings")),
            covers=self.words(fields.get("covers")),
            unlinked=self.words(fields.get("unlinked")),
            avoid=tuple(self.each(fields.get("avoid"), self.wrong)),
            pinyin=self.word(fields.get("pinyin")),
            translates=self.word(fields.get("translates"), numbers=True),
            start=source.text.find("\n", fence) + 1 or len(source.text),
            titles=self.titles[language],
        )

    def front_matter(self, source: Source) -> int | None:
        """Offset of the closing fence, or None and a fault."""
        if not _OPENING.match(source.text):
            self.fault(
                "missing-front-matter",
                source.span(0),
                "the file does not begin with front matter",
                help="begin with a line `---`, then `name: …`, then a line `---`",
            )
            return None
        closing = _CLOSING.search(source.text, source.text.index("\n") + 1)
        if not closing:
            self.fault(
                "missing-front-matter",
                source.span(0, 3),
                "the front matter is never closed",
                "opened here",
                "add a line `---` after the last field",
            )
            return None
        return closing.start()

    # Parts of a record

    def formula(self, node: Mapping) -> Formula | None:
        fields = self.fields(node, "formula", node.span.source)
        formula_id, tex = self.word(fields.get("id")), self.scalar(fields.get("tex"))
        if formula_id is None or tex is None:
            return None
        title = self.translated(fields.get("title"))
        return Formula(formula_id, tex, title, tuple(self.each(fields.get("symbols"), self.symbol)))

    def figure(self, node: Mapping) -> Figure | None:
        fields = self.fields(node, "figure", node.span.source)
        figure_id = self.word(fields.get("id"))
        alt, caption = self.translated(fields.get("alt")), self.translated(fields.get("caption"))
        return Figure(figure_id, alt, caption, self.word(fields.get("section"))) if figure_id else None

    def symbol(self, node: Mapping) -> Symbol | None:
        fields = self.fields(node, "symbol", node.span.source)
        tex = self.scalar(fields.get("tex"))
        meaning = {
            language.id: phrase
            for language in self.schema.languages
            if (phrase := self.phrase(fields.get(language.id)))
        }
        return Symbol(tex, meaning) if tex else None

    def reference(self, node: Mapping) -> Reference | None:
        fields = self.fields(node, "reference", node.span.source)
        title, year = self.word(fields.get("title")), self.scalar(fields.get("year"))
        if year is None or title is None:
            return None
        if not re.match(r"[12]\d{3}\Z", year.value):
            self.fault("wrong-type", year.span, f"`{year.value}` is not a year", help="write four digits")
            return None
        venue = self.word(fields.get("venue"))
        return Reference(
            span=node.span,
            title=title.value,
            authors=tuple(author.value for author in self.words(fields.get("authors"))),
            year=int(year.value),
            venue=venue.value if venue else "",
            doi=self.word(fields.get("doi")),
            arxiv=self.word(fields.get("arxiv"), numbers=True),
            isbn=self.word(fields.get("isbn"), numbers=True),
            url=self.word(fields.get("url")),
        )

    def wrong(self, node: Mapping) -> Wrong | None:
        fields = self.fields(node, "avoid", node.span.source)
        name, reason = self.word(fields.get("name")), self.word(fields.get("reason"))
        return Wrong(name, reason) if name and reason else None

    # Shapes

    def parse_yaml(self, source: Source, start: int = 0, end: int | None = None) -> Mapping | None:
        root = self.tree(source, start, end)
        if root is None or isinstance(root, Mapping):
            return root
        self.fault("wrong-type", root.span, "expected fields, each as `name: value`")
        return None

    def tree(self, source: Source, start: int = 0, end: int | None = None) -> Node | None:
        """YAML as a tree, an empty mapping where there is nothing; None and a fault where it cannot be read."""
        tabs = self.tabs(source, start, end)
        try:
            root = yamltree.parse(source, start, end)
        except yamltree.YamlFault as fault:
            if not tabs:
                self.fault("broken-yaml", fault.span, fault.message, help=fault.help)
            return None
        self.escapes(root)
        return root or Mapping((), source.span(start, start))

    def escapes(self, root: Node | None) -> None:
        """Report what the characters of the file do not show: that its double quotes hide some that nobody sees."""
        for scalar in yamltree.scalars(root) if root and '"' in root.span.text else ():
            for rule, fault in escaped(scalar.value, scalar.span) if scalar.span.text.startswith('"') else ():
                self.faults[rule].append(fault)

    def tabs(self, source: Source, start: int, end: int | None) -> bool:
        at = source.text.find("\t", start, end)
        if at == -1:
            return False
        self.fault("tab-in-yaml", source.span(at), "a tab in YAML", help="type spaces instead")
        return True

    def fields(self, node: Mapping, record: str, source: Source) -> dict[str, Node]:
        """The known fields of a mapping; says which are unknown, missing or doubled."""
        known = {field.name: field for field in self.schema.fields[record]}
        found: dict[str, Node] = {}
        for entry in node.entries:
            if entry.key.value not in known:
                self.unknown_field(entry.key, known)
            elif not self.empty(entry.value, known[entry.key.value]):
                found[entry.key.value] = entry.value
        for key, first in node.duplicates:
            self.fault(
                "duplicate-key",
                key.span,
                f"`{key.value}` is given twice",
                "given again here",
                "remove one of the two",
                note=Note(first.span, "first given here"),
            )
        self.in_order([entry.key for entry in node.entries if entry.key.value in known], list(known))
        given = {entry.key.value for entry in node.entries}
        for field in known.values():
            if field.required and field.name not in given:
                self.missing_field(node, field, record, source)
        return found

    def in_order(self, keys: list[Scalar], order: list[str]) -> None:
        for before, key in pairwise(keys):
            if order.index(key.value) < order.index(before.value):
                help = "the order is: " + ", ".join(order)
                self.fault("field-order", key.span, f"`{key.value}` belongs before `{before.value}`", help=help)
                return

    def unknown_field(self, key: Scalar, known: dict[str, Field]) -> None:
        help = did_you_mean(key.value, known) or "the fields are: " + ", ".join(known)
        self.fault("unknown-field", key.span, f"there is no field `{key.value}`", help=help)

    def missing_field(self, node: Mapping, field: Field, record: str, source: Source) -> None:
        span = source.span(node.span.start, node.span.start + 1)
        help = f"{field.name}: {field.description[0].lower()}{field.description[1:]}"
        what = "the file" if record in ("term", "text") else f"this {record}"
        self.fault("missing-field", span, f"{what} has no `{field.name}`", help=help)

    def empty(self, node: Node, field: Field) -> bool:
        """Whether nothing is given; a fault where something must be."""
        is_empty = isinstance(node, Scalar) and node.kind == "null"
        is_empty = is_empty or (isinstance(node, Scalar) and not node.value.strip())
        if is_empty and field.required:
            self.fault("missing-field", node.span, f"`{field.name}` is empty", help=field.description)
        return is_empty

    def scalar(self, node: Node | None) -> Scalar | None:
        """A single value, whatever YAML takes it for."""
        if node is None or isinstance(node, Scalar):
            return node
        self.fault("wrong-type", node.span, "expected a single value", help="remove the brackets, or quote the value")
        return None

    def word(self, node: Node | None, numbers: bool = False) -> Located[str] | None:
        """A single text; what YAML reads as a number, date or truth value is a fault, for it may be changed by that."""
        scalar = self.scalar(node)
        if scalar is None:
            return None
        if scalar.kind not in ("str", "null") and not (numbers and scalar.kind in ("int", "float")):
            self.fault(
                "yaml-surprise",
                scalar.span,
                f"YAML reads `{scalar.value}` as {_KIND_NAMES.get(scalar.kind, scalar.kind)}, not as a text",
                help=f"put it into quotes: '{scalar.value}'",
            )
        return Located(scalar.value, scalar.span)

    def words(self, node: Node | None) -> tuple[Located[str], ...]:
        """A list of texts."""
        return tuple(word for item in self.items(node) if self.not_empty(item) and (word := self.word(item)))

    def not_empty(self, item: Node) -> bool:
        if not isinstance(item, Scalar) or (item.kind != "null" and item.value.strip()):
            return True
        self.fault("wrong-type", item.span, "an empty entry", help="remove it")
        return False

    def items(self, node: Node | None) -> Iterator[Node]:
        if isinstance(node, Sequence):
            yield from node.items
        elif node is not None:
            self.fault("wrong-type", node.span, "expected a list", help="put it into brackets: [one, two]")

    def each(self, node: Node | None, read: Callable[[Mapping], Part | None]) -> Iterator[Part]:
        for item in self.items(node):
            if not isinstance(item, Mapping):
                self.fault("wrong-type", item.span, "expected fields, each as `name: value`")
            elif (part := read(item)) is not None:
                yield part

    def phrase(self, node: Node | None) -> Scalar | None:
        """A text that may hold mathematics."""
        return node if self.word(node) and isinstance(node, Scalar) else None

    def translated(self, node: Node | None) -> dict[str, Scalar]:
        """A text in every language."""
        if node is None:
            return {}
        languages = [language.id for language in self.schema.languages]
        if not isinstance(node, Mapping):
            self.fault("wrong-type", node.span, "expected one text for each language", help="write {en: …, zh: …}")
            return {}
        for entry in node.entries:
            if entry.key.value not in languages:
                self.fault("unknown-field", entry.key.span, f"there is no language `{entry.key.value}`")
        found = {language: self.phrase(node.get(language)) for language in languages}
        for language, phrase in found.items():
            if phrase is None:
                self.fault("missing-field", node.span, f"the text has no `{language}`")
        return {language: phrase for language, phrase in found.items() if phrase}

    def one_of(self, node: Node | None, choices: tuple[str, ...], rule: str, what: str) -> Located[str] | None:
        word = self.word(node)
        if word is None or word.value in choices:
            return word
        help = did_you_mean(word.value, choices) or "one of: " + ", ".join(choices)
        self.fault(rule, word.span, f"there is no {what} `{word.value}`", help=help)
        return None

    # Files about all terms

    def listed(self, name: str) -> Iterator[Mapping]:
        """The entries of a list file."""
        source = self.read(self.folder / name)
        root = self.tree(source) if source else None
        if isinstance(root, Mapping) and not root.entries:
            return
        for item in self.items(root):
            if isinstance(item, Mapping):
                yield item
            else:
                self.fault("wrong-type", item.span, "expected fields, each as `name: value`")

    def ambiguous(self) -> Iterator[Ambiguous]:
        languages = tuple(language.id for language in self.schema.languages)
        for node in self.listed(AMBIGUOUS_FILE):
            fields = self.fields(node, "ambiguous", node.span.source)
            word = self.word(fields.get("word"))
            language = self.one_of(fields.get("language"), languages, "unknown-language", "language")
            if word and language:
                readings = self.words(fields.get("readings"))
                yield Ambiguous(word, language.value, readings, self.word(fields.get("default")))

    def planned(self) -> Iterator[Planned]:
        for node in self.listed(PLANNED_FILE):
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


_KIND_NAMES = {
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
    "null": "nothing",
    "timestamp": "a date",
}
