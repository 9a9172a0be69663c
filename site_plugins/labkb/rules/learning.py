"""Questions prove what they claim, and courses ask about what they teach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from labkb.codes import finding
from labkb.diagnostics import Diagnostic, Path
from labkb.graph import Entry, KnowledgeGraph
from labkb.learning.coverage import clause_of, covered_clauses
from labkb.learning.items import BLANK
from labkb.model.course import Course
from labkb.model.question import Question, QuestionBody
from labkb.render.words import QUESTION_KINDS

Body = Question | QuestionBody

# Which fields hold the answer of a kind.
_NEEDS = {
    "single": "options",
    "multiple": "options",
    "true_false": "is_true",
    "number": "number",
    "fill": "blanks",
    "order": "sequence",
    "match": "pairs",
    "case": "case_parts",
}
_FEWEST = {"single": 2, "multiple": 3, "fill": 1, "order": 3, "match": 2, "case": 2}
_EMPTY_FEEDBACK = {"对", "错", "正确", "错误", "不对", "不正确", "答对了", "答错了"}
_ALL_OF_THEM = re.compile(r"以上(都|均|全|皆)|(都|均|全)(不|是)?(对|正确|错)$")
_ENOUGH_SINGLES = 8
_ENOUGH_STATEMENTS = 6
_LONGEST_SHARE = 0.45
_ABOVE_CHANCE = 0.15


def questions_have_proof(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """A question that cites no clause."""
    for entry, question in _questions(graph):
        if not question.clauses:
            yield finding(
                "KB801",
                f"题目“{question.label}”没有写依据的条款",
                entry.place(),
                remedy="在 clauses 里写能证明答案的条款或要求",
                record=entry.id,
            )


def questions_are_sound(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """Questions whose content does not fit their kind, or contradicts itself."""
    for entry, question in _questions(graph):
        for body, path in _bodies(question):
            yield from _shape(entry, body, path)
            yield from _choices(entry, body, path)
            yield from _repeats(entry, body, path)


def banks_give_nothing_away(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """Files in which length, or always the same verdict, gives the answer away."""
    files: dict[str, list[tuple[Entry, Body]]] = {}
    for entry, question in _questions(graph):
        files.setdefault(entry.file, []).extend((entry, b) for b, _ in _bodies(question))
    for held in files.values():
        yield from _longest(held)
        verdicts = [(e, b.is_true) for e, b in held if b.kind == "true_false"]
        if len(verdicts) >= _ENOUGH_STATEMENTS and len({v for _, v in verdicts}) == 1:
            word = "对" if verdicts[0][1] else "错"
            yield finding(
                "KB814",
                f"这个文件的{len(verdicts)}道判断题答案全是“{word}”",
                verdicts[0][0].place(),
                remedy="把其中一部分改写成相反的说法",
            )


def lessons_have_questions(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """Lessons without questions, and courses that do not ask about what they teach."""
    for entry in graph.family("course"):
        course = entry.value
        assert isinstance(course, Course)
        for lesson in graph.children(entry.id, "lesson"):
            if not getattr(lesson.value, "questions", ()):
                yield finding(
                    "KB809",
                    f"课“{lesson.label}”没有题目",
                    lesson.place(),
                    remedy="在 questions 里写几道题的编号",
                    record=lesson.id,
                )
        asked = [q for lesson in course.lessons() for q in lesson.questions]
        covered = covered_clauses(graph, asked)
        covered |= {clause_of(graph, c) for c in covered}
        read = [c for lesson in course.lessons() for c in lesson.reading if c in graph]
        open_ones = [c for c in dict.fromkeys(read) if _covers(graph, covered, c) is False]
        if read and len(open_ones) == len(set(read)):
            yield finding(
                "KB810",
                f"课程“{course.title}”要读的条款没有一条有题目考到",
                entry.place(),
                remedy="给这些条款出题，或改正题目的 clauses",
                record=entry.id,
            )
        elif open_ones:
            names = "、".join(open_ones[:5]) + ("等" if len(open_ones) > 5 else "")
            yield finding(
                "KB819",
                f"课程“{course.title}”要读的{len(open_ones)}条还没有题目考到：{names}",
                entry.place(),
                remedy="给这些条款出题",
                record=entry.id,
            )


def questions_are_used(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """Questions that no lesson asks."""
    for entry, question in _questions(graph):
        if not graph.incoming(entry.id, "questions"):
            yield finding(
                "KB812",
                f"没有课用到题目“{question.label}”",
                entry.place(),
                remedy="写进某一课的 questions；只在练习里出现也可以",
                record=entry.id,
            )


def _questions(graph: KnowledgeGraph) -> Iterator[tuple[Entry, Question]]:
    for entry in graph.family("question"):
        if isinstance(entry.value, Question):
            yield entry, entry.value


def _bodies(question: Question) -> Iterator[tuple[Body, Path]]:
    """The question itself and the parts of a case."""
    yield question, ()
    for index, part in enumerate(question.case_parts):
        yield part, ("case_parts", index)


def _covers(graph: KnowledgeGraph, covered: set[str], clause: str) -> bool:
    return clause in covered or clause_of(graph, clause) in covered


def _shape(entry: Entry, body: Body, path: Path) -> Iterator[Diagnostic]:
    word = QUESTION_KINDS[body.kind]
    need = _NEEDS[body.kind]
    held = getattr(body, need, None)
    fewest = _FEWEST.get(body.kind, 0)
    if held is None or held == () or (fewest and len(held) < fewest):
        few = f"，至少{fewest}项" if fewest > 1 else ""
        yield finding(
            "KB805",
            f"{word}题要写 {need}{few}",
            entry.place(*path),
            remedy=f"补上 {need}，或改正 kind 的值“{body.kind}”",
            record=entry.id,
        )
    for other in dict.fromkeys(_NEEDS.values()):
        if other != need and getattr(body, other, None) not in (None, ()):
            yield finding(
                "KB805",
                f"{word}题不用 {other}",
                entry.place(*path, other),
                remedy=f"删去 {other}，或改正 kind 的值“{body.kind}”",
                record=entry.id,
            )
    if body.kind == "number" and body.number:
        tolerance = Decimal(body.number.tolerance)
        if tolerance < 0:
            yield finding(
                "KB805",
                f"允许的偏差“{body.number.tolerance}”小于零",
                entry.place(*path, "number", "tolerance"),
                remedy="写成不小于零的数",
                record=entry.id,
            )
    marks = body.stem.count(BLANK)
    if body.kind == "fill" and body.blanks and marks != len(body.blanks):
        yield finding(
            "KB806",
            f"题干里有{marks}个空（{BLANK}），blanks 写了{len(body.blanks)}个",
            entry.place(*path, "stem"),
            remedy="每个空写三条下划线，个数与 blanks 相同",
            record=entry.id,
        )


def _choices(entry: Entry, body: Body, path: Path) -> Iterator[Diagnostic]:
    if body.kind not in ("single", "multiple") or not body.options:
        return
    right = sum(option.is_right for option in body.options)
    if body.kind == "single" and right != 1:
        yield finding(
            "KB802",
            f"单选题有{right}个正确选项" if right else "单选题没有正确选项",
            entry.place(*path, "options"),
            remedy="只在一个选项写 is_right: true，或改成 kind: multiple",
            record=entry.id,
        )
    if body.kind == "multiple" and right in (0, len(body.options)):
        yield finding(
            "KB803",
            "多选题的选项全都正确" if right else "多选题没有正确选项",
            entry.place(*path, "options"),
            remedy="至少一个正确、一个不正确",
            record=entry.id,
        )
    for index, option in enumerate(body.options):
        place = entry.place(*path, "options", index)
        if option.feedback.strip("。！ ") in _EMPTY_FEEDBACK:
            yield finding(
                "KB808",
                f"选项“{option.text}”的反馈只有“{option.feedback}”，没有说明理由",
                place,
                remedy="写一句为什么对，或错在哪里",
                record=entry.id,
            )
        if _ALL_OF_THEM.search(option.text):
            yield finding(
                "KB813",
                f"选项“{option.text}”让人不用懂就能猜",
                place,
                remedy="改成具体的说法，或改用多选题",
                record=entry.id,
            )


def _repeats(entry: Entry, body: Body, path: Path) -> Iterator[Diagnostic]:
    lists = {
        "options": [option.text for option in body.options],
        "sequence": list(body.sequence),
        "pairs": [pair.right for pair in body.pairs],
    }
    lefts = [pair.left for pair in body.pairs]
    for field, texts in (*lists.items(), ("pairs", lefts)):
        seen: dict[str, int] = {}
        for index, text in enumerate(texts):
            plain = re.sub(r"[\s，。、；：,.;:]", "", text).lower()
            if plain in seen:
                yield finding(
                    "KB804",
                    f"“{text}”出现了两次",
                    entry.place(*path, field, index),
                    remedy="改写其中一项",
                    record=entry.id,
                )
            seen.setdefault(plain, index)


def _longest(held: list[tuple[Entry, Body]]) -> Iterator[Diagnostic]:
    singles = [(e, b) for e, b in held if b.kind == "single" and len(b.options) > 1]
    if len(singles) < _ENOUGH_SINGLES:
        return
    telling: list[tuple[float, Entry]] = []
    for entry, body in singles:
        right = max((len(o.text) for o in body.options if o.is_right), default=0)
        others = max((len(o.text) for o in body.options if not o.is_right), default=0)
        if right > others:
            telling.append((right / max(1, others), entry))
    share = len(telling) / len(singles)
    chance = sum(1 / len(body.options) for _, body in singles) / len(singles)
    if share > max(_LONGEST_SHARE, chance + _ABOVE_CHANCE):
        telling.sort(key=lambda one: (-one[0], one[1].id))
        names = "、".join(entry.id for _, entry in telling[:4])
        yield finding(
            "KB807",
            f"{len(singles)}道单选题里有{len(telling)}道正确选项最长，不懂的人也能猜：{names}等",
            telling[0][1].place("options"),
            remedy="把错误选项写得一样具体，或把正确选项改短",
        )
