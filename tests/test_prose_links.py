"""Ordinary links and images: those that lead somewhere pass however they are written, the others are named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from guides import RACINES

from generator.load import load
from generator.rules_pages import ordinary_links


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A guide with a page, a picture and a file whose names are those of everyday life."""
    root = Path(shutil.copytree(RACINES / "sain", tmp_path / "guide"))
    (root / "content/aide").mkdir()
    for name in ("Mode d'emploi.md", "aide/plan b.md", "été(1).pdf", "r&d.png"):
        (root / "content" / name).write_text("# Le *mode* d’emploi\n", encoding="utf-8")
    return root


def refused(root: Path, text: str) -> list[str]:
    (root / "content/essai.md").write_text(f"# Essai\n\n{text}\n", encoding="utf-8")
    return [str(problem) for problem in ordinary_links(load(root)[0])]


@pytest.mark.parametrize(
    "text",
    [
        "[x](<aide/plan b.md>)",
        "[x](aide/plan%20b.md#suite)",
        "[x](aide/plan b.md 'Un titre')",
        "[x](<Mode d'emploi.md>)",
        "![x](été(1).pdf)",
        "![x](%C3%A9t%C3%A9%281%29.pdf)",
        "![x](r&d.png) ![x](r&amp;d.png)",
        "[x][plan]\n\n[plan]: <aide/plan b.md>",
        "<https://exemple.fr/absent.md> <nom@exemple.fr> [x](mailto:nom@exemple.fr) [x](#ici) [x]()",
        "`[x](absent.md)` \\[x](absent.md)\n\n    [x](absent.md)\n\nUne note[^1].\n\n[^1]: Une note.",
        "[x]({{ adresse }})",
    ],
)
def test_what_leads_somewhere_passes(root: Path, text: str) -> None:
    assert refused(root, text) == []


@pytest.mark.parametrize(
    ("text", "place", "target"),
    [
        ("Un [x](nulle-part.md#a).", "3:6", "nulle-part.md#a"),
        ("Un [x](<nulle part.md>).", "3:6", "nulle part.md"),
        ("Un [x](nulle%20part.md).", "3:6", "nulle part.md"),
        ("Une image ![x](nulle-part.png).", "3:14", "nulle-part.png"),
        ("Un [x][ref].\n\n[ref]: nulle-part.md", "5:5", "nulle-part.md"),
        ("- une liste, **un [x](nulle-part.md)**", "3:21", "nulle-part.md"),
    ],
)
def test_what_leads_nowhere_is_refused_in_its_place(root: Path, text: str, place: str, target: str) -> None:
    (problem,) = refused(root, text)
    assert problem == (
        f"content/essai.md:{place}: erreur LIEN-PAGE: Aucune page du guide n’est à l’adresse « {target} ». "
        "Écrivez le chemin du fichier depuis cette page, avec « .md », ou [[identifiant]] pour une fiche."
    )


def test_the_note_of_a_sigle_is_read_too(root: Path) -> None:
    (root / "ressources/sigles.yml").write_text(
        '- sigle: XY\n  developpe: x et y\n  note: "Voir [x](nulle-part.md) et [y](glossaire.md)."\n', encoding="utf-8"
    )
    assert [p.message for p in ordinary_links(load(root)[0])] == ["Aucune page du guide n’est à l’adresse « nulle-part.md »."]


def test_the_title_of_a_page_is_read_as_its_reader_does(root: Path) -> None:
    titles = {page.chemin: page.titre for page in load(root)[0].pages}
    assert titles["Mode d'emploi.md"] == "Le mode d’emploi"
    (root / "content/Mode d'emploi.md").write_text("```\n# code\n```\n", encoding="utf-8")
    (root / "content/aide/plan b.md").write_text("---\ntitle: Plan B\n---\n# Autre\n", encoding="utf-8")
    titles = {page.chemin: page.titre for page in load(root)[0].pages}
    assert (titles["Mode d'emploi.md"], titles["aide/plan b.md"]) == ("Mode d'emploi", "Plan B")
