"""Terms, verdicts and links of earlier runs, kept on disk, so that only terms that changed are read and judged again.

A term is kept under a digest of its files, of the schema, of this program and of the libraries it judges with.
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
"""What verdicts depend on besides the program itself."""


@dataclass
class _Known:
    """A term, what the rules that look at one term at a time said of it, and its links by language.

    Links are offsets and slugs, valid as long as the names of all terms are those of the digest before them.
    """

    term: Term
    verdicts: Sequence[Diagnostic] | None = None
    links: dict[str, tuple[bytes, tuple[tuple[int, int, str], ...]]] = field(default_factory=dict)


class TermCache:
    """Remembers terms from one run to the next in a file of the folder `cache`; without a folder, nothing."""

    def __init__(self, cache: Path | None = None, before: TermCache | None = None) -> None:
        """`before` is that of the last run in this process: what it holds need not be read from the file."""
        self._file = cache / FILE if cache else None
        self._store: Store | None = None
        self._before = dict(before.known_by_key()) if before else {}
        self._salt = b""
        self._stored: dict[bytes, bytes] = {}
        self._keys: dict[str, bytes] = {}
        self._known: dict[str, _Known] = {}
        self._new: set[str] = set()

    def known_by_key(self) -> Iterator[tuple[bytes, _Known]]:
        """What is known of terms, by the digest of all that each depends on."""
        return ((self._keys[slug], known) for slug, known in self._known.items())

    def open(self, salt: bytes) -> None:
        """Read what is remembered; `salt` is all that terms depend on besides their own files and this program."""
        if self._file:
            self._salt = blake2b(_program() + salt).digest()
            self._store = Store(self._file, self._salt)
            self._stored = {} if self._before else self._store.read_all()

    def recall(self, slug: str, files: Mapping[str, bytes]) -> Term | None:
        """The term of which these are all files, by the paths shown to people."""
        if not self._file:
            return None
        key = self._keys[slug] = _digest(self._salt, files)
        if key in self._before:
            known = self._known[slug] = self._before[key]
            return known.term
        if key in self._stored:
            sources = {path: Source(path, data.decode(), slug) for path, data in files.items()}
            kept: _Known = _Unpickler(io.BytesIO(self._stored[key]), sources).load()
            self._known[slug] = kept
            return kept.term
        return None

    @property
    def keys(self) -> Mapping[str, bytes]:
        """By slug a digest of all that a term depends on, of the terms that were asked for."""
        return self._keys

    def verdicts(self, slug: str) -> Sequence[Diagnostic] | None:
        """The diagnostics of a term by itself, if they are known."""
        known = self._known.get(slug)
        return known.verdicts if known else None

    def keep_verdicts(self, term: Term, verdicts: Sequence[Diagnostic]) -> None:
        """Keep the diagnostics of a term by itself."""
        self._of(term).verdicts = verdicts

    def links(self, term: Term, language: str, linker: Linker) -> tuple[Link, ...]:
        """The links to add to a term's text: found before, or found now and kept."""
        text = term.texts[language]
        known = self._known.get(term.slug)
        signature, found = known.links.get(language, (b"", ())) if known else (b"", ())
        if signature == linker.signature:
            return tuple(Link(text.source.span(start, end), slug) for start, end, slug in found)
        links = tuple(linker.links(text, term.slug))
        if self._file:
            rows = tuple((link.span.start, link.span.end, link.slug) for link in links)
            self._of(term).links[language] = (linker.signature, rows)
        return links

    def save(self, glossary: Glossary) -> None:
        """Write what is new, and forget what belongs to no term any more once that is the greater part."""
        if not self._store:
            return
        slugs = [slug for slug in sorted(self._new) if slug not in glossary.faulty and slug in self._keys]
        if slugs:
            self._store.write({self._keys[slug]: _pickled(self._known[slug]) for slug in slugs})
        if len(self._stored.keys() - self._keys.values()) > len(self._keys):
            self._store.keep_only({*self._keys.values()})

    def _of(self, term: Term) -> _Known:
        self._new.add(term.slug)
        return self._known.setdefault(term.slug, _Known(term))


def _digest(salt: bytes, files: Mapping[str, bytes]) -> bytes:
    digest = blake2b(salt, digest_size=16)
    for path, data in sorted(files.items()):
        digest.update(f"{path}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.digest()


def _program() -> bytes:
    """A digest of this package, of Python and of the libraries that verdicts depend on."""
    digest = blake2b(sys.version.encode())
    for path in sorted(PROGRAM.rglob("*.py")):
        digest.update(path.read_bytes())
    for library in LIBRARIES:
        digest.update(f"{library} {version(library)}".encode())
    return digest.digest()


# Sources are not kept: they are the very files whose digest is the key.


def _pickled(known: _Known) -> bytes:
    buffer = io.BytesIO()
    _Pickler(buffer, pickle.HIGHEST_PROTOCOL).dump(known)
    return buffer.getvalue()


class _Pickler(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        if type(value) is Source and value.text:
            return _file, (value.path,)
        if isinstance(value, tuple):  # a named one: by itself it would be asked for its parts at length
            return type(value), tuple(value)
        return NotImplemented


def _file(path: str) -> Source:
    """Stands in what is kept for the source of a path."""
    raise NotImplementedError(path)


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, sources: Mapping[str, Source]) -> None:
        super().__init__(file)
        self._sources = sources

    def find_class(self, module: str, name: str) -> Any:
        is_file = (module, name) == (_file.__module__, _file.__name__)
        return self._sources.__getitem__ if is_file else super().find_class(module, name)
