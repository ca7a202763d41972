"""The lines of a booklet → the fiches they choose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from .bookletmodel import Choix, Livret
from .facets import values_of
from .lexicon import fold
from .model import TYPES, Fiche


def in_reading_order(fiches: Iterable[Fiche]) -> tuple[Fiche, ...]:
    """Fiches by type, then by title: the order of a selection by facets."""
    order = list(TYPES)
    return tuple(sorted(fiches, key=lambda f: (order.index(f.TYPE), fold(f.titre))))


def select(choix: Choix, fiches: Mapping[str, Fiche], ordered: Iterable[Fiche]) -> Iterator[Fiche]:
    """What one line chooses: its fiche if there is one, or those of `ordered` that have a value of each of its facets."""
    if choix.slug in fiches:
        yield fiches[choix.slug]
    if choix.criteres:
        for fiche in ordered:
            own = values_of(fiche)
            if all(set(critere.valeurs) & set(own.get(critere.facette, ())) for critere in choix.criteres):
                yield fiche


def parts(livret: Livret, fiches: Mapping[str, Fiche]) -> tuple[tuple[Fiche, ...], ...]:
    """The fiches of each part of a booklet, in order; `fiches` by slug, former ones included. A fiche comes once.

    A fiche named by its slug keeps the place where it is named, whatever a selection picks before.
    """
    ordered = in_reading_order({fiche.slug: fiche for fiche in fiches.values()}.values())
    named = {fiches[choix.slug].slug for partie in livret.parties for choix in partie.fiches if choix.slug in fiches}
    taken: set[str] = set()
    found = []
    for partie in livret.parties:
        own: dict[str, Fiche] = {}
        for choix in partie.fiches:
            for fiche in select(choix, fiches, ordered):
                if fiche.slug not in taken and (choix.slug or fiche.slug not in named):
                    own[fiche.slug] = fiche
                    taken.add(fiche.slug)
        found.append(tuple(own.values()))
    return tuple(found)
