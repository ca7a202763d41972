"""Key figures → rows of a chart: what is read, and how long its bar is."""

from __future__ import annotations

import pytest

from generator.charts import Ligne, Serie, series
from generator.model import Chiffre, Source, ValeurChiffre


def _chart(*valeurs: ValeurChiffre) -> tuple[Serie, ...]:
    return series(
        Chiffre(slug="x", fichier="x.yml", titre="X", population="P", date="2020", source=Source(cle="a2020a"), valeurs=valeurs)
    )


def _value(valeur: float, unite: str = "%", **autres: str | float) -> ValeurChiffre:
    return ValeurChiffre(libelle="L", valeur=valeur, unite=unite, **autres)  # type: ignore[arg-type]


def test_percentages_are_drawn_out_of_a_hundred() -> None:
    assert _chart(_value(44.2)) == (Serie("", (Ligne("L", "44,2 %", 44.2, 44.2),)),)


def test_other_units_are_drawn_out_of_the_largest_value_that_shares_them() -> None:
    parts = [
        ligne.part for serie in _chart(_value(12, "centres"), _value(180, "centres"), _value(3, "ans")) for ligne in serie.lignes
    ]
    assert parts == [pytest.approx(6.67), 100, None]


def test_an_interval_is_read_from_one_end_to_the_other() -> None:
    ((_, lignes),) = [(s.titre, s.lignes) for s in _chart(_value(85, jusqu_a=90, precision="environ"))]
    assert lignes == (Ligne("L", "environ 85 à 90 %", 85, 90),)


def test_values_that_answer_one_question_stand_together() -> None:
    found = _chart(_value(1), _value(2, serie="Q"), _value(3, serie="Q"), _value(4, serie="R"))
    assert [(s.titre, len(s.lignes)) for s in found] == [("", 1), ("Q", 2), ("R", 1)]


@pytest.mark.parametrize("valeurs", [(_value(-5), _value(10)), (_value(0, "ans"), _value(0, "ans"))])
def test_nothing_is_drawn_when_a_bar_would_mislead(valeurs: tuple[ValeurChiffre, ...]) -> None:
    assert {ligne.part for serie in _chart(*valeurs) for ligne in serie.lignes} == {None}


def test_a_share_above_a_hundred_sets_the_scale() -> None:
    ((first, second),) = [s.lignes for s in _chart(_value(150), _value(75))]
    assert (first.part, second.part) == (100, 50)
