"""The booklets of this guide, as the site gives them: every file keeps the standards, every line its place."""

from __future__ import annotations

import re
from pathlib import Path

import pdf
import pytest
from guides import COMPLET, DEPOT, RACINES
from html_pages import Site
from pdf import Pdf

from generator.link import Guide
from generator.selection import parts

LIVRETS = sorted(path.stem for path in ((DEPOT if COMPLET else RACINES / "sain") / "livrets").glob("*.yml"))
FICHIERS = [f"{nom}{suffix}" for nom in LIVRETS for suffix in ("", "-a5-impose", "-cartes")]
LONG = 150
"""The most pages of a file that veraPDF reads here."""
MARGES = {210.0: 24, 148.0: 15}


def file(material: Site, name: str) -> Path:
    path = material.dossier / "livrets" / f"{name}.pdf"
    if name.endswith("-cartes") and not path.exists():
        pytest.skip("this booklet has no cards")
    return path


@pytest.mark.parametrize("name", FICHIERS)
def test_each_file_is_pdf_ua_1_and_pdf_a_2a(material: Site, name: str) -> None:
    path = file(material, name)
    if len(Pdf(path)) > LONG:
        pytest.skip("made as the others are; veraPDF reads it for minutes")
    assert pdf.verdicts(path) == {"2a": [], "ua1": []}


@pytest.mark.parametrize("name", LIVRETS)
def test_no_line_goes_beyond_the_margins(material: Site, name: str) -> None:
    read = Pdf(file(material, name))
    margin = MARGES[read.sizes[0][0]] / 25.4 * 72
    assert [(w.text, w.page) for w in read.outside(margin, margin)] == []


@pytest.mark.parametrize("name", LIVRETS)
def test_the_bookmarks_are_its_parts_and_its_fiches(material: Site, contenu: Guide, name: str) -> None:
    livret = next(livret for livret in contenu.draft.livrets if livret.slug == name)
    chosen = parts(livret, {slug: contenu.fiches[actuel] for slug, actuel in contenu.actuels.items()})
    expected = []
    for partie, fiches in zip(livret.parties, chosen, strict=True):
        expected += [(1, partie.titre), *((2, fiche.titre) for fiche in fiches)]
    told = [(b.level, spaces(b.title)) for b in Pdf(file(material, name)).bookmarks]
    assert told[1 : 1 + len(expected)] == [(level, spaces(title)) for level, title in expected]


def spaces(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("'", "’"))


@pytest.mark.parametrize("name", LIVRETS)
def test_the_page_of_the_booklet_holds_its_fiches_in_order(material: Site, contenu: Guide, name: str) -> None:
    livret = next(livret for livret in contenu.draft.livrets if livret.slug == name)
    chosen = parts(livret, {slug: contenu.fiches[actuel] for slug, actuel in contenu.actuels.items()})
    html = (material.dossier / "livrets" / name / "index.html").read_text("utf-8")
    found = re.findall(r'<section class="guide-livret-fiche.*?<h3 id="([\w-]+)">', html, re.DOTALL)
    assert found == [fiche.slug for fiches in chosen for fiche in fiches]


@pytest.mark.parametrize("name", LIVRETS)
def test_the_list_tells_the_pages_of_the_file(material: Site, name: str) -> None:
    html = (material.dossier / "livrets" / "index.html").read_text("utf-8")
    told = re.search(rf'href="{name}\.pdf">[^<]*</a> \((\d+)\spages', html)
    assert told
    assert int(told[1]) == len(Pdf(file(material, name)))


def test_a_short_address_leads_to_the_fiche(material: Site, contenu: Guide) -> None:
    pages = list((material.dossier / "f").glob("*/index.html"))
    assert len(pages) == len(contenu.actuels)
    for page in pages:
        target = re.search(r'url=\.\./\.\./([^"]+)"', page.read_text("utf-8"))
        assert target
        assert (material.dossier / target[1] / "index.html").is_file()
