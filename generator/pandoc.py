"""The only door of pandoc: bytes on its standard input, bytes on its standard output, nothing on the disk."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

import pypandoc

from .problems import Arret

_TIMEOUT = 120


class PandocEnEchec(Arret):
    """pandoc could not be run; the message is a French sentence for the user."""


def run(options: Sequence[str], source: bytes, purpose: str) -> bytes:
    """What pandoc makes of `source`. `purpose` ends « Pandoc, qui … ». Raises `PandocEnEchec`."""
    try:
        done = subprocess.run([_program(), *options], input=source, capture_output=True, timeout=_TIMEOUT, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PandocEnEchec(
            f"Pandoc, qui {purpose}, n’a pas pu être lancé ({error}). Réinstallez les dépendances du projet (pypandoc-binary)."
        ) from error
    if done.returncode:
        raise PandocEnEchec(f"Pandoc, qui {purpose}, a échoué : {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


def _program() -> str:
    """The pandoc of the wheel, whatever else the machine has; pypandoc's choice when the wheel holds none."""
    bundled = Path(pypandoc.__file__).parent / "files"
    for name in ("pandoc", "pandoc.exe"):
        if (bundled / name).is_file():
            return str(bundled / name)
    return str(pypandoc.get_pandoc_path())
