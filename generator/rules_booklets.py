"""Rules about booklets: what they choose exists, they hold something, their image can be printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from .bookletmodel import Choix, Livret
from .facets import facets
from .fonts import characters
from .load import BIBLIO, Draft
from .model import Fiche
from .naming import slugify
from .problems import AVERTISSEMENT, ERREUR, Probleme, suggestion
from .reader import CHIFFRES
from .selection import in_reading_order, parts, select
from .sourcemap import Chemin, position
from .texts import sources

IMAGES = (".png", ".jpg", ".jpeg", ".svg")
# What the page shows nothing for: ends of lines, tabulations, soft hyphens, joiners.
_UNSEEN = frozenset({0x09, 0x0A, 0x0D, 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF})
# The page where a reader makes a booklet; and what is added to a name for the files beside the PDF.
RESERVED = ("index", "composer")
SUFFIXES = ("-a5-impose", "-cartes")


def names(draft: Draft) -> Iterator[Probleme]:
    """The name of a booklet is not that of another page or of another file."""
    for livret in draft.livrets:
        if livret.slug in RESERVED or livret.slug.endswith(SUFFIXES):
            yield draft.cartes[livret.fichier].problem(
                draft.cartes[livret.fichier].at(()),
                "LIVRET-NOM",
                f"« {livret.slug} » est le nom d’une page ou d’un fichier que le guide fabrique.",
                "Renommez le fichier du livret : son nom est son adresse.",
            )


def choices(draft: Draft) -> Iterator[Probleme]:
    """Each line of `fiches` names a fiche or facets that exist; a booklet holds at least one fiche, each once.

    What is empty is not said while a fiche of the guide cannot be read: it may be the one.
    """
    fiches = _by_slug(draft)
    all_read = draft.noms.keys() <= fiches.keys()
    ordered = in_reading_order(draft.fiches)
    for livret in draft.livrets:
        carte = draft.cartes[livret.fichier]
        named: set[str] = set()
        empty = all_read
        for path, choix in _lines(livret):
            if not (choix.slug or choix.criteres):
                empty = False
                continue
            problems = list(_unknown(draft, livret, path, choix))
            chosen = [fiche.slug for fiche in select(choix, fiches, ordered)]
            empty = empty and not (chosen or problems)
            yield from problems
            if choix.slug and named & set(chosen):
                yield carte.problem(
                    carte.at(path),
                    "LIVRET-DOUBLON",
                    f"La fiche « {choix.slug} » est déjà nommée dans ce livret : elle n’y sera imprimée qu’une fois, à la "
                    "première place.",
                    "Gardez une seule des deux lignes.",
                    AVERTISSEMENT,
                )
            if choix.slug:
                named |= set(chosen)
            elif not chosen and not problems and all_read:
                yield carte.problem(
                    carte.at(path),
                    "LIVRET-SELECTION",
                    "Cette ligne ne trouve aucune fiche.",
                    "Retirez l’une des facettes : une fiche doit les avoir toutes."
                    if len(choix.criteres) > 1
                    else "Retirez-la, ou choisissez une autre valeur : le catalogue dit combien de fiches a chacune.",
                    AVERTISSEMENT,
                )
        if empty and livret.parties:
            yield carte.problem(
                carte.key(("parties",)),
                "LIVRET-VIDE",
                "Ce livret ne contient aucune fiche.",
                "Ajoutez sous le titre d’une partie « fiches: », puis à la ligne « - » et le nom d’une fiche.",
            )


def _by_slug(draft: Draft) -> dict[str, Fiche]:
    """Fiches by slug, former slugs included."""
    former = {slug.rpartition("/")[2]: fiche for fiche in draft.fiches for slug in fiche.anciens_slugs}
    return former | {fiche.slug: fiche for fiche in draft.fiches}


def _lines(livret: Livret) -> Iterator[tuple[Chemin, Choix]]:
    for part, partie in enumerate(livret.parties):
        for line, choix in enumerate(partie.fiches):
            yield ("parties", part, "fiches", line), choix


def _unknown(draft: Draft, livret: Livret, path: Chemin, choix: Choix) -> Iterator[Probleme]:
    """A fiche, a facet or a value that does not exist. A fiche that could not be read has its own problems."""
    carte = draft.cartes[livret.fichier]
    fiches = _by_slug(draft)
    if choix.slug and choix.slug not in fiches and choix.slug not in draft.noms:
        yield carte.problem(
            carte.at(path),
            "LIVRET-FICHE",
            f"Aucune fiche ne s’appelle « {choix.slug} ».",
            suggestion(slugify(Path(choix.slug).stem), fiches) or "Écrivez le nom de son fichier, sans « .yml » ni dossier.",
        )
    known = {facette.nom: [v.id for v in facette.valeurs] for facette in facets(draft.vocabulaires.values(), ())}
    for critere in choix.criteres:
        if critere.facette not in known:
            yield carte.problem(
                carte.key((*path, critere.facette)),
                "LIVRET-FACETTE",
                f"« {critere.facette} » n’est pas une facette.",
                suggestion(critere.facette, known) or f"Facettes possibles : {', '.join(known)}.",
            )
            continue
        for value in critere.valeurs:
            if value not in known[critere.facette]:
                yield carte.problem(
                    carte.find((*path, critere.facette), value),
                    "LIVRET-VALEUR",
                    f"La facette « {critere.facette} » n’a pas de valeur « {value} ».",
                    suggestion(value, known[critere.facette]) or f"Valeurs possibles : {', '.join(known[critere.facette])}.",
                )


def figures(draft: Draft) -> Iterator[Probleme]:
    """The key figures of a part exist. Those that could not be read have their own problems."""
    known = {chiffre.slug for chiffre in draft.chiffres}
    known |= {Path(fichier).stem for fichier in draft.cartes if fichier.startswith(f"{CHIFFRES}/")}
    for livret in draft.livrets:
        carte = draft.cartes[livret.fichier]
        for part, partie in enumerate(livret.parties):
            for rank, slug in enumerate(partie.chiffres):
                if slug not in known:
                    yield carte.problem(
                        carte.at(("parties", part, "chiffres", rank)),
                        "LIVRET-CHIFFRES",
                        f"Aucun jeu de chiffres ne s’appelle « {slug} ».",
                        suggestion(slug, known) or "Écrivez le nom de son fichier dans ressources/chiffres, sans « .yml ».",
                    )


def pictures(draft: Draft) -> Iterator[Probleme]:
    """The logo is a file of the guide that can be printed."""
    for livret in draft.livrets:
        if not livret.logo:
            continue
        path = draft.racine / livret.logo
        message = ""
        if Path(livret.logo).suffix.lower() not in IMAGES:
            message = f"« {livret.logo} » n’est pas une image que l’on sait imprimer."
        elif not path.is_file():
            message = f"L’image « {livret.logo} » n’existe pas."
        elif not path.resolve().is_relative_to(draft.racine.resolve()):
            message = f"L’image « {livret.logo} » est hors du dossier du guide."
        if message:
            carte = draft.cartes[livret.fichier]
            advice = "Écrivez le chemin d’un fichier PNG, JPEG ou SVG depuis le dossier du guide : overrides/assets/logo.svg."
            yield carte.problem(carte.at(("logo",)), "LIVRET-LOGO", message, advice)


def printable_images(draft: Draft) -> Iterator[Probleme]:
    """An image of a text that goes on paper is a file of the guide, with the words that stand for it."""
    for fichier in _printed(draft):
        carte = draft.cartes[fichier]
        for (other, path), prose in draft.proses.items():
            for source, words in prose.images if other == fichier else ():
                message = ""
                if re.match(r"[a-zA-Z][\w+.-]*:|//", source):
                    message = f"L’image « {source} » est sur un autre site : un livret ne peut pas l’imprimer."
                elif Path(source).suffix.lower() not in IMAGES:
                    message = f"« {source} » n’est pas une image que l’on sait imprimer."
                elif not words.strip():
                    message = f"L’image « {source} » n’a pas de texte de remplacement."
                if message:
                    advice = "Écrivez « ![ce que montre l’image](chemin) », vers un fichier PNG, JPEG ou SVG de content."
                    yield carte.problem(carte.find(path, source), "LIVRET-IMAGE", message, advice)


def printable_characters(draft: Draft) -> Iterator[Probleme]:
    """The font has every character that goes on paper: a box would stand for one that it lacks."""
    files = _printed(draft)
    if not files:
        return
    known = characters() | _UNSEEN
    for fichier in files:
        carte = draft.cartes[fichier]
        for mark in carte.valeurs.values():
            for character in dict.fromkeys(c for c in mark.brut if ord(c) not in known):
                place = position(carte.texte, carte.texte.find(character, mark.debut, mark.fin))
                yield _no_glyph(fichier, place.ligne, place.colonne, character)
    cited = {source.cle for record in draft.fiches if record.fichier in files for _, source in sources(record)}
    cited |= {a.cible for (f, _), prose in draft.proses.items() if f in files for a in prose.appels if a.nature == "citation"}
    for reference in draft.references:
        for name, value in reference.champs.items() if reference.cle in cited else ():
            for character in dict.fromkeys(c for c in value if ord(c) not in known):
                yield _no_glyph(BIBLIO, reference.lignes_champs.get(name, reference.ligne), 1, character)


def _no_glyph(fichier: str, ligne: int, colonne: int, character: str) -> Probleme:
    return Probleme(
        fichier,
        ligne,
        colonne,
        ERREUR,
        "LIVRET-CARACTERE",
        f"La police des livrets n’a pas le caractère « {character} » (U+{ord(character):04X}).",
        "Remplacez-le, ou retirez ce texte des livrets.",
    )


def _printed(draft: Draft) -> list[str]:
    """The files whose texts go on paper: the booklets, their fiches, their key figures."""
    fiches, figures = _by_slug(draft), {chiffre.slug: chiffre.fichier for chiffre in draft.chiffres}
    files: dict[str, None] = {}
    for livret in draft.livrets:
        files[livret.fichier] = None
        files |= dict.fromkeys(fiche.fichier for own in parts(livret, fiches) for fiche in own)
        files |= dict.fromkeys(figures[slug] for partie in livret.parties for slug in partie.chiffres if slug in figures)
    return list(files)


def pages_of_notes(draft: Draft) -> Iterator[Probleme]:
    """A number of pages is not negative, nor a typing error for a whole ream."""
    for livret in draft.livrets:
        if not 0 <= livret.options.notes <= 20:
            carte = draft.cartes[livret.fichier]
            yield carte.problem(
                carte.at(("options", "notes")),
                "LIVRET-NOTES",
                f"« notes » est un nombre de pages à la fin du livret : {livret.options.notes} ne convient pas.",
                "Écrivez un nombre de 0 à 20.",
            )


BOOKLET_RULES = (names, choices, figures, pictures, printable_images, printable_characters, pages_of_notes)
