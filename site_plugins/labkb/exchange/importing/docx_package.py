"""Parts of a docx file, read within bounds and without entities."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from xml.etree import ElementTree

from labkb.exchange.importing.limits import (
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    MAX_XML_BYTES,
    MAX_ZIP_ENTRIES,
    Refused,
    megabytes,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Package:
    """The XML parts of a docx by name."""

    name: str
    archive: zipfile.ZipFile
    entries: dict[str, zipfile.ZipInfo]

    def part(self, path: str) -> ElementTree.Element | None:
        """A part as a tree, None when it is absent."""
        info = self.entries.get(path)
        return None if info is None else _parse(self.name, path, self._read(info))

    def parts(self, folder: str, prefix: str) -> list[ElementTree.Element]:
        """All parts of a folder whose names begin so, in the order of their names."""
        names = sorted(
            n for n in self.entries if n.startswith(f"{folder}/{prefix}") and n.endswith(".xml")
        )
        return [tree for n in names if (tree := self.part(n)) is not None]

    def _read(self, info: zipfile.ZipInfo) -> bytes:
        if info.file_size > MAX_XML_BYTES:
            raise Refused(
                f"{self.name}：内部文件 {info.filename} 展开有 {megabytes(info.file_size)}，"
                f"超过 {megabytes(MAX_XML_BYTES)}，没有读取"
            )
        try:
            with self.archive.open(info) as stream:
                data = stream.read(MAX_XML_BYTES + 1)
        except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError) as error:
            raise Refused(f"{self.name}：文件已损坏，内部文件 {info.filename} 读不出来") from error
        except Exception as error:
            # zlib.error has no common base with the errors above.
            raise Refused(f"{self.name}：文件已损坏，内部文件 {info.filename} 解不开") from error
        if len(data) > MAX_XML_BYTES:
            raise Refused(f"{self.name}：内部文件 {info.filename} 展开过大，没有读取")
        return data


def open_package(data: bytes, name: str) -> Package:
    """The package, after its directory was found harmless."""
    if data.startswith(_OLE):
        raise Refused(f"{name}：是旧版 .doc 或加密的文件，请用 Word 打开后另存为不加密的 .docx")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Refused(f"{name}：不是完整的 docx 文件，可能没有下载完或已损坏") from error
    infos = archive.infolist()
    if len(infos) > MAX_ZIP_ENTRIES:
        raise Refused(f"{name}：压缩包里有 {len(infos)} 个文件，太多，没有读取")
    total = sum(info.file_size for info in infos)
    if total > MAX_UNPACKED_BYTES:
        raise Refused(
            f"{name}：展开有 {megabytes(total)}，超过 {megabytes(MAX_UNPACKED_BYTES)}，像是压缩炸弹，没有读取"
        )
    for info in infos:
        path = PurePosixPath(info.filename.replace("\\", "/"))
        if ".." in path.parts or path.is_absolute() or ":" in info.filename:
            raise Refused(f"{name}：压缩包里有越界的路径“{info.filename}”，没有读取")
        if info.flag_bits & 1:
            raise Refused(f"{name}：文件加了密码，请去掉密码后再导入")
        if info.file_size > 1_000_000 and info.file_size > MAX_RATIO * max(1, info.compress_size):
            raise Refused(f"{name}：内部文件 {info.filename} 压缩比异常，像是压缩炸弹，没有读取")
    entries = {info.filename: info for info in infos}
    if "word/document.xml" not in entries:
        raise Refused(f"{name}：里面没有 Word 正文（word/document.xml），不是 docx 文件")
    return Package(name, archive, entries)


def _parse(name: str, path: str, data: bytes) -> ElementTree.Element:
    plain = data.replace(b"\0", b"")
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise Refused(f"{name}：内部文件 {path} 含有实体声明（DOCTYPE），不安全，没有读取")
    if _STRICT.encode() in data:
        data = data.replace(_STRICT.encode(), _TRANSITIONAL.encode())
    try:
        return ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise Refused(f"{name}：内部文件 {path} 不是正确的 XML，文件已损坏") from error
