"""A `Guide` → the Markdown pages of the site, as values. Pure: only templates are read, nothing is written.

The only module that imports Jinja2. Templates hold the words and the order of a page; this module says which
pages exist and what each template receives.
"""

from __future__ import annotations

import html
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain, groupby
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from . import addresses, charts, facets, filters, graph, guidemap
from .bibmodel import Reference
from .lexicon import fold
from .link import Guide
from .load import PageEditoriale
from .markup import escape
from .model import DOSSIERS, TYPES, Definition, Fiche, Pratique
from .naming import slugify
from .typography import typographie

MARQUEUR = "<!-- guide:{} -->\n"
NATURES = {"levier": "Leviers", "obstacle": "Obstacles", "experience": "Expériences", "methode": "Méthodes"}
PLURIELS = {
    "definition": "Définitions",
    "dispositif": "Dispositifs",
    "pratique": "Pratiques",
    "acteur": "Acteurs",
    "outil": "Outils",
}


@dataclass(frozen=True)
class Page:
    """A staged file: path under `build/docs`, and its text (Markdown, but for what a script reads)."""

    chemin: str
    texte: str


def render(guide: Guide) -> tuple[Page, ...]:
    """Every page of the site, in a stable order."""
    makers = (_fiches, _type_indexes, _glossary, _bibliography, _references, _resources, _catalogue, _redirects)
    return tuple(chain(chain.from_iterable(maker(guide) for maker in makers), map(_editorial, guide.draft.pages)))


def figures(guide: Guide) -> dict[str, str]:
    """The chart of each set of key figures as Markdown that fits in any page, by identifier."""
    template = _environment().get_template("_chiffre.md.j2")
    return {chiffre.slug: template.render(chiffre=chiffre).strip() for chiffre in guide.draft.chiffres}


def _fiches(guide: Guide) -> Iterator[Page]:
    return _fiche_pages(guide, guide.fiches.values(), graph.surroundings(guide))


def handouts(guide: Guide, fiches: Iterable[Fiche]) -> Iterator[Page]:
    """The pages of `fiches` for paper: without the buttons, the drawing and the lists that only serve on the site."""
    return _fiche_pages(guide, fiches, {}, papier=True)


def _fiche_pages(
    guide: Guide, fiches: Iterable[Fiche], dessins: Mapping[str, graph.Voisinage], **context: bool
) -> Iterator[Page]:
    facettes = {type_: guide.draft.facettes(type_) for type_ in TYPES}
    catalogue = _facets(guide)
    for fiche in fiches:
        yield make_page(
            guide,
            f"{fiche.TYPE}.md.j2",
            addresses.fiche_path(fiche),
            titre=fiche.titre,
            description=fiche.resume,
            fiche=fiche,
            facettes=facettes[fiche.TYPE],
            famille=facets.family(catalogue, fiche),
            dessin=dessins.get(fiche.slug),
            **context,
        )


def _type_indexes(guide: Guide) -> Iterator[Page]:
    for dossier, cls in DOSSIERS.items():
        fiches = guide.de_type(cls.TYPE)
        groups = [("", "", fiches)]
        if cls is Pratique:
            groups = [
                (label, slugify(label), tuple(f for f in fiches if isinstance(f, Pratique) and f.nature == nature))
                for nature, label in NATURES.items()
            ]
        yield make_page(guide, "type.md.j2", f"{dossier}/index.md", titre=PLURIELS[cls.TYPE], type=cls.TYPE, groupes=groups)


def _glossary(guide: Guide) -> Iterator[Page]:
    entries: list[tuple[str, Fiche]] = []
    for fiche in guide.de_type("definition"):
        assert isinstance(fiche, Definition)
        entries += [(form, fiche) for form in (fiche.titre, *fiche.variantes)]
    entries.sort(key=lambda entry: fold(entry[0]))
    yield make_page(guide, "glossaire.md.j2", addresses.GLOSSAIRE, titre="Glossaire", lettres=_by_letter(entries, lambda e: e[0]))
    sigles = sorted(guide.annotations.sigles, key=lambda s: fold(s.sigle))
    notes = {s.sigle: s for s in guide.draft.sigles}
    yield make_page(
        guide,
        "sigles.md.j2",
        addresses.SIGLES_PAGE,
        titre="Sigles",
        notes=notes,
        lettres=_by_letter(sigles, lambda s: s.sigle),
    )


def _bibliography(guide: Guide) -> Iterator[Page]:
    ordered = sorted(guide.references.values(), key=lambda r: guide.notices[r.cle].rang)
    page = partial(make_page, guide, "bibliographie.md.j2")
    by_author = _by_letter(ordered, lambda r: guide.notices[r.cle].texte)
    yield page(addresses.BIBLIOGRAPHIE, titre="Bibliographie", groupes=by_author, ordre="auteur")
    yield page(addresses.BIBLIO_THEMES, titre="Bibliographie par thème", groupes=_by_theme(guide, ordered), ordre="theme")
    years = defaultdict(list)
    for reference in ordered:
        years[str(reference.date.debut[0]) if reference.date else "Sans date"].append(reference)
    by_year = [(year, "", years[year]) for year in sorted(years, key=lambda y: (not y.isdigit(), -int(y) if y.isdigit() else 0))]
    yield page(addresses.BIBLIO_ANNEES, titre="Bibliographie par année", groupes=by_year, ordre="annee")


def _by_theme(guide: Guide, ordered: Iterable[Reference]) -> list[tuple[str, str, list[Reference]]]:
    """References under each value of the vocabularies of references, then the others. A part is read with its whole."""
    left = [r for r in ordered if not _read_with_its_whole(guide, r)]
    groups = []
    for voc in guide.draft.facettes("reference"):
        for value in voc.valeurs:
            groups.append((value.libelle, value.definition, [r for r in left if value.id in r.mots_cles]))
    named = {r.cle for _, _, group in groups for r in group}
    groups.append(("Autres références", "", [r for r in left if r.cle not in named]))
    return [group for group in groups if group[2]]


def _read_with_its_whole(guide: Guide, reference: Reference) -> bool:
    whole = guide.references.get(reference.parent)
    return whole is not None and set(reference.mots_cles) <= set(whole.mots_cles)


def _references(guide: Guide) -> Iterator[Page]:
    labels = {v.id: v.libelle for voc in guide.draft.facettes("reference") for v in voc.valeurs}
    for key, reference in guide.references.items():
        notice = guide.notices[key]
        titre = reference.champs.get("title", notice.appel)
        yield make_page(
            guide,
            "reference.md.j2",
            addresses.reference_path(key),
            titre=titre,
            # two works may bear one title, or that of a fiche
            entete={"title": typographie(f"{titre} ({notice.appel})")},
            description=f"{notice.appel}. Référence de la bibliographie, et ce qui la cite.",
            reference=reference,
            notice=notice,
            themes=[labels[m] for m in reference.mots_cles if m in labels],
        )


def _resources(guide: Guide) -> Iterator[Page]:
    yield make_page(guide, "chiffres.md.j2", addresses.CHIFFRES, titre="Chiffres clés")
    carte = guidemap.guide_map(guide)
    types = [(t, sorted(guide.de_type(t), key=lambda f: -carte.liens[f.slug])) for t in TYPES]
    description = "Toutes les fiches et ce qui les relie, en une image et en listes."
    page = partial(make_page, guide, "carte.md.j2", titre="Carte du guide", description=description)
    yield page(addresses.CARTE, carte=carte, types=types, entete={"hide": ["toc"]})  # its place is for the drawing
    yield make_page(guide, "plan.md.j2", addresses.PLAN, titre="Plan du site", dossiers=DOSSIERS)


def _catalogue(guide: Guide) -> Iterator[Page]:
    facettes = _facets(guide)
    yield Page(addresses.CATALOGUE_DONNEES, facets.script(facettes, guide.fiches.values()))
    description = "Toutes les fiches du guide, à choisir par type, par facette et par mots."
    page = partial(make_page, guide, "catalogue.md.j2", titre="Catalogue", description=description)
    yield page(addresses.CATALOGUE, facettes=facettes, entete={"hide": ["toc"]})
    for facette in facettes:
        if not facette.chemin:
            continue
        path, description = facette.chemin, facette.definition
        yield make_page(guide, "facette.md.j2", path, titre=facette.libelle, description=description, facette=facette)
        for valeur in facette.valeurs:
            yield make_page(
                guide,
                "valeur.md.j2",
                valeur.chemin,
                titre=f"{facette.libelle} : {valeur.libelle}",
                description=valeur.definition,
                facette=facette,
                valeur=valeur,
            )


def _facets(guide: Guide) -> tuple[facets.Facette, ...]:
    return facets.facets(guide.draft.vocabulaires.values(), guide.fiches.values())


def _redirects(guide: Guide) -> Iterator[Page]:
    """A page at each former address: it sends the reader on (`overrides/redirection.html`), and can be read."""
    for fiche in guide.fiches.values():
        for former in fiche.anciens_slugs:
            entete = {"template": "redirection.html", "redirection": f"../../{addresses.url(addresses.fiche_path(fiche))}"}
            path = addresses.former_path(fiche, former)
            yield make_page(guide, "redirection.md.j2", path, titre=fiche.titre, fiche=fiche, entete=entete)


def _editorial(page: PageEditoriale) -> Page:
    """A page of `content/` as it is, with the marker that lets the prose extension know where it stands."""
    header = f"---\n{page.entete}---\n" if page.entete else ""
    return Page(page.chemin, header + MARQUEUR.format(page.chemin) + page.corps)


def _by_letter(items: Iterable[Any], text: Any) -> list[tuple[str, str, list[Any]]]:
    """Sorted items in groups of one initial: (letter, "", items)."""

    def initial(item: Any) -> str:
        return next((c for c in fold(text(item)).upper() if c.isalnum()), "#")

    return [(letter, "", list(group)) for letter, group in groupby(items, initial)]


def make_page(guide: Guide, template: str, path: str, *, titre: str, description: str = "", **context: Any) -> Page:
    """One page; `entete` in the context adds to its front matter."""
    body = (
        _environment()
        .get_template(template)
        .render(
            guide=guide,
            titre=titre,
            lien=partial(filters.link_to, path),
            adresses=addresses,
            vers=partial(filters.link_to_fiche, path, guide),
            **context,
        )
    )
    header = {"title": typographie(titre), "description": typographie(description), **context.get("entete", {})}
    # Both engines copy these texts into their HTML as they are.
    header |= {key: html.escape(value) for key, value in header.items() if isinstance(value, str)}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in header.items() if value]
    return Page(path, "---\n{}\n---\n{}{}\n".format("\n".join(lines), MARQUEUR.format(path), body.strip()))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("generator", "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # templates write Markdown: `texte` escapes what must be read literally
    )
    environment.filters |= {
        "texte": escape,
        "cellule": filters.cell,
        "jour": filters.day,
        "appel": filters.call,
        "point": filters.full_stop,
        "html": filters.plain_html,
        "latex": filters.latex,
        "nombre": filters.number,
        "series": charts.series,
        "symbole": graph.symbol,
        "notice": filters.notice,
        "ancre": slugify,
        "par": filters.grouped,
    }
    environment.globals |= {
        "PLURIELS": PLURIELS,
        "papier": False,
        "NATURES": NATURES,
        "DOSSIER": {t: c.DOSSIER for t, c in TYPES.items()},
    }
    return environment
