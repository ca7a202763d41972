"""Staged pages → a site: runs MkDocs (Material) or Zensical as its own process on the same `mkdocs.yml`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from .addresses import PREVIEW

MATERIAL, ZENSICAL = "material", "zensical"
MOTEURS = (MATERIAL, ZENSICAL)

# Read in mkdocs.yml (`site_dir: !ENV [GUIDE_SITE_DIR, site]`) and by the MkDocs hook.
SITE_DIR, STAGED = "GUIDE_SITE_DIR", "GUIDE_PAGES_PRETES"


class MoteurEnEchec(Exception):
    """The engine stopped; the message holds its last lines."""


def build(racine: Path, moteur: str, built: Path) -> None:
    """Build the staged pages of `racine` into the folder `built` (inside `racine`). Raises `MoteurEnEchec`."""
    run = subprocess.run(
        _command(moteur, "build"),
        cwd=racine,
        env=_environment(built),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        close_fds=False,  # the engine inherits the lock of `publish.exclusive`
    )
    if run.returncode or not (built / "index.html").exists():
        lines = list(_last_words(run.stdout + "\n" + run.stderr)) or [f"(aucun message, code {run.returncode})"]
        raise MoteurEnEchec("\n".join([f"Le moteur « {moteur} » s’est arrêté :", *lines[-15:]]))


def serve(racine: Path, moteur: str, address: str) -> int:
    """Run the engine's own server until it is stopped; returns its exit status.

    Where the system can, this process becomes the server: whoever stops `guide serve` stops the server itself.
    """
    command = [*_command(moteur, "serve"), "--dev-addr", address]
    # Zensical serves what it writes: in a folder of its own, the published site stays as it is.
    environment = {**os.environ, **_QUIET, SITE_DIR: str((racine / PREVIEW).resolve())}
    if os.name == "posix":
        os.chdir(racine)
        os.execve(command[0], command, environment)
    return subprocess.run(command, cwd=racine, env=environment, check=False).returncode


_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_DRAWN = re.compile("[\u2500-\u257f]")  # Zensical frames an excerpt of the page for each warning


def _last_words(output: str) -> Iterator[str]:
    """What an engine said of its failure, without its daily talk and without Python's call stacks."""
    in_stack = False
    for line in _COLOURS.sub("", output).splitlines():
        if line.startswith("Traceback ("):
            in_stack = True
        elif not line.startswith((" ", "\t")) and line.strip():
            in_stack = False
        if not in_stack and line.strip(" `") and not _DRAWN.search(line) and not line.startswith("INFO "):
            yield line.rstrip()


_QUIET = {"NO_MKDOCS_2_WARNING": "1"}


def _environment(built: Path) -> dict[str, str]:
    return {**os.environ, **_QUIET, SITE_DIR: str(built), STAGED: "1", "PYTHONUTF8": "1"}


def _command(moteur: str, verb: str) -> Sequence[str]:
    if moteur == ZENSICAL:
        # --clean: its cache goes by page text and does not see a changed definition or citation.
        return [sys.executable, "-m", "zensical", verb, "--config-file", "mkdocs.yml", *(["--clean"] if verb == "build" else [])]
    return [sys.executable, "-m", "mkdocs", verb, "--config-file", "mkdocs.yml"]
