"""An edition to compare: a document of the collection, a YAML file, or a file to import."""

from __future__ import annotations

from pathlib import Path

from labkb.diagnostics import CannotGoOn, has_errors
from labkb.graph import KnowledgeGraph
from labkb.load.files import FileEntry, load_file
from labkb.model.document import Document
from labkb.model.kinds import FOLDERS
from labkb.validate import did_you_mean, validate_record

YAML = {".yaml", ".yml"}
_FOLDER = next(f.name for f in FOLDERS.values() if Document in f.models.values())


def read_edition(name: str, graph: KnowledgeGraph | None) -> Document:
    """The document that an argument of the command line names.

    Raises:
        CannotGoOn: where there is no such document.
    """
    entry = graph.get(name) if graph else None
    if entry and isinstance(entry.value, Document):
        return entry.value
    path = Path(name)
    if path.is_file():
        return _from_yaml(path) if path.suffix in YAML else _from_import(path)
    if path.suffix:
        raise CannotGoOn(f"找不到文件“{name}”。")
    known = [d.id for d in graph.documents()] if graph else []
    hint = did_you_mean(name, known) or (
        f"现有文件：{'、'.join(known[:8])}{' 等' if len(known) > 8 else ''}" if known
        else "写文件的路径，或在知识库的文件夹里写文件编号。"
    )
    raise CannotGoOn(f"没有编号为“{name}”的文件。{hint}")


def _from_yaml(path: Path) -> Document:
    loaded = load_file(FileEntry(_FOLDER, path.name, path))
    problems = list(loaded.diagnostics)
    documents: list[Document] = []
    for raw in loaded.records:
        located, found = validate_record(raw)
        problems += found
        if located and isinstance(located.record, Document):
            documents.append(located.record)
    if not documents:
        first = next((d for d in problems if has_errors([d])), None)
        raise CannotGoOn(f"{path}：{first.message if first else '里面没有文件记录'}。")
    return documents[0]


def _from_import(path: Path) -> Document:
    from labkb.exchange.importing.as_yaml import document_record
    from labkb.exchange.importing.importer import import_file
    from labkb.exchange.importing.limits import Refused

    try:
        imported = import_file(path).documents[0]
    except Refused as error:
        raise CannotGoOn(str(error)) from None
    return Document.model_validate(document_record(imported, path.name, licence="own"))
