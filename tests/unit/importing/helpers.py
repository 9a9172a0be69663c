"""Small files of every kind for the tests of the import."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from labkb.exchange.importing.as_json import file_json
from labkb.exchange.importing.importer import ImportedFile, import_file

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def imported(tmp_path: Path, name: str, content: str | bytes) -> ImportedFile:
    """The import of a file with this content."""
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return import_file(path)


def clauses(file: ImportedFile, document: int = 0) -> list[dict[str, Any]]:
    """The clauses of a document as the contract gives them."""
    found = file_json(file)[document]["clauses"]
    assert isinstance(found, list)
    return found


def outline(file: ImportedFile, document: int = 0) -> list[tuple[str | None, str | None]]:
    """Number and parent of every clause."""
    return [(c["number"], c["parent"]) for c in clauses(file, document)]


def text_of(file: ImportedFile, number: str, document: int = 0) -> str:
    """The text of the first clause with this number."""
    text = next(c["text"] for c in clauses(file, document) if c["number"] == number)
    assert isinstance(text, str)
    return text


def dropped(file: ImportedFile, reason: str) -> list[str]:
    """What was dropped for a reason."""
    return [piece.text for piece in file.dropped if piece.reason == reason]


def docx(body: str, **parts: str) -> bytes:
    """A docx with this body; parts such as numbering="<w:numbering …>" beside it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, xml in parts.items():
            archive.writestr(f"word/{name}.xml", xml)
    return stream.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of a docx."""
    inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f'<w:p>{inner}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def pdf(pages: list[list[tuple[float, float, str]]], rules: str = "") -> bytes:
    """A pdf with texts (x, y from the top, text) of 12 points in a font that it does not hold."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
        b" /DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>"
        b" /FontDescriptor 5 0 R >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880]"
        b" /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    ]
    kids = []
    for texts in pages:
        stream = rules
        for x, y, text in texts:
            code = text.encode("utf-16-be").hex()
            stream += f"BT /F1 12 Tf 1 0 0 1 {x} {842 - y} Tm <{code}> Tj ET\n"
        data = stream.encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data))
        content = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % content
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return out
