"""The values that pass between the stages of an import."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from labkb.diagnostics import Diagnostic

Join = Literal["new", "flows", "open"]
"""Whether a line begins a paragraph, goes on with the one before, or cannot tell."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the input with what its source says about it."""

    text: str
    number: int
    """Line of a text file, paragraph of a docx, running line of a pdf; counted from 1."""
    page: int | None = None
    join: Join = "open"
    heading: int | None = None
    """Heading level that a style or Markdown states."""
    label: str | None = None
    """A number that the source keeps apart from the text (automatic numbering)."""
    is_centred: bool = False
    is_toc: bool = False


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as read: printed rows, merged cells still empty where they were covered."""

    rows: tuple[tuple[str, ...], ...]
    number: int
    page: int | None = None
    covered: frozenset[tuple[int, int]] = frozenset()
    """Cells (row, column) that a merged cell covers from above."""
    beside: frozenset[tuple[int, int]] = frozenset()
    """Cells that a merged cell covers from the left."""


Block = Line | RawTable


@dataclass(frozen=True, slots=True)
class Dropped:
    """A piece of the input that is no content, and why."""

    text: str
    reason: str
    number: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Extract:
    """What reading a file gives."""

    blocks: tuple[Block, ...]
    dropped: tuple[Dropped, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    has_page_lines: bool = False
    """Running heads and page numbers may stand among the lines."""


@dataclass(frozen=True, slots=True)
class ImportedUnit:
    """A unit of a document with the units below it."""

    number: str | None
    marker: str
    """The number with its separator, as printed."""
    form: Literal["clause", "item", "paragraph"]
    heading: str | None
    paragraphs: tuple[str, ...]
    line: int
    page: int | None
    position: int = 0
    """How many paragraphs of the unit above stand before this one."""
    path: str = ""
    explicit: str | None = None
    """A path that the rule for paths would not give (a number that repeats)."""
    units: tuple[ImportedUnit, ...] = ()

    @property
    def text(self) -> str:
        """The unit's own text."""
        return "\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class ImportedTable:
    """A table with its merged cells resolved."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    line: int
    page: int | None = None
    raw: str = ""
    """The printed characters of the table, each once."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What head and foot of a document say."""

    title: str | None = None
    number: str | None = None
    issuer: str | None = None
    date: str | None = None
    effective: str | None = None
    history: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    """The lines of head and foot that were taken as metadata."""


@dataclass(frozen=True, slots=True)
class ImportedDocument:
    """One document found in a file."""

    id: str
    metadata: Metadata
    units: tuple[ImportedUnit, ...]
    tables: tuple[ImportedTable, ...] = ()
    embedded_in: str | None = None
    """Id of the document that this one stands in."""
