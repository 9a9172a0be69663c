"""Rows that relate clauses of two documents."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from labkb.model.base import CitableRef, ClauseRef, DocumentRef, Model, Record, Text

Relation = Literal["equal", "subset", "superset", "intersects", "none"]


class CrosswalkRow(Model):
    """One clause, its counterpart and the set relation of what they demand."""

    clause: ClauseRef = Field(description="本方条款或要求")
    target: CitableRef | None = Field(None, description="对方条款；relation 为 none 时不填")
    relation: Relation = Field(
        description="本方相对对方：equal 等同、subset 子集、superset 超集、intersects 相交、none 无对应"
    )
    reason: Text = Field(description="一句话理由")


class Crosswalk(Record):
    """A comparison of two documents, clause by clause."""

    family: ClassVar[str] = "crosswalk"

    title: Text = Field(description="名称")
    document: DocumentRef = Field(description="本方文件")
    target_document: DocumentRef = Field(description="对方文件")
    rows: tuple[CrosswalkRow, ...] = Field(description="对照行")

    @property
    def label(self) -> str:
        """The title."""
        return self.title
