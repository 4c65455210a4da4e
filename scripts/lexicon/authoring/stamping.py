"""Writing into a translation which source text it renders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexicon import digest, load
from lexicon.authoring import files
from lexicon.authoring.slugs import require
from lexicon.rules.translation import pairs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from lexicon.model import Text

FIELD = "translates"


def stamp(folder: Path, slugs: Collection[str] | None) -> Iterator[Path]:
    """Stamp the translations of some terms (all if None); yields the files that changed. Raises Refused."""
    glossary = load.glossary(folder)
    require(slugs or (), glossary.terms)
    for source, text in pairs(glossary):
        slug = text.slug
        if slugs is None or slug in slugs:
            stamped = with_digest(text, digest.of(source))
            if stamped != text.source.text:
                path = folder / slug / f"{text.language}.md"
                files.write(path, stamped)
                yield path


def with_digest(text: Text, value: str) -> str:
    """The file of a translation with a digest in its front matter."""
    content = text.source.text
    if text.translates:
        span = text.translates.span
        return content[: span.start] + value + content[span.end :]
    fence = content.index("\n---", 3) + 1
    return content[:fence] + f"{FIELD}: {value}\n" + content[fence:]
