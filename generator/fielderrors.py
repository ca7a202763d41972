"""What the reader of records refused → a problem in French: what was found, what was expected, how to fix it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, get_args, get_type_hints

from .model import CHAMPS_INTERNES, record_in
from .problems import Probleme, suggestion
from .sourcemap import Chemin, SourceMap


def field_problem(cls: type, item: Any, carte: SourceMap, path: Chemin, loc: Chemin) -> Probleme:
    """One refusal of the reader (pydantic's `type`, `input`) at `loc` in a `cls`, at `path` in the file."""
    kind, found, name = item["type"], item["input"], _name(loc)
    mark = carte.at(path)
    typed = f"« {mark.brut} »" if mark.brut else nature(found)
    if found is None:
        return empty_key(carte, path, name)
    if kind == "missing":
        return empty_key(carte, path, name) if path in carte.cles else _missing_key(cls, carte, path, loc)
    if kind == "unexpected_keyword_argument":
        return unknown_key(cls, carte, path, loc)
    if kind == "literal_error":
        allowed = _literals(cls, loc)
        return carte.problem(
            mark,
            "FICHE-VALEUR",
            f"« {name} » ne peut pas valoir {typed}.",
            f"{suggestion(str(found), allowed)} Valeurs possibles : {', '.join(allowed)}.".strip(),
        )
    if kind.startswith("date"):
        return carte.problem(
            mark,
            "FICHE-DATE",
            f"« {name} » attend une date et {typed} n’en est pas une.",
            "Écrivez l’année, le mois et le jour : 2026-11-20.",
        )
    if kind == "string_type" and isinstance(found, bool | float):
        number = f"le nombre {found:g}".replace(".", ",")
        read = number if isinstance(found, float) else "« vrai »" if found else "« faux »"
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
        f"« {name} » attend {expected} ; ce qui est écrit est {nature(found)}.",
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
    "finite_number": "un nombre",
    "bool_type": "true ou false",
    "bool_parsing": "true ou false",
    "dataclass_type": "des clés et des valeurs",
    "dict_type": "des clés et des valeurs",
}
_ADVICE = {
    "string_type": "Écrivez un texte, entre guillemets s’il commence par « [ » ou « { ».",
    "tuple_type": "Mettez chaque élément sur sa ligne, précédé de « - ».",
    "int_type": "Écrivez des chiffres sans guillemets ni unité.",
    "int_parsing": "Écrivez des chiffres sans guillemets ni unité.",
    "int_from_float": "Écrivez des chiffres sans guillemets ni unité.",
    "float_type": "Écrivez le nombre avec un point, sans guillemets ni unité : 44.2.",
    "finite_number": "Écrivez le nombre avec un point, sans guillemets ni unité : 44.2.",
    "float_parsing": "Écrivez le nombre avec un point, sans guillemets ni unité : 44.2.",
    "bool_type": "Écrivez true ou false, sans guillemets.",
    "bool_parsing": "Écrivez true ou false, sans guillemets.",
    "dataclass_type": "Écrivez les clés sous celle-ci, décalées de deux espaces.",
}


def nature(value: Any) -> str:
    """What a value is, in the words of an author."""
    if isinstance(value, bool):
        return "un oui/non"
    for kind, words in ((str, "un texte"), (int | float, "un nombre"), (list | tuple, "une liste"), (date, "une date")):
        if isinstance(value, kind):
            return words
    return "vide" if value is None else "un ensemble de clés"


def _missing_key(cls: type, carte: SourceMap, path: Chemin, loc: Chemin) -> Probleme:
    owner = f" dans « {_name(loc[:-1])} »" if len(loc) > 1 else ""
    return carte.problem(
        carte.at(path[:-1]),
        "FICHE-CLE-MANQUANTE",
        f"La clé « {path[-1]} » manque{owner}.",
        f"Ajoutez « {path[-1]}: … » : {lower(_aide(cls, loc))}.",
    )


def empty_key(carte: SourceMap, path: Chemin, name: str = "") -> Probleme:
    """A mandatory key with nothing to read after it."""
    draft = carte.fichier.startswith("fiches/")
    return carte.problem(
        carte.at(path),
        "FICHE-CLE-VIDE",
        f"« {name or _name(path)} » est vide.",
        "Remplissez cette clé" + (", même provisoirement : la fiche peut rester en « statut: ebauche »." if draft else "."),
    )


def unknown_key(cls: type, carte: SourceMap, path: Chemin, loc: Chemin) -> Probleme:
    """A key that a `cls` does not have: `loc` inside the record, `path` inside the file."""
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


def unknown_facet(carte: SourceMap, key: str, known: Iterable[str], type_: str, elsewhere: bool) -> Probleme:
    """A top-level key that is neither a field nor a facet of this type of fiche; `elsewhere`: a facet of other types."""
    if elsewhere:
        return carte.problem(
            carte.key((key,)),
            "FICHE-FACETTE",
            f"La facette « {key} » ne sert pas aux fiches de type {type_}.",
            f"Retirez-la, ou ajoutez « {type_} » à ses « types » dans ressources/vocabulaires.yml.",
        )
    return carte.problem(
        carte.key((key,)),
        "FICHE-CLE-INCONNUE",
        f"La clé « {key} » n’existe pas.",
        suggestion(key, known)
        or f"Clés possibles : {', '.join(sorted(known))}. Une facette se déclare dans ressources/vocabulaires.yml.",
    )


def _name(loc: Chemin) -> str:
    """« liens[2].vers » as an author counts: from 1."""
    text = ""
    for step in loc:
        text += f"[{step + 1}]" if isinstance(step, int) else (f".{step}" if text else str(step))
    return text


def lower(text: str) -> str:
    """A help text as the end of a sentence."""
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


def _aide(cls: type, loc: Chemin) -> str:
    _, found = _field_at(cls, loc)
    return found.metadata.get("aide", "") if found else ""


def _literals(cls: type, loc: Chemin) -> tuple[str, ...]:
    owner, found = _field_at(cls, loc)
    return get_args(get_type_hints(owner)[found.name]) if owner and found else ()
