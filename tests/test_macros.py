"""The macros of editorial pages: what they write, and what they say of a name that the guide does not have."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.adapters.macros import MacroInconnue, define_env
from generator.addresses import CATALOGUE_JSON

CATALOGUE = {
    "types": ["outil"],
    "facettes": {"echelles": ["commune"]},
    "themes": ["tr1"],
    "fiches": [],
    "references": [],
    "chiffres": {"surface-des-jardins": "| un graphique |"},
}


@pytest.fixture
def macros(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[..., Any]]:
    (tmp_path / CATALOGUE_JSON).parent.mkdir(parents=True)
    (tmp_path / CATALOGUE_JSON).write_text(json.dumps(CATALOGUE), "utf-8")
    monkeypatch.chdir(tmp_path)
    found: dict[str, Callable[..., Any]] = {}
    define_env(argparse.Namespace(macro=lambda function: found.setdefault(function.__name__, function)))
    return found


def test_a_chart_is_written_where_it_is_asked_for(macros: dict[str, Callable[..., Any]]) -> None:
    assert macros["chiffre"]("surface-des-jardins") == "| un graphique |"


@pytest.mark.parametrize(
    ("macro", "arguments", "message"),
    [
        (
            "chiffre",
            {"nom": "surface-des-jardin"},
            "le chiffre clé « surface-des-jardin » n’existe pas. Vouliez-vous dire « surface-des-jardins » ?",
        ),
        ("nombre", {"type": "xyz"}, "le type de fiche « xyz » n’existe pas. Possibles : outil."),
        ("bibliographie", {"theme": "xyz"}, "le thème « xyz » n’existe pas. Possibles : tr1."),
        (
            "fiches",
            {"type": "outil", "echelles": "xyz"},
            "dans « echelles », la valeur « xyz » n’existe pas. Possibles : commune.",
        ),
    ],
)
def test_an_unknown_name_is_said_in_french(
    macros: dict[str, Callable[..., Any]], macro: str, arguments: dict[str, str], message: str
) -> None:
    with pytest.raises(MacroInconnue) as stop:
        macros[macro](**arguments)
    assert str(stop.value) == f"Dans une macro, {message}"
