"""A fiche of a `Guide` → the drawing of the fiches it is linked to, as values: where each title and line stands.

The fiche is on a trunk, the broader notions above it, the others below, gathered under what links them, on both sides.
Made for the width of a phone: 340 units are 340 px, and the text keeps its size.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .link import RELATIONS, Guide
from .model import TYPES
from .svgtext import width, wrap
from .typography import typographie

LARGEUR = 340
VOISINS = 12
"""How many fiches are drawn: with more, nobody sees any."""

TAILLE, TITRE, LIGNE = 13.0, 14.5, 16
"""Size of the text, of the title of the fiche, and height of a line."""

_AXE = LARGEUR / 2
_SYMBOLE = 6.0
_BRANCHE = 17  # from the trunk to the middle of a symbol
_TEXTE = 27  # from the trunk to a title
_ROOM = LARGEUR / 2 - _TEXTE - 2
_LINES = 4
_ABOVE = RELATIONS["generique"][0]
_LEGENDE, _ROW = 3, 22


@dataclass(frozen=True)
class Noeud:
    """A fiche in a drawing: the middle of its symbol, its title in lines from `(texte_x, texte_y)` on, towards `cote`.

    `cote` is 1 on the right of the trunk, -1 on its left, 0 on it. The node without `slug` counts the fiches left out.
    """

    slug: str
    type: str
    lignes: tuple[str, ...]
    x: float
    y: float
    texte_x: float
    texte_y: float
    cote: int


@dataclass(frozen=True)
class Groupe:
    """Fiches linked in the same way: what is said of them, where, and how many are not drawn."""

    libelle: str
    lignes: tuple[str, ...]
    largeur: float
    y: float
    hauteur: float
    noeuds: tuple[Noeud, ...]
    autres: int


@dataclass(frozen=True)
class Voisinage:
    """The drawing of one fiche: itself, its neighbours, the lines between them, the legend."""

    fiche: Noeud
    cadre: tuple[float, float, float, float]
    groupes: tuple[Groupe, ...]
    traits: str
    legende: tuple[tuple[str, float, float, str], ...]
    hauteur: float
    total: int

    @property
    def description(self) -> str:
        """What the eye sees, in a sentence or two; the list beside the drawing says the rest."""
        drawn = [sum(bool(noeud.slug) for noeud in groupe.noeuds) for groupe in self.groupes]
        said = [f"{g.libelle.lower()} : {n + g.autres}" for g, n in zip(self.groupes, drawn, strict=True)]
        part = f", dont {sum(drawn)} dessinées" if sum(drawn) < self.total else ""
        return f"{self.total} fiches{part}. {' ; '.join(said).capitalize()}. La liste voisine donne les liens."


def _neighbours(guide: Guide) -> dict[str, dict[str, tuple[str, ...]]]:
    """For each fiche, the fiches it is linked to, and what is said of each link."""
    found: dict[str, dict[str, tuple[str, ...]]] = {slug: {} for slug in guide.fiches}
    for slug, relations in guide.relations.items():
        for relation in relations:
            said = found[slug].get(relation.slug, ())
            if relation.libelle not in said:
                found[slug][relation.slug] = (*said, relation.libelle)
    return found


def surroundings(guide: Guide) -> dict[str, Voisinage]:
    """The drawing of each fiche that has one: with a single neighbour it would say less than its link."""
    linked = _neighbours(guide)
    return {slug: _draw(guide, slug, linked) for slug in guide.fiches if len(linked[slug]) > 1}


def symbol(type_: str, x: float, y: float, r: float = _SYMBOLE) -> str:
    """The sign of a type of fiche, around a point, as the data of an SVG path: colours are never alone to tell."""
    half, wide = r * 0.88, r * 1.2
    shapes = {
        "definition": f"M{x - r:g} {y:g}a{r:g} {r:g} 0 1 0 {2 * r:g} 0a{r:g} {r:g} 0 1 0 {-2 * r:g} 0z",
        "dispositif": f"M{x - half:g} {y - half:g}h{2 * half:g}v{2 * half:g}h{-2 * half:g}z",
        "pratique": f"M{x:g} {y - wide:g}l{wide:g} {1.9 * r:g}h{-2 * wide:g}z",
        "acteur": f"M{x:g} {y - wide:g}l{wide:g} {wide:g}l{-wide:g} {wide:g}l{-wide:g} {-wide:g}z",
    }
    arm, third = r * 1.1, r * 0.4  # a cross
    cross = f"M{x - third:g} {y - arm:g}h{2 * third:g}v{arm - third:g}h{arm - third:g}v{2 * third:g}h{third - arm:g}"
    cross += f"v{arm - third:g}h{-2 * third:g}v{third - arm:g}h{third - arm:g}v{-2 * third:g}h{arm - third:g}z"
    return shapes.get(type_, cross)


def _draw(guide: Guide, slug: str, linked: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Voisinage:
    """From top to bottom: the broader notions, the fiche, the other groups, the legend."""
    wanted = _groups(guide, slug, linked)
    above = [g for g in wanted if g[0][0] == _ABOVE]
    y, traits, groupes = 4.0, "", []
    for group in above:
        groupe, path, y = _group(guide, group, y, up=True)
        groupes.append(groupe)
        traits += path
    fiche, cadre, y = _centre(guide, slug, y)
    if groupes:
        traits += f"M{_AXE:g} {groupes[0].noeuds[0].y + 8:g}V{cadre[1]:g}"
    last = cadre[1]
    for group in wanted[len(above) :]:
        groupe, path, y = _group(guide, group, y, up=False)
        groupes.append(groupe)
        traits += path
        last = groupe.noeuds[-1].y - 8
    traits += f"M{_AXE:g} {cadre[1] + cadre[3]:g}V{last:g}" if last > cadre[1] else ""
    types = {n.type for g in groupes for n in g.noeuds if n.slug} | {fiche.type}
    legende, hauteur = _legend([t for t in TYPES if t in types], y + 10)
    return Voisinage(fiche, cadre, tuple(groupes), traits, legende, hauteur, len(linked[slug]))


def _groups(
    guide: Guide, slug: str, linked: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> list[tuple[tuple[str, ...], list[str], int]]:
    """What is said, the fiches drawn and how many are not: each group in turn gives its most linked fiche, up to `VOISINS`."""
    found: dict[tuple[str, ...], list[str]] = {}
    for other, said in linked[slug].items():
        found.setdefault(said, []).append(other)
    rank = {label: n for n, label in enumerate(dict.fromkeys(r.libelle for r in guide.relations[slug]))}
    ordered = sorted(found.items(), key=lambda item: (item[0][0] != _ABOVE, [rank[label] for label in item[0]]))
    turns = {said: sorted(others, key=lambda s: (-len(linked[s]), s)) for said, others in ordered}
    longest = max(map(len, turns.values()))
    chosen = [others[turn] for turn in range(longest) for others in turns.values() if turn < len(others)][:VOISINS]
    groups = [(said, others, [s for s in others if s in chosen]) for said, others in ordered]
    # « et 1 autre » would take the place of that one
    return [
        (said, others, 0) if len(others) == len(kept) + 1 else (said, kept, len(others) - len(kept))
        for said, others, kept in groups
    ]


def _centre(guide: Guide, slug: str, y: float) -> tuple[Noeud, tuple[float, float, float, float], float]:
    """The fiche itself, in its frame."""
    fiche = guide.fiches[slug]
    lignes = wrap(typographie(fiche.titre), 230, TITRE, _LINES, bold=True)
    wide = max(width(line, TITRE, bold=True) for line in lignes) + 44
    cadre = (round(_AXE - wide / 2, 1), y, round(wide, 1), len(lignes) * LIGNE + 16)
    node = Noeud(slug, fiche.TYPE, lignes, cadre[0] + 16, y + cadre[3] / 2, _AXE + 9, y + LIGNE + 4, 0)
    return node, cadre, y + cadre[3] + 12


def _group(guide: Guide, group: tuple[tuple[str, ...], list[str], int], y: float, up: bool) -> tuple[Groupe, str, float]:
    """A group from `y` down, its branches, and where the next one may begin. Above the fiche, what is said comes last."""
    said, slugs, left = group
    libelle = ", ".join([said[0], *(label[:1].lower() + label[1:] for label in said[1:])])
    lignes = wrap(typographie(libelle), 240, TAILLE, 2, bold=True)
    tall = len(lignes) * LIGNE + 4
    nodes, bottom = _rows(guide, slugs, left, y if up else y + tall + 4)
    traits = "".join(_branch(node, up) for node in nodes)
    wide = max(width(line, TAILLE, bold=True) for line in lignes) + 16
    groupe = Groupe(libelle, lignes, round(wide, 1), bottom if up else y, tall, nodes, left)
    return groupe, traits, bottom + (tall + 12 if up else 6)


def _rows(guide: Guide, slugs: Sequence[str], left: int, y: float) -> tuple[tuple[Noeud, ...], float]:
    """Titles by twos, on the left of the trunk then on its right."""
    titles = [(slug, guide.fiches[slug].TYPE, typographie(guide.fiches[slug].titre)) for slug in slugs]
    if left:
        titles.append(("", "", f"et {left} autre{'s' if left > 1 else ''}"))
    cut = [(slug, type_, wrap(title, _ROOM, TAILLE, _LINES)) for slug, type_, title in titles]
    nodes = []
    for start in range(0, len(cut), 2):
        row = cut[start : start + 2]
        tall = max(len(lines) for _, _, lines in row) * LIGNE
        for side, (slug, type_, lines) in zip((-1, 1), row, strict=False):
            middle = y + tall / 2 + 3
            first = middle - len(lines) * LIGNE / 2 + LIGNE * 0.76
            nodes.append(Noeud(slug, type_, lines, _AXE + side * _BRANCHE, middle, _AXE + side * _TEXTE, first, side))
        y += tall + 10
    return tuple(nodes), y


def _branch(node: Noeud, up: bool) -> str:
    """From the trunk to a node, with a rounded corner on the side of the fiche."""
    turn = 8 if up else -8
    return f"M{_AXE:g} {node.y + turn:g}q0 {-turn} {node.cote * 8} {-turn}H{node.x:g}"


def _legend(types: Sequence[str], y: float) -> tuple[tuple[tuple[str, float, float, str], ...], float]:
    """The sign of each type that is drawn, three by row: type, place of its name, sign."""
    places = [(type_, 14 + i % _LEGENDE * 112, y + 8 + i // _LEGENDE * _ROW) for i, type_ in enumerate(types)]
    signs = tuple((type_, x + 11, py + 4.5, symbol(type_, x, py)) for type_, x, py in places)
    return signs, y + _ROW * -(-len(types) // _LEGENDE)
