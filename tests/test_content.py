"""The guide keeps its promises to readers: sourced, tied together, reachable, written in one way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from guides import COMPLET, DEPOT
from html_pages import Site

from generator import handout
from generator.bookletmodel import Livret
from generator.link import Guide
from generator.model import TYPES, Definition, Fiche, Outil, Pratique
from generator.selection import parts
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


# --- booklets -----------------------------------------------------------------------------------------------------


def test_the_whole_guide_holds_every_fiche_and_every_figure(contenu: Guide) -> None:
    livret = _booklet(contenu, "guide-complet")
    assert {fiche.slug for own in _parts(contenu, livret) for fiche in own} == set(contenu.fiches)
    figures = [slug for partie in livret.parties for slug in partie.chiffres]
    assert sorted(figures) == sorted(chiffre.slug for chiffre in contenu.draft.chiffres)
    assert all(own or partie.chiffres for own, partie in zip(_parts(contenu, livret), livret.parties, strict=True))
    assert {fiche.TYPE for own in _parts(contenu, livret) for fiche in own} == set(TYPES)


def test_the_toolbox_holds_every_tool_with_its_sheet_and_its_card(contenu: Guide) -> None:
    livret = _booklet(contenu, "boite-a-outils")
    assert {f.slug for own in _parts(contenu, livret) for f in own} == {f.slug for f in contenu.de_type("outil")}
    assert livret.options.feuilles
    assert livret.options.cartes


def test_the_memento_is_read_in_half_an_hour(contenu: Guide) -> None:
    livret = _booklet(contenu, "memento-chef-de-file")
    fiches = [fiche for own in _parts(contenu, livret) for fiche in own]
    words = sum(len(partie.introduction.split()) for partie in livret.parties)
    for found in handout.read(contenu, fiches):
        apart = ".//*[contains(@class, 'guide-notices') or contains(@class, 'guide-retroliens')]"
        for element in found.corps.xpath(apart):
            element.drop_tree()
        words += len(found.corps.text_content().split())
    assert 10 <= len(fiches) <= 14
    assert 3000 < words <= 30 * 200  # words a minute, of somebody who reads to remember
    assert livret.options.format == "A5"
    assert any(partie.chiffres for partie in livret.parties)


def test_the_day_of_training_fits_in_a_day_and_has_the_sheets_it_asks_for(contenu: Guide) -> None:
    livret = _booklet(contenu, "formation-animer-un-partenariat")
    told, spent = [], []
    for partie, own in zip(livret.parties, _parts(contenu, livret), strict=True):
        duration = re.search(r"\*\*Durée : ([^*.,]*)", partie.introduction)
        assert duration, partie.titre
        told.append(_minutes(duration[1]))
        steps = re.findall(r"^\d\. \*[^*]*, (\d+) min\.\*", partie.introduction, re.MULTILINE)
        spent.append(sum(map(int, steps)))
        asked = set(re.findall(r"\[\[([a-z-]+)", partie.introduction))
        assert asked <= {fiche.slug for fiche in own}, partie.titre
        assert "**Questions" in partie.introduction, partie.titre
    assert told == spent
    whole = re.search(r"compte (\d+ h \d+) de travail", livret.parties[0].introduction)
    assert whole
    assert sum(told) == _minutes(whole[1])
    assert livret.seance  # lines to fill in by hand
    assert livret.options.notes


@pytest.mark.parametrize(
    "slug", ["guide-complet", "boite-a-outils", "memento-chef-de-file", "formation-animer-un-partenariat", "accueil-nouvel-agent"]
)
def test_each_part_of_a_booklet_is_introduced_and_says_where_its_facts_come_from(contenu: Guide, slug: str) -> None:
    livret = _booklet(contenu, slug)
    assert livret.licence == "Licence Ouverte 2.0 (Etalab)"
    for partie in livret.parties:
        assert partie.introduction, partie.titre
        facts = re.search(r"Cap Rural|Ille-et-Vilaine|Rennes 2|Odas|\d %", partie.introduction)
        if facts and "servent d’exemple" not in partie.introduction:
            assert "[@" in partie.introduction, partie.titre


def _booklet(guide: Guide, slug: str) -> Livret:
    return next(livret for livret in guide.draft.livrets if livret.slug == slug)


def _parts(guide: Guide, livret: Livret) -> tuple[tuple[Fiche, ...], ...]:
    return parts(livret, guide.fiches)


def _minutes(told: str) -> int:
    """« 1 h 30 », « 45 minutes » or « une heure » in minutes."""
    hours = re.search(r"(\d+) h(?: (\d+))?", told)
    minutes = re.match(r"(\d+) minutes", told)
    return 60 * int(hours[1]) + int(hours[2] or 0) if hours else int(minutes[1]) if minutes else {"une heure": 60}[told]


# --- words --------------------------------------------------------------------------------------------------------


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
