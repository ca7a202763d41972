"""The search box in a real browser: what it answers to what people type, by keyboard, to a screen reader, on any screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import faults, served
from guides import COMPLET, DEPOT, build
from html_pages import Site
from playwright.sync_api import Browser, BrowserContext, Page, expect

from generator.link import Guide

pytestmark = [
    pytest.mark.navigateur,
    pytest.mark.skipif(not COMPLET, reason="the answers expected are those of this guide"),
]

TABLE = [
    tuple(line.split("\t"))
    for line in (DEPOT / "tests/data/recherches.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
FAULTS = [row for row in TABLE if row[3].startswith("faute")]


@pytest.fixture(scope="module")
def hors_ligne(racine: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition read from a folder."""
    folder = tmp_path_factory.mktemp("cle-usb") / "guide"
    build(racine, "--hors-ligne", "--sortie", folder)
    return folder


@pytest.fixture
def accueil(page: Page, origine: str) -> Iterator[Page]:
    """A page of the site, watched: it may complain of nothing."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{origine}/glossaire/")
    yield page
    assert said == []


def search(page: Page, words: str) -> list[str]:
    """Type `words` and wait for the whole answer; gives the identifiers of the results, in order."""
    page.locator("[data-guide=recherche]").fill(words)
    page.wait_for_function("words => document.getElementById('guide-panneau').dataset.mots === words", arg=words)
    return [row.get_attribute("data-slug") or "" for row in page.locator("[data-guide=resultat]").all()]


def wrong_answers(page: Page, rows: list[tuple[str, ...]]) -> list[str]:
    """The rows of the table that `page` does not answer as expected."""
    wrong = []
    for words, wanted, rank, why in rows:
        found = search(page, words)
        if wanted not in found[: int(rank)]:
            wrong.append(f"{words} ({why}) : {wanted} attendu au rang {rank} ; trouvé {found[:4]}")
        if len(found) != len(set(found)):
            wrong.append(f"{words} : un résultat montré deux fois, {found}")
        if "~~" in page.locator("#guide-panneau").inner_text():
            wrong.append(f"{words} : ce qui aide à trouver est montré")
    return wrong


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len({row[0] for row in TABLE}) >= 60
    assert len(FAULTS) >= 6
    assert all(int(row[2]) <= 3 for row in TABLE if "texte seul" not in row[3])


def test_each_query_finds_its_answer_with_each_engine(contexte: BrowserContext, site: Site) -> None:
    with served(site) as address:
        page = contexte.new_page()
        page.goto(f"{address}/glossaire/")
        assert wrong_answers(page, TABLE) == []


def test_each_query_but_typing_errors_finds_its_answer_from_a_folder(contexte: BrowserContext, hors_ligne: Path) -> None:
    page = contexte.new_page()
    page.goto((hors_ligne / "glossaire/index.html").as_uri())
    assert wrong_answers(page, [row for row in TABLE if row not in FAULTS]) == []


def test_the_folder_reads_by_double_click(contexte: BrowserContext, hors_ligne: Path) -> None:
    """Pages, glossary and results lead to files, and nothing is asked of any server."""
    page = contexte.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.goto((hors_ligne / "index.html").as_uri())
    page.get_by_role("link", name="Je cherche une pratique").click()
    expect(page).to_have_url((hors_ligne / "pratiques/index.html").as_uri() + "#leviers")
    search(page, "chef de file")
    page.locator("[data-guide=resultat] a").first.click()
    expect(page).to_have_url((hors_ligne / "definitions/chef-de-file/index.html").as_uri())
    expect(page.locator("h1")).to_have_text("Chef de file")
    page.locator("[data-guide=terme]").first.focus()
    expect(page.locator(".guide-bulle")).to_be_visible()
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert said == []
    assert (hors_ligne.with_suffix(".zip")).stat().st_size > 0
    assert not (hors_ligne / "404.html").exists()


def test_nothing_of_the_index_is_loaded_before_the_reader_searches(page: Page, origine: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{origine}/definitions/partenariat/")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if re.search(r"pagefind|assets/recherche[-/]", url) and not url.endswith("/recherche.css")] == []
    search(page, "partenariat")
    assert [url for url in asked if "pagefind/pagefind.js" in url]


@pytest.mark.parametrize("keys", ["/", "Control+k"])
def test_the_keyboard_opens_goes_through_and_closes(accueil: Page, keys: str) -> None:
    page, box, panel = accueil, accueil.locator("[data-guide=recherche]"), accueil.locator("#guide-panneau")
    page.keyboard.press(keys)
    expect(box).to_be_focused()
    expect(panel).to_be_visible()
    search(page, "chef de file")
    results = page.locator("[data-guide=resultat] a")
    page.keyboard.press("ArrowDown")
    expect(results.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(results.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(box).to_be_focused()


def test_enter_opens_the_first_answer_even_before_it_is_shown(accueil: Page, origine: str) -> None:
    accueil.keyboard.press("/")
    accueil.keyboard.type("ccas")
    accueil.keyboard.press("Enter")
    expect(accueil).to_have_url(f"{origine}/acteurs/ccas/")


def test_a_slash_typed_in_the_box_is_a_slash(accueil: Page) -> None:
    box = accueil.locator("[data-guide=recherche]")
    box.focus()
    accueil.keyboard.type("et/ou")
    expect(box).to_have_value("et/ou")


def test_what_was_found_is_announced_and_counted_as_it_can_be_shown(accueil: Page) -> None:
    search(accueil, "convention territoriale globale")
    status = accueil.locator("#guide-panneau [role=status]")
    said = status.inner_text()
    counts = {word: int(number) for number, word in re.findall(r"(\d+) (fiche|mot|référence|page)", said)}
    assert sum(counts.values()) == int(re.match(r"\d+", said)[0]), said  # type: ignore[index]
    more = accueil.locator(".guide-autres")
    while more.count():
        more.first.click()
        expect(accueil.locator("[data-guide=resultat] a:focus")).to_have_count(1)
    shown = [row.get_attribute("data-type") or "" for row in accueil.locator("[data-guide=resultat]").all()]
    assert len(shown) == sum(counts.values()), said
    assert shown.count("reference") == counts["référence"]


def test_the_sentence_is_shown_in_its_own_spelling(accueil: Page) -> None:
    search(accueil, "coeur")
    marks = accueil.locator(".guide-extrait mark").all_inner_texts()
    assert any(mark.lower().startswith("cœur") for mark in marks)
    search(accueil, "élues")
    assert any("·e" in mark for mark in accueil.locator("mark").all_inner_texts())


def test_a_typing_error_is_corrected_and_the_correction_offered(accueil: Page) -> None:
    assert search(accueil, "partenaritat")[0] == "partenariat"
    suggestion = accueil.locator("[data-guide=suggestion]").first
    expect(suggestion).to_have_text("partenariat")
    expect(accueil.locator("#guide-panneau [role=status]")).to_contain_text(
        "Aucun résultat pour « partenaritat ». Pour « partenariat », "
    )
    expect(accueil.locator(".guide-essai").first).to_have_text("Résultats pour partenariat.")
    suggestion.click()
    expect(accueil.locator("[data-guide=recherche]")).to_have_value("partenariat")
    expect(accueil.locator("[data-guide=suggestion]")).to_have_count(0)


def test_one_wrong_word_among_others_is_corrected_alone(accueil: Page) -> None:
    assert search(accueil, "développment social local")[0] == "developpement-social-local"
    expect(accueil.locator("[data-guide=suggestion]").first).to_have_text("développement social local")


def test_no_answer_offers_other_ways(accueil: Page, origine: str) -> None:
    assert search(accueil, "zzzzzzzz") == []
    panel = accueil.locator("#guide-panneau")
    expect(panel.locator("[role=status]")).to_have_text("Aucun résultat pour « zzzzzzzz ».")
    assert {link.get_attribute("href") for link in panel.locator("a").all()} >= {f"{origine}/catalogue/", f"{origine}/glossaire/"}


def test_no_word_of_the_guide_is_said_to_be_absent(accueil: Page, contenu: Guide) -> None:
    """Words of the texts, whatever their endings, lead to pages without being corrected."""
    texts = " ".join(prose.texte for (file, _), prose in contenu.draft.proses.items() if file.startswith("fiches/"))
    words = sorted({word.lower() for word in re.findall(r"\b[^\W\d_]{6,}\b", texts)})
    for word in words[:: len(words) // 30]:
        assert search(accueil, word), word
        expect(accueil.locator("[data-guide=suggestion]")).to_have_count(0)


def test_a_sigle_that_the_guide_does_not_have_is_not_another_sigle(accueil: Page) -> None:
    search(accueil, "PESL")
    expect(accueil.locator("[data-guide=suggestion]")).to_have_count(0)
    expect(accueil.locator("#guide-panneau [role=status]")).to_have_text("Aucun résultat pour « PESL ».")


def test_a_sigle_that_ends_with_s_is_not_a_plural(accueil: Page) -> None:
    search(accueil, "ARS")
    assert {mark.strip("’") for mark in accueil.locator("mark").all_inner_texts()} == {"ARS"}


def test_pages_that_lack_one_word_are_shown_when_none_has_them_all(accueil: Page) -> None:
    assert "experience-romans-democratie-alimentaire" in search(accueil, "Romans sur Isère")
    expect(accueil.locator(".guide-essai").first).to_contain_text(
        "Aucune page ne réunit tous ces mots. Voici celles qui n’ont pas « isere »."
    )


def test_who_comes_back_from_a_result_finds_the_others_again(accueil: Page) -> None:
    before = search(accueil, "coordination")
    accueil.locator("[data-guide=resultat] a").nth(1).click()
    expect(accueil.locator("#guide-panneau")).to_be_hidden()
    accueil.go_back()
    accueil.wait_for_function("document.getElementById('guide-panneau').dataset.mots === 'coordination'")
    assert [row.get_attribute("data-slug") for row in accueil.locator("[data-guide=resultat]").all()] == before


def test_a_script_that_could_not_be_had_is_asked_again(page: Page, origine: str) -> None:
    page.route("**/recherche-index.js", lambda route: route.abort())
    page.goto(f"{origine}/glossaire/")
    page.locator("[data-guide=recherche]").fill("ccas")
    expect(page.locator("#guide-panneau [role=status]")).to_contain_text("La recherche ne se charge pas.")
    page.unroute("**/recherche-index.js")
    assert search(page, "CCAS")[0] == "ccas"


def test_when_texts_cannot_be_had_titles_answer(page: Page, origine: str) -> None:
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto(f"{origine}/glossaire/")
    assert search(page, "chef de file")[0] == "chef-de-file"
    expect(page.locator(".guide-essai")).to_contain_text("Seuls les titres ont été cherchés")


def test_fingers_close_the_panel(chromium: Browser, origine: str) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    page.goto(origine)
    page.locator("[data-guide=recherche]").tap()
    search(page, "commune")
    box = page.locator("#guide-panneau").bounding_box()
    assert box
    assert box["y"] + box["height"] <= 741
    page.get_by_role("button", name="Fermer", exact=True).tap()
    expect(page.locator("#guide-panneau")).to_be_hidden()
    context.close()


def test_the_last_words_typed_are_those_answered(accueil: Page) -> None:
    accueil.keyboard.press("/")
    accueil.keyboard.type("co", delay=1)
    accueil.keyboard.type("ordination", delay=1)
    accueil.wait_for_function("document.getElementById('guide-panneau').dataset.mots === 'coordination'")
    expect(accueil.locator("[data-guide=resultat]").first).to_have_attribute("data-slug", "coordination")


def test_the_panel_goes_when_the_reader_goes(accueil: Page) -> None:
    search(accueil, "commune")
    accueil.locator("h1").click(position={"x": 5, "y": 5})  # its middle is under the panel
    expect(accueil.locator("#guide-panneau")).to_be_hidden()
    search(accueil, "communes")
    accueil.locator("article a:visible").first.focus()
    expect(accueil.locator("#guide-panneau")).to_be_hidden()


def test_the_last_facets_of_the_reader_are_offered(accueil: Page, origine: str) -> None:
    accueil.goto(f"{origine}/catalogue/")
    box = accueil.locator("[data-guide=facette][data-facette=echelles][data-valeur=commune]")
    box.evaluate("box => { for (let e = box; e; e = e.parentElement) if (e.tagName === 'DETAILS') e.open = true; }")
    box.check()
    search(accueil, "réseau")
    link = accueil.locator(".guide-recente")
    expect(link).to_have_text("Commune")
    link.click()
    expect(accueil).to_have_url(re.compile(r"/catalogue/\?q=r%C3%A9seau&echelles=commune$"))
    expect(accueil.locator("[data-guide=facette][data-facette=echelles][data-valeur=commune]")).to_be_checked()


def test_without_javascript_the_box_leads_to_the_catalogue(chromium: Browser, origine: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origine}/glossaire/")
    page.locator("[data-guide=recherche]").fill("réseau")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/catalogue/\?q="))
    expect(page.locator("h1")).to_have_text("Catalogue")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_in_the_open_panel_which_stays_in_the_window(
    chromium: Browser, origine: str, scheme: str, width: int
) -> None:
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 700})  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{origine}/definitions/partenariat/")
    page.keyboard.press("/")
    assert faults(page) == []
    search(page, "partenaritat")
    assert faults(page) == []
    box = page.locator("#guide-panneau").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
