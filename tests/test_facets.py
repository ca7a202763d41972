"""The facets of the catalogue: who has each value, the pages made for them, and what the script of the catalogue reads."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from guides import RACINES

from generator import addresses
from generator.facets import Facette, facets, family, paths, script, values_of
from generator.lexicon import fold
from generator.link import Guide, link
from generator.load import load
from generator.model import TYPES
from generator.render import Page, render


@pytest.fixture
def sain(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RACINES / "sain", tmp_path / "sain"))


@pytest.fixture
def guide(sain: Path) -> Guide:
    return link(load(sain)[0])


def all_facets(guide: Guide) -> dict[str, Facette]:
    return {f.nom: f for f in facets(guide.draft.vocabulaires.values(), guide.fiches.values())}


def slugs(facette: Facette, value: str) -> list[str]:
    return next([f.slug for f in v.fiches] for v in facette.valeurs if v.id == value)


def read(text: str) -> Any:
    """The data of the script, which is JSON but for its first and last characters."""
    head = "window.Guide = window.Guide ?? {};\nGuide.catalogue = "
    assert text.startswith(head)
    assert text.endswith(";\n")
    return json.loads(text.removeprefix(head).removesuffix(";\n"))


def test_type_and_nature_come_first_then_the_vocabularies_of_fiches_in_their_order(guide: Guide) -> None:
    theirs = [name for name, voc in guide.draft.vocabulaires.items() if set(voc.types) & set(TYPES)]
    assert [*all_facets(guide)] == ["type", "nature", *theirs]
    assert "reference" in {type_ for voc in guide.draft.vocabulaires.values() for type_ in voc.types}


def test_each_value_has_its_fiches_by_type_then_by_title(guide: Guide) -> None:
    for facette in all_facets(guide).values():
        for value in facette.valeurs:
            expected = {f.slug for f in guide.fiches.values() if value.id in values_of(f).get(facette.nom, ())}
            assert {f.slug for f in value.fiches} == expected
            assert list(value.fiches) == sorted(value.fiches, key=lambda f: (list(TYPES).index(f.TYPE), fold(f.titre)))


def test_the_family_of_an_actor_is_one_of_its_families(guide: Guide) -> None:
    families = all_facets(guide)["familles_acteurs"]
    actor = guide.fiches["association-de-jardiniers"]
    assert actor.slug in slugs(families, actor.famille)  # type: ignore[attr-defined]
    found = family([families], actor)
    assert found
    assert found.chemin == f"catalogue/familles-acteurs/{found.id}.md"


def test_a_family_that_no_vocabulary_lists_has_no_page(guide: Guide) -> None:
    actor = guide.fiches["association-de-jardiniers"]
    assert family([all_facets(guide)["type"]], actor) is None
    assert family([all_facets(guide)["familles_acteurs"]], guide.fiches["jardin-partage"]) is None


def test_types_keep_the_pages_of_the_menu_and_each_other_value_has_its_own(guide: Guide) -> None:
    found = all_facets(guide)
    assert [v.chemin for v in found["type"].valeurs] == [f"{cls.DOSSIER}/index.md" for cls in TYPES.values()]
    made = list(paths(found.values()))
    assert "catalogue/nature/levier.md" in made
    assert "catalogue/echelles.md" in made
    assert "catalogue/echelles/commune.md" in made
    assert not [path for path in made if path.startswith(("pratiques/", "catalogue/type"))]
    assert len(made) == len(set(made))


def test_addresses() -> None:
    assert addresses.value_path("types_commune", "petite") == "catalogue/types-commune/petite.md"
    assert addresses.url("pratiques/index.md") == "pratiques/"
    assert addresses.url("pratiques/mon-index.md") == "pratiques/mon-index/"
    assert addresses.url("index.md") == ""
    assert addresses.url("sigles.md#ccas") == "sigles/#ccas"
    assert addresses.url("index.md#haut") == "#haut"


def test_the_script_says_what_the_catalogue_shows(guide: Guide) -> None:
    found = all_facets(guide)
    data = read(script(found.values(), guide.fiches.values()))
    assert [f["nom"] for f in data["facettes"]] == [*found]
    assert [f["titre"] for f in data["fiches"]] == sorted((f["titre"] for f in data["fiches"]), key=fold)
    record = next(f for f in data["fiches"] if f["slug"] == "jardin-partage")
    fiche = guide.fiches["jardin-partage"]
    assert record["url"] == "definitions/jardin-partage/"
    assert record["facettes"] == {"type": ["definition"], "echelles": ["quartier", "commune"]}
    assert record["revu_le"] == fiche.revu_le.isoformat()
    assert [form for form in fiche.variantes if form in record["mots"]] == list(fiche.variantes)  # type: ignore[attr-defined]


def test_titles_are_in_french_order_and_typeset(sain: Path) -> None:
    path = sain / "fiches/definitions/jardin-familial.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("titre: Jardin familial", 'titre: "Étage d\'un jardin : lequel ?"'), "utf-8")
    guide = link(load(sain)[0])
    titles = [f["titre"] for f in read(script(all_facets(guide).values(), guide.fiches.values()))["fiches"]]
    assert "Étage d’un jardin\u00a0: lequel\u202f?" in titles
    assert titles.index("Étage d’un jardin\u00a0: lequel\u202f?") < titles.index("Jardin partagé")


def test_a_title_that_looks_like_code_stays_a_text(sain: Path) -> None:
    path = sain / "fiches/definitions/jardin-familial.yml"
    path.write_text(path.read_text("utf-8").replace("titre: Jardin familial", r"titre: '</script>\u2028\"'"), "utf-8")
    guide = link(load(sain)[0])
    titles = [f["titre"] for f in read(script(all_facets(guide).values(), guide.fiches.values()))["fiches"]]
    assert guide.fiches["jardin-familial"].titre in titles


def page(pages: tuple[Page, ...], path: str) -> str:
    return next(p.texte for p in pages if p.chemin == path)


def test_the_page_of_a_value_lists_its_fiches_and_leads_on_to_the_catalogue(guide: Guide) -> None:
    shown = page(render(guide), "catalogue/echelles/commune.md")
    assert "[Affiner dans le catalogue](../../catalogue/index.md?echelles=commune)" in shown
    for slug in slugs(all_facets(guide)["echelles"], "commune"):
        fiche = guide.fiches[slug]
        assert f"-   **[{fiche.titre}](../../{fiche.DOSSIER}/{slug}.md)**\n\n    {fiche.resume}" in shown


def test_a_value_without_fiche_says_so(sain: Path) -> None:
    path = sain / "ressources/vocabulaires.yml"
    text = path.read_text("utf-8")
    value = "    - {id: lune, libelle: Lune}\n"
    start = text.index("  valeurs:\n", text.index("echelles:")) + len("  valeurs:\n")
    path.write_text(text[:start] + value + text[start:], "utf-8")
    pages = render(link(load(sain)[0]))
    shown = page(pages, "catalogue/echelles/lune.md")
    assert "Aucune fiche pour l’instant." in shown
    assert "Affiner" not in shown
    assert "## [Lune](echelles/lune.md) (0) {: #lune }" in page(pages, "catalogue/echelles.md")
