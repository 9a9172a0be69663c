"""LaTeX to MathML at build time, so that pages need no script for formulas."""

from __future__ import annotations

import re
from functools import lru_cache

from latex2mathml.converter import convert

_UPRIGHT = '<mi mathvariant="normal">'
_UPRIGHT_RUN = re.compile(rf"(?:{_UPRIGHT}[A-Za-z]</mi>){{2,}}")


def _joined(run: re.Match[str]) -> str:
    """Letters of an upright word as one identifier, without gaps between them."""
    letters = run[0].replace(_UPRIGHT, "").replace("</mi>", "")
    return f"{_UPRIGHT}{letters}</mi>"


class FormulaError(Exception):
    """The text cannot be set as a formula."""


_WORDS = {
    "NumeratorNotFoundError": "分数没有分子",
    "DenominatorNotFoundError": "分数没有分母",
    "ExtraLeftOrMissingRightError": "\\left 和 \\right 没有配对",
    "MissingSuperScriptOrSubscriptError": "^ 或 _ 后面没有内容",
    "DoubleSubscriptsError": "有两个下标",
    "DoubleSuperscriptsError": "有两个上标",
    "MissingEndError": "\\begin 和 \\end 没有配对",
}


_ADDRESS = re.compile(r"""\s(?:\w+:)?(?:href|src)=("[^"]*"|'[^']*')""")
"""Where \\href leads; a formula is no link."""


@lru_cache(maxsize=2000)
def formula_mathml(latex: str, *, block: bool = False) -> str:
    """A `<math>` element.

    Raises:
        FormulaError: when the LaTeX is broken.
    """
    if latex.count("{") != latex.count("}"):
        raise FormulaError("花括号没有配对")
    try:
        markup: str = convert(latex, display="inline")
    except Exception as error:  # the converter raises many kinds
        raise FormulaError(_WORDS.get(type(error).__name__, "写法有误")) from None
    markup = _ADDRESS.sub("", markup)
    markup = _UPRIGHT_RUN.sub(_joined, markup)
    if block:
        markup = markup.replace('display="inline"', 'display="inline" displaystyle="true"', 1)
    return markup
