"""Plain data → the records of `model`, or problems; and the JSON Schemas that editors use.

The only module that imports pydantic. It reads the stdlib dataclasses of `model` as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, TypeVar, get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError

from .model import CHAMPS_INTERNES, Enregistrement, Fiche, Vocabulaire
from .problems import Probleme, suggestion
from .sourcemap import Chemin, SourceMap

R = TypeVar("R", bound=Enregistrement)


@cache
def _adapter(cls: type[R]) -> TypeAdapter[R]:
    return TypeAdapter(cls)


def read_record(
    cls: type[R], data: Any, carte: SourceMap, path: Chemin = (), internes: Mapping[str, Any] | None = None
) -> tuple[R | None, tuple[Probleme, ...]]:
    """Make a `cls` from the mapping found at `path`; `internes` are the fields the reader sets itself.

    Returns the record, or None with every problem of its keys and types.
    """
    if not isinstance(data, dict):
        mark = carte.at(path)
        return None, (
            carte.problem(
                mark,
                "FICHE-TYPE",
                f"Il faut ici des clés et des valeurs ; ce qui est écrit est {_nature(data)}.",
                "Écrivez « clé: valeur », une par ligne.",
            ),
        )
    reserved = [key for key in (internes or {}) if key in data]
    problems = [_unknown_key(cls, carte, (*path, key)) for key in reserved]
    values = {**_blank_removed(data), **(internes or {})}
    try:
        record = _adapter(cls).validate_python(values)
    except ValidationError as error:
        if not _forgive(values, error, carte, path):
            return None, (*problems, *_translate(cls, error, carte, path))
        try:
            record = _adapter(cls).validate_python(values)
        except ValidationError as second:
            return None, (*problems, *_translate(cls, second, carte, path))
    return (None if problems else record), tuple(problems)


def _blank_removed(data: Any) -> Any:
    """A copy where keys without a value are left out: an empty line of a template is not a mistake."""
    if isinstance(data, dict):
        return {key: _blank_removed(value) for key, value in data.items() if value is not None}
    if isinstance(data, list):
        return [_blank_removed(value) for value in data]
    return data


def _forgive(values: dict[str, Any], error: ValidationError, carte: SourceMap, path: Chemin) -> bool:
    """Repair `values` where the author's meaning is plain; True when something was changed.

    A text where YAML saw an integer or a date gets back what was typed (« 2019 »); a single text where a list
    of texts is expected becomes a list of one.
    """
    changed = False
    for item in error.errors(include_url=False, include_context=False):
        found, kind, loc = item["input"], item["type"], item["loc"]
        typed_text = kind == "string_type" and isinstance(found, int | date) and not isinstance(found, bool)
        lone_text = kind == "tuple_type" and isinstance(found, str)
        if not (typed_text or lone_text):
            continue
        target: Any = values
        for step in loc[:-1]:
            target = target[step]
        target[loc[-1]] = carte.at((*path, *loc)).brut if typed_text else [found]
        changed = True
    return changed


def _translate(cls: type, error: ValidationError, carte: SourceMap, path: Chemin) -> Iterable[Probleme]:
    seen = set()
    for item in error.errors(include_url=False, include_context=False):
        loc = _yaml_path(item["loc"])
        if (loc, item["type"]) in seen:
            continue
        seen.add((loc, item["type"]))
        yield _problem(cls, item, carte, (*path, *loc), loc)


def _yaml_path(loc: tuple[str | int, ...]) -> Chemin:
    """pydantic's location without the names of union members (« str », « Source »)."""
    return tuple(step for step in loc if isinstance(step, int) or (step.islower() and "[" not in step))


def _problem(cls: type, item: Any, carte: SourceMap, path: Chemin, loc: Chemin) -> Probleme:
    kind, found, name = item["type"], item["input"], _name(loc)
    mark = carte.at(path)
    if kind == "missing":
        parent = carte.at(path[:-1])
        owner = f" dans « {_name(loc[:-1])} »" if len(loc) > 1 else ""
        return carte.problem(
            parent,
            "FICHE-CLE-MANQUANTE",
            f"La clé « {path[-1]} » manque{owner}.",
            f"Ajoutez « {path[-1]}: … » : {_lower(_aide(cls, loc))}.",
        )
    if kind == "unexpected_keyword_argument":
        return _unknown_key(cls, carte, path, loc)
    if kind == "literal_error":
        allowed = _literals(cls, loc)
        return carte.problem(
            mark,
            "FICHE-VALEUR",
            f"« {name} » ne peut pas valoir « {mark.brut or found} ».",
            f"{suggestion(str(found), allowed)} Valeurs possibles : {', '.join(allowed)}.".strip(),
        )
    if kind.startswith("date"):
        return carte.problem(
            mark,
            "FICHE-DATE",
            f"« {name} » attend une date et « {mark.brut or found} » n’en est pas une.",
            "Écrivez l’année, le mois et le jour : 2026-11-20.",
        )
    if kind == "string_type" and isinstance(found, bool | float):
        read = (
            {True: "« vrai »", False: "« faux »"}.get(found)
            if isinstance(found, bool)
            else f"le nombre {found:g}".replace(".", ",")
        )
        return carte.problem(
            mark,
            "FICHE-GUILLEMETS",
            f"« {name} » attend un texte, mais YAML lit « {mark.brut} » comme {read}.",
            f'Ajoutez des guillemets : "{mark.brut}".',
        )
    expected = _EXPECTED.get(kind, "une autre valeur")
    return carte.problem(
        mark,
        "FICHE-TYPE",
        f"« {name} » attend {expected} ; ce qui est écrit est {_nature(found)}.",
        _ADVICE.get(kind, "Voyez la liste des clés dans la documentation des fiches."),
    )


_EXPECTED = {
    "string_type": "un texte",
    "tuple_type": "une liste",
    "int_type": "un nombre entier",
    "int_parsing": "un nombre entier",
    "int_from_float": "un nombre entier",
    "float_type": "un nombre",
    "float_parsing": "un nombre",
    "dataclass_type": "des clés et des valeurs",
    "dict_type": "des clés et des valeurs",
}
_ADVICE = {
    "string_type": "Écrivez le texte sur la même ligne, ou après « >- » à la ligne suivante.",
    "tuple_type": "Mettez chaque élément sur sa ligne, précédé de « - ».",
    "int_parsing": "Écrivez des chiffres sans guillemets ni unité.",
    "float_parsing": "Écrivez le nombre avec un point, sans guillemets ni unité : 44.2.",
    "dataclass_type": "Écrivez les clés sous celle-ci, décalées de deux espaces.",
}


def _nature(value: Any) -> str:
    if isinstance(value, bool):
        return "un oui/non"
    for kind, words in ((str, "un texte"), (int | float, "un nombre"), (list | tuple, "une liste"), (date, "une date")):
        if isinstance(value, kind):
            return words
    return "vide" if value is None else "un ensemble de clés"


def _unknown_key(cls: type, carte: SourceMap, path: Chemin, loc: Chemin | None = None) -> Probleme:
    loc = loc or path
    owner = _record_at(cls, loc[:-1])
    known = [f.name for f in fields(owner) if f.name not in CHAMPS_INTERNES] if owner else []
    where = f" dans « {_name(loc[:-1])} »" if len(loc) > 1 else ""
    advice = suggestion(str(path[-1]), known)
    return carte.problem(
        carte.key(path),
        "FICHE-CLE-INCONNUE",
        f"La clé « {path[-1]} » n’existe pas{where}.",
        advice or f"Clés possibles : {', '.join(known)}.",
    )


def unknown_facet(carte: SourceMap, key: str, known: Iterable[str]) -> Probleme:
    """A top-level key that is neither a field nor a facet of this type of fiche."""
    return carte.problem(
        carte.key((key,)),
        "FICHE-CLE-INCONNUE",
        f"La clé « {key} » n’existe pas.",
        suggestion(key, known) or f"Clés possibles : {', '.join(sorted(known))}.",
    )


def _name(loc: Chemin) -> str:
    """« liens[2].vers » as an author counts: from 1."""
    text = ""
    for step in loc:
        text += f"[{step + 1}]" if isinstance(step, int) else (f".{step}" if text else str(step))
    return text


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _field_at(cls: type, loc: Chemin) -> tuple[type | None, Any]:
    """The record class and the dataclass field that a path leads to."""
    owner = _record_at(cls, loc[:-1])
    return owner, next((f for f in fields(owner) if f.name == loc[-1]), None) if owner else None


def _record_at(cls: type, loc: Chemin) -> type | None:
    current: Any = cls
    for step in loc:
        if isinstance(step, str):
            current = get_type_hints(current).get(step) if is_dataclass(current) else None
            current = record_in(current)
        if current is None:
            return None
    return current if is_dataclass(current) else None


def record_in(hint: Any) -> Any:
    """The dataclass inside `tuple[X, ...]` or `X | None`, else None."""
    if is_dataclass(hint):
        return hint
    return next((found for arg in get_args(hint) if (found := record_in(arg)) is not None), None)


def _aide(cls: type, loc: Chemin) -> str:
    _, found = _field_at(cls, loc)
    return found.metadata.get("aide", "") if found else ""


def _literals(cls: type, loc: Chemin) -> tuple[str, ...]:
    owner, found = _field_at(cls, loc)
    return get_args(get_type_hints(owner)[found.name]) if owner and found else ()


def json_schema(cls: type[Fiche], vocabulaires: Iterable[Vocabulaire]) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one type of fiche, facets included, help texts as descriptions."""
    schema = _adapter(cls).json_schema()
    for name, definition in schema.get("$defs", {}).items():
        _describe(definition, _class_named(cls, name))
    _describe(schema, cls)
    for key in CHAMPS_INTERNES:
        schema["properties"].pop(key)
    schema["required"] = [key for key in schema["required"] if key not in CHAMPS_INTERNES]
    for voc in vocabulaires:
        if cls.TYPE in voc.types:
            schema["properties"][voc.nom] = {
                "type": "array",
                "description": f"{voc.libelle} : {_lower(voc.definition)}",
                "items": {"enum": [v.id for v in voc.valeurs]},
                "uniqueItems": True,
            }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "additionalProperties": False}


def _describe(schema: dict[str, Any], cls: type) -> None:
    schema["title"] = getattr(cls, "TYPE", "") or cls.__name__.lower()
    schema.pop("description", None)
    for found in fields(cls):
        prop = schema["properties"][found.name]
        prop.pop("title", None)
        if aide := found.metadata.get("aide"):
            prop["description"] = aide
        if maximum := found.metadata.get("maximum"):
            prop["maxLength"] = maximum


def _class_named(cls: type, name: str) -> type:
    hints = get_type_hints(cls).values()
    found = {inner.__name__: inner for hint in hints if (inner := record_in(hint))}
    for inner in list(found.values()):
        found |= {deep.__name__: deep for hint in get_type_hints(inner).values() if (deep := record_in(hint))}
    return found[name]
