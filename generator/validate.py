"""A `Draft` → the problems that only show when one value is compared with another.

Each rule is a generator on its own; `validate` chains them. A new rule is one function here, one broken fiche
and one line in the tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from .fielderrors import empty_key
from .load import Draft
from .model import DOSSIERS, RESUME_MAX, Vocabulaire, mandatory_fields
from .naming import SLUG
from .problems import AVERTISSEMENT, Probleme, sort_problems
from .reader import SIGLES, VOCABULAIRES
from .rules_booklets import BOOKLET_RULES
from .rules_facets import FACET_RULES
from .rules_links import LINK_RULES, unknown_target
from .rules_pages import PAGE_RULES
from .rules_prose import PROSE_RULES
from .rules_words import WORD_RULES
from .sourcemap import Chemin, Marque


def validate(draft: Draft) -> tuple[Probleme, ...]:
    """Every problem of the draft, sorted. The draft is not changed."""
    return sort_problems(problem for rule in RULES for problem in rule(draft))


def unique_slugs(draft: Draft) -> Iterator[Probleme]:
    """A slug names one fiche or one set of key figures."""
    figures = {chiffre.slug: chiffre.fichier for chiffre in draft.chiffres}
    for slug, files in draft.noms.items():
        named = (*files, figures[slug]) if slug in figures else files
        for other in named[1:]:
            yield draft.cartes[other].problem(
                Marque(1, 1),
                "FICHE-SLUG-DOUBLE",
                f"L’identifiant « {slug} » est déjà celui de « {files[0]} ».",
                "Renommez l’un des deux fichiers : un identifiant ne sert qu’une fois, tous types confondus.",
            )


def former_slugs(draft: Draft) -> Iterator[Probleme]:
    """A former slug is well formed and free."""
    owners = {chiffre.slug: chiffre.fichier for chiffre in draft.chiffres}
    owners |= {slug: files[0] for slug, files in draft.noms.items()}
    owners |= {file.removeprefix("fiches/").removesuffix(".yml"): file for files in draft.noms.values() for file in files}
    for fiche in draft.fiches:
        carte = draft.cartes[fiche.fichier]
        for index, former in enumerate(fiche.anciens_slugs):
            mark = carte.at(("anciens_slugs", index))
            dossier, _, slug = former.rpartition("/")
            if not SLUG.fullmatch(slug) or slug == "index" or (dossier and dossier not in DOSSIERS):
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
    records: list[tuple[Any, str, Chemin]] = [
        (record, record.fichier, ()) for record in (*draft.fiches, *draft.chiffres, *draft.livrets)
    ]
    records += [(sigle, SIGLES, (sigle.rang,)) for sigle in draft.sigles]
    records += [(vocabulaire, VOCABULAIRES, (vocabulaire.nom,)) for vocabulaire in draft.vocabulaires.values()]
    for record, fichier, root in records:
        carte = draft.cartes[fichier]
        yield from (empty_key(carte, path) for path in _blanks(record, root))
    for fiche in (*draft.fiches, *draft.livrets):
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


LIGNES_MAX = 40


def printable_sheets(draft: Draft) -> Iterator[Probleme]:
    """A question of a sheet leaves between none and forty lines to write on."""
    for fiche in draft.fiches:
        for index, row in enumerate(getattr(fiche, "grille", ())):
            if not 0 <= row.lignes <= LIGNES_MAX:
                carte = draft.cartes[fiche.fichier]
                yield carte.problem(
                    carte.at(("grille", index, "lignes")),
                    "FICHE-LIGNES",
                    f"« lignes » vaut {row.lignes} ; il faut un nombre de 0 à {LIGNES_MAX}.",
                    "Une page A4 tient une trentaine de lignes.",
                )


def replacement(draft: Draft) -> Iterator[Probleme]:
    """`remplace_par` may be a plain name; what reads as an identifier is one."""
    for fiche in draft.fiches:
        name = getattr(fiche, "remplace_par", "")
        if name and SLUG.fullmatch(name):
            yield from unknown_target(draft, draft.cartes[fiche.fichier], ("remplace_par",), name)


RULES = (
    unique_slugs,
    former_slugs,
    filled_texts,
    dates_in_order,
    has_source,
    printable_sheets,
    replacement,
    *WORD_RULES,
    *FACET_RULES,
    *LINK_RULES,
    *PAGE_RULES,
    *PROSE_RULES,
    *BOOKLET_RULES,
)
