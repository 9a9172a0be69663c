"""Numbers with unit, scope and source."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from labkb.model.base import (
    AnyRef,
    CitableRef,
    DocumentRef,
    FactRef,
    Model,
    PartialDate,
    Record,
    Text,
)


class FactSource(Model):
    """The clause that prints a number, and the numeral as printed."""

    cites: CitableRef = Field(description="出处的条款")
    printed: Text = Field(description="印刷的数字和单位，例如 3100多家")


class Derivation(Model):
    """How a figure follows from others; the value is computed, never typed."""

    operation: Literal["sum", "difference", "ratio", "share", "growth", "implied_base"] = Field(
        description="算法：sum 和、difference 差、ratio 比值、share 占比(%)、growth 增长率(%)、"
        "implied_base 由现值与增长率(%)反推基数"
    )
    of: tuple[FactRef, ...] = Field(description="依次参加计算的数字", min_length=2)
    decimals: int = Field(0, ge=0, le=6, description="保留小数位，按 GB/T 8170 修约")


class Fact(Record):
    """A number of a source: value, unit, scope, population, year, source."""

    family: ClassVar[str] = "fact"

    kind: Literal["fact"] = Field("fact", description="记录种类")
    name: Text = Field(description="这个数字是什么")
    value: Text | None = Field(
        None, pattern=r"^[+-]?[0-9]+(\.[0-9]+)?$", description="数值，只写数字，例如 13.8；导出数字不填，由程序计算"
    )
    unit: Text | None = Field(None, description="单位，例如 家、%、人次、个")
    bound: Literal["exact", "about", "more", "nearly", "at_least", "at_most"] = Field(
        "exact", description="确切程度：exact 确数、about 左右、more 多/余、nearly 近、at_least 以上、at_most 以内"
    )
    scope: Text | None = Field(None, description="统计口径：算的是什么")
    population: Text | None = Field(None, description="总体：在谁当中算；口径不同不可混用")
    period: Text | None = Field(None, description="年度或时段，例如 2021")
    as_of: PartialDate | None = Field(None, description="截至日期")
    about: tuple[AnyRef, ...] = Field((), description="有关的机构、术语等")
    series: Text | None = Field(None, description="画在同一张图里的数字写同一个序列名")
    source: FactSource | None = Field(None, description="出处；导出数字不填")
    derived: Derivation | None = Field(None, description="导出方法")

    @property
    def label(self) -> str:
        """The name."""
        return self.name


class Exclusion(Model):
    """A numeral of a document that is no fact, and why."""

    numeral: Text = Field(description="数字，照原文写")
    context: Text = Field(description="前后几个字，足以在原文里找到它（不超过12字）")
    reason: Literal[
        "clause-number",
        "date",
        "document-number",
        "model-number",
        "list-number",
        "page-number",
        "name",
        "slogan",
        "repeated",
        "phone",
        "other",
    ] = Field(description="不作为数字事实的理由")
    note: Text | None = Field(None, description="补充说明")


class NumeralExclusions(Record):
    """The numerals of one document that are left out of the facts, each with its reason."""

    family: ClassVar[str] = "exclusions"

    kind: Literal["exclusions"] = Field(description="记录种类")
    document: DocumentRef = Field(description="所属文件")
    items: tuple[Exclusion, ...] = Field(description="不计入的数字")

    @property
    def label(self) -> str:
        """A fixed name."""
        return f"不计入的数字：{self.document}"
