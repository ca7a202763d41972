"""PDF files → PDF files: places to write become form fields, pages are imposed on sheets, files get smaller.

The only module that imports pikepdf. What it makes stays PDF/UA-1 and PDF/A-2a: every drawing it adds is marked, every
page keeps its place in the structure tree.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Page, Pdf, Stream, String

FIELD = "champ:"
"""The addresses that stand for a place to write: `champ:` and what to write there."""

_MULTILINE = 1 << 12
_PRINT = 1 << 2


def finish(pdf: bytes) -> bytes:
    """The file as it is published: fields in place of the addresses that stand for them, as small as can be."""
    with Pdf.open(io.BytesIO(pdf)) as document:
        _add_fields(document)
        del document.Root.MarkInfo.Suspects  # false, as when it is not said; some readers take it for a mistake
        return _saved(document)


def count_pages(pdf: bytes) -> int:
    """The number of pages."""
    with Pdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)


def _saved(document: Pdf) -> bytes:
    made = io.BytesIO()
    document.save(made, object_stream_mode=ObjectStreamMode.generate, compress_streams=True, deterministic_id=True)
    return made.getvalue()


# ---- Imposition ----

Side = tuple[int | None, int | None]
_A4 = (841.89, 595.276)
"""A sheet on its side, in points."""


def impose(pdf: bytes, order: Sequence[Side], like: bytes, titre: str) -> bytes:
    """Untagged pages set two by two on sides: `order` gives the left and the right page of each, from 1; None is blank.

    The standards that the file follows are told as `like`, the tagged file of the same booklet, tells them. The file is
    for a copier; each page is a figure named by its number, for whoever opens it otherwise.
    """
    with Pdf.open(io.BytesIO(pdf)) as document, Pdf.open(io.BytesIO(like)) as model:
        pages = [document.make_indirect(page.as_form_xobject()) for page in document.pages]
        width = float(document.pages[0].mediabox[2])
        tree = document.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root = document.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree, K=Array()))
        parents = Array()
        del document.pages[:]
        for number, side in enumerate(order):
            page = _side(document, pages, side, width)
            document.pages.append(Page(page))
            figures = [_figure(document, root, document.pages[-1].obj, mcid, n) for mcid, n in enumerate(filter(None, side))]
            root.K.extend(figures)
            page.StructParents = number
            parents.extend([number, document.make_indirect(Array(figures))])
        tree.K, tree.ParentTree = root, document.make_indirect(Dictionary(Nums=parents))
        document.Root.Metadata = document.copy_foreign(model.Root.Metadata)
        _declare(document, tree, titre)
        return _saved(document)


def _side(document: Pdf, pages: Sequence[Stream], side: Side, width: float) -> Dictionary:
    """One side of a sheet: each page drawn as a figure, in the middle of its half."""
    drawn, used = [], Dictionary()
    half = _A4[0] / 2
    for place, number in enumerate(side):
        if number:
            name = f"/P{number}"
            used[name] = pages[number - 1]
            drawn.append(
                f"/Figure <</MCID {len(drawn)}>> BDC q 1 0 0 1 {place * half + (half - width) / 2:g} 0 cm {name} Do Q EMC"
            )
    return document.make_indirect(
        Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, *_A4]),
            Resources=Dictionary(XObject=used),
            Contents=Stream(document, "\n".join(drawn).encode()),
            Tabs=Name.S,
        )
    )


def _figure(document: Pdf, root: Dictionary, page: Dictionary, mcid: int, number: int) -> Dictionary:
    x0, y0, x1, y1 = (float(x) for x in page.MediaBox)
    return document.make_indirect(
        Dictionary(
            Type=Name.StructElem,
            S=Name.Figure,
            P=root,
            Pg=page,
            K=mcid,
            Alt=String(f"Page {number}"),
            A=Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array([x0, y0, x1, y1])),
        )
    )


def _declare(document: Pdf, tree: Dictionary, titre: str) -> None:
    """Say in the file what it is: its structure, its title, its language."""
    catalog = document.Root
    for key in ("/Outlines", "/Names", "/Dests", "/AcroForm", "/PageLabels"):
        if key in catalog:
            del catalog[key]
    catalog.StructTreeRoot, catalog.MarkInfo = tree, Dictionary(Marked=True)
    catalog.ViewerPreferences, catalog.Lang = Dictionary(DisplayDocTitle=True), String("fr-FR")
    with document.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = titre
    if "/Info" in document.trailer:
        document.trailer.Info.Title = String(titre)


# ---- Fields ----


def _add_fields(document: Pdf) -> None:
    """Turn each link to a `champ:` address into a text field, and its element of the structure into a form."""
    places = [a for page in document.pages for a in page.get("/Annots", ()) if _field_name(a)]
    if not places:
        return
    # A font for what readers type; nothing is drawn with it in the file itself.
    font = document.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )
    for number, place in enumerate(places, 1):
        _become_field(document, place, number)
    for element in _elements(document.Root.StructTreeRoot):
        if element.get("/S") == Name.Link and any(_is_field(kid.get("/Obj")) for kid in _kids(element) if "/Obj" in kid):
            element.S = Name.Form
    document.Root.AcroForm = document.make_indirect(
        Dictionary(
            Fields=Array(places), DA=String("/Helv 10 Tf 0 g"), DR=Dictionary(Font=Dictionary(Helv=font)), NeedAppearances=False
        )
    )


def _field_name(annotation: Dictionary) -> str:
    """What to write at the place that this link stands for; «» for any other link."""
    address = annotation.get("/A", {}).get("/URI") if annotation.get("/Subtype") == Name.Link else None
    text = bytes(address).decode("utf-8", "replace") if isinstance(address, String) else ""
    return text.removeprefix(FIELD) if text.startswith(FIELD) else ""


def _is_field(annotation: Dictionary) -> bool:
    return annotation.get("/Subtype") == Name.Widget


def _become_field(document: Pdf, place: Dictionary, number: int) -> None:
    told = _field_name(place)
    left, bottom, right, top = (float(x) for x in place.Rect)
    appearance = Stream(document, b"/Tx BMC EMC")
    appearance.Type, appearance.Subtype = Name.XObject, Name.Form
    appearance.BBox = Array([0, 0, right - left, top - bottom])
    appearance.Resources = Dictionary()
    for key in ("/A", "/Border", "/BS", "/C", "/QuadPoints", "/H"):
        if key in place:
            del place[key]
    place.Subtype, place.FT, place.F = Name.Widget, Name.Tx, _PRINT
    place.T, place.TU, place.Contents = String(f"champ{number}"), String(told), String(told)
    place.Ff = _MULTILINE if top - bottom > 30 else 0
    place.DA = String("/Helv 10 Tf 0 g")
    place.AP = Dictionary(N=appearance)


def _elements(root: Dictionary) -> Iterator[Dictionary]:
    """Every element of a structure tree."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        waiting += [kid for kid in _kids(element) if "/S" in kid]


def _kids(element: Dictionary) -> Iterator[Dictionary]:
    kids = element.get("/K", ())
    for kid in kids if isinstance(kids, Array) else (kids,):
        if isinstance(kid, Dictionary):
            yield kid
