"""Plain data → the records of `model`, or problems; and the JSON Schemas that editors use.

The only module that imports pydantic. It reads the stdlib dataclasses of `model` as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any, TypeVar, get_type_hints

from pydantic import TypeAdapter, ValidationError

from .bookletmodel import Livret
from .facets import Facette, facets
from .fielderrors import field_problem, lower, nature, unknown_key
from .model import CHAMPS_INTERNES, Enregistrement, Fiche, Vocabulaire, record_in
from .problems import Probleme
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
                f"Il faut ici des clés et des valeurs ; ce qui est écrit est {nature(data)}.",
                "Écrivez « clé: valeur », une par ligne.",
            ),
        )
    reserved = [key for key in (internes or {}) if key in data]
    problems = [unknown_key(cls, carte, (*path, key), (key,)) for key in reserved]
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
        loc = item["loc"]
        if (loc, item["type"]) in seen:
            continue
        seen.add((loc, item["type"]))
        yield field_problem(cls, item, carte, (*path, *loc), loc)


def json_schema(cls: type[Fiche], vocabulaires: Iterable[Vocabulaire]) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one type of fiche, facets included, help texts as descriptions."""
    schema = _record_schema(cls)
    for voc in vocabulaires:
        if cls.TYPE in voc.types:
            schema["properties"][voc.nom] = {
                "type": "array",
                "description": f"{voc.libelle} : {lower(voc.definition)}",
                "items": {"enum": [v.id for v in voc.valeurs]},
                "uniqueItems": True,
            }
    return schema


def booklet_schema(vocabulaires: Iterable[Vocabulaire]) -> dict[str, Any]:
    """The JSON Schema of a booklet: a line of `fiches` is the name of a fiche, or facets with a value or a list of values."""
    schema = _record_schema(Livret)
    criteria = {facette.nom: _criterion(facette) for facette in facets(vocabulaires, ())}
    schema["$defs"] = {key: value for key, value in schema["$defs"].items() if key not in ("Choix", "Critere")}
    schema["$defs"]["Partie"]["properties"]["fiches"]["items"] = {
        "anyOf": [
            {"type": "string"},
            {"type": "object", "properties": criteria, "additionalProperties": False, "minProperties": 1},
        ]
    }
    return schema


def _criterion(facette: Facette) -> dict[str, Any]:
    value = {"enum": [v.id for v in facette.valeurs]}
    return {"description": facette.libelle, "anyOf": [value, {"type": "array", "items": value, "minItems": 1}]}


def _record_schema(cls: type[Enregistrement]) -> dict[str, Any]:
    schema = _adapter(cls).json_schema()
    for name, definition in schema.get("$defs", {}).items():
        _describe(definition, _classes_in(cls)[name])
    _describe(schema, cls)
    for key in CHAMPS_INTERNES:
        schema["properties"].pop(key, None)
    schema["required"] = [key for key in schema["required"] if key not in CHAMPS_INTERNES]
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


def _classes_in(cls: type) -> dict[str, type]:
    """The records inside a record, however deep, by name."""
    found = {}
    for hint in get_type_hints(cls).values():
        if inner := record_in(hint):
            found |= {inner.__name__: inner, **_classes_in(inner)}
    return found
