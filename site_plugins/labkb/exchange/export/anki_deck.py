"""Questions and terms as memory cards for Anki; a second import updates the first."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

import genanki

from labkb.diagnostics import CannotGoOn
from labkb.exchange.export.from_records import course_view, items, term_cards
from labkb.exchange.export.origin import Origin
from labkb.exchange.export.reproducible import rezip
from labkb.exchange.export.teaching import KINDS, LETTERS, Ask, Item, TermCard
from labkb.graph import KnowledgeGraph

_CSS = """\
.card { font: 18px/1.7 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
  color: #1a2023; background: #fff; text-align: left; max-width: 38em; margin: 0 auto; }
.nightMode.card { color: #e2e8e7; background: #171d1f; }
.kind { display: inline-block; border: 1px solid currentColor; border-radius: 2px; padding: 0 .5em;
  margin-bottom: .5em; }
.kind, .source { color: #5c676c; font-size: 14px; line-height: 1.6; }
.source { margin-top: 1em; }
.nightMode .kind, .nightMode .source { color: #9aa7a9; }
ol { list-style: upper-alpha; padding-left: 1.6em; }
ul { padding-left: 1.2em; margin: .4em 0 0; }
.answer { font-weight: 600; color: #0e5868; }
.nightMode .answer { color: #82c6d4; }
hr { border: 0; border-top: 1px solid #d5dcdb; margin: 1em 0; }
"""
_FRONT = "<div class=kind>{{种类}}</div><div>{{正面}}</div>"
_BACK = (
    "{{FrontSide}}<hr id=answer><div class=answer>{{答案}}</div><div>{{解析}}</div>"
    "<div class=source>{{#依据}}依据：{{依据}}<br>{{/依据}}{{出处}}</div>"
)
FIELDS = ("编号", "种类", "正面", "答案", "解析", "依据", "出处")


def course_deck(graph: KnowledgeGraph, course_id: str, origin: Origin) -> bytes:
    """The questions and terms of a course."""
    course = course_view(graph, course_id)
    terms = {term.id: term for lesson in course.lessons() for term in lesson.terms}
    return anki_deck(course.title, course.id, course.items(), list(terms.values()), origin)


def collection_deck(graph: KnowledgeGraph, origin: Origin) -> bytes:
    """All questions and terms of the collection."""
    questions = items(graph, (entry.id for entry in graph.family("question")))
    terms = term_cards(graph, (entry.id for entry in graph.family("term")))
    return anki_deck(origin.name, "all", list(questions), list(terms), origin)


def anki_deck(
    title: str, subject: str, questions: Sequence[Item], terms: Sequence[TermCard], origin: Origin
) -> bytes:
    """The bytes of an .apkg file; `subject` is the id under which the deck is known for ever.

    Raises:
        CannotGoOn: where there is neither question nor term.
    """
    if not questions and not terms:
        raise CannotGoOn(f"“{title}”既没有题目也没有术语，做不成记忆卡。")
    model = _model(origin)
    decks = []
    for part, name, notes in (
        ("questions", f"{title}::题目", _question_notes(questions, model, origin)),
        ("terms", f"{title}::术语", _term_notes(terms, model, origin)),
    ):
        deck = genanki.Deck(_number(origin.kb, subject, part), name, origin.sentence())
        for note in notes:
            deck.add_note(note)
        if deck.notes:
            decks.append(deck)
    with tempfile.TemporaryDirectory(prefix="labkb-") as folder:
        path = Path(folder) / "deck.apkg"
        genanki.Package(decks).write_to_file(path, timestamp=origin.moment.timestamp())
        return rezip(path.read_bytes(), origin.moment)


def _number(*parts: str) -> int:
    """A number of 31 bits that stays the same for the same words."""
    return int.from_bytes(hashlib.sha256("|".join(parts).encode()).digest()[:4], "big") >> 1


def _model(origin: Origin) -> Any:
    return genanki.Model(
        _number("labkb", origin.kb, "note type 1"),
        f"labkb {origin.name}",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "卡片", "qfmt": _FRONT, "afmt": _BACK}],
        css=_CSS,
        sort_field_index=2,
    )


def _note(model: Any, origin: Origin, card_id: str, values: Sequence[str], tags: list[str]) -> Any:
    return genanki.Note(
        model=model,
        fields=[card_id, *values, escape(origin.sentence())],
        guid=genanki.guid_for(origin.kb, card_id),
        tags=tags,
    )


def _question_notes(questions: Sequence[Item], model: Any, origin: Origin) -> Iterator[Any]:
    for item in questions:
        proof = "；".join(escape(citation.name) for citation in item.citations)
        for ask in item.asks:
            said = f"<p>{escape(item.stem)}</p>" if item.kind == "case" else ""
            values = (
                KINDS[ask.kind], said + _front(ask), _answer(ask),
                escape(ask.explanation or item.explanation) + _back(ask), proof,
            )
            yield _note(model, origin, ask.key, values, ["题目", KINDS[item.kind]])


def _front(ask: Ask) -> str:
    stem = escape(ask.stem).replace("___", "＿＿＿").replace("\n", "<br>")
    shown = [choice.text for choice in ask.choices] or sorted(ask.sequence)
    if ask.kind == "match":
        stem += f"<p>{escape('、'.join(left for left, _ in ask.pairs))}</p>"
        shown = sorted(right for _, right in ask.pairs)
    elif ask.kind == "number" and ask.unit:
        stem += f"<p>单位：{escape(ask.unit)}</p>"
    options = "".join(f"<li>{escape(text)}</li>" for text in shown)
    return stem + (f"<ol>{options}</ol>" if options else "")


def _answer(ask: Ask) -> str:
    if ask.pairs:
        return "<br>".join(escape(f"{left} — {right}") for left, right in ask.pairs)
    letters = ask.right_letters if ask.choices else ""
    return escape(f"{letters}　{ask.right_words()}".strip())


def _back(ask: Ask) -> str:
    wrong = [
        f"<li>{letter}：{escape(choice.feedback)}</li>"
        for letter, choice in zip(LETTERS, ask.choices, strict=False)
        if choice.feedback and not choice.is_right
    ]
    return _list(wrong)


def _list(items: Sequence[str]) -> str:
    return f"<ul>{''.join(items)}</ul>" if items else ""


def _term_notes(terms: Sequence[TermCard], model: Any, origin: Origin) -> Iterator[Any]:
    for term in terms:
        neighbours = [f"<li>{escape(words)}</li>" for words in term.neighbours]
        said = escape(term.english) + _list(neighbours)
        values = ("术语", escape(term.name), escape(term.definition), said, "")
        yield _note(model, origin, term.id, values, ["术语"])
