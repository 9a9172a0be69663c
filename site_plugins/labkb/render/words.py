"""The Chinese words and signs under which readers see values of the models."""

from __future__ import annotations

from typing import NamedTuple

DOCUMENT_KINDS = {
    "law": "法律",
    "regulation": "法规",
    "policy": "政策文件",
    "standard": "标准",
    "criteria": "准则",
    "guidance": "指南",
    "note": "编制说明",
    "plan": "计划",
    "report": "报告",
    "minutes": "纪要",
}
STATUSES = {
    "draft": "草案",
    "pending": "尚未施行",
    "current": "现行",
    "superseded": "被代替",
    "withdrawn": "废止",
}
STATUS_TONES = {
    "draft": "accent",
    "pending": "accent",
    "current": "ok",
    "superseded": "warn",
    "withdrawn": "bad",
}
LICENCES = {
    "summary-only": "只公开自写要点，不公开原文",
    "public-law": "公开的法律法规，可载原文",
    "own": "自有文本",
    "permitted": "已获许可",
}
RELATIONS = {
    "equal": "等同",
    "subset": "子集",
    "superset": "超集",
    "intersects": "相交",
    "none": "无对应",
}
RELATION_MEANINGS = {
    "equal": "两边要求的是同一件事",
    "subset": "本方只要求了对方的一部分，或比对方更具体",
    "superset": "本方包住对方，还多要求了一些",
    "intersects": "有重合，也各有对方没有的",
    "none": "对方没有相应的要求",
}
ORGANIZATION_TYPES = {
    "authority": "主管部门",
    "accreditation-body": "认可机构",
    "department": "部门",
    "committee": "委员会",
    "institute": "研究院所",
    "association": "协会",
    "company": "企业",
    "international": "国际组织",
    "laboratory": "实验室",
    "meeting": "会议",
    "group": "一类机构的统称",
}
RESPONSIBILITY_TYPES = {"duty": "职责", "task": "任务", "priority": "重点工作"}
CHANGE_TYPES = {"added": "新增", "revised": "修订", "removed": "移除"}
BOUNDS = {
    "exact": ("", ""),
    "about": ("约", ""),
    "more": ("", "多"),
    "nearly": ("近", ""),
    "at_least": ("不少于", ""),
    "at_most": ("不超过", ""),
}
OPERATIONS = {
    "sum": "相加",
    "difference": "相减",
    "ratio": "相除",
    "share": "占比",
    "growth": "增长率",
    "implied_base": "由现值和增长率反推",
}
EXCLUSION_REASONS = {
    "clause-number": "条款号",
    "date": "日期",
    "document-number": "文件号",
    "model-number": "型号",
    "list-number": "列项号",
    "page-number": "页码",
    "name": "名称的一部分",
    "slogan": "口号",
    "repeated": "重复出现",
    "phone": "电话",
    "other": "其他",
}
MEDIA = {
    "slides": "幻灯片",
    "document": "文档",
    "sheet": "表格",
    "video": "视频",
    "audio": "音频",
    "image": "图片",
    "archive": "压缩包",
}
QUESTION_KINDS = {
    "single": "单选",
    "multiple": "多选",
    "true_false": "判断",
    "number": "数值",
    "fill": "填空",
    "order": "排序",
    "match": "配对",
    "case": "案例",
}
DIFFICULTIES = {"basic": "基础", "applied": "应用", "advanced": "提高"}
# Families that use a clause, with the counter word of each.
USERS = {
    "check_item": ("自查", "项"),
    "question": ("题目", "道"),
    "lesson": ("课程", "讲"),
    "course": ("课程", "门"),
    "calculator": ("计算器", "个"),
    "calculator_page": ("计算器页", "页"),
    "responsibility": ("职责与任务", "项"),
    "fact": ("数字", "个"),
    "material": ("资料", "份"),
}


class Seal(NamedTuple):
    """A character in a square that tells the obligation."""

    char: str
    css: str
    title: str
    name: str


SEALS = {
    "shall": Seal("应", "kb-seal kb-seal--shall", "要求：应", "shall"),
    "should": Seal("宜", "kb-seal", "推荐：宜、建议", "should"),
    "may": Seal("可", "kb-seal kb-seal--may", "允许：可", "may"),
    "can": Seal("能", "kb-seal kb-seal--can", "能力：能", "can"),
    "state": Seal("述", "kb-seal kb-seal--state", "只说明，不提要求", "state"),
}

# Names of the counts on the home page.
FIGURES = {
    "document": "文件",
    "clause": "条款",
    "term": "术语",
    "fact": "数字",
    "responsibility": "责任",
    "question": "题目",
    "check_item": "自查项",
}
