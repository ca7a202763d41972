"""Booklets → their pages: the list with what each PDF holds and weighs, and each booklet whole on one accessible page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from . import addresses, handout, shortlinks
from .booklet import Ouvrage, PartieOuvrage
from .bookletmodel import Livret
from .bookletsource import genre
from .filters import number
from .handout import Handout
from .link import Guide
from .printing import Imprime, names
from .render import Page, figures, make_page

_DEEPER = 2
"""How far the titles of a fiche go down: the page has the first level, a part the second."""


@dataclass(frozen=True)
class Fichier:
    """A printed file: its path from the root, what it is for, and what it takes: « 32 pages, 1,2 Mo »."""

    chemin: str
    usage: str
    mesure: str


def shortcuts(guide: Guide) -> dict[str, bytes]:
    """The files of the short addresses of fiches, former slugs included, by staged path."""
    codes = shortlinks.codes(guide.actuels)
    return shortlinks.pages(
        {code: addresses.url(addresses.fiche_path(guide.fiches[guide.actuels[slug]])) for slug, code in codes.items()}
    )


def pages(guide: Guide, ouvrages: Sequence[Ouvrage], imprimes: Mapping[str, Imprime]) -> Iterator[Page]:
    """The pages of the booklets; `imprimes` knows those that have been printed, by slug."""
    charts = figures(guide)
    shown = [(o, files(o.livret, imprimes.get(o.livret.slug))) for o in ouvrages]
    yield make_page(
        guide,
        "livrets.md.j2",
        addresses.LIVRETS,
        titre="Livrets à imprimer",
        description="Des choix de fiches prêts à imprimer, à plier ou à lire d’une traite.",
        livrets=shown,
    )
    for ouvrage, fichiers in shown:
        yield make_page(
            guide,
            "livret.md.j2",
            addresses.booklet_path(ouvrage.livret),
            titre=ouvrage.livret.titre,
            description=ouvrage.livret.resume,
            ouvrage=ouvrage,
            fichiers=fichiers,
            introduction=partial(_introduction, ouvrage),
            graphiques=charts,
            fiches=partial(_fiches, ouvrage),
            entete={"hide": ["toc"]},
        )


def files(livret: Livret, known: Imprime | None) -> list[Fichier]:
    """The printed files of a booklet, in the order in which they are offered."""
    if not known:
        return []
    made = (
        ("À lire ou à imprimer", f"{_count(known.pages, 'page')} {livret.options.format}", known.octets),
        ("À plier et agrafer", f"{_count(known.feuilles, 'feuille')} A4 recto verso, petit côté", known.octets_feuilles),
        ("Cartes à découper", f"{_count(known.cartes, 'feuille')} A4 recto verso, grand côté", known.octets_cartes),
    )
    return [
        Fichier(f"livrets/{name}", usage, f"{taken}, {_weight(weight)}")
        for name, (usage, taken, weight) in zip(names(livret, known), made, strict=False)
    ]


def _count(number_: int, word: str) -> str:
    return f"{number_} {word}{'s' if number_ > 1 else ''}"


def _weight(octets: int) -> str:
    return f"{number(round(octets / 1e6, 1))} Mo" if octets >= 1e6 else f"{max(1, round(octets / 1e3))} ko"


def _introduction(ouvrage: Ouvrage, partie: PartieOuvrage) -> str:
    """The HTML of what opens a part."""
    assert partie.introduction is not None
    page = addresses.booklet_path(ouvrage.livret)
    return handout.inner_html(_bare(handout.moved(partie.introduction, page, "", 0, lambda path: _address(ouvrage, path))))


def _fiches(ouvrage: Ouvrage, partie: PartieOuvrage) -> str:
    """The HTML of the fiches of a part, one after the other."""
    return "\n".join(_fiche(ouvrage, found) for found in partie.fiches)


def _fiche(ouvrage: Ouvrage, found: Handout) -> str:
    body = _bare(handout.among_others(found, _DEEPER, lambda path: _address(ouvrage, path)))
    body[0].set("id", found.fiche.slug)
    kind = f'<p class="guide-livret-genre">{genre(found.fiche)}</p>'
    return f'<section class="guide-livret-fiche guide-type-{found.fiche.TYPE}">\n{kind}\n{handout.inner_html(body)}\n</section>'


def _address(ouvrage: Ouvrage, path: str) -> str:
    """Inside this page when it holds the fiche, on the site otherwise."""
    slug = ouvrage.guide_slug(path)
    return f"#{slug}" if slug in ouvrage.fiches else "../../" + addresses.url(path)


def _bare(body: handout.Tree) -> handout.Tree:
    """The body without the hooks of the site's own pages: here a link leads to what the reader has before him."""
    for element in body.iter("*"):
        for name in ("data-guide", "data-definition", "data-slug", "data-cle", "data-sigle"):
            element.attrib.pop(name, None)
    return body
