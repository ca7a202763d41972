"""The sentence around a place, cut as a French reader would."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.sentences import sentence, sentence_starts


def around(text: str, word: str) -> str:
    start = text.index(word)
    return sentence(text, start, start + len(word))


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Un. Le mot ici. Trois.", "mot", "Le mot ici."),
        ("Un ! Le mot ? Trois.", "mot", "Le mot ?"),
        ("Un… Le mot.", "mot", "Le mot."),
        ("Voir p. 12 et art. L. 263-1 sur le mot, cf. Nom. Fin.", "mot", "Voir p. 12 et art. L. 263-1 sur le mot, cf. Nom."),
        ("M. C. Avenel et J.-P. Martin disent un mot. Puis.", "mot", "M. C. Avenel et J.-P. Martin disent un mot."),
        ("Des élus, des agents, etc. Le mot suit.", "mot", "Le mot suit."),
        ("Des élus, etc. pour un mot. Puis.", "mot", "Des élus, etc. pour un mot."),
        ("Le n° 12. 40 élus disent un mot.", "mot", "40 élus disent un mot."),
        ("Elle dit : « Un mot. Deux. » et part. Puis.", "mot", "Elle dit : « Un mot. Deux. » et part."),
        ("Elle dit : « Oui. » Puis un mot.", "mot", "Puis un mot."),
        ("Le site www.exemple.fr dit un mot. Puis.", "mot", "Le site www.exemple.fr dit un mot."),
        ("Un mot sans fin", "mot", "Un mot sans fin"),
        ("Un\nmot\n coupé. Puis.", "mot", "Un mot coupé."),
    ],
)
def test_sentence(text: str, word: str, expected: str) -> None:
    assert around(text, word) == expected


def test_a_long_sentence_is_cut_at_words_around_the_place() -> None:
    text = "Avant. " + "alpha " * 60 + "mot " + "omega " * 60 + "fin. Après."
    found = around(text, "mot")
    assert found.startswith("… alpha ")
    assert found.endswith(" omega …")
    assert " alpha mot omega " in found
    assert len(found) < 300


@given(st.text(alphabet="aA.!? «»\n…é1", max_size=60), st.integers(0, 60))
def test_the_place_is_always_in_its_sentence(text: str, place: int) -> None:
    text += "Z"
    start = min(place, len(text) - 1)
    starts = sentence_starts(text)
    assert starts == sorted(set(starts))
    assert text[start : start + 1].strip() in sentence(text, start, start + 1)
