"""Faults as data: what is wrong, where, and what to type instead."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lexicon.text import Span


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
    """What a rule found; its severity is that of the rule."""

    span: Span
    message: str
    label: str = ""
    help: str = ""
    note: Note | None = None


class Faults:
    """Faults by the name of their rule, as they are found."""

    def __init__(self) -> None:
        self.found: defaultdict[str, list[Fault]] = defaultdict(list)

    def add(
        self, rule: str, span: Span, message: str, label: str = "", help: str = "", note: Note | None = None
    ) -> None:
        self.keep(rule, Fault(span, message, label, help, note))

    def keep(self, rule: str, fault: Fault) -> None:
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
