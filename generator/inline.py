"""Passages and their links into the tree they were read from: `<a>` elements, expansions, typography.

The tree is the parser's; nothing else is changed in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from .addresses import relative
from .occurrences import LienEcrit, TexteVisible
from .passages import BRUT, Bloc, Place, Reading
from .typography import Correction, corrections, typographie


def write(reading: Reading, shown: Sequence[TexteVisible], page: str) -> None:
    """Write what the blocks show, `shown`, at the places of `reading`, in the page staged at `page`."""
    for bloc, places, text in zip(reading.blocs, reading.places, shown, strict=True):
        _Writer(bloc, places, text, page).run()


class _Writer:
    """Writes one block."""

    def __init__(self, bloc: Bloc, places: Sequence[Place], shown: TexteVisible, page: str) -> None:
        self._fragments = bloc.fragments
        self._places = places
        self._shown = shown
        self._page = page
        self._corrections = self._find_corrections()
        self._next = 0  # index of the next correction: each is applied once

    def _find_corrections(self) -> list[Correction]:
        """Typography is decided on the whole block, where what is no prose counts as a word."""
        parts, start = [], 0
        for end, typo in zip(self._shown.bornes, self._shown.typo, strict=True):
            text = self._shown.texte[start:end]
            parts.append(text if typo or text == "\n" else "x" * len(text))
            start = end
        return corrections("".join(parts))

    def run(self) -> None:
        waiting = list(self._shown.liens)
        start = index = 0
        while index < len(self._places):
            place = self._places[index]
            pieces: list[str | Element] = []
            changed = False
            while index < len(self._places) and _same(place, self._places[index]):
                end = self._shown.bornes[index]
                mine = [lien for lien in waiting if start <= lien.debut and lien.fin <= end]
                pieces += self._fragment(index, start, end, mine)
                changed |= self._fragments[index].typo
                waiting = waiting[len(mine) :]
                start, index = end, index + 1
            if changed:
                _put(place, pieces)

    def _fragment(self, index: int, start: int, end: int, links: list[LienEcrit]) -> list[str | Element]:
        if self._places[index].source:
            return [self._places[index].source]
        if not self._shown.typo[index]:
            return [self._shown.texte[start:end]]
        after = self._fragments[index + 1 : index + 2]
        followed = bool(after) and after[0].typo and not after[0].appels and not self._opens(end)
        pieces: list[str | Element] = []
        for lien in links:
            pieces.append(self._text(start, lien.debut, at_start=True, at_end=True))
            text = self._text(lien.debut, lien.fin, at_start=False, at_end=False)
            pieces.append(_anchor(lien, text, self._page) if lien.cible else text)
            if lien.expansion:
                pieces.append(self._expansion(lien))
            start = lien.fin
        pieces.append(self._text(start, end, at_start=True, at_end=not followed))
        return pieces

    def _opens(self, end: int) -> bool:
        """True after an opening quotation mark: the space that follows it stays with it."""
        return self._shown.texte[end - 1 : end] in ("«", '"')

    def _text(self, start: int, end: int, at_start: bool, at_end: bool) -> str:
        """`texte[start:end]` corrected; `at_start`, `at_end`: what is inserted on the very edge belongs here."""
        parts = []
        while self._next < len(self._corrections):
            debut, fin, new = self._corrections[self._next]
            if debut > end or (debut == end and not (at_end and debut == fin)):
                break
            if debut == fin == start and not at_start:
                break
            self._next += 1
            if debut < start or fin > end:
                continue  # a space shared by two elements: leave it as typed
            parts += (self._shown.texte[start:debut], new)
            start = fin
        parts.append(self._shown.texte[start:end])
        return "".join(parts)

    def _expansion(self, lien: LienEcrit) -> str:
        """« (centre communal d’action sociale) », between brackets when parentheses are already open."""
        before = self._shown.texte[: lien.debut]
        opening, closing = "[]" if before.count("(") > before.count(")") else "()"
        return f" {opening}{typographie(lien.expansion)}{closing}"


def _put(place: Place, pieces: list[str | Element]) -> None:
    if place.parent is not None:
        index = list(place.parent).index(place.element) + 1
        place.element.tail = _fill(pieces, place.parent, index)
    elif place.element.get(BRUT) is not None:
        _become(place.element, pieces)
    else:
        place.element.text = _fill(pieces, place.element, 0)


def _same(one: Place, other: Place) -> bool:
    return one.element is other.element and one.parent is other.parent


def _fill(pieces: list[str | Element], parent: Element, index: int) -> str:
    """Insert the elements of `pieces` in `parent` from `index` on; give the text before the first of them."""
    lead, last = "", None
    for piece in pieces:
        if isinstance(piece, str):
            if last is None:
                lead += piece
            else:
                last.tail = (last.tail or "") + piece
        else:
            parent.insert(index, piece)
            index, last = index + 1, piece
    return lead


def _become(element: Element, pieces: list[str | Element]) -> None:
    """Turn the element that stood for a call into the link itself, or into a span around several."""
    del element.attrib[BRUT]
    filled = [p for p in pieces if isinstance(p, Element) or p]
    if len(filled) == 1 and isinstance(filled[0], Element):
        element.tag, element.text = filled[0].tag, filled[0].text
        element.attrib.update(filled[0].attrib)
        return
    if any(isinstance(p, Element) for p in filled):
        element.set("class", "guide-appel")
    element.text = _fill(filled, element, 0)


def _anchor(lien: LienEcrit, text: str, page: str) -> Element:
    assert lien.cible is not None
    attributes = {"href": relative(page, lien.cible.chemin), "data-guide": lien.nature}
    attributes[{"citation": "data-cle", "sigle": "data-sigle"}.get(lien.nature, "data-slug")] = lien.cle
    if lien.nature == "terme" and lien.cible.definition:
        attributes["data-definition"] = lien.cible.definition
    anchor = Element("a", attributes)
    anchor.text = text
    return anchor
