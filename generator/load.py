"""A folder → a `Draft` (everything authors wrote, as values) and the problems of form.

Rules that compare one value with another live in `validate`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from .biblio import read_bibliography
from .bibmodel import Reference
from .fielderrors import unknown_facet
from .model import CHAMPS_INTERNES, DOSSIERS, Chiffre, Enregistrement, Fiche, Langue, Sigle, Vocabulaire
from .naming import SLUG, slugify
from .pages import PageEditoriale, is_ignored, read_content
from .problems import AVERTISSEMENT, Arret, Probleme, has_errors, suggestion
from .prose import Prose, first_title
from .schema import read_record
from .sourcemap import Chemin, SourceMap
from .sources import Document, read_value, read_yaml
from .texts import Lieu, parse_all, sources, texts

CONFIGURATION = "mkdocs.yml"
BIBLIO = "ressources/biblio.bib"
VOCABULAIRES = "ressources/vocabulaires.yml"
SIGLES = "ressources/sigles.yml"
LANGUES = "ressources/langues.yml"


class RacineInutilisable(Arret):
    """The folder is not a guide at all; the message is a French sentence for the user."""


@dataclass(frozen=True)
class Draft:
    """Everything read from the folder.

    `nom_du_guide` is empty when the configuration does not say it plainly; `noms` lists the files of each slug, readable
    or not, so that one broken fiche does not break every link to it; `proses` holds the parsed Markdown of each field of
    each file, `notes` that of the sigles; `biblio_lue` is False when no reference can be known.
    """

    racine: Path
    nom_du_guide: str
    fiches: tuple[Fiche, ...]
    references: tuple[Reference, ...]
    vocabulaires: Mapping[str, Vocabulaire]
    sigles: tuple[Sigle, ...]
    langues: tuple[Langue, ...]
    chiffres: tuple[Chiffre, ...]
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
    reader = _Reader(racine)
    return reader.vocabularies(), tuple(reader.problems)


def load(racine: Path) -> tuple[Draft, tuple[Probleme, ...]]:
    """Read the whole guide. Raises `RacineInutilisable` when the folder holds no guide."""
    require_root(racine)
    reader = _Reader(racine)
    vocabulaires = reader.vocabularies()
    fiches = tuple(reader.fiches(vocabulaires))
    sigles = tuple(reader.sigles())
    langues = tuple(reader.languages())
    chiffres = tuple(reader.figures())
    references, problems = read_bibliography(racine / BIBLIO, BIBLIO)
    contenu = read_content(racine)
    reader.cartes |= contenu.cartes
    written: list[tuple[Lieu, str]] = [
        *(((record.fichier, path), text) for record in (*fiches, *chiffres) for path, text in texts(record)),
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
        fiches=fiches,
        references=references,
        vocabulaires=vocabulaires,
        sigles=sigles,
        langues=langues,
        chiffres=chiffres,
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


class _Reader:
    """Reads each folder in turn and keeps source maps and problems."""

    def __init__(self, racine: Path) -> None:
        self.racine = racine
        self.cartes: dict[str, SourceMap] = {}
        self.noms: dict[str, list[str]] = {}
        self.problems: list[Probleme] = []
        self.facettes_lues = True
        self.facettes_perdues: set[str] = set()

    def _yaml(self, fichier: str) -> Document:
        document = read_yaml(self.racine / fichier, fichier)
        self.cartes[fichier] = document.carte
        self.problems += document.problemes
        return document

    def _optional(self, fichier: str, shape: type[dict] | type[list], advice: str) -> Document:
        """A file that a guide may do without; its data is empty when it is absent or not of the right shape."""
        if not (self.racine / fichier).exists():
            self.cartes[fichier] = SourceMap(fichier)
            return Document(shape(), self.cartes[fichier])
        document = read_yaml(self.racine / fichier, fichier)
        self.cartes[fichier] = document.carte
        if document.vide:
            return replace(document, donnees=shape())
        self.problems += document.problemes
        if isinstance(document.donnees, shape):
            return document
        if document.donnees is not None:
            expected = "une liste" if shape is list else "des clés et des valeurs"
            self.problems.append(
                document.carte.problem(document.carte.at(()), "CONFIG-FORME", f"Ce fichier doit contenir {expected}.", advice)
            )
        return replace(document, donnees=None)

    def _record(self, cls: type, data: Any, carte: SourceMap, path: Chemin, internes: Mapping[str, Any]) -> Any:
        record, problems = read_record(cls, data, carte, path, internes)
        self.problems += problems
        return record

    def _files(self, folder: str) -> Iterator[Path]:
        """The YAML files of a folder, in name order; anything else there is reported."""
        base = self.racine / folder
        for path in sorted(base.iterdir()) if base.is_dir() else ():
            if is_ignored(Path(path.name)):
                continue
            if path.suffix == ".yml" and path.is_file():
                yield path
                continue
            self.problems.append(
                Probleme(
                    f"{folder}/{path.name}",
                    1,
                    1,
                    AVERTISSEMENT,
                    "FICHE-FICHIER-IGNORE",
                    "Ce dossier n’est pas lu : les fichiers « .yml » se rangent juste au-dessus."
                    if path.is_dir()
                    else "Ce fichier n’est pas lu : seuls les fichiers « .yml » le sont.",
                    "Déplacez-le ailleurs."
                    if path.is_dir()
                    else "Renommez-le avec l’extension « .yml », ou déplacez-le hors de ce dossier.",
                )
            )

    def vocabularies(self) -> dict[str, Vocabulaire]:
        advice = "Écrivez chaque facette sous la forme « nom: » suivie, décalées, des clés libelle, types et valeurs."
        document = self._optional(VOCABULAIRES, dict, advice)
        # A mistake in this file must not accuse every fiche that uses a facet.
        self.facettes_lues = document.donnees is not None
        records = {
            name: self._record(Vocabulaire, data, document.carte, (name,), {"nom": name})
            for name, data in (document.donnees or {}).items()
        }
        self.facettes_perdues = {name for name, record in records.items() if not record}
        return {name: record for name, record in records.items() if record}

    def sigles(self) -> Iterator[Sigle]:
        document = self._optional(SIGLES, list, "Écrivez chaque sigle sous la forme « - sigle: … » puis « developpe: … ».")
        for index, data in enumerate(document.donnees or ()):
            if record := self._record(Sigle, data, document.carte, (index,), {"rang": index}):
                yield record

    def languages(self) -> Iterator[Langue]:
        document = self._optional(LANGUES, list, "Écrivez chaque langue sous la forme « - langue: … » puis « mots: […] ».")
        for index, data in enumerate(document.donnees or ()):
            if record := self._record(Langue, data, document.carte, (index,), {"rang": index}):
                yield record

    def figures(self) -> Iterator[Chiffre]:
        for path in self._files("ressources/chiffres"):
            fichier = f"ressources/chiffres/{path.name}"
            document = self._yaml(fichier)
            if not SLUG.fullmatch(path.stem):
                self.problems.append(_bad_name(document.carte, path.stem, "l’adresse de ces chiffres"))
            internes = {"slug": path.stem, "fichier": fichier}
            if document.donnees is not None and (record := self._record(Chiffre, document.donnees, document.carte, (), internes)):
                yield record

    def fiches(self, vocabulaires: Mapping[str, Vocabulaire]) -> Iterator[Fiche]:
        base = self.racine / "fiches"
        for path in sorted(base.iterdir()) if base.is_dir() else ():
            if not is_ignored(Path(path.name)) and not (path.is_dir() and path.name in DOSSIERS):
                self.problems.append(
                    Probleme(
                        f"fiches/{path.name}",
                        1,
                        1,
                        AVERTISSEMENT,
                        "FICHE-DOSSIER",
                        f"« {path.name} » n’est pas un dossier de fiches.",
                        suggestion(path.name, DOSSIERS) or f"Dossiers possibles : {', '.join(DOSSIERS)}.",
                    )
                )
        for dossier, cls in DOSSIERS.items():
            for path in self._files(f"fiches/{dossier}"):
                if fiche := self._fiche(cls, path, f"fiches/{dossier}/{path.name}", vocabulaires):
                    yield fiche

    def _fiche(self, cls: type[Fiche], path: Path, fichier: str, vocabulaires: Mapping[str, Vocabulaire]) -> Fiche | None:
        self.noms.setdefault(path.stem, []).append(fichier)
        document = self._yaml(fichier)
        carte, data = document.carte, document.donnees
        if data is None:
            return None
        if not SLUG.fullmatch(path.stem) or path.stem == "index":
            self.problems.append(_bad_name(carte, path.stem, "l’adresse de la page"))
        if not isinstance(data, dict):
            return self._record(cls, data, carte, (), {})
        known = {f.name for f in fields(cls)} - CHAMPS_INTERNES
        facets = {v.nom for v in vocabulaires.values() if cls.TYPE in v.types}
        own = {key: value for key, value in data.items() if key in known}
        chosen: dict[str, tuple[str, ...]] = {}
        for key, value in data.items():
            if key in facets:
                chosen[key] = self._facet(carte, key, value)
            elif key not in known and self.facettes_lues and key not in self.facettes_perdues:
                self.problems.append(unknown_facet(carte, key, known | facets, cls.TYPE, key in vocabulaires))
        internes = {"slug": path.stem, "fichier": fichier, "facettes": chosen}
        return self._record(cls, own, carte, (), internes)

    def _facet(self, carte: SourceMap, key: str, value: Any) -> tuple[str, ...]:
        values = value if isinstance(value, list) else [] if value is None else [value]
        good = tuple(v for v in values if isinstance(v, str))
        if len(good) < len(values):
            self.problems.append(
                carte.problem(
                    carte.at((key,)),
                    "FICHE-TYPE",
                    f"« {key} » attend une liste d’identifiants du vocabulaire.",
                    f"Écrivez « {key}: [identifiant, identifiant] ».",
                )
            )
        return good


def _bad_name(carte: SourceMap, stem: str, role: str) -> Probleme:
    advice = slugify(stem)
    return carte.problem(
        carte.at(()),
        "FICHE-NOM",
        f"Le nom de fichier « {stem} » ne convient pas : il devient {role}.",
        f"Renommez le fichier « {advice if advice not in ('', 'index') else 'mon-titre'}.yml » : "
        "minuscules sans accent, chiffres et tirets.",
    )
