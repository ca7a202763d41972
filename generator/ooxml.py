"""A Word document as pandoc writes it → one with the styles, the paper and the foot of the guide.

A `.docx` is a zip of XML parts. `styles/word.xml` holds the styles; those that pandoc has under the same name give way.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

STYLES = Path(__file__).parent / "styles" / "word.xml"
# A heading whose identifier begins so opens a page; a table of this style keeps its empty rows high enough to write in.
NEW_PAGE = "nouvelle-page-"
LINES = "GuideLignes"
_LINE_HEIGHT = "510"  # twentieths of a point: 9 mm
_FOOTER, _FOOTER_ID = "footer1.xml", "rIdPied"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_WHEN = (1980, 1, 1, 0, 0, 0)  # the same bytes for the same content
_SECTION = f"""<w:sectPr xmlns:w="{_W}" xmlns:r="{_R}">
<w:footerReference w:type="default" r:id="{_FOOTER_ID}"/>
<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>
<w:pgSz w:w="11906" w:h="16838"/>
<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>
</w:sectPr>"""
_WIDTH = 11906 - 2 * 1134
_FOOT = f"""<w:ftr xmlns:w="{_W}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>
<w:r><w:t xml:space="preserve"/></w:r><w:r><w:tab/></w:r><w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>
<w:r><w:t xml:space="preserve"> / </w:t></w:r><w:fldSimple w:instr="NUMPAGES"><w:r><w:t>1</w:t></w:r></w:fldSimple>
</w:p></w:ftr>"""
_FOOTER_ENTRIES = {
    "word/_rels/document.xml.rels": f'<Relationship Id="{_FOOTER_ID}" Type="{_R}/footer" Target="{_FOOTER}"/>',
    "[Content_Types].xml": f'<Override PartName="/word/{_FOOTER}" ContentType="{_CONTENT}.footer+xml"/>',
}
for _prefix, _uri in (("w", _W), ("r", _R)):
    ET.register_namespace(_prefix, _uri)


def finish(document: bytes, foot: str) -> bytes:
    """The finished document; `foot` stands at the foot of each page, with its number."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    for name, change in (("word/styles.xml", _set_styles), ("word/document.xml", _set_pages)):
        root = ET.fromstring(parts[name])
        change(root)
        parts[name] = _to_bytes(root)
    footer = ET.fromstring(_FOOT)
    next(footer.iter(_w("t"))).text = foot
    parts[f"word/{_FOOTER}"] = _to_bytes(footer)
    for name, entry in _FOOTER_ENTRIES.items():  # as text: some readers want these two parts without prefixes
        before, end, after = parts[name].rpartition(b"</")
        parts[name] = before + entry.encode() + end + after
    return _zip(parts)


def _set_styles(root: ET.Element) -> None:
    ours = ET.parse(STYLES).getroot()
    names = {style.get(_w("styleId")) for style in ours}
    for old in [child for child in root if child.tag == _w("docDefaults") or child.get(_w("styleId")) in names]:
        root.remove(old)
    root.insert(0, ours[0])
    root.extend(ours[1:])


def _set_pages(root: ET.Element) -> None:
    """The size of the paper, the pages that headings open, the width of tables and the height of lines to write on."""
    body = root[0]
    body[-1] = ET.fromstring(_SECTION)
    for place, mark in enumerate(body):
        if mark.tag == _w("bookmarkStart") and mark.get(_w("name"), "").startswith(NEW_PAGE):
            heading = next(element for element in body[place:] if element.tag == _w("p"))
            heading[0].insert(1, ET.Element(_w("pageBreakBefore")))  # after its style
    for table in body.findall(_w("tbl")):
        columns = table.findall(f"{_w('tblGrid')}/{_w('gridCol')}")
        total = sum(int(column.get(_w("w"), "0")) for column in columns)
        for column in columns:
            column.set(_w("w"), str(_WIDTH * int(column.get(_w("w"), "0")) // total))
        if table.find(f"{_w('tblPr')}/{_w('tblStyle')}[@{_w('val')}='{LINES}']") is not None:
            for row in table.findall(_w("tr")):
                height = ET.Element(_w("trPr"))
                ET.SubElement(height, _w("trHeight"), {_w("val"): _LINE_HEIGHT, _w("hRule"): "atLeast"})
                row.insert(0, height)


def _w(name: str) -> str:
    return f"{{{_W}}}{name}"


def _to_bytes(root: ET.Element) -> bytes:
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _zip(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _WHEN), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()
