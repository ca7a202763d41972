"""The catalogue as a reader uses it: choices, counts, address, keyboard, paper, spreadsheet, without JavaScript."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browser import faults
from html_pages import Site
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from generator.facets import Facette, facets, values_of
from generator.lexicon import fold
from generator.link import Guide
from generator.model import TYPES, Fiche
from generator.typography import typographie

pytestmark = pytest.mark.navigateur
PREMIERES = 50


@pytest.fixture(scope="module")
def adresse(origine: str) -> str:
    return f"{origine}/catalogue/"


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


@pytest.fixture(scope="module")
def larges(facettes: dict[str, Facette]) -> list[Facette]:
    """The two facets, type and nature apart, whose values serve most."""
    ours = [f for f in facettes.values() if f.nom not in ("type", "nature")]
    return sorted(ours, key=lambda f: -sum(len(v.fiches) > 0 for v in f.valeurs))[:2]


def fiche(
    i: int, titre: str, *, resume: str = "", mots: tuple[str, ...] = (), type: str = "outil", echelle: str = "commune"
) -> Any:
    """A made-up fiche, as the script of the catalogue reads it."""
    return {
        "slug": f"f{i}",
        "url": f"outils/f{i}/",
        "titre": titre,
        "resume": resume,
        "mots": mots,
        "ebauche": False,
        "revu_le": f"2026-01-{1 + i % 28:02}",
        "facettes": {"type": [type], "echelles": [echelle]},
    }


def show(page: Page, fiches: list[dict[str, Any]], query: str = "") -> None:
    """Open the catalogue on made-up fiches."""
    facettes = [
        {"nom": "type", "libelle": "Type", "valeurs": [["outil", "Outil"], ["acteur", "Acteur"]]},
        {"nom": "echelles", "libelle": "Échelles", "valeurs": [["commune", "Commune"], ["region", "Région"]]},
    ]
    body = "window.Guide = window.Guide ?? {}; Guide.catalogue = " + json.dumps({"facettes": facettes, "fiches": fiches})
    page.route("**/catalogue-donnees.js", lambda route: route.fulfill(content_type="text/javascript", body=body))
    page.goto(page.url.partition("?")[0] + query)


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
    page: Page, larges: list[Facette], compter: Callable[..., int]
) -> None:
    name, (one, other) = larges[0].nom, two_values(larges[0])
    case(page, name, one).check()
    expect_total(page, compter(**{name: [one]}))
    case(page, name, other).check()
    expect_total(page, compter(**{name: [one, other]}))
    type_ = next(v for v in reversed(TYPES) if compter(type=[v], **{name: [one, other]}))
    case(page, "type", type_).check()
    expect_total(page, compter(type=[type_], **{name: [one, other]}))


@pytest.mark.parametrize("rank", [0, 1])
def test_each_count_is_what_the_click_gives(page: Page, larges: list[Facette], rank: int) -> None:
    """Alone, beside a choice in another facet, in the same one, and with words."""
    facet = larges[rank]
    first = two_values(facet)[0]
    clicks = 0
    for before in ("", "?type=pratique,acteur", f"?type=pratique,outil,definition&{facet.nom}={first}", "?q=un"):
        page.goto(page.url.partition("?")[0] + before)
        for value in facet.valeurs:
            box = case(page, facet.nom, value.id)
            if box.is_checked():
                continue
            shown = compte(page, facet.nom, value.id)
            assert box.is_disabled() == (shown == 0)
            if shown:
                box.check()
                expect_total(page, shown)
                box.uncheck()
                clicks += 1
    assert clicks > len(facet.valeurs)


def test_a_ticked_value_counts_its_fiches_among_those_shown(
    page: Page, larges: list[Facette], compter: Callable[..., int]
) -> None:
    name, (one, other) = larges[0].nom, two_values(larges[0])
    page.goto(f"{page.url}?{name}={one},{other}&type=pratique,definition")
    assert compte(page, name, one) == compter(type=["pratique", "definition"], **{name: [one]})


def test_each_choice_has_a_chip_that_removes_it(page: Page) -> None:
    show(page, [fiche(0, "Carte"), fiche(1, "Carte", echelle="region"), fiche(2, "Plan")], "?q=carte&echelles=commune,region")
    chips = page.get_by_role("list", name="Vos choix").get_by_role("button")
    expect(chips).to_have_text([re.compile("carte"), re.compile("Commune"), re.compile("Région"), "Tout effacer"])
    expect_total(page, 2)
    page.get_by_role("button", name="Retirer Région").click()
    expect(case(page, "echelles", "region")).not_to_be_checked()
    expect_total(page, 1)
    expect(page).to_have_url(re.compile(r"\?q=carte&echelles=commune$"))
    expect(chips.nth(1)).to_be_focused()  # near the one that has gone
    page.get_by_role("button", name="Tout effacer").click()
    expect_total(page, 3)
    expect(chips).to_have_count(0)
    expect(page.get_by_label("Des mots du titre")).to_be_focused()
    expect(page).to_have_url(re.compile(r"/catalogue/$"))


def test_the_address_says_the_choices_and_gives_them_back(page: Page, larges: list[Facette], contexte: BrowserContext) -> None:
    name, (one, other) = larges[0].nom, two_values(larges[0])
    for facet, value in ((name, one), ("type", "pratique"), ("type", "definition"), (name, other)):
        case(page, facet, value).check()
    page.get_by_label("Des mots du titre").fill("un")
    expect(page.get_by_label("Trier par")).to_have_value("pertinence")
    page.get_by_label("Trier par").select_option("Titre")
    expect(page).to_have_url(re.compile(rf"/catalogue/\?q=un&{name}={one},{other}&type=pratique,definition&tri=titre$"))
    shown = titres(page)
    assert shown
    page.reload()
    assert titres(page) == shown
    expect(case(page, name, other)).to_be_checked()
    colleague = contexte.new_page()
    colleague.goto(page.url)
    assert titres(colleague) == shown


def test_back_undoes_a_choice(page: Page, larges: list[Facette], contenu: Guide) -> None:
    name, (one, other) = larges[0].nom, two_values(larges[0])
    case(page, name, one).check()
    before = compte(page, name, one)
    case(page, name, other).check()
    page.go_back()
    expect(case(page, name, other)).not_to_be_checked()
    expect_total(page, before)
    page.go_back()
    expect_total(page, len(contenu.fiches))
    page.go_forward()
    expect(case(page, name, one)).to_be_checked()


def test_back_from_a_fiche_finds_the_list_again(page: Page) -> None:
    show(page, [fiche(i, f"Titre {i}") for i in range(120)])
    case(page, "type", "outil").check()
    page.locator(".guide-suite").click()
    page.locator("[data-slug=f70] a").click()
    expect(page).to_have_url(re.compile(r"/outils/f70/$"))
    page.go_back()
    expect(page.locator("[data-slug=f70]")).to_be_visible()
    expect(case(page, "type", "outil")).to_be_checked()


def test_unknown_names_in_the_address_are_left_out(page: Page, compter: Callable[..., int]) -> None:
    page.goto(f"{page.url}?echelles=lune&__proto__=x&constructor=y&tri=prix&type=outil,outil,toString")
    expect_total(page, compter(type=["outil"]))
    expect(page.get_by_role("list", name="Vos choix").get_by_role("button")).to_have_count(2)


def test_the_words_of_the_address_are_looked_for(page: Page) -> None:
    """The search box of the header sends them so."""
    show(page, [fiche(0, "Carte d’acteurs"), fiche(1, "Plan")], "?q=carte+d%E2%80%99acteurs")
    expect(page.get_by_label("Des mots du titre")).to_have_value("carte d’acteurs")
    assert titres(page) == ["Carte d’acteurs"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ccas", [1, 0]),  # its sigle before a word of another’s title
        ("C.C.A.S.", [1, 0]),
        ("l'évaluation", [3, 4]),
        ("EVALUATIONS", [3, 4]),
        ("évaluer", [3, 4]),
        ("partag observ", [2]),
        ("habitants", [5]),
        ("de la", []),
    ],
)
def test_words_are_found_whatever_their_form(page: Page, typed: str, found: list[int]) -> None:
    fiches = [
        fiche(0, "Aider un CCAS"),
        fiche(1, "Centre d’action sociale", mots=("CCAS",)),
        fiche(2, "L’observation partagée"),
        fiche(3, "Évaluation"),
        fiche(4, "Mesurer", resume="Une façon d’évaluer avec d’autres"),
        fiche(5, "Réunir les habitant·es"),
    ]
    show(page, fiches)
    page.get_by_label("Des mots du titre").fill(typed)
    expect(page).to_have_url(re.compile(r"\?q="))
    assert page.locator("[data-guide=resultat]").evaluate_all("all => all.map((e) => +e.dataset.slug.slice(1))") == found


def test_titles_are_in_french_order_and_dates_from_the_latest(page: Page, contenu: Guide) -> None:
    def by_title(fiches: list[Fiche]) -> list[str]:
        return [typographie(f.titre) for f in sorted(fiches, key=lambda f: fold(f.titre))]

    outils = list(contenu.de_type("outil"))
    case(page, "type", "outil").check()
    assert titres(page) == by_title(outils)
    page.get_by_label("Trier par").select_option("Date de révision")
    expect(page).to_have_url(re.compile(r"tri=date$"))
    latest = sorted({f.revu_le for f in outils}, reverse=True)
    assert titres(page) == [title for day in latest for title in by_title([f for f in outils if f.revu_le == day])]


def test_the_latest_comes_first(page: Page) -> None:
    show(page, [fiche(i, f"Titre {i}") for i in (3, 9, 5, 33)], "?tri=date")
    assert titres(page) == ["Titre 9", "Titre 5", "Titre 33", "Titre 3"]


def test_relevance_is_an_order_only_when_there_are_words(page: Page) -> None:
    show(page, [fiche(0, "Analyser un partenariat"), fiche(1, "Partenariat"), fiche(2, "Relancer", resume="un partenariat")])
    order = page.get_by_label("Trier par")
    expect(order).to_have_value("titre")
    expect(order.locator("option", has_text="Pertinence")).to_be_disabled()
    page.get_by_label("Des mots du titre").fill("partenariat")
    expect(order).to_have_value("pertinence")
    assert titres(page) == ["Partenariat", "Analyser un partenariat", "Relancer"]


def test_nothing_found_offers_ways_out(page: Page) -> None:
    show(
        page,
        [fiche(0, "Carte"), fiche(1, "Plan"), fiche(2, "Mairie", type="acteur", echelle="region")],
        "?type=outil&echelles=region",
    )
    expect_total(page, 0)
    expect(page.get_by_text("Aucune fiche ne répond à tous ces choix à la fois.")).to_be_visible()
    expect(page.get_by_role("heading", name="Fiches proches")).to_be_visible()
    expect(page.locator(".guide-rien a")).to_have_text(["Carte", "Plan", "Mairie"])
    expect(page.get_by_role("button", name="Exporter en CSV")).to_be_disabled()
    for facet, value in (("type", "outil"), ("echelles", "region")):
        expect(case(page, facet, value)).to_be_enabled()  # ticked: it can be taken back
    page.locator(".guide-rien button", has_text="Région").click()
    expect_total(page, 2)
    expect(case(page, "type", "outil")).to_be_checked()


def test_a_typing_error_gets_a_suggestion(page: Page) -> None:
    show(page, [fiche(0, "L’Évaluation partagée"), fiche(1, "Plan")])
    page.get_by_label("Des mots du titre").fill("evalaution")
    page.locator("[data-guide=suggestion]").click()
    expect(page.get_by_label("Des mots du titre")).to_have_value("évaluation")
    expect_total(page, 1)


def test_more_results_come_fifty_at_a_time_and_take_the_focus(page: Page) -> None:
    show(page, [fiche(i, f"Titre {i}") for i in range(120)])
    results, more = page.locator("[data-guide=resultat]"), page.locator(".guide-suite")
    expect_total(page, 120)
    more.click()
    expect(results).to_have_count(2 * PREMIERES)
    expect(results.nth(PREMIERES).locator("a")).to_be_focused()
    expect(more).to_have_text("Afficher 20\u00a0fiches de plus")
    more.click()
    expect(results).to_have_count(120)
    expect(more).to_be_hidden()


def test_paper_gets_the_whole_list_and_no_filters(page: Page) -> None:
    show(page, [fiche(i, f"Titre {i}") for i in range(120)])
    page.evaluate("window.print = () => dispatchEvent(new Event('beforeprint'))")
    page.get_by_role("button", name="Imprimer cette liste").click()
    expect(page.locator("[data-guide=resultat]")).to_have_count(120)
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
    show(page, [fiche(i, titre) for i, titre in enumerate(["=1+1", "+33", "-2", "@A1", "\t=1", 'a;"b"\nc'])])
    with page.expect_download() as download:
        page.get_by_role("button", name="Exporter en CSV").click()
    download.value.save_as(tmp_path / "liste.csv")
    rows = list(csv.DictReader((tmp_path / "liste.csv").open(encoding="utf-8-sig", newline=""), delimiter=";"))
    assert [row["Titre"] for row in rows] == ["'=1+1", "'+33", "'-2", "'@A1", "'\t=1", 'a;"b"\nc']


def test_the_last_ticked_values_are_remembered_and_nothing_before_a_tick(page: Page, facettes: dict[str, Facette]) -> None:
    page.goto(f"{page.url}?type=outil")
    assert page.evaluate("sessionStorage.length") == 0
    case(page, "type", "outil").uncheck()
    assert page.evaluate("sessionStorage.length") == 0
    ticked = [(f, v) for f in facettes.values() for v in f.valeurs if len(v.fiches)][:6]
    for facette, value in ticked:
        case(page, facette.nom, value.id).check()
        case(page, facette.nom, value.id).uncheck()
    assert page.evaluate("JSON.parse(sessionStorage.getItem('guide.facettes /'))") == [
        {"facette": f.nom, "valeur": v.id, "libelle": typographie(v.libelle)} for f, v in reversed(ticked[1:])
    ]
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


def test_the_number_of_results_is_announced(page: Page) -> None:
    show(page, [fiche(0, "Carte"), fiche(1, "Plan"), fiche(2, "Mairie", type="acteur")])
    expect(page.get_by_role("status")).to_have_text("3\u00a0fiches")
    case(page, "type", "outil").check()
    expect(page.get_by_role("status")).to_have_text("2\u00a0fiches sur 3")


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


def test_without_javascript_each_value_has_its_page(chromium: Browser, adresse: str, larges: list[Facette]) -> None:
    facet, value = larges[0], larges[0].valeurs[0]
    path = f"{facet.nom.replace('_', '-')}/{value.id}/"
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(adresse)
    link = page.locator(f'article a[href="{path}"]')
    expect(link).to_be_visible()
    link.click()
    expect(page).to_have_url(adresse + path)
    expect(page.locator("article li")).to_have_count(len(value.fiches))
    context.close()


def test_the_page_of_a_value_leads_on_to_the_filters(page: Page, adresse: str, larges: list[Facette]) -> None:
    facet = larges[0]
    value = next(v for v in facet.valeurs if v.fiches)
    page.goto(f"{adresse}{facet.nom.replace('_', '-')}/{value.id}/")
    page.get_by_role("link", name="Affiner dans le catalogue").click()
    expect(case(page, facet.nom, value.id)).to_be_checked()
    expect_total(page, len(value.fiches))


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
    for query in ("", "?q=un&type=pratique,definition", "?type=outil&nature=levier"):
        page.goto(adresse + query)
        expect(page.locator("[data-total]")).to_be_visible()
        page.locator(".guide-filtres").evaluate("details => { details.open = true }")
        assert faults(page) == [], query
    context.close()
