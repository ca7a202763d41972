"""« Composer un livret » as a reader uses it: choose, put in order, keep, share, print, hand to the documentation centre."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote_plus

import pypdfium2
import pytest
from browser import faults, served
from guides import build
from html_pages import Site
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from generator import addresses
from generator.lexicon import fold
from generator.link import Guide
from generator.model import NOMMEES
from generator.pipeline import check
from generator.selection import parts
from generator.typography import typographie

pytestmark = pytest.mark.navigateur

KEPT = "JSON.parse(localStorage.getItem(Object.keys(localStorage).find((key) => key.startsWith('guide.livret'))))?.fiches ?? []"
GLOSSARY, REFERENCES = ".guide-compose-glossaire dt", ".guide-compose-references li"


@pytest.fixture(scope="module")
def choix(contenu: Guide) -> list[str]:
    """Five fiches, one of each type: a tool with its sheet, and others that have links and sources."""
    tool = next(f for f in contenu.de_type("outil") if getattr(f, "grille", ()))
    others = [
        next(f for f in contenu.de_type(t) if f.sources and f.liens) for t in ("definition", "pratique", "acteur", "dispositif")
    ]
    return [others[0].slug, tool.slug, *(f.slug for f in others[1:])]


@pytest.fixture(scope="module")
def adresse(origine: str) -> str:
    return f"{origine}/livrets/composer/"


@pytest.fixture
def ouvrir(chromium: Browser, adresse: str) -> Iterator[Callable[..., Page]]:
    """Opens the page in a context of these options, with these fiches kept; nothing may go wrong in it."""
    contexts: list[BrowserContext] = []
    said: list[str] = []

    def open_page(
        kept: list[str] | None = None, query: str = "", url: str = adresse, script: str = "", **options: object
    ) -> Page:
        contexts.append(chromium.new_context(**({"viewport": {"width": 1280, "height": 900}} | options)))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
        if script:
            page.add_init_script(script)
        if kept:
            page.goto(f"{url}?titre=Ma+liste&fiches={','.join(kept)}")
            page.get_by_role("button", name="Garder cette liste", exact=True).click()
        page.goto(url + query)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert said == []


def lines(page: Page) -> list[str]:
    """The fiches of the list, in order, once the page is whole."""
    page.wait_for_load_state()
    return [line.get_attribute("data-slug") or "" for line in page.locator(".guide-composer-liste > li").all()]


def kept(page: Page) -> list[str]:
    """The fiches that the device keeps."""
    found: list[str] = page.evaluate(KEPT) if page.evaluate("localStorage.length") else []
    return found


def act(page: Page, slug: str, name: str) -> Locator:
    return page.locator(f"li[data-slug={slug}]").get_by_role("button", name=name)


def status(page: Page) -> Locator:
    return page.locator(".guide-composer > [role=status]")


def composed(page: Page, slugs: list[str]) -> Locator:
    """The document below the list, once it holds these fiches in this order."""
    expect(page.locator(".guide-compose-fiche > h2")).to_have_count(len(slugs))
    for rank, slug in enumerate(slugs):
        expect(page.locator(".guide-compose-fiche > h2").nth(rank)).to_have_id(f"livret-fiche-{slug}")
    return page.locator(".guide-livret-compose")


# ---- From a fiche ----------------------------------------------------------------------------------------------------


def test_a_fiche_is_added_from_its_page_and_nothing_is_kept_before(page: Page, origine: str, contenu: Guide) -> None:
    one, other = contenu.de_type("definition")[:2]
    page.goto(f"{origine}/definitions/{one.slug}/")
    button = page.get_by_role("button", name=re.compile("mon livret"))
    expect(button).to_have_text("Ajouter à mon livret")
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    button.press("Enter")
    said = page.locator(".guide-actions").get_by_role("status")
    expect(said).to_have_text("Ajoutée à votre livret (1\u00a0fiche). Voir mon livret")
    expect(button).to_have_text("Retirer de mon livret")
    expect(button).to_be_focused()
    page.goto(f"{origine}/definitions/{other.slug}/")
    button.click()
    expect(said).to_contain_text("(2\u00a0fiches)")
    said.get_by_role("link", name="Voir mon livret").click()
    expect(page.get_by_role("heading", name="Votre liste (2 fiches)")).to_be_visible()
    assert lines(page) == kept(page) == [one.slug, other.slug]


def test_a_fiche_that_is_there_is_taken_out_from_its_page(
    ouvrir: Callable[..., Page], origine: str, contenu: Guide, choix: list[str]
) -> None:
    page = ouvrir(choix[:1])
    page.goto(f"{origine}/{addresses.url(addresses.fiche_path(contenu.fiches[choix[0]]))}")
    page.get_by_role("button", name="Retirer de mon livret").click()
    expect(page.get_by_role("button", name="Ajouter à mon livret")).to_be_visible()
    expect(page.locator(".guide-actions").get_by_role("status")).to_contain_text("Retirée de votre livret (0\u00a0fiche).")
    assert page.evaluate("localStorage.length") == 0


def test_a_fiche_that_the_browser_refuses_to_keep_says_so(page: Page, origine: str, contenu: Guide) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError') } })"
    )
    page.goto(f"{origine}/definitions/{contenu.de_type('definition')[0].slug}/")
    page.get_by_role("button", name="Ajouter à mon livret").click()
    expect(page.locator(".guide-actions").get_by_role("status")).to_have_text("Ce navigateur refuse de garder un livret.")
    expect(page.get_by_role("button", name="Ajouter à mon livret")).to_be_visible()


# ---- The list --------------------------------------------------------------------------------------------------------


def test_an_empty_list_keeps_nothing_whatever_the_reader_types(ouvrir: Callable[..., Page]) -> None:
    page = ouvrir()
    expect(page.get_by_role("heading", name="Votre liste (0 fiche)")).to_be_visible()
    page.get_by_label("Titre du livret").fill("Un titre")
    page.get_by_role("searchbox", name="Ajouter une fiche").fill("partenariat")
    expect(page.locator(".guide-composer-trouvees li").first).to_be_visible()
    page.get_by_label("Titre du livret").blur()
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    expect(page.get_by_role("button", name="Imprimer le livret")).to_be_hidden()


def test_the_keyboard_puts_the_list_in_order(ouvrir: Callable[..., Page], contenu: Guide, choix: list[str]) -> None:
    page = ouvrir(choix)
    a, b, *rest = choix
    down = act(page, a, "Descendre")
    expect(down).to_have_accessible_name(re.compile(re.escape(typographie(contenu.fiches[a].titre)) + "$"))
    down.focus()
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text(f"place 2 sur {len(choix)}")
    expect(act(page, a, "Descendre")).to_be_focused()
    assert lines(page) == kept(page) == [b, a, *rest]
    for _ in rest:
        page.keyboard.press("Space")
    assert lines(page) == kept(page) == [b, *rest, a]
    expect(act(page, a, "Descendre")).to_be_focused()
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text("est déjà à la fin")
    act(page, a, "Monter").press("Enter")
    expect(act(page, a, "Monter")).to_be_focused()
    assert lines(page) == kept(page) == [b, *rest[:-1], a, rest[-1]]
    composed(page, [b, *rest[:-1], a, rest[-1]])


def test_the_mouse_drags_a_line_to_its_place(ouvrir: Callable[..., Page], choix: list[str]) -> None:
    page = ouvrir(choix)
    start, end = handle(page, choix[0]), handle(page, choix[3])
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0], (start[1] + end[1]) / 2)
    page.mouse.move(end[0], end[1] + 20)
    page.mouse.up()
    expect(status(page)).to_contain_text(f"place 4 sur {len(choix)}")
    assert lines(page) == kept(page) == [*choix[1:4], choix[0], *choix[4:]]


def test_escape_leaves_the_line_where_it_was(ouvrir: Callable[..., Page], choix: list[str]) -> None:
    page = ouvrir(choix)
    end = handle(page, choix[2])
    page.mouse.move(*handle(page, choix[0]))
    page.mouse.down()
    page.mouse.move(end[0], end[1] + 20)
    assert lines(page) != choix
    page.keyboard.press("Escape")
    page.mouse.up()
    assert lines(page) == kept(page) == choix


def test_a_finger_drags_a_line_to_its_place(ouvrir: Callable[..., Page], choix: list[str]) -> None:
    page = ouvrir(choix, has_touch=True, viewport={"width": 360, "height": 1400})
    touch = page.context.new_cdp_session(page)
    x, start = handle(page, choix[2])
    end = handle(page, choix[0])[1] - 20
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": start}]})
    for y in (start - 30, (start + end) / 2, end):
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(status(page)).to_contain_text(f"place 1 sur {len(choix)}")
    assert lines(page) == kept(page) == [choix[2], *choix[:2], *choix[3:]]


def test_what_is_taken_out_can_be_put_back(ouvrir: Callable[..., Page], choix: list[str]) -> None:
    page = ouvrir(choix)
    act(page, choix[1], "Retirer").press("Enter")
    expect(status(page)).to_contain_text("est retirée")
    expect(act(page, choix[2], "Retirer")).to_be_focused()
    assert lines(page) == kept(page) == [choix[0], *choix[2:]]
    page.get_by_role("button", name="Annuler").click()
    assert lines(page) == kept(page) == choix
    page.get_by_role("button", name="Tout retirer").click()
    expect(page.get_by_role("heading", name="Votre liste (0 fiche)")).to_be_focused()
    assert page.evaluate("localStorage.length") == 0
    page.get_by_role("button", name="Annuler").click()
    assert lines(page) == kept(page) == choix


def test_a_fiche_is_found_by_its_name_and_added(ouvrir: Callable[..., Page], contenu: Guide) -> None:
    page = ouvrir()
    fiche = next(f for f in contenu.de_type("definition") if re.search("[éèê]", f.titre) and len(f.titre) > 8)
    box = page.get_by_role("searchbox", name="Ajouter une fiche")
    title = typographie(fiche.titre)
    for typed in (title, fold(fiche.titre).upper(), fold(fiche.titre)[:-1]):
        box.fill(typed)
        expect(page.get_by_role("button", name=f"Ajouter {title}").first).to_be_visible()
    letters = fold(fiche.titre).split(" ")
    longest = max(letters, key=len)
    box.fill(" ".join(word[0] + word[2] + word[1] + word[3:] if word is longest else word for word in letters))
    expect(page.get_by_role("button", name=f"Ajouter {title}").first).to_be_visible()
    page.locator(".guide-composer-trouvees").get_by_role("button").first.press("Enter")
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    expect(status(page)).to_contain_text("place 1")
    assert kept(page) == lines(page) == [fiche.slug]
    box.fill(title)
    expect(page.get_by_text("déjà dans la liste")).to_be_visible()
    box.fill("xyzxyzxyz")
    expect(page.get_by_text("Aucune fiche ne porte ce nom.")).to_be_visible()


def test_two_pages_of_the_guide_show_the_same_list(ouvrir: Callable[..., Page], adresse: str, choix: list[str]) -> None:
    page = ouvrir(choix)
    other = page.context.new_page()
    other.goto(adresse)
    act(other, choix[0], "Retirer").click()
    expect(page.get_by_role("heading", name=f"Votre liste ({len(choix) - 1} fiches)")).to_be_visible()
    assert lines(page) == choix[1:]


def test_a_browser_that_keeps_nothing_still_composes(ouvrir: Callable[..., Page], choix: list[str]) -> None:
    page = ouvrir(script="Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }")
    page.get_by_role("searchbox", name="Ajouter une fiche").fill(choix[0])
    page.locator(".guide-composer-trouvees").get_by_role("button").first.click()
    expect(page.get_by_text("Ce navigateur refuse de garder votre liste")).to_be_visible()
    composed(page, lines(page))
    assert len(lines(page)) == 1


# ---- The address -----------------------------------------------------------------------------------------------------


def test_the_address_gives_the_list_to_someone_else(ouvrir: Callable[..., Page], adresse: str, choix: list[str]) -> None:
    page = ouvrir(choix, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_label("Titre du livret").fill("L’été & l’« action » : 100 % ?")
    page.get_by_label("Titre du livret").blur()
    page.get_by_role("button", name="Copier l’adresse du livret").click()
    expect(status(page)).to_contain_text("Adresse copiée.")
    given = page.evaluate("navigator.clipboard.readText()")
    assert given.startswith(f"{adresse}?titre=")
    assert given.endswith(f"&fiches={','.join(choix)}")
    friend = ouvrir(query=given.removeprefix(adresse))
    expect(friend.get_by_label("Titre du livret")).to_have_value("L’été & l’« action » : 100 % ?")
    assert lines(friend) == choix
    composed(friend, choix)
    assert friend.evaluate("localStorage.length") == 0


def test_a_list_that_comes_with_an_address_does_not_replace_the_readers_own(
    ouvrir: Callable[..., Page], adresse: str, choix: list[str]
) -> None:
    own, theirs = choix[:2], choix[1:4]
    query = f"?titre=La+leur&fiches={','.join(theirs)}"
    page = ouvrir(own, query)
    expect(page.get_by_text("La vôtre (2\u00a0fiches) n’a pas changé.")).to_be_visible()
    act(page, theirs[0], "Descendre").click()
    moved = [theirs[1], theirs[0], theirs[2]]
    assert lines(page) == moved
    assert page.url.endswith(f"fiches={','.join(moved)}")
    assert kept(page) == own
    page.get_by_role("button", name="Garder cette liste à la place de la mienne").click()
    expect(page).to_have_url(adresse)
    expect(page.get_by_role("heading", name="Votre liste (3 fiches)")).to_be_focused()
    assert kept(page) == lines(page) == moved
    expect(page.get_by_label("Titre du livret")).to_have_value("La leur")
    page.reload()
    assert lines(page) == moved


def test_a_list_that_comes_with_an_address_is_added_to_the_readers_own(ouvrir: Callable[..., Page], choix: list[str]) -> None:
    page = ouvrir(choix[:2], f"?titre=La+leur&fiches={','.join(choix[1:4])}")
    page.get_by_role("button", name="Ajouter à la mienne").click()
    assert lines(page) == kept(page) == choix[:4]
    expect(page.get_by_label("Titre du livret")).to_have_value("Ma liste")


def test_fiches_that_the_guide_no_longer_has_are_named_and_renamed_ones_found(
    ouvrir: Callable[..., Page], contenu: Guide, choix: list[str]
) -> None:
    renamed = {slug.rpartition("/")[2]: f.slug for f in contenu.fiches.values() for slug in f.anciens_slugs}
    query = ",".join([choix[0], "<i>rien</i>", "toString", *renamed, choix[0]])
    page = ouvrir(query=f"?fiches={query}")
    assert lines(page) == [choix[0], *dict.fromkeys(slug for slug in renamed.values() if slug != choix[0])]
    expect(page.locator(".guide-composer-avis")).to_contain_text("«\u00a0<i>rien</i>\u00a0», «\u00a0toString\u00a0»")


# ---- The document ----------------------------------------------------------------------------------------------------


def test_links_lead_inside_the_document_when_it_holds_what_they_name(
    ouvrir: Callable[..., Page], adresse: str, choix: list[str]
) -> None:
    whole = composed(ouvrir(choix), choix)
    links = whole.locator("a[href]")
    hrefs: list[dict[str, str]] = links.evaluate_all("links => links.map(a => ({ ...a.dataset, href: a.href }))")
    ids: list[str] = whole.locator("[id]").evaluate_all("found => found.map(e => e.id)")
    assert len(ids) == len(set(ids))
    inside = [link["href"].removeprefix(f"{adresse}#") for link in hrefs if link["href"].startswith(f"{adresse}#")]
    assert inside
    assert set(inside) <= set(ids)
    for link in hrefs:
        if link.get("slug") in choix:
            assert link["href"] == f"{adresse}#livret-fiche-{link['slug']}"
        elif "cle" in link:
            assert link["href"] == f"{adresse}#livret-reference-{link['cle']}"
        elif link.get("guide") == "terme":
            assert link["href"] == f"{adresse}#livret-terme-{link['slug']}"


def test_links_to_the_rest_of_the_guide_lead_there(
    ouvrir: Callable[..., Page], material: Site, origine: str, choix: list[str]
) -> None:
    whole = composed(ouvrir(choix), choix)
    hrefs: list[str] = whole.locator("a[data-interne]").evaluate_all("links => links.map(a => a.href)")
    pages = {href.removeprefix(f"{origine}/").partition("#")[0].partition("?")[0] for href in hrefs}
    assert len(pages) > len(choix)
    assert pages <= material.pages.keys()


def test_the_glossary_holds_the_terms_that_are_named_and_are_not_fiches_of_the_booklet(
    ouvrir: Callable[..., Page], contenu: Guide, choix: list[str]
) -> None:
    whole = composed(ouvrir(choix), choix)
    named: set[str] = set(
        whole.locator(".guide-compose-fiche a:is([data-guide=terme], [data-guide=lien], [data-guide=sigle])").evaluate_all(
            "links => links.map(a => a.dataset.slug ?? '')"
        )
    )
    wanted = [f for f in contenu.fiches.values() if f.slug in named - set(choix) and isinstance(f, NOMMEES)]
    assert len(wanted) > 3
    assert whole.locator(GLOSSARY).all_inner_texts() == [typographie(f.titre) for f in wanted]
    folded = [fold(title) for title in whole.locator(GLOSSARY).all_inner_texts()]
    assert all(one <= other for one, other in pairwise(folded))


def test_each_reference_is_given_once_in_the_order_of_the_bibliography(
    ouvrir: Callable[..., Page], contenu: Guide, choix: list[str]
) -> None:
    whole = composed(ouvrir(choix), choix)
    keys: list[str] = whole.locator("a[data-cle]").evaluate_all("links => links.map(a => a.dataset.cle)")
    assert len(keys) > len(set(keys)) > 1  # some are cited twice
    ordered = sorted(set(keys), key=lambda key: contenu.notices[key].rang)
    assert whole.locator(REFERENCES).all_inner_texts() == [contenu.notices[key].texte for key in ordered]


def test_a_term_of_the_document_shows_its_definition(ouvrir: Callable[..., Page], contenu: Guide, choix: list[str]) -> None:
    link = composed(ouvrir(choix), choix).locator("a[data-guide=terme][data-definition]").first
    link.focus()
    slug = link.get_attribute("data-slug") or ""
    expect(link.page.get_by_role("tooltip")).to_have_text(contenu.annotations.pages[slug].definition)


def test_a_fiche_that_does_not_come_is_asked_again(chromium: Browser, adresse: str, choix: list[str]) -> None:
    page = chromium.new_page()
    page.route(f"**/assets/livret/{choix[1]}.js", lambda route: route.abort(), times=1)
    page.goto(f"{adresse}?fiches={','.join(choix)}")
    expect(page.get_by_text("Le livret n’a pas pu être assemblé")).to_be_visible()
    page.get_by_role("button", name="Réessayer").click()
    composed(page, choix)
    expect(page.get_by_text("Le livret n’a pas pu être assemblé")).to_be_hidden()
    page.close()


def test_titles_full_of_signs_are_text(ouvrir: Callable[..., Page], choix: list[str]) -> None:
    title = 'A "b" \\c } </style><img src=x onerror=alert(1)> @page { margin: 0 }'
    page = ouvrir(query=f"?titre={quote_plus(title)}&fiches={choix[0]}")
    composed(page, choix[:1])
    expect(page.locator(".guide-compose-couverture h1")).to_have_text(title)
    rules = page.locator(".guide-livret-compose > style").evaluate(
        "style => [...style.sheet.cssRules].map((rule) => rule.constructor.name)"
    )
    assert set(rules) == {"CSSPageRule"}
    assert page.locator(".guide-livret-compose img").count() == 0


def test_the_booklet_is_printed_from_its_button_once_it_is_whole(ouvrir: Callable[..., Page], choix: list[str]) -> None:
    script = "window.print = () => { window.imprime = document.querySelectorAll('.guide-compose-fiche').length }"
    page = ouvrir(query=f"?fiches={','.join(choix)}", script=script)
    page.get_by_role("button", name="Imprimer le livret").click()
    page.wait_for_function("n => window.imprime === n", arg=len(choix))


def test_the_printed_booklet_is_one_clean_document(
    ouvrir: Callable[..., Page], adresse: str, contenu: Guide, choix: list[str], tmp_path: Path
) -> None:
    page = ouvrir(choix)
    composed(page, choix)
    page.pdf(path=tmp_path / "livret.pdf", format="A4", outline=True, tagged=True)
    printed = pypdfium2.PdfDocument(tmp_path / "livret.pdf")
    pages = [_words(sheet.get_textpage().get_text_bounded()) for sheet in printed]
    titles = [f"{rank}. {typographie(contenu.fiches[slug].titre)}" for rank, slug in enumerate(choix, 1)]
    assert printed.get_metadata_value("Title") == "Ma liste"

    assert "Ma liste" in pages[0]
    assert f"{len(choix)} fiches du guide, réunies le" in pages[0]
    assert _letters(f"{adresse}?fiches={','.join(choix)}") in _letters(pages[0])
    assert f"/ {len(pages)}" not in pages[0]
    assert all(_words(entry) in pages[1] for entry in (*titles, "Glossaire", "Références"))

    # Each part begins a page, in order, and the foot of each of its pages (which pdfium reads first) names it.
    expected = [_words(part) for part in ("Sommaire", *titles, "Glossaire", "Références")]
    met: list[str] = []
    for number, text in enumerate(pages[1:], 2):
        foot = f"Ma liste {number} / {len(pages)} "
        assert text.startswith(foot)
        part = next(part for part in expected if text.startswith(foot + part))
        if part not in met:
            met.append(part)
            assert _letters(part) in _letters(text.removeprefix(foot + part)[: len(part) + 20])
        assert met[-1] == part
    assert met == expected

    everything = " ".join(pages)
    for unseen in (
        "Composer un livret",
        "Monter",
        "Descendre",
        "Ajouter une fiche",
        "Imprimer le livret",
        "parties:",
        "Rechercher",
    ):
        assert unseen not in everything
    for notice in page.locator(REFERENCES).all_inner_texts():
        assert _letters(everything).count(_letters(notice)) == 1


def test_an_anchor_of_the_document_is_reached_from_an_address(ouvrir: Callable[..., Page], choix: list[str]) -> None:
    page = ouvrir(query=f"?fiches={','.join(choix)}#livret-fiche-{choix[-1]}")
    expect(page.locator(f"#livret-fiche-{choix[-1]}")).to_be_in_viewport()


# ---- The file for the documentation centre ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "title",
    [
        "",
        "L’accueil : premiers pas",
        "- # \"a\": {b}, [c] & *d* !e |f > 'g' %h @i `j` \\k",
        "12",
        "null",
        "a \u2028\u0085\ufeff b\u0007 c é",
        "Œuvrer à plusieurs…",
    ],
)
def test_the_file_is_a_booklet_of_the_guide(
    ouvrir: Callable[..., Page], racine: Path, contenu: Guide, choix: list[str], title: str
) -> None:
    page = ouvrir(query=f"?titre={quote_plus(title)}&fiches={','.join(choix)}")
    page.get_by_text("Demander une belle édition en PDF").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger le fichier").click()
    name = download.value.suggested_filename
    (racine / "livrets").mkdir(exist_ok=True)
    file = racine / "livrets" / name
    try:
        download.value.save_as(file)
        assert file.read_text("utf-8") == page.locator(".guide-composer-yaml").inner_text()
        draft, problems = check(racine)
    finally:
        file.unlink()
    assert [str(problem) for problem in problems if problem.fichier == f"livrets/{name}"] == []
    booklet = next(booklet for booklet in draft.livrets if booklet.fichier == f"livrets/{name}")
    assert booklet.titre == page.get_by_label("Titre du livret").input_value() or booklet.titre == "Mon livret"
    assert booklet.date == date.fromisoformat(page.evaluate("new Date().toLocaleDateString('sv')"))
    assert [[fiche.slug for fiche in part] for part in parts(booklet, contenu.fiches)] == [choix]


def test_a_slug_that_yaml_takes_for_something_else_is_quoted(ouvrir: Callable[..., Page]) -> None:
    page = ouvrir()
    text = page.evaluate(
        "slugs => Guide.composition.yaml({ titre: 'x', fiches: slugs }, new Date())",
        ["no", "12", "1e3", "null", "2026-01-01", "on-y-va"],
    )
    assert re.findall("      - (.*)", text) == ['"no"', '"12"', '"1e3"', '"null"', '"2026-01-01"', "on-y-va"]


@pytest.mark.parametrize(
    ("title", "name"), [("Composer", "mon-livret.yml"), ("Index", "mon-livret.yml"), ("!?", "mon-livret.yml")]
)
def test_the_file_never_bears_the_name_of_a_page(ouvrir: Callable[..., Page], title: str, name: str) -> None:
    assert ouvrir().evaluate("title => Guide.composition.fileName(title)", title) == name


def test_the_file_is_copied(ouvrir: Callable[..., Page], choix: list[str]) -> None:
    page = ouvrir(choix, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_text("Demander une belle édition en PDF").click()
    page.get_by_role("button", name="Copier ce texte").click()
    expect(status(page)).to_have_text("Texte copié.")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator(".guide-composer-yaml").inner_text()


# ---- Everywhere ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_overflows(ouvrir: Callable[..., Page], choix: list[str], scheme: str, width: int) -> None:
    page = ouvrir(
        choix[:1], f"?titre=T&fiches={','.join(choix)},rien", color_scheme=scheme, viewport={"width": width, "height": 740}
    )
    composed(page, choix)
    page.get_by_text("Demander une belle édition en PDF").click()
    page.get_by_role("searchbox", name="Ajouter une fiche").fill("a")
    act(page, choix[1], "Retirer").click()
    composed(page, [choix[0], *choix[2:]])
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_javascript_the_page_is_read(chromium: Browser, adresse: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(adresse)
    expect(page.get_by_role("link", name="livrets à imprimer")).to_be_visible()
    context.close()


def test_the_other_engine_does_the_same(ouvrir: Callable[..., Page], zensical: Site, choix: list[str]) -> None:
    with served(zensical) as origin:
        page = ouvrir(choix, url=f"{origin}/livrets/composer/")
        composed(page, choix)
        act(page, choix[0], "Descendre").click()
        assert lines(page) == kept(page) == [choix[1], choix[0], *choix[2:]]
        assert page.locator(GLOSSARY).count() > 3
        expect(page.locator(REFERENCES).first).to_be_visible()


def test_the_edition_without_network_composes_from_a_folder(
    ouvrir: Callable[..., Page], racine: Path, contenu: Guide, choix: list[str], tmp_path: Path
) -> None:
    folder = tmp_path / "guide"
    build(racine, "--hors-ligne", "--sortie", folder)
    page = ouvrir(url=(folder / addresses.url(addresses.fiche_path(contenu.fiches[choix[0]])) / "index.html").as_uri())
    page.get_by_role("button", name="Ajouter à mon livret").click()
    page.get_by_role("link", name="Voir mon livret").click()
    here = (folder / "livrets/composer/index.html").as_uri()
    expect(page).to_have_url(here)
    assert lines(page) == choix[:1]
    page.goto(f"{here}?titre=Sans+réseau&fiches={','.join(choix)}")
    whole = composed(page, choix)
    hrefs: list[str] = whole.locator("a[data-interne]").evaluate_all("links => links.map(a => a.href)")
    assert len(hrefs) > len(choix)
    for href in hrefs:
        path = href.removeprefix(folder.as_uri()).partition("#")[0].partition("?")[0]
        assert (folder / path.lstrip("/")).is_file(), href


def handle(page: Page, slug: str) -> tuple[float, float]:
    """The middle of the handle of a line."""
    box = page.locator(f"li[data-slug={slug}] .guide-composer-poignee").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _words(text: str) -> str:
    """A text as it is compared: one kind of space, words not cut at the end of lines."""
    return re.sub(r"\s+", " ", re.sub("[\x02\ufffe]\\s*", "", text)).strip()


def _letters(text: str) -> str:
    """A text without what a PDF may lose at the end of a line: spaces and hyphens."""
    return re.sub(r"[\s-]", "", _words(text))
