"""Raw records to typed records, with every mistake of shape as a finding."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from labkb.codes import finding
from labkb.diagnostics import Diagnostic, Path, Place
from labkb.load.decode import CONTROL
from labkb.load.files import RawRecord
from labkb.model.base import Record
from labkb.model.kinds import FAMILY_WORDS, FOLDERS
from labkb.phrases import how_to_write, named_place, quoted, shape, short


@dataclass(frozen=True, slots=True)
class Located:
    """A typed record and the place where it is written."""

    record: Record
    file: str
    path: Path = ()

    def place(self, *path: str | int, on_key: bool = False) -> Place:
        """The place of a value of the record."""
        return Place(self.file, (*self.path, *path), on_key)


def nearest(word: str, candidates: Iterator[str] | list[str] | tuple[str, ...]) -> str:
    """The candidate that the writer probably meant, or the empty text."""
    held = list(candidates)
    found = difflib.get_close_matches(word, held, n=1, cutoff=0.6)
    if not found and word != word.lower():
        found = difflib.get_close_matches(word.lower(), held, n=1, cutoff=0.6)
    return found[0] if found else ""


def did_you_mean(word: str, candidates: list[str] | tuple[str, ...]) -> str:
    """The question “是否想写 …？”, or the empty text."""
    guess = nearest(word, candidates)
    return f"是否想写“{guess}”？" if guess else ""


def validate_record(raw: RawRecord) -> tuple[Located | None, list[Diagnostic]]:
    """The typed record, or None with everything that is wrong with it."""
    place = Place(raw.file, raw.path)
    if not isinstance(raw.data, dict):
        return None, [
            finding(
                "KB203",
                f"记录应当是键值，这里是{shape(raw.data)}",
                place,
                remedy="写成“键: 值”，冒号用半角，后面空一格",
            )
        ]
    folder = FOLDERS[raw.folder]
    record_id = raw.data.get("id")
    name = record_id if isinstance(record_id, str) else ""
    kind = raw.data.get("kind", folder.default)
    data = raw.data
    if not isinstance(kind, str) or kind not in folder.models:
        if not kind:
            return None, [
                finding(
                    "KB202",
                    "缺少必填的键“kind”（种类）",
                    place,
                    remedy=f"可取：{'、'.join(folder.models)}",
                    record=name,
                )
            ]
        options = list(folder.models)
        return None, [
            finding(
                "KB204",
                f"kind 的值{quoted(kind)}不在可选值之内",
                Place(raw.file, (*raw.path, "kind")),
                remedy=did_you_mean(short(kind), options) or f"可取：{'、'.join(options)}",
                record=name,
            )
        ]
    model = folder.models[kind]
    if "kind" in model.model_fields and "kind" not in data:
        data = {**data, "kind": kind}
    elif "kind" not in model.model_fields and "kind" in data:
        data = {key: value for key, value in data.items() if key != "kind"}
    findings = [] if raw.is_clean else list(_control_characters(data, raw, name))
    try:
        record = model.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, findings + [_explain(model, detail, raw, name) for detail in details]
    except RecursionError:
        return None, [
            finding("KB105", "记录嵌套过深", place, remedy="减少嵌套的层数", record=name)
        ]
    if findings:
        return None, findings
    expected = model.family
    if "/" in record.id and record.id.split("/")[0] != expected.replace("_", "-"):
        return None, [
            finding(
                "KB208",
                f"编号“{record.id}”的前半段应当是“{expected.replace('_', '-')}”",
                Place(raw.file, (*raw.path, "id")),
                remedy=f"{FAMILY_WORDS[expected]}的编号写成 {expected.replace('_', '-')}/名称",
                record=name,
            )
        ]
    return Located(record, raw.file, raw.path), []


def _control_characters(
    value: Any, raw: RawRecord, name: str, path: Path = ()
) -> Iterator[Diagnostic]:
    if isinstance(value, str):
        if match := CONTROL.search(value):
            yield finding(
                "KB209",
                f"文本里有控制字符 U+{ord(match[0]):04X}",
                Place(raw.file, (*raw.path, *path)),
                remedy="删去这个看不见的字符，重新输入",
                record=name,
            )
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from _control_characters(child, raw, name, (*path, key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _control_characters(child, raw, name, (*path, index))


def _explain(model: type[BaseModel], error: ErrorDetails, raw: RawRecord, name: str) -> Diagnostic:
    """One pydantic error as a finding."""
    loc = tuple(step for step in error["loc"] if not _is_branch(step, raw.data, error["loc"]))
    place = Place(raw.file, (*raw.path, *loc))
    field = str(loc[-1]) if loc else ""
    named = named_place(loc)
    value = error.get("input")
    kind = error["type"]
    context = error.get("ctx", {})
    if kind == "extra_forbidden":
        options = _sibling_keys(model, loc[:-1])
        remedy = did_you_mean(field, options) or f"可用的键：{'、'.join(options)}"
        at_key = Place(place.file, place.path, on_key=True)
        return finding("KB201", f"不认识的键“{field}”", at_key, remedy=remedy, record=name)
    if kind == "missing":
        above = Place(raw.file, (*raw.path, *loc[:-1]))
        about = _description(model, loc)
        return finding(
            "KB202", f"缺少必填的键“{field}”{about}", above, remedy=f"补上 {field}: …", record=name
        )
    if kind in {"literal_error", "enum", "union_tag_invalid"}:
        options = [o.strip(" '") for o in _expected(context).split(",")]
        remedy = did_you_mean(short(value), options) or f"可取：{'、'.join(options)}"
        return finding(
            "KB204", f"{named} 的值{quoted(value)}不在可选值之内", place, remedy=remedy, record=name
        )
    if kind in {"date_shape", "date_impossible"}:
        what = "不存在" if kind == "date_impossible" else "写法不对"
        return finding(
            "KB205",
            f"{named} 的日期“{short(value)}”{what}",
            place,
            remedy="写成 2025、2025-06 或 2025-06-30，并确认真有这一天",
            record=name,
        )
    if kind.endswith("_type") or kind in {"model_attributes_type", "dict_type", "tuple_type"}:
        want = _TYPE_WORDS.get(kind, "别的类型")
        return finding(
            "KB203",
            f"{named} 要{want}，这里是{shape(value)}",
            place,
            remedy=how_to_write(want, field, value),
            record=name,
        )
    if kind.endswith("_parsing"):
        want = _TYPE_WORDS.get(kind.replace("_parsing", "_type"), "数字")
        return finding(
            "KB203",
            f"{named} 的值“{short(value)}”不能读成{want}",
            place,
            remedy=f"改成{want}",
            record=name,
        )
    return finding(
        "KB206",
        f"{named} 的值“{short(value)}”不合要求：{_rule(kind, context)}",
        place,
        remedy=_description(model, loc)[1:-1] or "改正这个值",
        record=name,
    )


_TYPE_WORDS = {
    "string_type": "文本",
    "tuple_type": "列表",
    "list_type": "列表",
    "model_type": "键值",
    "dict_type": "键值",
    "bool_type": "true 或 false",
    "int_type": "整数",
}


def _expected(context: dict[str, Any]) -> str:
    return str(context.get("expected", "")).replace(" or ", ", ")


def _rule(kind: str, context: dict[str, Any]) -> str:
    if kind == "string_too_short":
        return "不能为空"
    if kind == "string_too_long":
        return f"最多{context.get('max_length')}个字符"
    if kind == "string_pattern_mismatch":
        return "写法不对"
    if kind == "too_short":
        return f"至少要{context.get('min_length')}项"
    if kind in {"greater_than_equal", "greater_than", "less_than_equal", "less_than"}:
        bound = next(iter(context.values()), "")
        return {"greater_than_equal": "不小于", "greater_than": "大于",
                "less_than_equal": "不大于", "less_than": "小于"}[kind] + str(bound)
    return str(context.get("error", kind))


def _is_branch(step: int | str, data: Any, loc: tuple[int | str, ...]) -> bool:
    """Whether a step of the location names a branch of a union, not a key of the data."""
    node = data
    for seen in loc:
        below = _below(node, seen)
        if below is not _NOTHING:
            node = below
        elif seen is step and step is not loc[-1]:
            return True
    return False


_NOTHING = object()


def _below(node: Any, step: int | str) -> Any:
    if isinstance(node, dict):
        return node.get(str(step), _NOTHING) if isinstance(step, str) else _NOTHING
    if isinstance(node, list) and isinstance(step, int) and step < len(node):
        return node[step]
    return _NOTHING


def model_at(model: type[BaseModel], loc: Path) -> type[BaseModel] | None:
    """The model at a place below another."""
    current: type[BaseModel] | None = model
    for step in loc:
        if isinstance(step, int) or current is None:
            continue
        field = current.model_fields.get(step)
        current = inner_model(field.annotation) if field else None
    return current


def inner_model(annotation: Any) -> type[BaseModel] | None:
    """The model that a field holds, in a list or alone."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in get_args(annotation):
        found = inner_model(argument)
        if found:
            return found
    return None


def _sibling_keys(model: type[BaseModel], loc: Path) -> list[str]:
    found = model_at(model, loc)
    return list(found.model_fields) if found else []


def _description(model: type[BaseModel], loc: Path) -> str:
    names = [step for step in loc if isinstance(step, str)]
    owner = model_at(model, loc[:-1])
    field = owner.model_fields.get(names[-1]) if owner and names else None
    return f"（{field.description}）" if field and field.description else ""
