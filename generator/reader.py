"""The folders of a guide → records and problems of form: vocabularies, sigles, languages, key figures, fiches, booklets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from .bookletmodel import Livret
from .fielderrors import unknown_facet
from .model import CHAMPS_INTERNES, DOSSIERS, Chiffre, Fiche, Langue, Sigle, Vocabulaire
from .naming import SLUG, slugify
from .pages import is_ignored
from .problems import AVERTISSEMENT, Probleme, suggestion
from .schema import read_record
from .sourcemap import Chemin, SourceMap
from .sources import Document, read_yaml

VOCABULAIRES = "ressources/vocabulaires.yml"
SIGLES = "ressources/sigles.yml"
LANGUES = "ressources/langues.yml"
CHIFFRES = "ressources/chiffres"
LIVRETS = "livrets"


class Reader:
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
        for path in self._files(CHIFFRES):
            fichier = f"{CHIFFRES}/{path.name}"
            document = self._yaml(fichier)
            if not SLUG.fullmatch(path.stem):
                self.problems.append(_bad_name(document.carte, path.stem, "l’adresse de ces chiffres"))
            internes = {"slug": path.stem, "fichier": fichier}
            if document.donnees is not None and (record := self._record(Chiffre, document.donnees, document.carte, (), internes)):
                yield record

    def booklets(self) -> Iterator[Livret]:
        for path in self._files(LIVRETS):
            fichier = f"{LIVRETS}/{path.name}"
            document = self._yaml(fichier)
            if not SLUG.fullmatch(path.stem):
                self.problems.append(_bad_name(document.carte, path.stem, "l’adresse du livret"))
            internes = {"slug": path.stem, "fichier": fichier}
            data = document.donnees
            if isinstance(data, dict):
                data = {**data, "parties": self._parts(document.carte, data.get("parties"))} if "parties" in data else data
            if data is not None and (record := self._record(Livret, data, document.carte, (), internes)):
                yield record

    def _parts(self, carte: SourceMap, parts: Any) -> Any:
        """The parts of a booklet, with the lines of `fiches` made records; what is no list is left for the reader to refuse."""
        if not isinstance(parts, list):
            return parts
        return [
            {**part, "fiches": list(self._choices(carte, ("parties", rank, "fiches"), part["fiches"]))}
            if isinstance(part, dict) and part.get("fiches") is not None
            else part
            for rank, part in enumerate(parts)
        ]

    def _choices(self, carte: SourceMap, path: Chemin, lines: Any) -> Iterator[dict[str, Any]]:
        """A lone line is a list of one. A line that chooses nothing that can be known gives an empty record."""
        for rank, line in enumerate(lines if isinstance(lines, list) else [lines]):
            if isinstance(line, str) and line.strip():
                yield {"slug": line.strip()}
                continue
            criteria = line.items() if isinstance(line, dict) else ()
            values = {name: value if isinstance(value, list) else [value] for name, value in criteria}
            if values and all(own and all(isinstance(value, str) for value in own) for own in values.values()):
                read = {name for name in values if self._is_read(name)}
                yield {"criteres": [{"facette": name, "valeurs": own} for name, own in values.items() if name in read]}
                continue
            yield {}
            self.problems.append(
                carte.problem(
                    carte.at((*path, rank)),
                    "LIVRET-CHOIX",
                    "Cette ligne ne désigne ni une fiche, ni des facettes.",
                    "Écrivez le nom d’une fiche, « partenariat », ou des facettes, « {type: pratique, nature: levier} ».",
                )
            )

    def _is_read(self, facette: str) -> bool:
        """False for a facet whose vocabulary has problems of its own."""
        return facette in ("type", "nature") or (self.facettes_lues and facette not in self.facettes_perdues)

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
