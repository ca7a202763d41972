"""The lexicon: folding, plurals, and a cost that does not depend on the number of terms."""

from __future__ import annotations

import random
import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import lexicon as module
from generator.annotations import Terme
from generator.lexicon import Lexicon, fold, singular

SAMPLE = "le partenariat des chefs de file l’élu·e·s d'un réseau - DSL développement\nsocial local é\u0301lu . ( )"
WORDS = SAMPLE.split(" ")
TEXTS = st.lists(st.sampled_from(WORDS) | st.text(max_size=4), max_size=12).map(" ".join) | st.text(max_size=40)
LEXICON = Lexicon(
    [
        Terme("partenariat", ("partenariat",)),
        Terme("chef-de-file", ("chef de file",)),
        Terme("chef", ("chef",)),
        Terme("elu", ("élu",)),
        Terme("reseau", ("réseau",)),
        Terme("dsl", ("développement social local",)),
        Terme("ds", ("développement social",)),
    ],
    sigles=["DSL"],
)


def found(text: str) -> list[tuple[str, str]]:
    return [(text[m.debut : m.fin], m.slug) for m in LEXICON.find(text)]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Étage", "etage"),
        ("L’Œuvre  sous-estimée", "l'oeuvre sous estimee"),
        ("porte‑parole\u00a0\u202fici", "porte parole ici"),
        ("E\u0301lu", "elu"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_fold_sorts_as_a_reader_expects() -> None:
    assert sorted(["zone", "Étage", "œuvre", "État", "ancre"], key=fold) == ["ancre", "Étage", "État", "œuvre", "zone"]


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("social", "sociaux"),
        ("reseau", "reseaux"),
        ("enjeu", "enjeux"),
        ("chef", "chefs"),
        ("travail", "travaux"),
        ("noyau", "noyaux"),
        ("festival", "festivals"),
        ("discours", "discours"),
    ],
)
def test_singular_and_plural_agree(one: str, many: str) -> None:
    assert singular(one) == singular(many)


@pytest.mark.parametrize(("one", "other"), [("fonds", "fond"), ("cours", "cour"), ("sens", "sen"), ("mois", "moi")])
def test_words_that_only_look_plural(one: str, other: str) -> None:
    assert singular(one) != singular(other)


def test_sigle_is_told_apart() -> None:
    assert [(m.slug, m.sigle) for m in LEXICON.find("Le DSL, dit développement social local.")] == [
        ("", True),
        ("dsl", False),
    ]


def test_shorter_term_when_the_longer_does_not_stand() -> None:
    assert found("un développement social, local") == [("développement social", "ds")]
    assert found("un développement social local-global") == [("développement social", "ds")]


def test_decomposed_accents() -> None:
    assert found("les e\u0301lus") == [("e\u0301lus", "elu")]


def test_a_shared_form_stays_with_the_first_term() -> None:
    both = Lexicon([Terme("un", ("mot",)), Terme("deux", ("mots", "autre"))])
    assert [m.slug for m in both.find("des mots, un autre")] == ["un", "deux"]


def test_a_sigle_is_read_before_the_term_of_the_same_letters() -> None:
    both = Lexicon([Terme("ars", ("ars", "agence"))], ["ARS"])
    assert [(m.slug, m.sigle) for m in both.find("L’ARS et l’ars.")] == [("", True), ("ars", False)]


def test_forms_without_a_word_are_never_found() -> None:
    assert list(Lexicon([Terme("vide", ("", "…"))], [""]).find("du texte … et encore")) == []


@given(TEXTS)
def test_matches_are_in_order_and_apart(text: str) -> None:
    end = 0
    for m in LEXICON.find(text):
        assert end <= m.debut < m.fin <= len(text)
        assert not text[m.debut : m.fin].isspace()
        end = m.fin


@given(TEXTS)
def test_fold_twice_is_fold_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def lines_run(lexicon: Lexicon, text: str) -> int:
    """How many lines of the lexicon's code run to search `text`: a measure of work that no clock disturbs."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        if frame.f_code.co_filename != module.__file__:
            return None
        count += event == "line"
        return trace

    list(lexicon.find(text))  # words seen for the first time are folded once and for all
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        list(lexicon.find(text))
    finally:
        sys.settrace(before)
    return count


def test_work_is_linear_in_the_text_and_blind_to_the_number_of_terms() -> None:
    rng = random.Random(5)
    words = [f"mot{n}" for n in range(400)]
    terms = [Terme(f"t{n}", (" ".join(rng.choices(words, k=2)), f"rare{n}")) for n in range(2000)]
    text = " ".join(rng.choices(["le", "partenariat", "social", "et", "ville"], k=400)) + ". "
    few, many = Lexicon(terms[:20]), Lexicon(terms)
    assert lines_run(many, text) == lines_run(few, text)
    heavy = " ".join(rng.choices(words, k=400)) + ". "  # every word begins some term
    assert lines_run(many, heavy * 8) < 8.1 * lines_run(many, heavy)
    assert lines_run(many, heavy) < 12 * lines_run(many, text)
