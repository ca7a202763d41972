"""A fiche in a real browser: definitions under the finger, what can be done with the page, and the page on paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from browser import faults, served
from html_pages import Site
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from generator.biblio import parse_bibliography
from generator.link import Guide
from generator.model import Outil

pytestmark = pytest.mark.navigateur

AFTER = "a => getComputedStyle(a, '::after').content"
FEUILLE_SEULE = """
article > :not(.guide-feuille) { display: none !important }
.guide-feuille { break-before: auto !important; break-after: auto !important }
"""


@pytest.fixture(scope="module")
def adresse(contenu: Guide, material: Site) -> str:
    """A pratique with everything: glossary links, « Voir aussi », sources with addresses, authors when one has any."""

    def rank(slug: str) -> tuple[bool, int]:
        article = material[f"pratiques/{slug}/"].article
        return bool(contenu.fiches[slug].auteurs), len(list(article.all("a", data_definition=True)))

    best = max((fiche.slug for fiche in contenu.de_type("pratique") if fiche.liens and fiche.sources), key=rank)
    return f"/pratiques/{best}/"


@pytest.fixture
def ouvrir(chromium: Browser, origine: str, adresse: str) -> Iterator[Callable[..., Page]]:
    """Opens the fiche in a context of these options."""
    contexts: list[BrowserContext] = []

    def open_page(script: str = "", url: str = origine + adresse, **options: object) -> Page:
        contexts.append(chromium.new_context(**({"viewport": {"width": 1280, "height": 900}} | options)))
        page = contexts[-1].new_page()
        if script:
            page.add_init_script(script)
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def telephone(ouvrir: Callable[..., Page]) -> Page:
    return ouvrir(has_touch=True, viewport={"width": 360, "height": 740})


def test_the_first_tap_shows_the_definition_and_a_link_to_the_fiche(telephone: Page) -> None:
    here = telephone.url
    link, bubble = _tapped(telephone)
    assert telephone.url == here
    expect(bubble.locator(".guide-bulle-terme")).to_have_text(link.inner_text())
    expect(bubble.locator(".guide-bulle-texte")).to_have_text(link.get_attribute("data-definition") or "")
    target = link.evaluate("a => a.href")
    bubble.get_by_role("link", name="Lire la fiche", exact=True).tap()
    expect(telephone).to_have_url(target)


def test_the_second_tap_follows_the_link(telephone: Page) -> None:
    link, _ = _tapped(telephone)
    target = link.evaluate("a => a.href")
    link.tap()
    expect(telephone).to_have_url(target)


def test_focus_stays_where_the_reader_is(telephone: Page) -> None:
    link, bubble = _tapped(telephone)
    expect(link).to_be_focused()
    bubble.get_by_role("button", name="Fermer", exact=True).tap()
    expect(bubble).to_be_hidden()
    expect(link).to_be_focused()


@pytest.mark.parametrize("way", ["escape", "outside", "another"])
def test_the_definition_under_the_finger_goes_when_the_reader_wants(telephone: Page, way: str) -> None:
    link, bubble = _tapped(telephone)
    if way == "escape":
        telephone.keyboard.press("Escape")
        expect(bubble).to_be_hidden()
    elif way == "outside":
        telephone.locator("h1").tap()
        expect(bubble).to_be_hidden()
    else:
        other = telephone.locator("article a[data-definition]").last
        other.scroll_into_view_if_needed()
        other.tap()
        expect(telephone.get_by_role("dialog")).to_contain_text(other.get_attribute("data-definition") or "")
        expect(telephone.get_by_role("dialog", name=other.inner_text(), exact=True)).to_be_visible()
    expect(link).to_be_visible()


def test_a_tap_on_the_definition_does_not_close_it(telephone: Page) -> None:
    _, bubble = _tapped(telephone)
    bubble.locator(".guide-bulle-texte").tap()
    expect(bubble).to_be_visible()


def test_definitions_stay_in_a_narrow_window(ouvrir: Callable[..., Page]) -> None:
    page = ouvrir(has_touch=True, viewport={"width": 320, "height": 640})
    bubble = page.get_by_role("dialog")
    for link in page.locator("article a[data-definition]").all()[:12]:
        link.scroll_into_view_if_needed()
        link.tap()
        expect(bubble.locator(".guide-bulle-texte")).to_have_text(link.get_attribute("data-definition") or "")
        box = bubble.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        page.keyboard.press("Escape")


def test_a_mouse_and_a_key_still_follow_the_link_at_once(ouvrir: Callable[..., Page]) -> None:
    for act in (Locator.click, lambda link: link.press("Enter")):
        page = ouvrir()
        link = page.locator("article a[data-definition]").first
        target = link.evaluate("a => a.href")
        act(link)
        expect(page).to_have_url(target)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_is_open(ouvrir: Callable[..., Page], scheme: str) -> None:
    page = ouvrir(has_touch=True, viewport={"width": 360, "height": 740}, color_scheme=scheme)
    page.get_by_text("Citer cette fiche").tap()
    page.get_by_role("button", name="Copier la référence").tap()
    expect(_status(page)).not_to_be_empty()
    assert faults(page) == []
    _tapped(page)
    assert faults(page) == []


def test_the_reference_is_given_the_address_and_the_day(ouvrir: Callable[..., Page], origine: str, adresse: str) -> None:
    page = ouvrir(url=f"{origine}{adresse}?x=1#sources")
    page.clock.set_fixed_time("2027-03-01T12:00:00")
    page.reload()
    expect(page.locator(".guide-reference")).to_be_hidden()
    page.get_by_text("Citer cette fiche").click()
    end = f"[consulté le 1er mars 2027]. Disponible à l’adresse\u00a0: {origine}{adresse}"
    expect(page.locator(".guide-reference")).to_contain_text(end)
    (read,), _ = parse_bibliography(page.locator(".guide-biblatex").inner_text(), "zotero.bib")
    assert read.champs["url"] == origine + adresse
    assert read.champs["urldate"] == "2027-03-01"


@pytest.mark.parametrize("where", ["http", "plain http", "file"])
def test_texts_are_copied(ouvrir: Callable[..., Page], material: Site, origine: str, adresse: str, where: str) -> None:
    """`plain http` is any server but this machine: the browser has no clipboard for its pages."""
    address = (material.dossier / adresse.strip("/") / "index.html").as_uri() if where == "file" else origine + adresse
    page = ouvrir(
        "Object.defineProperty(navigator, 'clipboard', { value: undefined })" if where == "plain http" else "",
        url=address,
        permissions=[] if where == "plain http" else ["clipboard-read", "clipboard-write"],
    )
    status = _status(page)
    page.get_by_role("button", name="Copier le lien").click()
    expect(status).to_have_text("Lien copié.")
    assert _pasted(page) == address
    page.get_by_text("Citer cette fiche").click()
    page.get_by_role("button", name="Copier la référence").click()
    expect(status).to_have_text("Référence copiée.")
    assert _pasted(page) == page.locator(".guide-reference").inner_text()
    page.get_by_role("button", name="Copier en BibLaTeX").click()
    expect(status).to_have_text("Référence copiée en BibLaTeX.")
    expect(page.get_by_role("button", name="Copier en BibLaTeX")).to_be_focused()
    assert _pasted(page) == page.locator(".guide-biblatex").inner_text()


def test_a_copy_that_the_browser_refuses_is_given_to_read(ouvrir: Callable[..., Page], origine: str, adresse: str) -> None:
    page = ouvrir("Object.defineProperty(navigator, 'clipboard', {}); Document.prototype.execCommand = () => false")
    page.get_by_role("button", name="Copier le lien").click()
    expect(_status(page)).to_contain_text(origine + adresse)


def test_the_other_engine_does_the_same(ouvrir: Callable[..., Page], zensical: Site, adresse: str) -> None:
    with served(zensical) as address:
        page = ouvrir(url=address + adresse, has_touch=True, permissions=["clipboard-read", "clipboard-write"])
        page.get_by_role("button", name="Copier le lien").tap()
        expect(_status(page)).to_have_text("Lien copié.")
        assert _pasted(page) == address + adresse
        link, _ = _tapped(page)
        _paper(page)
        expect(page.locator(".md-header, .guide-actions, .guide-bulle").locator("visible=true")).to_have_count(0)
        assert page.locator("section[data-guide=retroliens] li a").first.evaluate(AFTER).startswith(f'" ({address}/')
        page.emulate_media(media="screen")
        target = link.evaluate("a => a.href")
        link.tap()
        expect(page).to_have_url(target)


def test_the_page_is_printed_from_its_button(ouvrir: Callable[..., Page]) -> None:
    page = ouvrir("window.print = () => { document.title = 'imprimé' }")
    page.get_by_role("button", name="Imprimer").click()
    expect(page).to_have_title("imprimé")


def test_without_javascript_the_reference_is_read_and_no_button_shows(ouvrir: Callable[..., Page]) -> None:
    page = ouvrir(java_script_enabled=False)
    page.get_by_text("Citer cette fiche").click()
    expect(page.locator(".guide-reference")).to_have_text(re.compile(r"Dans\u00a0: .+ \[en ligne\]\. .+, revue le .+ \d{4}\.$"))
    expect(page.locator(".guide-actions button:visible")).to_have_count(0)


def test_each_sheet_of_paper_says_the_title_and_the_address(ouvrir: Callable[..., Page], origine: str, adresse: str) -> None:
    page = ouvrir()
    page.evaluate("addEventListener('beforeprint', () => { window.pied = document.head.lastChild.sheet.cssRules[0].cssText })")
    page.pdf(format="A4")
    foot = page.evaluate("window.pied")
    assert f'"{page.locator("h1").inner_text()}"' in foot
    assert f'"{origine}{adresse}"' in foot


def test_a_title_full_of_signs_does_not_break_the_foot(ouvrir: Callable[..., Page]) -> None:
    page = ouvrir()
    title = 'A "b" \\c } </style> é\n\u2028 ; @page { margin: 0 }'
    page.evaluate("title => { document.querySelector('article h1').textContent = title }", title)
    _paper(page)
    rules = page.evaluate("[...document.head.lastChild.sheet.cssRules].map(rule => rule.cssRules.length + rule.cssText)")
    assert len(rules) == 1
    assert rules[0].startswith("1@page")
    assert 'A \\"b\\" \\\\c } </style> é' in rules[0]


def test_addresses_are_printed_where_they_can_be_read(ouvrir: Callable[..., Page]) -> None:
    page = ouvrir()
    _paper(page)
    related = page.locator("section[data-guide=retroliens] li:first-child a").all()
    assert related
    for link in related:
        assert link.evaluate(AFTER) == f'" ({link.evaluate("a => a.href")})"'
    sentences = page.locator("article a[data-guide]").all()
    assert sentences
    assert {link.evaluate(AFTER) for link in sentences} <= {"none", "normal"}


def test_notices_are_printed_with_their_address_once(ouvrir: Callable[..., Page], origine: str) -> None:
    page = ouvrir(url=f"{origine}/bibliographie/")
    _paper(page)
    links = page.locator("article li a[href^=http]").all()[:20]
    assert links
    for link in links:
        expect(link).to_have_text(re.compile("^http|^10[.]"))
        assert link.evaluate(AFTER) in ("none", "normal")


def test_links_to_elsewhere_are_printed_with_their_address_without_javascript(ouvrir: Callable[..., Page], origine: str) -> None:
    page = ouvrir(url=f"{origine}/accessibilite/", java_script_enabled=False)
    page.emulate_media(media="print")
    link = page.locator("article a[href^=http]").first
    assert link.evaluate(AFTER) == f'" ({link.get_attribute("href")})"'


def test_only_the_page_itself_is_printed(ouvrir: Callable[..., Page]) -> None:
    page = ouvrir(has_touch=True)
    page.get_by_text("Citer cette fiche").tap()
    _tapped(page)
    chrome = ".md-header, .md-tabs, .md-sidebar, .md-footer, .md-top, .md-skip, .guide-bulle, .guide-actions, input, button"
    assert page.locator(chrome).locator("visible=true").count() > 5
    page.locator("article").evaluate("article => article.insertAdjacentHTML('beforeend', '<details><p>plié</p></details>')")
    _paper(page)
    assert page.locator(chrome).locator("visible=true").count() == 0
    expect(page.get_by_text("plié")).to_be_visible()
    expect(page.get_by_role("heading", name="Sources")).to_be_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.get_by_text("plié")).to_be_hidden()
    assert page.locator("[data-adresse]").count() == 0


def test_the_page_is_printed_black_on_white_whatever_the_colours(ouvrir: Callable[..., Page]) -> None:
    page = ouvrir(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    _paper(page)
    for selector in ("h1", ".guide-chapeau", "article li a", ".guide-encart dd"):  # the type keeps its colour
        expect(page.locator(selector).first).to_have_css("color", "rgb(0, 0, 0)")
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_the_sheet_of_each_tool_holds_on_both_sides_of_one_paper(
    ouvrir: Callable[..., Page], contenu: Guide, origine: str
) -> None:
    pages = {}
    page = ouvrir()
    for outil in contenu.de_type("outil"):
        if isinstance(outil, Outil) and outil.grille:
            page.goto(f"{origine}/outils/{outil.slug}/")
            page.add_style_tag(content=FEUILLE_SEULE)
            pages[outil.slug] = len(re.findall(rb"/Type /Page\b", page.pdf(format="A4")))
    assert pages
    assert {slug: count for slug, count in pages.items() if count > 2} == {}


def _tapped(page: Page) -> tuple[Locator, Locator]:
    """The first glossary link, tapped once, and its definition."""
    link = page.locator("article a[data-definition]").first
    link.scroll_into_view_if_needed()
    term = link.inner_text()
    link.tap()
    bubble = page.get_by_role("dialog", name=term, exact=True)
    expect(bubble).to_be_visible()
    return link, bubble


def _status(page: Page) -> Locator:
    return page.locator(".guide-actions").get_by_role("status")


def _pasted(page: Page) -> str:
    """What the reader has in the clipboard, as pasted in a field of the page."""
    page.evaluate("""() => {
        const field = document.createElement("textarea");
        field.id = "colle";
        document.querySelector("article").append(field);
    }""")
    focused = page.evaluate_handle("document.activeElement")
    field = page.locator("#colle")
    field.focus()
    page.keyboard.press("Control+V")
    expect(field).not_to_have_value("")
    text = field.input_value()
    field.evaluate("field => field.remove()")
    focused.as_element().focus()  # type: ignore[union-attr]
    return text


def _paper(page: Page) -> None:
    """The page as it is when the browser prints it."""
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
