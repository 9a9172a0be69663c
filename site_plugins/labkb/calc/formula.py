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
        raise FormulaError(str(error) or type(error).__name__) from None
    markup = _UPRIGHT_RUN.sub(_joined, markup)
    if block:
        markup = markup.replace('display="inline"', 'display="inline" displaystyle="true"', 1)
    return markup
