"""The drawings of linked fiches: all that is linked is there or counted, nothing overlaps, each build gives the same."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from guides import DEPOT, ENVIRONNEMENT

from generator.graph import LARGEUR, LIGNE, TAILLE, TITRE, VOISINS, Noeud, Voisinage, surroundings, symbol
from generator.guidemap import GRAND, PETIT, Carte, guide_map
from generator.guidemap import LARGEUR as LARGEUR_CARTE
from generator.link import Guide, Relation, link
from generator.load import load
from generator.model import TYPES
from generator.render import render
from generator.svgtext import width, wrap

Box = tuple[float, float, float, float]


@pytest.fixture(scope="module")
def dessins(contenu: Guide) -> dict[str, Voisinage]:
    return surroundings(contenu)


@pytest.fixture(scope="module")
def carte(contenu: Guide) -> Carte:
    return guide_map(contenu)


def test_every_linked_fiche_is_drawn_under_what_links_it_or_counted(contenu: Guide, dessins: dict[str, Voisinage]) -> None:
    assert dessins
    for slug, dessin in dessins.items():
        expected: dict[str, set[str]] = {}
        for relation in contenu.relations[slug]:
            expected.setdefault(relation.slug, set()).add(relation.libelle.lower())
        drawn = {n.slug: groupe for groupe in dessin.groupes for n in groupe.noeuds if n.slug}
        assert {s: {*groupe.libelle.lower().split(", ")} for s, groupe in drawn.items()} == {s: expected[s] for s in drawn}
        assert len(drawn) + sum(groupe.autres for groupe in dessin.groupes) == len(expected) == dessin.total
        assert [n.lignes for g in dessin.groupes for n in g.noeuds if not n.slug] == [
            (f"et {g.autres} autres",) for g in dessin.groupes if g.autres
        ]


def test_a_drawing_stays_small(dessins: dict[str, Voisinage]) -> None:
    for slug, dessin in dessins.items():
        drawn = sum(bool(n.slug) for g in dessin.groupes for n in g.noeuds)
        # one more by group at the most: « et 1 autre » would take as much room
        assert min(dessin.total, VOISINS) <= drawn <= VOISINS + len(dessin.groupes), slug


def test_a_fiche_with_a_single_neighbour_has_no_drawing(contenu: Guide) -> None:
    one, two, three, *_ = contenu.fiches
    relations = {one: (Relation("En lien", two), Relation("En lien", three)), two: (Relation("En lien", one),)}
    assert set(surroundings(replace(contenu, relations=relations))) == {one}


def test_titles_and_names_stay_in_the_frame_and_off_each_other(dessins: dict[str, Voisinage]) -> None:
    for slug, dessin in dessins.items():
        boxes = list(_boxes(dessin))
        assert [b for b in boxes if b[0] < 0 or b[1] < 0 or b[2] > LARGEUR or b[3] > dessin.hauteur] == [], slug
        assert [pair for pair in combinations(boxes, 2) if _meet(*pair)] == [], slug


def _boxes(dessin: Voisinage) -> Iterator[Box]:
    x, y, wide, tall = dessin.cadre
    yield x, y, x + wide, y + tall
    title = _text(dessin.fiche, TITRE)
    assert x + 16 + 7 <= title[0] <= title[2] <= x + wide
    for groupe in dessin.groupes:
        yield (LARGEUR - groupe.largeur) / 2, groupe.y, (LARGEUR + groupe.largeur) / 2, groupe.y + groupe.hauteur
        for node in groupe.noeuds:
            yield _text(node, TAILLE)
            if node.slug:
                yield node.x - 7, node.y - 7, node.x + 7, node.y + 7
    for _, px, py, _sign in dessin.legende:
        yield px - 18, py - TAILLE, px + 90, py + 4


def _text(node: Noeud, size: float) -> Box:
    wide = max(width(line, size, bold=not node.cote) for line in node.lignes)
    left = {1: node.texte_x, -1: node.texte_x - wide, 0: node.texte_x - wide / 2}[node.cote]
    # letters, without the gap between lines
    return left, node.texte_y - size * 0.8, left + wide, node.texte_y + LIGNE * (len(node.lignes) - 1) + size * 0.25


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def test_broader_notions_stand_above_the_fiche_and_all_else_below(dessins: dict[str, Voisinage]) -> None:
    above = {g.libelle for d in dessins.values() for g in d.groupes for n in g.noeuds if n.y < d.fiche.y}
    below = {g.libelle for d in dessins.values() for g in d.groupes for n in g.noeuds if n.y > d.fiche.y}
    assert {label.partition(",")[0] for label in above} == {"Notion plus large"}
    assert len(below) > 5
    assert "Notion plus large" not in below


def test_each_type_has_a_shape_of_its_own() -> None:
    assert len({re.sub(r"[\d .-]+", " ", symbol(type_, 0, 0)) for type_ in TYPES}) == len(TYPES)


def test_the_map_shows_every_linked_fiche_once_in_its_disc(contenu: Guide, carte: Carte) -> None:
    tied: dict[str, set[str]] = defaultdict(set)  # from both ends: some links are listed at one end only
    for slug, relations in contenu.relations.items():
        for relation in relations:
            tied[slug].add(relation.slug)
            tied[relation.slug].add(slug)
    points = [p for e in carte.ensembles for p in e.points]
    assert sorted(p.fiche.slug for p in points) == sorted(tied)
    for e in carte.ensembles:
        assert e.points[0].liens == max(p.liens for p in e.points)
        for p in e.points:
            assert (p.x - e.x) ** 2 + (p.y - e.y) ** 2 <= (e.rayon + 1) ** 2, p.nom
            assert p.liens == carte.liens[p.fiche.slug] == len(tied[p.fiche.slug])
    assert carte.total == sum(carte.liens.values()) / 2


def test_the_discs_of_the_map_are_apart(carte: Carte) -> None:
    for e in carte.ensembles:
        assert e.rayon <= e.x <= LARGEUR_CARTE - e.rayon
        assert e.rayon <= e.y <= carte.hauteur - e.rayon
    for a, b in combinations(carte.ensembles, 2):
        assert (a.x - b.x) ** 2 + (a.y - b.y) ** 2 > (a.rayon + b.rayon) ** 2


def test_every_link_of_the_map_is_drawn_in_a_disc_or_counted_between_two(carte: Carte) -> None:
    assert sum(e.traits.count("M") for e in carte.ensembles) + sum(f.liens for f in carte.faisceaux) == carte.total


def test_the_names_on_the_map_stay_off_each_other(carte: Carte) -> None:
    boxes = []
    for nom in carte.noms:
        size = GRAND if nom.grand else PETIT
        half = max(width(line, size, nom.grand) for line in nom.lignes) / 2
        boxes.append((nom.x - half, nom.y - size * 0.8, nom.x + half, nom.y + (len(nom.lignes) - 1) * size * 1.15))
    assert len(boxes) > len(carte.ensembles)
    assert [b for b in boxes if b[0] < 0 or b[2] > LARGEUR_CARTE or b[1] < 0 or b[3] > carte.hauteur] == []
    assert [pair for pair in combinations(boxes, 2) if _meet(*pair)] == []


def test_a_guide_without_links_has_a_map_without_discs(contenu: Guide) -> None:
    carte = guide_map(replace(contenu, relations={}))
    assert (carte.ensembles, carte.faisceaux, carte.noms) == ((), (), ())
    assert set(carte.liens.values()) == {0}


def test_the_drawings_do_not_change_from_one_run_to_another(racine: Path) -> None:
    code = (
        "import hashlib, sys; from pathlib import Path; from generator.link import link; from generator.load import load\n"
        "from generator.graph import surroundings; from generator.guidemap import guide_map\n"
        "guide = link(load(Path(sys.argv[1]))[0])\n"
        "print(hashlib.sha256(repr((guide_map(guide), surroundings(guide))).encode()).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code, str(racine)],
            env=ENVIRONNEMENT | {"PYTHONHASHSEED": seed},
            cwd=DEPOT,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


def test_titles_that_look_like_code_are_text_in_the_drawings(petite_racine: Path) -> None:
    guide = link(load(petite_racine)[0])
    fiches = tuple(guide.fiches)
    relations = {slug: tuple(Relation("En lien", other) for other in fiches if other != slug) for slug in fiches}
    pages = {page.chemin: page.texte for page in render(replace(guide, relations=relations))}
    for path in ("carte.md", "definitions/loop.md"):
        (svg,) = re.findall(r"<svg viewBox.*?</svg>", pages[path], re.S)[:1]
        assert "&lt;b&gt;" in svg
        assert "<b>" not in svg
        assert "{{ x }}" in svg
        assert "\n\n" not in pages[path][pages[path].index("<figure") : pages[path].index("</figure>")]


def test_a_title_is_cut_into_lines_between_words() -> None:
    title = "Accueil en protection de l’enfance, et ce qui suit"
    lines = wrap(title, 100, 13, 5)
    assert " ".join(lines) == title
    assert all(width(line, 13) <= 100 for line in lines)
    assert wrap("a\u00a0:\u00a0b c", 35, 13, 2) == ("a\u00a0:\u00a0b", "c")


def test_what_is_too_long_is_cut_and_says_so() -> None:
    lines = wrap("Anticonstitutionnellement vôtre, à jamais", 60, 13, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(width(line, 13) <= 60 for line in lines)
