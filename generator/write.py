"""Staged pages → files: the only writer of `build/docs`.

Writes what changed, beside then renamed, so that no reader ever sees half a page; removes what is stale, so that an
engine watching the folder rebuilds only what moved.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .render import Page


@dataclass(frozen=True)
class Bilan:
    """What a staging did, in numbers of files."""

    ecrites: int
    inchangees: int
    supprimees: int


def write(pages: Iterable[Page], assets: Mapping[str, Path | bytes], folder: Path) -> Bilan:
    """Make `folder` hold exactly `pages` and `assets` (staged path → content, or the file that holds it)."""
    wanted: dict[str, bytes] = {page.chemin: page.texte.encode() for page in pages}
    wanted |= {path: source if isinstance(source, bytes) else source.read_bytes() for path, source in assets.items()}
    removed = _remove_stale(folder, set(wanted))  # first: a page may take the place of a folder, or a folder of a page
    written = sum(replace_file(folder / path, content) for path, content in wanted.items())
    return Bilan(written, len(wanted) - written, removed)


def replace_file(path: Path, content: bytes) -> bool:
    """Write beside, then rename. False when the file already holds `content`."""
    try:
        if path.read_bytes() == content:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(content)
    os.replace(beside, path)
    return True


def _remove_stale(folder: Path, wanted: set[str]) -> int:
    removed = 0
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.name != ".gitkeep" and path.relative_to(folder).as_posix() not in wanted:
            path.unlink()
            removed += 1
    return removed
