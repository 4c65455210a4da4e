"""`lexicon fix`: applies the edits that faults carry, for all terms or for some."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from lexicon.authoring import writing
from lexicon.authoring.safety import keeps_content
from lexicon.authoring.slugs import require_terms
from lexicon.glossary import read_glossary, visible_offsets, visible_text
from lexicon.links import build_graph
from lexicon.rules import RULES, Context, run
from lexicon.text import Edit, Source, Span, apply_edits, unified_diff

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from lexicon.diagnostics import Fault
    from lexicon.glossary import Glossary

    Fix = tuple[Edit, ...]

MAX_ROUNDS = 20
"""Maximum number of rounds; a repair may reveal another fault. Files that still change after it are left alone."""


@dataclass(frozen=True)
class Repair:
    """The text of a file before and after its repair."""

    path: Path
    before: str
    after: str

    def diff(self) -> str:
        """The change as a unified diff."""
        return unified_diff(self.path.as_posix().lstrip("/"), self.before, self.after)


def find_repairs(folder: Path, slugs: Collection[str] = ()) -> list[Repair]:
    """The repairs of the faults of some terms, or of all terms if no slugs are given, in whichever files they belong.

    Writes nothing. Raises InvalidRequestError if there is no such term, and SchemaError.
    """
    original: dict[str, str] = {}
    texts: dict[str, str] = {}
    unstable: Mapping[str, str] = {}
    checked: Collection[str] | None = slugs or None
    for _ in range(MAX_ROUNDS):
        glossary = read_glossary(folder, folder.as_posix(), unsaved=_encoded(texts))
        require_terms(slugs, glossary.folders)
        unstable = _repair_round(glossary, texts, original, slugs, checked)
        if not unstable:
            break
        texts |= unstable
        checked = {Path(path).parent.name for path in unstable}
    repaired = {path: text for path, text in texts.items() if path not in unstable and text != original[path]}
    return [Repair(Path(path), original[path], text) for path, text in sorted(repaired.items())]


def write_repairs(repaired: list[Repair]) -> None:
    """Write all repairs, or none if one of them fails."""
    writing.write_files({repair.path: repair.after for repair in repaired})


def _encoded(texts: Mapping[str, str]) -> dict[str, bytes]:
    return {path: text.encode() for path, text in texts.items()}


def _repair_round(
    glossary: Glossary,
    texts: Mapping[str, str],
    original: dict[str, str],
    slugs: Collection[str],
    checked: Collection[str] | None,
) -> dict[str, str]:
    """The new texts of the files that change in this round, by path; `original` gains their texts on disk."""
    fixes: defaultdict[str, list[Fix]] = defaultdict(list)
    for fault in _faults(glossary, checked):
        if not slugs or {fault.span.source.slug, *(edit.span.source.slug for edit in fault.fix)} & set(slugs):
            for path, edits in _by_file(fault.fix).items():
                fixes[path].append(edits)
    changed = {}
    for path, wanted in fixes.items():
        if path not in texts:
            original[path] = Path(path).read_bytes().decode("utf-8")
        before = texts.get(path, original[path])
        after = repaired_text(path, before, wanted)
        if after != before:
            changed[path] = after
    return changed


def _faults(glossary: Glossary, checked: Collection[str] | None) -> Iterator[Fault]:
    """The faults that carry a fix; rules that judge each term alone run on the `checked` terms only (all if None)."""
    terms = {slug: term for slug, term in glossary.terms.items() if checked is None or slug in checked}
    for alone, known in ((True, terms), (False, glossary.terms)):
        part = replace(glossary, terms=known)
        rules = [rule for rule in RULES.values() if rule.fixable and rule.per_term is alone]
        for diagnostic in run(Context(part, build_graph(part, {})), rules):
            if diagnostic.fault.fix:
                yield diagnostic.fault


def _by_file(edits: Fix) -> dict[str, Fix]:
    paths = dict.fromkeys(edit.span.source.path for edit in edits)
    return {path: tuple(edit for edit in edits if edit.span.source.path == path) for path in paths}


def repaired_text(path: str, text: str, fixes: Sequence[Fix]) -> str:
    """The text of a file after the fixes that apply to it and preserve its content; conflicting ones are left out."""
    wanted = [mapped for edits in fixes if (mapped := _mapped_to_file(text, edits))]
    together: list[Fix] = []
    for edits in wanted:
        if not _overlaps(edits, together):
            together.append(edits)
    after = _apply(text, together)
    return after if keeps_content(path, text, after) else _one_by_one(path, text, wanted)


def _one_by_one(path: str, text: str, fixes: Sequence[Fix]) -> str:
    made: list[Fix] = []
    for edits in fixes:
        if not _overlaps(edits, made) and keeps_content(path, text, _apply(text, [*made, edits])):
            made.append(edits)
    return _apply(text, made)


def _apply(text: str, fixes: Iterable[Fix]) -> str:
    return apply_edits(text, [edit for edits in fixes for edit in edits])


def _overlaps(edits: Fix, others: Iterable[Fix]) -> bool:
    """Whether an edit overlaps one of the other fixes."""
    taken = [edit.span for other in others for edit in other]
    return any(span.start < other.end and other.start < span.end for span, _ in edits for other in taken)


def _mapped_to_file(text: str, edits: Fix) -> Fix:
    """The edits with their spans mapped to the text on disk; empty if they belong to another version of it.

    Faults are found in the text without hidden characters. An edit that spans such a character is rejected, because it
    would delete the character.
    """
    found = edits[0].span.source.text
    if found == text:
        return edits
    if found != visible_text(text):
        return ()
    source, offsets = Source("", text), [*visible_offsets(text), len(text)]
    mapped = []
    for (_, start, end), after in edits:
        place = Span(source, offsets[start], offsets[end - 1] + 1 if end > start else offsets[start])
        if place.end - place.start != end - start:
            return ()
        mapped.append(Edit(place, after))
    return tuple(mapped)
