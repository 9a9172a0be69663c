"""JSON Schema 2020-12 of every folder of `kb/`, generated from the models."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from labkb.model.kinds import FOLDERS, Folder
from labkb.model.vocabulary import VocabularyFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_files() -> Iterator[tuple[str, str]]:
    """(`<name>.schema.json`, text) of every schema."""
    seen: set[str] = set()
    for folder in FOLDERS.values():
        if folder.schema not in seen:
            seen.add(folder.schema)
            yield f"{folder.schema}.schema.json", _as_text(folder_schema(folder))
    yield "vocabulary.schema.json", _as_text(vocabulary_schema())


def _as_text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def vocabulary_schema() -> dict[str, Any]:
    """The schema of a file of `kb/vocabulary/`, whose entries are no records."""
    made = _for_editors(TypeAdapter(VocabularyFile).json_schema(schema_generator=_Schema))
    made["$defs"] = {name: _for_editors(held) for name, held in made["$defs"].items()}
    return {"$schema": DIALECT, "title": "词表", **made}


class _Schema(GenerateJsonSchema):
    """Without titles made of field names: editors show them above our Chinese descriptions."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Never."""
        return False


def _for_editors(definition: dict[str, Any]) -> dict[str, Any]:
    """A definition without name and docstring of its class, which are for programmers."""
    return {key: held for key, held in definition.items() if key not in {"title", "description"}}


def folder_schema(folder: Folder) -> dict[str, Any]:
    """The schema of a file of a folder: one record, or (documents apart) a list of records."""
    models = list(dict.fromkeys(folder.models.values()))
    definitions: dict[str, Any] = {}
    records: list[dict[str, Any]] = []
    for model in models:
        made = TypeAdapter(model).json_schema(
            ref_template="#/$defs/{model}", schema_generator=_Schema
        )
        definitions.update(made.pop("$defs", {}))
        definitions[model.__name__] = made
        records.append({"$ref": f"#/$defs/{model.__name__}"})
    record = records[0] if len(records) == 1 else {"anyOf": records}
    is_single = folder.schema == "document"
    body = record if is_single else {"anyOf": [record, {"type": "array", "items": record}]}
    return {
        "$schema": DIALECT,
        "title": folder.title,
        **body,
        "$defs": {name: _for_editors(held) for name, held in sorted(definitions.items())},
    }
