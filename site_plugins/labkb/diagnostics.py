"""Findings as values: code, severity, place, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

Path = tuple[str | int, ...]


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def word(self) -> str:
        """The Chinese word."""
        return {"error": "错误", "warning": "警告", "info": "提示"}[self.value]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding is: a file of the project, the path of a value in it, line and column."""

    file: str
    """Relative to the project, with forward slashes."""
    path: Path = ()
    on_key: bool = False
    """The key is at fault, not its value."""
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """`file:line:column` as editors link it."""
        parts = [self.file]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding."""

    code: str
    message: str
    """A Chinese sentence that quotes the wrong value."""
    place: Place
    remedy: str = ""
    severity: Severity = Severity.ERROR
    record: str = ""
    """Id of the record at fault, if known."""
    excerpt: str = field(default="", compare=False)
    """The source line, for people."""

    def at(self, place: Place, excerpt: str = "") -> Diagnostic:
        """The same finding with its place resolved."""
        return replace(self, place=place, excerpt=excerpt)

    def as_dict(self) -> dict[str, object]:
        """The finding for programs."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "record": self.record or None,
            "message": self.message,
            "remedy": self.remedy or None,
        }


class CannotGoOn(Exception):
    """Raised where no result is possible; the text is a Chinese sentence for the user."""


def ordered(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Findings in the order of files and lines, each once."""
    unique = dict.fromkeys(findings)
    return sorted(
        unique,
        key=lambda d: (d.place.file, d.place.line or 0, d.place.column or 0, d.code, d.message),
    )


def has_errors(findings: Iterable[Diagnostic], *, strict: bool = False) -> bool:
    """Whether a build must not go on; `strict` counts warnings as errors."""
    bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(d.severity in bad for d in findings)
