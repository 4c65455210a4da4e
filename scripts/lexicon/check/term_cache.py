"""A cache on disk of parsed terms, their diagnostics and their links, so that a run only checks terms that changed.

The key of a term is a digest of its files, the schema, this program and the libraries that the rules use.
"""

from __future__ import annotations

import io
import pickle
import sys
from dataclasses import dataclass, field
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexicon.cache import Store
from lexicon.links import Link
from lexicon.text import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lexicon.diagnostics import Diagnostic
    from lexicon.glossary import Glossary, Term
    from lexicon.links import Linker

FILE = "terms.sqlite"
PROGRAM = Path(__file__).resolve().parents[1]
LIBRARIES = ("autocorrect-py", "OpenCC", "pyahocorasick", "pypinyin", "pyromark", "PyYAML", "rjieba")
"""The distributions that parsed terms, diagnostics and links depend on besides this program."""


@dataclass
class _Entry:
    """A term, the diagnostics of the rules that check one term at a time, and the automatic links by language.

    Links are tuples of start, end (character offsets in the text file) and slug. They are valid for the linker whose
    signature is stored with them. `diagnostics` is None until the rules have run.
    """

    term: Term
    diagnostics: Sequence[Diagnostic] | None = None
    links: dict[str, tuple[bytes, tuple[tuple[int, int, str], ...]]] = field(default_factory=dict)


class TermCache:
    """Caches terms between runs in an SQLite file in the folder `cache`; without a folder it caches nothing on disk."""

    def __init__(self, cache: Path | None = None, before: TermCache | None = None) -> None:
        """`before` is the cache of the previous run in this process; its entries are used instead of the file."""
        self._file = cache / FILE if cache else None
        self._store: Store | None = None
        self._before = dict(before.entries_by_key()) if before else {}
        self._fingerprint = b""
        self._stored: dict[bytes, bytes] = {}
        self._keys: dict[str, bytes] = {}
        self._entries: dict[str, _Entry] = {}
        self._changed: set[str] = set()

    def entries_by_key(self) -> Iterator[tuple[bytes, _Entry]]:
        """The entries with their keys."""
        return ((self._keys[slug], entry) for slug, entry in self._entries.items())

    def open(self, fingerprint: bytes) -> None:
        """Read the cache; `fingerprint` identifies what terms depend on besides their own files and this program."""
        if self._file:
            self._fingerprint = blake2b(_program() + fingerprint).digest()
            self._store = Store(self._file, self._fingerprint)
            self._stored = {} if self._before else self._store.read_all()

    def lookup(self, slug: str, files: Mapping[str, bytes]) -> Term | None:
        """The cached term with exactly these files (contents by displayed path), or None."""
        if not self._file:
            return None
        key = self._keys[slug] = _digest(self._fingerprint, files)
        if key in self._before:
            entry = self._entries[slug] = self._before[key]
            return entry.term
        if key in self._stored:
            sources = {path: Source(path, data.decode(), slug) for path, data in files.items()}
            stored: _Entry = _Unpickler(io.BytesIO(self._stored[key]), sources).load()
            self._entries[slug] = stored
            return stored.term
        return None

    @property
    def keys(self) -> Mapping[str, bytes]:
        """The cache keys by slug, for the terms that were looked up."""
        return self._keys

    def diagnostics(self, slug: str) -> Sequence[Diagnostic] | None:
        """The cached diagnostics of the per-term rules, or None."""
        entry = self._entries.get(slug)
        return entry.diagnostics if entry else None

    def set_diagnostics(self, term: Term, diagnostics: Sequence[Diagnostic]) -> None:
        """Cache the diagnostics of the per-term rules for a term."""
        self._changed_entry(term).diagnostics = diagnostics

    def links(self, term: Term, language: str, linker: Linker) -> tuple[Link, ...]:
        """The automatic links of a term's text, from the cache or else found by `linker` and cached."""
        text = term.texts[language]
        entry = self._entries.get(term.slug)
        signature, found = entry.links.get(language, (b"", ())) if entry else (b"", ())
        if signature == linker.signature:
            return tuple(Link(text.source.span(start, end), slug) for start, end, slug in found)
        links = tuple(linker.links(text, term.slug))
        if self._file:
            rows = tuple((link.span.start, link.span.end, link.slug) for link in links)
            self._changed_entry(term).links[language] = (linker.signature, rows)
        return links

    def save(self, glossary: Glossary) -> None:
        """Write changed entries, except those of faulty terms; delete unused entries once they are the majority."""
        if not self._store:
            return
        slugs = [slug for slug in sorted(self._changed) if slug not in glossary.faulty_terms and slug in self._keys]
        if slugs:
            self._store.write({self._keys[slug]: _pickled(self._entries[slug]) for slug in slugs})
        if len(self._stored.keys() - self._keys.values()) > len(self._keys):
            self._store.keep_only({*self._keys.values()})

    def _changed_entry(self, term: Term) -> _Entry:
        self._changed.add(term.slug)
        return self._entries.setdefault(term.slug, _Entry(term))


def _digest(fingerprint: bytes, files: Mapping[str, bytes]) -> bytes:
    digest = blake2b(fingerprint, digest_size=16)
    for path, data in sorted(files.items()):
        digest.update(f"{path}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
        digest.update(data)
    return digest.digest()


def _program() -> bytes:
    """A digest of this program's source, the version of Python and the versions of `LIBRARIES`."""
    digest = blake2b(sys.version.encode())
    for path in sorted(PROGRAM.rglob("*.py")):
        digest.update(path.read_bytes())
    for library in LIBRARIES:
        digest.update(f"{library} {version(library)}".encode())
    return digest.digest()


# Sources are not pickled: their contents are the files whose digest is the key.


def _pickled(entry: _Entry) -> bytes:
    buffer = io.BytesIO()
    _Pickler(buffer, pickle.HIGHEST_PROTOCOL).dump(entry)
    return buffer.getvalue()


class _Pickler(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        if type(value) is Source and value.text:
            return _file, (value.path,)
        if isinstance(value, tuple):  # a NamedTuple, whose own reducer is slower
            return type(value), tuple(value)
        return NotImplemented


def _file(path: str) -> Source:
    """Placeholder in a pickle for the source at a displayed path."""
    raise NotImplementedError(path)


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, sources: Mapping[str, Source]) -> None:
        super().__init__(file)
        self._sources = sources

    def find_class(self, module: str, name: str) -> Any:
        is_file = (module, name) == (_file.__module__, _file.__name__)
        return self._sources.__getitem__ if is_file else super().find_class(module, name)
