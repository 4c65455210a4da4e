"""A line of progress on a terminal, and nothing elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO


class Progress:
    """Says which step is running, on a line that the next one overwrites."""

    def __init__(self, stream: TextIO) -> None:
        self.stream, self.shown = stream, stream.isatty()

    def step(self, what: str) -> None:
        """A new step begins."""
        if self.shown:
            self.stream.write(f"\r\x1b[K{what} …")
            self.stream.flush()

    def close(self) -> None:
        """Wipe the line."""
        if self.shown:
            self.stream.write("\r\x1b[K")
            self.stream.flush()
