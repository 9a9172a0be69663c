"""A small collection of our own, and what answers queries over it."""

from __future__ import annotations

from pathlib import Path

from labkb.index.records import SearchRecord
from labkb.index.search import Searcher
from labkb.index.whoosh_index import refresh
from labkb.model.vocabulary import SynonymGroup, Vocabulary

GUIDE, NOTICE = "guide-2025", "notice-2020-127"
_GUIDE = (
    ("5.1.2", "人员在岗", "检定人员不超过六十五周岁，由劳务派遣的也算在内。"),
    ("5.1.3", "授权签字人的资格", "取得工程师职称，或有注册计量师资格。"),
    ("5.3", "设备要求", "设备按规程配备。"),
    ("5.3.4", "设备档案和状态标识", "每台设备建档，贴状态标识，写明有效期。"),
    ("5.5.3", "期间核查", "两次校准之间用核查标准做期间核查。"),
    ("6.3.4", "写错了怎样改", "在旁边写上正确内容并签名，不得涂改。"),
    ("6.3.5", "书写和修约", "修约按GB/T 8170，不确定度按JJF 1059.1。"),
    ("6.3.6", "保管期限", "原始记录妥善保管，建议六年。"),
    ("6.4.2", "校准证书", "给出校准值的同时给出测量不确定度。"),
    ("6.4.4", "报告修改", "漏了内容用追加文件，内容有错重新出具。"),
    ("7.2", "电子信息安全", "系统定期备份，防止篡改和丢失。"),
    ("8.3.2", "投诉时限", "公示投诉处理时限，特殊情况事先说明。"),
)
_NOTICE = (
    ("1", "一", "总体要求", "完善量值溯源体系。"),
    ("2.3", "（三）", "规范项目实施", "主导实验室做好风险分析，传递标准应当可溯源。"),
    ("3.8", "（八）", "推动结果使用", "比对结果不符合的限期改正。"),
)


def records() -> list[SearchRecord]:
    """Clauses of two documents, terms, a person, a department and a reference."""
    found = [
        SearchRecord(
            f"{GUIDE}:{path}", "clause", heading, f"d/guide/index.html#c-{path}", number=path,
            document=GUIDE, document_title="校准服务指南", document_codes=("全链条指南",),
            path=path, status="draft", context=("服务过程",), body=body,
        )
        for path, heading, body in _GUIDE
    ]
    found += [
        SearchRecord(
            f"{NOTICE}:{path}", "clause", heading, f"d/notice/index.html#c-{path}", number=number,
            document=NOTICE, document_title="计量比对指导意见",
            document_codes=("国市监计量〔2020〕127号", "127号文"),
            path=path, status="current", body=body,
        )
        for path, number, heading, body in _NOTICE
    ]
    found += [
        SearchRecord(
            "term/measurement-uncertainty", "term", "测量不确定度", "terms.html#mu",
            aliases=("measurement uncertainty", "不确定度"), body="表征被测量之值的分散性。",
        ),
        SearchRecord(
            "term/metrological-traceability", "term", "计量溯源性", "terms.html#mt",
            aliases=("metrological traceability",), body="通过不间断的链与参照对象联系起来。",
        ),
        SearchRecord("person/xiao", "person", "肖建华", "people.html#xiao", body="秘书长"),
        SearchRecord(
            "organization/technical", "organization", "技术部", "organizations.html#t",
            body="负责培训和通讯录。",
        ),
        SearchRecord(
            "jjf-1059-1", "reference", "测量不确定度评定与表示", "references.html#j",
            number="JJF 1059.1", document="jjf-1059-1", document_title="JJF 1059.1",
            document_codes=("JJF 1059.1-2012",), aliases=("JJF 1059.1", "JJF 1059.1-2012"),
        ),
        SearchRecord(
            "cnas-g003:5.3", "clause", "报告不确定度", "references.html#g", number="5.3", path="5.3",
            document="cnas-g003", document_title="CNAS-CL01-G003",
            document_codes=("CNAS-CL01-G003:2021",), status="superseded",
            body="证书报告的不确定度不小于CMC。",
        ),
    ]
    return found


VOCABULARY = Vocabulary(
    synonyms=(
        SynonymGroup(words=("计量溯源性", "量值溯源")),
        SynonymGroup(words=("保存", "保管", "存档")),
        SynonymGroup(words=("CMC", "校准和测量能力")),
        SynonymGroup(word="改错", also=("修改", "重新出具")),
    )
)


def searcher(folder: Path) -> Searcher:
    """Answers over the collection, its index in a folder."""
    return Searcher(refresh(folder, records(), VOCABULARY))
