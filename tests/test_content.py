"""The guide keeps its promises to readers: sourced, tied together, reachable, written in one way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from guides import COMPLET, DEPOT
from html_pages import Site

from generator.link import Guide
from generator.model import Definition, Fiche, Outil, Pratique
from generator.texts import sources

pytestmark = pytest.mark.skipif(not COMPLET, reason="whoever takes the program over begins without content")

TEXTES = sorted(
    path
    for folder in ("content", "fiches", "ressources", "livrets")
    for path in (DEPOT / folder).rglob("*")
    if path.suffix in (".md", ".yml")
)
# What the scanned documents misspell, and what the guide has chosen against.
FAUTES = re.compile(
    r"chef de filât|EPHAD|\bFTJ\b|Fouuriat|FOUURIAT|\bIle-et-Vilaine|France Service\b|\bCnaf\b(?!\s*:)"
    r"|\b\w+é[.\-]e[.\-]?s\b|\bélu[.\-]e|\w\(e\)s?\b|\bhabitant[.\-]e",
)


def test_every_fiche_says_where_it_comes_from(contenu: Guide) -> None:
    assert [f.slug for f in contenu.fiches.values() if not list(sources(f))] == []


def test_every_obstacle_leads_to_a_lever(contenu: Guide) -> None:
    alone = [f.slug for f in _pratiques(contenu, "obstacle") if not any(_is(other, "levier") for other in _tied(contenu, f))]
    assert alone == []


def test_every_lever_leads_to_a_tool_an_experience_or_a_method(contenu: Guide) -> None:
    def helps(other: Fiche) -> bool:
        return isinstance(other, Outil) or _is(other, "experience") or _is(other, "methode")

    assert [f.slug for f in _pratiques(contenu, "levier") if not any(map(helps, _tied(contenu, f)))] == []


def test_every_tool_serves_a_practice_and_has_a_sheet_to_print(contenu: Guide) -> None:
    for fiche in contenu.de_type("outil"):
        assert isinstance(fiche, Outil)
        assert any(isinstance(other, Pratique) for other in _tied(contenu, fiche)), fiche.slug
        assert all((fiche.grille, fiche.duree, fiche.taille_groupe)), fiche.slug


def test_every_definition_serves_a_fiche_of_another_type(contenu: Guide) -> None:
    paths = {f"{f.DOSSIER}/{f.slug}.md" for f in contenu.fiches.values() if not isinstance(f, Definition)}
    unused = [
        f.slug
        for f in contenu.de_type("definition")
        if not any(place.chemin in paths for place in contenu.retroliens.get(f.slug, ()))
        and not any(not isinstance(other, Definition) for other in _tied(contenu, f))
    ]
    assert unused == []


def test_every_fiche_can_be_found_by_its_facets(contenu: Guide) -> None:
    assert [f.slug for f in contenu.fiches.values() if not f.facettes.get("thematiques") or len(f.facettes) < 2] == []


def test_every_reference_is_cited_or_in_a_rubric(contenu: Guide) -> None:
    rubrics = {value.id for voc in contenu.draft.facettes("reference") for value in voc.valeurs}

    def classed(key: str) -> bool:
        reference = contenu.references[key]
        return bool(rubrics & set(reference.mots_cles)) or (bool(reference.parent) and classed(reference.parent))

    assert [key for key in contenu.references if not contenu.citations.get(key) and not classed(key)] == []


def test_every_fiche_is_three_clicks_from_home_without_the_site_map(material: Site, contenu: Guide) -> None:
    """Only what articles link to counts: neither menus nor the page that lists everything."""
    reached = {""}
    for _ in range(3):
        reached |= {
            target
            for address in reached - {"plan-du-site/", "carte/"}
            for a in material[address].article.all("a", href=True)
            if (target := material[address].vers(a.attrs["href"]).partition("#")[0]) in material.pages
        }
    assert [f.slug for f in contenu.fiches.values() if f"{f.DOSSIER}/{f.slug}/" not in reached] == []


@pytest.mark.parametrize("path", TEXTES, ids=lambda p: p.relative_to(DEPOT).as_posix())
def test_words_are_spelt_as_the_guide_has_chosen(path: Path) -> None:
    assert FAUTES.findall(re.sub(r"https?://\S+", "", path.read_text("utf-8"))) == []


def _pratiques(guide: Guide, nature: str) -> Iterator[Fiche]:
    return (f for f in guide.de_type("pratique") if _is(f, nature))


def _is(fiche: Fiche, nature: str) -> bool:
    return isinstance(fiche, Pratique) and fiche.nature == nature


def _tied(guide: Guide, fiche: Fiche) -> Iterator[Fiche]:
    """The fiches tied to this one by a declared link, from either side."""
    return (guide.fiches[relation.slug] for relation in guide.relations.get(fiche.slug, ()))
