"""Typed records to the graph: ids are unique, every reference resolves to the right kind."""

from __future__ import annotations

import types
import typing
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from labkb.codes import finding
from labkb.diagnostics import Diagnostic, Path, Place
from labkb.graph import Entry, KnowledgeGraph, Link
from labkb.model.base import Model, Part, Record, RefTo, field_of
from labkb.model.kinds import FAMILY_WORDS
from labkb.validate import Located, did_you_mean


@dataclass(frozen=True, slots=True)
class _RefField:
    name: str
    families: tuple[str, ...]
    is_list: bool


@dataclass(frozen=True, slots=True)
class _ModelField:
    name: str


@cache
def _fields(model: type[BaseModel]) -> tuple[_RefField | _ModelField, ...]:
    """The fields of a model that hold references or further models."""
    found: list[_RefField | _ModelField] = []
    hints = typing.get_type_hints(model, include_extras=True)
    for name in model.model_fields:
        families, is_list = _reference(hints[name])
        if families:
            found.append(_RefField(name, families, is_list))
        elif _holds_model(hints[name]):
            found.append(_ModelField(name))
    return tuple(found)


def _reference(hint: Any) -> tuple[tuple[str, ...], bool]:
    origin = typing.get_origin(hint)
    if origin is typing.Annotated:
        for extra in hint.__metadata__:
            if isinstance(extra, RefTo):
                return extra.families, False
        return _reference(typing.get_args(hint)[0])
    if origin in (typing.Union, types.UnionType):
        for argument in typing.get_args(hint):
            families, is_list = _reference(argument)
            if families:
                return families, is_list
    elif origin is tuple:
        families, _ = _reference(typing.get_args(hint)[0])
        return families, True
    return (), False


def _holds_model(hint: Any) -> bool:
    if isinstance(hint, type):
        return issubclass(hint, BaseModel)
    return any(_holds_model(a) for a in typing.get_args(hint) if a is not Ellipsis)


@dataclass(frozen=True, slots=True)
class Found:
    """One reference of a record."""

    owner: str
    target: str
    role: str
    families: tuple[str, ...]
    path: Path
    """Where it stands in the record."""

    def fits(self, target: Entry | None) -> bool:
        """Whether the target is there, and of a kind that may stand here."""
        return target is not None and (self.families == ("any",) or target.family in self.families)


def references(record: Record, owners: Mapping[int, str]) -> list[Found]:
    """Every reference of a record, with the id of the innermost thing that makes it.

    Args:
        record: the record.
        owners: the id of every part, by the identity of its value.
    """
    found: list[Found] = []
    _collect(record, record.id, owners, [], found)
    return found


def _collect(
    value: Model, owner: str, owners: Mapping[int, str], path: list[str | int], found: list[Found]
) -> None:
    """Adds the references below a value; `path` leads to it, and is made a place only where needed."""
    owner = owners.get(id(value), owner)
    values = value.__dict__
    for field in _fields(type(value)):
        held = values[field.name]
        if held is None or held == ():
            continue
        name = field.name
        if isinstance(field, _RefField):
            if field.is_list:
                for index, target in enumerate(held):
                    place = (*path, name, index)
                    found.append(Found(owner, target, name, field.families, place))
            else:
                found.append(Found(owner, held, name, field.families, (*path, name)))
        elif isinstance(held, tuple):
            path.append(name)
            for index, child in enumerate(held):
                if isinstance(child, Model):
                    path.append(index)
                    _collect(child, owner, owners, path, found)
                    path.pop()
            path.pop()
        elif isinstance(held, Model):
            path.append(name)
            _collect(held, owner, owners, path, found)
            path.pop()


def link(
    records: Sequence[Located], lost: Container[str] = (), *, explain: bool = True
) -> tuple[KnowledgeGraph, list[Diagnostic]]:
    """The graph of all records, and what does not fit.

    Args:
        records: the sound records.
        lost: ids of records that are there but broken. A reference to one is no further mistake.
        explain: False where nobody is going to read what does not fit.
    """
    findings: list[Diagnostic] = []
    entries: dict[str, Entry] = {}
    kept: list[tuple[Located, dict[int, str]]] = []
    for located in records:
        record = located.record
        if record.id in entries:
            first = entries[record.id]
            findings.append(_duplicate(record.id, first, located.place("id")))
            continue
        entries[record.id] = Entry(
            record.id, record.family, record.label, record, record, located.file, located.path
        )
        owners: dict[int, str] = {}
        for part in record.parts():
            if part.id in entries:
                findings.append(
                    _duplicate(part.id, entries[part.id], located.place(*part.path), record.id, part)
                )
                continue
            owners[id(part.value)] = part.id
            entries[part.id] = Entry(
                part.id,
                part.family,
                part.label,
                part.value,
                record,
                located.file,
                (*located.path, *part.path),
                part.parent,
            )
        kept.append((located, owners))
    links: list[Link] = []
    for located, owners in kept:
        for found in references(located.record, owners):
            place = located.place(*found.path)
            if found.fits(entries.get(found.target)):
                links.append(
                    Link(found.owner, found.target, found.role, place.file, place.path)
                )
            elif explain and not is_lost(found.target, lost):
                findings.append(_misfit(found, entries, place))
    return KnowledgeGraph(MappingProxyType(entries), tuple(links)), findings


def is_lost(target: str, lost: Container[str]) -> bool:
    """Whether an id names a broken record, or something inside one."""
    return target in lost or target.split(":", 1)[0] in lost


def _duplicate(
    entry_id: str, first: Entry, place: Place, record: str = "", part: Part | None = None
) -> Diagnostic:
    if ":" in entry_id:
        number = field_of(part.value, "number") if part else None
        fixed = field_of(part.value, "id") if part else None
        name = f"“{number}”（{entry_id}）" if number and not fixed else f"“{entry_id}”"
        return finding(
            "KB401",
            f"同级条款编号重复：{name}已经有了",
            place,
            remedy="核对编号；确实同号时，给后一条写 id: 区分",
            record=record,
        )
    return finding(
        "KB301",
        f"编号“{entry_id}”重复，已在 {first.file} 中使用",
        place,
        remedy="换一个编号，或删去重复的记录",
        record=entry_id,
    )


def _misfit(found: Found, entries: dict[str, Entry], place: Place) -> Diagnostic:
    target = entries.get(found.target)
    if target is None:
        is_term = found.families == ("term",)
        remedy = _nearest_id(found.target, found.families, entries)
        what = "术语" if is_term else "引用的编号"
        tail = "没有定义" if is_term else "不存在"
        return finding(
            "KB406" if is_term else "KB302",
            f"{what}“{found.target}”{tail}",
            place,
            remedy=remedy or "先建立这条记录，或改正编号",
            record=found.owner,
        )
    words = "或".join(FAMILY_WORDS.get(f, f) for f in found.families)
    is_word = FAMILY_WORDS.get(target.family, target.family)
    return finding(
        "KB303",
        f"“{found.target}”是{is_word}，这里要引用{words}",
        place,
        remedy=_nearest_id(found.target, found.families, entries) or f"改写成{words}的编号",
        record=found.owner,
    )


def _nearest_id(word: str, families: tuple[str, ...], entries: dict[str, Entry]) -> str:
    fitting = [
        e for e in entries.values() if ("any" in families or e.family in families) and e.id != word
    ]
    wanted = [e.id for e in fitting]
    if word and (named := next((e.id for e in fitting if e.label == word), "")):
        return f"是否想写“{named}”？"
    if ":" in word:
        document = word.split(":", 1)[0]
        same = [i for i in wanted if i.startswith(document + ":")]
        return did_you_mean(word, same or wanted[:20000])
    return did_you_mean(word, [i for i in wanted if ":" not in i])
