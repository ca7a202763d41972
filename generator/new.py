"""`guide new` : a type and a title → a commented YAML fiche that passes `check` as a draft, or a booklet.

Comments come from the help texts of the model, so that the template can never lag behind it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from .bookletmodel import Livret, OptionsLivret, Partie, Seance
from .model import CHAMPS_INTERNES, TYPES, Fiche, Vocabulaire, mandatory_fields, record_in
from .naming import slugify
from .problems import Arret
from .rules_booklets import RESERVED, SUFFIXES

LIVRET = "livret"
A_COMPLETER = "À compléter."
_NOM_MAX = 80


class NouvelleFicheImpossible(Arret):
    """The fiche cannot be made; the message is for the user."""


def new_fiche(racine: Path, type_: str, titre: str, jour: date, vocabulaires: Iterable[Vocabulaire]) -> Path:
    """Create the file and return its path. Raises `NouvelleFicheImpossible` rather than overwrite."""
    cls = TYPES[type_]
    titre = _visible(titre)
    slug = _slug(titre, ("index",))
    taken = next(iter(sorted((racine / "fiches").glob(f"*/{slug}.yml"))), None)
    if taken:
        raise NouvelleFicheImpossible(
            f"« {taken.relative_to(racine).as_posix()} » existe déjà. Changez le titre, ou complétez cette fiche."
        )
    path = racine / "fiches" / cls.DOSSIER / f"{slug}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(template(cls, titre, jour, vocabulaires), "utf-8")
    return path


def new_booklet(racine: Path, titre: str, jour: date) -> Path:
    """Create the file of a booklet and return its path. Raises `NouvelleFicheImpossible` rather than overwrite."""
    titre = _visible(titre)
    path = racine / "livrets" / f"{_slug(titre, RESERVED, SUFFIXES)}.yml"
    if path.exists():
        raise NouvelleFicheImpossible(
            f"« {path.relative_to(racine).as_posix()} » existe déjà. Changez le titre, ou complétez ce livret."
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(booklet_template(titre, jour), "utf-8")
    return path


def _slug(titre: str, reserved: tuple[str, ...], endings: tuple[str, ...] = ()) -> str:
    slug = _short(slugify(titre))
    if slug in reserved or slug.endswith(endings):
        raise NouvelleFicheImpossible(f"Le titre « {titre} » donne un nom de fichier réservé. Ajoutez-y un mot.")
    if not slug:
        raise NouvelleFicheImpossible(
            f"Le titre « {titre} » ne donne pas de nom de fichier. Il y faut au moins une lettre ou un chiffre."
        )
    return slug


def _visible(titre: str) -> str:
    """A title on one line, without the control characters that YAML refuses."""
    return re.sub(" +", " ", "".join(" " if unicodedata.category(c) in _UNSEEN else c for c in titre)).strip()


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def _short(slug: str) -> str:
    """A file name that every system accepts, cut between two words where it can be."""
    if len(slug) <= _NOM_MAX:
        return slug
    return slug[: _NOM_MAX + 1].rpartition("-")[0] or slug[:_NOM_MAX]


def template(cls: type[Fiche], titre: str, jour: date, vocabulaires: Iterable[Vocabulaire]) -> str:
    """The text of a new fiche: mandatory keys filled, the others as comments with their help."""
    head = _head(f"../../.schemas/{cls.TYPE}.schema.json")
    known = {"titre": json.dumps(titre, ensure_ascii=False), "statut": "ebauche", "cree_le": jour, "revu_le": jour}
    mandatory = mandatory_fields(cls)
    lines: list[str] = []
    ordered = sorted(fields(cls), key=lambda f: f.name not in mandatory)
    for f in ordered:
        if f.name in CHAMPS_INTERNES:
            continue
        lines.append(f"# {f.metadata['aide']}")
        if f.name in known:
            lines.append(f"{f.name}: {known[f.name]}")
        else:
            body = _body(cls, f.name)
            lines += body if f.name in mandatory else [f"# {line}" for line in body]
        lines.append("")
    for voc in vocabulaires:
        if cls.TYPE in voc.types:
            values = ", ".join(v.id for v in voc.valeurs)
            lines += [f"# {voc.libelle} : {values}", f"# {voc.nom}: []", ""]
    return head + "\n".join(lines)


def booklet_template(titre: str, jour: date) -> str:
    """The text of a new booklet, which holds every outil until its author chooses."""
    known = {"titre": json.dumps(titre, ensure_ascii=False), "resume": A_COMPLETER, "date": jour}
    lines: list[str] = []
    for f in fields(Livret):
        if f.name in CHAMPS_INTERNES:
            continue
        lines.append(f"# {f.metadata['aide']}")
        if f.name in known:
            lines.append(f"{f.name}: {known[f.name]}")
        elif f.name == "parties":
            aides = {part.name: part.metadata["aide"] for part in fields(Partie)}
            lines += [
                "parties:",
                f"  - titre: {A_COMPLETER}",
                *(f"    # {name}: {sample}  # {aides[name]}" for name, sample in _OPTIONAL.items()),
                f"    # {aides['fiches']}",
                "    fiches:",
                "      - {type: outil}",
            ]
        elif record := {"seance": Seance, "options": OptionsLivret}.get(f.name):
            lines += [f"# {f.name}:", *(f"#   {own.name}: {_default(own)}  # {own.metadata['aide']}" for own in fields(record))]
        else:
            lines += [f"# {line}" for line in _body(Livret, f.name)]
        lines.append("")
    return _head("../.schemas/livret.schema.json") + "\n".join(lines)


_OPTIONAL = {"introduction": A_COMPLETER, "chiffres": "[]"}


def _default(f: Any) -> str:
    return str(f.default).lower() if isinstance(f.default, bool) else A_COMPLETER if f.default == "" else str(f.default)


def _head(schema: str) -> str:
    return (
        f"# yaml-language-server: $schema={schema}\n"
        "# Lignes sans « # » : obligatoires. Retirez le « # » des autres pour les employer.\n\n"
    )


def _body(cls: type, name: str) -> list[str]:
    """A key with how to fill it."""
    first, *others = _sample(cls, name)
    return [f"{name}:{first}", *others]


def _sample(cls: type, name: str) -> Iterator[str]:
    """The lines after « name: » that show how to fill a field."""
    hint = get_type_hints(cls)[name]
    record = record_in(hint)
    if get_origin(hint) is tuple:
        yield ""
        if record:
            yield from (f"  {'- ' if not i else '  '}{line}" for i, line in enumerate(_record(record)))
        else:
            yield f"  - {A_COMPLETER}"
    elif record:
        yield ""
        yield from (f"  {line}" for line in _record(record))
    elif date in get_args(hint):
        yield " 2027-11-20"
    elif options := _choices(hint):
        yield f" {options[0]}  # {' | '.join(options)}"
    else:
        yield f" {A_COMPLETER}"


def _record(cls: type) -> list[str]:
    """The keys of a nested record; those that name another thing are left as comments."""
    lines = []
    for f in fields(cls):
        value = f.default if isinstance(f.default, int) else _value(cls, f)
        key = f.name in mandatory_fields(cls)
        lines.append(f"{'' if key else '# '}{f.name}: {value}")
    return lines


def _value(cls: type, f: Any) -> str:
    hint = get_type_hints(cls)[f.name]
    if options := _choices(hint):
        return f"{options[0]}  # {' | '.join(options)}"
    record = record_in(hint)
    if record and is_dataclass(record):
        return "{" + ", ".join(f"{inner.name}: …" for inner in fields(record)) + "}"
    return f"[…]  # {f.metadata['aide']}" if get_origin(hint) is tuple else f"{A_COMPLETER}  # {f.metadata['aide']}"


def _choices(hint: Any) -> tuple[str, ...]:
    return tuple(str(option) for option in get_args(hint) if isinstance(option, str))
