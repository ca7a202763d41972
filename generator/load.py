"""A folder → a `Draft` (everything authors wrote, as values) and the problems of form.

Rules that compare one value with another live in `validate`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from .biblio import read_bibliography
from .bibmodel import Reference
from .bookletmodel import Livret
from .model import Chiffre, Enregistrement, Fiche, Langue, Sigle, Vocabulaire
from .pages import PageEditoriale, read_content
from .problems import Arret, Probleme, has_errors
from .prose import Prose, first_title
from .reader import SIGLES, Reader
from .sourcemap import SourceMap
from .sources import read_address, read_value
from .texts import Lieu, parse_all, sources, texts

CONFIGURATION = "mkdocs.yml"
BIBLIO = "ressources/biblio.bib"


class RacineInutilisable(Arret):
    """The folder is not a guide at all; the message is a French sentence for the user."""


@dataclass(frozen=True)
class Draft:
    """Everything read from the folder.

    `nom_du_guide`, `licence` and `adresse` (of the published site) are empty when the configuration does not say them plainly;
    `noms` lists the files of each slug, readable or not, so that one broken fiche does not break every link to it;
    `proses` holds the parsed Markdown of each field of each file, `notes` that of the sigles; `biblio_lue` is False when
    no reference can be known.
    """

    racine: Path
    nom_du_guide: str
    licence: str
    adresse: str
    fiches: tuple[Fiche, ...]
    references: tuple[Reference, ...]
    vocabulaires: Mapping[str, Vocabulaire]
    sigles: tuple[Sigle, ...]
    langues: tuple[Langue, ...]
    chiffres: tuple[Chiffre, ...]
    livrets: tuple[Livret, ...]
    pages: tuple[PageEditoriale, ...]
    annexes: Mapping[str, Path]
    noms: Mapping[str, tuple[str, ...]]
    cartes: Mapping[str, SourceMap]
    proses: Mapping[Lieu, Prose]
    notes: Mapping[Lieu, Prose]
    biblio_lue: bool

    def facettes(self, type_: str) -> tuple[Vocabulaire, ...]:
        """The vocabularies that a type of fiche uses, in the order of the file."""
        return tuple(v for v in self.vocabulaires.values() if type_ in v.types)


def require_root(racine: Path) -> None:
    """Raise `RacineInutilisable` unless the folder holds a guide. It may be an empty one: Git keeps no empty folder."""
    if not (racine / CONFIGURATION).is_file():
        raise RacineInutilisable(
            f"« {racine} » n’est pas un guide : le fichier « {CONFIGURATION} » y manque. "
            "Placez-vous dans le dossier du guide, ou indiquez-le avec --racine."
        )


def read_vocabularies(racine: Path) -> tuple[dict[str, Vocabulaire], tuple[Probleme, ...]]:
    """The facets alone, and what is wrong in their file. Raises `RacineInutilisable`."""
    require_root(racine)
    reader = Reader(racine)
    return reader.vocabularies(), tuple(reader.problems)


def load(racine: Path) -> tuple[Draft, tuple[Probleme, ...]]:
    """Read the whole guide. Raises `RacineInutilisable` when the folder holds no guide."""
    require_root(racine)
    reader = Reader(racine)
    vocabulaires = reader.vocabularies()
    fiches = tuple(reader.fiches(vocabulaires))
    sigles = tuple(reader.sigles())
    langues = tuple(reader.languages())
    chiffres = tuple(reader.figures())
    livrets = tuple(reader.booklets())
    references, problems = read_bibliography(racine / BIBLIO, BIBLIO)
    contenu = read_content(racine)
    reader.cartes |= contenu.cartes
    written: list[tuple[Lieu, str]] = [
        *(((record.fichier, path), text) for record in (*fiches, *chiffres, *livrets) for path, text in texts(record)),
        *(((page.fichier, ()), page.corps) for page in contenu.pages),
    ]
    proses, too_deep = parse_all(written, reader.cartes)
    pages = (replace(p, titre=p.titre or first_title(proses[p.fichier, ()]) or Path(p.chemin).stem) for p in contenu.pages)
    notes, too_deep_notes = parse_all((((SIGLES, (s.rang, "note")), s.note) for s in sigles), reader.cartes)
    noms = {slug: tuple(files) for slug, files in reader.noms.items()}
    if not _cites((*fiches, *sigles, *chiffres), (*proses.values(), *notes.values())):
        problems = tuple(p for p in problems if p.code not in ("BIB-ABSENT", "BIB-VIDE"))  # nothing needs a bibliography
    lue = bool(references) or not has_errors(problems)
    draft = Draft(
        racine=racine,
        nom_du_guide=read_value(racine / CONFIGURATION, "site_name"),
        licence=read_value(racine / CONFIGURATION, "copyright"),
        adresse=read_address(racine / CONFIGURATION),
        fiches=fiches,
        references=references,
        vocabulaires=vocabulaires,
        sigles=sigles,
        langues=langues,
        chiffres=chiffres,
        livrets=livrets,
        pages=tuple(pages),
        annexes=contenu.annexes,
        noms=noms,
        cartes=reader.cartes,
        proses=proses,
        notes=notes,
        biblio_lue=lue,
    )
    return draft, (*reader.problems, *contenu.problemes, *problems, *too_deep, *too_deep_notes)


def _cites(records: Iterable[Enregistrement], proses: Iterable[Prose]) -> bool:
    """True when a record has a source or a text holds a citation."""
    in_prose = any(call.nature == "citation" for prose in proses for call in prose.appels)
    return in_prose or any(True for record in records for _ in sources(record))
