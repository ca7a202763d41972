"""`guide new` : a type and a title → a commented YAML fiche that passes `check` as a draft.

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

from .model import CHAMPS_INTERNES, TYPES, Fiche, Vocabulaire, mandatory_fields, record_in
from .naming import slugify
from .problems import Arret

A_COMPLETER = "À compléter."
_NOM_MAX = 80


class NouvelleFicheImpossible(Arret):
    """The fiche cannot be made; the message is for the user."""


def new_fiche(racine: Path, type_: str, titre: str, jour: date, vocabulaires: Iterable[Vocabulaire]) -> Path:
    """Create the file and return its path. Raises `NouvelleFicheImpossible` rather than overwrite."""
    cls = TYPES[type_]
    titre = _visible(titre)
    slug = _short(slugify(titre))
    if slug == "index":
        raise NouvelleFicheImpossible(f"Le titre « {titre} » donne un nom de fichier réservé. Ajoutez-y un mot.")
    if not slug:
        raise NouvelleFicheImpossible(
            f"Le titre « {titre} » ne donne pas de nom de fichier. Il y faut au moins une lettre ou un chiffre."
        )
    taken = next(iter(sorted((racine / "fiches").glob(f"*/{slug}.yml"))), None)
    if taken:
        raise NouvelleFicheImpossible(
            f"« {taken.relative_to(racine).as_posix()} » existe déjà. Changez le titre, ou complétez cette fiche."
        )
    path = racine / "fiches" / cls.DOSSIER / f"{slug}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(template(cls, titre, jour, vocabulaires), "utf-8")
    return path


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
    head = f"# yaml-language-server: $schema=../../.schemas/{cls.TYPE}.schema.json\n"
    head += "# Lignes sans « # » : obligatoires. Retirez le « # » des autres pour les employer.\n\n"
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
            body = [f"{f.name}:{first}" if not i else first for i, first in enumerate(_sample(cls, f.name))]
            lines += body if f.name in mandatory else [f"# {line}" for line in body]
        lines.append("")
    for voc in vocabulaires:
        if cls.TYPE in voc.types:
            values = ", ".join(v.id for v in voc.valeurs)
            lines += [f"# {voc.libelle} : {values}", f"# {voc.nom}: []", ""]
    return head + "\n".join(lines)


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
