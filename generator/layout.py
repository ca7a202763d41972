"""Links between numbered things → groups of things that hold together, and places for them on a plane.

The only module that imports igraph. Its chance is ours and begins anew at each call: the same links give the same answer.
"""

from __future__ import annotations

import itertools
import math
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import igraph

Place = tuple[float, float]
Links = Mapping[tuple[int, int], float]
"""The weight of each link, by the numbers of its two ends."""

_PUSHES = 200
"""After so many rounds, what still touches is left so: places are for the eye."""
_MOVES = 200_000
"""Thousands of discs have fewer rounds: no more than so many moves in all."""
_AROUND = tuple(itertools.product((-1, 0, 1), repeat=2))


def communities(count: int, links: Links) -> tuple[tuple[int, ...], ...]:
    """Groups whose members are more linked to each other than to the rest (Leiden, modularity); largest first."""
    with _chance():
        found = _graph(count, links).community_leiden(objective_function="modularity", n_iterations=20)
    return tuple(sorted((tuple(sorted(group)) for group in found), key=lambda group: (-len(group), group)))


def spread(count: int, links: Links) -> tuple[Place, ...]:
    """Places where linked things are near each other (Fruchterman-Reingold), around the origin."""
    if count < 2:
        return ((0.0, 0.0),) * count
    circle = [(math.cos(2 * math.pi * n / count), math.sin(2 * math.pi * n / count)) for n in range(count)]
    graph = _graph(count, links)
    with _chance():
        places = graph.layout_fruchterman_reingold(weights=list(links.values()), seed=circle, niter=400, grid="auto").coords
    middle = [sum(values) / count for values in zip(*places, strict=True)]
    return tuple((x - middle[0], y - middle[1]) for x, y in places)


def apart(places: Sequence[Place], radii: Sequence[float], width: float, gather: int = 0) -> tuple[Place, ...]:
    """Discs in a strip of this width, drawn `gather` times towards its middle, pushed until none touches another."""
    points = [list(place) for place in places]
    fewer = min(1.0, _MOVES / (len(points) * (gather + _PUSHES))) if points else 1.0
    gather, pushes = round(gather * fewer), round(_PUSHES * fewer)
    for turn in range(gather + pushes):
        if turn < gather:
            points = [[x * 0.98, y * 0.98] for x, y in points]
        if not _push(points, radii, width / 2) and turn >= gather:
            break
    return tuple((x, y) for x, y in points)


def _push(points: list[list[float]], radii: Sequence[float], half: float) -> bool:
    """Move every pair that overlaps away from each other, once; True when something moved."""
    moved = False
    for a, b in _near(points, 2 * max(radii, default=1)):
        dx, dy = points[a][0] - points[b][0], points[a][1] - points[b][1]
        distance = math.hypot(dx, dy) or 0.01
        lack = radii[a] + radii[b] - distance
        if lack > 0.01:
            moved = True
            for point, share in ((points[a], lack / 2), (points[b], -lack / 2)):
                point[0] += (dx or 0.01) / distance * share
                point[1] += (dy or 0.01 * (a - b)) / distance * share
    for point, radius in zip(points, radii, strict=True):
        point[0] = max(radius - half, min(half - radius, point[0]))
    return moved


def _near(points: Sequence[Sequence[float]], reach: float) -> Iterator[tuple[int, int]]:
    """The pairs nearer than `reach` to each other as they are now, and some others: far fewer than all of them."""
    squares: dict[tuple[float, float], list[int]] = defaultdict(list)
    for a, (x, y) in enumerate([(x // reach, y // reach) for x, y in points]):
        for i, j in _AROUND:
            for b in squares.get((x + i, y + j), ()):
                yield a, b
        squares[x, y].append(a)


def _graph(count: int, links: Links) -> igraph.Graph:
    return igraph.Graph(count, list(links))


@contextmanager
def _chance() -> Iterator[None]:
    """igraph draws its numbers from one generator for the whole process: ours for a moment, then its own again."""
    igraph.set_random_number_generator(random.Random(1789))
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)
