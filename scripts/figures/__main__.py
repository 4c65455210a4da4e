"""`python -m figures [SLUG …]`: draw the figures, of all terms or of some, and write those that changed."""

from __future__ import annotations

import sys
from pathlib import Path

from figures.drawing import all_drawings

GLOSSARY = Path(__file__).resolve().parents[2] / "glossary"


def main() -> None:
    """Draw and write."""
    wanted = set(sys.argv[1:])
    for drawing in all_drawings():
        if wanted and drawing.slug not in wanted:
            continue
        for name, text in drawing.files():
            path = GLOSSARY / name
            if not path.exists() or path.read_text("utf-8") != text:
                path.write_text(text, "utf-8")
                print(f"drew {name} ({len(text.encode()):,} bytes)")


if __name__ == "__main__":
    main()
