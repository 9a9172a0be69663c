"""Documents and their clause trees."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import ClassVar, Literal

from pydantic import Field

from labkb.ids import derive_paths
from labkb.model.base import (
    ActorRef,
    CitableRef,
    DocumentRef,
    Model,
    OrganizationRef,
    Part,
    PartialDate,
    Record,
    TermRef,
    Text,
)

DocumentKind = Literal[
    "policy",
    "law",
    "regulation",
    "standard",
    "criteria",
    "guidance",
    "report",
    "minutes",
    "plan",
    "note",
]


_BEGINNING = 24


class Status(StrEnum):
    """State of a document, after ISO practice."""

    DRAFT = "draft"
    PENDING = "pending"
    CURRENT = "current"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class Licence(StrEnum):
    """What may be published of a document's own text."""

    SUMMARY_ONLY = "summary-only"
    PUBLIC_LAW = "public-law"
    OWN = "own"
    PERMITTED = "permitted"

    @property
    def allows_text(self) -> bool:
        """Whether `text` of the clauses may be published."""
        return self is not Licence.SUMMARY_ONLY


def beginning_of(text: str) -> str:
    """What stands for a text where a heading is wanted; `web/core/search/index.js` counts the same."""
    return text if len(text) <= _BEGINNING else text[: _BEGINNING - 1] + "…"


class Obligation(StrEnum):
    """Obligation words of ISO/IEC Directives Part 2."""

    SHALL = "shall"
    SHOULD = "should"
    MAY = "may"
    CAN = "can"


class ClauseForm(StrEnum):
    """How a unit is marked in print."""

    CLAUSE = "clause"
    ITEM = "item"
    PARAGRAPH = "paragraph"


class Requirement(Model):
    """One thing that a clause demands, advises or allows."""

    obligation: Obligation = Field(
        description="约束程度：shall 应、should 宜或建议、may 可（允许）、can 能"
    )
    statement: Text = Field(description="要求的内容，用自己的话写")
    actors: tuple[ActorRef, ...] = Field((), description="由谁做：机构、人员或岗位术语的编号")
    evidence: tuple[Text, ...] = Field((), description="能证明做到了的证据，一条一项")
    conditions: Text | None = Field(None, description="适用条件")


class Clause(Model):
    """One unit of a document with the units below it."""

    number: Text | None = Field(None, description="印刷的编号，例如 5.1.2、第二十三条、（八）")
    id: Text | None = Field(
        None,
        pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*$",
        description="文件内的固定编号；换版重排后仍保留旧编号时填写",
    )
    form: ClauseForm = Field(
        ClauseForm.CLAUSE, description="形式：clause 有编号的条款、item 无编号列项、paragraph 无编号段落"
    )
    heading: Text | None = Field(None, description="标题；原文没有标题时可写短标题")
    summary: Text | None = Field(None, description="要点，用自己的话写")
    text: Text | None = Field(None, description="原文；只有许可允许公开时才能填写")
    topics: tuple[Text, ...] = Field((), description="主题词")
    keywords: tuple[Text, ...] = Field((), description="检索用的名词，取自原文")
    defines: tuple[TermRef, ...] = Field((), description="本条定义的术语")
    terms: tuple[TermRef, ...] = Field((), description="读本条要懂的术语")
    cites: tuple[CitableRef, ...] = Field((), description="本条引用的文件或条款")
    requirements: tuple[Requirement, ...] = Field((), description="本条提出的要求")
    remarks: tuple[Text, ...] = Field((), description="编者说明")
    to_verify: tuple[Text, ...] = Field((), description="待核对的事项")
    clauses: tuple[Clause, ...] = Field((), description="下级条款")

    @property
    def label(self) -> str:
        """The heading, or the beginning of what the clause says."""
        if self.heading:
            return self.heading
        return beginning_of(self.summary or self.text or self.number or "")

    @property
    def is_leaf(self) -> bool:
        """Whether no numbered clause stands below it."""
        return not any(child.form is ClauseForm.CLAUSE for child in self.clauses)


class Table(Model):
    """A table of the document."""

    caption: Text | None = Field(None, description="表题")
    under: Text | None = Field(None, description="所在条款的文件内编号")
    columns: tuple[str, ...] = Field(description="列标题")
    rows: tuple[tuple[str, ...], ...] = Field(description="各行单元格")


class DocumentSource(Model):
    """Where the document was taken from and what may be published of it."""

    file: Text | None = Field(None, description="来源文件名")
    place: Text | None = Field(None, description="在来源文件中的位置")
    licence: Licence = Field(
        Licence.SUMMARY_ONLY,
        description="许可：summary-only 只公开要点、public-law 公开的法律法规、own 自有文本、permitted 已获许可",
    )


class Document(Record):
    """An edition of a policy, standard, report, ... with its clauses."""

    family: ClassVar[str] = "document"

    kind: DocumentKind = Field(description="文件种类")
    title: Text = Field(description="文件全称")
    short_title: Text | None = Field(None, description="简称，用在导航和引用里")
    number: Text | None = Field(None, description="文号或标准号")
    issuers: tuple[OrganizationRef, ...] = Field((), description="发布机构的编号")
    issuer_name: Text | None = Field(None, description="发布机构名称；未建机构记录时填写")
    addressees: tuple[OrganizationRef, ...] = Field((), description="主送单位")
    edition: Text | None = Field(None, description="版次")
    work: Text | None = Field(None, description="同一文件各版共用的编号；只有一版时不填")
    issued_on: PartialDate | None = Field(None, description="发布日期；资料未写则留空")
    effective_on: PartialDate | None = Field(None, description="实施日期")
    transition_ends_on: PartialDate | None = Field(None, description="过渡期截止")
    withdrawn_on: PartialDate | None = Field(None, description="废止日期")
    status: Status | None = Field(
        None, description="状态：draft 草案、pending 尚未施行、current 现行、superseded 被代替、withdrawn 废止；"
        "不明则留空"
    )
    replaces: tuple[DocumentRef, ...] = Field((), description="代替的文件")
    part_of: DocumentRef | None = Field(None, description="所属文件")
    cites: tuple[CitableRef, ...] = Field((), description="文件整体引用的文件")
    aliases: tuple[Text, ...] = Field((), description="别名、俗称，例如 127号文")
    source: DocumentSource = Field(DocumentSource(), description="来源与许可")
    summary: Text | None = Field(None, description="一段话说明文件讲什么")
    clauses: tuple[Clause, ...] = Field((), description="条款")
    tables: tuple[Table, ...] = Field((), description="表格")

    @property
    def label(self) -> str:
        """The short title where there is one."""
        return self.short_title or self.title

    def paths(self) -> list[str]:
        """The path of every clause in document order."""
        return derive_paths(self.clauses)

    def parts(self) -> Iterator[Part]:
        """Clauses, each followed by its requirements and the clauses below it."""
        return _parts(self.id, iter(self.paths()), self.clauses, (), self.id)


# No closure: one that calls itself is a cycle, and would hold the document for ever.
def _parts(
    document: str, paths: Iterator[str], clauses: tuple[Clause, ...], at: tuple[str | int, ...],
    parent: str,
) -> Iterator[Part]:
    for index, clause in enumerate(clauses):
        place = (*at, "clauses", index)
        clause_id = f"{document}:{next(paths)}"
        yield Part(clause_id, "clause", clause.label, clause, place, parent)
        for number, requirement in enumerate(clause.requirements, 1):
            yield Part(
                f"{clause_id}/r{number}",
                "requirement",
                requirement.statement,
                requirement,
                (*place, "requirements", number - 1),
                clause_id,
            )
        yield from _parts(document, paths, clause.clauses, place, clause_id)
