"""An `Ouvrage` → the Typst source of its cards: each fiche in short on one side, its code on the other, two on a sheet."""

from __future__ import annotations

import copy

from .booklet import Ouvrage
from .bookletsource import genre, online, plain
from .handout import Handout, Tree
from .sentences import opening
from .typstmarkup import array, string

_LINE = 180
"""The most characters of a line of a card."""


def source(ouvrage: Ouvrage) -> str:
    """The cards in Typst, to be put after `livret.typ`."""
    title = f"{ouvrage.livret.titre}, cartes"
    cards = array(_card(ouvrage, found) for found in ouvrage.fiches.values())
    name = plain(ouvrage.guide.draft.nom_du_guide)
    return f"#show: booklet.with(titre: {string(title)}, resume: {string(ouvrage.livret.resume)})\n#cards({cards}, [{name}]);"


def _card(ouvrage: Ouvrage, found: Handout) -> str:
    body = copy.deepcopy(found.corps)
    for call in body.find_class("guide-appel"):
        call.drop_tree()
    items, ordered = _items(body)
    lines = array(f"[{plain(opening(_text(item), _LINE))}]" for item in items)
    leads = array(f"[{plain(_lead(item))}]" for item in items)
    warnings = [opening(_text(item), _LINE) for item in body.xpath(".//div[contains(@class, 'admonition')]//li")]
    fiche = found.fiche
    return (
        f"(type: {string(fiche.TYPE)}, genre: [{genre(fiche)}], titre: [{plain(fiche.titre)}], "
        f"resume: [{plain(fiche.resume)}], lignes: {lines}, courtes: {leads}, "
        f"ordre: {str(ordered).lower()}, "
        f"attention: {f'[{plain(warnings[0])}]' if warnings else 'none'}, en-ligne: {online(ouvrage, fiche)})"
    )


def _items(body: Tree) -> tuple[list[Tree], bool]:
    """The steps of a fiche, in order; or its definitions; or the first paragraph of its first section."""
    steps = body.xpath(".//div[contains(@class, 'guide-etapes')]//li")
    definitions = body.xpath(".//div[contains(@class, 'guide-definition')]/p[1]")
    return steps or definitions or body.xpath("./h2[1]/following-sibling::p[1]"), bool(steps)


def _lead(item: Tree) -> str:
    """The words in bold that begin an item, or its first sentence."""
    bold = next(item.iter("strong"), None)
    if bold is not None and _text(item).startswith(_text(bold)):
        return _text(bold)
    return opening(_text(item), _LINE)


def _text(element: Tree) -> str:
    return " ".join(element.text_content().replace(" .", ".").replace(" ,", ",").split(" ")).strip()
