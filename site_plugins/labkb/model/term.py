"""Terms of the field."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from labkb.model.base import CitableRef, Model, Record, Source, TermRef, Text


class Neighbour(Model):
    """A term that is easily confused with this one."""

    term: TermRef = Field(description="易混的术语")
    difference: Text = Field(description="区别，一两句话")


class PrintedName(Model):
    """A name as a source prints it where it differs from general usage."""

    label: Text = Field(description="照印刷写的名称")
    cites: CitableRef = Field(description="印在哪一条")


class Term(Record):
    """A Chinese term with its English and a short definition in our own words."""

    family: ClassVar[str] = "term"

    name: Text = Field(description="中文术语")
    english: Text | None = Field(None, description="英文术语")
    printed: tuple[PrintedName, ...] = Field((), description="资料中印刷的、与通用说法不同的名称")
    abbreviations: tuple[Text, ...] = Field((), description="缩写")
    variants: tuple[Text, ...] = Field((), description="同义写法")
    definition: Text = Field(description="简短定义，用自己的话写")
    sources: tuple[Source, ...] = Field((), description="出处，例如 JJF 1001 的条号")
    neighbours: tuple[Neighbour, ...] = Field((), description="易混术语")

    @property
    def label(self) -> str:
        """The Chinese term."""
        return self.name
