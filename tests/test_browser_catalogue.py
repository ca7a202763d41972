"""The catalogue as a reader uses it: choices, counts, address, keyboard, paper, spreadsheet, without JavaScript."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from html_pages import Site
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from test_browser import _faults, _served

from generator.facets import Facette, facets, values_of
from generator.lexicon import fold
from generator.link import Guide
from generator.model import Fiche
from generator.typography import typographie

pytestmark = pytest.mark.navigateur
PREMIERES = 50


@pytest.fixture(scope="module")
def adresse(material: Site) -> Iterator[str]:
    with _served(material) as origin:
        yield f"{origin}/catalogue/"


@pytest.fixture
def contexte(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(contexte: BrowserContext, adresse: str) -> Page:
    page = contexte.new_page()
    page.goto(adresse)
    return page


@pytest.fixture(scope="module")
def facettes(contenu: Guide) -> dict[str, Facette]:
    return {f.nom: f for f in facets(contenu.draft.vocabulaires.values(), contenu.fiches.values())}


@pytest.fixture(scope="module")
def compter(contenu: Guide) -> Callable[..., int]:
    """How many fiches a choice must give: any of the values of a facet, and so for each facet."""

    def count(**choices: list[str]) -> int:
        return sum(
            all(set(values) & set(values_of(f).get(name, ())) for name, values in choices.items())
            for f in contenu.fiches.values()
        )

    return count


def case(page: Page, facet: str, value: str) -> Locator:
    return page.locator(f"[data-guide=facette][data-facette={facet}][data-valeur={value}]")


def compte(page: Page, facet: str, value: str) -> int:
    label = page.locator("label", has=case(page, facet, value))
    return int(label.locator("[data-guide=compte]").inner_text())


def expect_total(page: Page, n: int) -> None:
    expect(page.locator("[data-total]")).to_have_attribute("data-total", str(n))
    expect(page.locator("[data-guide=resultat]")).to_have_count(min(n, PREMIERES))


def titres(page: Page) -> list[str]:
    return page.locator("[data-guide=resultat] h3").all_inner_texts()


def two_values(facette: Facette) -> list[str]:
    """The two values that most fiches have."""
    return [v.id for v in sorted(facette.valeurs, key=lambda v: -len(v.fiches))[:2]]


def test_all_fiches_are_there_and_every_facet_with_its_values(
    page: Page, contenu: Guide, facettes: dict[str, Facette], compter: Callable[..., int]
) -> None:
    expect_total(page, len(contenu.fiches))
    for facette in facettes.values():
        expect(page.locator(f"[data-facette={facette.nom}]")).to_have_count(len(facette.valeurs))
        for value in facette.valeurs:
            assert compte(page, facette.nom, value.id) == compter(**{facette.nom: [value.id]})
            expect(case(page, facette.nom, value.id)).to_be_enabled(enabled=bool(value.fiches))


def test_values_of_one_facet_add_up_and_facets_narrow_each_other(
    page: Page, facettes: dict[str, Facette], compter: Callable[..., int]
) -> None:
    one, other = two_values(facettes["echelles"])
    case(page, "echelles", one).check()
    expect_total(page, compter(echelles=[one]))
    case(page, "echelles", other).check()
    both = compter(echelles=[one, other])
    assert both > compter(echelles=[one])
    expect_total(page, both)
    case(page, "type", "pratique").check()
    narrowed = compter(echelles=[one, other], type=["pratique"])
    assert 0 < narrowed < both
    expect_total(page, narrowed)


@pytest.mark.parametrize("facet", ["echelles", "thematiques"])
def test_each_count_is_what_the_click_gives(
    page: Page, facettes: dict[str, Facette], compter: Callable[..., int], facet: str
) -> None:
    """Beside a choice in another facet and in the same one, with words."""
    first = two_values(facettes[facet])[0]
    for before in ("?type=pratique,acteur", f"?type=pratique,outil&{facet}={first}", "?q=projet"):
        page.goto(page.url.partition("?")[0] + before)
        for value in facettes[facet].valeurs:
            box = case(page, facet, value.id)
            if box.is_checked():
                continue
            shown = compte(page, facet, value.id)
            assert box.is_disabled() == (shown == 0)
            if shown:
                box.check()
                expect_total(page, shown)
                box.uncheck()


def test_a_ticked_value_counts_its_fiches_among_those_shown(
    page: Page, facettes: dict[str, Facette], compter: Callable[..., int]
) -> None:
    one, other = two_values(facettes["echelles"])
    page.goto(f"{page.url}?echelles={one},{other}&type=pratique")
    assert compte(page, "echelles", one) == compter(echelles=[one], type=["pratique"])


def test_each_choice_has_a_chip_that_removes_it(page: Page, facettes: dict[str, Facette], contenu: Guide) -> None:
    one, other = two_values(facettes["echelles"])
    page.goto(f"{page.url}?q=projet&echelles={one},{other}")
    chips = page.get_by_role("list", name="Vos choix").get_by_role("button")
    expect(chips).to_have_count(4)
    before = compte(page, "echelles", one)
    label = next(v.libelle for v in facettes["echelles"].valeurs if v.id == other)
    page.get_by_role("button", name=f"Retirer {label}").click()
    expect(case(page, "echelles", other)).not_to_be_checked()
    expect_total(page, before)
    expect(page).to_have_url(re.compile(rf"\?q=projet&echelles={one}$"))
    expect(page.get_by_role("button", name="Tout effacer")).not_to_be_focused()
    expect(chips.nth(1)).to_be_focused()  # near the one that has gone
    page.get_by_role("button", name="Tout effacer").click()
    expect_total(page, len(contenu.fiches))
    expect(chips).to_have_count(0)
    expect(page.get_by_role("heading", name="Résultats")).to_be_focused()
    expect(page).to_have_url(re.compile(r"/catalogue/$"))


def test_the_address_says_the_choices_and_gives_them_back(page: Page, facettes: dict[str, Facette], chromium: Browser) -> None:
    one, other = two_values(facettes["echelles"])
    for facet, value in (("echelles", one), ("type", "pratique"), ("echelles", other)):
        case(page, facet, value).check()
    page.get_by_label("Des mots du titre").fill("action")
    expect(page.get_by_label("Trier par")).to_have_value("pertinence")
    page.get_by_label("Trier par").select_option("Titre")
    expect(page).to_have_url(re.compile(rf"/catalogue/\?q=action&echelles={one},{other}&type=pratique&tri=titre$"))
    shown = titres(page)
    assert shown
    page.reload()
    assert titres(page) == shown
    expect(case(page, "echelles", other)).to_be_checked()
    elsewhere = chromium.new_context()
    colleague = elsewhere.new_page()
    colleague.goto(page.url)
    assert titres(colleague) == shown
    elsewhere.close()


def test_back_undoes_a_choice(page: Page, facettes: dict[str, Facette], contenu: Guide) -> None:
    one, other = two_values(facettes["echelles"])
    case(page, "echelles", one).check()
    before = compte(page, "echelles", one)
    case(page, "echelles", other).check()
    page.go_back()
    expect(case(page, "echelles", other)).not_to_be_checked()
    expect_total(page, before)
    page.go_back()
    expect_total(page, len(contenu.fiches))
    page.go_forward()
    expect(case(page, "echelles", one)).to_be_checked()


def test_back_from_a_fiche_finds_the_list_again(page: Page) -> None:
    case(page, "type", "definition").check()
    page.locator(".guide-suite").click()
    last = page.locator("[data-guide=resultat] a").last
    slug = page.locator("[data-guide=resultat]").last.get_attribute("data-slug")
    last.click()
    expect(page).to_have_url(re.compile(rf"/definitions/{slug}/$"))
    page.go_back()
    expect(page.locator(f"[data-guide=resultat][data-slug={slug}]")).to_be_visible()
    expect(case(page, "type", "definition")).to_be_checked()


def test_unknown_names_in_the_address_are_left_out(page: Page, contenu: Guide, compter: Callable[..., int]) -> None:
    page.goto(f"{page.url}?echelles=lune&__proto__=x&constructor=y&tri=prix&type=outil,outil,toString")
    expect_total(page, compter(type=["outil"]))


def test_the_search_box_of_the_header_leads_here_with_its_words(contexte: BrowserContext, adresse: str) -> None:
    page = contexte.new_page()
    page.goto(f"{adresse}?q=carte+d%E2%80%99acteurs")
    expect(page.get_by_label("Des mots du titre")).to_have_value("carte d’acteurs")
    assert any("carte d’acteurs" in title.lower() for title in titres(page)[:3])


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ccas", "ccas"),
        ("C.C.A.S.", "ccas"),
        ("l'observation partagée", "observation-partagee"),
        ("OBSERVATIONS PARTAGEES", "observation-partagee"),
        ("observatoire dép", "observatoire-departemental"),
    ],
)
def test_words_are_found_whatever_their_form(page: Page, typed: str, found: str) -> None:
    page.get_by_label("Des mots du titre").fill(typed)
    expect(page.locator("[data-guide=resultat]").first).to_have_attribute("data-slug", found)


def test_titles_are_in_french_order_and_dates_from_the_latest(page: Page, contenu: Guide) -> None:
    def by_title(fiches: list[Fiche]) -> list[str]:
        return [typographie(f.titre) for f in sorted(fiches, key=lambda f: fold(f.titre))]

    outils = list(contenu.de_type("outil"))
    case(page, "type", "outil").check()
    assert titres(page) == by_title(outils)
    page.get_by_label("Trier par").select_option("Révisées récemment")
    expect(page).to_have_url(re.compile(r"tri=date$"))
    shown = titres(page)
    latest = sorted({f.revu_le for f in outils}, reverse=True)
    assert shown == [title for day in latest for title in by_title([f for f in outils if f.revu_le == day])]


def test_relevance_is_an_order_only_when_there_are_words(page: Page) -> None:
    order = page.get_by_label("Trier par")
    expect(order).to_have_value("titre")
    expect(order.locator("option", has_text="Pertinence")).to_be_disabled()
    page.get_by_label("Des mots du titre").fill("partenariat")
    expect(order).to_have_value("pertinence")
    assert titres(page)[0] == "Partenariat"


def test_nothing_found_offers_ways_out(page: Page, facettes: dict[str, Facette]) -> None:
    page.goto(f"{page.url}?type=outil&nature=levier")
    expect_total(page, 0)
    expect(page.get_by_text("Aucune fiche ne répond à tous ces choix à la fois.")).to_be_visible()
    expect(page.get_by_role("heading", name="Fiches proches")).to_be_visible()
    assert page.locator(".guide-rien a").count() > 0
    expect(page.get_by_role("button", name="Exporter en CSV")).to_be_disabled()
    for facet, value in (("type", "outil"), ("nature", "levier")):
        expect(case(page, facet, value)).to_be_enabled()  # ticked: it can be taken back
    way_out = page.locator(".guide-rien button", has_text="Levier")
    promised = int(re.search(r"\((\d+)", way_out.inner_text())[1])  # type: ignore[index]
    way_out.click()
    expect_total(page, promised)


def test_a_typing_error_gets_a_suggestion(page: Page) -> None:
    page.get_by_label("Des mots du titre").fill("partenarait")
    page.locator("[data-guide=suggestion]").click()
    expect(page.get_by_label("Des mots du titre")).to_have_value("partenariat")
    expect(page.locator("[data-guide=resultat][data-slug=partenariat]")).to_be_visible()


def test_more_results_come_fifty_at_a_time_and_take_the_focus(page: Page, contenu: Guide) -> None:
    expect_total(page, len(contenu.fiches))
    page.locator(".guide-suite").click()
    results = page.locator("[data-guide=resultat]")
    expect(results).to_have_count(min(2 * PREMIERES, len(contenu.fiches)))
    expect(results.nth(PREMIERES).locator("a")).to_be_focused()


def test_paper_gets_the_whole_list_and_no_filters(page: Page, contenu: Guide) -> None:
    page.evaluate("window.print = () => dispatchEvent(new Event('beforeprint'))")
    page.get_by_role("button", name="Imprimer cette liste").click()
    expect(page.locator("[data-guide=resultat]")).to_have_count(len(contenu.fiches))
    page.emulate_media(media="print")
    expect(page.locator(".guide-filtres")).to_be_hidden()
    expect(page.locator("[data-guide=resultat]").last).to_be_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("[data-guide=resultat]")).to_have_count(PREMIERES)


def test_the_list_opens_in_a_french_spreadsheet(page: Page, contenu: Guide, facettes: dict[str, Facette], tmp_path: Path) -> None:
    case(page, "type", "pratique").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Exporter en CSV").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert path.suffix == ".csv"
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert [row["Titre"] for row in rows] == [typographie(f.titre) for f in contenu.de_type("pratique")]  # beyond the first fifty
    for row, fiche in zip(rows, contenu.de_type("pratique"), strict=True):
        assert row["Résumé"] == typographie(fiche.resume)
        assert row["Revue le"] == fiche.revu_le.isoformat()
        assert row["Adresse"] == page.url.partition("catalogue/")[0] + f"pratiques/{fiche.slug}/"
        for nom, facette in facettes.items():
            labels = [typographie(v.libelle) for v in facette.valeurs if v.id in values_of(fiche).get(nom, ())]
            assert sorted(filter(None, row[typographie(facette.libelle)].split(" | "))) == sorted(labels)


def test_a_cell_is_never_a_formula(page: Page, tmp_path: Path) -> None:
    page.route("**/catalogue-donnees.js", lambda route: route.fulfill(content_type="text/javascript", body=_HOSTILE))
    page.goto(page.url)
    with page.expect_download() as download:
        page.get_by_role("button", name="Exporter en CSV").click()
    download.value.save_as(tmp_path / "liste.csv")
    rows = list(csv.DictReader((tmp_path / "liste.csv").open(encoding="utf-8-sig", newline=""), delimiter=";"))
    assert [row["Titre"] for row in rows] == ["'=1+1", "'+33", "'-2", "'@A1", "'\t=1", 'a;"b"\nc']


_HOSTILE = "window.Guide = window.Guide ?? {}; Guide.catalogue = " + json.dumps(
    {
        "facettes": [{"nom": "type", "libelle": "Type", "valeurs": [["outil", "Outil"]]}],
        "fiches": [
            {
                "slug": f"f{i}", "url": f"outils/f{i}/", "titre": titre, "resume": "", "mots": [],
                "ebauche": False, "revu_le": "2026-01-01", "facettes": {"type": ["outil"]},
            }
            for i, titre in enumerate(["=1+1", "+33", "-2", "@A1", "\t=1", 'a;"b"\nc'])
        ],
    }
)  # fmt: skip


def test_the_last_ticked_values_are_remembered_and_nothing_before_a_tick(page: Page, facettes: dict[str, Facette]) -> None:
    page.goto(f"{page.url}?type=outil")
    assert page.evaluate("sessionStorage.length") == 0
    values = [v for v in facettes["thematiques"].valeurs if v.fiches][:6]
    case(page, "type", "outil").uncheck()
    for value in values:
        case(page, "thematiques", value.id).check()
    known = page.evaluate("JSON.parse(sessionStorage.getItem('guide.facettes'))")
    assert known == [{"facette": "thematiques", "valeur": v.id, "libelle": typographie(v.libelle)} for v in reversed(values[1:])]
    assert page.evaluate("localStorage.length") == 0


def test_by_keyboard_alone(page: Page, compter: Callable[..., int]) -> None:
    page.get_by_label("Des mots du titre").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    first = case(page, "type", "definition")
    expect(first).to_be_focused()
    page.keyboard.press("Space")
    expect_total(page, compter(type=["definition"]))
    expect(first).to_be_focused()
    page.keyboard.press("Space")
    expect(first).not_to_be_checked()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")  # folds the facet
    expect(first).to_be_hidden()


def test_the_number_of_results_is_announced(page: Page, compter: Callable[..., int]) -> None:
    case(page, "type", "outil").check()
    expect(page.get_by_role("status")).to_contain_text(f"{compter(type=['outil'])}\u00a0fiches sur")


def test_on_a_phone_filters_open_on_demand_and_lead_back_to_the_results(chromium: Browser, adresse: str) -> None:
    context = chromium.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(adresse)
    box = case(page, "type", "outil")
    expect(box).to_be_hidden()
    page.get_by_text("Filtrer", exact=True).click()
    page.locator("summary", has_text="Type de fiche").click()
    box.check()
    metrics = context.new_cdp_session(page).send("Page.getLayoutMetrics")
    assert metrics["cssContentSize"]["width"] <= 320
    page.get_by_role("button", name=re.compile("^Voir")).click()
    expect(box).to_be_hidden()
    expect(page.locator("[data-guide=resultat]").first).to_be_in_viewport()
    metrics = context.new_cdp_session(page).send("Page.getLayoutMetrics")
    assert metrics["cssContentSize"]["width"] <= 320
    context.close()


def test_without_javascript_each_value_has_its_page(chromium: Browser, adresse: str, facettes: dict[str, Facette]) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(adresse)
    commune = facettes["echelles"].valeurs[1]
    link = page.locator("article").get_by_role("link", name=commune.libelle, exact=True)
    expect(link).to_be_visible()
    link.click()
    expect(page).to_have_url(f"{adresse}echelles/{commune.id}/")
    expect(page.locator("article li")).to_have_count(len(commune.fiches))
    context.close()


def test_the_page_of_a_value_leads_on_to_the_filters(page: Page, adresse: str, facettes: dict[str, Facette]) -> None:
    commune = facettes["echelles"].valeurs[1]
    page.goto(f"{adresse}echelles/{commune.id}/")
    page.get_by_role("link", name="Affiner dans le catalogue").click()
    expect(case(page, "echelles", commune.id)).to_be_checked()
    expect_total(page, len(commune.fiches))


def test_the_lists_come_back_when_the_script_fails(page: Page) -> None:
    page.route("**/catalogue-donnees.js", lambda route: route.abort())
    page.goto(page.url)
    expect(page.get_by_text("Toutes les fiches, par type puis par facette.")).to_be_visible()


def test_from_a_folder_too(page: Page, material: Site, zensical: Site) -> None:
    for site in (material, zensical):
        page.goto((site.dossier / "catalogue/index.html").as_uri())
        case(page, "type", "outil").check()
        expect(page).to_have_url(re.compile(r"^file:.*/catalogue/index\.html\?type=outil$"))
        page.locator("[data-guide=resultat] a").first.click()
        expect(page).to_have_url(re.compile(r"^file:.*/outils/[a-z0-9-]+/index\.html$"))
        page.go_back()
        expect(case(page, "type", "outil")).to_be_checked()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(chromium: Browser, adresse: str, scheme: str, width: int) -> None:
    context = chromium.new_context(color_scheme="dark" if scheme == "dark" else "light", viewport={"width": width, "height": 900})
    page = context.new_page()
    for query in ("", "?q=projet&echelles=commune&type=pratique", "?type=outil&nature=levier"):
        page.goto(adresse + query)
        expect(page.locator("[data-total]")).to_be_visible()
        page.locator(".guide-filtres").evaluate("details => { details.open = true }")
        assert _faults(page) == [], query
    context.close()
