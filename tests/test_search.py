"""What search is made from: names in slices, known words, texts of built pages, French prepared for Pagefind."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from guides import guide

from generator import fulltext, search, searchindex
from generator.link import Guide
from generator.offline import with_files
from generator.searchindex import Entree


@pytest.fixture(scope="module")
def entrees(contenu: Guide) -> tuple[Entree, ...]:
    return searchindex.entries(contenu)


@pytest.fixture(scope="module")
def scripts(contenu: Guide, entrees: tuple[Entree, ...]) -> dict[str, str]:
    return dict(searchindex.scripts(contenu, entrees))


def test_everything_that_has_a_name_can_be_found(contenu: Guide, entrees: tuple[Entree, ...]) -> None:
    found = {(e.type, e.slug) for e in entrees}
    assert {(f.TYPE, f.slug) for f in contenu.fiches.values()} <= found
    assert {("reference", key) for key in contenu.references} <= found
    assert {("sigle", s.sigle) for s in contenu.annotations.sigles if not s.slug} <= found
    assert {("chiffre", c.slug) for c in contenu.draft.chiffres} <= found
    assert len(entrees) == len({e.adresse for e in entrees})


def test_each_name_is_in_the_slice_of_each_of_its_words(entrees: tuple[Entree, ...], scripts: dict[str, str]) -> None:
    """A query needs one slice only: any of its words leads to every name that holds them all."""
    contents = json.loads(
        f"[{scripts['assets/recherche/sommaire.js'].removeprefix('Guide.index.contents(').removesuffix(');' + chr(10))}]"
    )
    keys = set(contents[0].split())
    assert keys == {path[len("assets/recherche/") : -3] for path in scripts} - {"sommaire", "lexique"}
    for entry in entrees[:50]:
        for word in re.findall(r"\b[a-z]{5,}\b", entry.titre.lower()):
            assert json.dumps(entry.adresse) in scripts[f"assets/recherche/{word[:2]}.js"], (word, entry)


def test_known_words_are_those_of_the_guide_each_once(contenu: Guide, scripts: dict[str, str]) -> None:
    words = json.loads(scripts["assets/recherche/lexique.js"].removeprefix("Guide.index.lexicon(").removesuffix(");\n")).split()
    assert len(words) == len(set(words))
    title = max(re.findall(r"\w+", " ".join(f.titre for f in contenu.fiches.values()).lower()), key=len)
    assert title in words


@pytest.mark.parametrize(
    ("text", "prepared"),
    [
        ("l’évaluation", "l’ évaluation"),
        ("le cœur, l’œuvre", "le cœur, ~~coeur l’ œuvre ~~oeuvre"),
        ("des habitant·es.", "des habitant ·es. ~~habitants ~~habitantes"),
        ("un·e acteur·rice", "un ·e ~~un ~~une acteur ·rice ~~acteur ~~actrice"),
        ("porteur·euse·s", "porteur ·euse·s ~~porteurs ~~porteuses"),
        ("conseiller·ère·s", "conseiller ·ère·s ~~conseillers ~~conseillères"),
        ("Rien à changer : 12 %", "Rien à changer : 12 %"),
    ],
)
def test_french_is_prepared_and_nothing_is_lost(text: str, prepared: str) -> None:
    assert search.prepare(text) == prepared


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/index.html").write_text(
        "<html><body><nav>Menu</nav><article><h1 id=titre>Un titre</h1><p>Début&nbsp;: <em>un</em> texte<br>coupé.</p>"
        '<p>Cité <span class="guide-appel">(<a>Avenel 2017</a>, p. 12)</span>.</p>'
        "<h2 id=suite>Suite <svg><title>dessin</title></svg></h2><ul><li>un</li><li>deux</li></ul>"
        "<div data-pagefind-ignore><h2>Sources</h2><p>Notice</p></div><script>code()</script><button>Copier</button> fin"
        "</article><footer>Pied</footer></body></html>",
        "utf-8",
    )
    return tmp_path


def test_a_page_is_read_in_sections_without_what_every_page_repeats(site: Path) -> None:
    (text,) = fulltext.read(site, [Entree("Un titre", "a/", "pratique", "a"), Entree("Absent", "b/", "pratique", "b")])
    assert [(s.ancre, s.titre, s.blocs) for s in text.sections] == [
        ("titre", "Un titre", ("Début\u00a0: un texte coupé.", "Cité.")),
        ("suite", "Suite", ("un", "deux", "fin")),
    ]


def test_what_pagefind_reads_says_its_group_and_keeps_the_anchors(site: Path) -> None:
    entry = Entree("Un titre", "a/", "definition", "un-titre", ("autre nom", "UT"))
    (text,) = fulltext.read(site, [entry])
    page = search.page(text)
    assert page.chemin == "a/index.html"
    assert 'data-pagefind-filter="groupe:glossaire"' in page.texte
    assert '<i data-pagefind-meta="slug[title]" title="un-titre"></i>' in page.texte
    assert '<h2 id="suite">Suite</h2><p>un</p>' in page.texte


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('<a href="../sigles/#ccas">', '<a href="../sigles/index.html#ccas">'),
        ('<a class="x" href="..">', '<a class="x" href="../index.html">'),
        ('<a href=".">', '<a href="./index.html">'),
        ('<a href="../catalogue/?echelles=commune">', '<a href="../catalogue/index.html?echelles=commune">'),
        ('<form action="../catalogue/" method="get">', '<form action="../catalogue/index.html" method="get">'),
        (
            '<meta http-equiv="refresh" content="0; url=../../a/b/">',
            '<meta http-equiv="refresh" content="0; url=../../a/b/index.html">',
        ),
        ('<a href="#suite">', '<a href="#suite">'),
        ('<a href="https://exemple.fr/">', '<a href="https://exemple.fr/">'),
        ('<a href="../feuille.pdf">', '<a href="../feuille.pdf">'),
        ('<p>href="../a/"</p>', '<p>href="../a/"</p>'),
    ],
)
def test_links_lead_to_files_in_the_edition_read_from_a_folder(source: str, expected: str) -> None:
    assert with_files(source) == expected


def test_a_search_index_that_fails_leaves_the_previous_site(petite_racine: Path, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / ".guide-site").write_text("", "utf-8")
    (folder / "avant.html").write_text("avant", "utf-8")
    done = guide("build", "--racine", petite_racine, "--sortie", folder, PAGEFIND_BINARY_PATH="/nulle/part")
    assert done.returncode == 1
    assert "La recherche n’a pas pu être préparée" in done.stderr
    assert "Traceback" not in done.stderr
    assert (folder / "avant.html").read_text("utf-8") == "avant"
