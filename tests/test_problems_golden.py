"""What an author reads for each mistake in the fiches, the vocabularies, the sigles and the links."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import get_args

import pytest
from guides import RACINES
from problem_cases import (
    CARNET,
    CASES,
    CHARTE,
    CHIFFRES,
    OUTIL,
    PERMIS,
    PRATIQUE,
    SIGLES,
    VOCABULAIRES,
    add,
    delete,
    replace,
    write,
)

from generator.load import Draft, RacineInutilisable, load
from generator.model import CHAMPS_INTERNES, TYPES, Dispositif, Enregistrement, Outil, Pratique, TypeLien
from generator.pipeline import check, stage
from generator.problems import Probleme, has_errors, sort_problems, suggestion


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the guide without a mistake, to be changed."""
    return Path(shutil.copytree(RACINES / "sain", tmp_path / "guide"))


@pytest.mark.parametrize("case", CASES)
def test_what_the_author_reads(root: Path, case: str) -> None:
    changes, expected = CASES[case]
    for change in changes:
        change(root)
    assert [str(problem) for problem in check(root)[1]] == expected


# --- the guide that the cases change ----------------------------------------------------------------------------


def test_the_guide_without_a_mistake_has_no_problem() -> None:
    assert check(RACINES / "sain")[1] == ()


def test_the_guide_without_a_mistake_uses_every_field_and_every_type_of_link() -> None:
    draft = check(RACINES / "sain")[0]
    records = (*draft.fiches, *draft.chiffres, *draft.sigles, *draft.vocabulaires.values(), *draft.livrets)
    used = {name for record in records for name in _filled(record)}
    classes = {type(record) for record in records} | {type(part) for record in records for part in _parts(record)}
    assert {cls.TYPE for cls in classes if hasattr(cls, "TYPE")} == set(TYPES)
    assert {_key(cls, f.name) for cls in classes for f in fields(cls) if f.name not in CHAMPS_INTERNES} - used == set()
    assert {lien.type for fiche in draft.fiches for lien in fiche.liens} == set(get_args(TypeLien))
    assert len(draft.references) == 3


def _parts(record: Enregistrement) -> Iterator[Enregistrement]:
    """The records inside a record."""
    for f in fields(record):
        found = getattr(record, f.name)
        for part in found if isinstance(found, tuple) else (found,):
            if is_dataclass(part):
                yield part
                yield from _parts(part)


def _filled(record: Enregistrement) -> Iterator[str]:
    """The fields of a record and of those inside it that say more than their default."""
    for part in (record, *_parts(record)):
        for f in fields(part):
            if f.default is MISSING or getattr(part, f.name) != f.default:
                yield _key(type(part), f.name)


def _key(cls: type[Enregistrement], name: str) -> str:
    """« Fiche.titre »: a field with the class that declares it."""
    owner = next(c for c in reversed(cls.__mro__) if is_dataclass(c) and name in {f.name for f in fields(c)})
    return f"{owner.__name__}.{name}"


# --- what is read as the author meant it --------------------------------------------------------------------------


def _only(draft: Draft, cls: type, slug: str) -> Enregistrement:
    return next(fiche for fiche in draft.fiches if isinstance(fiche, cls) and fiche.slug == slug)


@pytest.mark.parametrize(
    ("typed", "read"),
    [("2019", "2019"), ("007", "007"), ("1_000", "1_000"), ("2026-02-20", "2026-02-20"), ("0x1F", "0x1F"), ("12:30", "12:30"),
     ("'NO'", "NO"), ('"1.10"', "1.10"), ("Non", "Non"), ("=", "="), ("9" * 5000, "9" * 5000), ("non daté", "non daté")],
    ids=lambda value: value[:12],
)  # fmt: skip
def test_a_text_keeps_the_characters_that_were_typed(root: Path, typed: str, read: str) -> None:
    replace(CHARTE, "Trois ans, à renouveler.", typed)(root)
    draft, problems = load(root)
    assert problems == ()
    assert _only(draft, Dispositif, "charte-des-jardins").duree == read


def test_a_lone_text_is_a_list_of_one(root: Path) -> None:
    replace(OUTIL, "materiel:\n  - Un plan au 1/100\n  - Des feutres", "materiel: Un plan")(root)
    assert _only(load(root)[0], Outil, "plan-de-parcelles").materiel == ("Un plan",)


def test_keys_without_a_value_are_left_out(root: Path) -> None:
    add(PERMIS, "duree:\nechelles:\nsources:\n")(root)
    fiche = _only(load(root)[0], Dispositif, "permis-de-vegetaliser")
    assert (fiche.duree, fiche.facettes, fiche.sources) == ("", {"echelles": ()}, ())


def test_numbers_in_a_text_of_an_example(root: Path) -> None:
    replace(PRATIQUE, 'date: "2020"', "date: 2020")(root)
    assert _only(load(root)[0], Pratique, "ouvrir-un-jardin").exemples[0].date == "2020"


# --- the folder ---------------------------------------------------------------------------------------------------


def test_a_guide_may_do_without_vocabularies_sigles_and_figures(root: Path) -> None:
    for change in (
        delete(VOCABULAIRES), delete(SIGLES), delete(CHIFFRES), delete(CARNET),
        replace("fiches/definitions/jardin-partage.yml", "echelles: [quartier, commune]\n", ""),
        replace(CHARTE, "echelles: [commune]\n", ""),
        replace(PRATIQUE, "echelles: [quartier]\nposture: [soutient]\n", ""),
    ):  # fmt: skip
        change(root)
    assert check(root)[1] == ()
    assert stage(root)[0].ecrites > 20


def test_hidden_and_left_over_files_are_not_published(root: Path) -> None:
    for name in (".obsidian/app.json", "images/.DS_Store", "images/Thumbs.db", "desktop.ini", "~$plan.odt", "images/plan.png"):
        write(f"content/{name}", "x")(root)
    assert set(load(root)[0].annexes) == {"images/plan.png"}


def test_a_folder_without_its_configuration_is_no_guide(tmp_path: Path) -> None:
    with pytest.raises(RacineInutilisable) as stop:
        load(tmp_path)
    assert str(stop.value) == (
        f"« {tmp_path} » n’est pas un guide : le fichier « mkdocs.yml » y manque. "
        "Placez-vous dans le dossier du guide, ou indiquez-le avec --racine."
    )


# --- problems as values -------------------------------------------------------------------------------------------


def test_problems_are_sorted_by_place_and_told_once() -> None:
    late, early, other = (Probleme("b", 9, 1, "erreur", "X", "x."), Probleme("b", 2, 7, "erreur", "X", "x."),
                          Probleme("a", 30, 1, "avertissement", "X", "x."))  # fmt: skip
    assert sort_problems([late, early, other, late]) == (other, early, late)


def test_warnings_stop_only_the_strict() -> None:
    warning, error = (Probleme("a", 1, 1, gravite, "X", "x.") for gravite in ("avertissement", "erreur"))
    assert [has_errors([warning]), has_errors([warning], strict=True), has_errors([error]), has_errors([], strict=True)] == [
        False, True, True, False,
    ]  # fmt: skip


def test_a_near_name_is_suggested_and_a_far_one_is_not() -> None:
    assert suggestion("partenariats", ["partenariat", "acteur"]) == "Vouliez-vous dire « partenariat » ?"
    assert suggestion("xyz", ["partenariat", "acteur"]) == ""
