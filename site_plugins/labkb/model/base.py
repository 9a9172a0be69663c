"""What every record has, and the types its fields are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

PARTIAL_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class Model(BaseModel):
    """A frozen value; unknown keys are mistakes."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, use_attribute_docstrings=False
    )


@dataclass(frozen=True, slots=True)
class RefTo:
    """Marks a field as the id of another record of one of these kinds (families, see kinds.py)."""

    families: tuple[str, ...]


def _partial_date(value: str) -> str:
    match = PARTIAL_DATE.fullmatch(value)
    if match is None:
        raise PydanticCustomError("date_shape", "date_shape")
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise PydanticCustomError("date_impossible", "date_impossible") from None
    return value


@cache
def _has(model: type[BaseModel], name: str) -> bool:
    return name in model.model_fields or hasattr(model, name)


def field_of(value: BaseModel, name: str, default: Any = None) -> Any:
    """A field that not every kind of record has; asking pydantic in vain for it takes much longer."""
    return getattr(value, name) if _has(type(value), name) else default


Text = Annotated[str, StringConstraints(min_length=1)]
PartialDate = Annotated[
    str,
    AfterValidator(_partial_date),
    Field(json_schema_extra={"pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}),
]
RecordId = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)?$", max_length=80)
]

AnyRef = Annotated[str, RefTo(("any",))]
DocumentRef = Annotated[str, RefTo(("document", "reference"))]
ClauseRef = Annotated[str, RefTo(("clause", "requirement"))]
CitableRef = Annotated[str, RefTo(("document", "reference", "clause", "requirement"))]
OrganizationRef = Annotated[str, RefTo(("organization",))]
PersonRef = Annotated[str, RefTo(("person",))]
ActorRef = Annotated[str, RefTo(("organization", "person", "term"))]
TermRef = Annotated[str, RefTo(("term",))]
FactRef = Annotated[str, RefTo(("fact",))]
CalculatorRef = Annotated[str, RefTo(("calculator", "calculator_page"))]
ChecklistRef = Annotated[str, RefTo(("checklist",))]
CheckItemRef = Annotated[str, RefTo(("check_item",))]
MaterialRef = Annotated[str, RefTo(("material",))]
QuestionRef = Annotated[str, RefTo(("question",))]
ResponsibilityRef = Annotated[str, RefTo(("responsibility",))]


class Source(Model):
    """Where a statement comes from."""

    cites: CitableRef = Field(description="出处的编号：条款、文件或引用文件")
    at: Text | None = Field(None, description="出处中的位置，例如 2.26、表1、第3页")
    to_verify: bool = Field(False, description="出处尚未与原文核对（待核对）")


@dataclass(frozen=True, slots=True)
class Part:
    """A thing inside a record that has an id of its own: a clause, a requirement, a lesson."""

    id: str
    family: str
    label: str
    value: Model
    path: tuple[str | int, ...]
    """Where it stands in the record."""
    parent: str
    """Id of the thing above it."""


class Record(Model):
    """A record with an id of its own."""

    family: ClassVar[str]

    id: RecordId = Field(description="编号：小写英文、数字和连字符，全库唯一")
    topics: tuple[Text, ...] = Field((), description="主题词")
    keywords: tuple[Text, ...] = Field((), description="检索用的名词，取自原文")
    remarks: tuple[Text, ...] = Field((), description="编者说明，会显示在页面上")
    to_verify: tuple[Text, ...] = Field((), description="待核对的事项，一句一项")

    @property
    def label(self) -> str:
        """The name under which readers see the record."""
        raise NotImplementedError

    def parts(self) -> Iterator[Part]:
        """The things inside the record that have ids of their own, in document order."""
        return iter(())
