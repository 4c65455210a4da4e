"""Faults as data: what is wrong, where, and what to type instead."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import KW_ONLY, dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lexicon.text import Edit, Span


class Severity(str, Enum):
    """An error stops the build; a warning only does under `--strict`."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Note:
    """A second place that belongs to a fault, for example where a name was first given."""

    span: Span
    label: str


@dataclass(frozen=True)
class Fault:
    """A problem that a rule found; its severity is that of the rule.

    `fix` holds the edits that repair it, where there is exactly one right answer; they belong together, and may be in
    another file than the span.
    """

    span: Span
    message: str
    _: KW_ONLY
    label: str = ""
    help: str = ""
    note: Note | None = None
    fix: tuple[Edit, ...] = ()


class Faults:
    """Faults by the name of their rule, as they are found."""

    def __init__(self) -> None:
        self.found: defaultdict[str, list[Fault]] = defaultdict(list)

    def add(
        self,
        rule: str,
        span: Span,
        message: str,
        *,
        label: str = "",
        help: str = "",
        note: Note | None = None,
        fix: tuple[Edit, ...] = (),
    ) -> None:
        """Add a fault of a rule."""
        self.keep(rule, Fault(span, message, label=label, help=help, note=note, fix=fix))

    def keep(self, rule: str, fault: Fault) -> None:
        """Add a fault that is already made."""
        self.found[rule].append(fault)


@dataclass(frozen=True)
class Diagnostic:
    """A fault under the name and severity of the rule that found it."""

    rule: str
    severity: Severity
    fault: Fault

    @property
    def stops(self) -> bool:
        """Whether it stops a build that is not strict."""
        return self.severity is Severity.ERROR

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Key that sorts diagnostics by path, position and rule."""
        return (*self.fault.span.order, self.rule)
