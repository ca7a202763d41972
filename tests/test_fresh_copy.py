"""What somebody gets who downloads the repository, then empties it to write another guide."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from guides import COMMANDE, DEPOT, ENVIRONNEMENT, MOTEURS, trim_menu

PAGES = {"index": "Accueil", "a-propos": "À propos", "accessibilite": "Accessibilité", "mentions-legales": "Mentions légales"}


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The files that Git keeps, and no other."""
    if not (DEPOT / ".git").exists():
        pytest.skip("not a Git repository")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=DEPOT, capture_output=True, check=True
    )
    for name in map(Path, filter(None, listed.stdout.decode().split("\0"))):
        if (DEPOT / name).is_file():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(DEPOT / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def vide(clone: Path) -> Path:
    """The same without any content: Git does not keep the folders that this empties."""
    for folder in ("fiches", "ressources", "livrets", "content"):
        shutil.rmtree(clone / folder, ignore_errors=True)
    (clone / "content").mkdir()
    for name, title in PAGES.items():
        (clone / f"content/{name}.md").write_text(f"---\ntitle: {title}\n---\n# {title}\n", "utf-8")
    trim_menu(clone)
    return clone


def run(folder: Path, *command: str) -> tuple[int, str]:
    """Status and all that is printed, by the program of that folder."""
    environment = {**ENVIRONNEMENT, "PYTHONPATH": str(folder), "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout + done.stderr


def test_plain_mkdocs_builds_a_fresh_clone(clone: Path) -> None:
    status, said = run(clone, sys.executable, "-m", "mkdocs", "build")
    assert status == 0, said
    assert (clone / "site/glossaire/index.html").is_file()


def test_an_emptied_guide_has_no_problem_and_takes_a_first_fiche(vide: Path) -> None:
    assert run(vide, *COMMANDE, "check", "--strict") == (0, "Aucun problème : aucune fiche, aucune référence.\n")
    status, said = run(vide, *COMMANDE, "schema")
    assert status == 0, said
    status, said = run(vide, *COMMANDE, "new", "outil", "Titre")
    assert status == 0, said
    assert run(vide, *COMMANDE, "check", "--strict") == (0, "Aucun problème : 1 fiche, aucune référence.\n")


@pytest.mark.parametrize("moteur", MOTEURS)
def test_an_emptied_guide_builds_in_silence(vide: Path, moteur: str) -> None:
    said = "Site construit dans « site ». Pour le lire : guide serve\n"
    assert run(vide, *COMMANDE, "build", "--moteur", moteur) == (0, said)


def test_plain_mkdocs_builds_an_emptied_guide(vide: Path) -> None:
    status, said = run(vide, sys.executable, "-m", "mkdocs", "build")
    assert status == 0, said
    assert (vide / "site/index.html").is_file()
