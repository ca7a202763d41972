"""From the bytes of a .bib file to clean text, or to the French sentence that says why it is not one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from .problems import AVERTISSEMENT, ERREUR, Probleme

EXPORT_ZOTERO = "Dans Zotero : Fichier, Exporter la bibliothèque, format « BibLaTeX », encodage « Unicode (UTF-8) »."
_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
# What the first characters of other formats look like, and the code and name under which they are reported.
_DISGUISES = (
    (re.compile(r"\{\\rtf"), "BIB-RTF", "un document RTF (Word, WordPad ou LibreOffice) renommé en .bib"),
    (re.compile(r"<!doctype html|<html|<head|<body", re.I), "BIB-HTML", "une page web (HTML) enregistrée en .bib"),
    (re.compile(r"<\?xml|<[a-z]+[ >:]", re.I), "BIB-FORMAT", "un fichier XML enregistré en .bib"),
    (re.compile(r"TY {2}- "), "BIB-FORMAT", "un export RIS enregistré en .bib"),
    (re.compile(r"PK\x03\x04|%PDF-"), "BIB-FORMAT", "un document bureautique ou un PDF renommé en .bib"),
    (re.compile(r"[\[{]\s*[\"{]"), "BIB-FORMAT", "un export JSON enregistré en .bib"),
)


def read_text(path: Path, fichier: str) -> tuple[str, tuple[Probleme, ...]]:
    """The text of `path` with `\\n` line ends, and what is wrong with its bytes.

    The text is empty when nothing can be read from it; bytes that are not UTF-8 are read as Windows-1252
    so that the rest of the file can be checked too. Raises nothing.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return "", (
            _problem(
                fichier,
                1,
                1,
                "BIB-ABSENT",
                "le fichier de la bibliographie n’existe pas.",
                "Exportez la bibliographie à cet endroit. " + EXPORT_ZOTERO,
            ),
        )
    except IsADirectoryError:
        return "", (
            _problem(
                fichier,
                1,
                1,
                "BIB-ILLISIBLE",
                "un dossier porte le nom de la bibliographie.",
                "Renommez-le ou déplacez-le, puis mettez le fichier .bib à sa place.",
            ),
        )
    except (OSError, ValueError):
        return "", (
            _problem(
                fichier,
                1,
                1,
                "BIB-ILLISIBLE",
                "le fichier ne peut pas être ouvert.",
                "Vérifiez que vous avez le droit de le lire et qu’aucun logiciel ne le bloque.",
            ),
        )
    return decode(data, fichier)


def decode(data: bytes, fichier: str) -> tuple[str, tuple[Probleme, ...]]:
    """`read_text` for bytes already in hand."""
    if not data.removeprefix(_BOM):
        return "", (
            _problem(
                fichier,
                1,
                1,
                "BIB-VIDE",
                "le fichier est vide (zéro octet).",
                "L’enregistrement a sans doute été interrompu : reprenez une sauvegarde ou refaites l’export. " + EXPORT_ZOTERO,
            ),
        )
    if data.startswith(_UTF16):
        return "", (
            _problem(
                fichier,
                1,
                1,
                "BIB-ENCODAGE",
                "le fichier est encodé en UTF-16 et non en UTF-8.",
                "Enregistrez-le de nouveau en UTF-8. " + EXPORT_ZOTERO,
            ),
        )
    data = data.removeprefix(_BOM)
    problems = list(_not_utf8(data, fichier))
    text = _as_text(data).replace("\r\n", "\n").replace("\r", "\n")
    disguise = _disguise(text, fichier)
    if disguise:
        return "", (disguise,)
    problems += _control_characters(text, fichier)
    problems += _invisible_characters(text, fichier)
    # A control character becomes a space, so that columns stay true; an invisible one would hide inside words.
    return _INVISIBLE.sub("", _CONTROL.sub(" ", text)), tuple(problems)


def _problem(fichier: str, ligne: int, colonne: int, code: str, message: str, conseil: str = "") -> Probleme:
    return Probleme(fichier, ligne, colonne, ERREUR, code, message, conseil)


def _as_text(data: bytes) -> str:
    """UTF-8 where it is UTF-8, Windows-1252 for each byte that is not."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="surrogateescape")
        return re.sub("[\udc80-\udcff]", lambda m: _cp1252(ord(m.group()) - 0xDC00), text)


def _cp1252(byte: int) -> str:
    return bytes([byte]).decode("cp1252", errors="replace")


def _not_utf8(data: bytes, fichier: str) -> Iterator[Probleme]:
    """One problem at the first byte that is not UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        byte = data[error.start]
        yield _problem(
            fichier,
            before.count("\n") + 1,
            len(before) - before.rfind("\n"),
            "BIB-ENCODAGE",
            f"le fichier n’est pas en UTF-8 : l’octet {byte:02X} (« {_cp1252(byte)} » en Windows-1252) ne peut pas être lu.",
            "Enregistrez le fichier en UTF-8 ou refaites l’export. " + EXPORT_ZOTERO,
        )


def _disguise(text: str, fichier: str) -> Probleme | None:
    """The problem of a file that is something else than BibTeX."""
    start = text[:1000].lstrip("\ufeff \t\n")
    for pattern, code, name in _DISGUISES:
        if pattern.match(start):
            return _problem(
                fichier, 1, 1, code, f"ce fichier n’est pas du BibTeX : c’est {name}.", "Refaites l’export. " + EXPORT_ZOTERO
            )
    return None


def _control_characters(text: str, fichier: str) -> Iterator[Probleme]:
    """One problem for each line that holds a control character."""
    for ligne, line in enumerate(text.split("\n"), 1):
        match = _CONTROL.search(line)
        if match:
            yield _problem(
                fichier,
                ligne,
                match.start() + 1,
                "BIB-CONTROLE",
                f"caractère de commande U+{ord(match.group()):04X}, invisible et interdit dans un texte.",
                "Effacez-le ; si le fichier en contient beaucoup, il est endommagé : reprenez une sauvegarde.",
            )


def _invisible_characters(text: str, fichier: str) -> Iterator[Probleme]:
    """One warning for each line that holds a zero-width or direction mark (they come with copy and paste)."""
    for ligne, line in enumerate(text.split("\n"), 1):
        match = _INVISIBLE.search(line)
        if match:
            yield Probleme(
                fichier,
                ligne,
                match.start() + 1,
                AVERTISSEMENT,
                "BIB-INVISIBLE",
                f"caractère invisible U+{ord(match.group()):04X}, venu sans doute d’un copier-coller ; il n’est pas publié.",
                "Retapez le mot qui le contient.",
            )
