"""Fiches and vocabularies → the facets of the catalogue: who has each value, the page of each, and what its script reads.

Type and nature are facets like those of the vocabularies; the family of an acteur counts among its families.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from . import addresses
from .model import DOSSIERS, FACETTE_FAMILLES, TYPES, Acteur, Fiche, Pratique, Valeur, Vocabulaire
from .typography import typographie

TYPE = {
    "definition": "Définition",
    "dispositif": "Dispositif",
    "pratique": "Pratique",
    "acteur": "Acteur",
    "outil": "Outil",
}
NATURE = {"levier": "Levier", "obstacle": "Obstacle", "experience": "Expérience", "methode": "Méthode"}


@dataclass(frozen=True)
class ValeurFacette:
    """A value: the page that lists its fiches, and these fiches, by type then by title."""

    id: str
    libelle: str
    definition: str
    chemin: str
    fiches: tuple[Fiche, ...]


@dataclass(frozen=True)
class Facette:
    """`chemin` is its page: none for the type, whose values already have the pages of the menu."""

    nom: str
    libelle: str
    definition: str
    chemin: str
    valeurs: tuple[ValeurFacette, ...]


def facets(vocabulaires: Iterable[Vocabulaire], fiches: Iterable[Fiche]) -> tuple[Facette, ...]:
    """The facets in the order in which they are shown; `fiches` come in the order of their titles."""
    order = list(TYPES)
    found: dict[tuple[str, str], list[Fiche]] = defaultdict(list)
    for fiche in sorted(fiches, key=lambda f: order.index(f.TYPE)):
        for nom, values in values_of(fiche).items():
            for value in values:
                found[nom, value].append(fiche)

    def facet(nom: str, libelle: str, definition: str, valeurs: Iterable[Valeur]) -> Facette:
        own = tuple(
            ValeurFacette(v.id, v.libelle, v.definition, addresses.value_path(nom, v.id), tuple(found[nom, v.id]))
            for v in valeurs
        )
        return Facette(nom, libelle, definition, addresses.facet_path(nom), own)

    types = tuple(
        ValeurFacette(cls.TYPE, TYPE[cls.TYPE], "", f"{dossier}/index.md", tuple(found["type", cls.TYPE]))
        for dossier, cls in DOSSIERS.items()
    )
    natures = (Valeur(id=nature, libelle=libelle) for nature, libelle in NATURE.items())
    return (
        Facette("type", "Type de fiche", "", "", types),
        facet("nature", "Nature de la pratique", "", natures),
        *(facet(voc.nom, voc.libelle, voc.definition, voc.valeurs) for voc in vocabulaires if _is_ours(voc)),
    )


def _is_ours(voc: Vocabulaire) -> bool:
    return voc.nom == FACETTE_FAMILLES or not set(TYPES).isdisjoint(voc.types)


def values_of(fiche: Fiche) -> dict[str, tuple[str, ...]]:
    """What a fiche is in each facet, each value once."""
    values: dict[str, tuple[str, ...]] = {"type": (fiche.TYPE,)}
    if isinstance(fiche, Pratique):
        values["nature"] = (fiche.nature,)
    values |= fiche.facettes
    if isinstance(fiche, Acteur) and fiche.famille:
        values[FACETTE_FAMILLES] = (*values.get(FACETTE_FAMILLES, ()), fiche.famille)
    return {nom: tuple(dict.fromkeys(own)) for nom, own in values.items()}


def family(facettes: Iterable[Facette], fiche: Fiche) -> ValeurFacette | None:
    """The family of an acteur; None when it has none, or one that no vocabulary lists."""
    values = (v for facette in facettes if facette.nom == FACETTE_FAMILLES for v in facette.valeurs)
    return next((v for v in values if v.id == getattr(fiche, "famille", "")), None)


def paths(facettes: Iterable[Facette]) -> Iterator[str]:
    """Every page made for facets and their values, those of the types apart."""
    for facette in facettes:
        if facette.chemin:
            yield facette.chemin
            yield from (valeur.chemin for valeur in facette.valeurs)


def script(facettes: Iterable[Facette], fiches: Iterable[Fiche]) -> str:
    """What `assets/catalogue.js` reads, as a script: the page must work from a folder, where nothing can be fetched.

    One fiche a line, in the order of titles: their rank is their place.
    """
    shown = [
        {
            "nom": facette.nom,
            "libelle": typographie(facette.libelle),
            "valeurs": [[v.id, typographie(v.libelle)] for v in facette.valeurs],
        }
        for facette in facettes
    ]
    return (
        f'window.Guide = window.Guide ?? {{}};\nGuide.catalogue = {{\n"facettes": {_lines(shown)},\n'
        f'"fiches": {_lines(map(_record, fiches))}\n}};\n'
    )


def _record(fiche: Fiche) -> dict[str, Any]:
    words = (
        *getattr(fiche, "variantes", ()),
        *fiche.mots_recherche,
        getattr(fiche, "sigle", ""),
        getattr(fiche, "developpe", ""),
    )
    return {
        "slug": fiche.slug,
        "url": addresses.url(addresses.fiche_path(fiche)),
        "titre": typographie(fiche.titre),
        "resume": typographie(fiche.resume),
        "mots": [*filter(None, words)],
        "ebauche": fiche.statut == "ebauche",
        "revu_le": fiche.revu_le.isoformat(),
        "facettes": values_of(fiche),
    }


def _lines(records: Iterable[Any]) -> str:
    return "[\n{}\n]".format(",\n".join(json.dumps(r, ensure_ascii=False, separators=(",", ":")) for r in records))
