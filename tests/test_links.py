"""Every address of the built site leads somewhere, stays in the site, and the reader finds the way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import urlsplit

from guides import DEPOT
from html_pages import Element, Page, Site

from generator import bookletpages, composer
from generator.addresses import former_path
from generator.handout import by_slug
from generator.link import Guide
from generator.printing import compositions
from generator.render import render
from generator.rules_pages import generated_pages

# Everything that a browser fetches or follows by itself.
FETCHED = {
    "script": ("src",),
    "link": ("href",),
    "img": ("src", "srcset"),
    "iframe": ("src",),
    "source": ("src", "srcset"),
    "audio": ("src",),
    "video": ("src", "poster"),
    "object": ("data",),
    "embed": ("src",),
    "use": ("href", "xlink:href"),
    "form": ("action",),
}
PIED = {
    "Plan du site": "plan-du-site/",
    "Accessibilité\u00a0: non conforme": "accessibilite/",
    "Mentions légales": "mentions-legales/",
    "À propos": "a-propos/",
}


def test_tags_match(site: Site) -> None:
    assert {page.chemin: page.fautes for page in site.pages.values() if page.fautes} == {}


def test_no_broken_link_and_no_broken_anchor(site: Site) -> None:
    assert [broken for page in site.pages.values() for broken in _broken(site, page)] == []


def test_every_link_of_an_article_says_something(site: Site) -> None:
    mute = [
        (p.chemin, a.attrs["href"])
        for p in site.pages.values()
        for a in p.racine.all("article")
        for a in a.all("a", href=True)
        if not a.text
    ]
    assert mute == []


def test_an_identifier_names_one_element_of_a_page(site: Site) -> None:
    doubles = {
        page.chemin: [name for name, count in Counter(page.ids).items() if count > 1]
        for page in site.pages.values()
        if len(set(page.ids)) < len(page.ids)
    }
    assert doubles == {}


def test_labels_and_descriptions_point_at_elements(site: Site) -> None:
    for page in site.pages.values():
        for attribute in ("aria-labelledby", "aria-describedby", "aria-controls"):
            for element in page.racine.all(**{attribute.replace("-", "_"): True}):
                assert set(element.attrs[attribute].split()) <= set(page.ids), page.chemin


def test_validation_knows_every_page_that_is_made(contenu: Guide) -> None:
    ouvrages = tuple(compositions(contenu, contenu.draft.livrets, by_slug(contenu)))
    pages = (*render(contenu), *bookletpages.pages(contenu, ouvrages, {}), *composer.pages(contenu, ()))
    assert {page.chemin for page in pages} - {page.chemin for page in contenu.draft.pages} == generated_pages(contenu.draft)


def test_nothing_is_fetched_from_elsewhere(site: Site) -> None:
    outside = [
        (page.chemin, element.tag, element.attrs[name])
        for page in site.pages.values()
        for element in page.racine.all(*FETCHED)
        for name in FETCHED[element.tag]
        if name in element.attrs and _is_outside(page, element.attrs[name])
    ]
    assert outside == []


def test_styles_and_scripts_of_the_guide_name_no_other_site(site: Site) -> None:
    ours = [path for path in sorted((DEPOT / "overrides/assets").iterdir()) if path.suffix in (".css", ".js")]
    assert ours
    for name in (path.name for path in ours):
        text = (site.dossier / "assets" / name).read_text("utf-8")
        assert not re.search(r"https?:|url\((?!\"polices/)|@import|[\"'`]//", text), name


def test_each_page_says_what_it_is(site: Site) -> None:
    for page in site.pages.values():
        assert page.racine.first("html").attrs["lang"] == "fr", page.chemin
        assert len(list(page.racine.first("head").all("title"))) == 1, page.chemin
        assert page.racine.first("title").enfants, page.chemin
        assert len(list(page.racine.all("h1"))) == 1, page.chemin
        assert page.racine.first("h1").text, page.chemin


def test_no_two_pages_bear_the_same_title(site: Site) -> None:
    titles = Counter(str(page.racine.first("title").enfants[0]) for page in site.pages.values() if not _redirection(page))
    assert {title for title, count in titles.items() if count > 1} == set()


def test_headings_never_skip_a_level(site: Site) -> None:
    for page in site.pages.values():
        levels = [int(h.tag[1]) for h in page.article.all("h1", "h2", "h3", "h4", "h5", "h6")]
        assert all(after <= before + 1 for before, after in pairwise(levels)), page.chemin


def test_the_footer_leads_to_the_four_pages_from_everywhere(site: Site) -> None:
    for page in site.pages.values():
        footer = page.racine.first("footer").first("nav")
        assert {a.text: _address(page, a) for a in footer.all("a")} == PIED, page.chemin


def test_the_page_for_unknown_addresses(site: Site) -> None:
    """It is shown at any depth: its links, styles and scripts start from the root of the site."""
    page = site["404.html"]
    assert page.racine.first("h1").text == "Page introuvable"
    assert page.racine.first("title").enfants == ["Page introuvable - Guide de l’animation partenariale"]
    links = [a.attrs["href"] for a in page.racine.all("a", href=True) if not a.attrs["href"].startswith("#")]
    assert links
    assert all(href.startswith("/") for href in links)
    assert all(e.attrs["href"].startswith("/") for e in page.racine.all("link"))
    assert all(e.attrs["src"].startswith("/") for e in page.racine.all("script", src=True))
    assert [_address(page, a) for a in page.article.all("a", href=True)] == [
        "index.html",
        "glossaire/",
        "catalogue/",
        "plan-du-site/",
    ]


def test_each_page_can_be_reached_from_home(site: Site) -> None:
    reached, ahead = {""}, {""}
    while ahead:
        ahead = {link for adresse in ahead for link in _outgoing(site, adresse)} - reached
        reached |= ahead
    apart = {page.adresse for page in site.pages.values() if _redirection(page)} | {"404.html"}
    assert site.pages.keys() - apart - reached - {"index.html"} == set()


def test_former_addresses_of_the_guide_lead_to_the_fiche(site: Site, contenu: Guide) -> None:
    former = {
        former_path(f, slug).removesuffix(".md") + "/": f"{f.DOSSIER}/{f.slug}/"
        for f in contenu.fiches.values()
        for slug in f.anciens_slugs
    }
    assert {page.adresse: _redirection(page) for page in site.pages.values() if _redirection(page)} == former


def test_a_former_address_sends_the_reader_on_at_once_and_can_be_read(petit_site: Site) -> None:
    page = petit_site["definitions/anciens-signes/"]
    assert page.racine.first("head").first("meta", http_equiv="refresh").attrs["content"] == "0; url=../../definitions/signes/"
    assert _redirection(page) == "definitions/signes/"
    new = petit_site["definitions/signes/"]
    assert page.racine.first("h1").text == new.racine.first("h1").text
    assert page.article.text.endswith(f"Cette fiche a changé d’adresse\u00a0: {new.racine.first('h1').text}.")
    assert [_address(page, a) for a in page.article.all("a", href=True)] == ["definitions/signes/"]
    assert not any("anciens-signes" in a.attrs.get("href", "") for p in petit_site.pages.values() for a in p.racine.all("a"))


def test_a_former_address_is_not_found_by_search(petit_site: Site) -> None:
    slices = [name for name in petit_site.fichiers if name.startswith("assets/recherche/")]
    text = "".join((petit_site.dossier / name).read_text("utf-8") for name in slices)
    assert "definitions/signes/" in text
    assert "anciens-signes" not in text


def _broken(site: Site, page: Page) -> Iterator[tuple[str, str]]:
    for element in page.racine.all():
        for name in ("href", "src"):
            link = element.attrs.get(name)
            if link is None or _is_outside(page, link):
                continue
            target = page.vers(link)
            found = site.fichier(target.removeprefix("/"))
            anchor = urlsplit(target).fragment
            if found is None or (anchor and anchor not in site[found.removesuffix("index.html")].ids):
                yield page.chemin, link


def _is_outside(page: Page, link: str) -> bool:
    return bool(urlsplit(page.vers(link)).scheme)


def _address(page: Page, link: Element) -> str:
    return page.vers(link.attrs["href"]).partition("#")[0]


def _outgoing(site: Site, adresse: str) -> Iterator[str]:
    page = site.pages.get(adresse)
    for link in page.racine.all("a", href=True) if page else ():
        target = _address(page, link)
        if target in site.pages:
            yield target


def _redirection(page: Page) -> str:
    """Where the page sends the reader on, or nothing."""
    refresh = next(page.racine.first("head").all("meta", http_equiv="refresh"), None)
    return page.vers(refresh.attrs["content"].partition("url=")[2]) if refresh else ""
