"""Who must do what by when."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from labkb.model.base import (
    ActorRef,
    ClauseRef,
    Model,
    OrganizationRef,
    PartialDate,
    PersonRef,
    Record,
    Text,
)


class Deadline(Model):
    """A date by which something is due, as printed."""

    words: Text = Field(description="印刷的时限，例如 2023.12、持续跟踪")
    due_on: PartialDate | None = Field(None, description="能换算成日期时填写，例如 2023-12")
    subtask: Text | None = Field(None, description="对应的分项编号；不写表示整项")
    is_reading: bool = Field(False, description="时限归属是编者的理解，原文没有写明")


class Target(Model):
    """A measurable aim."""

    name: Text = Field(description="指标")
    minimum: Text | None = Field(None, description="下限")
    maximum: Text | None = Field(None, description="上限")
    value: Text | None = Field(None, description="单一目标值")
    is_approximate: bool = Field(False, description="原文写左右、约")
    unit: Text = Field(description="单位")
    due_on: PartialDate | None = Field(None, description="到何时")


class Subtask(Model):
    """A numbered part of a task."""

    number: Text = Field(description="分项编号，例如 1")
    title: Text = Field(description="分项内容，用自己的话写")
    actors: tuple[OrganizationRef, ...] = Field((), description="责任部门；不写则同整项")


class Suggestion(Model):
    """Who suggested the task, and what was suggested."""

    by: tuple[PersonRef, ...] = Field((), description="建议人")
    summary: Text = Field(description="建议内容，用自己的话写")


class Responsibility(Record):
    """A duty, a task or a priority with those who answer for it."""

    family: ClassVar[str] = "responsibility"

    type: Literal["duty", "task", "priority"] = Field(
        description="种类：duty 职责、task 任务、priority 重点工作"
    )
    number: Text | None = Field(None, description="印刷的序号")
    title: Text = Field(description="短标题")
    summary: Text = Field(description="内容，用自己的话写")
    clause: ClauseRef | None = Field(None, description="写明此事的条款")
    aspect: Text | None = Field(None, description="所属方面，例如 加强认可宣传")
    period: Text | None = Field(None, description="所属年度，例如 2022")
    actors: tuple[ActorRef, ...] = Field((), description="责任部门或人员")
    partners: tuple[ActorRef, ...] = Field((), description="配合单位")
    leaders: tuple[PersonRef, ...] = Field((), description="分管领导")
    suggestion: Suggestion | None = Field(None, description="建议来源")
    deadlines: tuple[Deadline, ...] = Field((), description="完成时限")
    targets: tuple[Target, ...] = Field((), description="目标")
    subtasks: tuple[Subtask, ...] = Field((), description="分项任务")
    state: Literal["open", "done"] | None = Field(None, description="状态；资料未写则留空")

    @property
    def label(self) -> str:
        """The short title."""
        return self.title
