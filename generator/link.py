"""A `Draft` → a `Guide`: who leads to whom, which sentence says so, and what prose needs to link itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from .addresses import SIGLES_PAGE, booklet_path, fiche_path, figure_path, reference_path
from .annotations import Annotations, Cible, SigleConnu, Terme
from .bibmodel import Reference, ReferenceFormatee
from .citation import format_references
from .lexicon import fold
from .load import Draft
from .model import NOMMEES, Acteur, Definition, Dispositif, Enregistrement, Fiche, Pratique, Sigle
from .naming import slugify
from .notice import typeset_locator
from .prose import Prose, mentions_of_page
from .reader import SIGLES
from .sentences import opening
from .sourcemap import Chemin
from .texts import Lieu, sources

DEFINITION_MAX = 240

# Each type of link, as said from one side and from the other.
RELATIONS: Mapping[str, tuple[str, str]] = {
    "generique": ("Notion plus large", "Notion plus précise"),
    "specifique": ("Notion plus précise", "Notion plus large"),
    "oppose": ("S’oppose à", "S’oppose à"),
    "met_en_oeuvre": ("Met en œuvre", "Mis en œuvre par"),
    "illustre": ("Illustre", "Illustré par"),
    "outille": ("Sert à", "Outils utiles"),
    "acteur_de": ("Prend part à", "Acteurs concernés"),
    "associe": ("En lien", "En lien"),
}


@dataclass(frozen=True)
class Relation:
    """A declared link as shown on one fiche: « libelle : titre de `slug` », with a word of explanation."""

    libelle: str
    slug: str
    precision: str = ""


@dataclass(frozen=True)
class Retrolien:
    """A place that leads here: page, its title, the sentence, and the locator for a citation."""

    chemin: str
    titre: str
    phrase: str = ""
    reperage: str = ""


@dataclass(frozen=True)
class Guide:
    """The linked guide. `relations` and `retroliens` go by slug, `citations` by key, `parties` from a dossier to its parts.

    `actuels` gives the slug in use for each slug, former ones included.
    """

    draft: Draft
    fiches: Mapping[str, Fiche]
    references: Mapping[str, Reference]
    notices: Mapping[str, ReferenceFormatee]
    annotations: Annotations
    relations: Mapping[str, tuple[Relation, ...]]
    retroliens: Mapping[str, tuple[Retrolien, ...]]
    citations: Mapping[str, tuple[Retrolien, ...]]
    parties: Mapping[str, tuple[str, ...]]
    actuels: Mapping[str, str]

    def de_type(self, type_: str) -> tuple[Fiche, ...]:
        """The fiches of one type in French alphabetical order."""
        return tuple(f for f in self.fiches.values() if type_ == f.TYPE)


def link(draft: Draft, cache: Path | None = None) -> Guide:
    """Resolve every link of a valid draft. `cache` is a folder where formatted references may be kept."""
    fiches = {f.slug: f for f in sorted(draft.fiches, key=lambda f: fold(f.titre))}
    references = {r.cle: r for r in draft.references}
    notices = format_references(draft.references, cache)
    actuels = {former: f.slug for f in fiches.values() for former in f.anciens_slugs} | {slug: slug for slug in fiches}
    annotations = annotate(draft, fiches, notices, actuels)
    retroliens, citations = _retroliens(draft, annotations, actuels)
    parties: dict[str, list[str]] = defaultdict(list)
    for reference in sorted(draft.references, key=lambda r: notices[r.cle].rang):
        if reference.parent:
            parties[reference.parent].append(reference.cle)
    return Guide(
        draft=draft,
        fiches=fiches,
        references=references,
        notices=notices,
        annotations=annotations,
        relations=_relations(fiches, actuels),
        retroliens=retroliens,
        citations=citations,
        parties={key: tuple(parts) for key, parts in parties.items()},
        actuels=actuels,
    )


def annotate(
    draft: Draft, fiches: Mapping[str, Fiche], notices: Mapping[str, ReferenceFormatee], actuels: Mapping[str, str]
) -> Annotations:
    """What the Markdown extension may write: named things (definitions, dispositifs, acteurs) are terms."""
    current = {slug: Cible(fiche_path(f), f.titre, short_definition(f, draft.proses)) for slug, f in fiches.items()}
    pages = {c.slug: Cible(figure_path(c), c.titre) for c in draft.chiffres}
    pages |= {slug: current[actuel] for slug, actuel in actuels.items()}
    termes = tuple(Terme(f.slug, (f.titre, *getattr(f, "variantes", ()))) for f in fiches.values() if isinstance(f, NOMMEES))
    citations = {key: Cible(reference_path(key), notice.appel) for key, notice in notices.items()}
    langues = {mot: langue.langue for langue in draft.langues for mot in langue.mots}
    return Annotations(pages, termes, tuple(_sigles(draft, fiches, actuels)), citations, langues)


def short_definition(fiche: Fiche, proses: Mapping[Lieu, Prose]) -> str:
    """What a fiche is about, in a sentence or two: shown over glossary links and in the glossary."""
    path: Chemin = ("resume",)
    if isinstance(fiche, Definition):
        path = ("definitions", 0, "texte")
    elif isinstance(fiche, Dispositif):
        path = ("finalite",)
    elif isinstance(fiche, Acteur):
        path = ("missions",)
    return opening(proses[fiche.fichier, path].texte, DEFINITION_MAX)


def _sigles(draft: Draft, fiches: Mapping[str, Fiche], actuels: Mapping[str, str]) -> Iterator[SigleConnu]:
    own = {f.sigle: f for f in fiches.values() if getattr(f, "sigle", "")}
    listed = {s.sigle: s for s in draft.sigles}
    for name, sigle in listed.items():
        fiche = fiches.get(actuels.get(sigle.vers, "")) or own.get(name)
        path = fiche_path(fiche) if fiche else f"{SIGLES_PAGE}#{slugify(name)}"
        yield SigleConnu(name, sigle.developpe, path, fiche.slug if fiche else "")
    for name, fiche in own.items():
        if name not in listed:
            yield SigleConnu(name, getattr(fiche, "developpe", "") or fiche.titre, fiche_path(fiche), fiche.slug)


def _relations(fiches: Mapping[str, Fiche], actuels: Mapping[str, str]) -> dict[str, tuple[Relation, ...]]:
    """Declared links seen from both ends, in the order of `RELATIONS` then by title, each once."""
    found: dict[str, dict[tuple[str, str], Relation]] = defaultdict(dict)

    def add(slug: str, libelle: str, other: str, precision: str = "") -> None:
        slug, other = actuels.get(slug, ""), actuels.get(other, "")
        if slug and other and slug != other:
            found[slug].setdefault((libelle, other), Relation(libelle, other, precision))

    for fiche in fiches.values():
        for lien in fiche.liens:
            direct, inverse = RELATIONS[lien.type]
            add(fiche.slug, direct, lien.vers)
            add(lien.vers, inverse, fiche.slug)
        if isinstance(fiche, Pratique):
            for role in fiche.acteurs:
                add(role.acteur, "Prend part à", fiche.slug, role.role)
        if isinstance(fiche, Definition):
            for confusion in fiche.ne_pas_confondre:
                add(confusion.vers, "À ne pas confondre avec", fiche.slug, confusion.difference)
    order = {label: rank for rank, pair in enumerate(RELATIONS.values()) for label in pair}
    return {
        slug: tuple(sorted(relations.values(), key=lambda r: (order.get(r.libelle, 99), fold(fiches[r.slug].titre))))
        for slug, relations in found.items()
    }


def _retroliens(
    draft: Draft, annotations: Annotations, actuels: Mapping[str, str]
) -> tuple[dict[str, tuple[Retrolien, ...]], dict[str, tuple[Retrolien, ...]]]:
    """Every sentence that leads to a fiche or to a key figure, by slug, and every place that cites a reference, by key."""
    towards: dict[str, dict[Retrolien, None]] = defaultdict(dict)
    citing: dict[str, dict[Retrolien, None]] = defaultdict(dict)
    places = {fichier: (path, title) for _, fichier, path, title in _places(draft)}
    for fichier, proses in _by_section(draft).items():
        path, title = places[fichier]
        for m in chain.from_iterable(mentions_of_page(proses, annotations, path)):
            retrolien = Retrolien(path, title, m.phrase, m.reperage)
            if m.nature == "citation":
                citing[m.cible][retrolien] = None
            elif m.cible in annotations.pages and annotations.pages[m.cible].chemin != path:
                towards[actuels.get(m.cible, m.cible)][retrolien] = None
    for record, fichier, path, title in _places(draft):
        for source_path, source in sources(record) if record else ():
            text = _sourced_text(draft, record, fichier, source_path)
            citing[source.cle][Retrolien(path, title, text, typeset_locator(source.reperage))] = None
    return _by_title(towards), _by_title(citing)


def _by_section(draft: Draft) -> dict[str, list[Prose]]:
    """The prose of each file as its page shows it: one piece for each heading, what remains to be done last."""
    sections: dict[tuple[str, object], Prose] = {}
    for (fichier, path), prose in (*draft.proses.items(), *draft.notes.items()):
        key = (fichier, path[0] if path else "")
        known = sections.get(key, Prose(()))
        sections[key] = Prose(known.blocs + prose.blocs)
    pages: dict[str, list[Prose]] = defaultdict(list)
    for (fichier, _), prose in sorted(sections.items(), key=lambda item: item[0][1] == "a_completer"):
        pages[fichier].append(prose)
    return pages


def _by_title(found: Mapping[str, Mapping[Retrolien, None]]) -> dict[str, tuple[Retrolien, ...]]:
    """Backlinks in the order of the titles they come from; those of one page as they are read."""
    return {key: tuple(sorted(places, key=lambda place: (fold(place.titre), place.chemin))) for key, places in found.items()}


def _places(draft: Draft) -> Iterator[tuple[Enregistrement | None, str, str, str]]:
    """Whatever holds prose or sources: the record, its file, the page where it is read, the title of that place."""
    for fiche in draft.fiches:
        yield fiche, fiche.fichier, fiche_path(fiche), fiche.titre
    for chiffre in draft.chiffres:
        yield chiffre, chiffre.fichier, figure_path(chiffre), chiffre.titre
    for livret in draft.livrets:
        yield livret, livret.fichier, booklet_path(livret), livret.titre
    for sigle in draft.sigles:
        yield sigle, SIGLES, SIGLES_PAGE, "Sigles"
    for page in draft.pages:
        yield None, page.fichier, page.chemin, page.titre


def _sourced_text(draft: Draft, record: Enregistrement, fichier: str, path: Chemin) -> str:
    """The text that a structured source stands behind: a definition, a story; nothing for a whole record."""
    if isinstance(record, Sigle):
        return f"{record.sigle} : {record.developpe}"
    behind = (draft.proses.get((fichier, (*path[:-1], name))) for name in ("texte", "recit"))
    return next((prose.texte for prose in behind if prose), "")
