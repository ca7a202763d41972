"""From one entry as typed to what a librarian should correct in it: each rule is one generator of problems."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from .bibdates import is_day, is_undated, parse_date, parse_year_month
from .bibnames import looks_collective
from .bibtext import has_html, to_unicode, to_verbatim, unknown_commands
from .bibvocabulary import ALIASES, FIELDS, FORBIDDEN, IGNORED, TYPES, VERBATIM, WANTED, canonical
from .problems import AVERTISSEMENT, ERREUR, Probleme, suggestion

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
# Names that the site (index page) or Windows (devices) keeps for itself.
_RESERVED = re.compile(r"index|readme|con|prn|aux|nul|com\d|lpt\d", re.I)
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]+")
_COUNT = re.compile(r"(?:[ivxlcdm]+[-, ]+)?\d+ ?(?:p\.?|pages?)", re.I)
_RANGE = re.compile(r"\d+ ?[-–] ?\d+")
_WHOLE_WORKS = frozenset({"book", "collection", "report", "thesis"})
_UNDATED_KEY = re.compile(r".*sd[a-z]?")


@dataclass(frozen=True)
class Champ:
    """A field as typed (`nom` in lower case, `brut` in LaTeX, macros resolved)."""

    nom: str
    brut: str
    ligne: int
    colonne: int = 1


@dataclass(frozen=True)
class Entree:
    """An entry as typed; `champs` by name in lower case."""

    fichier: str
    cle: str
    type: str
    ligne: int
    champs: Mapping[str, Champ]

    def texte(self, *noms: str) -> str:
        """The decoded text of the first of these fields that is not empty."""
        for nom in noms:
            if nom in self.champs and to_unicode(self.champs[nom].brut):
                return to_unicode(self.champs[nom].brut)
        return ""

    def constat(self, code: str, message: str, conseil: str = "", champ: Champ | None = None, gravite: str = ERREUR) -> Probleme:
        """A problem of this entry, at the field when there is one."""
        ligne, colonne = (champ.ligne, champ.colonne) if champ else (self.ligne, 1)
        return Probleme(self.fichier, ligne, colonne, gravite, code, f"« {self.cle} » : {message}", conseil)


def check_entry(entry: Entree) -> Iterator[Probleme]:
    """Every problem of one entry, whatever the others say."""
    for rule in _RULES:
        yield from rule(entry)


def valid_key(cle: str) -> bool:
    """True for a key that can be an address and a file name everywhere."""
    return bool(_KEY.fullmatch(cle)) and not _RESERVED.fullmatch(cle)


def _key(entry: Entree) -> Iterator[Probleme]:
    if not _KEY.fullmatch(entry.cle):
        yield entry.constat(
            "BIB-CLE",
            "la clé sert d’adresse et contient un caractère qui n’y est pas permis.",
            "N’employez que des lettres sans accent, des chiffres, « - » et « _ », en commençant par une lettre "
            "ou un chiffre (par exemple avenel2017a).",
        )
    elif _RESERVED.fullmatch(entry.cle):
        yield entry.constat(
            "BIB-CLE",
            "cette clé est un nom réservé et ne peut pas servir d’adresse.",
            "Choisissez une clé du type nomAnnée suivi d’une lettre (par exemple avenel2017a).",
        )


def _type(entry: Entree) -> Iterator[Probleme]:
    if entry.type not in TYPES:
        yield entry.constat(
            "BIB-TYPE",
            f"le type « @{entry.type} » n’existe pas.",
            suggestion(entry.type, TYPES)
            or "Les plus courants : article, book, incollection, report, thesis, online, legislation, misc.",
        )


def _field_names(entry: Entree) -> Iterator[Probleme]:
    for champ in entry.champs.values():
        nom = champ.nom
        if nom in FORBIDDEN:
            yield entry.constat(
                f"BIB-{FORBIDDEN[nom][0]}",
                f"le champ « {nom} » n’a pas sa place ici : {FORBIDDEN[nom][1]}.",
                FORBIDDEN[nom][2],
                champ,
            )
        elif nom.startswith(("opt", "alt")) and nom[3:] in FIELDS:
            if champ.brut.strip():
                yield entry.constat(
                    "BIB-CHAMP-DESACTIVE",
                    f"le champ « {nom} » est désactivé et n’est pas publié.",
                    f"Renommez-le « {nom[3:]} » pour le publier, ou effacez-le.",
                    champ,
                    AVERTISSEMENT,
                )
        elif nom not in FIELDS and nom not in ALIASES and nom not in IGNORED:
            yield entry.constat(
                "BIB-CHAMP-INCONNU",
                f"le champ « {nom} » est inconnu et n’est pas publié.",
                suggestion(nom, FIELDS) or "Effacez-le, ou rangez son contenu dans « note ».",
                champ,
                AVERTISSEMENT,
            )


def _field_text(entry: Entree) -> Iterator[Probleme]:
    """Commands and HTML that had to be removed."""
    for champ in entry.champs.values():
        if champ.nom in IGNORED or champ.nom in VERBATIM or champ.nom in FORBIDDEN:
            continue
        for name in unknown_commands(champ.brut):
            yield entry.constat(
                "BIB-LATEX",
                f"la commande « \\{name} » du champ « {champ.nom} » est inconnue et n’est pas publiée.",
                "Écrivez le caractère lui-même, en UTF-8.",
                champ,
                AVERTISSEMENT,
            )
        if has_html(champ.brut):
            yield entry.constat(
                "BIB-HTML-CHAMP",
                f"le champ « {champ.nom} » contient du HTML, qui n’est pas publié.",
                "Écrivez le texte seul.",
                champ,
                AVERTISSEMENT,
            )


def _mandatory(entry: Entree) -> Iterator[Probleme]:
    if not entry.texte("title"):
        yield entry.constat("BIB-TITRE", "il manque le titre.", "Ajoutez : title = {…}", entry.champs.get("title"))
    child = bool(entry.texte("crossref"))
    for wanted, why in WANTED.get(canonical(entry.type), ()):
        aliases = [alias for alias, name in ALIASES.items() if name in wanted]
        if not child and not entry.texte(*wanted, *aliases):
            yield entry.constat(
                "BIB-CHAMP-MANQUANT",
                f"il manque le champ « {wanted[0]} » ({why}).",
                f"Ajoutez : {wanted[0]} = {{…}}",
                None,
                AVERTISSEMENT,
            )


def _dates(entry: Entree) -> Iterator[Probleme]:
    date, year = entry.champs.get("date"), entry.champs.get("year")
    month = entry.texte("month")
    if date and to_verbatim(date.brut):
        typed, read, champ = to_verbatim(date.brut), parse_date(to_verbatim(date.brut)), date
    elif year and to_verbatim(year.brut):
        typed, champ = to_verbatim(year.brut), year
        read = parse_year_month(typed, month)
        typed = f"{typed}, mois {month}" if month else typed
    else:
        if not entry.texte("crossref") and not _UNDATED_KEY.fullmatch(entry.cle):
            yield entry.constat(
                "BIB-SANS-DATE",
                "il manque la date ; la référence sera citée « s. d. ».",
                "Ajoutez : date = {2017-04}. Si le document n’est pas daté, écrivez : date = {s. d.}",
                None,
                AVERTISSEMENT,
            )
        return
    if read is None and not is_undated(typed):
        yield entry.constat(
            "BIB-DATE",
            f"la date « {typed} » n’est pas comprise.",
            "Écrivez AAAA, AAAA-MM ou AAAA-MM-JJ, ou un intervalle : date = {2015-07/2015-08}.",
            champ,
        )


def _addresses(entry: Entree) -> Iterator[Probleme]:
    doi, url, urldate = (entry.champs.get(nom) for nom in ("doi", "url", "urldate"))
    if doi and to_verbatim(doi.brut) and not _DOI.fullmatch(clean_doi(to_verbatim(doi.brut))):
        yield entry.constat(
            "BIB-DOI",
            f"« {to_verbatim(doi.brut)} » n’est pas un DOI.",
            "Un DOI commence par « 10. » et contient une barre, par exemple 10.3917/vsoc.161.0115.",
            doi,
        )
    if url and to_verbatim(url.brut) and not valid_url(to_verbatim(url.brut)):
        yield entry.constat(
            "BIB-URL",
            f"« {to_verbatim(url.brut)} » n’est pas une adresse web.",
            "Donnez une seule adresse, complète et sans espace : https://…",
            url,
        )
    if urldate and to_verbatim(urldate.brut) and not is_day(to_verbatim(urldate.brut)):
        yield entry.constat(
            "BIB-DATE",
            f"la date de consultation « {to_verbatim(urldate.brut)} » n’est pas comprise.",
            "Écrivez AAAA-MM-JJ, par exemple urldate = {2018-05-03}.",
            urldate,
        )


def _pages(entry: Entree) -> Iterator[Probleme]:
    pages, total = entry.champs.get("pages"), entry.champs.get("pagetotal")
    typed = to_unicode(pages.brut) if pages else ""
    if _COUNT.fullmatch(typed) or (typed.isdigit() and canonical(entry.type) in _WHOLE_WORKS):
        yield entry.constat(
            "BIB-PAGES",
            f"« pages = {{{typed}}} » ressemble à un nombre de pages.",
            "« pages » dit où se trouve le texte (34-38) ; un nombre de pages s’écrit "
            f"pagetotal = {{{re.sub(r'[^0-9]', '', typed.split('-')[-1])}}}.",
            pages,
            AVERTISSEMENT,
        )
    typed = to_unicode(total.brut) if total else ""
    if _RANGE.fullmatch(typed):
        yield entry.constat(
            "BIB-PAGES",
            f"« pagetotal = {{{typed}}} » ressemble à une suite de pages.",
            f"« pagetotal » est un nombre (252) ; une suite de pages s’écrit pages = {{{typed}}}.",
            total,
            AVERTISSEMENT,
        )


def _names(entry: Entree) -> Iterator[Probleme]:
    for nom in ("author", "editor"):
        champ = entry.champs.get(nom)
        for name in looks_collective(champ.brut) if champ else ():
            yield entry.constat(
                "BIB-NOM",
                f"« {name} » est lu comme le nom d’une personne.",
                f"Pour un organisme, doublez les accolades : {nom} = {{{{{name}}}}}.",
                champ,
                AVERTISSEMENT,
            )


def clean_doi(text: str) -> str:
    """A DOI without the address or the word before it."""
    return re.sub(r"(?i)^(?:https?://(?:dx\.)?doi\.org/|doi: ?)", "", text)


def valid_url(text: str) -> bool:
    """True for one complete web address."""
    try:
        parts = urlsplit(text)
        return (
            parts.scheme in ("http", "https")
            and "." in (parts.hostname or "")
            and not re.search(r"[\s<>\"]|https?://.*[,;]\s*https?://", text)
        )
    except ValueError:
        return False


_RULES = (_key, _type, _field_names, _field_text, _mandatory, _dates, _addresses, _pages, _names)
