"""The published schemas of SCORM 1.2, made readable for libxml2."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from lxml import etree

FOLDER = Path(__file__).parents[2] / "browser/vendor/scorm-1.2"
_WRAPPER = """\
<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
 <xsd:import namespace="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  schemaLocation="imscp_rootv1p1p2.xsd"/>
 <xsd:import namespace="http://www.adlnet.org/xsd/adlcp_rootv1p2"
  schemaLocation="adlcp_rootv1p2.xsd"/>
 <xsd:import namespace="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"
  schemaLocation="imsmd_rootv1p2p1.xsd"/>
</xsd:schema>
"""
# The files of 2001 break two rules that libxml2 enforces: the xml namespace may not be the default
# one, and a wildcard may not take the elements that are named beside it.
_MENDED = {
    "ims_xml.xsd": (r'\s+xmlns="http://www.w3.org/XML/1998/namespace"', ""),
    "imsmd_rootv1p2p1.xsd": (r'namespace="##any"', 'namespace="##other"'),
}


def published_schema(folder: Path) -> Any:
    """The validator; `folder` takes the mended copies."""
    for path in FOLDER.glob("*.xsd"):
        text = path.read_text("utf-8")
        if path.name in _MENDED:
            text, count = re.subn(*_MENDED[path.name], text)
            assert count == 1, path.name
        (folder / path.name).write_text(text, "utf-8")
    (folder / "all.xsd").write_text(_WRAPPER, "utf-8")
    return etree.XMLSchema(etree.parse(str(folder / "all.xsd")))


def complaints(schema: Any, manifest: bytes) -> list[str]:
    """What the schemas have against a manifest."""
    schema.validate(etree.fromstring(manifest))
    return [str(error.message) for error in schema.error_log]
