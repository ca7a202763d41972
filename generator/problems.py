"""What is wrong in the content, as values: one `Probleme` per finding, sorted, printed by `cli`.

A reader or a rule never raises for bad content and never prints: it yields problems. What stops a command is an `Arret`.
"""

from __future__ import annotations

import difflib
import errno
from collections.abc import Iterable
from dataclasses import asdict, dataclass

ERREUR = "erreur"
AVERTISSEMENT = "avertissement"


@dataclass(frozen=True, order=True)
class Probleme:
    """One finding. `ligne` and `colonne` count from 1; `message` and `conseil` are French sentences."""

    fichier: str
    ligne: int
    colonne: int
    gravite: str
    code: str
    message: str
    conseil: str = ""

    def __str__(self) -> str:
        text = f"{self.fichier}:{self.ligne}:{self.colonne}: {self.gravite} {self.code}: {self.message}"
        return f"{text} {self.conseil}" if self.conseil else text

    def as_dict(self) -> dict[str, str | int]:
        """The object printed by `guide check --json`."""
        return asdict(self)


class Arret(Exception):
    """Why a command stops before its end, in French sentences for the user; `statut` is its exit status.

    `problemes` are those of the content that made it stop.
    """

    statut = 2
    problemes: tuple[Probleme, ...] = ()


def sort_problems(problems: Iterable[Probleme]) -> tuple[Probleme, ...]:
    """Problems by file, line and column, each once."""
    return tuple(sorted(set(problems)))


def has_errors(problems: Iterable[Probleme], strict: bool = False) -> bool:
    """True when the content cannot be published (`strict` refuses warnings too)."""
    return any(strict or p.gravite == ERREUR for p in problems)


def refusal(error: OSError) -> str:
    """What the system refused and why, as a French sentence."""
    where = f"« {error.filename} » : " if error.filename else ""
    return f"{where}{reason(error)}. Vérifiez le disque et les droits d’accès."


def reason(error: OSError) -> str:
    """Why the system refused a file or an address, in French."""
    return _REASONS.get(error.errno or 0, f"erreur {error.errno or 'inconnue'} du système")


_REASONS = {
    errno.ENOENT: "il n’existe pas",
    errno.EACCES: "l’accès est refusé",
    errno.EPERM: "l’accès est refusé",
    errno.EROFS: "le disque n’accepte pas l’écriture",
    errno.ENOSPC: "le disque est plein",
    errno.EIO: "le disque ne répond pas",
    errno.EISDIR: "c’est un dossier",
    errno.ENOTDIR: "ce n’est pas un dossier",
    errno.EEXIST: "un fichier porte déjà ce nom",
    errno.ENAMETOOLONG: "le nom est trop long",
    errno.ELOOP: "le lien tourne en rond",
    errno.EADDRINUSE: "un autre programme l’occupe déjà",
    errno.EADDRNOTAVAIL: "elle n’est pas une adresse de cet ordinateur",
}


def suggestion(found: str, known: Iterable[str]) -> str:
    """« Vouliez-vous dire « x » ? » for the nearest known name, or an empty string."""
    near = difflib.get_close_matches(found, sorted(set(known)), n=1, cutoff=0.7)
    return f"Vouliez-vous dire « {near[0]} » ?" if near else ""
