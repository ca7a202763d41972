"""What was read → its Markdown texts and its sources, with the place of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from .markup import escape
from .model import Enregistrement, Fiche, Source
from .problems import Probleme
from .prose import Prose, parse
from .sourcemap import Chemin, SourceMap

Lieu = tuple[str, Chemin]
"""A file and a path in it."""


def texts(record: Enregistrement) -> Iterator[tuple[Chemin, str]]:
    """Every Markdown text of a record with its path; the summary of a fiche is plain text and is escaped."""
    if isinstance(record, Fiche):
        yield ("resume",), escape(record.resume)
    yield from _texts(record, ())


def _texts(value: Any, path: Chemin) -> Iterator[tuple[Chemin, str]]:
    for f in fields(value):
        here, found = (*path, f.name), getattr(value, f.name)
        if is_dataclass(found):
            yield from _texts(found, here)
        elif isinstance(found, tuple):
            for index, item in enumerate(found):
                if is_dataclass(item):
                    yield from _texts(item, (*here, index))
                elif f.metadata.get("prose"):
                    yield (*here, index), item
        elif f.metadata.get("prose") and found:
            yield here, found


def sources(value: Any, path: Chemin = ()) -> Iterator[tuple[Chemin, Source]]:
    """Every `Source` held by a record, with its path."""
    for f in fields(value):
        found = getattr(value, f.name)
        for step, item in enumerate(found) if isinstance(found, tuple) else ((None, found),):
            here = (*path, f.name) if step is None else (*path, f.name, step)
            if isinstance(item, Source):
                yield here, item
            elif is_dataclass(item):
                yield from sources(item, here)


def parse_all(
    written: Iterable[tuple[Lieu, str]], cartes: Mapping[str, SourceMap]
) -> tuple[dict[Lieu, Prose], tuple[Probleme, ...]]:
    """The prose of each text; one that the parser cannot hold is empty, and a problem."""
    proses, problems = {}, []
    for (fichier, path), text in written:
        try:
            proses[fichier, path] = parse(text)
        except RecursionError:
            proses[fichier, path] = Prose(())
            carte = cartes[fichier]
            message = "Ce texte imbrique trop de listes ou de citations pour être lu."
            problems.append(carte.problem(carte.at(path), "FICHE-IMBRIQUE", message, "Retirez les « - » ou les « > » répétés."))
    return proses, tuple(problems)
