"""Rules across records: each takes the graph and yields findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from labkb.diagnostics import Diagnostic
from labkb.graph import KnowledgeGraph
from labkb.rules import (
    calculators,
    checklists,
    clauses,
    crosswalks,
    cycles,
    dates,
    editions,
    exams,
    facts,
    learning,
    tasks,
)

Rule = Callable[[KnowledgeGraph], Iterator[Diagnostic]]

RULES: tuple[Rule, ...] = (
    dates.dates_in_order,
    dates.successors_come_later,
    cycles.no_cycles,
    clauses.numbers_in_order,
    clauses.numbers_are_unique,
    clauses.tables_stand_somewhere,
    tasks.subtasks_are_sound,
    clauses.leaf_clauses_say_something,
    clauses.text_only_where_licensed,
    editions.cites_what_binds,
    editions.status_is_known,
    facts.facts_are_complete,
    facts.derivations_compute,
    crosswalks.crosswalks_are_complete,
    calculators.calculators_compute,
    calculators.formulas_can_be_set,
    calculators.pages_exist,
    checklists.requirements_are_checked,
    checklists.items_are_sound,
    checklists.phrasing_is_used,
    checklists.scoring_is_sound,
    checklists.roles_are_known,
    learning.questions_have_proof,
    learning.questions_are_sound,
    learning.banks_give_nothing_away,
    learning.lessons_have_questions,
    learning.questions_are_used,
    exams.exams_can_be_drawn,
)


def run_rules(graph: KnowledgeGraph) -> list[Diagnostic]:
    """Everything the rules find, rule by rule."""
    return [found for rule in RULES for found in rule(graph)]
