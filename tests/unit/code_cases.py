"""One small knowledge base per diagnostic code: the code's name -> files that provoke it."""

from __future__ import annotations

from collections.abc import Mapping

DOC = 'id: {id}\nkind: standard\ntitle: 某标准\nstatus: current\n{more}'
TERM = "id: term/x\nname: 校准\ndefinition: 定义。\n"


def doc(more: str = "", record_id: str = "std-a") -> str:
    """A document with further keys."""
    return DOC.format(id=record_id, more=more)


def clauses(*numbers: str) -> str:
    """A flat clause tree."""
    rows = "".join(f'  - number: "{n}"\n    summary: 要点{n}\n' for n in numbers)
    return f"clauses:\n{rows}"


CASES: dict[str, Mapping[str, str | bytes]] = {
    "KB101": {"kb/terms/a.yaml": "id: [term/x\nname: 校准\n"},
    "KB102": {"kb/terms/a.yaml": "id: term/x\nname: 校准与测量能力\n".encode("gbk")},
    "KB103": {"kb/terms/a.yaml": "id: term/x\nsources:\n\t- cites: x\n"},
    "KB104": {"kb/terms/a.yaml": ""},
    "KB105": {
        "kb/terms/a.yaml": "a: &a [x,x,x,x,x,x,x,x,x]\n"
        + "".join(
            f"{c}: &{c} [{','.join(['*' + p] * 9)}]\n"
            for p, c in zip("abcdefg", "bcdefgh", strict=True)
        )
    },
    "KB106": {},  # made by hand in the test: a symbolic link
    "KB107": {"kb/term/a.yaml": TERM},
    "KB108": {"kb/terms/a.yaml": "id: !!python/object:os.system term/x\n"},
    "KB109": {"kb/terms/a.yaml": "id: term/x\nname: 甲\nname: 乙\ndefinition: 丙\n"},
    "KB201": {"kb/terms/a.yaml": TERM + "englsh: calibration\n"},
    "KB202": {"kb/terms/a.yaml": "id: term/x\nname: 校准\n"},
    "KB203": {"kb/terms/a.yaml": TERM + "variants: 校正\n"},
    "KB204": {"kb/standards/a.yaml": doc("status: curent\n").replace("status: current\n", "")},
    "KB205": {"kb/standards/a.yaml": doc('issued_on: "2025-02-30"\n')},
    "KB206": {"kb/terms/a.yaml": TERM.replace("term/x", "术语/校准")},
    "KB207": {"kb/standards/a.yaml": doc('issued_on: "2025-06"\neffective_on: "2024-01"\n')},
    "KB208": {"kb/terms/a.yaml": TERM.replace("term/x", "organization/x")},
    "KB209": {"kb/terms/a.yaml": TERM.replace("定义。", '"定\\u0007义"')},
    "KB301": {"kb/terms/a.yaml": TERM, "kb/terms/b.yaml": TERM},
    "KB302": {"kb/standards/a.yaml": doc("cites: [std-b]\n")},
    "KB303": {"kb/standards/a.yaml": doc("issuers: [std-a]\n")},
    "KB304": {
        "kb/standards/a.yaml": doc("replaces: [std-b]\n"),
        "kb/standards/b.yaml": doc("replaces: [std-a]\n", "std-b"),
    },
    "KB401": {"kb/standards/a.yaml": doc(clauses("4.1", "4.1"))},
    "KB402": {"kb/standards/a.yaml": doc(clauses("4.2", "4.1"))},
    "KB403": {
        "kb/standards/a.yaml": doc("cites: [std-b]\n"),
        "kb/standards/b.yaml": doc("", "std-b").replace("current", "withdrawn"),
    },
    "KB404": {"kb/standards/a.yaml": doc('clauses:\n  - number: "4.1"\n')},
    "KB405": {
        "kb/standards/a.yaml": doc('clauses:\n  - number: "4.1"\n    summary: 要\n    text: 原\n')
    },
    "KB406": {
        "kb/standards/a.yaml": doc(
            'clauses:\n  - number: "4.1"\n    summary: 要\n    terms: [term/y]\n'
        )
    },
    "KB407": {"kb/facts/a.yaml": 'id: fact/a\nname: 数\nvalue: "3"\n'},
    "KB408": {
        "kb/facts/a.yaml": 'id: fact/a\nname: 数\nvalue: "3"\nunit: 家\n'
        "derived: {operation: sum, of: [fact/a, fact/a]}\n"
    },
    "KB409": {
        "kb/standards/a.yaml": doc(
            'clauses:\n  - number: "4"\n    heading: 章\n    clauses:\n'
            '      - {number: "4.1", summary: 一}\n      - {number: "4.2", summary: 二}\n'
        ),
        "kb/standards/b.yaml": doc("", "std-b"),
        "kb/crosswalks/a.yaml": "id: crosswalk/a\ntitle: 对照\ndocument: std-a\n"
        "target_document: std-b\nrows:\n"
        '  - {clause: "std-a:4.1", relation: none, reason: 无}\n',
    },
    "KB410": {"kb/standards/a.yaml": doc().replace("status: current\n", "")},
    "KB501": {"content/index.md": "见 [[term/nothing]]。\n"},
    "KB502": {"content/index.md": "/// kb-claus | std-a\n///\n"},
}
