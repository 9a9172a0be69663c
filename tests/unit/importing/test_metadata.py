"""Title, number, issuer and date from head and foot; null where the input is silent."""

from __future__ import annotations

from pathlib import Path

from labkb.exchange.importing.model import Metadata
from tests.unit.importing.helpers import imported


def meta(tmp_path: Path, text: str) -> Metadata:
    return imported(tmp_path, "a.txt", text).documents[0].metadata


def test_an_official_paper_names_issuer_number_and_title(tmp_path: Path) -> None:
    found = meta(
        tmp_path,
        "某省计量测试学会文件\n某计学〔2024〕5号\n关于开展比对工作的\n通知\n"
        "各会员单位：\n现通知如下。\n一、时间\n五月。\n"
        "某省计量测试学会\n2024年5月6日\n",
    )
    assert (found.issuer, found.number) == ("某省计量测试学会", "某计学〔2024〕5号")
    assert (found.title, found.date) == ("关于开展比对工作的通知", "2024-05-06")


def test_a_law_takes_date_and_issuer_from_its_latest_act(tmp_path: Path) -> None:
    found = meta(
        tmp_path,
        "某某管理条例\n"
        "（1999年3月1日中华人民共和国国务院令第100号公布 2019年3月2日中华人民共和国国务院令第709号修订）\n"
        "第一条 甲。\n第二条 乙。\n",
    )
    assert (found.title, found.date, found.issuer) == ("某某管理条例", "2019-03-02", "中华人民共和国国务院")
    assert found.number == "中华人民共和国国务院令第709号"


def test_a_date_in_chinese_numerals_is_read(tmp_path: Path) -> None:
    assert meta(tmp_path, "办法\n二〇二四年十月三十日\n第一条 甲。\n").date == "2024-10-30"


def test_what_is_not_printed_stays_null(tmp_path: Path) -> None:
    found = meta(tmp_path, "实验室内务制度\n一、每日清扫。\n二、截至2021年11月30日，已经清扫十次。\n")
    assert (found.number, found.issuer, found.date) == (None, None, None)


def test_a_missing_title_is_reported(tmp_path: Path) -> None:
    file = imported(tmp_path, "a.txt", "第一条 甲。\n第二条 乙。\n")
    assert file.documents[0].metadata.title is None
    assert [d.code for d in file.findings] == ["KB910"]
