"""Pages and exports are made of records whose references all lead somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from labkb.build import prepare
from labkb.exchange.export.collection_xlsx import collection_xlsx
from labkb.exchange.export.origin import Origin
from labkb.link import references
from labkb.model.base import Record
from labkb.model.crosswalk import Crosswalk
from labkb.model.fact import Fact
from labkb.pipeline import Collection, load_collection
from labkb.settings import read_settings
from tests.conftest import ProjectMaker
from tests.unit.code_cases import TERM, clauses, doc

FILES = {
    "kb/terms/a.yaml": TERM + "sources: [{cites: std-none}]\n",
    "kb/standards/a.yaml": doc(clauses("1", "2") + "    terms: [term/none, term/x]\n"),
    "kb/standards/b.yaml": doc(clauses("1"), "std-b"),
    "kb/crosswalks/a.yaml": (
        "id: crosswalk/a\ntitle: 对照\ndocument: std-a\ntarget_document: std-b\nrows:\n"
        "  - {clause: 'std-a:1', target: 'std-b:1', relation: equal, reason: 同}\n"
        "  - {clause: 'std-a:2', target: 'std-b:9', relation: equal, reason: 同}\n"
        "  - {clause: term/x, target: 'std-b:1', relation: equal, reason: 同}\n"
        "  - {clause: 'std-a:9', relation: none, reason: 无}\n"
    ),
    "kb/facts/a.yaml": (
        "- {id: fact/a, name: 甲, value: '1', unit: 家, source: {cites: 'std-a:1', printed: 1家}}\n"
        "- {id: fact/b, name: 乙, value: '1', unit: 家, source: {cites: 'std-a:9', printed: 1家}}\n"
        "- {id: fact/c, name: 丙, unit: 家, derived: {operation: sum, of: [fact/a, fact/none]}}\n"
    ),
}


def dangling(held: Collection) -> list[str]:
    graph = held.graph
    records = [e.value for e in graph.entries.values() if isinstance(e.value, Record)]
    found = [f for record in records for f in references(record, {})]
    return [f.target for f in found if not f.fits(graph.get(f.target))]


def test_every_reference_of_what_is_shown_leads_somewhere(make_project: ProjectMaker) -> None:
    held = load_collection(make_project(FILES))
    assert sum(d.code in {"KB302", "KB303", "KB406"} for d in held.diagnostics) == 7
    assert dangling(held) == []
    crosswalk, fact = held.graph["crosswalk/a"].value, held.graph["fact/c"].value
    assert isinstance(crosswalk, Crosswalk) and isinstance(fact, Fact)
    assert [(row.clause, row.target) for row in crosswalk.rows] == [
        ("std-a:1", "std-b:1"), ("std-a:2", None)
    ]
    assert fact.derived is None
    # The findings are those of what was written.
    assert "KB407" not in {d.code for d in held.diagnostics}


@pytest.mark.parametrize("gone", ["kb/standards/a.yaml", "kb/standards/b.yaml", "kb/terms/a.yaml"])
def test_a_broken_file_leaves_a_site_and_its_exports(
    gone: str, make_project: ProjectMaker
) -> None:
    root: Path = make_project({**FILES, gone: "id: [\n"})
    build = prepare(read_settings(root))
    assert len([planned.render() for planned in build.plan.pages()]) > 5
    assert collection_xlsx(build.collection.graph, Origin.of(build.settings))
