"""`labkb export pptx|quiz|scorm|anki`: what is handed out of a course."""

from __future__ import annotations

from pathlib import Path

import click

from labkb.cli.console import say
from labkb.cli.export_desk import Desk, common, dated, desk, shown, slug
from labkb.diagnostics import CannotGoOn
from labkb.exchange.export.sizes import size_words

_COURSE = "课程编号"
_SEED = "1"


def _course_id(held: Desk, given: str) -> str:
    """The course that was named, or the only one there is.

    Raises:
        CannotGoOn: where there is none, or it has to be named.
    """
    if given:
        held.known([given])
        return given
    courses = [entry.id for entry in held.graph.family("course")]
    if len(courses) == 1:
        return courses[0]
    if not courses:
        raise CannotGoOn("库里还没有课程。在 kb/courses/ 里写一门，再来导出。")
    raise CannotGoOn(f"写上课程的编号。库里的课程：{'、'.join(courses)}")


@click.command("pptx", help="一门课导成可以改的幻灯片，带讲者备注。")
@click.argument("course", default="", metavar=_COURSE)
@click.option("--questions", type=click.IntRange(0), metavar="题数",
              help="每课放几道练习，默认3；0 为不放。")
@common
def pptx(course: str, questions: int | None, out: Path | None, as_of: str | None) -> int:
    """Writes a deck."""
    from labkb.exchange.export.course_pptx import USUAL_QUESTIONS, course_pptx
    from labkb.exchange.export.from_records import course_view

    held = desk(as_of)
    course_id = _course_id(held, course)
    view = course_view(held.graph, course_id)
    wanted = USUAL_QUESTIONS if questions is None else questions
    data = course_pptx(view, held.origin, questions=wanted)
    return held.write(out, slug(course_id), "pptx", data)


@click.command("scorm", help="一门课导成 SCORM 1.2 课件包，上传到学习平台，进度和成绩会上报。")
@click.argument("course", default="", metavar=_COURSE)
@common
def scorm(course: str, out: Path | None, as_of: str | None) -> int:
    """Writes a package."""
    from labkb.exchange.export.from_records import course_view
    from labkb.exchange.export.scorm_package import scorm_package

    held = desk(as_of)
    course_id = _course_id(held, course)
    data = scorm_package(held.graph, course_view(held.graph, course_id), held.origin)
    return held.write(out, f"{slug(course_id)}-scorm12", "zip", data)


@click.command("anki", help="题目和术语导成 Anki 记忆卡；再次导入会更新，不会重复。"
               "不写课程就导全部。")
@click.argument("course", default="", metavar=f"[{_COURSE}]")
@common
def anki(course: str, out: Path | None, as_of: str | None) -> int:
    """Writes a deck of cards."""
    from labkb.exchange.export.anki_deck import collection_deck, course_deck

    held = desk(as_of)
    if course:
        held.known([course])
        return held.write(out, slug(course), "apkg", course_deck(held.graph, course, held.origin))
    return held.write(out, "cards", "apkg", collection_deck(held.graph, held.origin))


@click.command("quiz", help="一门课出纸质试卷：试卷、答题卡、答案分开，放进一个文件夹。")
@click.argument("course", default="", metavar=_COURSE)
@click.option("--papers", default="AB", metavar="AB", help="出哪几份，默认 AB 两份。")
@click.option("--count", type=click.IntRange(1), help="题数；不写就按课程的考试规则抽题。")
@click.option("--seed", default=_SEED, metavar="文字", help="换一个就是另一套抽题和排列，默认 1。")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False),
              help="放进哪个文件夹，默认在 dist/。")
@dated
def quiz(
    course: str, papers: str, count: int | None, seed: str, out: Path | None, as_of: str | None
) -> int:
    """Writes papers, answer sheets and one key."""
    from labkb.exchange.export.from_records import course_view, items
    from labkb.exchange.export.papers import choose, draw_exam
    from labkb.exchange.export.quiz_docx import quiz_files
    from labkb.exchange.export.reproducible import save

    held = desk(as_of)
    names = list(dict.fromkeys(papers.upper()))
    if not names or any(not ("A" <= name <= "H") for name in names):
        raise CannotGoOn(f"--papers 的“{papers}”不对。写成 A、AB 或 ABC。")
    bank = [entry.id for entry in held.graph.family("question")]
    if bank and not course and not held.graph.family("course"):
        # A bank without a course is asked whole, or so many of it as are wanted.
        stem, title, minutes, subject = "bank", held.origin.name, 0, ""
        chosen = choose(tuple(items(held.graph, bank)), count or 0, seed)
    else:
        view = course_view(held.graph, _course_id(held, course))
        stem, title, minutes, subject = slug(view.id), view.title, view.exam_minutes, view.id
        chosen = choose(view.items(), count, seed) if count else draw_exam(view, seed)
    # Another set stands beside the first one: papers that were printed are not lost.
    kept = f"{stem}-quiz" if seed == _SEED else f"{stem}-quiz-{seed}"
    folder = out or held.root / "dist" / held.origin.file_stem(kept)
    files = quiz_files(title, chosen, held.origin, seed=seed, names=names, minutes=minutes,
                       subject=subject)
    for name, data in files:
        save(folder / name, data)
        say(f"写好了：{shown(folder / name)}（{size_words(len(data))}）")
    return 0
