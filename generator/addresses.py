"""Where each thing stands in the staged pages (`build/docs`); the engine turns `a/b.md` into `/a/b/`."""

from __future__ import annotations

from .bookletmodel import Livret
from .model import Chiffre, Fiche

# What a build keeps beside the staged pages, from the root of the guide.
BUILD, DOCS, CACHE, PREVIEW = "build", "build/docs", "build/cache", "build/apercu"
ANNOTATIONS_JSON, CATALOGUE_JSON = "build/annotations.json", "build/catalogue.json"
RECHERCHE, RECHERCHE_JSON = "build/recherche", "build/recherche.json"
IMPRIMES = "build/livrets"
# Where fiches go for a word processor: apart, for people change what is there.
EXPORTS = "exports"

# Pages that are not fiches nor references.
GLOSSAIRE = "glossaire.md"
SIGLES_PAGE = "sigles.md"
CHIFFRES = "chiffres-cles.md"
CATALOGUE = "catalogue/index.md"
CATALOGUE_DONNEES = "assets/catalogue-donnees.js"
BIBLIOGRAPHIE = "bibliographie/index.md"
BIBLIO_THEMES = "bibliographie-par-theme.md"
BIBLIO_ANNEES = "bibliographie-par-annee.md"
PLAN = "plan-du-site.md"
LIVRETS = "livrets/index.md"
COMPOSER = "livrets/composer.md"
CARTE = "carte.md"
# Pages that the program makes beside fiches and references, with their titles; some hold more than links.
LISTES = {
    GLOSSAIRE: "Glossaire",
    SIGLES_PAGE: "Sigles",
    CATALOGUE: "Catalogue",
    CHIFFRES: "Chiffres clés",
    BIBLIOGRAPHIE: "Bibliographie",
    BIBLIO_THEMES: "Bibliographie par thème",
    BIBLIO_ANNEES: "Bibliographie par année",
    CARTE: "Carte du guide",
    LIVRETS: "Livrets à imprimer",
    COMPOSER: "Composer un livret",
    PLAN: "Plan du site",
}
A_LIRE = {SIGLES_PAGE, CHIFFRES}


def fiche_path(fiche: Fiche) -> str:
    return f"{fiche.DOSSIER}/{fiche.slug}.md"


def former_path(fiche: Fiche, former: str) -> str:
    """A former address: « ancien-nom », or « definitions/ancien-nom » when the fiche has changed type."""
    return f"{former}.md" if "/" in former else f"{fiche.DOSSIER}/{former}.md"


def figure_path(chiffre: Chiffre) -> str:
    return f"{CHIFFRES}#{chiffre.slug}"


def booklet_path(livret: Livret) -> str:
    """The page where a booklet is read; its PDF has the same name."""
    return f"livrets/{livret.slug}.md"


def reference_path(key: str) -> str:
    return f"bibliographie/{key}.md"


def facet_path(name: str) -> str:
    return f"catalogue/{name.replace('_', '-')}.md"


def value_path(facet: str, value: str) -> str:
    return f"catalogue/{facet.replace('_', '-')}/{value}.md"


def url(path: str) -> str:
    """The address, from the root of the site, that the engine gives to a page (« a/b.md#c » → « a/b/#c ») or a file."""
    page, hash_, anchor = path.partition("#")
    if not page.endswith(".md"):
        return path
    folder, _, name = page.rpartition("/")
    place = folder if name == "index.md" else page.removesuffix(".md")
    return (f"{place}/" if place else "") + hash_ + anchor


def relative(start: str, target: str) -> str:
    """The link to write on page `start` to reach `target` (« ../sigles.md#ccas »)."""
    path, hash_, anchor = target.partition("#")
    folder = start[: start.rfind("/") + 1]
    if path == start and anchor:
        return f"#{anchor}"
    if folder and path.startswith(folder):
        return path[len(folder) :] + hash_ + anchor
    return "../" * folder.count("/") + target
