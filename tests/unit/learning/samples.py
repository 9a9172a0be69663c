"""A small whole project: a standard, a check item, a course with two lessons, every question kind."""

from __future__ import annotations

from collections.abc import Mapping

STANDARD = """\
id: std-a
kind: standard
title: 某标准
status: current
clauses:
  - number: "4"
    heading: 记录
    clauses:
      - number: "4.1"
        heading: 当场记
        summary: 数据出来时就记下。
        requirements:
          - {obligation: shall, statement: 当场记录数据。}
          - {obligation: should, statement: 记录保存6年。}
      - number: "4.2"
        heading: 改错
        summary: 写错了在旁边改，并签名。
"""
TERM = "id: term/record\nname: 记录\nenglish: record\ndefinition: 当场写下的数据。\n"
CHECKLIST = """\
id: checklist/records
title: 记录自查
purpose: 查记录。
basis: [std-a]
chapters:
  - key: one
    title: 记录
    items:
      - {key: at-once, checks: ["std-a:4.1/r1"], question: 是当场记的吗？, look_at: [记录]}
"""
QUESTIONS = """\
- id: question/one
  kind: single
  stem: 数据什么时候记？
  clauses: ["std-a:4.1/r1"]
  difficulty: basic
  options:
    - {text: 出来的时候就记, is_right: true, feedback: 当场记最可靠。}
    - {text: 下班以前补记好, feedback: 这是补记。}
    - {text: 整理时抄一份, feedback: 抄件不是原始记录。}
  explanation: 隐语甲：当场记。
- id: question/two
  kind: multiple
  stem: 改错时要做哪几件事？
  clauses: ["std-a:4.2"]
  difficulty: applied
  options:
    - {text: 在旁边写正确的, is_right: true, feedback: 对得上4.2的前半。}
    - {text: 签名, is_right: true, feedback: 对得上4.2的后半。}
    - {text: 涂掉原来的, feedback: 涂掉就看不到了。}
  explanation: 旁边改，并签名。
- id: question/three
  kind: true_false
  stem: 记录保存6年是必须做到的。
  clauses: ["std-a:4.1/r2"]
  difficulty: basic
  is_true: false
  explanation: 这是建议。
- id: question/four
  kind: number
  stem: 建议保存几年？
  clauses: ["std-a:4.1/r2"]
  difficulty: basic
  number: {value: "6.0", unit: 年, tolerance: "0.5"}
  explanation: 建议6年。
- id: question/five
  kind: fill
  stem: 写错了在___改，并___。
  clauses: ["std-a:4.2"]
  difficulty: basic
  blanks:
    - accepts: [旁边]
    - accepts: [签名, GB/T 8170（签名）]
  terms: [term/record]
  explanation: 旁边改，并签名。
- id: question/six
  kind: order
  stem: 改错的先后。
  clauses: ["std-a:4.2"]
  difficulty: applied
  sequence: [看清原来的, 在旁边写, 签名]
  explanation: 先看，再写，后签。
- id: question/seven
  kind: match
  stem: 配起来。
  clauses: ["std-a:4.1"]
  difficulty: applied
  pairs:
    - {left: 当场记, right: 应}
    - {left: 保存6年, right: 宜}
  explanation: 一个是要求，一个是建议。
- id: question/eight
  kind: case
  stem: 小李在平板上记录，录错了直接覆盖。
  clauses: ["std-a:4.2"]
  difficulty: advanced
  case_parts:
    - {kind: true_false, stem: 他做得对。, is_true: false, explanation: 没有留痕。}
    - kind: number
      stem: 建议存几年？
      number: {value: "6", unit: 年}
      explanation: 6年。
  explanation: 电子记录也要留痕。
"""
COURSE = """\
id: course/records
title: 怎样做记录
summary: 从当场记到改错。
audience: 校准人员
aims: [会做记录]
modules:
  - title: 当场
    lessons:
      - id: at-once
        title: 当场记
        minutes: 10
        aims: [当场记下]
        introduction: |
          第一段。

          第二段。
        reading: ["std-a:4.1"]
        key_points: [出来就记。]
        terms: [term/record]
        examples: [{title: 例一, text: 小王记下读数。, checklist: checklist/records}]
        questions: [question/one, question/three, question/four, question/seven]
  - title: 改错
    lessons:
      - id: mend
        title: 改错
        minutes: 15
        aims: [会改]
        reading: ["std-a:4.2"]
        questions: [question/two, question/five, question/six, question/eight]
exam:
  minutes: 10
  pass_percent: 60
  rows:
    - {count: 2, modules: [1]}
    - {count: 1, kinds: [multiple], points: 2}
"""
FILES: Mapping[str, str | bytes] = {
    "kb/standards/std-a.yaml": STANDARD,
    "kb/terms/record.yaml": TERM,
    "kb/checklists/records.yaml": CHECKLIST,
    "kb/questions/records.yaml": QUESTIONS,
    "kb/courses/records.yaml": COURSE,
}
