"""A Typst source → a PDF, set by `typesetter` in a process of its own.

Typst keeps all it has laid out as long as its process lives: this gives the memory back. Nothing is taken from the machine:
the fonts are those of a folder, a file must be inside the guide, and Python looks for modules in its own folders only.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from .problems import Arret

LIVRET = Path(__file__).parent / "typst" / "livret.typ"
_PROGRAM = Path(__file__).with_name("typesetter.py")
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
    text = LIVRET.read_text("utf-8") + "\n" + source
    asked = {"source": text, "racine": str(racine.resolve()), "polices": str(polices), **asdict(reglages)}
    # -P: no module of the folder where the command is typed
    command = [sys.executable, "-P", str(_PROGRAM)]
    done = subprocess.run(command, input=json.dumps(asked, default=str).encode(), capture_output=True, check=False)
    if done.stdout.startswith(_PDF):
        return done.stdout
    said = (done.stdout or done.stderr).decode("utf-8", "replace").strip()
    reason = said.splitlines()[-1] if said else f"(aucun message, code {done.returncode})"
    raise LivretEnEchec(f"Le livret « {nom} » n’a pas pu être composé ; rien n’a été écrit. Typst dit : {reason}")
