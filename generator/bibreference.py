"""From an entry as typed to a `Reference`, and from a part to what it takes from the whole (crossref)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from .bibdates import parse_date, parse_year_month
from .bibmodel import DateReference, Reference
from .bibnames import split_names
from .bibrules import Entree, clean_doi
from .bibtext import to_unicode, to_verbatim
from .bibvocabulary import ALIASES, FIELDS, GENRES, INHERITED, OLD_THESES, VERBATIM, canonical

# Fields that have a place of their own in a `Reference`.
_APART = frozenset({"author", "editor", "date", "year", "month", "keywords", "crossref"})


def build(entry: Entree) -> Reference:
    """The reference of one entry, before inheritance. Raises nothing, whatever the fields hold."""
    champs: dict[str, str] = {}
    lignes: dict[str, int] = {}
    for champ in entry.champs.values():
        nom = ALIASES.get(champ.nom, champ.nom)
        lignes.setdefault(nom, champ.ligne)
        texte = (to_verbatim if nom in VERBATIM else to_unicode)(champ.brut)
        if nom in FIELDS and nom not in _APART and texte:
            champs.setdefault(nom, _normal(nom, texte))
    if entry.type in OLD_THESES:
        champs.setdefault("type", GENRES[OLD_THESES[entry.type]])
    keywords = re.split(r"\s*[,;]\s*", entry.texte("keywords"))
    return Reference(
        cle=entry.cle,
        type=canonical(entry.type),
        champs=champs,
        ligne=entry.ligne,
        auteurs=split_names(entry.champs["author"].brut) if "author" in entry.champs else (),
        directeurs=split_names(entry.champs["editor"].brut) if "editor" in entry.champs else (),
        date=_date(entry),
        mots_cles=tuple(dict.fromkeys(word for word in keywords if word)),
        parent=entry.texte("crossref", "xref"),
        lignes_champs=lignes,
    )


def inherit(references: Mapping[str, Reference]) -> dict[str, Reference]:
    """The same references, each part completed from its whole; unknown parents and circles are left alone."""
    done: dict[str, Reference] = {}
    for cle in references:
        path: dict[str, Reference] = {}
        while cle in references and cle not in done and cle not in path:
            path[cle] = references[cle]
            cle = references[cle].parent
        for child in reversed(path.values()):
            parent = done.get(child.parent)
            done[child.cle] = _merge(child, parent) if parent else child
    return {cle: done[cle] for cle in references}


def _merge(child: Reference, parent: Reference) -> Reference:
    """`child` with what it lacks; from a book the part also takes its title and its editors."""
    taken = {nom: parent.champs[nom] for nom in INHERITED if nom in parent.champs}
    directeurs = child.directeurs
    if parent.type in ("book", "collection"):
        taken["booktitle"] = parent.champs.get("title", "")
        taken["booksubtitle"] = parent.champs.get("subtitle", "")
        directeurs = directeurs or parent.directeurs or parent.auteurs
    champs = {nom: texte for nom, texte in taken.items() if texte} | dict(child.champs)
    return replace(child, champs=champs, date=child.date or parent.date, directeurs=directeurs)


def _date(entry: Entree) -> DateReference | None:
    for nom in ("date", "year"):
        champ = entry.champs.get(nom)
        typed = to_verbatim(champ.brut) if champ else ""
        if typed:
            return parse_date(typed) if nom == "date" else parse_year_month(typed, entry.texte("month"))
    return None


def _normal(nom: str, texte: str) -> str:
    """The value as every reader of references expects it: bare DOI, `34-38`, count without « p. »."""
    if nom == "doi":
        return clean_doi(texte)
    if nom in ("pages", "number", "volume"):
        return re.sub(r"(?<=\w) ?[-–—]+ ?(?=\w)", "-", texte)
    if nom == "pagetotal":
        return re.sub(r"\s*(?:p\.?|pages?)$", "", texte)
    return texte
