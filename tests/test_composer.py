"""What the page « Composer un livret » is made of: the script of each fiche, and the page without JavaScript."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import pytest
from html_pages import Site
from lxml.html import fragment_fromstring

from generator import addresses, searchindex
from generator.addresses import COMPOSER
from generator.bibmodel import Morceau
from generator.composer import FOLDER, notice, pages
from generator.handout import by_slug
from generator.lexicon import fold
from generator.link import Guide
from generator.model import NOMMEES
from generator.typography import typographie

PAGE = "livrets/composer/"


@pytest.fixture(scope="module")
def fiches(contenu: Guide) -> dict[str, dict[str, Any]]:
    """What each script brings, by slug."""
    scripts = [page.texte for page in pages(contenu, by_slug(contenu).values()) if page.chemin.startswith(FOLDER)]
    return {record["slug"]: record for record in map(_record, scripts)}


def test_each_fiche_has_its_script(contenu: Guide, fiches: dict[str, dict[str, Any]], site: Site) -> None:
    assert fiches.keys() == contenu.fiches.keys()
    for slug in fiches:
        assert _record((site.dossier / FOLDER / f"{slug}.js").read_text("utf-8")) == fiches[slug]


def test_a_fiche_begins_with_its_title_one_level_under_that_of_the_booklet(
    contenu: Guide, fiches: dict[str, dict[str, Any]]
) -> None:
    for slug, record in fiches.items():
        levels = [(e.tag, e.text_content()) for e in _tree(record).iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert fold(levels[0][1]) == fold(typographie(contenu.fiches[slug].titre))
        assert [tag for tag, _ in levels].count("h2") == 1
        assert "h1" not in [tag for tag, _ in levels]


def test_identifiers_are_of_one_fiche_only(fiches: dict[str, dict[str, Any]]) -> None:
    seen = [e.get("id") for record in fiches.values() for e in _tree(record).iter() if e.get("id")]
    assert len(seen) == len(set(seen)) >= len(fiches)


def test_links_start_from_the_root_of_the_site_and_say_what_they_lead_to(
    material: Site, contenu: Guide, fiches: dict[str, dict[str, Any]]
) -> None:
    led = {"data-slug": 0, "data-cle": 0}
    for record in fiches.values():
        for link in _tree(record).iter("a"):
            href = link.get("href")
            if re.match(r"https?:|mailto:|#", href):
                continue
            page = href.partition("#")[0]
            assert page in material.pages or (material.dossier / page).is_file(), href
            if slug := link.get("data-slug"):
                assert page == addresses.url(addresses.fiche_path(contenu.fiches[slug]))
            if key := link.get("data-cle"):
                assert page == addresses.url(addresses.reference_path(key))
            for hook in led:
                led[hook] += hook in link.attrib
    assert min(led.values()) > len(fiches)


def test_a_fiche_brings_the_notices_of_what_it_cites_which_it_does_not_hold_itself(
    contenu: Guide, fiches: dict[str, dict[str, Any]]
) -> None:
    for slug, record in fiches.items():
        fiche = contenu.fiches[slug]
        cited = {a.get("data-cle") for a in _tree(record).iter("a")} - {None}
        assert {source.cle for source in fiche.sources} <= record["references"].keys() == cited
        words = _tree(record).text_content()
        for key, (rank, text) in record["references"].items():
            assert rank == contenu.notices[key].rang
            assert fragment_fromstring(text, create_parent="p").text_content() == contenu.notices[key].texte
            assert contenu.notices[key].texte not in words
        for source in fiche.sources:
            assert contenu.notices[source.cle].appel in words
            assert typographie(source.reperage) in words


def test_a_fiche_brings_the_definitions_of_the_terms_it_names(contenu: Guide, fiches: dict[str, dict[str, Any]]) -> None:
    found = 0
    for slug, record in fiches.items():
        linked = {a.get("data-slug") for a in _tree(record).iter("a") if a.get("data-guide") == "terme"}
        assert linked <= record["termes"].keys()
        assert slug not in record["termes"]
        for term, definition in record["termes"].items():
            assert isinstance(contenu.fiches[term], NOMMEES)
            assert definition == contenu.annotations.pages[term].definition
            found += bool(definition)
    assert found > len(fiches)


def test_a_notice_keeps_its_styles_its_languages_and_its_signs() -> None:
    pieces = (
        Morceau("A & <B>, 2"),
        Morceau("e", style="exposant"),
        Morceau(" éd. "),
        Morceau("Some title", style="italique", langue="en"),
        Morceau(" kurz ", langue="de"),
        Morceau("https://exemple.fr/?a=1&b", href='https://exemple.fr/?a=1&b"'),
    )
    assert notice(pieces) == (
        'A &amp; &lt;B&gt;, 2<sup>e</sup> éd. <em lang="en">Some title</em><span lang="de"> kurz </span>'
        '<a href="https://exemple.fr/?a=1&amp;b&quot;">https://exemple.fr/?a=1&amp;b</a>'
    )


def test_without_javascript_the_page_says_what_it_is_for_and_where_to_go(site: Site) -> None:
    page = site[PAGE]
    assert "imprimez-les en un seul document" in page.article.text
    assert "JavaScript" in page.article.text
    links = {a.text: page.vers(a.attrs["href"]) for a in page.article.all("a", href=True)}
    assert links == {"livrets à imprimer": "livrets/", "catalogue": "catalogue/"}


def test_only_this_page_loads_what_composes(site: Site) -> None:
    for page in site.pages.values():
        loaded = {e.attrs.get("src", "") + e.attrs.get("href", "") for e in page.racine.all("script", "link")}
        assert any(re.search("/compos", name) for name in loaded) == (page.adresse == PAGE), page.chemin


def test_former_names_of_fiches_are_still_understood(site: Site, contenu: Guide) -> None:
    (given,) = (e.attrs["data-anciens"] for e in site[PAGE].racine.all("script", data_anciens=True))
    former = json.loads(given)
    assert former == {slug.rpartition("/")[2]: f.slug for f in contenu.fiches.values() for slug in f.anciens_slugs}


def test_the_title_of_the_page_is_searched_not_its_text(contenu: Guide) -> None:
    entries = searchindex.entries(contenu)
    assert addresses.LISTES[COMPOSER] in [e.titre for e in entries if e.adresse == PAGE]
    assert PAGE not in [e.adresse for e in searchindex.load(searchindex.dump(entries))]


def test_titles_and_texts_full_of_signs_stay_data(petit_site: Site) -> None:
    """The small guide tries to pass for code: its scripts are read, and hold no element that no author may write."""
    records = [_record(path.read_text("utf-8")) for path in sorted((petit_site.dossier / FOLDER).iterdir())]
    assert records
    for record in records:
        assert not list(_tree(record).iter("script", "style", "iframe", "img"))


def _record(script: str) -> dict[str, Any]:
    head, tail = "Guide.composition.add(", ");\n"
    assert script.startswith(head)
    assert script.endswith(tail)
    record: dict[str, Any] = json.loads(script[len(head) : -len(tail)])
    return record


def _tree(record: dict[str, Any]) -> Any:
    return _parsed(record["html"])


@cache
def _parsed(text: str) -> Any:
    return fragment_fromstring(text, create_parent="div")
