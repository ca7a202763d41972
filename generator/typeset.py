"""A Typst source → a PDF. The only module that imports typst.

Typst keeps all it has laid out as long as its process lives: each PDF is made in a process of its own, which answers on its
standard output. Nothing is taken from the machine: the fonts are those of a folder, and a file must be inside the guide.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import typst

from .problems import Arret

LIVRET = Path(__file__).parent / "typst" / "livret.typ"
_PDF = b"%PDF"


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


def typeset(source: str, racine: Path, polices: Path, reglages: Reglages, nom: str) -> bytes:
    """The PDF of a source that calls the functions of `livret.typ`, with the fonts of a folder.

    PDF/UA-1 and PDF/A-2a at once. Raises `LivretEnEchec` when Typst refuses it: a picture that cannot be read, a sign that
    the font does not have.
    """
    asked = {"source": source, "racine": str(racine.resolve()), "polices": str(polices), **asdict(reglages)}
    done = subprocess.run(
        [sys.executable, "-m", __name__], input=json.dumps(asked, default=str).encode(), capture_output=True, check=False
    )
    if done.stdout.startswith(_PDF):
        return done.stdout
    said = (done.stdout or done.stderr).decode("utf-8", "replace").strip()
    reason = said.splitlines()[-1] if said else f"(aucun message, code {done.returncode})"
    raise LivretEnEchec(f"Le livret « {nom} » n’a pas pu être composé ; rien n’a été écrit. Typst dit : {reason}")


def compile_pdf(source: str, racine: str, polices: str, date: str, entrees: dict[str, str], lisible: bool) -> bytes:
    """What the process of `typeset` does; raises `typst.TypstError`."""
    text = LIVRET.read_text("utf-8") + "\n" + source
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[polices])
    compiler = typst.Compiler(text.encode(), root=racine, font_paths=fonts, sys_inputs=entrees)
    standards = ["a-2a", "ua-1"] if lisible else ["a-2b"]
    day = datetime.fromisoformat(date).replace(tzinfo=UTC)
    made = compiler.compile(format="pdf", pdf_standards=standards, pdf_tags=lisible, timestamp=day)
    assert isinstance(made, bytes)
    return made


if __name__ == "__main__":
    try:
        answer = compile_pdf(**json.load(sys.stdin))
    except typst.TypstError as error:
        answer = " ".join((f"{error.message}.", *error.hints)).encode()
    sys.stdout.buffer.write(answer)
