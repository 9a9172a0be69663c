"""Every diagnostic code is provoked by a small knowledge base and says place, value and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from labkb.codes import CODES
from labkb.diagnostics import Diagnostic
from labkb.pipeline import load_collection
from tests.conftest import ProjectMaker
from tests.unit.code_cases import CASES, TERM, doc


def found(root: Path, code: str) -> Diagnostic:
    """The first finding of a code; fails with all findings when there is none."""
    diagnostics = load_collection(root).diagnostics
    hits = [d for d in diagnostics if d.code == code]
    assert hits, f"{code} not among {[(d.code, d.message) for d in diagnostics]}"
    return hits[0]


@pytest.mark.parametrize("code", [c for c in CASES if c != "KB106"])
def test_each_code_is_found_with_line_message_and_severity(
    code: str, make_project: ProjectMaker
) -> None:
    hit = found(make_project(CASES[code]), code)
    assert hit.message and hit.remedy
    assert hit.severity is CODES[code].severity
    assert hit.place.file.startswith(("kb/", "content/"))
    if code not in {"KB104", "KB107"}:
        assert hit.place.line is not None


def test_a_symbolic_link_out_of_kb_is_refused(make_project: ProjectMaker, tmp_path: Path) -> None:
    outside = tmp_path / "secret.yaml"
    outside.write_text(TERM, "utf-8")
    root = make_project({"kb/terms/b.yaml": TERM})
    (root / "kb/terms/a.yaml").symlink_to(outside)
    hit = found(root, "KB106")
    assert (hit.place.file, hit.excerpt) == ("kb/terms/a.yaml", "")


def test_every_code_of_the_backbone_has_a_case() -> None:
    here = {c for c in CODES if c < "KB6"}
    assert here - set(CASES) == set()


def test_every_code_explains_itself_with_an_example() -> None:
    for code in CODES.values():
        assert code.title and code.explanation and code.wrong and code.right, code.code


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("id: term/x\nname: 测量不确定度的评定\n".encode("gb18030"), "GBK/GB18030"),
        ("id: term/x\nname: 校准\n".encode("utf-16"), "UTF-16"),
        ("id: term/x\nname: 校准\n".encode("utf-16-le"), "UTF-16"),
    ],
)
def test_the_other_encoding_is_named(text: bytes, name: str, make_project: ProjectMaker) -> None:
    assert name in found(make_project({"kb/terms/a.yaml": text}), "KB102").message


def test_an_unknown_key_offers_the_nearest_and_points_at_the_key(
    make_project: ProjectMaker,
) -> None:
    hit = found(make_project({"kb/terms/a.yaml": TERM + "englsh: x\n"}), "KB201")
    assert (hit.place.line, hit.place.column) == (4, 1)
    assert "englsh" in hit.message
    assert "english" in hit.remedy


def test_a_dangling_reference_offers_the_nearest_id(make_project: ProjectMaker) -> None:
    files = {
        "kb/standards/a.yaml": doc('clauses:\n  - {number: "6.4.1", summary: 要点}\n'),
        "kb/standards/b.yaml": doc('cites: ["std-a:6.4.11"]\n', "std-b"),
    }
    hit = found(make_project(files), "KB302")
    assert "std-a:6.4.11" in hit.message
    assert "是否想写“std-a:6.4.1”？" in hit.remedy


def test_a_file_of_absurd_size_is_refused(make_project: ProjectMaker) -> None:
    root = make_project({"kb/terms/a.yaml": b"# " + b"x" * (9 * 1024 * 1024)})
    assert "上限" in found(root, "KB105").message


def test_deep_nesting_is_refused(make_project: ProjectMaker) -> None:
    text = "id: term/x\nname: " + "[" * 400 + "]" * 400 + "\n"
    assert found(make_project({"kb/terms/a.yaml": text}), "KB105")


def test_all_mistakes_of_a_record_are_reported_at_once(make_project: ProjectMaker) -> None:
    text = 'id: std-a\nkind: standard\nissued_on: "2025-13"\nstatus: old\nnummer: 3\n'
    codes = {d.code for d in load_collection(make_project({"kb/standards/a.yaml": text})).diagnostics}
    assert {"KB201", "KB202", "KB204", "KB205"} <= codes


def test_a_broken_record_is_dropped_and_the_others_stay(make_project: ProjectMaker) -> None:
    files = {"kb/terms/a.yaml": f"- id: term/broken\n- {TERM.replace(chr(10), chr(10) + '  ')}"}
    graph = load_collection(make_project(files)).graph
    assert [e.id for e in graph.family("term")] == ["term/x"]


def test_numbers_written_without_quotes_keep_their_digits(make_project: ProjectMaker) -> None:
    text = doc("clauses:\n  - {number: 5.10, summary: 要点}\n")
    assert "std-a:5.10" in load_collection(make_project({"kb/standards/a.yaml": text})).graph
