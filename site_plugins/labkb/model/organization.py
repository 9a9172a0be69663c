"""Organizations and persons."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from labkb.model.base import Model, OrganizationRef, PartialDate, Record, Source, Text

OrganizationType = Literal[
    "authority",
    "accreditation-body",
    "department",
    "committee",
    "institute",
    "association",
    "company",
    "international",
    "laboratory",
    "meeting",
    "group",
]


class Organization(Record):
    """A body, a department or a committee."""

    family: ClassVar[str] = "organization"

    kind: Literal["organization"] = Field("organization", description="记录种类")
    name: Text = Field(description="全称")
    english: Text | None = Field(None, description="英文名")
    aliases: tuple[Text, ...] = Field((), description="简称、别名")
    type: OrganizationType = Field(
        description="机构类型：authority 主管部门、accreditation-body 认可机构、department 部门、"
        "committee 委员会、institute 研究院所、association 协会、company 企业、"
        "international 国际组织、laboratory 实验室、meeting 会议、group 一类机构的统称"
    )
    parent: OrganizationRef | None = Field(None, description="上级机构")
    summary: Text | None = Field(None, description="一句话说明")
    sources: tuple[Source, ...] = Field((), description="出处")

    @property
    def label(self) -> str:
        """The full name."""
        return self.name


class Office(Model):
    """An office under which a source names a person."""

    title: Text = Field(description="职务，照出处写")
    organization: OrganizationRef | None = Field(None, description="任职机构")
    source: Source = Field(description="出处")
    stated_on: PartialDate | None = Field(None, description="出处所指的日期")


class Person(Record):
    """A person whom a source names."""

    family: ClassVar[str] = "person"

    kind: Literal["person"] = Field(description="记录种类")
    name: Text = Field(description="姓名")
    offices: tuple[Office, ...] = Field((), description="出处中的职务")

    @property
    def label(self) -> str:
        """The name."""
        return self.name
