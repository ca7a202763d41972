"""docs/corpus.md answers « est-ce que tout y est ? »: no row without an answer, and no answer that leads nowhere."""

from __future__ import annotations

import re

import pytest
from guides import COMPLET, DEPOT

from generator.biblio import read_bibliography
from generator.load import BIBLIO

pytestmark = pytest.mark.skipif(not COMPLET, reason="whoever takes the program over begins without this content")

CORPUS = DEPOT / "docs" / "corpus.md"
TEXT = CORPUS.read_text("utf-8") if COMPLET else ""
# What was listed in the five documents, by kind.
INVENTAIRE = {
    "Définitions": 64,
    "Dispositifs et structures": 34,
    "Leviers": 15,
    "Obstacles": 15,
    "Exemples": 29,
    "Outils": 13,
    "Chiffres": 36,
    "Sigles": 110,
}
NOTICES, SOMMAIRES = "Notices du dossier documentaire", "Articles nommés dans les sommaires"
REFERENCES = {
    NOTICES: [f"R{n:02}" for n in range(1, 88)],
    SOMMAIRES: [
        f"R{notice}.{n}"
        for notice, articles in {
            "09": 14,
            "14": 10,
            "19": 4,
            "22": 13,
            "31": 3,
            "40": 8,
            "42": 4,
            "49": 2,
            "58": 4,
            "65": 4,
            "82": 9,
            "83": 3,
            "85": 5,
            "87": 8,
        }.items()
        for n in range(1, articles + 1)
    ],
    "Adresses données sans notice": [f"U{n}" for n in range(1, 6)],
    "Les documents du corpus": [f"S{n:03}" for n in range(5)],
    "Notes de bas de page et préface": [*(f"F{n}" for n in range(1, 7)), *(f"O{n}" for n in range(1, 8))],
    "Citations du cours": [f"C{n}" for n in range(1, 18)],
    "Renvois du livret de Cap Rural": [f"P{n}" for n in range(1, 6)],
    "Textes juridiques": [f"L{n}" for n in range(1, 9)],
}
KEY = re.compile(r"`([a-z][a-z0-9]*(?:\d{4}|sd)[a-z])`")
LINK = re.compile(r"\]\((?!https?:)([^)\s]+)\)")


def table(title: str) -> list[list[str]]:
    """The rows of the table under the heading `title`, cell by cell, without its head."""
    found = re.search(rf"^### {re.escape(title)}\n\n((?:\|.*\n)+)", TEXT, re.MULTILINE)
    assert found, f"no table under « {title} »"
    lines = found[1].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def known_keys() -> set[str]:
    return {reference.cle for reference in read_bibliography(DEPOT / BIBLIO, BIBLIO)[0]}


def test_every_link_leads_to_a_file() -> None:
    links = LINK.findall(TEXT)
    assert links
    assert [link for link in links if not (CORPUS.parent / link).is_file()] == []


def test_every_key_is_in_the_bibliography() -> None:
    assert sorted(set(KEY.findall(TEXT)) - known_keys()) == []


@pytest.mark.parametrize("title", REFERENCES)
def test_references_follow_without_a_gap(title: str) -> None:
    assert [number for number, *_ in table(title)] == REFERENCES[title]


@pytest.mark.parametrize(("title", "count"), INVENTAIRE.items())
def test_inventory_is_whole(title: str, count: int) -> None:
    assert len(table(title)) == count


def test_introduction_counts_the_rows() -> None:
    elements, references = sum(INVENTAIRE.values()), sum(map(len, REFERENCES.values()))
    assert f"{elements} éléments dans l’inventaire, {references} références" in TEXT


@pytest.mark.parametrize("title", [*INVENTAIRE, *REFERENCES])
def test_every_row_says_where_or_why_not(title: str) -> None:
    for row in table(title):
        *_, document, answer = row
        assert document in {"000", "001", "002", "003", "004"}, row
        if answer.startswith("non"):
            assert re.match(r"non : \w{3,} \w+", answer), row
        elif title in REFERENCES:
            assert KEY.match(answer), row
        else:
            assert LINK.search(answer), row


def test_every_doubtful_reference_is_one_of_the_tables() -> None:
    numbers = {number for numbers in REFERENCES.values() for number in numbers}
    for cell, *_ in table("Dans les références"):
        named = re.findall(r"[A-Z]\d+(?:\.\d+)?", cell)
        assert named, cell
        assert set(named) <= numbers, cell
