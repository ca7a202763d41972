"""How a fiche says that it is to be cited: the reference that is read, and the record that Zotero is given."""

from __future__ import annotations

from pathlib import Path

import pytest
from guides import RACINES, copy_guide
from html_pages import Element, Site

from generator.biblio import parse_bibliography
from generator.filters import day
from generator.lexicon import fold
from generator.link import Guide
from generator.load import load
from generator.typography import typographie

NOM = "Guide de l’animation partenariale"
SIGNES = 'A & B < C, *d*, _e_, |f|, [g], `h`, "i", {{ j }}, \\k, 1 > 0, <b>, 3" de'


def test_each_fiche_says_how_to_cite_it(material: Site, contenu: Guide) -> None:
    for fiche in contenu.fiches.values():
        box = _box(material, f"{fiche.DOSSIER}/{fiche.slug}/")
        assert box.first("summary").text == "Citer cette fiche"
        reference = box.first("p", classe="guide-reference").text
        assert typographie(f"{fiche.titre}").rstrip(".") in reference
        assert f"Dans\u00a0: {NOM} [en ligne]" in reference
        assert f"créée le {day(fiche.cree_le)}, revue le {day(fiche.revu_le)}." in typographie(reference)
        for auteur in fiche.auteurs:
            assert fold(auteur) in fold(reference.partition(fiche.titre)[0])


def test_the_record_is_read_as_any_reference_would_be(material: Site, contenu: Guide) -> None:
    """By the reader of this guide, which knows what Zotero and BibLaTeX write."""
    for fiche in contenu.fiches.values():
        record = _record(_box(material, f"{fiche.DOSSIER}/{fiche.slug}/"))
        (read,), problems = parse_bibliography(record, "zotero.bib")
        assert [problem.code for problem in problems if problem.code != "BIB-CLE"] == []
        assert read.champs["title"] == fiche.titre
        assert read.champs["booktitle"] == NOM
        assert read.date is not None
        assert read.date.debut == (fiche.revu_le.year, fiche.revu_le.month, fiche.revu_le.day)
        assert tuple(auteur.nom for auteur in read.auteurs) == fiche.auteurs


def test_a_title_full_of_signs_is_cited_as_it_is(petit_site: Site) -> None:
    box = _box(petit_site, "definitions/signes/")
    assert typographie(SIGNES) in box.first("p", classe="guide-reference").text
    (read,), _ = parse_bibliography(_record(box), "zotero.bib")
    assert read.champs["title"] == SIGNES.replace("<b>", "")  # the reader takes it for a tag of Zotero


def test_buttons_wait_for_javascript(petit_site: Site) -> None:
    buttons = list(_box(petit_site, "definitions/signes/").all("button"))
    assert [button.text for button in buttons] == [
        "Ajouter à mon livret",
        "Imprimer",
        "Copier le lien",
        "Copier la référence",
        "Copier en BibLaTeX",
    ]
    assert all("hidden" in button.attrs for button in buttons)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("site_name: Atlas", "Atlas"),
        ("theme: {x: !ENV [A, b]}\nsite_name: 'L’atlas'\nemoji: !!python/name:a.b", "L’atlas"),
        ("site_name: !ENV [NOM, Atlas]", ""),
        ("theme: {}", ""),
        ("site_name: Atlas\ntheme: [", ""),
        ("- site_name", ""),
        ("? [a]\n: b\nsite_name:\n", ""),
        ("[" * 200, ""),
        ("", ""),
        (b"\xff\xfe\x00", ""),
    ],
)
def test_the_guide_is_named_as_its_configuration_says(tmp_path: Path, written: str | bytes, name: str) -> None:
    racine = copy_guide(tmp_path / "guide", RACINES / "moteurs")
    (racine / "mkdocs.yml").write_bytes(written if isinstance(written, bytes) else written.encode())
    draft, problems = load(racine)
    assert draft.nom_du_guide == name
    assert not [problem for problem in problems if problem.fichier == "mkdocs.yml"]


def _box(site: Site, adresse: str) -> Element:
    return site[adresse].article.first(data_guide="actions")


def _record(box: Element) -> str:
    (text,) = box.first("pre").enfants
    assert isinstance(text, str)
    return text
