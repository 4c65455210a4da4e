"""`lexicon stamp`: records in translations the digest of the source text that they render."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexicon.authoring import writing
from lexicon.authoring.slugs import require_terms
from lexicon.glossary import find_front_matter, prose_digest, read_glossary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from lexicon.glossary import Text

FIELD = "translates"


def stamp_translations(folder: Path, slugs: Collection[str] | None) -> Iterator[Path]:
    """Stamp the translations of some terms, all if None, and yield changed paths. Raises InvalidRequestError."""
    glossary = read_glossary(folder, folder.as_posix())
    require_terms(slugs or (), glossary.terms)
    for term, source, text in glossary.translations():
        if slugs is None or term.slug in slugs:
            stamped = with_digest(text, prose_digest(source))
            if stamped != text.source.text:
                path = folder / term.slug / f"{text.language}.md"
                writing.write_file(path, stamped)
                yield path


def with_digest(text: Text, value: str) -> str:
    """The content of a translation's file with the given digest in its front matter."""
    content = text.source.text
    if text.translates:
        span = text.translates.span
        return content[: span.start] + value + content[span.end :]
    front_matter = find_front_matter(content)
    end = front_matter.end if front_matter else 0
    return content[:end] + f"{FIELD}: {value}\n" + content[end:]
