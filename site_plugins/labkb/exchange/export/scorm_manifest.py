"""The manifest of a SCORM 1.2 package."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from labkb.exchange.export.origin import Origin
from labkb.exchange.export.teaching import Course

CP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
MD = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
_PLACES = (
    f"{CP} imscp_rootv1p1p2.xsd {MD} imsmd_rootv1p2p1.xsd {ADL} adlcp_rootv1p2.xsd"
)
_ORGANIZATION, _ITEM, _RESOURCE = "ORG-1", "ITEM-1", "RES-1"


def manifest(course: Course, origin: Origin, files: Sequence[str]) -> bytes:
    """The bytes of imsmanifest.xml: one organization, one object to launch, its files."""
    # Written with fixed prefixes: some platforms look for `adlcp:` by its letters.
    root = ET.Element("manifest", {
        "identifier": identifier(origin.kb, course.id),
        "version": "1.0",
        "xmlns": CP,
        "xmlns:adlcp": ADL,
        "xmlns:imsmd": MD,
        "xmlns:xsi": XSI,
        "xsi:schemaLocation": _PLACES,
    })
    metadata = ET.SubElement(root, "metadata")
    _text(metadata, "schema", "ADL SCORM")
    _text(metadata, "schemaversion", "1.2")
    _about(metadata, course, origin)
    organizations = ET.SubElement(root, "organizations", {"default": _ORGANIZATION})
    organization = ET.SubElement(organizations, "organization", {"identifier": _ORGANIZATION})
    _text(organization, "title", course.title)
    item = ET.SubElement(
        organization, "item",
        {"identifier": _ITEM, "identifierref": _RESOURCE, "isvisible": "true"},
    )
    _text(item, "title", course.title)
    if course.items():
        _text(item, "adlcp:masteryscore", str(course.pass_percent))
    resources = ET.SubElement(root, "resources")
    resource = ET.SubElement(resources, "resource", {
        "identifier": _RESOURCE, "type": "webcontent", "adlcp:scormtype": "sco",
        "href": "index.html",
    })
    for name in files:
        ET.SubElement(resource, "file", {"href": name})
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def identifier(*parts: str) -> str:
    """An XML id that stays the same for the same course: the platform knows it again."""
    return "labkb-" + re.sub(r"[^A-Za-z0-9.-]+", "-", "-".join(parts))


def _about(metadata: ET.Element, course: Course, origin: Origin) -> None:
    general = ET.SubElement(ET.SubElement(metadata, "imsmd:lom"), "imsmd:general")
    for name, words in (("title", course.title), ("description", _description(course, origin))):
        if name == "description":
            _text(general, "imsmd:language", "zh-CN")
        held = ET.SubElement(general, f"imsmd:{name}")
        string = _text(held, "imsmd:langstring", words)
        string.set("xml:lang", "zh-CN")


def _description(course: Course, origin: Origin) -> str:
    return f"{course.summary}{origin.sentence()}课程编号：{course.id}。"


def _text(parent: ET.Element, tag: str, words: str) -> ET.Element:
    element = ET.SubElement(parent, tag)
    element.text = words
    return element
