"""A `Draft` → the problems that only show when one value is compared with another.

Each rule is a generator on its own; `validate` chains them. A new rule is one function here, one broken fiche
and one line in the tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from .fielderrors import empty_key
from .lexicon import fold, keys
from .load import SIGLES, VOCABULAIRES, Draft
from .model import RESUME_MAX, TYPES, Acteur, Definition, Dispositif, Vocabulaire, mandatory_fields
from .naming import SLUG
from .problems import AVERTISSEMENT, Probleme, sort_problems, suggestion
from .rules_links import LINK_RULES
from .rules_pages import PAGE_RULES
from .rules_prose import PROSE_RULES
from .sourcemap import Chemin, Marque


def validate(draft: Draft) -> tuple[Probleme, ...]:
    """Every problem of the draft, sorted. The draft is not changed."""
    return sort_problems(problem for rule in RULES for problem in rule(draft))


def unique_slugs(draft: Draft) -> Iterator[Probleme]:
    """A slug names one fiche, whatever its type."""
    for slug, files in draft.noms.items():
        for other in files[1:]:
            yield draft.cartes[other].problem(
                Marque(1, 1),
                "FICHE-SLUG-DOUBLE",
                f"L’identifiant « {slug} » est déjà celui de « {files[0]} ».",
                "Renommez l’un des deux fichiers : un identifiant sert à une seule fiche, tous types confondus.",
            )


def former_slugs(draft: Draft) -> Iterator[Probleme]:
    """A former slug is well formed and free."""
    owners = {slug: files[0] for slug, files in draft.noms.items()}
    for fiche in draft.fiches:
        carte = draft.cartes[fiche.fichier]
        for index, former in enumerate(fiche.anciens_slugs):
            mark = carte.at(("anciens_slugs", index))
            if not SLUG.fullmatch(former) or former == "index":
                yield carte.problem(
                    mark,
                    "FICHE-ANCIEN-SLUG",
                    f"« {former} » n’est pas un identifiant.",
                    "Écrivez l’ancien nom de fichier sans « .yml » : minuscules sans accent, chiffres et tirets.",
                )
            elif former in owners:
                yield carte.problem(
                    mark,
                    "FICHE-ANCIEN-SLUG",
                    f"L’ancien identifiant « {former} » est déjà celui de « {owners[former]} ».",
                    "Retirez-le de « anciens_slugs » : une adresse ne mène qu’à une fiche.",
                )
            owners.setdefault(former, fiche.fichier)


def filled_texts(draft: Draft) -> Iterator[Probleme]:
    """Mandatory texts and items of lists say something; the summary fits its limit."""
    records: list[tuple[Any, str, Chemin]] = [(record, record.fichier, ()) for record in (*draft.fiches, *draft.chiffres)]
    records += [(sigle, SIGLES, (sigle.rang,)) for sigle in draft.sigles]
    records += [(vocabulaire, VOCABULAIRES, (vocabulaire.nom,)) for vocabulaire in draft.vocabulaires.values()]
    for record, fichier, root in records:
        carte = draft.cartes[fichier]
        yield from (empty_key(carte, path) for path in _blanks(record, root))
    for fiche in draft.fiches:
        carte = draft.cartes[fiche.fichier]
        if len(fiche.resume) > RESUME_MAX:
            yield carte.problem(
                carte.at(("resume",)),
                "FICHE-RESUME-LONG",
                f"Le résumé compte {len(fiche.resume)} caractères ; {RESUME_MAX} au plus.",
                f"Retirez-en {len(fiche.resume) - RESUME_MAX} : il s’affiche dans les listes et les bulles.",
            )


def _blanks(record: Any, path: Chemin) -> Iterator[Chemin]:
    """Where a record, or one inside it, has a mandatory value or an item of a list that says nothing."""
    mandatory = mandatory_fields(type(record))
    for f in fields(record):
        here, found = (*path, f.name), getattr(record, f.name)
        blank = not found.strip() if isinstance(found, str) else found == () and not isinstance(record, Vocabulaire)
        if f.name in mandatory and blank:
            yield here
        items = [((*here, i), item) for i, item in enumerate(found)] if isinstance(found, tuple) else [(here, found)]
        for place, item in items:
            if is_dataclass(item):
                yield from _blanks(item, place)
            elif place != here and isinstance(item, str) and not item.strip():
                yield place


def facet_values(draft: Draft) -> Iterator[Probleme]:
    """A facet holds ids of its vocabulary, each once."""
    for fiche in draft.fiches:
        carte = draft.cartes[fiche.fichier]
        chosen = [(nom, (nom, i), v) for nom, values in fiche.facettes.items() for i, v in enumerate(values)]
        if isinstance(fiche, Acteur) and fiche.famille and "familles_acteurs" in draft.vocabulaires:
            chosen.append(("familles_acteurs", ("famille",), fiche.famille))
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


def dates_in_order(draft: Draft) -> Iterator[Probleme]:
    """A fiche is not revised before it exists."""
    for fiche in draft.fiches:
        carte = draft.cartes[fiche.fichier]
        if fiche.revu_le < fiche.cree_le:
            yield carte.problem(
                carte.at(("revu_le",)),
                "FICHE-DATES",
                f"La fiche est revue le {fiche.revu_le} avant d’être créée le {fiche.cree_le}.",
                "Corrigez l’une des deux dates.",
            )


def has_source(draft: Draft) -> Iterator[Probleme]:
    """A published fiche says where it comes from."""
    for fiche in draft.fiches:
        if fiche.statut == "publie" and not fiche.sources:
            carte = draft.cartes[fiche.fichier]
            yield carte.problem(
                carte.key(("statut",)),
                "FICHE-SANS-SOURCE",
                "Cette fiche publiée n’a aucune source.",
                "Ajoutez « sources », ou repassez-la en « statut: ebauche ».",
                AVERTISSEMENT,
            )


def unique_terms(draft: Draft) -> Iterator[Probleme]:
    """A form of words leads to one definition."""
    owners: dict[tuple[str, ...], str] = {}
    for fiche in draft.fiches:
        if not isinstance(fiche, Definition):
            continue
        carte = draft.cartes[fiche.fichier]
        forms = [(("titre",), fiche.titre), *((("variantes", i), v) for i, v in enumerate(fiche.variantes))]
        for path, form in forms:
            words = keys(form)
            owner = owners.setdefault(words, fiche.slug)
            if owner != fiche.slug and words:
                yield carte.problem(
                    carte.at(path),
                    "FICHE-TERME-DOUBLE",
                    f"Le terme « {form} » est déjà celui de la définition « {owner} ».",
                    "Un terme mène à une seule définition : gardez-le dans l’une des deux fiches.",
                )


def one_expansion(draft: Draft) -> Iterator[Probleme]:
    """A sigle stands for one thing in the whole guide."""
    first: dict[str, tuple[str, str]] = {}
    uses = [(s.sigle, s.developpe, draft.cartes[SIGLES], (s.rang, "sigle")) for s in draft.sigles] + [
        (f.sigle, f.developpe, draft.cartes[f.fichier], ("sigle",))
        for f in draft.fiches
        if isinstance(f, Dispositif) and f.sigle and f.developpe
    ]
    for sigle, developpe, carte, path in uses:
        mark = carte.at(path)
        known, where = first.setdefault(sigle, (developpe, f"{carte.fichier}, ligne {mark.ligne}"))
        if fold(known) != fold(developpe):
            yield carte.problem(
                mark,
                "CONFIG-SIGLE-DOUBLE",
                f"Le sigle « {sigle} » a deux développements : « {developpe} » ici et « {known} » ({where}).",
                "Gardez celui que le guide emploie, et signalez l’autre dans « note ».",
            )
        elif carte.fichier == SIGLES and where != f"{SIGLES}, ligne {mark.ligne}":
            yield carte.problem(
                mark,
                "CONFIG-SIGLE-REPETE",
                f"Le sigle « {sigle} » figure déjà ({where}).",
                "Retirez l’une des deux entrées.",
                AVERTISSEMENT,
            )


_FACETTE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")


def vocabulary_form(draft: Draft) -> Iterator[Probleme]:
    """Vocabularies name known types of fiches and well-formed ids, each once."""
    carte = draft.cartes[VOCABULAIRES]
    types = (*TYPES, "reference")
    fixed = {f.name for cls in TYPES.values() for f in fields(cls)}
    for voc in draft.vocabulaires.values():
        if not _FACETTE.fullmatch(voc.nom) or voc.nom in fixed:
            yield carte.problem(
                carte.key((voc.nom,)),
                "CONFIG-VOCABULAIRE",
                f"« {voc.nom} » est déjà une clé des fiches."
                if voc.nom in fixed
                else f"« {voc.nom} » ne convient pas comme nom de facette.",
                "Changez de nom : minuscules sans accent, chiffres et « _ ».",
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
            if not SLUG.fullmatch(value.id):
                yield carte.problem(
                    mark,
                    "CONFIG-VOCABULAIRE",
                    f"« {value.id} » ne convient pas comme identifiant.",
                    "Employez des minuscules sans accent, des chiffres et des tirets.",
                )
            if value.id in seen:
                yield carte.problem(
                    mark,
                    "CONFIG-VOCABULAIRE",
                    f"La valeur « {value.id} » figure deux fois dans « {voc.nom} ».",
                    "Retirez l’une des deux.",
                )
            seen.add(value.id)


RULES = (
    unique_slugs,
    former_slugs,
    filled_texts,
    facet_values,
    dates_in_order,
    has_source,
    unique_terms,
    one_expansion,
    vocabulary_form,
    *LINK_RULES,
    *PAGE_RULES,
    *PROSE_RULES,
)
