"""The one table of diagnostic codes: what each means and what to do.

KB1xx reading files, KB2xx the shape of a record, KB3xx references between records,
KB4xx rules of the field, KB5xx content/, KB6xx calculators, KB7xx checklists, KB8xx courses and
questions, KB9xx search, import, editions and everything else.
"""

from __future__ import annotations

from dataclasses import dataclass

from labkb.diagnostics import Diagnostic, Place, Severity


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding."""

    code: str
    severity: Severity
    title: str
    explanation: str
    wrong: str
    right: str
    """An example of each, as an author would write it."""


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

CODES: dict[str, Code] = {
    c.code: c
    for c in (
        Code("KB101", _E, "YAML 写法有误", "文件不能按 YAML 解析，这个文件里的记录都没有读入。",
             "title: [计量比对", 'title: "计量比对"'),
        Code("KB102", _E, "文件不是 UTF-8 编码", "文件用 GBK/GB18030、UTF-16 等编码保存，读入会成乱码。",
             "（以 GBK 保存的文件）", "在编辑器里选“另存为 UTF-8”"),
        Code("KB103", _E, "缩进里有制表符", "YAML 的缩进只能用空格。", "\\ttitle: 指南", "  title: 指南"),
        Code("KB104", _W, "空文件", "文件没有内容，被跳过。", "（空）", "写入记录，或删除文件"),
        Code("KB105", _E, "文件过大或展开后过大", "文件大小、嵌套层数或别名展开后的节点数超过上限，已拒绝读入。",
             "&a [*b, *b, *b …]", "拆成几个文件，不用别名"),
        Code("KB106", _E, "链接指向知识库之外", "符号链接指到 kb/ 以外，已拒绝读入。",
             "kb/terms/x.yaml -> /etc/…", "把文件复制到 kb/ 里"),
        Code("KB107", _E, "文件放错了地方", "kb/ 下没有这个文件夹名对应的记录种类。",
             "kb/term/a.yaml", "kb/terms/a.yaml"),
        Code("KB108", _E, "不允许的 YAML 标签", "知识库只用普通的文本、列表和键值，不执行任何标签。",
             "!!python/object:os.system", "写普通文本"),
        Code("KB109", _E, "同一个键写了两次", "后写的会盖掉先写的，因此不接受。",
             "title: 甲\ntitle: 乙", "只留一个"),
        Code("KB201", _E, "不认识的键", "这种记录没有这个键，多半是拼写错误。",
             "titel: 指南", "title: 指南"),
        Code("KB202", _E, "缺少必填的键", "这种记录必须有这个键。", "id: term/x", "id: term/x\nname: 校准"),
        Code("KB203", _E, "值的类型不对", "这里要文本、列表或键值中的另一种。",
             "aliases: 127号文", "aliases: [127号文]"),
        Code("KB204", _E, "不在可选值之内", "这个键只能取规定的几个值。",
             "obligation: must", "obligation: shall"),
        Code("KB205", _E, "日期不存在或写法不对", "日期写成 2025、2025-06 或 2025-06-30，并且真有这一天。",
             'issued_on: "2025-02-30"', 'issued_on: "2025-02-28"'),
        Code("KB206", _E, "值不合要求", "值的长度、格式或范围不合规定。", "id: 术语/校准", "id: term/calibration"),
        Code("KB207", _E, "日期先后颠倒", "例如实施日期早于发布日期。",
             'issued_on: "2025-06"\neffective_on: "2024-01"', 'effective_on: "2025-09"'),
        Code("KB208", _E, "编号与文件名或种类不符", "编号的前半段要与记录种类一致。",
             "kb/terms: id: organization/x", "id: term/x"),
        Code("KB209", _E, "文本里有控制字符", "控制字符不能显示，常由粘贴带入。",
             "title: 指\\u0000南", "title: 指南"),
        Code("KB301", _E, "编号重复", "全库里一个编号只能用一次。", "两个文件都写 id: term/x", "改其中一个"),
        Code("KB302", _E, "引用的编号不存在", "没有这个编号的记录。",
             "cites: [guide-2025:6.4.11]", "cites: [guide-2025:6.4.1]"),
        Code("KB303", _E, "引用的记录种类不对", "这里要引用另一种记录。",
             "actors: [guide-2025]", "actors: [organization/cnas]"),
        Code("KB304", _E, "循环引用", "replaces、part_of 或 parent 绕成了圈。",
             "甲代替乙，乙又代替甲", "去掉其中一个"),
        Code("KB401", _E, "同级条款编号重复", "同一个上级下面有两条编号相同。",
             "4.1、4.1", "4.1、4.2"),
        Code("KB402", _W, "条款编号次序颠倒", "后面的编号比前面的小。", "4.3、4.2", "4.2、4.3"),
        Code("KB403", _W, "引用了已废止或被代替的文件", "所引文件已不是现行版本。",
             "cites: [某标准-2006]", "cites: [某标准-2019]"),
        Code("KB404", _E, "条款没有要点也没有原文", "最下一级条款至少要写 summary 或 text。",
             "- number: \"4.1\"", "- number: \"4.1\"\n  summary: …"),
        Code("KB405", _E, "许可不允许公开原文", "来源许可是 summary-only，却填了 text。",
             "text: （原文）", "summary: （自己的话）"),
        Code("KB406", _W, "用到的术语没有定义", "terms、defines 等处写了术语编号，术语表里没有。",
             "terms: [term/measurement-uncertainity]", "terms: [term/measurement-uncertainty]"),
        Code("KB407", _E, "数字没有单位或出处", "数字事实必须写明单位和出处。",
             "value: \"13.8\"", "value: \"13.8\"\nunit: \"%\"\nsource: …"),
        Code("KB408", _E, "导出数字有误", "导出数字不能手填数值；参加计算的数字要有数值，除数不能为零。",
             "derived: …\nvalue: \"1149\"", "derived: …"),
        Code("KB409", _W, "对照表有缺口", "对照表没有覆盖文件的全部末级条款。",
             "缺 6.3.6", "补一行，或写 relation: none 和理由"),
        Code("KB410", _I, "状态或版次待核对", "没有资料写明状态或版次，页面显示“待核对”。",
             "status: null", "查到正式文本后填写 status"),
        Code("KB501", _E, "正文里的编号不存在", "content/ 里 [[编号]] 找不到记录。",
             "[[term/calibratoin]]", "[[term/calibration]]"),
        Code("KB502", _E, "不认识的嵌入块", "正文里的嵌入块名称或参数不对。",
             "/// kb-claus | guide:1", "/// kb-clause | guide:1"),
        Code("KB601", _E, "表达式写法有误", "计算器的表达式不能解析，或调用了没有的函数、参数个数不对。",
             "expression: sum(x) /", "expression: sum(x) / count(x)"),
        Code("KB602", _E, "表达式里的名称不存在", "表达式和文字里的 {名称} 只能用输入和步骤的名称，名称不能重复。",
             "inputs: [{name: x, …}]\nexpression: mean(xs)", "expression: mean(x)"),
        Code("KB603", _E, "步骤绕一圈用到了自己", "步骤之间不能互相引用成圈，否则算不出来。",
             "name: a\nexpression: b + 1\nname: b\nexpression: a + 1", "改成从输入算起"),
        Code("KB604", _E, "算例不成立", "算例每次都重算，结果要在允差之内与写明的相符。",
             'expected: {mean: "3"}', 'expected: {mean: "2"}'),
        Code("KB605", _W, "计算器没有算例", "没有算例，公式改错了也不会被发现。",
             "examples: []", "examples: [{title: …, inputs: …, expected: …}]"),
        Code("KB606", _E, "公式不能变成数学式", "formula 和 symbol 用 LaTeX 写法，括号要配对。",
             "formula: \\frac{a}{b", "formula: \\frac{a}{b}"),
        Code("KB607", _E, "页面不对", "计算器的 page 要写计算器页面的编号。",
             "page: calculator/x", "page: calculator-page/rounding"),
        Code("KB701", _E, "核查表有漏项", "covers 保证覆盖的条款里，有的要求没有任何核查项去查。",
             'covers: ["std-a:4"]\nchapters: []', "补一项，checks 写这条要求的编号"),
        Code("KB702", _E, "核查项的编号重复", "一张核查表里，每项的 key 只能用一次，回答按它保存。",
             "key: seal\nkey: seal", "key: seal\nkey: seal-log"),
        Code("KB703", _W, "核查项没有写看什么", "没有 look_at，填表的人不知道看什么证据。",
             "question: 制度有了吗？", "question: 制度有了吗？\nlook_at: [制度文本]"),
        Code("KB704", _E, "改写的项没有生成", "phrasing 里写的要求或任务，不在这张表生成的项里。",
             'checks: "std-a:4.9/r1"', 'checks: "std-a:4.1/r1"'),
        Code("KB705", _E, "计分规则有矛盾", "部分符合的分要在不符合和符合之间；结论要从高到低、最后一档从0起；"
             "有一票否决的项就要写 critical_words。",
             'partial: "1"\nconforming: "0.5"', 'partial: "0.5"\nconforming: "1"'),
        Code("KB706", _E, "没有这个岗位", "核查项的 roles 要用 roles 表里写明的 key。",
             "roles: [signatary]", "roles: [signatory]"),
        Code("KB801", _E, "题目没有依据", "每道题都要引用能证明答案的条款或要求。",
             "clauses: []", 'clauses: ["guide-2025:6.3.4/r1"]'),
        Code("KB802", _E, "单选题不是恰好一个正确选项", "单选题只能有一个选项写 is_right: true。",
             "两个选项都写 is_right: true", "只留一个，或改成 kind: multiple"),
        Code("KB803", _E, "多选题全对或全不对", "多选题至少一个正确、一个不正确，否则没有可选的。",
             "每个选项都写 is_right: true", "改写其中一项"),
        Code("KB804", _E, "选项重复", "同一题里有两个相同的选项、次序项或配对项。",
             "- text: 签名\n- text: 签名。", "改写其中一项"),
        Code("KB805", _E, "题型与内容不符", "每种题型有自己的写法，例如单选写 options，数值写 number。",
             "kind: number\noptions: …", 'kind: number\nnumber: {value: "6", unit: 年}'),
        Code("KB806", _E, "空的个数不符", "填空题的题干里，每个空写三条下划线，个数与 blanks 相同。",
             "stem: 保存___年（blanks 写了两个）", "blanks 写一个"),
        Code("KB807", _W, "正确选项总是最长", "一个题库文件里正确选项最长的题太多，不懂的人也能猜对。",
             "错误选项都很短，正确选项很长", "把错误选项写得一样具体"),
        Code("KB808", _W, "反馈没有说明", "反馈只说对错，没有说理由。",
             "feedback: 错误", "feedback: 盖住以后就看不到原来的读数了"),
        Code("KB809", _W, "课没有题目", "每一课至少要有一道题，学员才知道自己懂了没有。",
             "questions: []", "questions: [question/record-correction]"),
        Code("KB810", _W, "课程的条款没有题目考到", "课程要读的条款，没有一条被它的题目引用。",
             "题目引用的都是别的条款", "给要读的条款出题"),
        Code("KB811", _E, "考试抽不出这么多题", "考试规则要的题数、题型、难度或单元，课程里没有。",
             "rows: [{count: 50}]", "rows: [{count: 20}]"),
        Code("KB812", _I, "题目没有课用到", "题目只会出现在练习里，不在任何一课。",
             "没有课的 questions 写它", "写进一课的 questions"),
        Code("KB813", _W, "“以上都对”式的选项", "这种选项不用懂就能猜，打乱次序以后也说不通。",
             "- text: 以上都对", "改用多选题"),
        Code("KB814", _W, "判断题答案一边倒", "一个题库文件里的判断题全对或全错，看两道就能猜出其余。",
             "六道判断题都是 is_true: true", "改写其中几道"),
        Code("KB815", _E, "课程编号与页面同名", "课程的页面与练习、考试等页面放在一起，名字不能相同。",
             "id: course/exam", "id: course/exam-preparation"),
        Code("KB816", _E, "资料文件找不到", "资料记录写的文件不在 materials/ 里。",
             "file: 课件.pptx（没有这个文件）", "把文件放进 materials/"),
        Code("KB817", _E, "资料文件变了", "文件的 SHA-256 与记录写的不同：文件换过，或传坏了。",
             "sha256: 旧的校验值", "核对文件后改成新的校验值"),
        Code("KB819", _I, "有的条款还没有题目", "课程要读的条款里，有几条没有题目考到。",
             "要读6条，题目考到4条", "给另外两条出题"),
        Code("KB910", _W, "导入的文件没有标题", "文件开头没有像标题的一行，导出的文件里要补写。",
             "（开头就是第一条）", "title: 某某管理办法"),
        Code("KB911", _W, "编号认得不准", "这一行开头像编号，也可能是一句话的中间，请对照原件。",
             "……依照\n第十二条 的规定", "对照原件确认"),
        Code("KB912", _W, "编号不连续", "同一级的编号中间有跳号，可能漏认了一条，也可能原文如此。",
             "第三条、第五条", "对照原件补上，或确认原文没有"),
        Code("KB913", _W, "有无法解码的字符", "文件里有损坏的字符，显示为“\ufffd”。", "计量比\ufffd", "对照原件改正"),
        Code("KB914", _W, "有的页没有文字层", "PDF 的这些页是图片或空白，里面的字没有导入。",
             "（扫描页）", "先做文字识别（OCR）"),
        Code("KB915", _I, "脚注没有并入正文", "脚注列在丢弃清单里，需要的自己写进条款。",
             "（脚注）", "写进相应条款"),
        Code("KB916", _E, "文件没有导入", "文件读不了，或超过了安全上限，已跳过；别的文件照常导入。",
             "（加密、损坏、过大或不认识的文件）", "按提示处理后重新导入"),
        Code("KB917", _W, "原文和知识库对不上", "导入的条款在知识库里没有，或知识库的条款没有找到原文。",
             "导入有 5.3.5，知识库没有", "核对版本，补上或改正编号"),
        Code("KB918", _E, "文件已存在，没有覆盖", "同名文件已经在那里，导入不会悄悄盖掉它。",
             "kb/laws/x.yaml", "加 --force 重新导入，人写的要点会保留"),
        Code("KB919", _E, "有文字没有着落", "输入的一些文字既不在条款、元数据和表格里，也不在丢弃清单里。",
             "（程序的缺陷）", "请把原件和这条信息报告给维护者"),
        Code("KB920", _I, "段落归属不能确定", "列项的最后一行正好排满，后面一行是接着写还是另起一段，看不出来。",
             "（三）转借的。\n有前款行为的，从重处理。", "对照原件确认"),
        Code("KB941", _W, "本机原文的文件读不懂", "这个文件不是本机原文，或 YAML 写法有误，里面的原文没有用上。",
             "clauses: [5.1]", 'clauses: {"std-a:5.1": 原文……}'),
        Code("KB942", _W, "本机原文的条款不存在", "知识库里没有这个编号，这一条原文没有用上。",
             "std-a:5.1.9: ……", "改成知识库里有的编号，或用 labkb import --overlay 重新导入"),
        Code("KB943", _E, "本机原文放进了 kb/", "原文不能公开，不能和知识库放在一起，否则会随网站和版本库传出去。",
             "kb/overlay/", "放在 kb/ 和 content/ 以外，例如 overlay/"),
        Code("KB951", _W, "待复核", "所依据的条款在核对之后改过，题目、核查项、课或对照行可能已经不对。",
             "条款由“三年”改成“六年”，题目还问三年", "改好后运行 labkb review 编号 --accept"),
        Code("KB952", _I, "还没有核对记录", "新写的题目、核查项、课或对照行，还没有登记是对着条款的哪个版本核对的。",
             "kb/review.lock 里没有这一项", "看过后运行 labkb review --accept --all"),
        Code("KB953", _W, "核对记录有一行读不懂", "kb/review.lock 由程序写，手改或合并出错会读不懂。",
             "question/x", "从版本库恢复，或运行 labkb review --accept --all 重写"),
        Code("KB971", _E, "题库表格的栏目不对", "栏目的标题要和模板一致，不能少、不能重复。",
             "题 目", "题干"),
        Code("KB972", _E, "题库的单元格读不懂", "单元格里是公式、日期或错误值，读不出确定的内容。",
             "（公式）=A1&B1", "粘贴为值"),
        Code("KB973", _E, "题库缺内容", "这一行必须填的单元格空着。", "（解析空着）", "4.2要求改动留痕。"),
        Code("KB974", _E, "题库的行对不上", "编号重复，小题没有案例题，或小题的次序不对。",
             "小题：1、3", "小题：1、2"),
        Code("KB975", _E, "题库的值不在可选范围", "题型、难度从下拉列表里选；答案的字母要有相应的选项。",
             "答案：E（只有A到D）", "答案：B"),
    )
}


def finding(
    code: str, message: str, place: Place, *, remedy: str = "", record: str = ""
) -> Diagnostic:
    """A finding of a listed code; the severity comes from the table."""
    return Diagnostic(code, message, place, remedy, CODES[code].severity, record)
