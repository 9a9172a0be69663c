"""Wrong settings are one Chinese sentence with the value; right ones may be written in several ways."""

from __future__ import annotations

import pytest

from labkb.diagnostics import CannotGoOn
from labkb.settings import Settings, read_settings
from tests.conftest import ProjectMaker


def settings(option: str, make_project: ProjectMaker) -> Settings:
    text = f"site_name: x\nplugins: [labkb: {{{option}}}]\n"
    return read_settings(make_project({"mkdocs.yml": text}))


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("edition: 2026.10", "加引号"),
        ("kb: [a]", "kb 要一段文本"),
        ("as_of: 2025-02-30", "日期不存在"),
        ('as_of: "2025-02-30"', "2025-02-30"),
        ('as_of: "2025"', "2025"),
        ("chapter_page_above: many", "many"),
        ("downloads: xlsx", "xlsx"),
        ("kb: [", "第2行"),
    ],
)
def test_a_wrong_setting_is_said_in_one_sentence(
    option: str, said: str, make_project: ProjectMaker
) -> None:
    with pytest.raises(CannotGoOn, match=said):
        settings(option, make_project)


def test_a_file_of_another_encoding_is_said_to_be_one(make_project: ProjectMaker) -> None:
    with pytest.raises(CannotGoOn, match="UTF-8"):
        read_settings(make_project({"mkdocs.yml": "site_name: 校准实验室\n".encode("gbk")}))


def test_dates_and_whole_numbers_need_no_quotes(make_project: ProjectMaker) -> None:
    held = settings("as_of: 2026-11-21, edition: 3", make_project)
    assert (held.as_of, held.edition) == ("2026-11-21", "3")
