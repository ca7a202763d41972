"""From a `Reference` to a CSL item (https://docs.citationstyles.org), with what our style needs ready made.

All values are plain text: the style says where they stand, `notice.py` how French sets them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .bibdates import MOIS, is_day
from .bibmodel import AUTRES, DateReference, Nom, Reference
from .bibnames import split_names
from .bibrules import clean_doi
from .bibvocabulary import GENRES

_TYPES = {
    "article": "article-journal",
    "periodical": "article-journal",
    "book": "book",
    "collection": "book",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "report": "report",
    "thesis": "thesis",
    "online": "webpage",
    "legislation": "legislation",
    "video": "motion_picture",
    "unpublished": "manuscript",
    "misc": "document",
}
# CSL variables that are copies of one field.
_COPIES = {
    "volume": "volume",
    "isbn": "ISBN",
    "doi": "DOI",
    "location": "publisher-place",
    "addendum": "annote",
    "pagetotal": "number-of-pages",
}
_LAW_TO_DATE = re.compile(rf".{{3,}}?(?:{'|'.join(MOIS)}) \d{{4}}\b")
_EDITION = re.compile(r"(\d+)\s*(?:er|re|ère|e|è|ème|eme|nd|nde)?\.?\s*(?:éd\.?|éditions?|ed\.?)?", re.I)

Item = dict[str, Any]


def to_item(reference: Reference, references: Mapping[str, Reference]) -> Item:
    """The CSL item of one reference; `references` holds the whole (`crossref`) whose title is named."""
    champs = reference.champs
    item: Item = {"id": reference.cle, "citation-key": reference.cle, "type": _TYPES.get(reference.type, "document")}
    item["title"] = _full_title(champs, "") or reference.cle
    item["language"] = reference.langue
    item["title-short"] = _short_title(reference, item["title"])
    item |= {variable: champs[nom] for nom, variable in _COPIES.items() if nom in champs}
    item |= _authors(reference) | _names("editor", reference.directeurs)
    item |= _names("translator", split_names(champs.get("translator", "")))
    item |= _dates(reference, item["title"])
    item |= _container(reference, references)
    item |= _publication(reference)
    if champs.get("url") and not _repeats_doi(champs):
        item["URL"] = champs["url"]
    medium = _medium(reference, item)
    if medium:
        item["medium"] = medium
    return {variable: value for variable, value in item.items() if value}


def _full_title(champs: Mapping[str, str], kind: str) -> str:
    """« Titre : sous-titre », for the work (`kind` empty), its `journal` or its `book`."""
    main = champs.get(f"{kind}title", "")
    second = champs.get(f"{kind}subtitle", "")
    title = (f"{main} {second}" if main[-1:] in "?!…:" else f"{main} : {second}") if main and second else main
    addon = champs.get("titleaddon", "") if not kind else ""
    return f"{title}. {addon}" if title and addon else title


def _short_title(reference: Reference, title: str) -> str:
    """What stands in the call for the author that is missing."""
    champs = reference.champs
    if champs.get("shorttitle"):
        return champs["shorttitle"]
    if reference.type == "legislation":
        match = _LAW_TO_DATE.match(title)
        return match.group() if match else title
    return champs.get("journaltitle") or champs.get("title") or title


def _authors(reference: Reference) -> Item:
    """Those who sign; bodies known by a shorter name (`shortauthor`) are called by it, and `authority` says who they are."""
    names = reference.auteurs
    short = reference.champs.get("shortauthor", "")
    if short and names and all(name.collectif for name in names):
        return {"author": [{"literal": short}], "authority": " ; ".join(name.nom for name in names)}
    return _names("author", names)


def _names(variable: str, names: tuple[Nom, ...]) -> Item:
    return {variable: [_name(name) for name in names]} if names else {}


def _name(name: Nom) -> dict[str, str]:
    if name == AUTRES:
        return {"literal": "others"}
    if name.collectif or not (name.prenom or name.particule):
        return {"literal": name.nom}
    parts = {
        "family": name.nom,
        "given": name.prenom,
        "dropping-particle": name.particule,
        "suffix": name.suffixe,
    }
    return {part: value for part, value in parts.items() if value}


def edtf(date: DateReference) -> str:
    """The date as EDTF: `2015-07/2015-08`."""
    points = ("-".join(f"{n:0{4 if i == 0 else 2}}" for i, n in enumerate(p)) for p in (date.debut, date.fin) if p)
    return "/".join(points)


def _dates(reference: Reference, title: str) -> Item:
    """`issued` for the year; `original-date` when there is more to say than the year (for a law, than its title)."""
    date, item = reference.date, Item()
    if date:
        item["issued"] = "/".join(f"{point[0]:04}" for point in _years(date))
        known = reference.type == "legislation" and str(date.debut[0]) in title
        if not known and (len(date.debut) > 1 or reference.type == "legislation"):
            item["original-date"] = edtf(date)
    if is_day(reference.champs.get("urldate", "")) and reference.champs.get("url"):
        item["accessed"] = reference.champs["urldate"]
    return item


def _years(date: DateReference) -> list[tuple[int, ...]]:
    return [date.debut, date.fin] if date.fin and date.fin[0] != date.debut[0] else [date.debut]


def _container(reference: Reference, references: Mapping[str, Reference]) -> Item:
    """The journal or the book it is in, the dossier it belongs to, issue and pages."""
    champs, item = reference.champs, Item()
    if reference.type in ("incollection", "inproceedings"):
        item["container-title"] = _full_title(champs, "book") or champs.get("eventtitle") or champs.get("maintitle")
    elif _in_journal(reference):
        item["container-title"] = _full_title(champs, "journal")
    parent = references.get(reference.parent)
    if parent and parent.type in ("periodical", "article") and parent.cle != reference.cle:
        item["part-title"] = _inner_quotes(_full_title(parent.champs, ""))
    if _in_journal(reference):
        item["issue"] = champs.get("number") or champs.get("issue")
    return item | {"page": re.sub(r"^(?:pp?|pages?)\.?\s*(?=\d)", "", champs.get("pages", ""))}


def _in_journal(reference: Reference) -> bool:
    """True for what appeared in a journal: its number is an issue, not a place in a series."""
    return bool(reference.champs.get("journaltitle")) and reference.type not in ("incollection", "inproceedings")


def _inner_quotes(title: str) -> str:
    """Quotation marks of the second rank, for a title that will stand between « and »."""
    return re.sub(r"«\s*([^«»]*?)\s*»", r"“\1”", title)


def _publication(reference: Reference) -> Item:
    champs = reference.champs
    item = Item(publisher=champs.get("publisher") or champs.get("institution") or champs.get("organization"))
    item["publisher"] = item["publisher"] or champs.get("howpublished")
    bodies = {name.nom.casefold() for name in reference.auteurs if name.collectif}
    if item["publisher"] and item["publisher"].casefold() in bodies and not champs.get("location"):
        item["publisher"] = None  # the body that opens the notice is not named twice
    if edition := champs.get("edition"):
        match = _EDITION.fullmatch(edition)
        item["edition"] = match[1] if match else edition
    genre = GENRES.get(champs.get("type", ""), champs.get("type", ""))
    if reference.type != "legislation" and not _in_journal(reference):
        number = champs.get("number", "")
        if champs.get("series"):
            item["collection-number"] = number
        elif number:
            genre = f"{genre} n° {number}" if genre else f"N° {number}"
        item["collection-title"] = champs.get("series")
    item["genre"] = genre[:1].upper() + genre[1:]
    return item


def _medium(reference: Reference, item: Item) -> str:
    """« dossier », « vidéo en ligne » and the like, printed in brackets after the title."""
    if reference.type == "video":
        return "vidéo en ligne" if item.get("URL") and not item.get("container-title") else "vidéo"
    if reference.type == "periodical" and item.get("page"):
        return "dossier"
    return ""


def _repeats_doi(champs: Mapping[str, str]) -> bool:
    return "doi" in champs and clean_doi(champs["url"]).lower() == champs["doi"].lower()
