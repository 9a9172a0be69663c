"""A small collection with a document, terms, numbers, a course and a question of every kind."""

from __future__ import annotations

FILES: dict[str, str] = {
    "kb/standards/std-a.yaml": """\
id: std-a
kind: guidance
title: 记录规程
short_title: 规程甲
number: Q/A 1-2025
status: current
summary: 讲记录怎么写、怎么存。
clauses:
  - number: "4"
    heading: 记录
    summary: 记录的要求。
    clauses:
      - number: "4.1"
        heading: 当场记
        summary: =1+1 这样开头的也是文字：读数的当时就写。
        defines: [term/record]
        cites: ["ref-b:3"]
        requirements:
          - obligation: shall
            statement: 读数的当时写下来
            actors: [organization/lab]
            evidence: [原始记录, "@现场看"]
          - obligation: should
            statement: 保存6年
            evidence: [归档目录]
      - number: "4.2"
        heading: 改错
        summary: 改动要看得出原来的数。
        requirements:
          - {obligation: shall, statement: 划改并签名, evidence: [划改处的签名]}
tables:
  - {caption: 表1 期限, columns: [种类, 年], rows: [[原始记录, "6"], [证书, "-"]]}
""",
    "kb/references/ref.yaml": """\
- id: ref-b
  title: 通用要求
  number: B 17025
  clauses: [{number: "3", heading: 定义}]
""",
    "kb/organizations/lab.yaml": "- {id: organization/lab, name: 校准室, type: department}\n",
    "kb/terms/t.yaml": """\
- id: term/record
  name: 原始记录
  english: original record
  definition: +当时写下的第一手数据。
  neighbours: [{term: term/copy, difference: 抄件不是第一手的。}]
- {id: term/copy, name: 抄件, definition: 照着原件另写的一份。}
""",
    "kb/facts/f.yaml": """\
- {id: fact/years, name: 保存年限, value: "6", unit: 年, source: {cites: "std-a:4.1", printed: 6年}}
- {id: fact/share, name: 占比, value: "13.80", unit: "%", source: {cites: "std-a:4.1", printed: 13.80%}}
- {id: fact/sum, name: 合计, unit: 年, derived: {operation: sum, of: [fact/years, fact/share], decimals: 1}}
""",
    "kb/crosswalks/x.yaml": """\
id: crosswalk/a-b
title: 甲乙对照
document: std-a
target_document: ref-b
rows:
  - {clause: "std-a:4.1", target: "ref-b:3", relation: subset, reason: -甲更细。}
  - {clause: "std-a:4.2", relation: none, reason: 乙没有写。}
""",
    "kb/responsibilities/r.yaml": """\
- id: responsibility/keep
  type: duty
  title: 管好记录
  summary: 记录按期归档。
  clause: "std-a:4.1"
  actors: [organization/lab]
  deadlines: [{words: 持续跟踪}]
  targets: [{name: 归档率, value: "100", unit: "%"}]
""",
    "kb/questions/bank.yaml": """\
- id: question/correct
  kind: single
  stem: 记错一个读数，怎么改？
  options:
    - {text: 用修正液盖住再写上新的数, feedback: 原来的数看不见了。}
    - {text: 划一道线，写上正确的数并签名, is_right: true, feedback: 谁改的都看得见。}
    - {text: 另抄一张干净的，原来的扔掉, feedback: 抄件不能代替原始记录。}
  explanation: 改动要看得见，见4.2。
  clauses: ["std-a:4.2/r1", "std-a:4.1"]
  difficulty: basic
- id: question/honest
  kind: multiple
  stem: 哪些做法不行？
  options:
    - {text: =1+1 也当作文字, is_right: true, feedback: 公式样子的文字仍是文字。}
    - {text: "@下班前补记", is_right: true, feedback: 事后补记。}
    - {text: 读数时一起记下温度, feedback: 正是要求的做法。}
    - {text: -凭印象填数, is_right: true, feedback: 这是伪造。}
  explanation: 当场记。
  clauses: ["std-a:4.1"]
  difficulty: applied
- id: question/years
  kind: true_false
  stem: 保存6年是建议，不是要求。
  is_true: true
  explanation: 4.1写的是“宜”。
  clauses: ["std-a:4.1/r2"]
  difficulty: basic
  author: 王老师
- id: question/round
  kind: number
  stem: 12.3456 mm修约到两位小数是多少？
  number: {value: "12.350", unit: mm, tolerance: "0.005"}
  explanation: 看拟舍的数。
  clauses: ["std-a:4.1"]
  difficulty: applied
- id: question/fill
  kind: fill
  stem: 记录由___写，保存___年。
  blanks:
    - accepts: [校准室, 校准人员]
    - accepts: ["6"]
  explanation: 见4.1。
  clauses: ["std-a:4.1"]
  difficulty: basic
  terms: [term/record]
- id: question/order
  kind: order
  stem: 改错的先后
  sequence: [留住原数, 写上正确的数, 签名]
  explanation: 见4.2。
  clauses: ["std-a:4.2"]
  difficulty: applied
- id: question/match
  kind: match
  stem: 把词和意思配起来
  pairs:
    - {left: 原始记录, right: 第一手数据}
    - {left: 抄件, right: 另写的一份}
  explanation: 见术语。
  clauses: ["std-a:4.1"]
  difficulty: basic
- id: question/case
  kind: case
  stem: 小李直接覆盖了电子记录里的读数，系统没有留痕。
  case_parts:
    - {kind: true_false, stem: 这样可以。, is_true: false, explanation: 不可以，要留痕。}
    - kind: single
      stem: 先改什么？
      options:
        - {text: 打开修改留痕, is_right: true, feedback: 对。}
        - {text: 换成纸质记录, feedback: 没有必要。}
      explanation: 留痕。
  explanation: 电子记录也要留痕。
  clauses: ["std-a:4.2"]
  difficulty: advanced
""",
    "kb/courses/c.yaml": """\
id: course/records
title: 原始记录怎么记
summary: 从写错一个读数说起。
audience: 校准人员
aims: [会改错, 说得出保存几年]
modules:
  - title: 现场
    lessons:
      - id: write
        title: 当场记
        minutes: 20
        aims: [会改错一处读数而不留疑问]
        reading: ["std-a:4.1", "std-a:4.2/r1"]
        introduction: |-
          评审员最先看原始记录。

          第二段。
        key_points: [当场记，不誊抄。, 改动要留痕。]
        terms: [term/record]
        examples: [{title: 一个写错的读数, text: 小王写错了一个数。}]
        questions: [question/correct, question/honest, question/years, question/round]
        trainer_notes: [先问学员平时怎么改。]
  - title: 归档
    lessons:
      - id: keep
        title: 保存
        minutes: 10
        aims: [说得出保存几年]
        reading: ["std-a:4.1/r2"]
        questions: [question/fill, question/order, question/match, question/case]
exam:
  minutes: 20
  pass_percent: 80
  rows:
    - {count: 2, kinds: [single, true_false], points: 2}
    - {count: 2, modules: [2], points: 5}
""",
}
