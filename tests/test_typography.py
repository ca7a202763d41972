"""Typography of plain text (the cases inside Markdown are in fixtures/typographie.md)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.typography import corrections, typographie

SIGNS = st.text(alphabet="ab1 0\"'«»;:!?.…%€n°p§L,()[]`\u00a0\u202f\n@/é{}&=-h", max_size=25)


@pytest.mark.parametrize(
    "text",
    [
        "https://exemple.fr/a?b=c&d=e:f;g",
        "http://exemple.fr/l'adresse",
        "nom.prenom@exemple.fr",
        "10.3917/inso.180.0012",
        "doi:10.1000/a?b",
        "16:9 puis 10:30:00",
        "`l'un ? l'autre`",
        "[@avenel2017a, p. 12]",
        "[[slug|l'un]]",
        ":smile:&nbsp;&#160;",
        "{{ l'un ? }}",
        "a != b",
        "35000 Rennes",
        "02 99 02 35 00",
        "une page. 12 autres",
    ],
)
def test_left_alone(text: str) -> None:
    assert typographie(text) == text


def test_each_sign_of_a_sentence() -> None:
    typed = "L'an 2015: \"10 000 élus\" (p. 12)... 50% d'accord ; et après ?"
    printed = "L’an 2015\u00a0: «\u00a010\u202f000 élus\u00a0» (p.\u00a012)… 50\u00a0% d’accord\u202f; et après\u202f?"
    assert typographie(typed) == printed


def test_lines_are_kept_apart() -> None:
    assert typographie("Un.\n\n! Deux") == "Un.\n\n! Deux"


@settings(max_examples=500)
@given(SIGNS | st.text(max_size=30))
def test_twice_is_once(text: str) -> None:
    once = typographie(text)
    assert typographie(once) == once


@given(SIGNS)
def test_corrections_are_in_order_and_apart(text: str) -> None:
    end = 0
    for start, stop, new in corrections(text):
        assert end <= start <= stop <= len(text)
        assert text[start:stop] != new
        end = stop


@given(SIGNS)
def test_only_signs_change(text: str) -> None:
    def bare(words: str) -> str:
        return "".join(c for c in words.replace("…", "...") if not c.isspace() and c not in "\"'’«»")

    assert bare(typographie(text)) == bare(text)
