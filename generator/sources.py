"""Text and YAML files → plain data, with the place of every key and value beside it.

The only module that imports PyYAML. Nothing is raised for a bad file: problems come back as values.
Marks come from `yaml.compose`; scalars are resolved here so that a text keeps the characters that were typed.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from .problems import ERREUR, Probleme, reason
from .sourcemap import Chemin, Marque, SourceMap, position
from .yamlerrors import syntax_problem

_TAG = "tag:yaml.org,2002:"
_DEPTH_MAX = 30


class _TooDeep(Exception):
    """The text nests more than any file of ours; `args[0]` is PyYAML's mark of the place."""


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Stops at a depth that no file needs: the C parser calls itself and would exhaust the stack of the process."""

    depth = 0

    def descend_resolver(self, parent: Any, index: Any) -> None:
        self.depth += 1
        if self.depth > _DEPTH_MAX:
            raise _TooDeep(parent.start_mark)

    def ascend_resolver(self) -> None:
        self.depth -= 1


@dataclass(frozen=True)
class Document:
    """One YAML file as data (None when unreadable), its source map, and what is wrong with its form."""

    donnees: Any
    carte: SourceMap
    problemes: tuple[Probleme, ...] = ()

    @property
    def vide(self) -> bool:
        """True when nothing is written in the file, comments apart."""
        return any(problem.code == "FICHE-VIDE" for problem in self.problemes)


def read_text(path: Path, fichier: str) -> tuple[str | None, tuple[Probleme, ...]]:
    """A UTF-8 text without its BOM, or the problem that keeps it from being read."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        return None, (
            Probleme(
                fichier,
                1,
                1,
                ERREUR,
                "CONFIG-LECTURE",
                f"Ce fichier ne peut pas être lu : {reason(error)}.",
                "Vérifiez qu’il existe et que vous y avez accès.",
            ),
        )
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, (_bad_encoding(fichier, Marque(1, 1), "Ce fichier est en UTF-16 et non en UTF-8."),)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        good = raw[: error.start].decode("utf-8-sig", "replace")
        byte = raw[error.start]
        message = f"Ce fichier n’est pas en UTF-8 : l’octet 0x{byte:02X} n’y a pas de sens{_guess(byte)}."
        return None, (_bad_encoding(fichier, position(good, len(good)), message),)
    return text.replace("\r\n", "\n").replace("\r", "\n"), ()


def _bad_encoding(fichier: str, mark: Marque, message: str) -> Probleme:
    advice = "Dans votre éditeur, choisissez « Enregistrer avec l’encodage » puis « UTF-8 »."
    return Probleme(fichier, mark.ligne, mark.colonne, ERREUR, "CONFIG-ENCODAGE", message, advice)


def _guess(byte: int) -> str:
    character = bytes([byte]).decode("cp1252", "ignore")
    return f" (en Windows-1252 ce serait « {character} »)" if character.isprintable() and character.strip() else ""


def read_yaml(path: Path, fichier: str) -> Document:
    """Read one YAML document. `donnees` is None when the file cannot be used at all."""
    text, problems = read_text(path, fichier)
    if text is None:
        return Document(None, SourceMap(fichier), problems)
    return parse_yaml(text, fichier)


def read_value(path: Path, cle: str) -> str:
    """The text of one key at the top of a YAML file whose other values may be beyond us; «» when it cannot be told."""
    value = _node(path, cle)
    return value.value if isinstance(value, yaml.ScalarNode) else ""


def read_address(path: Path) -> str:
    """The address of the published site, `site_url`, written plainly or as `!ENV [NAME, default]`, with a last slash."""
    value = _node(path, "site_url")
    found = value.value if isinstance(value, yaml.ScalarNode) else ""
    if value is not None and value.tag == "!ENV":
        names = [value] if isinstance(value, yaml.ScalarNode) else value.value
        *variables, last = (str(name.value) for name in names if isinstance(name, yaml.ScalarNode))
        if len(names) == 1:
            variables, last = [last], ""
        found = next((os.environ[name] for name in variables if os.environ.get(name)), last)
    return found.rstrip("/") + "/" if found else ""


def _node(path: Path, cle: str) -> yaml.Node | None:
    try:
        node = yaml.compose(read_text(path, path.name)[0] or "", Loader=_Loader)
    except (yaml.YAMLError, _TooDeep):
        return None
    entries = node.value if isinstance(node, yaml.MappingNode) else ()
    found = (value for key, value in entries if isinstance(key, yaml.ScalarNode) and key.value == cle)
    return next(found, None)


def parse_yaml(text: str, fichier: str) -> Document:
    """Like `read_yaml`, from a text."""
    bare = SourceMap(fichier, text)
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        return Document(None, bare, (syntax_problem(error, bare),))
    except _TooDeep as stop:
        where = Marque(stop.args[0].line + 1, stop.args[0].column + 1)
        problem = bare.problem(where, "FICHE-YAML", "Ce fichier est trop imbriqué pour être lu.", "Simplifiez sa structure.")
        return Document(None, bare, (problem,))
    builder = _Builder(bare)
    data = builder.build(node, ()) if node else None
    if data is None and not builder.problems:
        problem = bare.problem(
            Marque(1, 1),
            "FICHE-VIDE",
            "Ce fichier ne contient que des commentaires." if text.strip() else "Ce fichier est vide.",
            "Remplissez-le ou supprimez-le ; « guide new » crée une fiche à compléter.",
        )
        return Document(None, bare, (problem,))
    if any(problem.code == "FICHE-YAML" for problem in builder.problems):
        data = None
    return Document(data, SourceMap(fichier, text, builder.values, builder.keys), tuple(builder.problems))


class _Builder:
    """Walks composed nodes into dicts, lists and scalars while noting where each one stands."""

    def __init__(self, bare: SourceMap) -> None:
        self.bare = bare
        self.values: dict[Chemin, Marque] = {}
        self.keys: dict[Chemin, Marque] = {}
        self.problems: list[Probleme] = []
        self.seen: set[int] = set()

    def build(self, node: yaml.Node, path: Chemin) -> Any:
        mark = _mark(node)
        self.values[path] = mark
        if id(node) in self.seen:
            self._problem(
                mark,
                "FICHE-YAML",
                "Les ancres et alias YAML (« & », « * ») ne sont pas acceptés.",
                "Recopiez le texte à chaque endroit.",
            )
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, index)) for index, item in enumerate(node.value)]
        return self._scalar(node, mark)

    def _mapping(self, node: yaml.MappingNode, path: Chemin) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            mark = _mark(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self._problem(
                    mark, "FICHE-YAML", "Une clé doit être un mot simple.", "Vérifiez les « : » et les « ? » de cette ligne."
                )
                continue
            key = key_node.value
            if key in result:
                first = self.keys[(*path, key)]
                self._problem(
                    mark,
                    "FICHE-CLE-DOUBLE",
                    f"La clé « {key} » est déjà à la ligne {first.ligne}.",
                    "Gardez une seule des deux : YAML ne retient que la dernière.",
                )
                continue
            self.keys[(*path, key)] = mark
            result[key] = self.build(value_node, (*path, key))
        return result

    def _scalar(self, node: yaml.ScalarNode, mark: Marque) -> Any:
        kind = node.tag.removeprefix(_TAG)
        text = node.value
        if kind in ("str", "value", "merge"):  # the last two are YAML's names for « = » and « << »
            return text
        if kind == "null":
            return None
        if kind == "bool":
            return text.lower() in ("yes", "on", "true")
        if kind == "int":
            return int(text) if re.fullmatch(r"[+-]?[0-9]{1,18}", text) else text
        if kind == "float":
            return _float(text)
        if kind == "timestamp":
            return _date(text)
        self._problem(
            mark,
            "FICHE-YAML",
            f"L’étiquette YAML « {node.tag.replace(_TAG, '!!')} » n’est pas acceptée.",
            "Retirez-la : un texte simple suffit.",
        )
        return None

    def _problem(self, mark: Marque, code: str, message: str, conseil: str) -> None:
        self.problems.append(self.bare.problem(mark, code, message, conseil))


def _date(text: str) -> Any:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _float(text: str) -> Any:
    try:
        return float(text.replace("_", ""))
    except ValueError:
        return text


def _mark(node: yaml.Node) -> Marque:
    raw = node.value if isinstance(node, yaml.ScalarNode) else ""
    start, end = node.start_mark, node.end_mark
    return Marque(start.line + 1, start.column + 1, start.index, end.index, raw)
