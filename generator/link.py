"""A `Draft` → a `Guide`: who leads to whom, which sentence says so, and what prose needs to link itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from .addresses import CHIFFRES, SIGLES_PAGE, fiche_path, reference_path
from .annotations import Annotations, Cible, SigleConnu, Terme
from .bibmodel import Reference, ReferenceFormatee
from .citation import format_references
from .lexicon import fold
from .load import Draft, PageEditoriale
from .model import Acteur, Chiffre, Definition, Dispositif, Fiche, Pratique
from .naming import slugify
from .notice import typeset_locator
from .prose import mentions, plain
from .rules_prose import sources
from .sentences import opening

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
class Passage:
    """A place that leads here: page, its title, the sentence, and the locator for a citation."""

    chemin: str
    titre: str
    phrase: str = ""
    reperage: str = ""


@dataclass(frozen=True)
class Guide:
    """The linked guide. `relations` and `passages` go by slug, `citations` by key, `parties` from a dossier to its parts."""

    draft: Draft
    fiches: Mapping[str, Fiche]
    references: Mapping[str, Reference]
    notices: Mapping[str, ReferenceFormatee]
    annotations: Annotations
    relations: Mapping[str, tuple[Relation, ...]]
    passages: Mapping[str, tuple[Passage, ...]]
    citations: Mapping[str, tuple[Passage, ...]]
    parties: Mapping[str, tuple[str, ...]]

    def de_type(self, type_: str) -> tuple[Fiche, ...]:
        """The fiches of one type in French alphabetical order."""
        return tuple(f for f in self.fiches.values() if type_ == f.TYPE)


def link(draft: Draft, cache: Path | None = None) -> Guide:
    """Resolve every link of a valid draft. `cache` is a folder where formatted references may be kept."""
    fiches = {f.slug: f for f in sorted(draft.fiches, key=lambda f: fold(f.titre))}
    references = {r.cle: r for r in draft.references}
    notices = format_references(draft.references, cache)
    annotations = annotate(draft, fiches, notices)
    passages, citations = _passages(draft, annotations)
    parties: dict[str, list[str]] = defaultdict(list)
    for reference in sorted(draft.references, key=lambda r: notices[r.cle].rang):
        if reference.parent:
            parties[reference.parent].append(reference.cle)
    return Guide(
        draft,
        fiches,
        references,
        notices,
        annotations,
        _relations(fiches),
        passages,
        citations,
        {key: tuple(parts) for key, parts in parties.items()},
    )


def annotate(draft: Draft, fiches: Mapping[str, Fiche], notices: Mapping[str, ReferenceFormatee]) -> Annotations:
    """What the Markdown extension may write: named things (definitions, dispositifs, acteurs) are terms."""
    pages = {slug: Cible(fiche_path(f), f.titre, short_definition(f)) for slug, f in fiches.items()}
    for fiche in fiches.values():
        pages |= {former: pages[fiche.slug] for former in fiche.anciens_slugs}
    termes = tuple(
        Terme(f.slug, (f.titre, *getattr(f, "variantes", ())))
        for f in fiches.values()
        if isinstance(f, Definition | Dispositif | Acteur)
    )
    citations = {key: Cible(reference_path(key), notice.appel, notice.texte) for key, notice in notices.items()}
    return Annotations(pages, termes, tuple(_sigles(draft, fiches)), citations)


def short_definition(fiche: Fiche) -> str:
    """What a fiche is about, in a sentence or two: shown over glossary links and in the glossary."""
    if isinstance(fiche, Definition):
        text = fiche.definitions[0].texte
    elif isinstance(fiche, Dispositif):
        text = fiche.finalite
    else:
        text = fiche.missions if isinstance(fiche, Acteur) else fiche.resume
    return opening(plain(text), DEFINITION_MAX)


def _sigles(draft: Draft, fiches: Mapping[str, Fiche]) -> Iterator[SigleConnu]:
    own = {f.sigle: f for f in fiches.values() if getattr(f, "sigle", "")}
    listed = {s.sigle: s for s in draft.sigles}
    for name, sigle in listed.items():
        fiche = fiches.get(sigle.vers) or own.get(name)
        path = fiche_path(fiche) if fiche else f"{SIGLES_PAGE}#{slugify(name)}"
        yield SigleConnu(name, sigle.developpe, path, fiche.slug if fiche else "")
    for name, fiche in own.items():
        if name not in listed:
            yield SigleConnu(name, getattr(fiche, "developpe", "") or fiche.titre, fiche_path(fiche), fiche.slug)


def _relations(fiches: Mapping[str, Fiche]) -> dict[str, tuple[Relation, ...]]:
    """Declared links seen from both ends, in the order of `RELATIONS` then by title, each once."""
    found: dict[str, dict[tuple[str, str], Relation]] = defaultdict(dict)

    def add(slug: str, libelle: str, other: str, precision: str = "") -> None:
        if slug in fiches and other in fiches and slug != other:
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


def _passages(draft: Draft, annotations: Annotations) -> tuple[dict[str, tuple[Passage, ...]], dict[str, tuple[Passage, ...]]]:
    """Every sentence that leads to a fiche, and every place that cites a reference."""
    towards: dict[str, dict[Passage, None]] = defaultdict(dict)
    citing: dict[str, dict[Passage, None]] = defaultdict(dict)
    places = {record.fichier: (path, title) for record, path, title in _places(draft)}
    current = {slug: annotations.pages[slug].chemin for slug in annotations.pages}
    for (fichier, _), prose in draft.proses.items():
        path, title = places[fichier]
        for m in mentions(prose, annotations, path):
            passage = Passage(path, title, m.phrase, m.reperage)
            if m.nature == "citation":
                citing[m.cible][passage] = None
            elif current.get(m.cible, path) != path:
                towards[current[m.cible]][passage] = None
    for record, path, title in _places(draft):
        for source_path, source in sources(record) if not isinstance(record, PageEditoriale) else ():
            citing[source.cle][Passage(path, title, _sourced_text(record, source_path), typeset_locator(source.reperage))] = None
    by_title = {key: tuple(sorted(found, key=lambda p: (fold(p.titre), p.chemin))) for key, found in citing.items()}
    by_slug = {
        slug: tuple(sorted(towards[page.chemin], key=lambda p: (fold(p.titre), p.chemin)))
        for slug, page in annotations.pages.items()
        if page.chemin in towards
    }
    return by_slug, by_title


def _places(draft: Draft) -> Iterator[tuple[Fiche | Chiffre | PageEditoriale, str, str]]:
    """Every record that holds prose, with the page where it is read and the title of that place."""
    for fiche in draft.fiches:
        yield fiche, fiche_path(fiche), fiche.titre
    for chiffre in draft.chiffres:
        yield chiffre, f"{CHIFFRES}#{chiffre.slug}", chiffre.titre
    for page in draft.pages:
        yield page, page.chemin, page.titre


def _sourced_text(record: Fiche | Chiffre, path: tuple[str | int, ...]) -> str:
    """The text that a structured source stands behind: a definition, a story; nothing for a whole record."""
    owner: object = record
    for step in path[:-1]:
        owner = owner[step] if isinstance(step, int) else getattr(owner, step)  # type: ignore[index]
    return plain(getattr(owner, "texte", "") or getattr(owner, "recit", ""))
