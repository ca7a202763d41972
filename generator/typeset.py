"""A Typst source → a PDF. The only module that imports typst.

Nothing is taken from the machine: the font is that of `fonts`, and a file must be inside the guide.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import typst

from .fonts import FOLDER
from .problems import Arret

LIVRET = Path(__file__).parent / "typst" / "livret.typ"


class LivretEnEchec(Arret):
    """A booklet could not be set; the message is for the user."""

    statut = 1


@dataclass(frozen=True)
class Reglages:
    """What the source does not say: the day of the edition, what `livret.typ` reads, whether the file is to be read.

    A file that is not `lisible` has no structure: its pages are only drawn, to be put on sheets.
    """

    date: date
    entrees: Mapping[str, str]
    lisible: bool = True


def typeset(source: str, racine: Path, reglages: Reglages, nom: str) -> bytes:
    """The PDF of a source that calls the functions of `livret.typ`: PDF/UA-1 and PDF/A-2a at once.

    Raises `LivretEnEchec` when Typst refuses it: a picture that cannot be read, a sign that the font does not have.
    """
    day = datetime(reglages.date.year, reglages.date.month, reglages.date.day, tzinfo=UTC)
    text = LIVRET.read_text("utf-8") + "\n" + source
    compiler = typst.Compiler(text.encode(), root=racine, font_paths=_fonts(), sys_inputs=dict(reglages.entrees))
    standards = ["a-2a", "ua-1"] if reglages.lisible else ["a-2b"]
    try:
        made = compiler.compile(format="pdf", pdf_standards=standards, pdf_tags=reglages.lisible, timestamp=day)
    except typst.TypstError as error:
        hints = " ".join(error.hints)
        raise LivretEnEchec(
            f"Le livret « {nom} » n’a pas pu être composé ; rien n’a été écrit. Typst dit : {error.message}. {hints}".rstrip()
        ) from None
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER])
