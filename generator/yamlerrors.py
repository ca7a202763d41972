"""What the YAML parser refused → a problem in French, for somebody who does not know YAML."""

from __future__ import annotations

from .problems import Probleme
from .sourcemap import Marque, SourceMap, position

_SYNTAX = (
    (
        "mapping values are not allowed",
        "un « : » suivi d’une espace se trouve au milieu d’un texte",
        "Mettez le texte entre guillemets, ou après « >- » à la ligne suivante.",
    ),
    ("while scanning a quoted scalar", "un guillemet ouvert n’est pas refermé", "Ajoutez le guillemet qui manque."),
    (
        "did not find expected key",
        "une ligne n’est pas alignée avec les autres, ou un guillemet est mal placé",
        "Alignez les clés d’un même niveau avec le même nombre d’espaces.",
    ),
    ("could not find expected ':'", "une clé n’est pas suivie de « : »", "Écrivez « clé: valeur »."),
    (
        "block sequence entries are not allowed",
        "un tiret de liste se trouve au mauvais endroit",
        "Mettez chaque « - » sur sa propre ligne, sous la clé.",
    ),
    (
        "did not find expected '-' indicator",
        "un élément de liste n’est pas aligné avec les autres",
        "Alignez les « - » d’une même liste.",
    ),
    (
        "control characters are not allowed",
        "un caractère invisible s’est glissé dans le texte",
        "Effacez la ligne et retapez-la.",
    ),
    (
        "special characters are not allowed",
        "un caractère invisible s’est glissé dans le texte",
        "Effacez la ligne et retapez-la.",
    ),
)


def syntax_problem(error: Exception, bare: SourceMap) -> Probleme:
    """Say in French, for an author, what the YAML parser refused."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    where = Marque(mark.line + 1, mark.column + 1) if mark else _reader_mark(error, bare)
    context = getattr(error, "context", None) or ""
    if "quoted scalar" in context and error.context_mark:
        where = Marque(error.context_mark.line + 1, error.context_mark.column + 1)
    text = f"{context} {getattr(error, 'problem', '') or ''} {error}"
    lines = bare.texte.split("\n")
    line = lines[where.ligne - 1] if where.ligne <= len(lines) else ""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        return bare.problem(
            Marque(where.ligne, indent.index("\t") + 1),
            "FICHE-TABULATION",
            "Cette ligne commence par une tabulation ; YAML n’accepte que des espaces.",
            "Remplacez la tabulation par deux espaces.",
        )
    if "expected a single document" in text:
        return bare.problem(
            where,
            "FICHE-DEUX-DOCUMENTS",
            "Ce fichier contient deux documents, séparés par « --- ».",
            "Gardez une fiche par fichier et retirez la ligne « --- ».",
        )
    for needle, found, advice in _SYNTAX:
        if needle in text:
            return bare.problem(where, "FICHE-YAML", f"La syntaxe YAML est incorrecte : {found}.", advice)
    return bare.problem(
        where,
        "FICHE-YAML",
        "La syntaxe YAML est incorrecte ici ou juste avant.",
        "Vérifiez les guillemets, les « : » et l’alignement de cette ligne et de la précédente.",
    )


def _reader_mark(error: Exception, bare: SourceMap) -> Marque:
    offset = getattr(error, "position", None)
    return position(bare.texte, min(offset, len(bare.texte))) if isinstance(offset, int) else Marque(1, 1)
