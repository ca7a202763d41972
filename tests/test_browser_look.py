"""What the site looks like: its own font, an icon for each type, contrasts, sizes, what the first screen shows."""

from __future__ import annotations

import io

import pytest
from browser import PAGES
from fontTools.ttLib import TTFont
from html_pages import Site
from playwright.sync_api import Browser, Page, expect

from generator.icons import ICONES
from generator.model import TYPES

pytestmark = pytest.mark.navigateur

SCHEMES = ["light", "dark"]
# What is written, on which ground, and the contrast that WCAG asks for: 4.5 for text, 3 for the lines of fields and icons.
TEXTS = ["texte", "discret", "couleur", *TYPES]
GROUNDS = ["page", "fond"]
CONTRASTS = [
    *((text, ground, 4.5) for text in TEXTS for ground in GROUNDS),
    ("texte", "fond-alerte", 4.5),
    ("couleur", "fond-alerte", 4.5),
    ("alerte", "fond-alerte", 3),
    ("trait", "page", 3),
]
# Sizes of plain paragraphs and of the smallest text, length of the longest line (in « 0 »), width of the page.
MEASURE = """() => {
  const size = (element) => parseFloat(getComputedStyle(element).fontSize);
  const speaks = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const length = (paragraph) => {
    const zero = paragraph.appendChild(document.createElement("span"));
    zero.style = "display: inline-block; width: 1ch";
    const one = zero.getBoundingClientRect().width;
    zero.remove();
    return paragraph.getBoundingClientRect().width / one;
  };
  const all = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
  return {
    text: Math.min(...all("article > :is(p:not([class]), h1, ul)").map(size)),
    smallest: Math.min(...all("body :not(.guide-lu)").filter(speaks).map(size)),
    longest: Math.max(0, ...all("article p:not(.guide-entree p)").map(length)),
    page: document.documentElement.scrollWidth,
  };
}"""


def test_the_font_is_the_site_s_own(page: Page, origine: str, adresses: dict[str, str]) -> None:
    page.goto(origine + adresses["pratique"])
    loaded = page.evaluate("document.fonts.ready.then(() => [...document.fonts].map(f => [f.family, f.style, f.status]))")
    assert [("Police du guide" in family, style, status) for family, style, status in loaded] == [
        (True, "normal", "loaded"),
        (True, "italic", "loaded"),
    ]
    asked = page.evaluate("performance.getEntriesByType('resource').map(r => r.name).filter(name => name.includes('woff'))")
    assert sorted(asked) == [f"{origine}/assets/polices/source-sans-3{style}.woff2" for style in ("-italique", "")]
    for place in ("article p", "article h1", ".md-tabs", ".md-footer a", ".guide-recherche input"):
        family = page.locator(place).first.evaluate("e => getComputedStyle(e).fontFamily")
        assert family.startswith('"Police du guide"'), place


def test_the_font_has_every_sign_that_the_pages_show_and_its_licence(material: Site, adresses: dict[str, str]) -> None:
    folder = material.dossier / "assets/polices"
    assert "SIL Open Font License" in (folder / "LICENCE.txt").read_text("utf-8")
    shown = set("".join(material[adresses[kind].lstrip("/")].article.text for kind in PAGES if kind != "404"))
    assert "\u202f" in shown
    for face in ("source-sans-3.woff2", "source-sans-3-italique.woff2"):
        content = (folder / face).read_bytes()
        assert len(content) < 40_000
        known = TTFont(io.BytesIO(content)).getBestCmap()
        assert {char for char in shown if ord(char) not in known and not char.isspace()} == set()


def test_each_type_has_its_icon_in_both_places(page: Page, origine: str, adresses: dict[str, str]) -> None:
    drawings = set()
    for type_, fiche in TYPES.items():
        assert type_ in ICONES
        for address, place in ((adresses[type_], ".guide-ariane"), (f"/{fiche.DOSSIER}/", "h1")):
            page.goto(origine + address)
            drawing, width = _icon(page, f"article {place}")
            assert drawing.startswith('url("data:image/svg+xml'), address
            assert width >= 16
            drawings.add(drawing)
    assert len(drawings) == len(TYPES)


def test_icons_are_seen_with_forced_colours_and_on_paper(chromium: Browser, origine: str, adresses: dict[str, str]) -> None:
    context = chromium.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(origine + adresses["pratique"])
    style = "getComputedStyle(document.querySelector('article .guide-ariane'), '::before')"
    assert page.evaluate(f"{style}.backgroundColor") != page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.emulate_media(media="print")
    assert page.evaluate(f"{style}.printColorAdjust") == "exact"
    context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_colours_stand_out_on_their_grounds(chromium: Browser, origine: str, scheme: str) -> None:
    context = chromium.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(origine)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate" if scheme == "dark" else "default")
    names = {name for text, ground, _ in CONTRASTS for name in (text, ground)}
    colours = {name: _colour(page, name) for name in names}
    context.close()
    assert len(set(colours.values())) > len(TYPES)
    assert [(text, ground) for text, ground, least in CONTRASTS if _contrast(colours[text], colours[ground]) < least] == []


def test_text_is_large_enough_and_lines_are_short_enough(page: Page, origine: str, adresses: dict[str, str]) -> None:
    for width in (360, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        for kind in PAGES:
            page.goto(origine + adresses[kind])
            measured = page.evaluate(MEASURE)
            assert measured["text"] >= 16, kind
            assert measured["smallest"] >= 12, kind
            assert measured["longest"] <= 76, kind
            assert measured["page"] <= width, kind


@pytest.mark.parametrize("type_", TYPES)
def test_the_first_screen_of_a_phone_says_what_the_fiche_is_and_begins_it(
    page: Page, origine: str, adresses: dict[str, str], type_: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(origine + adresses[type_])
    for place in (".guide-ariane", ".guide-revue", "h1", ".guide-chapeau"):
        box = page.locator(f"article {place}").first.bounding_box()
        assert box, place
        assert box["y"] + box["height"] < 740, place
    after = page.locator("article .guide-chapeau ~ :is(.guide-encart, h2)").first.bounding_box()
    assert after
    assert after["y"] < 640


def test_the_home_page_begins_with_the_search_box_and_its_cards_are_whole_links(page: Page, origine: str) -> None:
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        page.goto(origine)
        search, title = page.locator("[data-guide=recherche]").bounding_box(), page.locator("h1").bounding_box()
        assert search
        assert title
        assert search["y"] + search["height"] < title["y"]
        assert search["width"] > width / 2 - 40
    card = page.locator(".guide-besoins li").nth(3)
    card.click(position={"x": 5, "y": 5})
    expect(page).to_have_url(f"{origine}/sigles/")


def _icon(page: Page, place: str) -> tuple[str, float]:
    """The drawing before an element, and its width."""
    drawing, width = page.evaluate(
        "place => (s => [s.maskImage, parseFloat(s.width)])(getComputedStyle(document.querySelector(place), '::before'))", place
    )
    return drawing, width


def _colour(page: Page, name: str) -> tuple[int, ...]:
    """A colour of the guide in the theme that the page shows, as red, green, blue."""
    said = page.evaluate(
        """name => {
          const probe = document.body.appendChild(document.createElement("i"));
          probe.style.color = `var(--guide-${name}, transparent)`;
          const colour = getComputedStyle(probe).color;
          probe.remove();
          return colour;
        }""",
        name,
    )
    assert said.startswith("rgb("), name
    return tuple(int(part) for part in said[4:-1].split(","))


def _contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """As WCAG defines it."""

    def luminance(colour: tuple[int, ...]) -> float:
        parts = [c / 255 for c in colour]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
