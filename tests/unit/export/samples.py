"""A small course with a question of every kind, and the origin of its exports."""

from __future__ import annotations

from labkb.exchange.export.origin import Origin
from labkb.exchange.export.teaching import (
    Ask,
    Choice,
    Citation,
    Course,
    Duty,
    Item,
    Lesson,
    Module,
    Point,
    Reading,
    Story,
    TermCard,
)

ORIGIN = Origin("test", "测试库", "1", "2026-01-31")
CLAUSE = Citation("std-a:4.1", "规程甲 4.1", "记录当场写，改动要看得出原来的数。")


def plain(key: str, kind: str, stem: str, **fields: object) -> Item:
    """A question that asks one thing."""
    ask = Ask(f"question/{key}", kind, stem, "见 4.1。", **fields)  # type: ignore[arg-type]
    return Item(f"question/{key}", kind, stem, "见 4.1。", (ask,), (CLAUSE,), "basic")


SINGLE = plain(
    "correct", "single", "记错一个读数，怎么改？",
    choices=(
        Choice("用修正液盖住再写", False, "原来的数看不见了。"),
        Choice("划一道线，写上正确的数并签名", True, "改前、改后、谁改的都看得见。"),
        Choice("另抄一张，原来的扔掉", False, "抄件不能代替原始记录。"),
    ),
)
MULTIPLE = plain(
    "honest", "multiple", "哪些做法不行？",
    choices=(
        Choice("=1+1 也当作文字", True, "公式样子的文字仍是文字。"),
        Choice("@下班前补记", True, "事后补记。"),
        Choice("读数时一起记下温度", False, "正是要求的做法。"),
        Choice("-凭印象填数", True, "伪造。"),
    ),
)
TRUE_FALSE = plain(
    "years", "true_false", "保存6年是建议。", is_true=True,
)
NUMBER = plain(
    "round", "number", "12.3456 mm修约到两位小数是多少？", answer="12.35", unit="mm", tolerance="0"
)
FILL = plain(
    "fill", "fill", "修约按___，不确定度按___。",
    blanks=(("GB/T 8170", "GB/T 8170-2008"), ("JJF 1059.1",)),
)
ORDER = plain("order", "order", "改错的先后", sequence=("留住原数", "写上正确的数", "签名"))
MATCH = plain(
    "match", "match", "把事情和文件配起来",
    pairs=(("修约", "GB/T 8170"), ("不确定度", "JJF 1059.1")),
)
CASE = Item(
    "question/case", "case", "小李直接覆盖了电子记录里的读数，系统没有留痕。", "电子记录也要留痕。",
    (
        Ask("question/case:judge", "true_false", "这样可以。", "不可以。", is_true=False),
        Ask(
            "question/case:mend", "single", "先改什么？", "留痕。",
            choices=(Choice("打开修改留痕", True, "对。"), Choice("换成纸", False, "没有必要。")),
        ),
    ),
    (CLAUSE,), "advanced",
)
ITEMS = (SINGLE, MULTIPLE, TRUE_FALSE, NUMBER, FILL, ORDER, MATCH, CASE)
LONG = "测量不确定度是与测得值联系在一起的参数，它表示合理赋予被测量的值的分散程度。" * 12

COURSE = Course(
    "course/records", "原始记录怎么记", "从写错一个读数说起。", "校准人员", ("会改错", "说得出保存几年"),
    (
        Module("现场", (
            Lesson(
                "course/records:write", "当场记", 20, ("会改错一处读数而不留疑问",),
                ("评审员最先看原始记录。",),
                (
                    Reading(
                        "std-a:4.1", "规程甲", "4.1", "记录", "记录当场写，改动要看得出原来的数。",
                        (
                            Duty("应", "读数的当时就写下来", "校准人员", ("原始记录",)),
                            Duty("宜", "保存6年", "档案管理员", ("归档目录", "借阅登记")),
                        ),
                    ),
                    Reading("std-a:4.2", "规程甲", "4.2", "不确定度", LONG),
                ),
                (Point("当场记，不誊抄。", (CLAUSE,)), Point("改动要留痕。")),
                (TermCard("term/record", "原始记录", "original record", "当时写下的第一手数据。"),),
                (Story("一个写错的读数", ("小王写错了一个数。", "他划线、改正、签名。")),),
                ITEMS[:4], ("先问学员平时怎么改。",),
            ),
        )),
        Module("归档", (
            Lesson("course/records:keep", "保存", 10, ("说得出保存几年",), items=ITEMS[4:]),
        )),
    ),
)
EMPTY = Course(
    "course/empty", "空课", "还没有内容。", "学员", ("先占个位置",),
    (Module("单元", (Lesson("course/empty:one", "第一课", 5, ("开个头",)),)),),
)
