"""Reading of a glossary folder into a `Glossary` and the faults found on the way."""

from __future__ import annotations

import os
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from lexicon.glossary.schema_reading import load_schema
from lexicon.diagnostics import Faults
from lexicon.glossary.file_reading import Files
from lexicon.glossary.file_names import AMBIGUOUS_FILE
from lexicon.glossary.file_names import DRAWING
from lexicon.glossary.file_names import PLANNED_FILE
from lexicon.glossary.file_names import SLUG, SLUG_HELP
from lexicon.glossary.file_names import SCHEMA_FILE, TERM_FILE
from lexicon.glossary.model import Glossary
from lexicon.glossary.model import Term
from lexicon.glossary.records import Records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lexicon.glossary.schema import Schema


class CachedTerms(Protocol):
    """A cache of parsed terms."""

    def open(self, fingerprint: bytes) -> None:
        """Prepare for lookups; `fingerprint` identifies everything that terms depend on besides their own files."""

    def lookup(self, slug: str, files: Mapping[str, bytes]) -> Term | None:
        """The cached term with exactly these files (contents by displayed path), or None."""


def read_glossary(
    folder: Path,
    shown_as: str | None = None,
    term_cache: CachedTerms | None = None,
    unsaved: Mapping[str, bytes] = MappingProxyType({}),
) -> Glossary:
    """Read a glossary folder; displayed paths start with `shown_as` (the folder's name by default).

    `unsaved` maps displayed paths to contents that are used instead of those on disk. Terms are looked up in
    `term_cache` first. Faults in the content do not raise: they are in the glossary's `faults`.

    Raises SchemaError if `schema.yml` has faults.
    """
    files = Files(folder, shown_as or folder.name, Faults(), unsaved)
    schema = load_schema(files)
    if term_cache:
        term_cache.open(f"{files.shown_as}\0{schema!r}".encode("utf-8", "surrogateescape"))
    return _Loader(files, schema, term_cache).glossary()


class _Loader:
    """Reads one glossary folder."""

    def __init__(self, files: Files, schema: Schema, term_cache: CachedTerms | None) -> None:
        self.folder, self.files, self.faults = files.folder, files, files.faults
        self.schema, self.term_cache = schema, term_cache
        self.records = Records(schema, self.faults)

    def glossary(self) -> Glossary:
        """Read all files of the folder."""
        known = {SCHEMA_FILE, AMBIGUOUS_FILE, PLANNED_FILE}
        folders = []
        with os.scandir(self.folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.is_dir(follow_symlinks=False):
                    folders.append(Path(entry.path))
                elif entry.name not in known:
                    self.files.report_stray(Path(entry.path), known)
        names = frozenset(folder.name for folder in folders)
        terms = {folder.name: self.term(folder) for folder in folders if not self.files.case_clash(folder, names)}
        return Glossary(
            schema=self.schema,
            terms=terms,
            ambiguous=tuple(self.records.ambiguous(self.files.read(self.folder / AMBIGUOUS_FILE))),
            planned={
                planned.slug: planned for planned in self.records.planned(self.files.read(self.folder / PLANNED_FILE))
            },
            folders=names,
            faults={rule: tuple(faults) for rule, faults in self.faults.by_rule.items()},
        )

    def term(self, folder: Path) -> Term:
        """A term from the cache, or parsed from the same bytes that make its cache key."""
        files = self.files.read_folder(folder)
        if self.term_cache and files and (term := self.term_cache.lookup(folder.name, files)):
            return term
        return self.read_term(folder, files)

    def read_term(self, folder: Path, files: Mapping[str, bytes]) -> Term:
        """Parse a term; `files` are its contents by displayed path, or {} to read them from disk."""
        languages = {f"{language.id}.md": language.id for language in self.schema.languages}
        known = {TERM_FILE, *languages}
        names = {path.rpartition("/")[2] for path in files} or self.files.names(folder)
        drawings = {name for name in names if DRAWING.match(name)}
        # A file whose name differs in case only is reported as such, not as missing.
        names |= {self.files.report_stray(folder / name, known) for name in sorted(names - known - drawings)}
        if not SLUG.match(folder.name):
            message = f"`{folder.name}` is not a slug"
            self.faults.add("slug-shape", self.files.file_span(folder), message, help=SLUG_HELP)
        texts = {}
        for name, language in languages.items():
            if name not in names:
                self.missing_file(folder, name, language)
            elif (source := self.files.read(folder / name, files)) and (text := self.records.text(source, language)):
                texts[language] = text
        if TERM_FILE not in names:
            message = f"`{folder.name}` has no {TERM_FILE}"
            self.faults.add("missing-file", self.files.file_span(folder), message, help="add it: at least `topic`")
        sources = {name: source for name in sorted(drawings) if (source := self.files.read(folder / name, files))}
        source = self.files.read(folder / TERM_FILE, files)
        return self.records.term(folder.name, source or self.files.file_span(folder / TERM_FILE).source, texts, sources)

    def missing_file(self, folder: Path, name: str, language: str) -> None:
        """Report a text that a term lacks."""
        title = self.schema.language(language).name
        span = self.files.file_span(folder / name)
        self.faults.add(
            "missing-language", span, f"`{folder.name}` has no text in {title}", help=f"add `{folder.name}/{name}`"
        )
