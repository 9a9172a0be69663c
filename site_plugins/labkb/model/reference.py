"""Documents that are cited but not held."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from labkb.ids import file_name, number_token
from labkb.model.base import (
    DocumentRef,
    Model,
    OrganizationRef,
    Part,
    PartialDate,
    Record,
    Source,
    Text,
)
from labkb.model.document import Status


class ClauseStub(Model):
    """A clause of a cited document: its number and, where known, its heading."""

    number: Text = Field(description="条号，例如 5.3")
    heading: Text | None = Field(None, description="条标题")
    note: Text | None = Field(None, description="转述出处对它的说法，用自己的话写")


class Reference(Record):
    """A cited document, so that a citation resolves and can be found."""

    family: ClassVar[str] = "reference"

    kind: Literal["reference"] = Field("reference", description="记录种类")
    title: Text = Field(description="名称，照出处写")
    english: Text | None = Field(None, description="英文名称")
    number: Text | None = Field(None, description="编号")
    edition: Text | None = Field(None, description="版次或年号")
    issuers: tuple[OrganizationRef, ...] = Field((), description="发布机构")
    issued_on: PartialDate | None = Field(None, description="发布日期")
    status: Status | None = Field(None, description="状态；资料未写则留空")
    replaces: tuple[DocumentRef, ...] = Field((), description="代替的文件")
    aliases: tuple[Text, ...] = Field((), description="别名、写法")
    sources: tuple[Source, ...] = Field((), description="哪里引用了它、写了什么")
    clauses: tuple[ClauseStub, ...] = Field((), description="被引用的条")

    @property
    def label(self) -> str:
        """Number and title."""
        return f"{self.number} {self.title}" if self.number else self.title

    def parts(self) -> Iterator[Part]:
        """The stubs of the clauses that are cited."""
        for index, stub in enumerate(self.clauses):
            path = stub_path(stub.number)
            label = f"{stub.number} {stub.heading}" if stub.heading else stub.number
            yield Part(f"{self.id}:{path}", "clause", label, stub, ("clauses", index), self.id)


def stub_path(number: str) -> str:
    """The path of a cited clause: 4.5C -> 4.5c, 第七十四条 -> 74."""
    token = number_token(number)
    return token.token if token else file_name(number).lower()
