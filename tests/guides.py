"""Guides to build (copies: the work tree is never touched), and the command `guide` as a user runs it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from generator.model import DOSSIERS

DEPOT = Path(__file__).resolve().parents[1]
RACINES = Path(__file__).resolve().parent / "roots"
# Whoever takes the program over for another guide begins without content.
COMPLET = all(any((DEPOT / folder).glob("*.yml")) for folder in (*(f"fiches/{name}" for name in DOSSIERS), "ressources/chiffres"))
MOTEURS = ("material", "zensical")
# Pagefind numbers the pages in the order in which the disk gives them, and names these files after that. What each page says
# (`pagefind/fragment/`) is named after what it says.
NUMBERED = re.compile(r"pagefind/((filter|index)/|pagefind\.\w+\.pf_meta$|pagefind-entry\.json$)")
COMMANDE = (sys.executable, "-m", "generator")
# Dates in what the engines write do not change between two builds.
ENVIRONNEMENT = {**os.environ, "PYTHONPATH": str(DEPOT), "SOURCE_DATE_EPOCH": "1790000000"}


def copy_guide(target: Path, contenu: Path = DEPOT) -> Path:
    """A guide in the new folder `target`: the content of `contenu`, with this repository's configuration and theme."""
    target.mkdir(parents=True)
    for name in ("content", "fiches", "ressources", "livrets"):
        if (contenu / name).is_dir():
            shutil.copytree(contenu / name, target / name)
    shutil.copytree(DEPOT / "overrides", target / "overrides")
    shutil.copy(DEPOT / "mkdocs.yml", target)
    trim_menu(target)
    (target / "generator").symlink_to(DEPOT / "generator")  # mkdocs.yml names its hook and its templates
    return target


def trim_menu(racine: Path) -> None:
    """Take out of the menu the pages of this guide's `content/` that `racine` does not have, as README says to."""
    kept: list[str] = []
    for line in (racine / "mkdocs.yml").read_text("utf-8").splitlines(keepends=True):
        entry = re.match(r" +- (?:.*: )?([\w/-]+\.md)$", line.rstrip())
        if entry and (DEPOT / "content" / entry[1]).exists() and not (racine / "content" / entry[1]).exists():
            continue
        if kept and re.match(r"  - [^:]+:$", kept[-1].rstrip()) and re.match(r"  - |\S", line):
            kept.pop()  # a heading of the menu with nothing left under it
        kept.append(line)
    (racine / "mkdocs.yml").write_text("".join(kept), "utf-8")


def guide(*args: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run `guide` with these arguments, and these variables in its environment, to its end."""
    command = [*COMMANDE, *map(str, args)]
    return subprocess.run(command, env=ENVIRONNEMENT | variables, capture_output=True, encoding="utf-8", check=False)


def build(racine: Path, *args: str | Path, **variables: str) -> Path:
    """Build the site of `racine`; gives its folder. Fails with what the command said."""
    done = guide("build", "--racine", racine, *args, **variables)
    assert done.returncode == 0, done.stderr
    return racine / "site"
