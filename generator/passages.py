"""A parsed page (an ElementTree) into its passages: blocks of text cut into fragments, each with its rights.

This is the one place that says what is prose: what may hold a glossary link, what gets typography, what is
neither. Collecting (backlinks, validation) and writing (links in the page) both read it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from .annotations import Appel
from .calls import BAR, read_call

BRUT = "data-guide-brut"
"""Attribute of the element that stands for a call until it is written: its source text."""

TITRES = {f"h{level}": level for level in range(1, 7)}
_BLOCK_NAMES = """address article aside blockquote body caption center dd details div dl dt fieldset figcaption
figure footer form header hr legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul"""
_OPAQUE_NAMES = "code pre kbd samp var script style svg math textarea select object iframe audio video"
_VOID_NAMES = "area base br col embed hr img input link meta source track wbr"
_BLOCKS = frozenset(_BLOCK_NAMES.split()).union(TITRES)
OPAQUE = frozenset(_OPAQUE_NAMES.split())
_VOID_TAGS = frozenset(_VOID_NAMES.split())
_INTERACTIVE = frozenset({"a", "button", "label", "summary", "option"})
_NO_LINK = _INTERACTIVE.union({"figure", "figcaption", "caption", "legend", "dt"}, TITRES)
_NO_LINK_CLASSES = frozenset({"admonition-title", "guide-ariane", "guide-sans-lien"})
_OPAQUE_CLASSES = frozenset({"arithmatex", "twemoji", "emojione", "headerlink"})

# Python-Markdown's marks in a text node: \x02…\x03 around a stash number, or around the code of an escaped sign.
_MARK = re.compile("\x02([^\x02\x03]*)\x03")
_STASHED = re.compile(r"wzxhzdk:(\d+)")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^>]*?(/?)>")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of text. `lien`: may hold a glossary link; `typo`: is prose; `appels`: the calls it stands for,
    with `texte` then being the words written by hand for a link, if any."""

    texte: str
    lien: bool = False
    typo: bool = False
    appels: tuple[Appel, ...] = ()


@dataclass(frozen=True, slots=True)
class Bloc:
    """A paragraph, a list item, a cell… `section` grows at each heading; `niveau` is 1 to 6 for a heading."""

    section: int
    niveau: int
    fragments: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fragment stands in the tree: the text of `element`, or what follows it inside `parent`.

    `source` is what the parser wrote there when it is not the visible text (a mark of its stash).
    """

    element: Element
    parent: Element | None = None
    source: str = ""


@dataclass(slots=True)
class Reading:
    """The passages of a tree and, beside them, their places."""

    blocs: list[Bloc] = field(default_factory=list)
    places: list[list[Place]] = field(default_factory=list)


def read(root: Element, stash: Sequence[object] = ()) -> Reading:
    """The passages of `root` in reading order; `stash` is what the parser set aside (raw HTML, entities)."""
    reader = _Reader(stash)
    reader.visit(root, lien=True, libre=True)
    reader.close()
    return reader.reading


class _Reader:
    def __init__(self, stash: Sequence[object]) -> None:
        self.reading = Reading()
        self._stash = stash
        self._fragments: list[Fragment] = []
        self._places: list[Place] = []
        self._section = 0
        self._level = 0
        self._open_tags = 0  # raw inline HTML still open in this block: left alone up to its end

    def close(self) -> None:
        """End the current block."""
        if any(f.appels or f.texte.strip() for f in self._fragments):
            self.reading.blocs.append(Bloc(self._section, self._level, tuple(self._fragments)))
            self.reading.places.append(self._places)
        if self._fragments:
            self._fragments, self._places = [], []
        self._open_tags = 0

    def visit(self, element: Element, lien: bool, libre: bool) -> None:
        """`lien`: a glossary link may stand here; `libre`: a link written by hand may (not inside another)."""
        tag = element.tag if isinstance(element.tag, str) else "script"
        if element.get(BRUT) is not None:
            appels, label = read_call(element.get(BRUT, ""))
            self._fragments.append(Fragment(label, libre, True, appels))
            self._places.append(Place(element))
            return
        classes = element.get("class")
        names = classes.split() if classes else ()
        if tag == "sup" and len(element) and "footnote-ref" in (element[0].get("class") or ""):
            return
        if "footnote-backref" in names:
            return
        if tag == "br":
            self._add("\n", Place(element), False, False)
            return
        is_block = tag in _BLOCKS
        if is_block:
            self.close()
            if tag in TITRES:
                self._section += 1
                self._level = TITRES[tag]
        if tag in OPAQUE or not _OPAQUE_CLASSES.isdisjoint(names):
            self._add("".join(element.itertext()), Place(element), False, False)
        else:
            if tag in _NO_LINK or not _NO_LINK_CLASSES.isdisjoint(names):
                lien = False
            self._inside(element, lien, libre and tag not in _INTERACTIVE)
        if is_block:
            self.close()
            self._level = 0

    def _inside(self, element: Element, lien: bool, libre: bool) -> None:
        if element.text:
            self._text(element.text, Place(element), lien)
        for child in element:
            self.visit(child, lien, libre)
            if child.tail:
                self._text(child.tail, Place(child, element), lien)

    def _add(self, text: str, place: Place, lien: bool, typo: bool) -> None:
        if text or place.source:
            self._fragments.append(Fragment(text.replace(BAR, "|"), lien, typo))
            self._places.append(place)

    def _text(self, text: str, place: Place, lien: bool) -> None:
        typo = type(text) is str  # the parser's AtomicString is an address or mathematics
        lien = lien and typo
        if "\x02" not in text:
            self._add(text, place, lien, typo)
            return
        plain = ""
        for index, piece in enumerate(_MARK.split(text)):
            if index % 2 and piece.isdecimal() and piece.isascii() and int(piece) < 0x110000:
                plain += chr(int(piece))
            elif index % 2 and (character := self._entity(piece)):
                plain += character
            elif index % 2:
                self._prose(plain, place, lien, typo)
                plain = ""
                self._mark(piece, place)
            else:
                plain += piece
        self._prose(plain, place, lien, typo)

    def _prose(self, text: str, place: Place, lien: bool, typo: bool) -> None:
        outside = not self._open_tags
        self._add(text, place, lien and outside, typo and outside)

    def _mark(self, mark: str, place: Place) -> None:
        """Raw HTML has no visible text; an entity has its character."""
        raw = "&" if mark == "amp" else self._stashed(mark)
        visible = html.unescape(raw) if raw.startswith("&") else ""
        self._add(visible, Place(place.element, place.parent, f"\x02{mark}\x03"), False, False)
        found = _TAG.fullmatch(raw)
        if found and not found[3] and found[2].lower() not in _VOID_TAGS:
            self._open_tags = max(0, self._open_tags + (-1 if found[1] else 1))

    def _stashed(self, mark: str) -> str:
        found = _STASHED.fullmatch(mark)
        index = int(found[1]) if found else len(self._stash)
        return str(self._stash[index]) if index < len(self._stash) else ""

    def _entity(self, mark: str) -> str:
        """The character a stashed entity stands for, when it can be written as it is."""
        raw = self._stashed(mark)
        character = html.unescape(raw) if raw.startswith("&") else ""
        return character if len(character) == 1 and character not in "&<>" and character >= " " else ""
