"""Checklists as data: what is asked, what it checks, how answers add up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from labkb.model.base import (
    AnyRef,
    CalculatorRef,
    CitableRef,
    ClauseRef,
    Model,
    Part,
    Record,
    RefTo,
    ResponsibilityRef,
    Text,
)

ItemKey = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.-]*$", max_length=120)]
Share = Annotated[str, StringConstraints(pattern=r"^(0(\.\d{1,2})?|1)$")]
Percent = Annotated[str, StringConstraints(pattern=r"^(\d{1,2}(\.\d)?|100)$")]
RequirementRef = Annotated[str, RefTo(("requirement",))]
CheckedRef = Annotated[
    str, RefTo(("clause", "requirement", "responsibility", "document", "reference"))
]

ANSWERS = ("conforming", "partial", "nonconforming", "not_applicable")
Answer = Literal["conforming", "partial", "nonconforming", "not_applicable"]


class CheckItem(Model):
    """One question, bound to what it checks."""

    key: ItemKey = Field(description="表内的固定编号，发布后不改；回答按它保存")
    checks: tuple[CheckedRef, ...] = Field(
        min_length=1, description="核查的依据：条款、要求或任务的编号，至少一个"
    )
    question: Text = Field(description="问题，用自己的话写")
    look_at: tuple[Text, ...] = Field((), description="看什么证据，一条一项")
    weight: int = Field(1, ge=0, le=9, description="权重，1至9；0表示只记录、不计分")
    critical: bool = Field(False, description="一票否决：不符合时结论按 critical_words 给出")
    condition: Text | None = Field(None, description="只在这种情形下适用；没有这种情形的答“不适用”")
    roles: tuple[ItemKey, ...] = Field((), description="只问这些岗位；不写表示都问")
    owner: Text | None = Field(None, description="资料写明的责任方，作为责任人的初值")
    due: Text | None = Field(None, description="资料写明的时限，照印刷写")
    note: Text | None = Field(None, description="答题前要知道的一句话")


class CheckChapter(Model):
    """A group of items that is scored on its own."""

    key: ItemKey = Field(description="表内的固定编号")
    number: Text | None = Field(None, description="显示的章号，例如 4")
    title: Text = Field(description="章名")
    about: Text | None = Field(None, description="本章的说明")
    items: tuple[CheckItem, ...] = Field(description="核查项")


class Generation(Model):
    """Chapters made by the program from what other records demand."""

    clauses: tuple[ClauseRef, ...] = Field((), description="每个编号成一章，其下每条要求成一项")
    tasks: tuple[ResponsibilityRef, ...] = Field((), description="每个任务成一项，按工作方面分章")


class Phrasing(Model):
    """Better words for a generated item."""

    checks: Annotated[str, RefTo(("requirement", "responsibility"))] = Field(
        description="哪一项：要求或任务的编号"
    )
    question: Text | None = Field(None, description="问题；不写则用要求的内容")
    look_at: tuple[Text, ...] = Field((), description="看什么；不写则用要求所列的证据")
    weight: int | None = Field(None, ge=0, le=9, description="权重；不写则按约束程度取")
    critical: bool = Field(False, description="一票否决")
    note: Text | None = Field(None, description="答题前要知道的一句话")


class Threshold(Model):
    """What a total means."""

    at_least: Percent = Field(description="总分不低于，0至100")
    words: Text = Field(description="结论的话")
    tone: Literal["ok", "warn", "bad"] = Field("warn", description="语气：ok 好、warn 要改、bad 不行")


class Weights(Model):
    """Weights of generated items by obligation."""

    shall: int = Field(2, ge=1, le=9, description="应")
    should: int = Field(1, ge=1, le=9, description="宜、建议")
    may: int = Field(0, ge=0, le=9, description="可；0表示只记录、不计分")
    can: int = Field(0, ge=0, le=9, description="能；0表示只记录、不计分")


class AnswerWords(Model):
    """The four answers in the words of this checklist."""

    conforming: Text = Field("符合", description="做到了")
    partial: Text = Field("部分符合", description="做到一部分")
    nonconforming: Text = Field("不符合", description="没有做到")
    not_applicable: Text = Field("不适用", description="不适用；须写理由")


class Scoring(Model):
    """The rule of the total; shown on the page."""

    conforming: Share = Field("1", description="符合得几分")
    partial: Share = Field("0.5", description="部分符合得几分")
    nonconforming: Share = Field("0", description="不符合得几分")
    unanswered: Literal["excluded", "zero"] = Field(
        "excluded", description="未答的项：excluded 不计入，zero 按0分计入"
    )
    weights: Weights = Field(Weights(), description="自动生成的项按约束程度取的权重")
    thresholds: tuple[Threshold, ...] = Field((), description="从高到低；最后一档从0起")
    critical_words: Text | None = Field(None, description="有一票否决的项不符合时的结论")
    incomplete_words: Text = Field(
        "还没有答完，总分只反映已答的部分。", description="没有答完时的话"
    )


class Role(Model):
    """A role that a person is checked for."""

    key: ItemKey = Field(description="表内编号")
    name: Text = Field(description="岗位名称")
    term: Annotated[str, RefTo(("term",))] | None = Field(None, description="岗位的术语编号")


class Headcount(Model):
    """How many persons an item of work needs; the page counts who is short."""

    per: Text = Field(description="按什么计数，例如 检定、校准项目")
    persons: int = Field(ge=0, description="每项至少几人")
    persons_checks: RequirementRef = Field(description="人数的依据")
    custodians: int = Field(ge=0, description="每项至少几名负责人")
    custodians_name: Text = Field(description="负责人的名称")
    custodians_checks: RequirementRef = Field(description="负责人的依据")
    note: Text | None = Field(None, description="计数时要知道的一句话")


class Checklist(Record):
    """A checklist, written by hand or made from requirements."""

    family: ClassVar[str] = "checklist"

    title: Text = Field(description="名称")
    purpose: Text = Field(description="一两句话：给谁用、什么时候用")
    order: int = Field(50, description="目录里的次序，小的在前")
    basis: tuple[CitableRef, ...] = Field(min_length=1, description="依据的文件或条款")
    about: Text | None = Field(None, description="使用说明")
    generate: Generation | None = Field(None, description="由程序按要求生成的章")
    phrasing: tuple[Phrasing, ...] = Field((), description="给生成的项改写问题")
    chapters: tuple[CheckChapter, ...] = Field((), description="手写的章")
    covers: tuple[ClauseRef, ...] = Field(
        (), description="保证覆盖的条款：其下每条要求都要有核查项，labkb check 会核对"
    )
    answers: AnswerWords = Field(AnswerWords(), description="四种回答的名称")
    scoring: Scoring = Field(Scoring(), description="计分规则")
    roles: tuple[Role, ...] = Field((), description="按人核对时的岗位；写了就一人一岗地核对")
    headcount: Headcount | None = Field(None, description="人数核对")
    calculators: tuple[CalculatorRef, ...] = Field((), description="配合使用的计算器")
    see_also: tuple[AnyRef, ...] = Field((), description="参见")

    @property
    def label(self) -> str:
        """The title."""
        return self.title

    def item_id(self, key: str) -> str:
        """The id under which answers to an item are kept."""
        return f"{self.id}:{key}"

    def items(self) -> Iterator[CheckItem]:
        """Every item in order."""
        for chapter in self.chapters:
            yield from chapter.items

    def parts(self) -> Iterator[Part]:
        """The items in order; chapters have no ids of their own."""
        for at, chapter in enumerate(self.chapters):
            for index, item in enumerate(chapter.items):
                yield Part(
                    self.item_id(item.key),
                    "check_item",
                    item.question,
                    item,
                    ("chapters", at, "items", index),
                    self.id,
                )
