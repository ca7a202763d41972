"""Staged pages → a site: runs MkDocs (Material) or Zensical as its own process on the same `mkdocs.yml`."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from .addresses import PREVIEW
from .problems import Arret, reason

MATERIAL, ZENSICAL = "material", "zensical"
MOTEURS = (MATERIAL, ZENSICAL)

# Read in mkdocs.yml (`site_dir: !ENV [GUIDE_SITE_DIR, site]`); and by the MkDocs hook, which then does not stage a second time.
SITE_DIR, STAGED = "GUIDE_SITE_DIR", "GUIDE_PAGES_PRETES"
# Tells the hook that the command will finish the site itself.
FINISHED_AFTER = "GUIDE_SUITE_A_VENIR"


class MoteurEnEchec(Arret):
    """The engine stopped; the message holds its last lines."""

    statut = 1


class AdresseIndisponible(Arret):
    """Nothing can be served at this address; the message is for the user."""


def build(racine: Path, moteur: str, built: Path) -> tuple[str, ...]:
    """Build the staged pages of `racine` into the folder `built` (inside `racine`); returns the engine's warnings.

    Raises `MoteurEnEchec`.
    """
    run = subprocess.run(
        _command(moteur, "build"),
        cwd=racine,
        env=_environment(built) | {FINISHED_AFTER: "1"},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        close_fds=False,  # the engine inherits the lock of `publish.exclusive`
    )
    said = tuple(_words(run.stdout + "\n" + run.stderr))
    if run.returncode or not (built / "index.html").exists():
        lines = said[-15:] or (f"(aucun message, code {run.returncode})",)
        end = "Rien n’a été publié : le site précédent reste en place."
        raise MoteurEnEchec("\n".join([f"Le moteur « {moteur} » s’est arrêté :", *lines, end]))
    return said


def check_address(address: str) -> None:
    """Raise `AdresseIndisponible` when no server can listen at « host:port »."""
    host, _, port = address.rpartition(":")
    host = host.strip("[]")
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            if os.name == "posix":  # as the servers do; elsewhere this would share a port that is taken
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, int(port)))
    except OSError as error:
        raise AdresseIndisponible(
            f"L’adresse « {address} » ne peut pas servir : {reason(error)}. "
            "Arrêtez ce qui l’emploie, ou choisissez une autre adresse avec --adresse."
        ) from None


def serve(racine: Path, moteur: str, address: str) -> int:
    """Run the engine's own server on the staged pages until it is stopped; returns its exit status.

    Where the system can, this process becomes the server: whoever stops `guide serve` stops the server itself.
    """
    command = [*_command(moteur, "serve"), "--dev-addr", address]
    # Zensical serves what it writes: in a folder of its own, the published site stays as it is.
    environment = _environment((racine / PREVIEW).resolve())
    if os.name == "posix":
        os.chdir(racine)
        os.execve(command[0], command, environment)
    return subprocess.run(command, cwd=racine, env=environment, check=False).returncode


_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
# Zensical frames an excerpt of the page for each warning; the first line of the frame says where.
_PLACE = re.compile(r"\s*\u256d\u2500\[ (.+?) \]")
_DRAWN = re.compile("[\u2500-\u257f]")
_DAILY = re.compile(r"INFO |Build (started|finished)|No issues found|\d+ issues? found|[ `]*$")


def _words(output: str) -> Iterator[str]:
    """What an engine said, without its daily talk and without Python's call stacks."""
    in_stack = False
    for line in _COLOURS.sub("", output).splitlines():
        if line.startswith("Traceback ("):
            in_stack = True
        elif not line.startswith((" ", "\t")) and line.strip():
            in_stack = False
        if place := _PLACE.match(line):
            yield f"  {place[1]}"
        elif not (in_stack or _DRAWN.search(line) or _DAILY.match(line)):
            yield line.rstrip()


def _environment(site: Path) -> dict[str, str]:
    """What the engine needs to know, the same to build and to serve."""
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", SITE_DIR: str(site), STAGED: "1", "PYTHONUTF8": "1"}


def _command(moteur: str, verb: str) -> Sequence[str]:
    if moteur == ZENSICAL:
        # --clean: its cache goes by page text and does not see a changed definition or citation.
        return [sys.executable, "-m", "zensical", verb, "--config-file", "mkdocs.yml", *(["--clean"] if verb == "build" else [])]
    return [sys.executable, "-m", "mkdocs", verb, "--config-file", "mkdocs.yml"]
