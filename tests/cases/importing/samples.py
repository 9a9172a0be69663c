"""Documents whose units are known, and ways to print them badly."""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

HAN = "零〇一二三四五六七八九十百千"
CHAPTER = re.compile(rf"(第[{HAN}]+(?:编|分编|章|节))[ 　\u200b]*(.*)$")
ARTICLE = re.compile(rf"(第[{HAN}]+条(?:之[{HAN}]+)?)[ 　]+(.*)$", re.S)
ITEMS = [
    ("han", re.compile(rf"([{HAN}]+)、\s*(.*)$", re.S)),
    ("han-paren", re.compile(rf"([（(][{HAN}]+[）)])\s*(.*)$", re.S)),
    ("digit", re.compile(r"([\d０-９]+)[.．、](?![\d０-９])\s*(.*)$", re.S)),
    ("digit-paren", re.compile(r"([（(][\d０-９]+[）)])\s*(.*)$", re.S)),
    ("circled", re.compile(r"([①-⑳])\s*(.*)$", re.S)),
]
RANK = {"编": 0, "分编": 0.5, "章": 1, "节": 2, "条": 3, "han": 4, "han-paren": 5, "digit": 6,
        "digit-paren": 7, "circled": 9}


@dataclass
class Unit:
    number: str
    parent: str | None
    text: str
    kind: str = ""


@dataclass
class Para:
    kind: str
    text: str
    number: str = ""
    body: str = ""


@dataclass
class Sample:
    name: str
    title: str
    info: list[str]
    paragraphs: list[Para]
    units: list[Unit] = field(default_factory=list)


def squeeze(text: str | None) -> str:
    text = unicodedata.normalize("NFKC", text or "")
    return re.sub(r"[\s\u200b\u3000]+", "", text)


def read_law(path: Path) -> Sample:
    """A law in Markdown, with the units it has."""
    text = path.read_text(encoding="utf-8").replace("\u200b", "")
    head, _, body = text.partition("<!-- INFO END -->")
    info = [line.strip() for line in head.splitlines() if line.strip()]
    title = info.pop(0).lstrip("# ").strip()
    paragraphs = [classify(line.strip()) for line in body.splitlines() if line.strip()]
    sample = Sample(path.stem, title, info, paragraphs)
    sample.units = units_of(paragraphs)
    return sample


def classify(line: str) -> Para:
    line = line.lstrip("#").strip() if line.startswith("#") else line
    if (match := CHAPTER.match(line)) and len(line) < 80 and not match[2].endswith("。"):
        kind = "节" if match[1].endswith("节") else "章" if match[1].endswith("章") else "编"
        return Para(kind, line, match[1], match[2])
    if match := ARTICLE.match(line):
        return Para("条", line, match[1], match[2])
    for kind, pattern in ITEMS:
        if match := pattern.match(line):
            return Para(kind, line, match[1], match[2])
    return Para("para", line, "", line)


def units_of(paragraphs: list[Para]) -> list[Unit]:
    """Units by the rule: a paragraph after a list is the article's, one inside the list the item's."""
    units: list[Unit] = []
    stack: list[tuple[float, Unit, Para]] = []
    numbered = [i for i, p in enumerate(paragraphs) if p.number]
    for i, para in enumerate(paragraphs):
        if para.number:
            rank = RANK[para.kind]
            while stack and stack[-1][0] >= rank:
                stack.pop()
            unit = Unit(para.number, stack[-1][1].number if stack else None, para.body, para.kind)
            stack.append((rank, unit, para))
            units.append(unit)
        elif stack:
            following = next((paragraphs[n] for n in numbered if n > i), None)
            depth = len(stack) - 1
            while depth > 0 and stack[depth][0] > 3:
                if following is not None and following.kind == stack[depth][2].kind:
                    break
                above = stack[depth - 1][1].text.rstrip()
                if not any(entry[0] == 3 for entry in stack[:depth]) and not above.endswith("："):
                    break
                depth -= 1
            stack[depth][1].text += para.body
    return units


# ------------------------------------------------------------------------------------- text

_CLOSE = "，。；：、？！）》”’"
PAGE_STYLES = [
    "- {n} -", "— {n}—", "— {n} —", "－{n}－", "第{n}页 共{t}页", "第 {n} 页", "{n}/{t}", "{n}", "－ {n} －",
    "第{n}页/共{t}页", "·{n}·", "Page {n} of {t}", "{n} / {t}",
]
WIDE = {ord("0") + i: ord("０") + i for i in range(10)}


def wrap(text: str, width: int, *, cells: bool, kinsoku: bool, indent: str) -> list[str]:
    def size(char: str) -> int:
        return 2 if cells and ord(char) > 0x2E7F else 1

    limit = width * 2 if cells else width
    lines: list[str] = []
    line = indent
    used = sum(size(c) for c in line)
    for char in text:
        if used + size(char) > limit and not (kinsoku and char in _CLOSE):
            lines.append(line)
            line, used = "", 0
        line += char
        used += size(char)
    lines.append(line)
    return [part.strip() if not indent else part.rstrip() for part in lines]


def as_wrapped_text(sample: Sample, rng: random.Random) -> tuple[bytes, dict[str, object]]:
    """The sample as a badly printed text file, and what was done to it."""
    width = rng.randint(30, 40)
    opts = {
        "width": width,
        "cells": rng.random() < 0.5,
        "kinsoku": rng.random() < 0.5,
        "indent": rng.choice(["", "", "　　", "    "]),
        "blank": rng.choice(["none", "none", "all", "all", "paragraphs"]),
        "page": rng.choice([*PAGE_STYLES, None]),
        "header": rng.random() < 0.5,
        "toc": rng.random() < 0.5,
        "wide": rng.random() < 0.3,
        "encoding": rng.choice(["utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16"]),
        "sep": rng.choice([" ", "　", "  "]),
        "page_lines": rng.randint(24, 44),
        "feed": rng.random() < 0.2,
        "centre": rng.random() < 0.4,
        "newline": rng.choice(["\n", "\r\n"]),
        "half": rng.random() < 0.2,
        "spread": rng.random() < 0.3,
        "two_lines": rng.random() < 0.3,
    }
    lines: list[str] = []

    def put(text: str, *, centred: bool = False, indent: bool = True) -> None:
        lead = str(opts["indent"]) if indent else ""
        parts = wrap(text, width, cells=bool(opts["cells"]), kinsoku=bool(opts["kinsoku"]), indent=lead)
        if centred and opts["centre"]:
            parts = [" " * max(0, width - len(part.strip())) + part.strip() for part in parts]
        lines.extend(parts)
        if opts["blank"] == "paragraphs":
            lines.append("")

    put(sample.title, centred=True, indent=False)
    if sample.info:
        if rng.random() < 0.5:
            put("（" + "　".join(sample.info) + "）", indent=False)
        else:
            for text in sample.info:
                put(text, indent=False)
    chapters = [p for p in sample.paragraphs if p.kind in ("编", "章", "节")]
    if opts["toc"] and len(chapters) > 2:
        put(rng.choice(["目录", "目　录", "目  录", "目次"]), centred=True, indent=False)
        leader = rng.choice([".", "…", "·", "．"])
        bare = rng.random() < 0.25
        for k, chapter in enumerate(chapters):
            entry = f"{chapter.number} {chapter.body}"
            if not bare:
                dots = leader * (max(6, width - len(entry) - 4) // (2 if leader == "…" else 1))
                entry += dots + rng.choice(["", " "]) + str(k * 2 + 1)
            lines.append(entry)
    for para in sample.paragraphs:
        if para.kind in ("编", "章", "节"):
            body = para.body
            if opts["spread"] and len(body) == 2:
                body = body[0] + "　" + body[1]
            if opts["two_lines"] and len(body) >= 8:
                half = len(body) // 2
                put(f"{para.number}{opts['sep']}{body[:half]}", centred=True)
                put(body[half:], centred=True)
            else:
                put(f"{para.number}{opts['sep']}{body}".strip(), centred=True)
        elif para.kind == "条":
            put(f"{para.number}{opts['sep']}{para.body}")
        else:
            text = para.text
            if opts["half"]:
                text = text.replace("（", "(", 1) if text.startswith("（") else text
            put(text)
    total = len([x for x in lines if x]) // int(opts["page_lines"]) + 1  # type: ignore[call-overload]
    out: list[str] = []
    page = 1
    count = 0
    for line in lines:
        if count >= int(opts["page_lines"]) and line:  # type: ignore[call-overload]
            if opts["page"]:
                out.append(str(opts["page"]).format(n=page, t=total))
            page += 1
            if opts["header"]:
                out.append(("\f" if opts["feed"] else "") + sample.title)
            elif opts["feed"] and opts["page"]:
                line = "\f" + line
            count = 0
        out.append(line)
        count += bool(line)
    if opts["page"]:
        out.append(str(opts["page"]).format(n=page, t=total))
    if opts["blank"] == "all":
        out = [x for line in out for x in (line, "")]
    text = str(opts["newline"]).join(out) + "\n"
    if opts["wide"]:
        text = text.translate(WIDE)
    return text.encode(str(opts["encoding"]), "replace"), opts


# ------------------------------------------------------------------------------------- other shapes

TOPICS = ["人员培训", "设备管理", "期间核查", "量值溯源", "记录控制", "样品处置", "方法验证", "能力验证", "结果报告",
          "投诉处理", "风险管理", "内部审核", "合同评审", "环境条件", "数据保护", "质量监督"]
SENTENCES = [
    "实验室应当按照规定的周期对设备进行核查，并保存核查记录。",
    "各有关部门要加强统筹协调，推动计量比对结果在监管工作中的运用。",
    "技术负责人每 12 个月至少组织 1 次评审，评审结论应经批准。",
    "校准证书中给出的测量不确定度不得小于认可的校准和测量能力（CMC）。",
    "到 2025 年，建成 20 个以上重点领域计量测试中心，服务企业 3000 家。",
    "鼓励社会团体参与标准制定，提升标准供给质量。",
    "采用 GB/T 8170 规定的方法对数据进行修约，必要时说明所用的规则。",
    "依照第5.1条和第二十三条的规定办理的，应当在 10 个工作日内告知申请人。",
    "机构应识别风险，制定措施；措施的有效性应予评价。",
    "证书编号由年份和流水号组成，例如 2023-0157。",
]


def sentence(rng: random.Random, count: int) -> str:
    return "".join(rng.choice(POOL or SENTENCES) for _ in range(count))


POOL: list[str] = []
"""Sentences to fill documents with; the benchmark puts those of the corpus here."""


def make_law(rng: random.Random) -> Sample:
    """A regulation with chapters, articles, items and paragraphs after items."""
    paragraphs: list[Para] = []
    article = 0
    for chapter in range(1, rng.randint(4, 7)):
        name = f"{rng.choice(TOPICS)}与{rng.choice(TOPICS)}"
        number = f"第{chinese(chapter)}章"
        paragraphs.append(Para("章", f"{number} {name}", number, name))
        for _ in range(rng.randint(3, 7)):
            article += 1
            number = f"第{chinese(article)}条"
            body = sentence(rng, rng.randint(1, 2))
            items = rng.random() < 0.4
            body += "有下列情形之一的，应当重新评审：" if items else ""
            paragraphs.append(Para("条", f"{number} {body}", number, body))
            count = rng.randint(2, 5) if items else 0
            for k in range(1, count + 1):
                text = f"{rng.choice(TOPICS)}不符合第{chinese(k)}条要求的" + "；。"[k == count]
                paragraphs.append(Para("han-paren", f"（{chinese(k)}）{text}", f"（{chinese(k)}）", text))
            if rng.random() < 0.4:
                text = "前款规定的材料，" + sentence(rng, 1)
                paragraphs.append(Para("para", text, "", text))
    info = ["2021年3月5日 国务院第120次常务会议通过"]
    return Sample("law", "校准实验室管理条例", info, paragraphs, units_of(paragraphs))


def make_opinion(rng: random.Random) -> Sample:
    topic = rng.choice(TOPICS)
    paragraphs: list[Para] = []
    units: list[Unit] = []
    runs_on = rng.random() < 0.5
    count = 0
    for i in range(rng.randint(3, 6)):
        number = HAN[i + 2]
        name = f"加强{rng.choice(TOPICS)}和{rng.choice(TOPICS)}工作"
        paragraphs.append(Para("han", f"{number}、{name}", number, name))
        unit = Unit(number, None, name, "han")
        units.append(unit)
        if rng.random() < 0.4:
            body = sentence(rng, 2)
            paragraphs.append(Para("para", body, "", body))
            unit.text += body
        if not runs_on:
            count = 0
        for _ in range(rng.randint(2, 4)):
            count += 1
            sub = f"（{chinese(count)}）"
            lead = f"推进{rng.choice(TOPICS)}。"
            body = lead + sentence(rng, rng.randint(1, 4))
            paragraphs.append(Para("han-paren", sub + body, sub, body))
            item = Unit(sub, number, body, "han-paren")
            units.append(item)
            if rng.random() < 0.25:
                for k in range(1, rng.randint(3, 5)):
                    text = f"{rng.choice(TOPICS)}。{sentence(rng, 1)}"
                    paragraphs.append(Para("digit", f"{k}.{text}", str(k), text))
                    units.append(Unit(str(k), sub, text, "digit"))
    title = f"关于加强{topic}工作的指导意见"
    return Sample(f"opinion-{rng.randint(0, 9999)}", title, ["国市监计量〔2021〕36号"], paragraphs, units)


def make_standard(rng: random.Random) -> Sample:
    paragraphs: list[Para] = []
    units: list[Unit] = []

    def add(number: str, parent: str | None, heading: str, bodies: list[str]) -> None:
        text = f"{number} {heading or bodies[0]}"
        rest = bodies if heading else bodies[1:]
        paragraphs.append(Para("dec", text, number, heading or bodies[0]))
        for body in rest:
            paragraphs.append(Para("para", body, "", body))
        units.append(Unit(number, parent, heading + "".join(bodies), "dec"))

    add("1", None, "范围", [sentence(rng, 1), "本文件适用于校准实验室。"])
    add("2", None, "规范性引用文件", ["下列文件中的内容构成本文件必不可少的条款。",
                                      "GB/T 8170 数值修约规则与极限数值的表示和判定", "JJF 1001 通用计量术语及定义"])
    add("3", None, "术语和定义", ["JJF 1001界定的以及下列术语和定义适用于本文件。"])
    names = [("校准", "calibration"), ("期间核查", "intermediate check"), ("测量不确定度", "measurement uncertainty")]
    for k, (name, english) in enumerate(names, 1):
        number = f"3.{k}"
        paragraphs.append(Para("term", number, number, ""))
        paragraphs.append(Para("head", f"{name} {english}", "", f"{name} {english}"))
        body = "在规定条件下确定量值关系的一组操作，用于说明术语的含义。"
        paragraphs.append(Para("para", body, "", body))
        units.append(Unit(number, "3", f"{name} {english}{body}", "dec"))
    for top in range(4, rng.randint(6, 9)):
        add(str(top), None, rng.choice(TOPICS) + "要求", [])
        for second in range(1, rng.randint(2, 5)):
            number = f"{top}.{second}"
            deep = rng.random() < 0.6
            add(number, str(top), rng.choice(TOPICS), [] if deep else [sentence(rng, 2)])
            if deep:
                for third in range(1, rng.randint(2, 6)):
                    bodies = [sentence(rng, rng.randint(1, 3))]
                    add(f"{number}.{third}", number, "", bodies)
                    if rng.random() < 0.3:
                        last = units[-1]
                        lead = "应控制下列内容："
                        paragraphs[-1].text += lead
                        last.text += lead
                        for name in rng.sample(TOPICS, 3):
                            paragraphs.append(Para("dash", f"——{name}；", "", f"——{name}；"))
                            last.text += f"——{name}；"
                        paragraphs[-1].text = paragraphs[-1].text[:-1] + "。"
                        last.text = last.text[:-1] + "。"
    return Sample(f"standard-{rng.randint(0, 9999)}", "校准服务质量管理规范", [], paragraphs, units)


def make_report(rng: random.Random) -> Sample:
    paragraphs: list[Para] = []
    units: list[Unit] = []
    for i in range(rng.randint(2, 4)):
        number = f"第{HAN[i + 2]}部分"
        name = f"202{i}年{rng.choice(TOPICS)}情况"
        paragraphs.append(Para("part", f"{number}，{name}", number, name))
        unit = Unit(number, None, name, "part")
        units.append(unit)
        if rng.random() < 0.5:
            body = sentence(rng, 2)
            paragraphs.append(Para("para", body, "", body))
            unit.text += body
        for k in range(1, rng.randint(3, 6)):
            sub = f"（{chinese(k)}）"
            name = f"{rng.choice(TOPICS)}更加完善"
            item = Unit(sub, number, name, "han-paren")
            units.append(item)
            paragraphs.append(Para("han-paren", sub + name, sub, name))
            for _ in range(rng.randint(1, 4)):
                body = sentence(rng, rng.randint(2, 4))
                paragraphs.append(Para("para", body, "", body))
                item.text += body
    return Sample(f"report-{rng.randint(0, 9999)}", "在年度工作会议上的报告", ["（2021年12月21日）"],
                  paragraphs, units)


def chinese(number: int) -> str:
    digits = "零一二三四五六七八九"
    if number < 10:
        return digits[number]
    if number < 20:
        return "十" + (digits[number % 10] if number % 10 else "")
    if number < 100:
        return digits[number // 10] + "十" + (digits[number % 10] if number % 10 else "")
    rest = number % 100
    text = digits[number // 100] + "百"
    if rest:
        if rest < 10:
            text += "零" + digits[rest]
        else:
            text += digits[rest // 10] + "十" + (digits[rest % 10] if rest % 10 else "")
    return text


# ------------------------------------------------------------------------------------- scoring


def compare(sample: Sample, documents: list[dict[str, object]]) -> list[str]:
    """What differs between the units of the sample and those that were imported."""
    found = [
        (squeeze(c["number"]), squeeze(c["parent"]), squeeze(c["heading"]) + squeeze(c["text"]))
        for d in documents
        for c in d["clauses"]  # type: ignore[attr-defined]
        if c["number"] is not None
    ]
    wanted = [(squeeze(u.number), squeeze(u.parent), squeeze(u.text)) for u in sample.units]
    problems = []
    if [f[0] for f in found] != [w[0] for w in wanted]:
        for k, (f, w) in enumerate(zip(found, wanted, strict=False)):
            if f[0] != w[0]:
                problems.append(f"#{k} number {w[0]!r} expected, got {f[0]!r} {f[2][:30]!r}")
                break
        else:
            problems.append(f"{len(wanted)} units expected, got {len(found)}")
        return problems
    for f, w in zip(found, wanted, strict=True):
        if f[1] != w[1]:
            problems.append(f"{w[0]} parent {w[1]!r} expected, got {f[1]!r}")
        if f[2] != w[2]:
            pairs = enumerate(zip(f[2], w[2], strict=False))
            at = next((i for i, (a, b) in pairs if a != b), min(len(f[2]), len(w[2])))
            near = slice(max(0, at - 15), at + 15)
            problems.append(f"{w[0]} text at {at}: want …{w[2][near]!r} got …{f[2][near]!r}")
    return problems
