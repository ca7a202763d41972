"""Material and Zensical make the same site from the same files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from guides import MOTEURS, NUMBERED, build
from html_pages import Element, Page, Site

# What only one engine writes, and what it is for.
PROPRES = {
    "material": {"sitemap.xml.gz": "a second copy of sitemap.xml"},
    "zensical": {"search.json": "its search index, which no page of ours loads"},
}
THEME = re.compile(r"assets/(javascripts|stylesheets|images)/")  # the engine's own scripts and styles


@pytest.fixture(scope="module")
def paires(material: Site, zensical: Site) -> list[tuple[Page, Page]]:
    """The same page by each engine, for every address."""
    assert material.pages.keys() == zensical.pages.keys()
    return [(page, zensical[adresse]) for adresse, page in material.pages.items()]


def test_same_files(material: Site, zensical: Site) -> None:
    ours = {name for name in material.fichiers if not THEME.match(name) and not NUMBERED.match(name)}
    theirs = {name for name in zensical.fichiers if not THEME.match(name) and not NUMBERED.match(name)}
    assert ours - theirs == PROPRES["material"].keys()
    assert theirs - ours == PROPRES["zensical"].keys()


def test_same_addresses(material: Site, zensical: Site) -> None:
    assert material.pages.keys() == zensical.pages.keys()


def test_same_visible_text(paires: list[tuple[Page, Page]]) -> None:
    for one, other in paires:
        assert one.article.text == other.article.text, one.chemin


def test_same_title_and_description(paires: list[tuple[Page, Page]]) -> None:
    for one, other in paires:
        assert one.racine.first("title").enfants == other.racine.first("title").enfants, one.chemin
        assert _descriptions(one) == _descriptions(other), one.chemin


def test_same_internal_links(paires: list[tuple[Page, Page]]) -> None:
    for one, other in paires:
        assert _links(one) == _links(other), one.chemin


def test_same_links_in_the_same_order_in_the_text(paires: list[tuple[Page, Page]]) -> None:
    for one, other in paires:
        ours = [(a.text, one.vers(a.attrs["href"])) for a in one.article.all("a", href=True)]
        theirs = [(a.text, other.vers(a.attrs["href"])) for a in other.article.all("a", href=True)]
        assert ours == theirs, one.chemin


def test_same_hooks(paires: list[tuple[Page, Page]]) -> None:
    for one, other in paires:
        assert _hooks(one) == _hooks(other), one.chemin


def test_same_headings_and_anchors(paires: list[tuple[Page, Page]]) -> None:
    for one, other in paires:
        ours = [(h.tag, h.attrs.get("id"), h.text) for h in one.article.all("h1", "h2", "h3", "h4")]
        theirs = [(h.tag, h.attrs.get("id"), h.text) for h in other.article.all("h1", "h2", "h3", "h4")]
        assert ours == theirs, one.chemin


def test_each_engine_lets_the_keyboard_skip_to_the_article(paires: list[tuple[Page, Page]]) -> None:
    """Material aims at the title, Zensical at the very start of the article: the first link of the page in both."""
    for page in (page for pair in paires for page in pair):
        link = page.racine.first("a")
        target = page.article.first(id=link.attrs["href"].removeprefix("#"))
        assert link.text == "Aller au contenu", page.chemin
        assert target is page.article.first("h1") or target is next(page.article.all()), page.chemin


def test_same_addresses_for_search_engines_when_the_site_has_one(petite_racine: Path, tmp_path: Path) -> None:
    """`GUIDE_ADRESSE` gives each page its own whole address, in itself and in sitemap.xml."""
    found = {}
    for moteur in MOTEURS:
        folder = tmp_path / moteur
        build(petite_racine, "--moteur", moteur, "--sortie", folder, GUIDE_ADRESSE="https://exemple.fr/guide/")
        site = Site(folder)
        own = {page.adresse: _canonical(page) for page in site.pages.values() if page.chemin != "404.html"}
        assert own == {adresse: [f"https://exemple.fr/guide/{adresse}"] for adresse in own}
        assert all(a.attrs["href"].startswith("/guide/") for a in site["404.html"].article.all("a", href=True))
        found[moteur] = sorted(re.findall("<loc>(.*?)</loc>", (folder / "sitemap.xml").read_text("utf-8")))
        assert found[moteur] == sorted(f"https://exemple.fr/guide/{adresse}" for adresse in own)
    assert found["material"] == found["zensical"]


def _canonical(page: Page) -> list[str]:
    return [link.attrs["href"] for link in page.racine.first("head").all("link", rel="canonical")]


def _links(page: Page) -> set[str]:
    """Every internal link of the page, but the one that skips to the article."""
    found = {page.vers(a.attrs["href"]) for a in page.racine.all("a", href=True) if a.attrs.get("class") != "md-skip"}
    return {"" if link in ("/", ".") else link for link in found}


def _hooks(page: Page) -> list[tuple[str, ...]]:
    return [tuple(sorted((k, v) for k, v in e.attrs.items() if k.startswith("data-"))) for e in page.racine.all(data_guide=True)]


def _descriptions(page: Page) -> list[str]:
    head: Element = page.racine.first("head")
    return [meta.attrs["content"] for meta in head.all("meta", name="description")]
