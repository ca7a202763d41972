"""A set of key figures → the rows of its chart: a table whose cells can be drawn as bars.

Percentages are drawn on a scale from 0 to 100. Any other unit is drawn on a scale from 0 to the largest value
that shares it, and only when there are two values to compare.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from .filters import number
from .model import Chiffre, ValeurChiffre

POURCENT = "%"


@dataclass(frozen=True)
class Ligne:
    """One value: its label, the number as it is read, and its bar from 0 to `part`, then to `part_max` (0-100).

    Both parts are None when nothing can be drawn; they are equal unless the value is an interval.
    """

    libelle: str
    nombre: str
    part: float | None
    part_max: float | None


@dataclass(frozen=True)
class Serie:
    """Values that answer one question, in the order of the file; `titre` may be empty."""

    titre: str
    lignes: tuple[Ligne, ...]


def series(chiffre: Chiffre) -> tuple[Serie, ...]:
    """The rows of a chart, gathered under the question they answer."""
    largest = {unite: _largest(chiffre, unite) for unite in {v.unite for v in chiffre.valeurs}}
    return tuple(
        Serie(titre, tuple(_row(v, largest[v.unite]) for v in group))
        for titre, group in groupby(chiffre.valeurs, lambda v: v.serie)
    )


def _largest(chiffre: Chiffre, unite: str) -> float | None:
    """What a full bar stands for, in this unit; None when nothing can be compared."""
    same = [v for v in chiffre.valeurs if v.unite == unite]
    end = max(map(_end, same))
    if any(v.valeur < 0 for v in same):
        return None
    if unite == POURCENT:
        return max(100.0, end)
    return end if len(same) > 1 and end > 0 else None


def _end(valeur: ValeurChiffre) -> float:
    return valeur.valeur if valeur.jusqu_a is None else valeur.jusqu_a


def _row(valeur: ValeurChiffre, largest: float | None) -> Ligne:
    figure = number(valeur.valeur)
    if valeur.jusqu_a is not None:
        figure += f" à {number(valeur.jusqu_a)}"
    text = " ".join(filter(None, (valeur.precision, figure, valeur.unite)))
    if largest is None:
        return Ligne(valeur.libelle, text, None, None)
    return Ligne(valeur.libelle, text, round(100 * valeur.valeur / largest, 2), round(100 * _end(valeur) / largest, 2))
