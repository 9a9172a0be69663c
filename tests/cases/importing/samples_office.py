"""Samples printed as docx and pdf."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from tests.cases.importing.samples import Para, Sample, chinese

LEVELS = {
    "编": ("chineseCountingThousand", "第%{n}编"),
    "章": ("chineseCountingThousand", "第%{n}章"),
    "节": ("chineseCountingThousand", "第%{n}节"),
    "条": ("chineseCountingThousand", "第%{n}条"),
    "han": ("chineseCountingThousand", "%{n}、"),
    "han-paren": ("chineseCountingThousand", "（%{n}）"),
    "digit": ("decimal", "%{n}."),
    "part": ("chineseCountingThousand", "第%{n}部分"),
}


def as_docx(sample: Sample, rng: random.Random, path: Path, *, for_pdf: bool) -> dict[str, object]:
    """Writes the sample and says what was done to it."""
    opts: dict[str, object] = {
        "auto": rng.random() < 0.4 and _is_regular(sample),
        "styles": rng.random() < 0.5,
        "toc": rng.choice(["none", "none", "text", "style"]),
        "header": rng.random() < 0.6,
        "page": rng.choice(["- {} -", "{}", "第 {} 页", "— {} —", None]),
        "split": rng.random() < 0.5,
        "revise": not for_pdf and rng.random() < 0.3,
        "links": rng.random() < 0.2,
        "breaks": rng.random() < 0.15,
        "indent": rng.random() < 0.5,
        "size": rng.choice([10.5, 12, 14, 16]),
        "justify": rng.random() < 0.5,
        "space": rng.choice([" ", "　", "  "]),
    }
    document = Document()
    normal = document.styles["Normal"]
    normal.font.name = "Noto Serif CJK SC"
    normal.font.size = Pt(float(opts["size"]))  # type: ignore[arg-type]
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), rng.choice(["Noto Serif CJK SC", "Noto Sans CJK SC"]))
    lists = _Lists(document) if opts["auto"] else None
    _margins(document, sample, opts)
    title = document.add_paragraph(style="Title" if opts["styles"] else None)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run(sample.title).bold = True
    if sample.info:
        if rng.random() < 0.5:
            document.add_paragraph("（" + "　".join(sample.info) + "）")
        else:
            for line in sample.info:
                document.add_paragraph(line)
    _contents(document, sample, str(opts["toc"]))
    last = None
    for para in sample.paragraphs:
        if opts["breaks"] and last is not None and para.kind in ("para", "han-paren") and not opts["auto"]:
            last.add_run().add_break()
            _runs(last, para.text, rng, opts)
            continue
        paragraph = document.add_paragraph()
        if para.kind in ("编", "章", "节"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            if opts["styles"]:
                paragraph.style = document.styles["Heading 2" if para.kind == "节" else "Heading 1"]
        elif opts["indent"]:
            paragraph.paragraph_format.first_line_indent = Pt(2 * float(opts["size"]))  # type: ignore[arg-type]
            if opts["justify"]:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        if lists is not None and para.kind in LEVELS:
            lists.number(paragraph, para.kind)
            _runs(paragraph, para.body, rng, opts)
        elif para.kind in ("编", "章", "节") and len(para.body) > 8 and opts["links"]:
            half = len(para.body) // 2
            paragraph.add_run(f"{para.number} {para.body[:half]}").add_break()
            paragraph.add_run(para.body[half:])
        else:
            text = para.text
            if para.kind in ("编", "章", "节", "条"):
                text = para.number + str(opts["space"]) + para.body
            _runs(paragraph, text, rng, opts)
        last = paragraph if para.kind not in ("编", "章", "节", "term", "head", "part") else None
    document.save(str(path))
    return opts


def _is_regular(sample: Sample) -> bool:
    """Automatic numbers can only print numbers without gaps."""
    articles = [p.number for p in sample.paragraphs if p.kind == "条"]
    if articles != [f"第{chinese(i)}条" for i in range(1, len(articles) + 1)]:
        return False
    if any(p.kind == "编" for p in sample.paragraphs):
        return False
    above = {"章": (), "节": ("章",), "条": (), "part": (), "han": ("条",),
             "han-paren": ("条", "han", "part"), "digit": ("条", "han", "han-paren", "part")}
    counts: dict[str, int] = {}
    for para in sample.paragraphs:
        if para.kind not in above:
            continue
        counts[para.kind] = counts.get(para.kind, 0) + 1
        wanted = {"章": "第{}章", "节": "第{}节", "条": "第{}条", "han": "{}", "han-paren": "（{}）",
                  "part": "第{}部分"}
        text = wanted[para.kind].format(chinese(counts[para.kind])) if para.kind in wanted else str(counts[para.kind])
        if para.number.replace("(", "（").replace(")", "）") != text:
            return False
        for kind, parents in above.items():
            if para.kind in parents:
                counts[kind] = 0
    return True


class _Lists:
    """Lists of Word, one per kind of number, restarted below each new parent."""

    def __init__(self, document: Document) -> None:  # type: ignore[valid-type]
        self.element = document.part.numbering_part.element  # type: ignore[attr-defined]
        self.next_id = 900
        self.current: dict[str, int] = {}
        self.abstract: dict[str, int] = {}

    def number(self, paragraph: object, kind: str) -> None:
        restart_below = {"章": ("节",), "节": (), "条": ("han", "han-paren", "digit"),
                         "han": ("han-paren", "digit"), "han-paren": ("digit",), "digit": (),
                         "part": ("han-paren", "digit"), "编": ()}
        if kind not in self.current:
            self.current[kind] = self._new(kind)
        properties = paragraph._p.get_or_add_pPr()  # type: ignore[attr-defined]
        numbering = OxmlElement("w:numPr")
        for tag, value in (("w:ilvl", 0), ("w:numId", self.current[kind])):
            element = OxmlElement(tag)
            element.set(qn("w:val"), str(value))
            numbering.append(element)
        properties.append(numbering)
        for below in restart_below[kind]:
            self.current.pop(below, None)

    def _new(self, kind: str) -> int:
        form, text = LEVELS[kind]
        text = text.replace("%{n}", "%1")
        self.next_id += 1
        ident = self.next_id
        if kind not in self.abstract:
            self.abstract[kind] = ident
            abstract = parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{ident}"><w:multiLevelType w:val="singleLevel"/>'
                f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="space"/>'
                f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
            )
            first = self.element.find(qn("w:num"))
            first.addprevious(abstract) if first is not None else self.element.append(abstract)
        self.element.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{ident}"><w:abstractNumId w:val="{self.abstract[kind]}"/>'
                '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            )
        )
        return ident


def _runs(paragraph: object, text: str, rng: random.Random, opts: dict[str, object]) -> None:
    pieces = [text]
    if opts["split"] and len(text) > 8:
        at = sorted(rng.sample(range(1, len(text)), min(3, len(text) - 1)))
        pieces = [text[a:b] for a, b in zip([0, *at], [*at, len(text)], strict=True)]
    for piece in pieces:
        run = paragraph.add_run(piece)  # type: ignore[attr-defined]
        if rng.random() < 0.1:
            run.bold = True
        wrapper = None
        if opts["revise"] and rng.random() < 0.3:
            wrapper = OxmlElement("w:ins")
            deleted = parse_xml(
                f'<w:del {nsdecls("w")} w:id="1" w:author="a">'
                "<w:r><w:delText>删去的文字第三条</w:delText></w:r></w:del>"
            )
            run._r.addprevious(deleted)
        elif opts["links"] and rng.random() < 0.3:
            wrapper = OxmlElement("w:hyperlink")
        if wrapper is not None:
            if wrapper.tag.endswith("ins"):
                wrapper.set(qn("w:id"), "2")
                wrapper.set(qn("w:author"), "a")
            run._r.addprevious(wrapper)
            wrapper.append(run._r)


def _margins(document: Document, sample: Sample, opts: dict[str, object]) -> None:  # type: ignore[valid-type]
    section = document.sections[0]  # type: ignore[attr-defined]
    if opts["header"]:
        section.header.paragraphs[0].text = sample.title
    if opts["page"]:
        before, after = str(opts["page"]).split("{}")
        paragraph = section.footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(before)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        run = OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = "1"
        run.append(text)
        field.append(run)
        paragraph._p.append(field)
        paragraph.add_run(after)


def _contents(document: Document, sample: Sample, kind: str) -> None:  # type: ignore[valid-type]
    chapters: list[Para] = [p for p in sample.paragraphs if p.kind in ("编", "章", "节")]
    if kind == "none" or len(chapters) < 3:
        return
    document.add_paragraph("目　录").alignment = WD_ALIGN_PARAGRAPH.CENTER  # type: ignore[attr-defined]
    if kind == "style" and "toc 1" not in [s.name for s in document.styles]:  # type: ignore[attr-defined]
        document.styles.add_style("toc 1", 1)  # type: ignore[attr-defined]
    for k, chapter in enumerate(chapters):
        text = f"{chapter.number} {chapter.body}"
        if kind == "style":
            document.add_paragraph(f"{text}\t{k + 1}", style="toc 1")  # type: ignore[attr-defined]
        else:
            document.add_paragraph(f"{text}{'.' * 20}{k + 1}")  # type: ignore[attr-defined]


def to_pdf(paths: list[Path], work: Path) -> list[Path]:
    """The same files as pdf, by LibreOffice."""
    for start in range(0, len(paths), 20):
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{work}/profile", "--convert-to", "pdf",
             "--outdir", str(work), *map(str, paths[start : start + 20])],
            check=True, capture_output=True, timeout=600,
        )
    return [path.with_suffix(".pdf") for path in paths]
