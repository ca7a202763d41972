"""The values of the bibliography: references as read, and references as formatted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .bibvocabulary import foreign_language


@dataclass(frozen=True)
class Nom:
    """A person (`nom`, `prenom`, `particule`, `suffixe`) or, when `collectif`, a body whose name is `nom`."""

    nom: str
    prenom: str = ""
    particule: str = ""
    suffixe: str = ""
    collectif: bool = False


# « and others » at the end of a list of names: et al. for the formatter, « et autres » for whoever prints it.
AUTRES = Nom("et autres", collectif=True)


@dataclass(frozen=True)
class DateReference:
    """A date at the precision that is known: (2017,), (2017, 12) or (2017, 12, 3); `fin` for an interval."""

    debut: tuple[int, ...]
    fin: tuple[int, ...] = ()


@dataclass(frozen=True)
class Reference:
    """One entry of `ressources/biblio.bib`, in Unicode text (no LaTeX left), inheritance from `parent` applied.

    `champs` holds the other fields under their biblatex names (title, journaltitle, pages, url…).
    """

    cle: str
    type: str
    champs: Mapping[str, str]
    ligne: int
    auteurs: tuple[Nom, ...] = ()
    directeurs: tuple[Nom, ...] = ()
    date: DateReference | None = None
    mots_cles: tuple[str, ...] = ()
    parent: str = ""
    lignes_champs: Mapping[str, int] = field(default_factory=dict, compare=False)

    @property
    def langue(self) -> str:
        """The code of the language of the title, when it is not French."""
        return foreign_language(self.champs.get("langid") or self.champs.get("language", ""))


@dataclass(frozen=True)
class Morceau:
    """A run of formatted text: `style` is "", "italique" or "exposant"; `href` makes it a link.

    `langue` is the code of its language when it is not the guide's own.
    """

    texte: str
    style: str = ""
    href: str = ""
    langue: str = ""


@dataclass(frozen=True)
class ReferenceFormatee:
    """A reference as the reader sees it.

    `appel` is the author-date call (« Avenel 2017a »), `notice` the ISO 690 entry,
    `rang` its place in the whole list sorted as the norm asks.
    """

    cle: str
    appel: str
    notice: tuple[Morceau, ...]
    rang: int

    @property
    def texte(self) -> str:
        """The notice as plain text."""
        return "".join(m.texte for m in self.notice)
