"""Rules about the addresses of pages: ordinary links lead to one, editorial pages take none that is made."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from . import addresses
from .load import Draft
from .markup import without_code
from .model import DOSSIERS, TYPES
from .problems import Probleme, suggestion
from .texts import texts

_LINK = re.compile(r"(?<!\\)\]\(<?([^)\s>]+)")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")


def ordinary_links(draft: Draft) -> Iterator[Probleme]:
    """`[texte](chemin.md)` in texts and editorial pages leads to a page or a file of the site."""
    known = {*generated_pages(draft), *(page.chemin for page in draft.pages), *draft.annexes}
    written = [(page.fichier, (), page.chemin, page.corps) for page in draft.pages]
    written += [(f.fichier, path, addresses.fiche_path(f), text) for f in draft.fiches for path, text in texts(f)]
    written += [(c.fichier, path, addresses.CHIFFRES, text) for c in draft.chiffres for path, text in texts(c)]
    for fichier, path, page, text in written:
        for target in _addresses(text) if "](" in text else ():
            place = posixpath.normpath(posixpath.join(posixpath.dirname(page), target.partition("#")[0]))
            unread = place.startswith("bibliographie/") and not draft.biblio_lue
            if place not in known and not unread:
                near = suggestion(place, known)
                yield draft.cartes[fichier].problem(
                    draft.cartes[fichier].find(path, f"]({target}"),
                    "LIEN-PAGE",
                    f"Aucune page du guide n’est à l’adresse « {target} ».",
                    near or "Écrivez le chemin du fichier depuis cette page, avec « .md », ou [[identifiant]] pour une fiche.",
                )


def _addresses(text: str) -> Iterator[str]:
    """The relative addresses of the ordinary links of a Markdown text; what a macro will write is not known yet."""
    for match in _LINK.finditer(without_code(text)):
        target = match.group(1)
        if not (_SCHEME.match(target) or target.startswith(("#", "//")) or "{{" in target):
            yield target


def own_addresses(draft: Draft) -> Iterator[Probleme]:
    """An editorial page does not take the address of a page that the guide makes."""
    made = generated_pages(draft)
    for page in draft.pages:
        if page.chemin in made:
            yield draft.cartes[page.fichier].problem(
                draft.cartes[page.fichier].at(()),
                "CONFIG-PAGE-DOUBLE",
                f"L’adresse « {page.chemin} » est celle d’une page que le guide fabrique.",
                "Renommez ce fichier de content.",
            )


def generated_pages(draft: Draft) -> frozenset[str]:
    """The path of every page that `render` makes, those of `content/` apart."""
    listed = {
        addresses.GLOSSAIRE,
        addresses.SIGLES_PAGE,
        addresses.CHIFFRES,
        addresses.CATALOGUE,
        addresses.BIBLIOGRAPHIE,
        addresses.BIBLIO_THEMES,
        addresses.BIBLIO_ANNEES,
        addresses.PLAN,
    }
    listed |= {f"{dossier}/index.md" for dossier in DOSSIERS}
    listed |= {addresses.facet_path(voc.nom) for voc in draft.vocabulaires.values() if set(voc.types) & set(TYPES)}
    listed |= {addresses.reference_path(reference.cle) for reference in draft.references}
    # by file name: an unreadable fiche keeps its address
    listed |= {file.removeprefix("fiches/").replace(".yml", ".md") for files in draft.noms.values() for file in files}
    listed |= {f"{fiche.DOSSIER}/{former}.md" for fiche in draft.fiches for former in fiche.anciens_slugs}
    return frozenset(listed)


PAGE_RULES = (ordinary_links, own_addresses)
