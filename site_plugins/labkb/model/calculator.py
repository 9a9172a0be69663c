"""Calculators as data: inputs, checks, steps, outputs, and the pages that group them."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StringConstraints

from labkb.model.base import CalculatorRef, CitableRef, ClauseRef, Model, Record, Text

Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]*$")]
Number = Annotated[str, StringConstraints(pattern=r"^-?\d+(\.\d+)?([eE][+-]?\d+)?$")]
Expression = Annotated[str, StringConstraints(min_length=1)]

InputType = Literal[
    "decimal",
    "number_list",
    "number_groups",
    "matrix",
    "choice",
    "boolean",
    "text",
    "expression",
    "expressions",
    "date",
    "record",
    "table",
    "columns",
]


class Option(Model):
    """One of the answers of a choice."""

    value: Text = Field(description="程序里的值")
    label: Text = Field(description="页面上的字")
    aliases: tuple[Text, ...] = Field((), description="也认得的写法")


class CalculatorInput(Model):
    """An input: what it is, its unit, its limits."""

    name: Name = Field(description="名称，表达式和输入文件里用它")
    title: Text = Field(description="页面上的名称，例如 扩展不确定度")
    symbol: Text | None = Field(None, description="符号，LaTeX 写法，例如 u_c")
    type: InputType = Field(
        "decimal", description="种类：decimal 数、number_list 一列数、table 表等"
    )
    unit: Text | None = Field(None, description="单位；写 unit 表示用读者填写的单位")
    help: Text | None = Field(None, description="输入框旁的提示")
    default: Text | None = Field(None, description="没有填写时的值，页面会说明")
    optional: bool = Field(False, description="可以不填")
    advanced: bool = Field(False, description="收在“更多选项”里")
    minimum: Number | None = Field(None, description="不能小于")
    maximum: Number | None = Field(None, description="不能大于")
    above: Number | None = Field(None, description="必须大于")
    below: Number | None = Field(None, description="必须小于")
    integer: bool = Field(False, description="必须是整数")
    infinite: bool = Field(False, description="可以填 inf（无穷大）")
    min_items: int | None = Field(None, ge=0, description="最少个数")
    max_items: int | None = Field(None, ge=1, description="最多个数")
    options: tuple[Option, ...] = Field((), description="选项（choice）")
    columns: tuple[CalculatorInput, ...] = Field((), description="各栏（table、record）")
    aliases: tuple[Name, ...] = Field((), description="输入文件里也认得的名称")


class Check(Model):
    """A rule that the inputs must meet before anything is computed."""

    require: Expression = Field(description="必须成立的条件")
    when: Expression | None = Field(None, description="只在这个条件下检查")
    field: Name = Field(description="不成立时标出的输入")
    code: Text = Field(description="给程序看的英文短码，例如 n_too_small")
    message: Text = Field(description="给读者看的话：规则是什么，怎么改；可用 {名称} 引用值")


class Step(Model):
    """A named value computed from inputs and other steps."""

    name: Name = Field(description="名称，后面的表达式用它")
    title: Text | None = Field(None, description="页面上的名称；hidden 的步骤可不写")
    expression: Expression = Field(description="受限表达式")
    formula: Text | None = Field(None, description="公式，LaTeX 写法，生成网页时变成数学式")
    unit: Text | None = Field(None, description="单位；写 unit 表示用读者填写的单位")
    digits: int | None = Field(None, ge=1, le=15, description="显示的有效位数，不写为6")
    note: Text | None = Field(None, description="说明，可用 {名称} 引用值")
    when: Expression | None = Field(None, description="只在这个条件下显示")
    hidden: bool = Field(False, description="不在步骤里显示")


class Output(Model):
    """A result: its type, unit and how it is shown."""

    name: Name = Field(description="名称，输出文件里用它")
    title: Text | None = Field(None, description="页面上的名称；不写则不在页面显示")
    type: Literal["number", "decimal", "text", "boolean", "value"] = Field(
        "number",
        description="值的种类：number 数；decimal 按修约规则写成的文本；text 文字；boolean 是否；value 照原样",
    )
    value: Expression | None = Field(None, description="表达式；不写则取同名的步骤")
    unit: Text | None = Field(None, description="单位；写 unit 表示用读者填写的单位")
    digits: int | None = Field(None, ge=1, le=15, description="显示的有效位数，不写为6")
    contrast: Number | None = Field(
        None, description="判定界限：显示值看上去等于界限而实际不等时，多显示一位"
    )
    when: Expression | None = Field(None, description="只在这个条件下给出")
    main: bool = Field(False, description="在结果里放大显示")
    spread: bool = Field(False, description="把记录的每一项各作一个输出")


class Statement(Model):
    """A sentence shown under a condition."""

    text: Text = Field(description="句子，可用 {名称} 或 {名称:有效位数} 引用值")
    when: Expression | None = Field(None, description="出现的条件；不写则总是出现")
    tone: Literal["pass", "fail", "warn", "note"] = Field(
        "note", description="结果：pass 通过、fail 不通过、warn 提醒、note 说明"
    )


class Picture(Model):
    """A drawing of some values."""

    type: Literal["bars", "scores", "histogram", "pareto", "points", "band", "table"] = Field(
        description="图的种类：bars 分量条、scores 比分图、histogram 直方图、pareto 排列图、points 散点、band 限值带、"
        "table 逐行列出（表头取同名步骤的名称）"
    )
    title: Text | None = Field(None, description="图题")
    data: dict[Name, Expression] = Field(description="图里的量：名称 -> 表达式")
    when: Expression | None = Field(None, description="只在这个条件下画")


class FormulaSource(Model):
    """Where the rule comes from: standard, edition, clause."""

    standard: Text = Field(description="标准号与年份，例如 JJF 1059.1-2012")
    clause: Text | None = Field(None, description="条号，例如 4.3.2.2")
    title: Text | None = Field(None, description="标准名称")
    cites: CitableRef | None = Field(None, description="本库里的编号（若有）")
    to_verify: bool = Field(False, description="条号尚未与正式文本核对（待核对）")


class Example(Model):
    """A worked example, computed anew at every build."""

    title: Text = Field(description="算例的名称")
    inputs: dict[str, Any] = Field(description="输入，写法与输入文件相同")
    expected: dict[str, Any] = Field(description="应得的输出；数按 tolerance 比较，文字须完全相同")
    tolerance: Number = Field("1e-9", description="数的相对允差")
    absolute: dict[str, Number] = Field({}, description="某些输出改用的绝对允差")
    source: Text | None = Field(None, description="算例的出处")


class Calculator(Record):
    """One calculation."""

    family: ClassVar[str] = "calculator"

    kind: Literal["calculator"] = Field("calculator", description="记录种类")
    title: Text = Field(description="名称，例如 A类评定：贝塞尔公式")
    page: CalculatorRef = Field(description="所在的页面")
    order: int = Field(50, description="在页面里的次序，小的在前")
    purpose: Text = Field(description="一句话：算什么、什么时候用")
    inputs: tuple[CalculatorInput, ...] = Field(description="输入")
    checks: tuple[Check, ...] = Field((), description="输入必须满足的规则")
    steps: tuple[Step, ...] = Field((), description="步骤")
    outputs: tuple[Output, ...] = Field(description="输出", min_length=1)
    verdicts: tuple[Statement, ...] = Field((), description="结论的话")
    messages: tuple[Statement, ...] = Field((), description="提醒和说明")
    pictures: tuple[Picture, ...] = Field((), description="图")
    sources: tuple[FormulaSource, ...] = Field((), description="依据")
    serves: tuple[ClauseRef, ...] = Field((), description="用得上它的条款")
    assumptions: tuple[Text, ...] = Field((), description="成立的前提")
    examples: tuple[Example, ...] = Field((), description="算例，每次构建都重算")

    @property
    def name(self) -> str:
        """The name in `labkb calc NAME` and `labkb.calc(name, …)`."""
        return self.id.rpartition("/")[2].replace("-", "_")

    @property
    def label(self) -> str:
        """The title."""
        return self.title


class CalculatorPage(Record):
    """A page that groups calculations that a laboratory looks for together."""

    family: ClassVar[str] = "calculator_page"

    kind: Literal["calculator_page"] = Field(description="记录种类")
    title: Text = Field(description="页面的名称，例如 A类评定")
    group: Text = Field(description="目录里的组，例如 不确定度")
    order: int = Field(50, description="次序，小的在前")
    lede: Text = Field(description="页首的一两句话")
    expert: bool = Field(False, description="专家页")

    @property
    def label(self) -> str:
        """The title."""
        return self.title
