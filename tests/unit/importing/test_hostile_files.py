"""Bombs, entities and paths out of the archive are refused in words."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import pytest

from labkb.exchange.importing import pdf_limits
from labkb.exchange.importing.limits import Refused
from tests.unit.importing.helpers import W, docx, imported, paragraph, pdf

BODY = paragraph("办法") + paragraph("第一条 甲。")


def with_entry(name: str, content: bytes) -> bytes:
    stream = io.BytesIO(docx(BODY))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="压缩炸弹"):
        imported(tmp_path, "a.docx", with_entry("word/media/x.xml", b"0" * 30_000_000))


@pytest.mark.parametrize("name", ["../outside.xml", "/etc/passwd", "C:/x.xml", "word\\..\\..\\x.xml"])
def test_a_path_out_of_the_archive_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match="越界的路径"):
        imported(tmp_path, "a.docx", with_entry(name, b"x"))


def test_entities_are_never_expanded(tmp_path: Path) -> None:
    stream = io.BytesIO()
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", "utf-8")
    xml = (
        f'<!DOCTYPE d [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
        f"<w:document {W}><w:body>{paragraph('&a;')}</w:body></w:document>"
    )
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", xml)
    with pytest.raises(Refused, match="实体声明"):
        imported(tmp_path, "a.docx", stream.getvalue())


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    body = "<w:sdt><w:sdtContent>" * 3000 + "</w:sdtContent></w:sdt>" * 3000
    with pytest.raises(Refused, match=r"嵌套过深|没有文字"):
        imported(tmp_path, "a.docx", docx(body))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04 cut", "不是完整的 docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "旧版 .doc 或加密"),
        (docx("<w:p>"), "不是正确的 XML"),
    ],
)
def test_broken_docx_files_are_refused(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        imported(tmp_path, "a.docx", content)


def test_a_docx_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="没有文字，可能只有图片"):
        imported(tmp_path, "a.docx", docx("<w:p/>"))


def test_a_pdf_stream_that_inflates_beyond_measure_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_limits, "_MAX_STREAM", 1_000_000)
    bomb = zlib.compress(b"0" * 8_000_000)
    data = pdf([[(80, 100, "办法")]]) + b"\n9 0 obj <<>>\nstream\n" + bomb + b"\nendstream"
    with pytest.raises(Refused, match="压缩炸弹"):
        imported(tmp_path, "a.pdf", data)


def test_an_unknown_type_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"不认识的文件类型“\.xls”，能导入的有 \.txt、\.md、\.docx、\.pdf"):
        imported(tmp_path, "a.xls", b"x")
