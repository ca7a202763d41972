"""A `Guide` → the map of its fiches, as values: discs of fiches that hold together, links, names.

A disc is a group found in the links themselves, not a heading that an author wrote. Links inside a disc are drawn one by
one; those between two discs, as one line that is as thick as they are many.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from .layout import Place, apart, communities, spread
from .lexicon import fold
from .link import Guide
from .model import Fiche
from .svgtext import width, wrap
from .typography import typographie

LARGEUR = 700
GRAND, PETIT = 24.0, 13.0
"""Sizes for which names are given room: 24 is read as 11 px on a phone, where the small ones are hidden."""

_AREA = 23.0  # the radius of a disc grows as the square root of its fiches
_GAP = 13.0
_TOP = 16.0  # room for the number of a disc


@dataclass(frozen=True)
class Point:
    """A fiche on the map. `liens` counts the fiches it is linked to."""

    fiche: Fiche
    x: float
    y: float
    rayon: float
    liens: int
    nom: str


@dataclass(frozen=True)
class Nom:
    """A name written on the map, its first line centred above `(x, y)`; a large one is read on a phone too."""

    lignes: tuple[str, ...]
    x: float
    y: float
    grand: bool


@dataclass(frozen=True)
class Ensemble:
    """Fiches that hold together, most linked first: the first one gives the group its name."""

    rang: int
    points: tuple[Point, ...]
    x: float
    y: float
    rayon: float
    traits: str


@dataclass(frozen=True)
class Faisceau:
    """The links between two groups (by rank), and the line that shows how many."""

    bouts: tuple[int, int]
    trace: str
    liens: int
    epaisseur: float


@dataclass(frozen=True)
class Carte:
    """The map, and every fiche with the number of fiches it is linked to (isolated ones are not on the map)."""

    ensembles: tuple[Ensemble, ...]
    faisceaux: tuple[Faisceau, ...]
    noms: tuple[Nom, ...]
    hauteur: int
    liens: dict[str, int]
    total: int

    @cached_property
    def rangs(self) -> dict[str, int]:
        """The number of the group of each fiche that is on the map."""
        return {point.fiche.slug: e.rang for e in self.ensembles for point in e.points}

    @cached_property
    def proches(self) -> dict[int, tuple[int, int]]:
        """For each group that has links to others: the one it has most links to, and how many."""
        seen = [(end, other, f.liens) for f in self.faisceaux for end, other in (f.bouts, f.bouts[::-1])]
        return {end: (other, n) for end, other, n in sorted(seen, key=lambda s: (s[2], -s[1]))}

    @cached_property
    def carrefours(self) -> tuple[Point, ...]:
        """The most linked fiches."""
        points = (point for ensemble in self.ensembles for point in ensemble.points)
        return tuple(sorted(points, key=lambda p: (-p.liens, fold(p.fiche.titre))))[:12]


def guide_map(guide: Guide) -> Carte:
    """The map of the whole guide."""
    # a link may be listed at one of its ends only: « Qui fait quoi » of a pratique, confusions of a definition
    ends = {(min(a, r.slug), max(a, r.slug)) for a, relations in guide.relations.items() for r in relations}
    slugs = sorted({slug for pair in ends for slug in pair})
    number = {slug: n for n, slug in enumerate(slugs)}
    links = sorted((number[a], number[b]) for a, b in ends)
    degree = Counter(end for link in links for end in link)
    groups = [sorted(g, key=lambda n: (-degree[n], slugs[n])) for g in communities(len(slugs), dict.fromkeys(links, 1.0))]
    discs, centres, bundles, height = _discs(groups, links)
    ensembles = []
    for rank, (group, radius, (cx, cy)) in enumerate(zip(groups, discs, centres, strict=True), 1):
        points = tuple(
            Point(fiche, round(cx + x), round(cy + y), round(_dot(degree[n]), 1), degree[n], typographie(fiche.titre))
            for n, (x, y) in zip(group, _inside(group, links, radius, degree), strict=True)
            for fiche in (guide.fiches[slugs[n]],)
        )
        ensembles.append(Ensemble(rank, points, round(cx), round(cy), round(radius), _lines(group, points, links)))
    noms = tuple(_names(ensembles, height))
    counts = dict.fromkeys(guide.fiches, 0) | {slug: degree[n] for n, slug in enumerate(slugs)}
    return Carte(tuple(ensembles), bundles, noms, height, counts, len(links))


def _discs(
    groups: Sequence[Sequence[int]], links: Sequence[tuple[int, int]]
) -> tuple[list[float], list[Place], tuple[Faisceau, ...], int]:
    """The radius and the centre of each group, the bundles between them, the height of the map."""
    home = {n: rank for rank, group in enumerate(groups) for n in group}
    between = Counter((min(a, b), max(a, b)) for a, b in ((home[a], home[b]) for a, b in links) if a != b)
    radii = [_AREA * math.sqrt(len(group)) + 12 for group in groups]
    ordered = dict(sorted(between.items()))
    raw = spread(len(groups), {pair: float(count) for pair, count in ordered.items()})
    reach = max((math.hypot(x, y) for x, y in raw), default=0) or 1
    start = [(x / reach * LARGEUR, y / reach * LARGEUR) for x, y in raw]
    places = apart(start, [r + _GAP for r in radii], LARGEUR + _GAP, gather=400)
    top = min((y - r for (_, y), r in zip(places, radii, strict=True)), default=0) - _TOP
    centres = [(x + LARGEUR / 2, y - top) for x, y in places]
    height = math.ceil(max((y + r for (_, y), r in zip(centres, radii, strict=True)), default=0) + 4)
    bundles = tuple(
        Faisceau(
            (a + 1, b + 1),
            f"M{centres[a][0]:.0f} {centres[a][1]:.0f}L{centres[b][0]:.0f} {centres[b][1]:.0f}",
            n,
            round(n / 3, 1),
        )
        for (a, b), n in ordered.items()
    )
    return radii, centres, bundles, height


def _dot(degree: int) -> float:
    return 3.5 + 1.1 * math.sqrt(degree)


def _inside(group: Sequence[int], links: Sequence[tuple[int, int]], radius: float, degree: Counter[int]) -> list[Place]:
    """Places around the centre of a disc: the most linked fiche in the middle, the others spread evenly around it."""
    place = {n: i for i, n in enumerate(group)}
    raw = spread(len(group), {(place[a], place[b]): 1.0 for a, b in links if a in place and b in place})
    shifted = [(x - raw[0][0], y - raw[0][1]) for x, y in raw]
    order = sorted(range(len(group)), key=lambda i: (math.hypot(*shifted[i]), i))
    places: list[Place] = [(0.0, 0.0)] * len(group)
    for rank, i in enumerate(order[1:], 1):
        away = math.hypot(*shifted[i]) or 1
        wanted = (radius - 14) * math.sqrt(rank / len(group))
        places[i] = (shifted[i][0] / away * wanted, shifted[i][1] / away * wanted)
    dots = apart(places, [_dot(degree[n]) + 3.5 for n in group], 2 * radius)
    limit = [radius - _dot(degree[n]) - 3 for n in group]
    return [
        (x * min(1, most / (math.hypot(x, y) or 1)), y * min(1, most / (math.hypot(x, y) or 1)))
        for (x, y), most in zip(dots, limit, strict=True)
    ]


def _lines(group: Sequence[int], points: Sequence[Point], links: Sequence[tuple[int, int]]) -> str:
    place = dict(zip(group, points, strict=True))
    inner = [(place[a], place[b]) for a, b in links if a in place and b in place]
    return "".join(f"M{a.x} {a.y}L{b.x} {b.y}" for a, b in inner)


_AROUND = tuple((x, y) for y in (1, -1, 0) for x in (0, 0.25, -0.25, 0.5, -0.5, 1, -1) if abs(x) == 1 or y)
Box = tuple[float, float, float, float]


def _names(ensembles: Sequence[Ensemble], height: float) -> Iterator[Nom]:
    """The most linked fiche of each group in large letters, then others where there is room."""
    taken = _Boxes((e.x - 16.0, e.y - e.rayon - 16.0, e.x + 16.0, e.y - e.rayon + 16.0) for e in ensembles)
    wanted = [(e, e.points[0], True) for e in ensembles]
    others = [(e, p, False) for e in ensembles for p in e.points[1 : 2 + len(e.points) // 5]]
    dots = _Boxes((p.x - p.rayon, p.y - p.rayon, p.x + p.rayon, p.y + p.rayon) for e in ensembles for p in e.points)
    for ensemble, point, large in wanted + sorted(others, key=lambda other: (-other[1].liens, other[1].nom)):
        size = GRAND if large else PETIT
        lines = wrap(point.nom, 280 if large else 140, size, 3, bold=large)
        wide, tall = max(width(line, size, large) for line in lines), len(lines) * size * 1.15
        costs = {
            box: dots.met(box) + (3 if large else 1) * _outside(box, ensemble)
            for box in (_box(point, x, y, wide, tall) for x, y in _AROUND)
            if box[1] > 2 and box[3] < height - 2 and not taken.met(box)
        }
        best = min(costs, key=lambda box: costs[box], default=_box(point, 0, 1, wide, tall) if large else None)
        if best and (large or costs[best] < 4):
            taken.add(best)
            yield Nom(lines, round((best[0] + best[2]) / 2), round(best[1] + size * 0.9), large)


def _outside(box: Box, disc: Ensemble) -> int:
    """How many corners of a name are out of its disc."""
    return sum(math.hypot(x - disc.x, y - disc.y) > disc.rayon for x in (box[0], box[2]) for y in (box[1], box[3]))


def _box(point: Point, x: float, y: float, wide: float, tall: float) -> Box:
    """The place of a name beside a fiche, in this direction."""
    left = point.x + x * (wide / 2 + point.rayon + 3) - wide / 2
    top = point.y + y * (tall / 2 + point.rayon + 2) - tall / 2
    left = max(3.0, min(LARGEUR - 3 - wide, left))
    return left, top, left + wide, top + tall


class _Boxes:
    """Boxes kept by rows: to know how many a new one meets is not to try them all."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        self._rows: dict[int, list[Box]] = defaultdict(list)
        for box in boxes:
            self.add(box)

    def add(self, box: Box) -> None:
        for row in _rows(box):
            self._rows[row].append(box)

    def met(self, box: Box) -> int:
        """How many meet `box`."""
        return len({other for row in _rows(box) for other in self._rows.get(row, ()) if _meet(box, other)})


def _rows(box: Box) -> range:
    return range(math.floor(box[1] / PETIT), math.floor(box[3] / PETIT) + 1)


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
