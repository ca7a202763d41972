"""`guide livret`: what a trainer has in hand. The files are read, page after page."""

from __future__ import annotations

import re
from pathlib import Path

import pdf
import pytest
import zxingcpp
from guides import RACINES, copy_guide, guide
from pdf import Pdf

from generator import imposition, shortlinks
from generator.fonts import characters

ADRESSE = "https://jardins.exemple.fr/"
ENTIER = """
titre: Le jardin entier
sous_titre: Tout ce que dit le guide
resume: Tout le guide des jardins, pour ceux qui en ouvrent un.
public: les voisins décidés
date: 2026-03-01
version: "2"
logo: overrides/assets/logo.svg
licence: Licence Ouverte 2.0 (Etalab)
auteurs: [Atelier des jardins]
seance: {lieu: Salle du lavoir, date: mardi 3 mars 2026, animation: ""}
parties:
  - titre: Comprendre
    introduction: |
      On commence par [[jardin-partage|le mot]], dit le manuel [@manuel2019a, p. 3].

      - une heure ;
      - deux feuilles.
    fiches: [jardin-partage, {type: acteur}]
    chiffres: [surface-des-jardins]
  - titre: Agir
    fiches: [ouvrir-un-jardin, plan-de-parcelles, charte-des-jardins]
options: {notes: 1, cartes: true}
"""
COURT = """
titre: Le petit jardin
resume: Deux fiches à garder dans la poche.
date: 2026-03-01
parties:
  - titre: Agir
    fiches: [ouvrir-un-jardin, plan-de-parcelles]
options:
  {format: A5, citations: notes, index: false, glossaire: false, sigles: false, bibliographie: false, feuilles: false, qr: false}
"""
MARGES = {"entier": 24, "court": 15}
# How the texts name each term.
FORMES = {
    "Jardin": re.compile("jardins?", re.IGNORECASE),
    "Jardin familial": re.compile("jardins? familia", re.IGNORECASE),
    "Jardin partagé": re.compile("jardins? (partagé|collectif|de quartier)|le mot", re.IGNORECASE),
}


@pytest.fixture(scope="module")
def jardins(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small guide with its booklets, printed."""
    racine = copy_guide(tmp_path_factory.mktemp("livrets") / "guide", RACINES / "sain")
    (racine / "livrets").mkdir(exist_ok=True)
    (racine / "livrets" / "entier.yml").write_text(ENTIER, "utf-8")
    (racine / "livrets" / "court.yml").write_text(COURT, "utf-8")
    done = guide("livret", "entier", "court", "--racine", racine, GUIDE_ADRESSE=ADRESSE)
    assert done.returncode == 0, done.stderr
    assert "« Le jardin entier » : " in done.stdout
    assert done.stderr == ""
    return racine


@pytest.fixture(scope="module")
def livrets(jardins: Path) -> Path:
    return jardins / "site" / "livrets"


@pytest.fixture(scope="module")
def entier(livrets: Path) -> Pdf:
    return Pdf(livrets / "entier.pdf")


@pytest.fixture(scope="module")
def court(livrets: Path) -> Pdf:
    return Pdf(livrets / "court.pdf")


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def page_of(read: Pdf, title: str) -> int:
    return next(b.page for b in read.bookmarks if b.title == title)


# ---- What stands where ----


def test_the_file_says_what_it_is(entier: Pdf, court: Pdf) -> None:
    assert (entier.title, entier.language) == ("Le jardin entier", "fr-FR")
    assert set(entier.sizes) == {(210.0, 297.0)}
    assert set(court.sizes) == {(148.0, 210.0)}


def test_the_bookmarks_are_the_parts_and_the_fiches(entier: Pdf) -> None:
    assert [(b.level, b.title) for b in entier.bookmarks] == [
        (1, "Sommaire"),
        (1, "Comprendre"),
        (2, "Jardin partagé"),
        (2, "Association de jardiniers"),
        (1, "Agir"),
        (2, "Ouvrir un jardin avec ses voisins"),
        (2, "Plan de parcelles"),
        (2, "Charte des jardins partagés"),
        (1, "Glossaire"),
        (1, "Sigles"),
        (1, "Références"),
        (1, "Index"),
    ]


def test_each_bookmark_leads_to_its_title(entier: Pdf) -> None:
    for bookmark in entier.bookmarks:
        assert bookmark.title in flat(entier.texts[bookmark.page - 1])


def test_the_cover_says_for_whom_and_where(entier: Pdf) -> None:
    cover = flat(entier.texts[0])
    for words in ("Le jardin entier", "Tout ce que dit le guide", "Public : les voisins décidés", "Salle du lavoir"):
        assert words in cover
    assert "Atelier des jardins · 1er mars 2026" in cover


def test_the_contents_give_the_page_of_each_title(entier: Pdf) -> None:
    contents = flat(entier.texts[page_of(entier, "Sommaire") - 1])
    for bookmark in entier.bookmarks[1:]:
        assert re.search(rf"{re.escape(bookmark.title)}[ .\u2060]*{bookmark.page}\b", contents), (bookmark, contents)


def test_pages_are_numbered_from_the_cover(entier: Pdf) -> None:
    for bookmark in entier.bookmarks:
        assert re.search(rf"(^|\s){bookmark.page}\s*$", entier.texts[bookmark.page - 1])


def test_running_heads_name_the_part_and_the_fiche(entier: Pdf) -> None:
    page = flat(entier.texts[page_of(entier, "Ouvrir un jardin avec ses voisins") - 1])
    assert page.startswith("Agir Ouvrir un jardin avec ses voisins Pratique · Expérience")


def test_a_fiche_is_read_in_the_order_of_the_guide(entier: Pdf) -> None:
    start, end = page_of(entier, "Ouvrir un jardin avec ses voisins"), page_of(entier, "Plan de parcelles")
    text = flat(" ".join(entier.texts[start - 1 : end - 1]))
    order = [
        "La situation",
        "À quoi ça sert",
        "Quand s’en servir",
        "Quand s’en abstenir",
        "Le déroulement",
        "Attention",
        "Sources",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_a_part_opens_with_its_introduction_and_the_list_of_its_fiches(entier: Pdf) -> None:
    page = flat(entier.texts[page_of(entier, "Comprendre") - 1])
    assert "On commence par le mot (voir p. " in page
    assert "Dans cette partie" in page


def test_key_figures_are_a_chart_with_its_source(entier: Pdf) -> None:
    text = flat(" ".join(entier.texts))
    assert "Surface des jardins" in text
    assert re.search(r"Source : \(Manuel 2019|Source : \(", text)


# ---- Links ----


def test_a_page_announced_is_the_page_reached(entier: Pdf) -> None:
    """« (voir p. 12) » after a link leads to the same page, and the title of a fiche to that fiche."""
    titles = {b.title: b.page for b in entier.bookmarks}
    found = 0
    for link in entier.links:
        words = flat(link.text)
        said = re.search(rf"{re.escape(words)}\s+\(voir p\.\s(\d+)\)", flat(entier.texts[link.page - 1]))
        if words and said:
            found += 1
            assert int(said[1]) == link.target == titles.get(words, link.target)
    assert found >= 10


def test_every_internal_link_leads_to_a_page(entier: Pdf) -> None:
    inside = [link for link in entier.links if not link.address]
    assert len(inside) > 30
    assert [link for link in inside if not 1 <= link.target <= len(entier)] == []


def test_the_glossary_gives_the_pages_where_each_term_is_read(entier: Pdf) -> None:
    """« Jardin. Terrain où… p. 4, 5 »: on each of these pages, a link to the term or its own fiche."""
    text = flat(entier.texts[page_of(entier, "Glossaire") - 1])
    found = re.findall(r"(Jardin(?: \w+)?)\. [^.]*\. p\.\s(\d+(?:, \d+)*)", text)
    assert [term for term, _ in found] == ["Jardin", "Jardin familial", "Jardin partagé"]
    for term, numbers in found:
        pages = [int(number) for number in numbers.split(",")]
        assert pages == sorted(set(pages))
        for number in pages:
            assert FORMES[term].search(flat(entier.texts[number - 1])), (term, number)


def test_the_index_gives_the_page_of_each_fiche(entier: Pdf) -> None:
    text = flat(entier.texts[page_of(entier, "Index") - 1])
    text = text[text.rindex("Index A ") :]
    for bookmark in (b for b in entier.bookmarks if b.level == 2):
        line = re.search(rf"{re.escape(bookmark.title)}, (\d+(, \d+)*)", text)
        assert line, (bookmark, text)
        assert str(bookmark.page) in line[1].split(", ")


def test_the_glossary_holds_only_the_terms_used(jardins: Path) -> None:
    """A fiche that names one term: the glossary of its booklet has no other."""
    booklet = jardins / "livrets" / "seul.yml"
    booklet.write_text(COURT.partition("parties:")[0] + "parties: [{titre: A, fiches: [permis-de-vegetaliser]}]", "utf-8")
    fiche = jardins / "fiches" / "dispositifs" / "permis-de-vegetaliser.yml"
    text = fiche.read_text("utf-8")
    try:
        fiche.write_text(text.replace("sur le trottoir", "dans un jardin familial"), "utf-8")
        assert guide("livret", "seul", "--racine", jardins).returncode == 0
    finally:
        fiche.write_text(text, "utf-8")
        booklet.unlink()
    read = Pdf(jardins / "site" / "livrets" / "seul.pdf")
    glossary = flat(read.texts[page_of(read, "Glossaire") - 1])
    assert "Jardin familial." in glossary
    assert "Jardin partagé." not in glossary
    assert "Références" not in [b.title for b in read.bookmarks]


def test_the_references_are_those_that_are_cited(entier: Pdf, court: Pdf) -> None:
    text = flat(entier.texts[page_of(entier, "Références") - 1])
    assert "Manuel du jardin en ville, 2019." in text
    assert "Arroser moins, 2021." in text
    assert "Références" not in [b.title for b in court.bookmarks]


def test_links_of_the_site_are_short_addresses_and_their_codes(entier: Pdf) -> None:
    code = shortlinks.codes(["ouvrir-un-jardin"])["ouvrir-un-jardin"]
    page = page_of(entier, "Ouvrir un jardin avec ses voisins")
    image = entier.picture(page)
    assert [found.text for found in zxingcpp.read_barcodes(image)] == [f"{ADRESSE}f/{code}/"]
    assert f"{ADRESSE}f/{code}/" in [link.address for link in entier.links if link.page == page]


def test_without_an_address_or_a_wish_no_code(court: Pdf) -> None:
    assert [link.address for link in court.links if "/f/" in link.address] == []


# ---- Options ----


def test_a_booklet_without_its_ends_has_none(court: Pdf) -> None:
    assert [b.title for b in court.bookmarks] == [
        "Sommaire",
        "Agir",
        "Ouvrir un jardin avec ses voisins",
        "Plan de parcelles",
    ]


def test_citations_may_be_notes(court: Pdf, entier: Pdf) -> None:
    assert "(Cahiers du jardin 2021, p. 7)" in flat(" ".join(entier.texts)).replace("\u00a0", " ")
    assert "(Cahiers du jardin 2021" not in flat(" ".join(court.texts))
    assert re.search(r"1\s?Arroser moins, 2021\..*, p\.\s7\.", flat(" ".join(court.texts)))


def test_without_sheets_the_questions_stay(court: Pdf, entier: Pdf) -> None:
    assert court.fields == []
    assert "Où passe l’eau" in flat(" ".join(court.texts))
    named = ["Date, Plan de parcelles", "Groupe, Plan de parcelles", "1. Où passe l’eau\u202f?"]
    assert [field.tooltip for field in entier.fields] == named


def test_a_field_stands_where_the_lines_are(entier: Pdf) -> None:
    field = entier.fields[-1]
    question = next(w for w in entier.words if w.page == field.page and w.text.startswith("l’eau"))
    assert field.kind == "Tx"
    assert field.box.top < question.box.bottom
    assert field.box.top - field.box.bottom > 4 * 20  # four lines


def test_a_page_of_notes_is_a_page_more(entier: Pdf) -> None:
    assert flat(entier.texts[-2]).startswith("Notes")
    assert "Licence : Licence Ouverte 2.0 (Etalab)" in flat(entier.texts[-1])
    assert "Édition : 1er mars 2026, version 2" in flat(entier.texts[-1])


# ---- Print ----


@pytest.mark.parametrize("name", ["entier.pdf", "entier-a5-impose.pdf", "entier-cartes.pdf", "court.pdf", "court-a5-impose.pdf"])
def test_each_file_is_pdf_ua_1_and_pdf_a_2a(livrets: Path, name: str) -> None:
    assert pdf.verdicts(livrets / name) == {"2a": [], "ua1": []}


@pytest.mark.parametrize("name", ["entier.pdf", "entier-a5-impose.pdf", "entier-cartes.pdf", "court.pdf"])
def test_fonts_are_in_the_file_and_are_ours(livrets: Path, name: str) -> None:
    fonts = Pdf(livrets / name).fonts
    drawn = {font: inside for font, inside in fonts.items() if font != "Helvetica"}  # what a reader types
    assert drawn
    assert all(inside and font.startswith("SourceSans3") for font, inside in drawn.items()), fonts


@pytest.mark.parametrize("name", ["entier", "court"])
def test_no_line_goes_beyond_the_margins(livrets: Path, name: str) -> None:
    margin = MARGES[name] / 25.4 * 72
    assert Pdf(livrets / f"{name}.pdf").outside(margin, margin) == []


def test_no_title_is_left_at_the_bottom_of_a_page(entier: Pdf) -> None:
    sections = {"La situation", "À quoi ça sert", "Quand s’en servir", "Sources", "Voir aussi", "Déroulé", "Objectif", "Matériel"}
    for text in entier.texts:
        lines = [line.strip() for line in text.strip().split("\n") if line.strip()]
        assert not lines[-2:-1] or lines[-2] not in sections


def test_french_spaces_are_on_paper(entier: Pdf) -> None:
    lines = [line.strip() for text in entier.texts for line in text.split("\n")]
    assert "• une heure\u202f;" in lines
    assert [line for line in lines if line.endswith("«") or re.match(r"[»;:?]", line)] == []


# ---- Sheets to fold ----

DOUZE = [(12, 1), (2, 11), (10, 3), (4, 9), (8, 5), (6, 7)]


def test_twelve_pages_make_three_sheets() -> None:
    assert list(imposition.sides(12)) == DOUZE


def test_blank_pages_come_before_the_last() -> None:
    assert list(imposition.sides(6)) == [(6, 1), (2, None), (None, 3), (4, 5)]


def test_a_folded_booklet_is_read_in_order() -> None:
    """Sheets laid one inside the other, each folded in the middle: pages come in their order, whatever their number."""
    for count in range(1, 97):
        sides = list(imposition.sides(count))
        rectos, versos = sides[::2], sides[1::2]
        first = [page for recto, verso in zip(rectos, versos, strict=True) for page in (recto[1], verso[0])]
        second = [page for recto, verso in reversed(list(zip(rectos, versos, strict=True))) for page in (verso[1], recto[0])]
        assert [page for page in first + second if page] == list(range(1, count + 1))
        assert len(sides) == 2 * -(-count // 4)


def test_a_thick_booklet_is_several_thin_ones() -> None:
    sides = list(imposition.sides(200))
    assert sides[:2] == [(32, 1), (2, 31)]
    assert sides[16:18] == [(64, 33), (34, 63)]
    assert sides[-1] == (196, 197)
    assert sorted(page for side in sides for page in side if page) == list(range(1, 201))


def test_each_side_of_the_printed_sheets_carries_its_two_pages(livrets: Path) -> None:
    """Read in the middle of each half, at its foot: the numbers that the pages bear."""
    read = Pdf(livrets / "court-a5-impose.pdf")
    count = len(Pdf(livrets / "court.pdf"))
    expected = list(imposition.sides(count))
    assert len(read) == len(expected)
    assert set(read.sizes) == {(297.0, 210.0)}
    bare = {1, count}  # the cover and the colophon have no number
    for number, side in enumerate(expected, 1):
        words = [w for w in read.words if w.page == number and w.text.isdigit() and w.box.top < 60]
        for half, page in enumerate(side):
            middle = (half + 0.5) * 841.89 / 2
            seen = [int(w.text) for w in words if abs((w.box.left + w.box.right) / 2 - middle) < 5]
            assert seen == ([page] if page and page not in bare else [])


def test_the_back_cover_is_the_colophon(livrets: Path) -> None:
    read = Pdf(livrets / "court-a5-impose.pdf")
    left = " ".join(w.text for w in read.words if w.page == 1 and w.box.right < 421)
    right = " ".join(w.text for w in read.words if w.page == 1 and w.box.left > 421)
    assert "Source Sans 3" in left
    assert "Le petit jardin" in right


# ---- Cards ----


def test_the_back_of_a_card_is_behind_its_front(livrets: Path, entier: Pdf) -> None:
    read = Pdf(livrets / "entier-cartes.pdf")
    titles = [b.title for b in entier.bookmarks if b.level == 2]
    assert len(read) == 2 * -(-len(titles) // 2)
    for rank, title in enumerate(titles):
        for page in (rank // 2 * 2 + 1, rank // 2 * 2 + 2):
            half = [w.text for w in read.words if w.page == page and (w.box.bottom > 421) == (rank % 2 == 0)]
            assert title in " ".join(half)


# ---- The command ----


def test_an_unknown_booklet_is_said_with_the_nearest(jardins: Path) -> None:
    done = guide("livret", "entie", "--racine", jardins)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "guide : Aucun livret ne s’appelle « entie ». Vouliez-vous dire « entier » ?\n"


def test_without_an_address_it_is_said_that_codes_are_left_out(jardins: Path) -> None:
    done = guide("livret", "entier", "--racine", jardins, GUIDE_ADRESSE="")
    guide("livret", "entier", "--racine", jardins, GUIDE_ADRESSE=ADRESSE)
    assert done.returncode == 0
    assert done.stderr == "Sans l’adresse du site, ni code QR ni adresse courte : voyez « Publier » dans le README.\n"


def test_what_typst_refuses_is_one_sentence_and_leaves_the_last_files(jardins: Path, livrets: Path) -> None:
    before = (livrets / "court.pdf").read_bytes()
    (jardins / "cassee.png").write_bytes(b"\x89PNG\r\n\x1a\n no picture")
    booklet = jardins / "livrets" / "court.yml"
    booklet.write_text(COURT + "logo: cassee.png\n", "utf-8")
    try:
        done = guide("livret", "court", "--racine", jardins, GUIDE_ADRESSE=ADRESSE)
    finally:
        booklet.write_text(COURT, "utf-8")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Le livret « court » n’a pas pu être composé ; rien n’a été écrit. Typst dit : ")
    assert "Traceback" not in done.stderr
    assert (livrets / "court.pdf").read_bytes() == before


def test_a_booklet_is_set_again_only_when_it_changes(jardins: Path) -> None:
    record = jardins / "build" / "livrets" / "court.json"
    file = jardins / "build" / "livrets" / "court.pdf"
    told, stamp = record.read_bytes(), file.stat().st_mtime_ns
    guide("livret", "court", "--racine", jardins, GUIDE_ADRESSE=ADRESSE)
    assert (record.read_bytes(), file.stat().st_mtime_ns) == (told, stamp)
    fiche = jardins / "fiches" / "outils" / "plan-de-parcelles.yml"
    text = fiche.read_text("utf-8")
    fiche.write_text(text.replace("Regarder le terrain.", "Regarder le terrain ensemble."), "utf-8")
    try:
        guide("livret", "court", "--racine", jardins, GUIDE_ADRESSE=ADRESSE)
        assert "Regarder le terrain ensemble" in flat(" ".join(Pdf(file).texts))
        assert record.read_bytes() != told
    finally:
        fiche.write_text(text, "utf-8")


def test_the_same_booklet_gives_the_same_file(jardins: Path) -> None:
    guide("livret", "court", "--racine", jardins, GUIDE_ADRESSE=ADRESSE)
    before = (jardins / "build" / "livrets" / "court.pdf").read_bytes()
    (jardins / "build" / "livrets" / "court.json").unlink()
    guide("livret", "court", "--racine", jardins, GUIDE_ADRESSE=ADRESSE)
    assert (jardins / "build" / "livrets" / "court.pdf").read_bytes() == before


def test_the_font_has_what_french_needs() -> None:
    assert {ord(c) for c in "œŒ«»’…–—\u202f\u00a0éèêëàâçîïôùûüÿÆ€"} <= characters()
