"""Rules about facets: vocabularies are well formed, fiches hold their values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from .load import Draft
from .model import FACETTE_FAMILLES, TYPES, Acteur
from .naming import SLUG
from .problems import AVERTISSEMENT, Probleme, suggestion
from .reader import VOCABULAIRES

_FACETTE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
# What the catalogue already calls so: its own page, a facet of its own, the words and the order in its address.
_TAKEN = frozenset({"index", "type", "q", "tri"})


def facet_values(draft: Draft) -> Iterator[Probleme]:
    """A facet holds ids of its vocabulary, each once."""
    for fiche in draft.fiches:
        carte = draft.cartes[fiche.fichier]
        chosen = [(nom, (nom, i), v) for nom, values in fiche.facettes.items() for i, v in enumerate(values)]
        if isinstance(fiche, Acteur) and fiche.famille and FACETTE_FAMILLES in draft.vocabulaires:
            chosen.append((FACETTE_FAMILLES, ("famille",), fiche.famille))
        seen: set[tuple[Any, str]] = set()
        for nom, path, value in chosen:
            if (path[0], value) in seen:
                yield carte.problem(
                    carte.at(path),
                    "FICHE-VOCABULAIRE",
                    f"« {value} » figure deux fois dans « {nom} ».",
                    "Retirez l’un des deux.",
                    AVERTISSEMENT,
                )
            seen.add((path[0], value))
            known = [v.id for v in draft.vocabulaires[nom].valeurs]
            if value not in known:
                yield carte.problem(
                    carte.at(path),
                    "FICHE-VOCABULAIRE",
                    f"« {value} » n’est pas une valeur de « {nom} ».",
                    suggestion(value, known) or f"Valeurs possibles : {', '.join(known)}.",
                )


def vocabulary_form(draft: Draft) -> Iterator[Probleme]:
    """Vocabularies name known types of fiches and well-formed ids, each once."""
    carte = draft.cartes[VOCABULAIRES]
    types = (*TYPES, "reference")
    fixed = {f.name for cls in TYPES.values() for f in fields(cls)}
    for voc in draft.vocabulaires.values():
        if not _FACETTE.fullmatch(voc.nom) or voc.nom in fixed or voc.nom in _TAKEN:
            yield carte.problem(
                carte.key((voc.nom,)),
                "CONFIG-VOCABULAIRE",
                f"« {voc.nom} » est déjà une clé des fiches."
                if voc.nom in fixed
                else f"« {voc.nom} » ne convient pas comme nom de facette.",
                "Changez de nom : le catalogue emploie déjà celui-là."
                if voc.nom in _TAKEN
                else "Changez de nom : minuscules sans accent, chiffres et « _ ».",
            )
        for index, type_ in enumerate(voc.types):
            if type_ not in types:
                yield carte.problem(
                    carte.at((voc.nom, "types", index)),
                    "CONFIG-VOCABULAIRE",
                    f"« {type_} » n’est pas un type de fiche.",
                    suggestion(type_, types) or f"Types possibles : {', '.join(types)}.",
                )
        seen: set[str] = set()
        for index, value in enumerate(voc.valeurs):
            mark = carte.at((voc.nom, "valeurs", index, "id"))
            if not SLUG.fullmatch(value.id) or value.id == "index":
                yield carte.problem(
                    mark,
                    "CONFIG-VOCABULAIRE",
                    f"« {value.id} » ne convient pas comme identifiant.",
                    "Changez d’identifiant : « index » est déjà pris."
                    if value.id == "index"
                    else "Employez des minuscules sans accent, des chiffres et des tirets.",
                )
            if value.id in seen:
                yield carte.problem(
                    mark,
                    "CONFIG-VOCABULAIRE",
                    f"La valeur « {value.id} » figure deux fois dans « {voc.nom} ».",
                    "Retirez l’une des deux.",
                )
            seen.add(value.id)


FACET_RULES = (facet_values, vocabulary_form)
