"""A `Guide` and a `Livret` → the printed files of the booklet: the PDF to read, the sheets to fold, the cards.

What determines them is known before they are made, as `Travail.empreinte`: a booklet is set again only when it changes.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from importlib import metadata
from pathlib import Path

from . import bookletsource, cards, imposition, pdf, typeset, typesetter
from .booklet import Ouvrage, compose
from .bookletmodel import Livret
from .fonts import FOLDER
from .handout import Handout
from .link import Guide

_COLOUR = re.compile(r"--guide-(couleur|definition|dispositif|pratique|acteur|outil): *(#[0-9a-fA-F]{3,6}) *;")
_STYLE = "overrides/assets/guide.css"
_OWN = (typeset.LIVRET, *(Path(module.__file__ or "") for module in (imposition, pdf, typesetter)))
_PACKAGES = ("typst", "pikepdf", "fontpkg-source-sans-3")


@dataclass(frozen=True)
class Travail:
    """A booklet to print: its sources in Typst, that of the cards empty when there are none."""

    racine: Path
    livret: Livret
    source: str
    cartes: str
    couleurs: str
    empreinte: str


@dataclass(frozen=True)
class Imprime:
    """What is known of the printed files of a booklet: numbers of pages, sizes in bytes; 0 for cards that are not made."""

    empreinte: str
    pages: int
    octets: int
    feuilles: int
    octets_feuilles: int
    cartes: int = 0
    octets_cartes: int = 0


def names(livret: Livret, known: Imprime) -> tuple[str, ...]:
    """The files of a printed booklet: to read, to fold, the cards if there are some."""
    read_and_fold = (f"{livret.slug}.pdf", f"{livret.slug}-a5-impose.pdf")
    return (*read_and_fold, f"{livret.slug}-cartes.pdf") if known.cartes else read_and_fold


def compositions(guide: Guide, livrets: Iterable[Livret], known: Mapping[str, Handout]) -> Iterator[Ouvrage]:
    """Each booklet with what it holds; `known` gives the handout of every fiche, by slug."""
    return (compose(guide, livret, known) for livret in livrets)


def prepare(ouvrage: Ouvrage) -> Travail:
    """The sources of a booklet."""
    livret, racine = ouvrage.livret, ouvrage.guide.draft.racine
    source = bookletsource.source(ouvrage)
    own_cards = cards.source(ouvrage) if livret.options.cartes else ""
    colours = json.dumps(colours_of(racine), sort_keys=True)
    parts = [source, own_cards, colours, livret.options.format, livret.date.isoformat(), *map(metadata.version, _PACKAGES)]
    digest = hashlib.sha256("\0".join(parts).encode())
    for path in (*_OWN, *_pictures(racine, livret, source)):
        digest.update(path.read_bytes())
    return Travail(racine, livret, source, own_cards, colours, digest.hexdigest())


def _pictures(racine: Path, livret: Livret, source: str) -> Iterator[Path]:
    """The picture files that a source shows."""
    if livret.logo:
        yield racine / livret.logo
    for name in sorted(set(re.findall(r'#picture\(path: "/((?:[^"\\]|\\.)*)"', source))):
        yield racine / name


def colours_of(racine: Path) -> dict[str, str]:
    """The colours of the site on paper: the first of each name in its style sheet."""
    path = racine / _STYLE
    found: dict[str, str] = {}
    for name, value in _COLOUR.findall(path.read_text("utf-8")) if path.is_file() else ():
        found.setdefault(name, value)
    return found


def printed(travail: Travail) -> tuple[Imprime, dict[str, bytes]]:
    """Set a booklet: what is known of its files, and the files by name. Raises `LivretEnEchec`."""
    livret = travail.livret
    whole = pdf.finish(_typeset(travail, travail.source, livret.options.format, lisible=True))
    small = _typeset(travail, travail.source, "A5", lisible=False)
    sides = list(imposition.sides(pdf.count_pages(small)))
    made = [whole, pdf.impose(small, sides, whole, f"{livret.titre}, à plier")]
    if travail.cartes:
        made.append(pdf.finish(_typeset(travail, travail.cartes, "A4", lisible=True)))
    known = Imprime(travail.empreinte, pdf.count_pages(whole), len(whole), len(sides) // 2, len(made[1]))
    if travail.cartes:
        known = replace(known, cartes=pdf.count_pages(made[2]) // 2, octets_cartes=len(made[2]))
    return known, dict(zip(names(livret, known), made, strict=True))


def _typeset(travail: Travail, source: str, taille: str, *, lisible: bool) -> bytes:
    entries = {"couleurs": travail.couleurs, "taille": taille.lower()}
    settings = typeset.Reglages(travail.livret.date, entries, lisible)
    return typeset.typeset(source, travail.racine, FOLDER, settings, travail.livret.slug)


def dump(known: Imprime) -> bytes:
    """`known` as JSON; `load` reads it back."""
    return json.dumps(asdict(known)).encode()


def load(path: Path) -> Imprime | None:
    """What is known of a booklet printed before; None when nothing is."""
    try:
        return Imprime(**json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None
