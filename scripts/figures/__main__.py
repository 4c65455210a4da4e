"""`python -m figures [SLUG …]`: draws the figures of all terms or of some, and writes those that changed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from lexicon.text import did_you_mean

from figures.drawing import GLOSSARY, all_drawings

if TYPE_CHECKING:
    from collections.abc import Sequence

EXIT_USAGE = 2
"""Exit code for an unknown slug."""


def main(slugs: Sequence[str]) -> int:
    """Draw the figures of the given terms, or all, and write those that changed; return the exit code."""
    drawings = all_drawings()
    known = {drawing.slug for drawing in drawings}
    for slug in slugs:
        if slug not in known:
            print(f"there is no figure of `{slug}`. {did_you_mean(slug, known)}".strip(), file=sys.stderr)
            return EXIT_USAGE
    for drawing in drawings:
        if not slugs or drawing.slug in slugs:
            for name, text in drawing.files():
                path = GLOSSARY / name
                if not path.exists() or path.read_text("utf-8") != text:
                    path.write_text(text, "utf-8")
                    print(f"drew {name} ({len(text.encode()):,} bytes)")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
