"""Three editions of one law: the record of what, and for how long."""

from __future__ import annotations

LAW = """\
id: rule-{year}
kind: law
title: 记录办法
work: rule
issued_on: "{year}-01-01"
effective_on: "{year}-06-01"
status: {status}
source: {{licence: public-law}}
{more}clauses:
"""
FILES = {
    "kb/policies/a.yaml": LAW.format(year=2005, status="superseded", more="") + """\
  - {number: 第一条, text: 机构应当建立并保持原始记录的管理制度。}
  - {number: 第二条, text: 原始记录的保存期限不少于三年。}
  - {number: 第三条, text: 统计数据每年向主管部门报送一次。}
""",
    "kb/policies/b.yaml": LAW.format(year=2015, status="superseded", more="") + """\
  - {number: 第一条, text: 机构应当建立并保持原始记录的管理制度。}
  - {number: 第二条, text: 设备应当按照规定的周期送检，并贴上标识。}
  - {number: 第三条, text: 原始记录的保存期限不少于三年。}
""",
    "kb/policies/c.yaml": LAW.format(year=2024, status="current", more="replaces: [rule-2015]\n")
    + """\
  - {number: 第一条, text: 机构应当建立并保持原始记录的管理制度。}
  - {number: 第二条, text: 机构应当公开投诉的渠道并及时答复。}
  - {number: 第三条, text: 设备应当按照规定的周期送检，并贴上标识。}
  - {number: 第四条, text: 原始记录的保存期限不少于六年。}
""",
}
