"""Putting a finished site in place of the previous one, in one step, under a lock.

A reader (or a killed build) sees the old site or the new one, never a mixture and never nothing.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from .problems import Arret

MARKER = ".guide-site"
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


class SortieRefusee(Arret):
    """The output folder holds something that is not a site of ours; the message is for the user."""


@contextmanager
def exclusive(build: Path, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Hold the lock of this guide's `build` folder; call `waiting()` once if another build holds it.

    An engine started under the lock inherits it: when `guide` is killed, the next build waits for that engine to end,
    so that two engines never work in the same folders.
    """
    build.mkdir(parents=True, exist_ok=True)
    lock = FileLock(build / ".verrou", on_acquired=lambda descriptor: os.set_inheritable(descriptor, True))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        if waiting:
            waiting()
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


@contextmanager
def workshop(build: Path) -> Iterator[Path]:
    """A new folder to build in, removed afterwards; those of killed builds go too."""
    for leftover in build.glob("site-*"):
        remove(leftover)
    # resolved: Zensical refuses a folder that is not, letter by letter, inside that of the guide
    folder = Path(tempfile.mkdtemp(prefix="site-", dir=build)).resolve()
    try:
        yield folder
    finally:
        remove(folder)


def check_output(target: Path, archived: bool = False) -> None:
    """Raise `SortieRefusee` when replacing `target`, and its archive if it is to have one, could destroy somebody's files."""
    if target.is_dir() and any(target.iterdir()) and not (target / MARKER).exists():
        raise SortieRefusee(
            f"« {target} » contient autre chose qu’un site du guide ; rien n’a été écrit. "
            "Choisissez un dossier vide ou nouveau avec --sortie."
        )
    if target.exists() and not target.is_dir():
        raise SortieRefusee(f"« {target} » est un fichier, pas un dossier ; rien n’a été écrit. Changez --sortie.")
    if archived and (zipped := _archives(target)[0]).exists() and not _is_ours(zipped, target.name):
        raise SortieRefusee(f"« {zipped} » n’est pas une archive du guide ; rien n’a été écrit. Changez --sortie.")


def publish(built: Path, target: Path) -> None:
    """Replace `target` by the folder `built`, which disappears."""
    mark(built)
    old, beside = _neighbours(target)
    remove(beside)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(built, beside)
    beside.chmod(0o755)
    if not target.exists():
        os.rename(beside, target)
    elif _exchange(beside, target):
        remove(beside)
    else:
        remove(old)
        os.rename(target, old)
        os.rename(beside, target)
        remove(old)


def leave_out(site: Path, names: Iterable[str]) -> None:
    """Remove these files from a site that is being made."""
    for name in names:
        (site / name).unlink(missing_ok=True)


def archive(site: Path) -> Path:
    """The folder `site` in one file beside it, « site-hors-ligne.zip », put in place in one step."""
    target, beside = _archives(site)
    shutil.make_archive(str(beside.with_suffix("")), "zip", site.parent, site.name)
    os.replace(beside, target)
    return target


def _archives(site: Path) -> tuple[Path, Path]:
    """The archive of the folder `site`, and where it is made."""
    return site.with_name(f"{site.name}.zip"), site.with_name(f".{site.name}.guide-nouveau.zip")


def _is_ours(archive: Path, name: str) -> bool:
    return zipfile.is_zipfile(archive) and f"{name}/{MARKER}" in zipfile.ZipFile(archive).namelist()


def mark(site: Path) -> None:
    """Write in a site that it is one, so that a later build may replace it."""
    (site / MARKER).write_text("Site produit par le guide. Ce dossier est remplacé à chaque construction.\n", "utf-8")


def recover(target: Path) -> None:
    """Finish or undo what a killed `publish` left: the previous site comes back, leftovers go."""
    old, beside = _neighbours(target)
    if old.exists() and not target.exists():
        os.rename(old, target)
    remove(old)
    remove(beside)
    _archives(target)[1].unlink(missing_ok=True)


def remove(path: Path) -> None:
    """Remove a folder if it is there."""
    shutil.rmtree(path, ignore_errors=True)


def _neighbours(target: Path) -> tuple[Path, Path]:
    """Where `publish` puts the previous site and the next one for a moment: names that nobody else would give."""
    return target.with_name(f".{target.name}.guide-ancien"), target.with_name(f".{target.name}.guide-nouveau")


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one system call (Linux, macOS). False where the system cannot."""
    names = os.fsencode(one), os.fsencode(other)
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            return libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0
        if sys.platform == "darwin":
            return libc.renamex_np(names[0], names[1], _RENAME_EXCHANGE) == 0
    except (AttributeError, OSError, TypeError):
        pass
    return False
