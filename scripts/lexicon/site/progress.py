"""A progress line on a terminal; nothing is written elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO


class Progress:
    """The name of the running step on a line that the next step overwrites."""

    def __init__(self, stream: TextIO) -> None:
        self.stream, self.shown = stream, stream.isatty()

    def step(self, what: str) -> None:
        """Show that a step begins."""
        if self.shown:
            self.stream.write(f"\r\x1b[K{what} …")
            self.stream.flush()

    def close(self) -> None:
        """Clear the line."""
        if self.shown:
            self.stream.write("\r\x1b[K")
            self.stream.flush()
