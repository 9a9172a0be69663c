"""Courses: modules and lessons over clauses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from labkb.model.base import (
    AnyRef,
    CalculatorRef,
    ChecklistRef,
    CitableRef,
    MaterialRef,
    Model,
    Part,
    QuestionRef,
    Record,
    TermRef,
    Text,
)


class WorkedExample(Model):
    """A short story from a laboratory that shows the point."""

    title: Text = Field(description="例子的标题")
    text: Text = Field(description="例子，用自己的话写；空行分段")
    calculator: CalculatorRef | None = Field(None, description="嵌入的计算器")
    checklist: ChecklistRef | None = Field(None, description="嵌入的核查表")


class Lesson(Model):
    """One sitting: aims, reading, key points, questions."""

    id: Text = Field(
        pattern=r"^[a-z0-9][a-z0-9-]*$", description="课在课程内的编号，定下后不改"
    )
    title: Text = Field(description="课名")
    minutes: int = Field(gt=0, le=240, description="用时（分钟）")
    aims: tuple[Text, ...] = Field(description="学完能做什么，一句一项", min_length=1)
    reading: tuple[CitableRef, ...] = Field((), description="要读的条款，按先后")
    introduction: Text | None = Field(None, description="引入：为什么要学，空行分段")
    key_points: tuple[Text, ...] = Field((), description="要点，一句一项")
    terms: tuple[TermRef, ...] = Field((), description="本课术语")
    examples: tuple[WorkedExample, ...] = Field((), description="例子")
    see_also: tuple[AnyRef, ...] = Field((), description="延伸：任何记录")
    materials: tuple[MaterialRef, ...] = Field((), description="讲师资料")
    questions: tuple[QuestionRef, ...] = Field((), description="本课练习")
    trainer_notes: tuple[Text, ...] = Field((), description="给讲师的话，进讲义备注")


class Module(Model):
    """Lessons that belong together."""

    title: Text = Field(description="单元名")
    lessons: tuple[Lesson, ...] = Field(description="各课", min_length=1)


class BlueprintRow(Model):
    """How many questions an exam draws of a kind."""

    count: int = Field(gt=0, description="题数")
    kinds: tuple[Text, ...] = Field((), description="题型；不写为不限")
    difficulties: tuple[Text, ...] = Field((), description="难度；不写为不限")
    modules: tuple[int, ...] = Field((), description="单元序号；不写为不限")
    points: int = Field(1, gt=0, description="每题分数")


class Exam(Model):
    """The blueprint of a course's exam."""

    minutes: int = Field(gt=0, description="限时（分钟）")
    pass_percent: int = Field(ge=1, le=100, description="及格线（%）")
    rows: tuple[BlueprintRow, ...] = Field(description="抽题规则", min_length=1)


class Course(Record):
    """A course with its exam."""

    family: ClassVar[str] = "course"

    title: Text = Field(description="课程名")
    summary: Text = Field(description="一句话介绍")
    audience: Text = Field(description="给谁学")
    aims: tuple[Text, ...] = Field(description="学完能做什么", min_length=1)
    modules: tuple[Module, ...] = Field(description="单元", min_length=1)
    exam: Exam | None = Field(None, description="考试")
    order: int = Field(100, description="课程列表里的先后")

    @property
    def label(self) -> str:
        """The title."""
        return self.title

    def lessons(self) -> Iterator[Lesson]:
        """The lessons in order."""
        for module in self.modules:
            yield from module.lessons

    def parts(self) -> Iterator[Part]:
        """The lessons."""
        for m, module in enumerate(self.modules):
            for n, lesson in enumerate(module.lessons):
                path = ("modules", m, "lessons", n)
                yield Part(f"{self.id}:{lesson.id}", "lesson", lesson.title, lesson, path, self.id)
