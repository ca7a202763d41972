"""From `ressources/biblio.bib` to references in Unicode text and the list of what is wrong in the file.

bibtexparser only cuts the text into blocks; values, names, dates and rules are read here and in `bib*` modules,
because a librarian needs the line and a French sentence for every mistake, all at once.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import bibtexparser
from bibtexparser.model import Block, Entry, ImplicitComment, ParsingFailedBlock, String

from . import bibsyntax
from .bibdates import MONTH_MACROS
from .bibfile import read_text
from .bibmodel import Reference
from .bibreference import build, inherit
from .bibrules import Champ, Entree, check_entry, valid_key
from .problems import ERREUR, Probleme, sort_problems, suggestion

# The splitter logs each aborted block; here they become problems.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL + 1)


def read_bibliography(path: Path, fichier: str) -> tuple[tuple[Reference, ...], tuple[Probleme, ...]]:
    """The references of the file at `path`, in its order, and every problem found in it, sorted.

    `fichier` is the name shown in messages. An entry that has no usable key, or that cannot be cut out of the
    file, gives a problem and no reference; of two equal keys the first stays. Raises nothing.
    """
    text, problems = read_text(path, fichier)
    if not text:
        return (), problems
    references, found = parse_bibliography(text, fichier)
    return references, sort_problems((*problems, *found))


def parse_bibliography(text: str, fichier: str) -> tuple[tuple[Reference, ...], tuple[Probleme, ...]]:
    """`read_bibliography` for a text already read, with `\\n` line ends."""
    try:
        blocks = bibtexparser.parse_string(text, parse_stack=[]).blocks
    except Exception as error:  # the splitter re-raises whatever it meets
        reason = getattr(error, "message", "") or type(error).__name__
        return (), (
            Probleme(
                fichier,
                1,
                1,
                ERREUR,
                "BIB-ILLISIBLE",
                f"le fichier ne peut pas être lu ({reason}).",
                "Reprenez une sauvegarde ou refaites l’export.",
            ),
        )
    reader = _Reader(fichier, text, blocks)
    entries, problems = reader.read()
    for entry in entries:
        problems.extend(check_entry(entry))
    usable = {entry.cle: entry for entry in entries if valid_key(entry.cle)}
    problems.extend(_crossrefs(usable))
    references = inherit({cle: build(entry) for cle, entry in usable.items()})
    return tuple(references.values()), sort_problems(problems)


def _crossrefs(entries: Mapping[str, Entree]) -> Iterator[Probleme]:
    """Parents that do not exist, that are the entry itself, or that lead back to it."""
    parents = {cle: entry.texte("crossref", "xref") for cle, entry in entries.items()}
    circles = set(_circles(parents))
    for cle, entry in entries.items():
        champ = entry.champs.get("crossref") or entry.champs.get("xref")
        if parents[cle] and parents[cle] not in entries:
            yield entry.constat(
                "BIB-CROSSREF",
                f"« crossref » renvoie à « {parents[cle]} », qui n’existe pas.",
                suggestion(parents[cle], entries) or "Donnez la clé du dossier dont ce texte fait partie.",
                champ,
            )
        if cle in circles:
            yield entry.constat(
                "BIB-CROSSREF",
                "« crossref » renvoie à la référence elle-même"
                + ("." if parents[cle] == cle else f", en passant par « {parents[cle]} »."),
                "Donnez la clé du dossier dont ce texte fait partie, ou effacez « crossref ».",
                champ,
            )


def _circles(parents: Mapping[str, str]) -> Iterator[str]:
    """The keys whose parents lead back to them; each key is walked over once."""
    done: set[str] = set()
    for start in parents:
        cle, path = start, list[str]()
        here: dict[str, int] = {}
        while cle in parents and cle not in done and cle not in here:
            here[cle] = len(path)
            path.append(cle)
            cle = parents[cle]
        if cle in here:
            yield from path[here[cle] :]
        done.update(path)


class _Reader:
    """One pass over the blocks of one file; `problems` grows as it goes."""

    def __init__(self, fichier: str, text: str, blocks: Iterable[Block]) -> None:
        self.fichier = fichier
        self.lines = text.split("\n")
        # A block found twice comes wrapped: its key or a field repeats, which is judged here and not there.
        self.blocks = [getattr(block, "ignore_error_block", None) or block for block in blocks]
        self.macros = dict(MONTH_MACROS)
        self.problems: list[Probleme] = []

    def read(self) -> tuple[list[Entree], list[Probleme]]:
        """The entries of the file (first of equal keys), and what is wrong with its syntax."""
        entries: dict[str, Entree] = {}
        for index, block in enumerate(self.blocks):
            if isinstance(block, String):
                self.macros[block.key.lower()] = bibsyntax.evaluate(block.value, self.macros).texte
            elif isinstance(block, Entry):
                entry = self._entry(block)
                if entry:
                    self._keep(entry, entries)
            elif isinstance(block, ParsingFailedBlock):
                self._failed(block, self._segment(index))
            elif isinstance(block, ImplicitComment):
                self._text_outside(block, self.blocks[index - 1] if index else None)
        if not any(isinstance(block, (Entry, ParsingFailedBlock)) for block in self.blocks) and not self.problems:
            self._report(
                1,
                1,
                "BIB-VIDE",
                "le fichier ne contient aucune référence.",
                "Une référence commence par @article{clé, ou @book{clé, par exemple.",
            )
        return list(entries.values()), self.problems

    def _report(self, ligne: int, colonne: int, code: str, message: str, conseil: str = "") -> None:
        self.problems.append(Probleme(self.fichier, ligne, colonne, ERREUR, code, message, conseil))

    def _keep(self, entry: Entree, entries: dict[str, Entree]) -> None:
        """Add an entry unless its key is taken; letter case does not tell two addresses apart everywhere."""
        first = entries.setdefault(entry.cle.lower(), entry)
        if first is not entry:
            self._report(
                entry.ligne,
                1,
                "BIB-CLE-DOUBLE",
                f"la clé « {entry.cle} » sert déjà à la ligne "
                f"{first.ligne}" + ("" if first.cle == entry.cle else f" (« {first.cle} »)") + ".",
                "Donnez une autre clé à la plus récente des deux, ou effacez-la si c’est le même document.",
            )

    def _entry(self, block: Entry) -> Entree | None:
        ligne = (block.start_line or 0) + 1
        if not block.key:
            self._no_key(ligne, block.entry_type)
            return None
        champs: dict[str, Champ] = {}
        for field in block.fields:
            for champ in self._fields(field.key, str(field.value), (field.start_line or 0) + 1, block.key):
                first = champs.setdefault(champ.nom, champ)
                if first is not champ:
                    self._report(
                        champ.ligne,
                        champ.colonne,
                        "BIB-CHAMP-DOUBLE",
                        f"« {block.key} » : le champ « {champ.nom} » est déjà donné à la ligne {first.ligne}.",
                        "Gardez un seul des deux.",
                    )
        return Entree(self.fichier, block.key, block.entry_type.lower(), ligne, champs)

    def _no_key(self, ligne: int, entry_type: str) -> None:
        self._report(
            ligne,
            1,
            "BIB-SANS-CLE",
            f"l’entrée « @{entry_type} » n’a pas de clé.",
            f"Écrivez une clé suivie d’une virgule après l’accolade : @{entry_type}{{avenel2017a,",
        )

    def _fields(self, name: str, raw: str, ligne: int, cle: str) -> Iterator[Champ]:
        """The field, and those that missing commas glued to it."""
        start = 0
        while True:
            value = bibsyntax.evaluate(raw, self.macros, start)
            champ = Champ(name.lower(), value.texte, ligne, self._column(name, ligne))
            for macro in value.inconnues:
                self._report(
                    ligne,
                    champ.colonne,
                    "BIB-MACRO",
                    f"« {cle} » : « {macro} », dans le champ « {champ.nom} », n’est défini par aucun @string.",
                    suggestion(macro, self.macros) or f"Mettez le texte entre accolades : {{{macro}}}.",
                )
            if value.reste:
                self._report(
                    ligne,
                    champ.colonne,
                    "BIB-SYNTAXE",
                    f"« {cle} » : du texte suit la valeur du champ « {champ.nom} » : « {value.reste[:40]} ».",
                    "Mettez toute la valeur dans une seule paire d’accolades.",
                )
            yield champ
            if value.suite is None:
                return
            name, end = value.suite
            before = ligne
            ligne += raw.count("\n", start, end)
            start = end
            end_of_line = len(self.lines[before - 1].rstrip()) + 1 if ligne > before else 1
            self._report(
                before,
                end_of_line,
                "BIB-VIRGULE",
                f"« {cle} » : il manque une virgule entre les champs « {champ.nom} » et « {name} ».",
                f"Ajoutez une virgule à la fin du champ « {champ.nom} ».",
            )

    def _column(self, name: str, ligne: int) -> int:
        """Where a field begins in its line; 1 when it is not there."""
        return max(0, self.lines[ligne - 1].find(name)) + 1 if ligne <= len(self.lines) else 1

    def _segment(self, index: int) -> str:
        """The text from a failed block to the next block that could be read (its rest is read as a comment)."""
        following = (b for b in self.blocks[index + 1 :] if not isinstance(b, ImplicitComment))
        after = next(following, None)
        end = after.start_line if after is not None else len(self.lines)
        return "\n".join(self.lines[self.blocks[index].start_line or 0 : end])

    def _failed(self, block: ParsingFailedBlock, segment: str) -> None:
        """Say why an entry could not be cut out."""
        ligne = (block.start_line or 0) + 1
        entry_type, key = bibsyntax.header(segment)
        reason = getattr(block.error, "abort_reason", "")
        name = f"l’entrée « {key} »" if key else f"l’entrée « @{entry_type} »"
        if bibsyntax.starts_without_key(segment):
            self._no_key(ligne, entry_type)
        elif bibsyntax.lacks_comma_after_key(segment):
            self._report(
                ligne, 1, "BIB-VIRGULE", f"il manque une virgule après la clé « {key} ».", f"Écrivez : @{entry_type}{{{key},"
            )
        elif reason.startswith("Expected"):
            at = ligne + block.raw.count("\n") if block.raw else ligne
            self._report(
                min(at, len(self.lines)),
                1,
                "BIB-SYNTAXE",
                f"{name} (ligne {ligne}) ne peut pas être lue.",
                "Chaque champ s’écrit : nom = {valeur}, avec une virgule à la fin.",
            )
        else:
            field, offset = bibsyntax.unclosed_field(segment)
            where = (
                f"l’accolade ou le guillemet du champ « {field} » n’est pas refermé"
                if field
                else ("une accolade n’est pas refermée")
            )
            self._report(
                ligne + offset,
                1,
                "BIB-ACCOLADE",
                f"{name} (ligne {ligne}) ne peut pas être lue : {where}.",
                "Comptez les accolades : à chaque « { » répond un « } ».",
            )

    def _text_outside(self, block: ImplicitComment, previous: Block | None) -> None:
        """Text between entries is a comment, unless it is a piece of one."""
        if isinstance(previous, ParsingFailedBlock):
            return
        ligne = (block.start_line or 0) + 1
        if isinstance(previous, Entry) and bibsyntax.looks_like_fields(block.comment):
            self._report(
                ligne,
                1,
                "BIB-ACCOLADE",
                f"ce qui suit est en dehors de l’entrée « {previous.key} » : "
                "une accolade fermante de trop l’a terminée plus haut.",
                "Comptez les accolades : à chaque « { » répond un « } ».",
            )
            return
        entry_type, offset = bibsyntax.orphan_entry(block.comment)
        if entry_type:
            self._report(
                ligne + offset,
                1,
                "BIB-SYNTAXE",
                f"« @{entry_type} » n’est suivi d’aucune accolade : ce texte n’est pas lu.",
                f"Écrivez : @{entry_type}{{clé,",
            )
