"""The texts of a site → its search index, which a browser loads by small pieces. The only module that imports Pagefind.

Pagefind is made for English: what it reads is prepared so that French is found, and `recherche-pagefind.js` undoes the
preparation in what it shows. A word that is only there to be found stands after the one that is read, behind `~~`.
"""

from __future__ import annotations

import html
import re
import subprocess
from pathlib import Path

from pagefind.service import get_executable

from .fulltext import Texte
from .problems import Arret, reason
from .render import Page
from .searchindex import GROUPE

FOLDER = "pagefind"
ALSO = "~~"

_ELIDED = re.compile(r"(?<=\w)’(?=\w)")  # Pagefind cuts words at ' and not at ’
_AFTER = r"([.,;:!?)»…]*)"  # what follows a word without a space stays with it
_LIGATURE = re.compile(r"([\w·-]*[œŒæÆ][\w·-]*)" + _AFTER)
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae"})
_INCLUSIVE = re.compile(r"(\w{2,})((?:·\w+)+)" + _AFTER)
# How a feminine is made from the masculine before a median point: (its ending, that of the masculine, the suffix written).
_FEMININES = (("teur", "trice", "rice"), ("eur", "euse", "euse"), ("er", "ère", "ère"), ("f", "ve", "ve"))


class RechercheEnEchec(Arret):
    """Pagefind could not write its index; the message is for the user."""

    statut = 1


def write_index(pages: Path, site: Path) -> None:
    """Write the index of the HTML files under `pages` into the folder `pagefind` of `site`. Raises `RechercheEnEchec`.

    By the program itself: its Python client stops it before its last files are written (some are empty, one time in ten),
    and waits a tenth of a second for each page.
    """
    program = get_executable()
    if program is None:
        raise _failure("le programme Pagefind est introuvable")
    command = [program, "--site", pages, "--output-path", site / FOLDER, "--force-language", "fr", "--quiet"]
    try:
        run = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    except OSError as error:
        raise _failure(f"le programme Pagefind ne se lance pas, {reason(error)}") from None
    if run.returncode:
        said = (run.stderr or run.stdout).strip().splitlines()
        raise _failure(said[-1] if said else f"code {run.returncode}")


def _failure(why: str) -> RechercheEnEchec:
    return RechercheEnEchec(
        f"La recherche n’a pas pu être préparée : {why}. Rien n’a été publié : le site précédent reste en place."
    )


def page(text: Texte) -> Page:
    """The page that Pagefind reads: its headings with their anchors, its blocks, its group. Names are `searchindex`."""
    entry = text.entree
    parts = [
        f'<html lang="fr"><head><title>{html.escape(entry.titre)}</title></head><body data-pagefind-body '
        f'data-pagefind-filter="groupe:{GROUPE[entry.type]}">'
        f'<i data-pagefind-meta="type:{entry.type}"></i>'
        f'<i data-pagefind-meta="slug[title]" title="{html.escape(entry.slug)}"></i>'
    ]
    for rank, section in enumerate(text.sections):
        if section.titre:
            tag = "h2" if rank else "h1"
            anchor = f' id="{html.escape(section.ancre)}"' if section.ancre else ""
            parts.append(f"<{tag}{anchor}>{_prepared(section.titre)}</{tag}>")
        parts += [f"<p>{_prepared(bloc)}</p>" for bloc in section.blocs]
    return Page(f"{entry.adresse}index.html", "".join((*parts, "</body></html>")))


def _prepared(text: str) -> str:
    return html.escape(prepare(text), quote=False)


def prepare(text: str) -> str:
    """`text` with what French needs to be found.

    « l’évaluation au cœur des élu·es » → « l’ évaluation au cœur ~~coeur des élu ·es ~~élus ~~élues ».
    """
    text = _ELIDED.sub("’ ", text)
    text = _LIGATURE.sub(lambda m: f"{m[0]} {ALSO}{m[1].translate(_LIGATURES)}", text)
    return _INCLUSIVE.sub(lambda m: " ".join((m[1], m[2] + m[3], *(ALSO + word for word in _both(m[1], m[2])))), text)


def _both(masculine: str, suffix: str) -> tuple[str, str]:
    """The two words that « acteur·rice·s » stands for: « acteurs », « actrices »."""
    endings = suffix.strip("·").split("·")
    plural = "s" if endings[-1].endswith("s") else ""
    written = endings[0].removesuffix("s") if endings[0] != "s" else ""
    for ending, feminine, given in _FEMININES:
        if written in (given, feminine) and masculine.endswith(ending):
            return masculine + plural, masculine.removesuffix(ending) + feminine + plural
    return masculine + plural, masculine + written + plural
