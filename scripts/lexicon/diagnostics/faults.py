"""The data types of faults and diagnostics."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import KW_ONLY, dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lexicon.text import Edit, Span


class Severity(str, Enum):
    """The severity of a rule: errors stop the build, warnings only with `--strict`."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Note:
    """A second location that explains a fault, for example the first use of a duplicate name."""

    span: Span
    label: str


@dataclass(frozen=True)
class Fault:
    """A problem in the glossary, at a span of one file.

    `message` says what is wrong, `label` is printed under the span, `help` says what to type. `fix` holds the edits
    that repair the fault if there is exactly one right answer. They must be applied together, possibly to another
    file than that of the span.
    """

    span: Span
    message: str
    _: KW_ONLY
    label: str = ""
    help: str = ""
    note: Note | None = None
    fix: tuple[Edit, ...] = ()


class Faults:
    """A collector of faults by rule name."""

    def __init__(self) -> None:
        self.by_rule: defaultdict[str, list[Fault]] = defaultdict(list)

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
        """Create a fault and append it."""
        self.append(rule, Fault(span, message, label=label, help=help, note=note, fix=fix))

    def append(self, rule: str, fault: Fault) -> None:
        """Append an existing fault."""
        self.by_rule[rule].append(fault)


@dataclass(frozen=True)
class Diagnostic:
    """A fault together with the name and the severity of the rule that found it."""

    rule: str
    severity: Severity
    fault: Fault

    @property
    def is_error(self) -> bool:
        """Whether it stops a build without `--strict`."""
        return self.severity is Severity.ERROR

    @property
    def sort_key(self) -> tuple[str, int, int, str]:
        """A key that sorts diagnostics by path, position and rule."""
        return (*self.fault.span.sort_key, self.rule)
