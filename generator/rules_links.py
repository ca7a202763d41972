"""Rules about links between fiches: every one leads somewhere, and « generique » never turns in circles."""

from __future__ import annotations

from collections.abc import Iterator

from .load import Draft
from .model import Acteur, Definition, Fiche, Pratique
from .problems import AVERTISSEMENT, Probleme, suggestion
from .reader import SIGLES
from .sourcemap import Chemin, SourceMap


def unknown_target(draft: Draft, carte: SourceMap, path: Chemin, slug: str, needle: str = "") -> Iterator[Probleme]:
    """The problem of a link to `slug` when no fiche has that name, now or formerly."""
    if slug in draft.noms:
        return
    mark = carte.find(path, needle or slug)
    for fiche in draft.fiches:
        if slug in fiche.anciens_slugs:
            yield carte.problem(
                mark,
                "LIEN-ANCIEN",
                f"« {slug} » est l’ancien identifiant de « {fiche.slug} ».",
                f"Écrivez « {fiche.slug} ».",
                AVERTISSEMENT,
            )
            return
    yield carte.problem(
        mark,
        "LIEN-INCONNU",
        f"Aucune fiche ne s’appelle « {slug} ».",
        suggestion(slug, draft.noms) or "Un lien désigne une fiche par son nom de fichier sans « .yml ».",
    )


def declared_links(draft: Draft) -> Iterator[Probleme]:
    """`liens`, `ne_pas_confondre`, `acteurs` and the targets of sigles lead to another fiche."""
    for fiche in draft.fiches:
        carte = draft.cartes[fiche.fichier]
        seen: set[tuple[str, str]] = set()
        for path, slug in _targets(fiche):
            yield from unknown_target(draft, carte, path, slug)
            if slug == fiche.slug:
                yield carte.problem(
                    carte.at(path),
                    "LIEN-SOI-MEME",
                    f"La fiche « {slug} » se désigne elle-même.",
                    "Retirez ce lien, ou corrigez sa cible.",
                )
        for index, lien in enumerate(fiche.liens):
            if (lien.vers, lien.type) in seen:
                yield carte.problem(
                    carte.at(("liens", index, "vers")),
                    "LIEN-DOUBLE",
                    f"Le lien « {lien.type} » vers « {lien.vers} » figure déjà.",
                    "Retirez l’un des deux.",
                    AVERTISSEMENT,
                )
            seen.add((lien.vers, lien.type))
    for sigle in draft.sigles:
        if sigle.vers:
            yield from unknown_target(draft, draft.cartes[SIGLES], (sigle.rang, "vers"), sigle.vers)


def _targets(fiche: Fiche) -> Iterator[tuple[Chemin, str]]:
    for index, lien in enumerate(fiche.liens):
        yield ("liens", index, "vers"), lien.vers
    if isinstance(fiche, Definition):
        for index, confusion in enumerate(fiche.ne_pas_confondre):
            yield ("ne_pas_confondre", index, "vers"), confusion.vers
    if isinstance(fiche, Pratique):
        for index, role in enumerate(fiche.acteurs):
            yield ("acteurs", index, "acteur"), role.acteur


def target_types(draft: Draft) -> Iterator[Probleme]:
    """`acteurs` names fiches of type acteur, `ne_pas_confondre` fiches of type définition."""
    expected = (("acteurs", "acteur", Acteur), ("ne_pas_confondre", "vers", Definition))
    known = {fiche.slug: fiche for fiche in draft.fiches}
    for fiche in draft.fiches:
        for field, key, cls in expected:
            for index, item in enumerate(getattr(fiche, field, ())):
                target = known.get(getattr(item, key))
                if target and not isinstance(target, cls):
                    carte = draft.cartes[fiche.fichier]
                    yield carte.problem(
                        carte.at((field, index, key)),
                        "LIEN-TYPE",
                        f"« {field} » attend une fiche de type {cls.TYPE} ; « {target.slug} » est de type {target.TYPE}.",
                        f"Créez la fiche avec « guide new {cls.TYPE} », ou passez par « liens ».",
                    )


def generic_cycles(draft: Draft) -> Iterator[Probleme]:
    """Following « generique » (or « specifique » backwards) never comes back to the start."""
    parents: dict[str, set[str]] = {fiche.slug: set() for fiche in draft.fiches}
    for fiche in draft.fiches:
        for lien in fiche.liens:
            if lien.vers in parents and lien.vers != fiche.slug:
                if lien.type == "generique":
                    parents[fiche.slug].add(lien.vers)
                elif lien.type == "specifique":
                    parents[lien.vers].add(fiche.slug)
    for cycle in _cycles(parents):
        fichier, index = _declared(draft, cycle[0], (*cycle[1:], cycle[0])[0])
        carte = draft.cartes[fichier]
        loop = " → ".join(f"« {slug} »" for slug in (*cycle, cycle[0]))
        yield carte.problem(
            carte.at(("liens", index, "vers")),
            "LIEN-CYCLE",
            f"Les liens « generique » tournent en rond : {loop}.",
            "Retirez l’un de ces liens : une notion ne peut pas être plus large qu’elle-même.",
        )


def _declared(draft: Draft, narrow: str, broad: str) -> tuple[str, int]:
    """The file and the rank of the link that makes `broad` more general than `narrow`, written on either fiche."""
    for slug, kind, target in ((narrow, "generique", broad), (broad, "specifique", narrow)):
        for fiche in draft.fiches:
            for index, lien in enumerate(fiche.liens if fiche.slug == slug else ()):
                if (lien.type, lien.vers) == (kind, target):
                    return fiche.fichier, index
    raise AssertionError("a cycle is made of declared links")


def _cycles(parents: dict[str, set[str]]) -> Iterator[tuple[str, ...]]:
    """Each cycle once, from its first slug in alphabetical order. Iterative: chains may be long."""
    done: set[str] = set()
    for root in sorted(parents):
        trail: list[str] = []
        stack = [(root, iter(sorted(parents[root])))] if root not in done else []
        while stack:
            slug, rest = stack[-1]
            if not trail or trail[-1] != slug:
                trail.append(slug)
            following = next(rest, None)
            if following is None:
                done.add(slug)
                trail.pop()
                stack.pop()
            elif following in trail:
                cycle = trail[trail.index(following) :]
                first = cycle.index(min(cycle))
                yield (*cycle[first:], *cycle[:first])
            elif following not in done:
                stack.append((following, iter(sorted(parents[following]))))


LINK_RULES = (declared_links, target_types, generic_cycles)
