"""What search knows of a record: one value per findable thing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """One findable thing, found as itself under its own address."""

    id: str
    kind: str
    """clause, document, reference, term, responsibility, person, fact, section, ..."""
    title: str
    """Heading or name as shown in a hit; never empty."""
    url: str
    """Relative to the site's root, with anchor."""
    number: str = ""
    """As printed: 第二十三条, 6.3.6, （八）, GB/T 8170."""
    document: str = ""
    """Id of the document (clauses) or the empty text."""
    document_title: str = ""
    document_codes: tuple[str, ...] = ()
    """Codes, short titles and aliases under which readers name the document (127号文, G003)."""
    path: str = ""
    """The clause's path inside its document: 6.3.6, 3.8, 23."""
    status: str = ""
    issued: str = ""
    """When the document was issued (2025-06); among equals the newer comes first."""
    aliases: tuple[str, ...] = ()
    """Other names of the thing itself: codes, short names, English, variants."""
    keywords: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    """Headings of the ancestors, outermost first."""
    names: tuple[str, ...] = ()
    """People, departments and terms that the record is linked to, as printed."""
    body: str = ""
    """Summary, requirements, evidence, definition: our own words or published text."""
    original: str = ""
    """The reader's own overlay text, shown as 原文."""
