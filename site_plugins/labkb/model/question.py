"""Questions: each cites the clause that proves its answer."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from labkb.model.base import (
    CalculatorRef,
    CheckItemRef,
    CitableRef,
    Model,
    Record,
    TermRef,
    Text,
)

Decimal = Annotated[str, Field(pattern=r"^[+-]?\d+(\.\d+)?$")]


class QuestionOption(Model):
    """An option of a choice."""

    text: Text = Field(description="选项")
    is_right: bool = Field(False, description="是否正确")
    feedback: Text = Field(description="选了它之后看到的话：为什么对、为什么错")


class Pair(Model):
    """Two things that belong together."""

    left: Text = Field(description="左边")
    right: Text = Field(description="右边与它相配的一项")


class NumberAnswer(Model):
    """A number with its unit and how far off an answer may be."""

    value: Decimal = Field(description="答案")
    unit: Text = Field(description="单位")
    tolerance: Decimal = Field("0", description="允许的偏差（同单位）；0 表示必须相等")


class Blank(Model):
    """A blank of a fill-in: the accepted wordings."""

    accepts: tuple[Text, ...] = Field(description="可接受的写法，第一个是标准写法", min_length=1)


class Answer(Model):
    """What is right; which field is used follows from the kind of the question."""

    options: tuple[QuestionOption, ...] = Field((), description="选项（单选、多选）")
    is_true: bool | None = Field(None, description="说法是否正确（判断题）")
    number: NumberAnswer | None = Field(None, description="答案（数值题）")
    blanks: tuple[Blank, ...] = Field((), description="各空的答案（填空题）")
    sequence: tuple[Text, ...] = Field((), description="正确的先后次序（排序题）")
    pairs: tuple[Pair, ...] = Field((), description="正确的配对（配对题）")


class QuestionBody(Answer):
    """A part of a case: a question without a record of its own."""

    kind: Literal["single", "multiple", "true_false", "number", "fill", "order", "match"] = Field(
        description="题型：single 单选、multiple 多选、true_false 判断、number 数值、fill 填空、"
        "order 排序、match 配对"
    )
    stem: Text = Field(description="题干；填空题用 ___ 标出空")
    explanation: Text = Field(description="解析：先说为什么，再说去哪一条看")


class Question(Answer, Record):
    """A question of the bank."""

    family: ClassVar[str] = "question"

    kind: Literal[
        "single", "multiple", "true_false", "number", "fill", "order", "match", "case"
    ] = Field(description="题型；case 为案例题，由 case_parts 组成")
    stem: Text = Field(description="题干；案例题写案情")
    case_parts: tuple[QuestionBody, ...] = Field((), description="小题（案例题）")
    explanation: Text = Field(description="解析：先说为什么，再说去哪一条看")
    clauses: tuple[CitableRef, ...] = Field(description="能证明答案的条款或要求")
    difficulty: Literal["basic", "applied", "advanced"] = Field(
        description="难度：basic 基础、applied 应用、advanced 提高"
    )
    terms: tuple[TermRef, ...] = Field((), description="涉及的术语")
    calculators: tuple[CalculatorRef, ...] = Field((), description="可以用来验算的计算器")
    check_items: tuple[CheckItemRef, ...] = Field((), description="相应的核查项")
    author: Text | None = Field(None, description="出题人")

    @property
    def label(self) -> str:
        """The beginning of the stem."""
        return self.stem if len(self.stem) <= 40 else self.stem[:39] + "…"

    @property
    def summary(self) -> str | None:
        """The whole stem where the label cuts it: all that search may know of a question."""
        return self.stem if len(self.stem) > 40 else None
