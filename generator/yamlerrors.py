"""What the YAML parser refused → a problem in French, for somebody who does not know YAML."""

from __future__ import annotations

import re

from .problems import Probleme
from .sourcemap import Marque, SourceMap, position

# A value that begins with a sign of YAML where its author meant a text (a citation, a link, bold…).
_SIGN = re.compile(r"\s*(?:- +)*(?:[\w-]+: +)?(?P<sign>\[@|\[\[|[@`%*&!])")

_SYNTAX = (
    (
        "mapping values are not allowed",
        "un « : » suivi d’une espace se trouve au milieu d’un texte",
        "Mettez le texte entre guillemets, ou après « >- » à la ligne suivante.",
    ),
    ("while scanning a quoted scalar", "un guillemet ouvert n’est pas refermé", "Ajoutez le guillemet qui manque."),
    (
        "while parsing a quoted scalar",
        "une barre « \\ » se trouve dans un texte entre guillemets doubles",
        "Employez des guillemets simples, ou doublez la barre.",
    ),
    ("while parsing a flow", "un crochet ou une accolade n’est pas refermé", "Ajoutez « ] » ou « } »."),
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


# Where the parser stopped is far from the mistake: what it was reading says better where to look.
_AT_CONTEXT = (
    "while scanning a quoted scalar",
    "while scanning a simple key",
    "while parsing a flow sequence",
    "while parsing a flow mapping",
)


def syntax_problem(error: Exception, bare: SourceMap) -> Probleme:
    """Say in French, for an author, what the YAML parser refused."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    where = Marque(mark.line + 1, mark.column + 1) if mark else _reader_mark(error, bare)
    context = getattr(error, "context", None) or ""
    if context in _AT_CONTEXT:
        where = Marque(error.context_mark.line + 1, error.context_mark.column + 1)
    text = f"{context} {getattr(error, 'problem', '') or ''} {error}"
    lines = bare.texte.split("\n")
    if not "".join(lines[where.ligne - 1 :]).strip():  # at the end of the file: what is missing belongs after its last word
        where = position(bare.texte, len(bare.texte.rstrip()))
    line = lines[where.ligne - 1]
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
    if sign := _SIGN.match(line):
        return bare.problem(
            Marque(where.ligne, sign.start("sign") + 1),
            "FICHE-YAML",
            f"Un texte ne peut pas commencer par « {sign['sign']} » : ce signe a un autre sens en YAML.",
            "Mettez le texte entre guillemets, ou après « >- » à la ligne suivante.",
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
    """The place of the forbidden character: the parser counts in bytes or in characters, so it is looked for."""
    code = getattr(error, "character", None)
    offset = bare.texte.find(chr(code)) if isinstance(code, int) else -1
    return position(bare.texte, offset) if offset >= 0 else Marque(1, 1)
