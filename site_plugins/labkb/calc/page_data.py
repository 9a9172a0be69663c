"""The script files of a page that calculates: the code group and the definitions."""

from __future__ import annotations

import json
from collections.abc import Iterable

from labkb.calc.definitions import definition_data
from labkb.jsruntime import WEB, script_groups
from labkb.model.calculator import Calculator

DATA = "calculators"
DATA_VERSION = 1


def definitions_script(calculators: Iterable[Calculator]) -> str:
    """`calculators.js`: registers the definitions under their name and version."""
    data = [definition_data(one) for one in calculators]
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in ("\u2028", "\u2029"):
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f'labkb.provide("{DATA}", {DATA_VERSION}, {text});\n'


def code_script(groups: Iterable[str] = ("base", "calc")) -> str:
    """The code of the groups in load order, as the site concatenates it."""
    paths = [path for group in groups for path in script_groups()[group]]
    return "\n".join((WEB / path).read_text("utf-8") for path in paths)
