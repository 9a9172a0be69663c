"""SCORM packages: their structure, and the pure logic that reports to a platform."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import quickjs

from labkb.diagnostics import CannotGoOn
from labkb.exchange.export.from_records import course_view
from labkb.exchange.export.origin import Origin
from labkb.exchange.export.scorm_manifest import ADL, CP
from labkb.exchange.export.scorm_package import HERE, MAX_QUESTIONS, scorm_package
from labkb.exchange.export.teaching import Course, Lesson, Module
from labkb.graph import KnowledgeGraph
from tests.unit.export.samples import SINGLE

NS = {"cp": CP, "adl": ADL}


@pytest.fixture(scope="module")
def package(sample: KnowledgeGraph) -> zipfile.ZipFile:
    """The package of the sample course."""
    origin = Origin("test", "测试库", "1", "2026-01-31")
    data = scorm_package(sample, course_view(sample, "course/records"), origin)
    return zipfile.ZipFile(io.BytesIO(data))


@pytest.fixture(scope="module")
def manifest(package: zipfile.ZipFile) -> ET.Element:
    """Its manifest."""
    return ET.fromstring(package.read("imsmanifest.xml"))


def test_the_manifest_stands_at_the_root_and_names_scorm_1_2(manifest: ET.Element) -> None:
    assert manifest.tag == f"{{{CP}}}manifest"
    assert manifest.findtext("cp:metadata/cp:schema", namespaces=NS) == "ADL SCORM"
    assert manifest.findtext("cp:metadata/cp:schemaversion", namespaces=NS) == "1.2"


def test_the_default_organization_launches_the_one_object(manifest: ET.Element) -> None:
    organizations = manifest.find("cp:organizations", NS)
    assert organizations is not None
    organization = organizations.find("cp:organization", NS)
    assert organization is not None
    assert organizations.get("default") == organization.get("identifier")
    item = organization.find("cp:item", NS)
    resource = manifest.find("cp:resources/cp:resource", NS)
    assert item is not None and resource is not None
    assert item.get("identifierref") == resource.get("identifier")
    assert (resource.get(f"{{{ADL}}}scormtype"), resource.get("href")) == ("sco", "index.html")
    assert item.findtext("adl:masteryscore", namespaces=NS) == "80"


def test_the_manifest_lists_exactly_the_files_of_the_package(
    manifest: ET.Element, package: zipfile.ZipFile
) -> None:
    listed = {e.get("href") for e in manifest.findall(".//cp:file", NS)}
    assert listed == set(package.namelist()) - {"imsmanifest.xml"}


def test_the_course_is_known_again_by_its_identifier(manifest: ET.Element) -> None:
    assert manifest.get("identifier") == "labkb-test-course-records"


def test_the_page_says_where_it_comes_from_and_holds_no_answer(package: zipfile.ZipFile) -> None:
    page, data = package.read("index.html").decode(), package.read("data.js").decode()
    assert "《测试库》1版（test），资料截至2026-01-31" in page
    assert "course/records" in page
    for secret in ("谁改的都看得见", "is_right", "12.350"):
        assert secret not in page + data


def test_nothing_is_asked_for_from_outside(package: zipfile.ZipFile) -> None:
    page = package.read("index.html").decode()
    assert "http://" not in page and "https://" not in page


def test_the_same_course_gives_the_same_package(sample: KnowledgeGraph, origin: Origin) -> None:
    course = course_view(sample, "course/records")
    assert scorm_package(sample, course, origin) == scorm_package(sample, course, origin)


def test_a_course_with_more_questions_than_a_platform_remembers_is_refused(
    sample: KnowledgeGraph, origin: Origin
) -> None:
    many = tuple(replace(SINGLE, id=f"question/q{n}") for n in range(MAX_QUESTIONS + 1))
    lesson = Lesson("course/big:one", "全部", 60, ("都做一遍",), items=many)
    course = Course("course/big", "大课", "题很多。", "学员", ("做完",), (Module("一", (lesson,)),))
    with pytest.raises(CannotGoOn, match=r"701题.*700题"):
        scorm_package(sample, course, origin)


# -- the pure logic, in QuickJS ---------------------------------------------------------------


def run(file: Path, expression: str, *values: Any) -> Any:
    """What an expression over `v` gives with a file of the package loaded."""
    context = quickjs.Context()
    context.eval(file.read_text("utf-8"))
    context.eval(f"globalThis.v = {json.dumps(values)};")
    return json.loads(context.eval(f"JSON.stringify({expression})"))


def report(points: list[float], seen: list[int], best: int = -1) -> dict[str, Any]:
    """What the platform is told of a course of two lessons with 80 to pass."""
    state = {"v": 1, "p": points, "l": seen, "b": best}
    told: dict[str, Any] = run(
        HERE / "standing.js", "labkb.standing.report(v[0], {lessons: 2, pass: 80})", state
    )
    return told


@pytest.mark.parametrize(
    ("points", "seen", "best", "status", "raw"),
    [
        ([-1, -1], [], -1, "incomplete", 0),
        ([1, -1], [0], -1, "incomplete", 50),
        ([1, 1], [0], -1, "passed", 100),
        ([1, 0], [0, 1], -1, "failed", 50),
        ([-1, -1], [0, 1], 100, "passed", 100),  # another try after a pass
        ([1, 0.5, 1, 1, 0.5], [0], -1, "passed", 80),
        ([], [0], -1, "incomplete", None),
        ([], [0, 1], -1, "completed", None),
    ],
)
def test_status_and_score_follow_from_the_answers(
    points: list[float], seen: list[int], best: int, status: str, raw: int | None
) -> None:
    assert report(points, seen, best) == {"status": status, "raw": raw}


def test_the_kept_state_fits_into_what_scorm_1_2_allows() -> None:
    text = run(
        HERE / "standing.js", "labkb.standing.write(v[0])",
        {"v": 1, "p": [1 / 3] * MAX_QUESTIONS, "l": list(range(60)), "b": 100},
    )
    assert len(text) <= 4096


@pytest.mark.parametrize("kept", ["", "{", '{"v":2,"p":[1],"l":[]}', '{"v":1,"p":[1,1,1],"l":[]}'])
def test_a_kept_state_that_does_not_fit_begins_anew(kept: str) -> None:
    state = run(HERE / "standing.js", "labkb.standing.read(v[0], 2)", kept)
    assert state == {"v": 1, "p": [-1, -1], "l": [], "b": -1}


@pytest.mark.parametrize(
    ("question", "given", "said"),
    [
        ({"kind": "single"}, 1, "b"),
        ({"kind": "multiple"}, [0, 3], "a,d"),
        ({"kind": "true_false"}, False, "f"),
        ({"kind": "number"}, " 12.35 ", "12.35"),
        ({"kind": "number"}, "12.35 mm", ""),
        ({"kind": "fill"}, ["甲", "乙"], "甲; 乙"),
        ({"kind": "order"}, [2, 0, 1], "c,a,b"),
        ({"kind": "match"}, [1, None], "1.b"),
    ],
)
def test_answers_are_told_in_the_words_of_scorm(
    question: dict[str, str], given: Any, said: str
) -> None:
    told = run(HERE / "interactions.js", "labkb.interactions.said(v[0], v[1])", question, given)
    assert told == said


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0000:00:00"), (59.6, "0000:01:00"), (36061, "0010:01:01")]
)
def test_session_times_are_written_as_scorm_wants_them(seconds: float, text: str) -> None:
    assert run(HERE / "lms.js", "labkb.lms.timespan(v[0])", seconds) == text
