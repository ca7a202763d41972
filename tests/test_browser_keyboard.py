"""The site with the keyboard alone, by both engines: every stop is seen and named, the menu and the colours are buttons."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser import served
from html_pages import Site
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.navigateur

FOCUS = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const labels = [...(element.labels ?? [])].map((label) => label.textContent);
  const says = [element.textContent, element.title, element.getAttribute("aria-label") ?? "", ...labels].join(" ").trim();
  const inside = box.left >= 0 && box.right <= innerWidth && box.bottom > 0 && box.top < innerHeight;
  const seen = inside && box.width > 0 && box.height > 0 && style.visibility === "visible" && style.opacity > 0;
  const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return { html: element.cloneNode(false).outerHTML, says, seen, marked };
}"""


@pytest.fixture(scope="module")
def lieu(site: Site) -> Iterator[str]:
    with served(site) as address:
        yield address


@pytest.fixture
def narrow(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def _tab_to(page: Page, wanted: Locator, most: int = 600) -> None:
    """Press Tab until the focus is there."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"{most} times Tab do not lead to {wanted}")


def _stops(page: Page) -> list[dict[str, object]]:
    """Where Tab leads, from the top of the page to its end."""
    stops: list[dict[str, object]] = []
    for _ in range(600):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None:
            return stops
        stops.append(stop)
    pytest.fail("Tab never comes to the end of the page")


@pytest.mark.parametrize("kind", ["accueil", "definition", "outil", "reference", "404"])
@pytest.mark.parametrize("width", [360, 1280])
def test_every_stop_is_seen_marked_and_named(page: Page, lieu: str, adresses: dict[str, str], kind: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.emulate_media(reduced_motion="reduce")
    page.goto(lieu + adresses[kind])
    stops = _stops(page)
    assert stops[0]["says"] == "Aller au contenu"
    assert [stop["html"] for stop in stops if not (stop["seen"] and stop["marked"] and stop["says"])] == []


@pytest.mark.parametrize("kind", ["accueil", "definition", "404"])
def test_the_first_stop_leads_past_the_menus(page: Page, lieu: str, adresses: dict[str, str], kind: str) -> None:
    page.goto(lieu + adresses[kind])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('article').contains(document.activeElement)")


def test_from_the_home_page_to_a_fiche_and_on(page: Page, lieu: str) -> None:
    page.goto(lieu)
    _tab_to(page, page.locator(".guide-accueil"))
    _tab_to(page, page.get_by_role("searchbox", name="Rechercher dans le guide"))
    page.keyboard.type("partenariat")
    expect(page.get_by_role("searchbox")).to_have_value("partenariat")
    _tab_to(page, page.get_by_role("button", name="Passer en thème sombre"))
    _tab_to(page, page.locator(".md-tabs").get_by_role("link", name="Glossaire"))
    _tab_to(page, page.locator("article .guide-besoins a").first)
    page.keyboard.press("Enter")
    expect(page.locator("article h1")).to_be_visible()
    expect(page).not_to_have_url(f"{lieu}/")
    page.goto(f"{lieu}/glossaire/")
    _tab_to(page, page.locator("article a[href*='definitions/']").first)
    page.keyboard.press("Enter")
    page.wait_for_url("**/definitions/**")
    _tab_to(page, page.locator("article a").last)
    _tab_to(page, page.locator("footer").get_by_role("link", name="Accessibilité"))
    page.keyboard.press("Enter")
    expect(page.locator("article h1")).to_have_text("Déclaration d’accessibilité")


def test_the_menu_of_narrow_screens_opens_leads_and_closes(narrow: Page, lieu: str) -> None:
    narrow.goto(f"{lieu}/parcours/petite-commune/")
    button = narrow.get_by_role("button", name="Menu", exact=True)
    menu = narrow.get_by_role("navigation", name="Navigation", exact=True)
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(menu).to_have_count(0)
    _tab_to(narrow, button)
    narrow.keyboard.press("Enter")
    expect(menu).to_be_visible()
    expect(narrow.locator(".guide-menu")).to_have_attribute("aria-expanded", "true")
    expect(menu.get_by_role("button", name="Fermer le menu")).to_be_focused()
    expect(menu.get_by_role("link", name="Travailler avec une petite commune")).to_have_attribute("aria-current", "page")
    narrow.keyboard.press("Escape")
    expect(menu).to_have_count(0)
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    narrow.keyboard.press("Space")
    _tab_to(narrow, menu.get_by_role("link", name="Bibliographie"))
    narrow.keyboard.press("Enter")
    narrow.wait_for_url(f"{lieu}/bibliographie/")
    expect(menu).to_have_count(0)


def test_the_menu_closes_by_its_button_and_when_the_focus_leaves_it(narrow: Page, lieu: str) -> None:
    narrow.goto(f"{lieu}/glossaire/")
    button = narrow.get_by_role("button", name="Menu", exact=True)
    menu = narrow.get_by_role("navigation", name="Navigation", exact=True)
    button.press("Enter")
    narrow.keyboard.press("Enter")
    expect(menu).to_have_count(0)
    expect(button).to_be_focused()
    button.press("Enter")
    menu.get_by_role("link").last.focus()
    narrow.keyboard.press("Tab")
    expect(menu).to_have_count(0)
    expect(button).to_have_attribute("aria-expanded", "false")


def test_without_javascript_the_menu_opens_by_its_label(chromium: Browser, lieu: str) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False, reduced_motion="reduce")
    page = context.new_page()
    page.goto(lieu)
    page.locator(".guide-menu").click()
    page.locator("#guide-navigation").get_by_role("link", name="Sigles").click()
    expect(page).to_have_url(f"{lieu}/sigles/")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_change_by_a_button_that_says_what_it_does(chromium: Browser, lieu: str, scheme: str) -> None:
    context = chromium.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(lieu)
    sombre = ("slate", page.get_by_role("button", name="Passer en thème clair"))
    clair = ("default", page.get_by_role("button", name="Passer en thème sombre"))
    before, after = (clair, sombre) if scheme == "light" else (sombre, clair)
    _tab_to(page, before[1])
    for colours, button in (after, before, after):
        page.keyboard.press("Enter")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", colours)
        expect(button).to_be_focused()
        assert page.evaluate(FOCUS)["marked"]
    page.goto(f"{lieu}/glossaire/")
    expect(after[1]).to_be_visible()
    context.close()
