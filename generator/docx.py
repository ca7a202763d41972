"""A handout → a Word document: its tree told to pandoc in the styles that `ooxml` gives them.

Links to other pages lead to the site when its address is known; calls for references become plain words. What is drawn on
the page (boxes, lines to write on) becomes tables and paragraphs, which a word processor lets anyone change.
"""

from __future__ import annotations

import base64
import mimetypes
import posixpath

from lxml.html import HtmlElement, tostring
from lxml.html.builder import CLASS, E

from . import ooxml, pandoc
from .addresses import BIBLIOGRAPHIE, SIGLES_PAGE, url
from .handout import Handout, target
from .link import Guide
from .typography import typographie

# The title is that of the document, and its sections are of level 1. pandoc may read nothing but what it is given.
_OPTIONS = ("--from=html-auto_identifiers", "--to=docx", "--output=-", "--sandbox", "--shift-heading-level-by=-1")
# What is only words on paper: calls for references, sigles.
_WORDS_ONLY = (posixpath.dirname(BIBLIOGRAPHIE), SIGLES_PAGE)
_STYLES = {
    "guide-chapeau": "GuideChapeau",
    "guide-attribution": "GuideAttribution",
    "guide-dates": "GuideOrigine",
    "guide-definition": "GuideDefinition",
}


def to_docx(guide: Guide, handout: Handout) -> bytes:
    """The bytes of the document. Raises `PandocEnEchec`. The tree of `handout` is used up."""
    body = handout.corps
    _footnotes(body)
    _links(body, handout.chemin, guide.draft.adresse)
    _images(body, handout.chemin, guide)
    _summary(body)
    _boxes(body)
    _sheet(body)
    body.append(_origin(guide, handout))
    for name, style in _STYLES.items():
        for element in body.find_class(name):
            _styled(element, style)
    for strong in body.xpath(".//p[not(text()[normalize-space()]) and count(*) = 1]/strong"):
        _styled(strong.getparent(), "GuideIntertitre")
    body.tag = "body"
    page = E.html(body, lang="fr-FR")
    document = pandoc.run(_OPTIONS, tostring(page, encoding="utf-8"), "écrit les fiches pour un traitement de texte")
    return ooxml.finish(document, f"{typographie(handout.fiche.titre)} — {guide.draft.nom_du_guide}".rstrip(" —"))


def _footnotes(body: HtmlElement) -> None:
    """Those of Python-Markdown, told as pandoc knows them."""
    for notes in body.find_class("footnote"):
        notes.set("role", "doc-endnotes")
        for note in notes.xpath("ol/li"):
            note.set("role", "doc-endnote")
    for back in body.find_class("footnote-backref"):
        back.set("role", "doc-backlink")
    for call in body.find_class("footnote-ref"):
        call.set("role", "doc-noteref")
        call.getparent().drop_tag()  # it is raised already


def _links(body: HtmlElement, start: str, site: str) -> None:
    for link in list(body.iter("a")):
        place = target(start, link.get("href", ""))
        if link.get("role") or not place:
            continue
        if site and not place.startswith(_WORDS_ONLY):
            link.attrib.clear()
            link.set("href", site + url(place))
        else:
            link.drop_tag()


def _images(body: HtmlElement, start: str, guide: Guide) -> None:
    """Images in the document itself; one that is not in the guide is told by its alternative text."""
    for image in list(body.iter("img")):
        path = target(start, image.get("src", ""))
        file = guide.draft.annexes.get(path)
        if file:
            content = base64.b64encode(file.read_bytes()).decode()
            image.set("src", f"data:{mimetypes.guess_type(path)[0] or 'application/octet-stream'};base64,{content}")
        else:
            text = E.span(image.get("alt", ""))
            image.getparent().replace(image, text)
            text.tail = image.tail


def _summary(body: HtmlElement) -> None:
    """The summary box, as a table of what it tells and what it says of it."""
    for box in body.find_class("guide-encart"):
        table = _table("GuideEncart", 30, 70)
        table.append(E.thead(E.tr(E.th(box.get("aria-label", ""), colspan="2"))))
        rows = E.tbody()
        for element in list(box.iter("dt", "dd")):
            element.tail = None
            if element.tag == "dt":
                element.tag = "strong"
                rows.append(E.tr(E.th(element)))
            else:
                element.tag = "td"
                rows[-1].append(element)
        table.append(rows)
        _replace(box, table)


def _boxes(body: HtmlElement) -> None:
    """What is to be watched, in a table of one cell under its title."""
    for box in body.find_class("admonition"):
        table = _table("GuideAttention", 100)
        for title in box.find_class("admonition-title"):
            title.tag = "th"
            title.tail = None
            table.append(E.thead(E.tr(title)))
        table.append(E.tbody(E.tr(E.td(*box))))
        _replace(box, table)


def _sheet(body: HtmlElement) -> None:
    """The sheet to fill in, on pages of its own: empty rows where the page has lines to write on."""
    for sheet in body.find_class("guide-feuille"):
        for rank, heading in enumerate((*sheet.iter("h2"), *sheet.xpath("following::h2[1]"))):
            heading.set("id", f"{ooxml.NEW_PAGE}{rank}")
        for head in sheet.find_class("guide-feuille-entete"):
            cells = [E.td(typographie(span.text or "")) for span in head]
            table = _table("GuideLignes", *(100 // len(cells) for _ in cells))
            table.append(E.tbody(E.tr(*cells)))
            title = E.p(E.strong(head.text or ""))
            head.addprevious(title)
            _replace(head, table)
    for lines in body.find_class("guide-lignes"):
        table = _table("GuideLignes", 100)
        table.append(E.tbody(*(E.tr(E.td()) for _ in lines)))
        _replace(lines, table)


def _origin(guide: Guide, handout: Handout) -> HtmlElement:
    """Where the text comes from, where it is kept up to date, and what may be done with it."""
    name, site, licence = guide.draft.nom_du_guide, guide.draft.adresse, guide.draft.licence
    address = site + url(handout.chemin)
    where = (", ", E.a(address, href=address)) if site else ()
    end = f". {licence.rstrip('.')}." if licence else "."
    return E.p(CLASS("guide-dates"), typographie(f"Source : « {name} »"), *where, typographie(end))


def _table(style: str, *widths: int) -> HtmlElement:
    columns = (E.col(style=f"width: {width}%") for width in widths)
    return E.table(E.colgroup(*columns), {"data-custom-style": style})


def _replace(element: HtmlElement, other: HtmlElement) -> None:
    other.tail = element.tail
    element.getparent().replace(element, other)


def _styled(element: HtmlElement, style: str) -> None:
    """The same element with a style of `ooxml`, which pandoc takes from a `<div>` only."""
    if element.tag == "div":
        element.set("data-custom-style", style)
        return
    box = E.div({"data-custom-style": style})
    box.tail, element.tail = element.tail, None
    element.getparent().replace(element, box)
    box.append(element)
