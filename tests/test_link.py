"""Who leads to whom, in the small guide `roots/sain` with one change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from guides import RACINES

from generator.link import Guide, link
from generator.load import load
from generator.render import render


@pytest.fixture
def sain(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RACINES / "sain", tmp_path / "sain"))


def linked(racine: Path) -> Guide:
    return link(load(racine)[0])


def page(guide: Guide, path: str) -> str:
    return next(p.texte for p in render(guide) if p.chemin == path)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_link_to_a_former_slug_is_shown_from_both_ends(sain: Path) -> None:
    change(
        sain / "fiches/definitions/jardin-familial.yml", "sources:\n", "liens: [{vers: jardin-commun, type: associe}]\nsources:\n"
    )
    guide = linked(sain)
    assert ("En lien", "jardin-partage") in {(r.libelle, r.slug) for r in guide.relations["jardin-familial"]}
    assert ("En lien", "jardin-familial") in {(r.libelle, r.slug) for r in guide.relations["jardin-partage"]}


def test_what_replaces_a_scheme_may_bear_its_former_name(sain: Path) -> None:
    with (sain / "fiches/dispositifs/permis-de-vegetaliser.yml").open("a", encoding="utf-8") as file:
        file.write("remplace_par: jardin-commun\n")
    shown = page(linked(sain), "dispositifs/permis-de-vegetaliser.md")
    assert "remplacé par [Jardin partagé](../definitions/jardin-partage.md)." in shown


def test_the_page_of_sigles_counts_among_what_cites(sain: Path) -> None:
    guide = linked(sain)
    assert [(r.titre, r.phrase, r.reperage) for r in guide.citations["manuel2019a"] if r.chemin == "sigles.md"] == [
        ("Sigles", "JP : jardin partagé", "p.\u00a02")
    ]
    assert "À ne pas confondre avec le jardin familial (" in "".join(
        r.phrase for r in guide.citations["revue2021a"] if r.chemin == "sigles.md"
    )
    assert "[@manuel2019a, p. 2]" in page(guide, "sigles.md")


def test_relations_come_by_kind_then_by_title_and_backlinks_by_title(sain: Path) -> None:
    guide = linked(sain)
    shown = page(guide, "definitions/jardin-partage.md")
    kinds = list(dict.fromkeys(r.libelle for r in guide.relations["jardin-partage"]))
    assert kinds[:2] == ["Notion plus large", "S’oppose à"]
    assert sorted(kinds, key=lambda kind: shown.index(f"**{kind}**")) == kinds
    titles = list(dict.fromkeys(r.titre for r in guide.retroliens["jardin-partage"]))
    cited = shown[shown.index("## Cité par") :]
    assert sorted(titles, key=lambda title: cited.index(f"[{title}]")) == titles


def test_a_fiche_that_changed_type_keeps_its_former_address(sain: Path) -> None:
    path = sain / "fiches/dispositifs/permis-de-vegetaliser.yml"
    with path.open("a", encoding="utf-8") as file:
        file.write("anciens_slugs: [definitions/permis-de-vegetaliser]\n")
    moved = page(linked(sain), "definitions/permis-de-vegetaliser.md")
    assert 'redirection: "../../dispositifs/permis-de-vegetaliser/"' in moved
    assert "[Permis de végétaliser](../dispositifs/permis-de-vegetaliser.md)" in moved


def test_a_facet_without_definition_shows_no_stray_markup(sain: Path) -> None:
    path = sain / "ressources/vocabulaires.yml"
    text = "".join(line for line in path.read_text("utf-8").splitlines(keepends=True) if not line.startswith("  definition:"))
    path.write_text(text, "utf-8")
    guide = linked(sain)
    assert not guide.draft.vocabulaires["echelles"].definition
    assert "{: .guide-chapeau }" not in page(guide, "catalogue/echelles.md")
