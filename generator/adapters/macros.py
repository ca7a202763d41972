"""Macros for the editorial pages of `content/`: lists of fiches, references and key figures.

Loaded by mkdocs-macros and by Zensical. Macros return the syntax of prose (`[[slug]]`, `[@clé]`), which the
Markdown extension turns into links: a macro needs to know neither the page nor the engine.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.addresses import CATALOGUE_JSON
from generator.markup import escape


def define_env(env: Any) -> None:
    """Register the macros (called once by MkDocs, once per page by Zensical)."""

    @env.macro
    def fiches(type: str, nature: str = "", **facettes: str) -> str:
        """A list of fiches with their summaries: `{{ fiches("pratique", nature="levier", echelles="commune") }}`."""
        chosen = [
            f
            for f in _catalogue()["fiches"]
            if f["type"] == type
            and (not nature or f["nature"] == nature)
            and all(value in f["facettes"].get(name, ()) for name, value in facettes.items())
        ]
        return "\n".join(f"-   [[{f['slug']}]] : {escape(f['resume'])}" for f in chosen) or "Aucune fiche pour l’instant."

    @env.macro
    def bibliographie(theme: str) -> str:
        """The references of one theme: `{{ bibliographie("tr1-a") }}`."""
        chosen = [r for r in _catalogue()["references"] if theme in r["mots_cles"]]
        return "\n".join(f"-   [@{r['cle']}]" for r in chosen) or "Aucune référence pour l’instant."

    @env.macro
    def nombre(type: str) -> int:
        """How many fiches of a type the guide holds: `{{ nombre("outil") }}`."""
        return sum(f["type"] == type for f in _catalogue()["fiches"])


def _catalogue() -> dict[str, Any]:
    path = Path(CATALOGUE_JSON)
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _read(path: Path, _changed: int) -> dict[str, Any]:
    return json.loads(path.read_text("utf-8"))
