"""Rules about words: a term leads to one fiche, a sigle stands for one thing."""

from __future__ import annotations

from collections.abc import Iterator

from .languages import CODE
from .lexicon import fold, keys
from .load import Draft
from .model import NOMMEES, Definition, Dispositif
from .problems import AVERTISSEMENT, Probleme
from .reader import LANGUES, SIGLES


def unique_terms(draft: Draft) -> Iterator[Probleme]:
    """A form of words leads to one fiche."""
    owners: dict[tuple[str, ...], str] = {}
    for fiche in draft.fiches:
        if not isinstance(fiche, NOMMEES):
            continue
        carte = draft.cartes[fiche.fichier]
        variants = fiche.variantes if isinstance(fiche, Definition) else ()
        forms = [(("titre",), fiche.titre), *((("variantes", i), v) for i, v in enumerate(variants))]
        for path, form in forms:
            words = keys(form)
            owner = owners.setdefault(words, fiche.slug)
            if owner != fiche.slug and words:
                yield carte.problem(
                    carte.at(path),
                    "FICHE-TERME-DOUBLE",
                    f"Le terme « {form} » est déjà celui de la fiche « {owner} ».",
                    "Un terme mène à une seule fiche : gardez-le dans l’une des deux.",
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


def one_fiche_for_a_sigle(draft: Draft) -> Iterator[Probleme]:
    """A sigle leads to one fiche."""
    owners: dict[str, str] = {}
    for fiche in draft.fiches:
        sigle = getattr(fiche, "sigle", "")
        owner = owners.setdefault(sigle, fiche.slug) if sigle else fiche.slug
        if owner != fiche.slug:
            carte = draft.cartes[fiche.fichier]
            yield carte.problem(
                carte.at(("sigle",)),
                "FICHE-SIGLE-DOUBLE",
                f"Le sigle « {sigle} » est déjà celui de la fiche « {owner} ».",
                "Gardez-le dans la fiche qui l’explique.",
            )


def known_languages(draft: Draft) -> Iterator[Probleme]:
    """A language goes by the code that HTML gives it."""
    carte = draft.cartes[LANGUES]
    for langue in draft.langues:
        if not CODE.fullmatch(langue.langue):
            yield carte.problem(
                carte.at((langue.rang, "langue")),
                "CONFIG-LANGUE",
                f"« {langue.langue} » n’est pas un code de langue.",
                "Écrivez « en » pour l’anglais, « de » pour l’allemand, « es » pour l’espagnol, « br » pour le breton.",
            )


WORD_RULES = (unique_terms, one_expansion, one_fiche_for_a_sigle, known_languages)
