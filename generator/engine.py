"""Staged pages → a site: runs MkDocs (Material) or Zensical as its own process on the same `mkdocs.yml`."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

MATERIAL, ZENSICAL = "material", "zensical"
MOTEURS = (MATERIAL, ZENSICAL)

# Read in mkdocs.yml (`site_dir: !ENV [GUIDE_SITE_DIR, site]`) and by the MkDocs hook.
SITE_DIR, STAGED = "GUIDE_SITE_DIR", "GUIDE_PAGES_PRETES"


class MoteurEnEchec(Exception):
    """The engine stopped; the message holds its last lines."""


def build(racine: Path, moteur: str, built: Path) -> None:
    """Build the staged pages of `racine` into the folder `built` (inside `racine`). Raises `MoteurEnEchec`."""
    run = subprocess.run(
        _command(moteur, "build"), cwd=racine, env=_environment(built), capture_output=True, text=True, check=False
    )
    if run.returncode or not (built / "index.html").exists():
        lines = [line for line in (run.stdout + run.stderr).splitlines() if line.strip()]
        raise MoteurEnEchec("\n".join([f"Le moteur « {moteur} » s’est arrêté :", *lines[-15:]]))


def serve(racine: Path, moteur: str, address: str) -> int:
    """Run the engine's own server until it is stopped; returns its exit status."""
    command = [*_command(moteur, "serve"), "--dev-addr", address]
    return subprocess.run(command, cwd=racine, env={**os.environ, **_QUIET}, check=False).returncode


_QUIET = {"NO_MKDOCS_2_WARNING": "1"}


def _environment(built: Path) -> dict[str, str]:
    return {**os.environ, **_QUIET, SITE_DIR: str(built), STAGED: "1", "PYTHONUTF8": "1"}


def _command(moteur: str, verb: str) -> Sequence[str]:
    if moteur == ZENSICAL:
        # --clean: its cache goes by page text and does not see a changed definition or citation.
        return [sys.executable, "-m", "zensical", verb, "--config-file", "mkdocs.yml", *(["--clean"] if verb == "build" else [])]
    return [sys.executable, "-m", "mkdocs", verb, "--config-file", "mkdocs.yml", *(["--quiet"] if verb == "build" else [])]
