"""Small laws to compare."""

from __future__ import annotations

import random
from collections.abc import Sequence

from labkb.diffing.compare import Comparison, Row
from labkb.model.document import Clause, Document, DocumentSource, Licence

HAN = "零一二三四五六七八九"
WORDS = ("计量", "校准", "检定", "机构", "证书", "记录", "人员", "设备", "环境", "方法", "样品", "报告",
         "客户", "投诉", "风险", "审核", "评审", "溯源", "比对", "标准", "期间核查", "不确定度", "授权",
         "培训", "监督", "能力", "采购", "合同", "分包", "保密", "公正", "档案", "数据", "软件", "编号",
         "标识", "运输", "存放", "维护", "故障")


def numeral(number: int) -> str:
    """第…条 up to 9999, without 十 and 百: the ids read both."""
    return "".join(HAN[int(digit)] for digit in str(number))


def article(number: int | str, *paragraphs: str, **more: object) -> Clause:
    """An article of a law."""
    printed = number if isinstance(number, str) else f"第{numeral(number)}条"
    return Clause(number=printed, text="\n".join(paragraphs) or None, **more)


def law(name: str, clauses: Sequence[Clause], **more: object) -> Document:
    """A law with articles or chapters."""
    source = DocumentSource(licence=Licence.PUBLIC_LAW)
    values: dict[str, object] = {"id": name, "kind": "law", "title": "某法", "source": source, **more}
    return Document(clauses=tuple(clauses), **values)


def sentence(chance: random.Random, length: int = 14) -> str:
    """A sentence of words that is most likely unlike any other."""
    return "应当对".join(chance.choices(WORDS, k=3)) + "".join(chance.choices(WORDS, k=length)) + "。"


def row_of(comparison: Comparison, old: str = "", new: str = "") -> Row:
    """The row of an old or a new path."""
    for row in comparison.rows:
        if (row.old and row.old.path == old) or (row.new and row.new.path == new):
            return row
    raise AssertionError(f"no row for {old or new}")
