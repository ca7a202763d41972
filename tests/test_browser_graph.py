"""The drawings of linked fiches in a real browser: seen and read at any width, in both themes."""

from __future__ import annotations

import pytest
from browser import audit
from playwright.sync_api import Browser, expect

from generator.link import Guide

pytestmark = pytest.mark.navigateur

WIDTHS = (320, 360, 1280)
OUT = """svg => {
  const frame = svg.getBoundingClientRect();
  return [...svg.querySelectorAll("text")].filter((text) => text.getClientRects().length).filter((text) => {
    const box = text.getBoundingClientRect();
    return box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
  }).map((text) => text.textContent);
}"""
SMALLEST = """svg => Math.min(...[...svg.querySelectorAll("text")].filter((text) => text.getClientRects().length)
  .map((text) => parseFloat(getComputedStyle(text).fontSize) * svg.getScreenCTM().a))"""


@pytest.fixture(scope="module")
def dessinees(contenu: Guide) -> list[str]:
    """The most linked fiche, a fiche with few links, the longest title, and the map."""
    linked = sorted((s for s in contenu.fiches if len(contenu.relations.get(s, ())) > 1), key=lambda s: len(contenu.relations[s]))
    longest = max(linked, key=lambda s: len(contenu.fiches[s].titre))
    fiches = [contenu.fiches[s] for s in (linked[-1], linked[0], longest)]
    return [*(f"/{f.DOSSIER}/{f.slug}/" for f in fiches), "/carte/"]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_drawing_is_seen_whole_and_its_text_is_read(
    chromium: Browser, origine: str, dessinees: list[str], width: int
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 740})
    page = context.new_page()
    for path in dessinees:
        page.goto(origine + path)
        svg = page.locator("article svg[role=img]")
        expect(svg).to_have_count(1)
        svg.scroll_into_view_if_needed()
        expect(svg).to_be_visible()
        box = svg.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert svg.evaluate(OUT) == [], path
        if width >= 360:
            assert svg.evaluate(SMALLEST) >= 11, path
    context.close()


def test_the_drawing_has_a_name_a_description_and_no_stop_for_the_keyboard(
    chromium: Browser, origine: str, dessinees: list[str]
) -> None:
    page = chromium.new_page()
    for path in dessinees:
        page.goto(origine + path)
        svg = page.locator("article svg[role=img]")
        ids = (svg.get_attribute("aria-labelledby") or "").split()
        assert len(ids) == 2
        assert [page.locator(f"[id={id_}]").count() for id_ in ids] == [1, 1]
        title = page.locator("article h1").inner_text()
        expect(page.get_by_role("img", name=title)).to_have_count(1)
        assert svg.locator("a, button, [tabindex]").count() == 0
    page.close()


def test_the_drawing_stands_with_the_list_of_its_links(chromium: Browser, origine: str, dessinees: list[str]) -> None:
    page = chromium.new_page()
    for path in dessinees[:-1]:
        page.goto(origine + path)
        list_, drawing = (page.locator(f".guide-voisinage {part}").first.bounding_box() for part in ("li", "svg"))
        assert list_
        assert drawing
        apart = list_["x"] + list_["width"] <= drawing["x"] or drawing["y"] + drawing["height"] <= list_["y"]
        assert apart, f"{path}: the list and the drawing overlap"
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(chromium: Browser, origine: str, dessinees: list[str], scheme: str, width: int) -> None:
    assert audit(chromium, origine, scheme, dessinees, width) == {}
