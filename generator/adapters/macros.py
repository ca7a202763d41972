"""Macros for the editorial pages of `content/`: lists of fiches and of references, charts.

Loaded by mkdocs-macros and by Zensical. Macros return the syntax of prose (`[[slug]]`, `[@clé]`), which the
Markdown extension turns into links: a macro needs to know neither the page nor the engine.
An unknown name is an error in French, which stops the build: an empty list would be published in silence.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from generator.addresses import CATALOGUE_JSON
from generator.markup import escape
from generator.model import Nature
from generator.problems import suggestion


class MacroInconnue(Exception):
    """A macro was given a name that the guide does not have; the message is for the author of the page."""


def define_env(env: Any) -> None:
    """Register the macros (called once by MkDocs, once per page by Zensical)."""

    @env.macro
    def fiches(type: str, nature: str = "", **facettes: str) -> str:
        """A list of fiches with their summaries: `{{ fiches("pratique", nature="levier", echelles="commune") }}`."""
        data = _catalogue()
        _check("le type de fiche", type, data["types"])
        if nature:
            _check("la nature", nature, get_args(Nature))
        for name, value in facettes.items():
            _check("la facette", name, data["facettes"])
            _check(f"dans « {name} », la valeur", value, data["facettes"][name])
        chosen = [
            f
            for f in data["fiches"]
            if f["type"] == type
            and (not nature or f["nature"] == nature)
            and all(value in f["facettes"].get(name, ()) for name, value in facettes.items())
        ]
        return "\n".join(f"-   [[{f['slug']}]] : {escape(f['resume'])}" for f in chosen) or "Aucune fiche pour l’instant."

    @env.macro
    def bibliographie(theme: str) -> str:
        """The references of one theme: `{{ bibliographie("tr1-a") }}`."""
        data = _catalogue()
        _check("le thème", theme, data["themes"])
        chosen = [r for r in data["references"] if theme in r["mots_cles"]]
        return "\n".join(f"-   [@{r['cle']}]" for r in chosen) or "Aucune référence pour l’instant."

    @env.macro
    def nombre(type: str) -> int:
        """How many fiches of a type the guide holds: `{{ nombre("outil") }}`."""
        data = _catalogue()
        _check("le type de fiche", type, data["types"])
        return sum(f["type"] == type for f in data["fiches"])

    @env.macro
    def chiffre(nom: str) -> str:
        """The chart of a set of key figures, with its source: `{{ chiffre("partenariat-par-secteur") }}`."""
        data = _catalogue()
        _check("le chiffre clé", nom, data["chiffres"])
        return data["chiffres"][nom]


def _check(what: str, name: str, known: Iterable[str]) -> None:
    names = list(known)
    if name not in names:
        advice = suggestion(name, names) or f"Possibles : {', '.join(names)}."
        raise MacroInconnue(f"Dans une macro, {what} « {name} » n’existe pas. {advice}")


def _catalogue() -> dict[str, Any]:
    path = Path(CATALOGUE_JSON)
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _read(path: Path, _changed: int) -> dict[str, Any]:
    return json.loads(path.read_text("utf-8"))
