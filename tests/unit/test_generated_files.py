"""Files written from code are up to date, and the schemas accept what the models accept."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema_rs
import pytest
import yaml

from labkb.codes_page import codes_page
from labkb.load.files import list_files
from labkb.model.kinds import FOLDERS
from labkb.schema import schema_files


class _EditorLoader(yaml.CSafeLoader):
    """Reads like editors do (YAML 1.2): no dates, and only true and false are truth values."""


_EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs
            if not tag.endswith(":timestamp") and not (tag.endswith(":bool") and first in "yYnNoO")]
    for first, pairs in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def test_schemas_are_those_of_the_models(repository: Path) -> None:
    held = {p.name: p.read_text("utf-8") for p in (repository / "schemas").glob("*.json")}
    assert held == dict(schema_files())


def test_the_page_of_codes_is_that_of_the_table(repository: Path) -> None:
    assert (repository / "content/codes.md").read_text("utf-8") == codes_page()


@pytest.mark.parametrize("name", [name for name, _ in schema_files()])
def test_a_schema_is_valid_json_schema_2020_12(name: str) -> None:
    schema = json.loads(dict(schema_files())[name])
    assert schema["$schema"].endswith("2020-12/schema")
    jsonschema_rs.meta.validate(schema)


def test_every_file_of_kb_names_its_schema_and_fits_it(repository: Path) -> None:
    schemas = {
        name.removesuffix(".schema.json"): jsonschema_rs.validator_for(json.loads(text))
        for name, text in schema_files()
    }
    entries, _ = list_files(repository)
    assert len(entries) > 20
    for entry in entries:
        text = entry.location.read_text("utf-8")
        name = FOLDERS[entry.folder].schema
        first = text.splitlines()[0]
        depth = "../" * (entry.file.count("/"))
        assert first == f"# yaml-language-server: $schema={depth}schemas/{name}.schema.json", entry.file
        data = yaml.load(text, Loader=_EditorLoader)
        errors = [f"{e.instance_path} {e.message[:120]}" for e in schemas[name].iter_errors(data)]
        assert not errors, (entry.file, errors[:3])


def test_every_file_of_the_vocabulary_names_its_schema_and_fits_it(repository: Path) -> None:
    schema = jsonschema_rs.validator_for(json.loads(dict(schema_files())["vocabulary.schema.json"]))
    files = sorted((repository / "kb/vocabulary").glob("*.yaml"))
    assert files
    for file in files:
        text = file.read_text("utf-8")
        line = "# yaml-language-server: $schema=../../schemas/vocabulary.schema.json"
        assert text.splitlines()[0] == line, file.name
        errors = [e.message for e in schema.iter_errors(yaml.load(text, Loader=_EditorLoader))]
        assert not errors, (file.name, errors[:3])
