"""The site in a real browser: what it fetches, stores and shows, at any width, by keyboard, without JavaScript."""

from __future__ import annotations

import re

import pytest
from browser import PAGES, audit, faults, served
from html_pages import Site
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from generator.model import TYPES

pytestmark = pytest.mark.navigateur

AUDITEES = ["accueil", *TYPES, "glossaire", "bibliographie", "reference", "catalogue", "plan", "404"]


def test_nothing_is_asked_of_another_site_nothing_is_stored_and_nothing_fails(
    contexte: BrowserContext, origine: str, adresses: dict[str, str]
) -> None:
    page = contexte.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    for kind in PAGES:
        if kind != "404":  # of which the browser itself complains
            page.goto(origine + adresses[kind])
    page.wait_for_load_state("networkidle")
    assert len(asked) > len(PAGES)
    assert [url for url in asked if not url.startswith((f"{origine}/", "data:"))] == []
    assert contexte.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert said == []


def test_the_colours_that_the_reader_chooses_are_kept(page: Page, origine: str, adresses: dict[str, str]) -> None:
    page.goto(origine)
    page.get_by_title("Passer en thème sombre").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(origine + adresses["definition"])
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert page.evaluate("Object.keys(localStorage)") == ["/.__palette"]


@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize("javascript", [True, False])
def test_no_page_scrolls_sideways_on_a_narrow_screen(
    chromium: Browser, origine: str, adresses: dict[str, str], width: int, javascript: bool
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 640}, java_script_enabled=javascript)
    page = context.new_page()
    wide = {}
    for kind in PAGES:
        page.goto(origine + adresses[kind])
        # The size of the drawing, asked of the browser itself: it answers without the JavaScript of the page too.
        metrics = context.new_cdp_session(page).send("Page.getLayoutMetrics")
        if metrics["cssContentSize"]["width"] > width:
            wide[adresses[kind]] = metrics["cssContentSize"]["width"]
    context.close()
    assert wide == {}


def test_the_definition_shows_on_keyboard_focus_and_escape_hides_it(page: Page, origine: str, adresses: dict[str, str]) -> None:
    link, bubble = _glossary_link(page, origine + adresses["definition"])
    link.focus()
    expect(bubble).to_be_visible()
    expect(bubble).to_have_text(link.get_attribute("data-definition") or "")
    expect(link).to_have_attribute("aria-describedby", bubble.get_attribute("id") or "")
    page.keyboard.press("Escape")
    expect(bubble).to_be_hidden()
    expect(link).to_be_focused()
    expect(link).not_to_have_attribute("aria-describedby", "guide-bulle")


def test_the_definition_goes_when_the_keyboard_goes_on(page: Page, origine: str, adresses: dict[str, str]) -> None:
    link, bubble = _glossary_link(page, origine + adresses["definition"])
    link.focus()
    expect(bubble).to_be_visible()
    page.locator("footer a").first.focus()
    expect(bubble).to_be_hidden()


def test_the_keyboard_reaches_glossary_links(page: Page, origine: str, adresses: dict[str, str]) -> None:
    link, bubble = _glossary_link(page, origine + adresses["definition"])
    link.evaluate("link => link.insertAdjacentHTML('beforebegin', '<button>avant</button>')")
    page.locator("button", has_text="avant").focus()
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    expect(bubble).to_be_visible()


def test_the_definition_shows_on_hover_and_stays_while_the_pointer_is_on_it(
    page: Page, origine: str, adresses: dict[str, str]
) -> None:
    link, bubble = _glossary_link(page, origine + adresses["definition"])
    link.hover()
    expect(bubble).to_be_visible()
    box = bubble.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=8)
    page.clock.run_for(5000)
    expect(bubble).to_be_visible()
    page.mouse.move(1, 1)
    page.clock.run_for(1000)
    expect(bubble).to_be_hidden()


def test_escape_hides_the_definition_shown_on_hover(page: Page, origine: str, adresses: dict[str, str]) -> None:
    link, bubble = _glossary_link(page, origine + adresses["definition"])
    link.hover()
    expect(bubble).to_be_visible()
    page.keyboard.press("Escape")
    expect(bubble).to_be_hidden()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_definition_stays_in_the_window_and_off_its_link(
    page: Page, origine: str, adresses: dict[str, str], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(origine + adresses["definition"])
    bubble = page.locator(".guide-bulle")
    for link in page.locator("article a[data-definition]").all():
        link.scroll_into_view_if_needed()
        link.focus()
        expect(bubble).to_be_visible()
        box = bubble.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] >= 0
        on = link.bounding_box()
        assert on
        assert box["y"] >= on["y"] + on["height"] or box["y"] + box["height"] <= on["y"]


def test_without_javascript_the_link_opens_the_fiche(chromium: Browser, origine: str, adresses: dict[str, str]) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(origine + adresses["definition"])
    link = page.locator("article a[data-guide=terme]").first
    slug = link.get_attribute("data-slug")
    link.click()
    expect(page).to_have_url(re.compile(rf"^{origine}/[a-z]+/{slug}/$"))
    expect(page.locator("article h1")).to_be_visible()
    context.close()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_former_address_takes_the_reader_to_the_fiche(chromium: Browser, petit_site: Site, javascript: bool) -> None:
    context = chromium.new_context(java_script_enabled=javascript)
    page = context.new_page()
    with served(petit_site) as address:
        page.goto(f"{address}/definitions/anciens-signes/")
        expect(page).to_have_url(f"{address}/definitions/signes/")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(chromium: Browser, origine: str, adresses: dict[str, str], scheme: str) -> None:
    assert audit(chromium, origine, scheme, [adresses[kind] for kind in AUDITEES]) == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_narrow_screen(chromium: Browser, origine: str, adresses: dict[str, str], scheme: str) -> None:
    assert audit(chromium, origine, scheme, [adresses[kind] for kind in ("outil", "sigles")], width=360) == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_the_other_engine(
    chromium: Browser, zensical: Site, adresses: dict[str, str], scheme: str
) -> None:
    with served(zensical) as address:
        assert audit(chromium, address, scheme, [adresses[kind] for kind in ("accueil", "definition", "404")]) == {}


def test_axe_finds_nothing_in_an_open_definition(page: Page, origine: str, adresses: dict[str, str]) -> None:
    link, bubble = _glossary_link(page, origine + adresses["definition"])
    link.focus()
    expect(bubble).to_be_visible()
    assert faults(page) == []


def _glossary_link(page: Page, url: str) -> tuple[Locator, Locator]:
    """The first glossary link of a page, seen, and the place of definitions."""
    page.clock.install()
    page.goto(url)
    link = page.locator("article a[data-definition]").first
    link.scroll_into_view_if_needed()
    return link, page.locator(".guide-bulle")
