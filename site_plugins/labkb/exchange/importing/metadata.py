"""Title, number, issuer and dates from the head and the foot of a document."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from labkb.exchange.importing.chars import ends_sentence, join, squeeze, tidy
from labkb.exchange.importing.model import Join, Line, Metadata
from labkb.ids import parse_numeral

_CN = "零〇○一二三四五六七八九十"
_DATE = re.compile(
    rf"(\d{{4}}|[{_CN}]{{4}})\s*[年./-]\s*(\d{{1,2}}|[{_CN}]{{1,3}})\s*[月./-]\s*(\d{{1,2}}|[{_CN}]{{1,3}})\s*日?"
)
_ONLY_DATE = re.compile(rf"[（(]?\s*{_DATE.pattern}\s*[）)]?$")
_FILE_NUMBER = re.compile(
    r"([\u4e00-\u9fffA-Z（）()]{1,24}\s*[〔\[［【(（]\s*\d{4}\s*[〕\]］】)）]\s*第?\s*\d+\s*号)\s*$"
)
_ORDER = re.compile(rf"([\u4e00-\u9fff、]{{2,40}}令\s*[（(]?\s*(?:\d{{4}}年)?第?\s*[\d{_CN}百千]+\s*号[）)]?)")
_STANDARD = re.compile(
    r"((?:GB|JJF|JJG|JB|HG|SN|RB|DB\d{0,2}|CNAS|ISO|IEC|ILAC|T/|Q/)[A-Z/\-]*[ \d][\w ./:：—–\-]*\d)\s*$"
)
_FILE_HEAD = re.compile(r"([\u4e00-\u9fff]{3,30})文件$")
_HISTORY = re.compile(
    rf"[（(]?\s*(?:根据)?\s*(?:\d{{4}}|[{_CN}]{{4}})年.{{0,400}}?(?:通过|公布|发布|施行|修订|修正|批准|修改|废止|实施|印发|颁布|起施行|备案|自公布)"
)
_ACT = re.compile(r"通过|公布|发布|施行|修订|修正|批准|修改|废止|实施|印发|颁布|备案")
_ACT_BEGINS = re.compile(rf"[（(]?\s*{_DATE.pattern}.{{0,60}}(大会|国务院|委员会|令)")
_COVER = re.compile(
    r"(ICS|CCS)\s*[\dA-Z. ]+$|中华人民共和国(国家|行业|国家计量)?(标准|技术规范|检定规程)$"
    r"|(团体|国家|行业|地方|企业)标准$"
)
_PUBLISHED = re.compile(r"(\d{4}-\d{2}-\d{2})\s*发布")
_EFFECTIVE = re.compile(r"(\d{4}-\d{2}-\d{2})\s*实施")
_PUBLISHER = re.compile(r"([\u4e00-\u9fff\s、]{4,40}?)\s*发\s*布$")
_SPEAKER = re.compile(
    r"([\u4e00-\u9fff]{4,30}?)(?:副?秘书长|副?主任|副?局长|副?院长|副?会长|副?主席|副?部长|副?司长)[ \u3000]+"
    r"[\u4e00-\u9fff]{2,4}$"
)
_ORGANIZATION = re.compile(
    r"[\u4e00-\u9fff（）()、\s]{2,40}(局|部|委员会|秘书处|院|厅|办公室|办公厅|协会|学会|中心|政府|会|司|处|署|银行|公司)$"
)
_CONGRESS = re.compile(rf"第[{_CN}\d百]+届(全国人民代表大会(?:常务委员会)?)第[{_CN}\d百]+次会议")
_ISSUED_BY = re.compile(r"日\s*([\u4e00-\u9fff、]{2,30}?)(?:令|发布|公布|颁布|批准)")
_PUBLIC = re.compile(r"[（(](此件|本文|此文).{1,16}[）)]$|此件(公开|主动公开|依申请公开|不公开)")
_COPIES = re.compile(r"(抄报|抄送|主送|分送|印发|报送|校对|打印|联系人|联系电话|主题词)[：:]?")
_PRINTED = re.compile(rf"{_DATE.pattern}\s*印发$")
_THANKS = re.compile(r"(感谢|谢谢)(大家|各位)?[！!。]?$|报告完毕[。！]?$|特此(通知|公告|报告|函告)[。]?$")
_ATTACHED = re.compile(r"附件?[：:]")
_CLOSING = re.compile(r"(各有关|各地|各省|各级|各部门|各单位|各市|本意见|本通知|以上意见|请各|各成员)")
_TITLE_END = re.compile(
    r"(法|条例|办法|规定|决定|意见|通知|方案|细则|标准|规范|指南|准则|报告|纪要|说明|职责|规则|章程|命令|要求|"
    r"公告|函|规程|制度|计划|纲要|总结|汇报|须知|程序|手册|暂行|试行|草案|稿)([（(].{1,20}[）)])?$"
)


@dataclass(frozen=True, slots=True)
class HeadParts:
    """What the lines before the first unit are."""

    metadata: Metadata
    paragraphs: tuple[tuple[str, Line], ...]
    """Paragraphs that are content."""


def find_date(text: str) -> str | None:
    """The first date in the text as ISO, or None."""
    for match in _DATE.finditer(text):
        year = parse_numeral(match[1])
        month = parse_numeral(match[2])
        day = parse_numeral(match[3])
        if year and month and day and year > 1000:
            try:
                return datetime.date(year, month, day).isoformat()
            except ValueError:
                continue
    return None


def is_foot(text: str) -> bool:
    """Whether a line at the end of a document is a signature, a date or a note of the sender."""
    text = tidy(text)
    if not text or len(text) > 80:
        return False
    if _ONLY_DATE.match(text) or _PRINTED.search(text) or _PUBLIC.match(text):
        return True
    if _THANKS.match(text) or _COPIES.match(text):
        return True
    return bool(_ORGANIZATION.fullmatch(text)) and len(text) <= 36


def is_closing(text: str) -> bool:
    """Whether a paragraph speaks to the readers of the whole document."""
    return bool(_CLOSING.match(tidy(text)))


def read_head(lines: Sequence[Line], joins: Sequence[Join], foot: Sequence[str]) -> HeadParts:
    """Metadata and content of what stands before the first unit; `foot` are the last lines."""
    paragraphs = _paragraphs(lines, joins)
    title_parts: list[str] = []
    taken: list[str] = []
    content: list[tuple[str, Line]] = []
    history: list[str] = []
    number = issuer = date = effective = None
    title_done = False
    signed = [tidy(text) for text in foot]
    for text, line in paragraphs:
        tight = squeeze(text)
        plain = tidy(text)
        kind = ""
        if content and line.heading is None and not _HISTORY.match(plain):
            if is_foot(plain) and not _ATTACHED.match(plain):
                signed.append(plain)
            else:
                content.append((plain, line))
            continue
        if match := _FILE_HEAD.match(tight):
            issuer, kind = match[1], "issuer"
        elif (match := _FILE_NUMBER.match(tight)) and len(tight) < 40:
            number, kind = number or match[1], "number"
        elif (match := _STANDARD.match(plain)) and len(plain) < 50:
            number, kind = number or plain, "number"
        elif _COVER.match(plain):
            kind = "cover"
        elif _PUBLISHED.search(plain) or _EFFECTIVE.search(plain):
            if found := _PUBLISHED.search(plain):
                date = found[1]
            if found := _EFFECTIVE.search(plain):
                effective = found[1]
            kind = "date"
        elif title_parts and (match := _PUBLISHER.fullmatch(plain)) and not ends_sentence(plain):
            issuer, kind = issuer or squeeze(match[1]), "issuer"
        elif _ONLY_DATE.match(plain):
            date, kind = find_date(plain), "date"
        elif _ORDER.fullmatch(tight) and len(tight) < 40:
            number, kind = number or tight, "number"
        elif _begins_act(plain, has_title=bool(title_parts)):
            history.append(plain)
            kind = "history"
        elif history and _is_unfinished(history[-1]) and len(plain) < 400:
            history[-1] = join(history[-1], plain)
            kind = "history"
        elif title_parts and (match := _SPEAKER.match(text.strip())):
            issuer, kind = issuer or match[1], "issuer"
        elif title_parts and not re.search(r"[\u4e00-\u9fff]", plain) and len(plain) < 120:
            kind = "english"
        if kind:
            taken.append(text)
            title_done = title_done or bool(title_parts)
            continue
        if not title_done and _may_be_title(plain, title_parts, line):
            title_parts.append(plain)
            taken.append(text)
            continue
        title_done = title_done or bool(title_parts)
        content.append((plain, line))
    title = ""
    for part in title_parts:
        title = join(title, part)
    for text in signed:
        if _ONLY_DATE.match(text) or _PRINTED.search(text):
            date = date or find_date(text)
        elif _ORGANIZATION.fullmatch(text) and not _COPIES.match(text):
            issuer = issuer or squeeze(text)
    if history:
        number, issuer, date, effective = _from_history(history, number, issuer, date, effective)
    metadata = Metadata(
        title=tidy(title) or None, number=number, issuer=issuer, date=date, effective=effective,
        history=tuple(history), lines=(*taken, *signed),
    )
    return HeadParts(metadata, tuple(content))


def _paragraphs(lines: Sequence[Line], joins: Sequence[Join]) -> list[tuple[str, Line]]:
    result: list[tuple[str, Line]] = []
    for line, how in zip(lines, joins, strict=True):
        text = line.text.strip(" \t\u3000")
        alone = bool(result) and (_stands_alone(text) or _stands_alone(result[-1][0]))
        goes_on = how == "flows" or (how == "open" and result and not ends_sentence(result[-1][0]))
        if result and goes_on and not alone:
            result[-1] = (join(result[-1][0], text), result[-1][1])
        else:
            result.append((text, line))
    return result


def _stands_alone(text: str) -> bool:
    """Whether a line is complete by itself: the head of a paper, its number, a date."""
    tight = squeeze(text)
    return bool(
        _FILE_HEAD.fullmatch(tight) or _FILE_NUMBER.fullmatch(tight) or _ONLY_DATE.match(tight)
        or _COVER.match(tidy(text)) or _STANDARD.fullmatch(tidy(text))
        or _PUBLISHED.search(text) or _EFFECTIVE.search(text) or _PUBLISHER.fullmatch(text)
    )


def _begins_act(text: str, *, has_title: bool) -> bool:
    """Whether a line tells when and by whom the document was passed, issued or amended."""
    if _HISTORY.match(text):
        return has_title or text[:1] in "（("
    return has_title and len(text) < 120 and bool(_ACT_BEGINS.match(text))


def _is_unfinished(act: str) -> bool:
    """An act that still lacks its verb or its closing bracket."""
    return not _ACT.search(act) or (act[:1] in "（(" and not act.endswith(("）", ")")))


def _may_be_title(text: str, parts: Sequence[str], line: Line) -> bool:
    if ends_sentence(text) or len(text) > 90 or text[:1] in "（(" or text.endswith(("，", "、")):
        return False
    if not parts:
        return len(text) >= 2
    if line.heading is not None and line.heading > 2:
        return False
    whole = "".join(parts)
    if len(whole) + len(text) > 110 or len(parts) >= 4:
        return False
    if _TITLE_END.search(whole) and not _TITLE_END.search(text):
        return False
    if _ORGANIZATION.fullmatch(text) and _TITLE_END.search(whole):
        return False
    return bool(_TITLE_END.search(text)) or not _TITLE_END.search(whole)


def _from_history(
    history: Sequence[str], number: str | None, issuer: str | None, date: str | None,
    effective: str | None,
) -> tuple[str | None, str | None, str | None, str | None]:
    """The edition's own act is the latest one that is not its coming into force."""
    acts: list[tuple[str, str]] = []
    for text in history:
        starts = [m.start() for m in _DATE.finditer(text)]
        for n, begin in enumerate(starts):
            piece = text[begin : starts[n + 1] if n + 1 < len(starts) else len(text)]
            day = find_date(piece)
            if not day:
                continue
            verb = re.match(rf"{_DATE.pattern}\s*起?\s*施行", piece)
            if verb:
                effective = day
            elif re.search(r"通过|公布|发布|修订|修正|批准|修改|颁布|印发", piece):
                acts.append((day, squeeze(piece)))
    if acts:
        last = max(day for day, _ in acts)
        date = date or last
        for _, piece in sorted(acts, key=lambda act: act[0], reverse=True):
            if issuer is None:
                if match := _CONGRESS.search(piece):
                    issuer = match[1]
                elif match := _ISSUED_BY.search(piece):
                    issuer = match[1].removesuffix("第") or None
            if number is None and (match := _ORDER.search(piece.split("日", 1)[-1])):
                number = match[1]
    return number, issuer, date, effective
