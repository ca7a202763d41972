"""Where each key and value of a file stands, so that a problem can say it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from .problems import ERREUR, Probleme

Chemin = tuple[str | int, ...]


@dataclass(frozen=True)
class Marque:
    """Where a node stands: 1-based line and column, offsets in the text, and its raw scalar text."""

    ligne: int
    colonne: int
    debut: int = 0
    fin: int = 0
    brut: str = ""


@dataclass(frozen=True)
class SourceMap:
    """The place of each key and value of one file, by path (`("liens", 0, "vers")`)."""

    fichier: str
    texte: str = ""
    valeurs: Mapping[Chemin, Marque] = field(default_factory=dict)
    cles: Mapping[Chemin, Marque] = field(default_factory=dict)

    def at(self, path: Chemin) -> Marque:
        """The mark of the value at `path`, or of its nearest ancestor."""
        while path and path not in self.valeurs:
            path = path[:-1]
        return self.valeurs.get(path, Marque(1, 1))

    def key(self, path: Chemin) -> Marque:
        """The mark of the key at `path`, or of the value if it is a list item."""
        return self.cles.get(path) or self.at(path)

    def find(self, path: Chemin, needle: str) -> Marque:
        """The place of `needle` inside the value at `path`; the value itself when it is not found as typed.

        A word is found whole: `avenel2017` is not in `avenel2017a`.
        """
        mark = self.at(path)
        pattern = re.compile(re.escape(needle) + (r"(?![\w-])" if needle[-1:].isalnum() else ""))
        found = pattern.search(self.texte, mark.debut, mark.fin or len(self.texte))
        return position(self.texte, found.start()) if found else mark

    def problem(self, mark: Marque, code: str, message: str, conseil: str = "", gravite: str = ERREUR) -> Probleme:
        return Probleme(self.fichier, mark.ligne, mark.colonne, gravite, code, message, conseil)


def position(texte: str, offset: int) -> Marque:
    """The 1-based line and column of a character offset."""
    line_start = texte.rfind("\n", 0, offset) + 1
    return Marque(texte.count("\n", 0, offset) + 1, offset - line_start + 1, offset, offset)
