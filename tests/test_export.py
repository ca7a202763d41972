"""`guide export --docx`: what a trainer finds in a word processor, and what the command writes, says and refuses."""

from __future__ import annotations

import base64
import io
import shutil
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from guides import RACINES
from problem_cases import ACTEUR, JARDIN, LANGUES, OUTIL, Change, add, replace, write

from generator import handout, pandoc
from generator.cli import main
from generator.link import link
from generator.pipeline import check

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DC = "{http://purl.org/dc/elements/1.1/}"
HEADINGS = ("Title", "Heading1", "Heading2", "Heading3")
FICHES = ("jardin-partage", "charte-des-jardins", "ouvrir-un-jardin", "association-de-jardiniers", "plan-de-parcelles")
# One grey pixel.
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==")
ONLINE = add("mkdocs.yml", "site_url: https://exemple.fr/jardins\n")
LICENCE = add("mkdocs.yml", "copyright: Contenu sous Licence Ouverte 2.0\n")


class Document:
    """A `.docx` as its reader meets it."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.body = self.part("word/document.xml")[0]
        relations = self.part("word/_rels/document.xml.rels")
        self.targets = {relation.get("Id"): relation.get("Target") for relation in relations}

    def part(self, name: str) -> ET.Element:
        return ET.parse(io.BytesIO(self.parts[name])).getroot()

    @property
    def text(self) -> str:
        return " ".join(text for _, text in self.paragraphs)

    @property
    def paragraphs(self) -> list[tuple[str, str]]:
        """The style and the text of each, those of tables included."""
        return [(value(p, "pPr/pStyle"), text_of(p)) for p in self.body.iter(f"{W}p")]

    @property
    def headings(self) -> list[tuple[str, str]]:
        return [(style, text) for style, text in self.paragraphs if style in HEADINGS]

    @property
    def links(self) -> list[tuple[str, str | None]]:
        return [(text_of(link), self.targets.get(link.get(f"{R}id"))) for link in self.body.iter(f"{W}hyperlink")]

    @property
    def lists(self) -> list[tuple[str, str]]:
        """The kind (« bullet », « decimal ») and the text of each item."""
        numbering = self.part("word/numbering.xml")
        kinds = {a.get(f"{W}abstractNumId"): value(a, "lvl/numFmt") for a in numbering.iter(f"{W}abstractNum")}
        formats = {n.get(f"{W}numId"): kinds[value(n, "abstractNumId")] for n in numbering.iter(f"{W}num")}
        items = [p for p in self.body.iter(f"{W}p") if p.find(f"{W}pPr/{W}numPr") is not None]
        return [(formats[value(p, "pPr/numPr/numId")], text_of(p)) for p in items]

    def tables(self, style: str) -> list[list[list[str]]]:
        """The rows of cells of each table of this style."""
        found = [table for table in self.body.iter(f"{W}tbl") if value(table, "tblPr/tblStyle") == style]
        return [[[text_of(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")] for table in found]

    @property
    def page_openers(self) -> list[str]:
        return [text_of(p) for p in self.body.iter(f"{W}p") if p.find(f"{W}pPr/{W}pageBreakBefore") is not None]


def value(element: ET.Element, path: str) -> str:
    """The `w:val` at the end of a path, or nothing."""
    found = element.find("/".join(f"{W}{name}" for name in path.split("/")))
    return "" if found is None else found.get(f"{W}val", "")


def text_of(element: ET.Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{W}t"))


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = Path(shutil.copytree(RACINES / "sain", tmp_path / "guide"))
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def run(root: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs `guide export --docx` with these words after these changes: (status, standard output, standard error)."""

    def typed(*words: str, after: tuple[Change, ...] = ()) -> tuple[int, str, str]:
        for change in after:
            change(root)
        status = main(["export", "--docx", *words])
        return status, *capsys.readouterr()

    return typed


@pytest.fixture
def read(root: Path, run: Any) -> Any:
    """The document of a fiche after these changes."""

    def exported(slug: str, *changes: Change) -> Document:
        status, _, err = run(slug, after=changes)
        assert status == 0, err
        return Document(root / "exports" / f"{slug}.docx")

    return exported


# --- the document ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", FICHES)
def test_the_words_of_the_handout_in_their_order(root: Path, read: Any, slug: str) -> None:
    guide = link(check(root)[0])
    (paper,) = handout.read(guide, [guide.fiches[slug]])
    for span in paper.corps.xpath(".//div[@class='guide-feuille-entete']/span"):
        span.text = f" {span.text}"
    told = iter(read(slug).text.split())
    missing = [word for word in paper.corps.text_content().split() if word not in told]
    assert not missing


def test_headings_are_those_of_a_word_processor(read: Any) -> None:
    assert read("jardin-partage").headings == [
        ("Title", "Jardin partagé"),
        ("Heading1", "Définitions"),
        ("Heading1", "À ne pas confondre avec"),
        ("Heading1", "Pour aller plus loin"),
        ("Heading2", "Ce qui le distingue"),
        ("Heading1", "À compléter"),
        ("Heading1", "Sources"),
        ("Heading1", "Voir aussi"),
    ]


def test_title_and_language_of_the_document(read: Any) -> None:
    document = read("jardin-partage")
    core = document.part("docProps/core.xml")
    assert (core.findtext(f"{DC}title"), core.findtext(f"{DC}language")) == ("Jardin partagé", "fr-FR")
    assert value(document.part("word/styles.xml"), "docDefaults/rPrDefault/rPr/lang") == "fr-FR"


def test_words_of_another_language_are_marked(read: Any) -> None:
    document = read(
        "jardin",
        write(LANGUES, "- {langue: en, mots: [Guerrilla gardening]}\n"),
        add(JARDIN, "a_completer: Guerrilla gardening.\n"),
    )
    marked = [text_of(run) for run in document.body.iter(f"{W}r") if value(run, "rPr/lang") == "en"]
    assert "".join(marked) == "Guerrilla gardening"


def test_every_style_is_defined_once(read: Any) -> None:
    document = read("plan-de-parcelles")
    styles = [style.get(f"{W}styleId") for style in document.part("word/styles.xml").iter(f"{W}style")]
    used = {e.get(f"{W}val") for kind in ("pStyle", "tblStyle", "rStyle") for e in document.body.iter(f"{W}{kind}")}
    assert used <= set(styles)
    assert len(styles) == len(set(styles))


def test_steps_are_numbered_and_the_rest_has_bullets(read: Any) -> None:
    items = read("ouvrir-un-jardin").lists
    assert [text for kind, text in items if kind == "decimal"] == ["Réunir les voisins.", "Dessiner les parcelles."]
    assert ("bullet", "Un point d’eau.") in items
    assert ("bullet", "Le bruit des réunions du soir.") in items


def test_boxes_are_tables_that_can_be_filled(read: Any) -> None:
    document = read("ouvrir-un-jardin")
    assert document.tables("GuideAttention") == [[["Attention"], ["Le bruit des réunions du soir."]]]
    assert document.tables("GuideEncart")[0][0] == ["En bref"]
    assert read("plan-de-parcelles").tables("GuideEncart")[0][1:3] == [
        ["Durée", "2\u00a0h"],
        ["Taille du groupe", "6 à 12\u00a0personnes"],
    ]


def test_a_list_in_the_summary_box_stays_a_list(read: Any) -> None:
    document = read("charte-des-jardins")
    assert ("bullet", "l’association qui tient le jardin") in document.lists
    assert ["Signataires", "la communel’association qui tient le jardin"] in document.tables("GuideEncart")[0]


def test_sheet_has_empty_rows_on_pages_of_its_own(read: Any) -> None:
    document = read("plan-de-parcelles")
    assert document.tables("GuideLignes") == [[["Date\u00a0:", "Groupe\u00a0:"]], [[""], [""], [""], [""]]]
    assert document.page_openers == ["Feuille à imprimer", "Exemple rempli"]
    heights = [row.find(f"{W}trPr/{W}trHeight") for row in document.body.iter(f"{W}tr")]
    assert len([height for height in heights if height is not None]) == 5


def test_a_table_keeps_its_rows(read: Any) -> None:
    text = "developpement: |\n  | Saison | Heures |\n  | --- | --- |\n  | été | 12 |\n"
    assert read("jardin", add(JARDIN, text)).tables("Table") == [[["Saison", "Heures"], ["été", "12"]]]


def test_paper_is_a4_and_pages_have_a_foot(read: Any) -> None:
    document = read("jardin-partage")
    size = document.body.find(f"{W}sectPr/{W}pgSz")
    assert size is not None
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11906", "16838")
    reference = document.body.find(f"{W}sectPr/{W}footerReference")
    assert reference is not None
    foot = document.part(f"word/{document.targets[reference.get(f'{R}id')]}")
    assert text_of(foot).startswith("Jardin partagé — Guide des jardins")
    assert [field.get(f"{W}instr") for field in foot.iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]


# --- links, citations, origin ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", FICHES)
def test_without_an_address_nothing_leads_to_another_page(read: Any, slug: str) -> None:
    assert all(target and target.startswith("https://") for _, target in read(slug).links)
    assert "https://exemple.fr" not in read(slug).text


def test_other_fiches_are_on_the_site_when_its_address_is_known(read: Any) -> None:
    links = read("jardin-partage", ONLINE).links
    assert ("association", "https://exemple.fr/jardins/acteurs/association-de-jardiniers/") in links
    assert ("Jardin familial", "https://exemple.fr/jardins/definitions/jardin-familial/") in links
    assert all(target and target.startswith("https://") and ".md" not in target for _, target in links)


def test_a_link_to_a_place_in_a_page_leads_to_that_place(read: Any) -> None:
    links = read("jardin", ONLINE, add(JARDIN, "a_completer: Voir [[surface-des-jardins]].\n")).links
    assert "https://exemple.fr/jardins/chiffres-cles/#surface-des-jardins" in [target for _, target in links]


def test_citations_are_words(read: Any) -> None:
    document = read("jardin-partage", ONLINE)
    assert "— Manuel du jardin en ville (Manuel du jardin 2019, p.\u00a012)" in document.text
    assert not [target for _, target in document.links if target and "bibliographie" in target]


def test_sources_are_given_with_their_notices(read: Any) -> None:
    items = [text for _, text in read("jardin-partage").lists]
    assert "Manuel du jardin 2019, chapitre 2. Manuel du jardin en ville, 2019. Éditions du Sécateur." in items


def test_the_last_words_tell_the_origin(read: Any) -> None:
    assert read("jardin").paragraphs[-1] == ("GuideOrigine", "Source\u00a0: «\u00a0Guide des jardins\u00a0».")
    assert "revue le 20 février 2026" in read("jardin").paragraphs[-2][1]


def test_the_origin_has_the_address_and_the_licence(root: Path, read: Any) -> None:
    document = read("jardin", ONLINE, LICENCE)
    address = "https://exemple.fr/jardins/definitions/jardin/"
    assert document.paragraphs[-1][1] == (
        f"Source\u00a0: «\u00a0Guide des jardins\u00a0», {address}. Contenu sous Licence Ouverte 2.0."
    )
    assert (address, address) in document.links


def test_an_image_is_in_the_document_with_its_alternative_text(read: Any) -> None:
    text = 'a_completer: "![Plan du terrain](../images/plan.png)"\n'
    document = read("jardin", write("content/images/plan.png", PNG), add(JARDIN, text))
    drawing = next(document.body.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"))
    assert drawing.get("descr") == "Plan du terrain"
    assert PNG in document.parts.values()


def test_a_footnote_is_one_for_a_word_processor(read: Any) -> None:
    document = read("jardin", add(JARDIN, "developpement: |\n  Un mot[^1] et la suite.\n\n  [^1]: Ce qu’il veut dire.\n"))
    assert "Ce qu’il veut dire." in text_of(document.part("word/footnotes.xml"))
    assert "Ce qu’il veut dire." not in document.text
    assert document.links == []


# --- the command ----------------------------------------------------------------------------------------------------


def test_several_fiches_at_once_by_any_of_their_names(root: Path, run: Any) -> None:
    assert run("jardin", "jardin-commun", OUTIL, "jardin") == (
        0,
        "Pour un traitement de texte :\n« exports/jardin.docx »\n« exports/jardin-partage.docx »\n"
        "« exports/plan-de-parcelles.docx »\n",
        "",
    )
    assert sorted(path.name for path in (root / "exports").iterdir()) == [
        "jardin-partage.docx",
        "jardin.docx",
        "plan-de-parcelles.docx",
    ]


def test_another_folder(root: Path, run: Any) -> None:
    assert run("jardin", "--sortie", "chez/moi")[:2] == (0, "Pour un traitement de texte :\n« chez/moi/jardin.docx »\n")
    assert not (root / "exports").exists()


def test_unknown_names_are_told_at_once_and_nothing_is_written(root: Path, run: Any) -> None:
    assert run("jardin", "jardin-partajé", "zzz") == (
        2,
        "",
        "guide : Aucune fiche ne s’appelle « jardin-partajé ». Vouliez-vous dire « jardin-partage » ?\n"
        "Aucune fiche ne s’appelle « zzz ».\nRien n’a été écrit.\n",
    )
    assert not (root / "exports").exists()


def test_a_document_that_someone_has_changed_is_kept(root: Path, run: Any) -> None:
    write("exports/jardin.docx", "mes notes")(root)
    assert run("association-de-jardiniers", "jardin") == (
        2,
        "",
        "guide : Des fichiers sont déjà là, peut-être modifiés depuis : « exports/jardin.docx ». Rien n’a été écrit. "
        "Déplacez-les, ou choisissez un autre dossier avec --sortie.\n",
    )
    assert [path.name for path in (root / "exports").iterdir()] == ["jardin.docx"]
    assert (root / "exports/jardin.docx").read_text("utf-8") == "mes notes"


def test_the_same_fiche_twice_gives_the_same_document(root: Path, run: Any) -> None:
    run("jardin-partage")
    first = (root / "exports/jardin-partage.docx").read_bytes()
    assert run("jardin-partage")[0] == 0
    assert (root / "exports/jardin-partage.docx").read_bytes() == first


def test_a_wrong_content_is_not_exported(root: Path, run: Any) -> None:
    status, out, err = run("jardin", after=(replace(JARDIN, "vers: jardin-familial", "vers: xyz"),))
    assert (status, out) == (1, "")
    assert err.endswith("1 erreur, aucun avertissement.\nRien n’a été écrit : corrigez ces problèmes.\n")
    assert not (root / "exports").exists()


def test_warnings_are_told_and_do_not_stop(run: Any) -> None:
    status, _, err = run("jardin", after=(replace(ACTEUR, "sources:\n  - cle: manuel2019a\n", ""),))
    assert status == 0
    assert "FICHE-SANS-SOURCE" in err


def test_pandoc_that_fails_leaves_nothing(root: Path, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    real, done = pandoc.run, []

    def fails_at_the_second(options: Any, source: bytes, purpose: str) -> bytes:
        if "--to=docx" in options:
            done.append(1)
        if len(done) == 2:
            raise pandoc.PandocEnEchec("Pandoc, qui écrit les fiches, a échoué : panne")
        return real(options, source, purpose)

    monkeypatch.setattr(pandoc, "run", fails_at_the_second)
    assert run("jardin", "jardin-partage") == (2, "", "guide : Pandoc, qui écrit les fiches, a échoué : panne\n")
    assert not (root / "exports").exists()


def test_what_pandoc_says_is_told(root: Path) -> None:
    with pytest.raises(pandoc.PandocEnEchec, match=r"^Pandoc, qui fait un essai, a échoué : Unknown input format"):
        pandoc.run(["--from=rien"], b"", "fait un essai")
