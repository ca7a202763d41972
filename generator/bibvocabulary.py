"""What BibLaTeX, Zotero and this guide call types and fields: tables only."""

from __future__ import annotations

# Types that can be typed, and the type of this guide under which each is published.
TYPES = {
    "article": "article",
    "book": "book",
    "collection": "collection",
    "incollection": "incollection",
    "report": "report",
    "thesis": "thesis",
    "online": "online",
    "misc": "misc",
    "unpublished": "unpublished",
    "inproceedings": "inproceedings",
    "periodical": "periodical",
    "legislation": "legislation",
    "video": "video",
    "inbook": "incollection",
    "bookinbook": "incollection",
    "suppbook": "incollection",
    "booklet": "book",
    "mvbook": "book",
    "manual": "book",
    "mvcollection": "collection",
    "proceedings": "collection",
    "mvproceedings": "collection",
    "reference": "collection",
    "inreference": "incollection",
    "suppperiodical": "article",
    "suppcollection": "incollection",
    "conference": "inproceedings",
    "techreport": "report",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "electronic": "online",
    "www": "online",
    "webpage": "online",
    "movie": "video",
    "legal": "legislation",
    "statute": "legislation",
    "jurisdiction": "legislation",
    "standard": "misc",
    "dataset": "misc",
    "software": "misc",
    "audio": "misc",
    "music": "misc",
    "image": "misc",
    "artwork": "misc",
    "letter": "misc",
    "patent": "misc",
    "performance": "misc",
}

# Fields that are published or used, and other names for them.
_FIELDS_NAMES = """
author shortauthor editor translator title subtitle titleaddon shorttitle journaltitle journalsubtitle booktitle
booksubtitle maintitle date year month volume number issue pages pagetotal publisher institution organization
location url urldate doi isbn issn series edition type entrysubtype note addendum howpublished eventtitle
venue eventdate keywords langid language crossref version chapter part volumes
"""
FIELDS = frozenset(_FIELDS_NAMES.split())
ALIASES = {
    "journal": "journaltitle",
    "address": "location",
    "school": "institution",
    "numpages": "pagetotal",
    "hyphenation": "langid",
    "xref": "crossref",
}
# Read without a word and not published: bookkeeping of BibLaTeX, BibTeX, Zotero, JabRef and Mendeley.
_IGNORED_NAMES = """
lccn shortjournal shorteditor shortseries shorthand rights copyright langidopts libraryid library
callnumber archive archiveprefix archivelocation eprint eprinttype eprintclass primaryclass ids timestamp
creationdate modificationdate owner groups citationkey bdsk-url-1 bdsk-url-2 date-added date-modified biburl
bibsource pmid pmcid pubstate origdate origlanguage origlocation origpublisher origtitle indextitle
indexsorttitle sorttitle sortname sortkey sortyear presort options related relatedtype relatedstring execute
entryset editora editoratype editorb editorbtype editortype authortype nameaddon bookauthor commentator
annotator introduction foreword afterword holder issuetitle issuesubtitle isan ismn isrn iswc eid
bookpagination pagination gender label nameprefix usera userb userc userd usere userf verba verbb verbc read
readstatus priority ranking relevance qualityassured printed mendeley-tags mendeley-groups web_url tex ppn
hal_id hal_version hal_local_reference eventtitleaddon maintitleaddon booktitleaddon urlyear urlmonth urlday
lastchecked urlaccessdate unidentified affiliation key xdata day
"""
IGNORED = frozenset(_IGNORED_NAMES.split())
_NO_COPY = "les sources interdisent de reproduire leurs résumés"
FORBIDDEN = {
    "abstract": ("RESUME", _NO_COPY, "Effacez-le : Zotero l’exporte toujours avec la référence."),
    "annotation": ("RESUME", _NO_COPY, "Effacez-le, ou écrivez une note de votre main dans « note »."),
    "annote": ("RESUME", _NO_COPY, "Effacez-le, ou écrivez une note de votre main dans « note »."),
    "file": (
        "FICHIER",
        "il donne l’emplacement d’un fichier sur un poste de travail",
        "Effacez-le : Zotero l’ajoute quand une pièce est jointe à la référence.",
    ),
    "pdf": ("FICHIER", "il donne l’emplacement d’un fichier sur un poste de travail", "Effacez-le."),
}
# Not LaTeX text: kept as written.
VERBATIM = frozenset({"url", "doi", "date", "urldate", "eventdate", "isbn", "issn", "crossref", "langid"})

# Per type, fields one of which a reader needs to find the document, and why.
WANTED: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "article": ((("journaltitle",), "le nom de la revue"),),
    "periodical": ((("journaltitle",), "le nom de la revue"),),
    "incollection": ((("booktitle",), "le titre de l’ouvrage"),),
    "inproceedings": ((("booktitle", "eventtitle"), "le titre des actes"),),
    "thesis": ((("institution",), "l’université"),),
    "report": ((("institution", "publisher", "author"), "l’organisme qui publie le rapport"),),
    "online": ((("url", "doi"), "l’adresse de la page"),),
}
# BibLaTeX's own words for `type`, as printed; and the word that an older type of entry stands for.
GENRES = {
    "phdthesis": "Thèse de doctorat",
    "mathesis": "Mémoire de master",
    "bathesis": "Mémoire de licence",
    "techreport": "Rapport technique",
    "resreport": "Rapport de recherche",
}
OLD_THESES = {"phdthesis": "phdthesis", "mastersthesis": "mathesis"}
# BibLaTeX's names of languages, as codes. Variants of French need no mark in a French guide.
LANGUAGES = {
    "english": "en",
    "american": "en",
    "usenglish": "en",
    "british": "en",
    "ukenglish": "en",
    "canadian": "en",
    "german": "de",
    "ngerman": "de",
    "spanish": "es",
    "italian": "it",
    "portuguese": "pt",
    "brazilian": "pt",
    "dutch": "nl",
    "catalan": "ca",
}
# What a part takes from the whole it belongs to.
INHERITED = ("journaltitle", "number", "volume", "publisher", "location", "series", "issn", "isbn")


def foreign_language(langid: str) -> str:
    """The code of the language that `langid` names (« english », « en-GB »); empty for French and for the unknown."""
    name = langid.strip().lower()
    code = LANGUAGES.get(name, name.partition("-")[0])
    return code if len(code) == 2 and code != "fr" else ""


def canonical(entry_type: str) -> str:
    """The type under which an entry is published; an unknown one is `misc`."""
    return TYPES.get(entry_type, "misc")
