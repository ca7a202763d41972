"""What BibTeX's grammar says of one value or of one entry that could not be read: pure functions on text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_DELIMITER = re.compile(r'(?<!\\)[{}"]')
_BRACE = re.compile(r"(?<!\\)[{}]")
_SPACE = re.compile(r"\s*")
_BARE = re.compile(r"[^\s{}\"#,=]+")
_NEXT_FIELD = re.compile(r"\s*(?P<name>[A-Za-z][\w:-]*)\s*=\s*(?=\S)")
_FIELD_LINE = re.compile(r"^[ \t]*(?P<name>[A-Za-z][\w-]*)[ \t]*=[ \t]*[{\"\d]", re.M)
_HEADER = re.compile(r"\s*@\s*(?P<type>\w+)\s*[{(]\s*(?P<key>[^\s,={}\"()]*)")


@dataclass(frozen=True)
class Valeur:
    """A value once its `#` and macros are resolved, in LaTeX still.

    `inconnues` are macros with no @string; `suite` is (name, start of its value in the same raw text) of a field
    that a missing comma glued to this one; `reste` is text that belongs to nothing.
    """

    texte: str
    inconnues: tuple[str, ...] = ()
    suite: tuple[str, int] | None = None
    reste: str = ""


def evaluate(raw: str, macros: Mapping[str, str], start: int = 0) -> Valeur:
    """Resolve `{…}`, `"…"`, numbers, macros and `#` of the value at `start`. Raises nothing."""
    parts: list[str] = []
    unknown: list[str] = []
    position = _skip_space(raw, start)
    while True:
        end = _term_end(raw, position)
        term = raw[position:end]
        if term[:1] in ("{", '"'):
            parts.append(term[1:-1])
        elif term.isdigit():
            parts.append(term)
        elif term.lower() in macros:
            parts.append(macros[term.lower()])
        elif term:
            unknown.append(term)
        position = _skip_space(raw, end)
        if raw[position : position + 1] != "#":
            break
        position = _skip_space(raw, position + 1)
    text, names = "".join(parts), tuple(unknown)
    if position == len(raw):
        return Valeur(text, names)
    match = _NEXT_FIELD.match(raw, position)
    if match:
        return Valeur(text, names, (match["name"], match.end()))
    return Valeur(text, names, None, " ".join(raw[position:].split()))


def _skip_space(raw: str, position: int) -> int:
    return _SPACE.match(raw, position).end()  # type: ignore[union-attr]  # it matches the empty string too


def _term_end(raw: str, start: int) -> int:
    """Where the term that begins at `start` ends."""
    if raw[start : start + 1] not in ("{", '"'):
        match = _BARE.match(raw, start)
        return match.end() if match else start
    quoted = raw[start] == '"'
    depth = 0
    for match in _DELIMITER.finditer(raw, start + quoted):
        if match.group() == "{":
            depth += 1
        elif match.group() == "}":
            depth -= 1
            if depth <= 0 and not quoted:
                return match.end()
        elif quoted and depth <= 0:
            return match.end()
    return len(raw)


def header(segment: str) -> tuple[str, str]:
    """The type and the key announced by the first line of an entry, "" for what is not there."""
    match = _HEADER.match(segment)
    return (match["type"], match["key"]) if match else ("", "")


def starts_without_key(segment: str) -> bool:
    """True for `@book{title = …`: the first thing in the entry is already a field."""
    match = _HEADER.match(segment)
    return bool(match and re.match(r"\s*=", segment[match.end() :]))


def lacks_comma_after_key(segment: str) -> bool:
    """True for `@book{avenel2017a title = …`."""
    match = _HEADER.match(segment)
    return bool(match and match["key"] and _NEXT_FIELD.match(segment[match.end() :]))


def unclosed_field(segment: str) -> tuple[str, int]:
    """The field whose brace or quotation mark does not close, and its line counted from 0 in `segment`.

    It is the last field before a line that starts another field inside braces; ("", 0) when none shows.
    """
    opening = re.search(r"[{(]", segment)
    position = opening.end() if opening else 0
    depth = 0
    previous: tuple[str, int] = ("", 0)
    for match in _FIELD_LINE.finditer(segment):
        for brace in _BRACE.findall(segment, position, match.start()):
            depth += 1 if brace == "{" else -1
        quotes = len(re.findall(r'(?<!\\)"', segment[position : match.start()])) if depth == 0 else 0
        if depth > 0 or quotes % 2:
            return previous
        position = match.start()
        previous = (match["name"], segment.count("\n", 0, match.start()))
    return previous


def looks_like_fields(text: str) -> bool:
    """True for text outside any entry that reads as the end of one: a brace too many closed it early."""
    return bool(re.match(r"[\s,}]*[A-Za-z][\w-]*\s*=\s*[{\"\d]", text))


def orphan_entry(text: str) -> tuple[str, int]:
    """The first `@word` at a line start outside any entry, and its line counted from 0; ("", 0) if none."""
    match = re.search(r"^[ \t]*@(\w+)", text, re.M)
    return (match[1], text.count("\n", 0, match.start())) if match else ("", 0)
