"""Rules about the addresses of pages: ordinary links lead to one, editorial pages take none that is made."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import quote

from . import addresses, facets
from .load import Draft
from .model import DOSSIERS
from .pages import CONTENT
from .problems import ERREUR, Probleme, suggestion
from .reader import SIGLES
from .sourcemap import Chemin, Marque, SourceMap

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")


def ordinary_links(draft: Draft) -> Iterator[Probleme]:
    """The links and images of texts and editorial pages lead to a page or a file of the site."""
    known = {*generated_pages(draft), *(page.chemin for page in draft.pages), *draft.annexes}
    pages = {fiche.fichier: addresses.fiche_path(fiche) for fiche in draft.fiches}
    pages |= {chiffre.fichier: addresses.CHIFFRES for chiffre in draft.chiffres}
    pages |= {livret.fichier: addresses.booklet_path(livret) for livret in draft.livrets}
    pages |= {page.fichier: page.chemin for page in draft.pages} | {SIGLES: addresses.SIGLES_PAGE}
    for (fichier, path), prose in (*draft.proses.items(), *draft.notes.items()):
        for target in filter(_is_ours, prose.adresses):
            place = posixpath.normpath(posixpath.join(posixpath.dirname(pages[fichier]), target.partition("#")[0]))
            unread = place.startswith("bibliographie/") and not draft.biblio_lue
            if place not in known and not unread:
                yield draft.cartes[fichier].problem(
                    _find(draft.cartes[fichier], path, target),
                    "LIEN-PAGE",
                    f"Aucune page du guide n’est à l’adresse « {target} ».",
                    suggestion(place, known)
                    or "Écrivez le chemin du fichier depuis cette page, avec « .md », ou [[identifiant]] pour une fiche.",
                )


def _is_ours(address: str) -> bool:
    """True for a relative address; what a macro will write is not known yet."""
    return bool(address) and not (_SCHEME.match(address) or address.startswith(("#", "//")) or "{{" in address)


def _find(carte: SourceMap, path: Chemin, target: str) -> Marque:
    """The place of an address in the text, as it may have been typed."""
    typed = (f"]({target}", f"](<{target}", f"]: {target}", f"]({quote(target, safe='/#()')}")
    marks = (carte.find(path, needle) for needle in typed)
    return next((mark for mark in marks if mark != carte.at(path)), carte.at(path))


def own_addresses(draft: Draft) -> Iterator[Probleme]:
    """No file of `content/` takes the address of a page or a file that the guide makes."""
    made = {addresses.url(path) for path in generated_pages(draft)}
    for path in (*(page.chemin for page in draft.pages), *draft.annexes):
        if addresses.url(path) in made:
            yield Probleme(
                f"{CONTENT}/{path}",
                1,
                1,
                ERREUR,
                "CONFIG-PAGE-DOUBLE",
                f"L’adresse « {path} » est celle d’une page que le guide fabrique.",
                "Renommez ce fichier de content.",
            )


def generated_pages(draft: Draft) -> frozenset[str]:
    """The path of every page and file that `render` makes, those of `content/` apart."""
    listed = {*addresses.LISTES, addresses.CATALOGUE_DONNEES}
    listed |= {f"{dossier}/index.md" for dossier in DOSSIERS}
    listed |= set(facets.paths(facets.facets(draft.vocabulaires.values(), ())))
    listed |= {addresses.booklet_path(livret) for livret in draft.livrets}
    listed |= {addresses.reference_path(reference.cle) for reference in draft.references}
    # by file name: an unreadable fiche keeps its address
    listed |= {file.removeprefix("fiches/").replace(".yml", ".md") for files in draft.noms.values() for file in files}
    listed |= {addresses.former_path(fiche, former) for fiche in draft.fiches for former in fiche.anciens_slugs}
    return frozenset(listed)


PAGE_RULES = (ordinary_links, own_addresses)
