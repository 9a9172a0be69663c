"""The manifest of a SCORM package, held against the schemas that IMS and ADL published."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from labkb.exchange.export.from_records import course_view
from labkb.exchange.export.origin import Origin
from labkb.exchange.export.scorm_manifest import manifest
from labkb.graph import KnowledgeGraph
from tests.unit.export.samples import COURSE, EMPTY
from tests.unit.export.scorm_schemas import complaints, published_schema

FILES = ("index.html", "course.css", "data.js")


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The published schemas."""
    return published_schema(tmp_path_factory.mktemp("schemas"))


@pytest.mark.parametrize("course", [COURSE, EMPTY], ids=lambda course: course.id)
def test_a_manifest_is_valid(course: Any, schema: Any, origin: Origin) -> None:
    assert complaints(schema, manifest(course, origin, FILES)) == []


def test_a_manifest_of_the_collection_is_valid(
    sample: KnowledgeGraph, schema: Any, origin: Origin
) -> None:
    course = course_view(sample, "course/records")
    assert complaints(schema, manifest(course, origin, FILES)) == []


def swapped(old: str, new: str) -> Callable[[bytes], bytes]:
    """A change to a manifest that must find something to change."""

    def change(data: bytes) -> bytes:
        text = data.decode()
        assert old in text
        return text.replace(old, new).encode()

    return change


@pytest.mark.parametrize("spoil", [
    swapped("organizations", "outline"),
    swapped('adlcp:scormtype="sco"', 'adlcp:scormtype="lesson"'),
    swapped("adlcp:masteryscore", "adlcp:passmark"),
    swapped('type="webcontent"', ""),
    swapped('identifier="RES-1"', 'identifier="1 RES"'),
    swapped("<imsmd:language>", "<imsmd:tongue>x</imsmd:tongue><imsmd:language>"),
    swapped('isvisible="true"', 'isvisible="yes"'),
])
def test_the_schemas_find_what_is_wrong(
    spoil: Callable[[bytes], bytes], schema: Any, origin: Origin
) -> None:
    assert complaints(schema, spoil(manifest(COURSE, origin, FILES)))
