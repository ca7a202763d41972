"""Prose as typed into prose as French print wants it: apostrophes, guillemets, no-break spaces, ellipses.

A rule never rewrites a text: it yields corrections (start, end, replacement), each as small as can be, all
found in the text as typed. So a caller can apply them to a text that is cut into several elements.
The choices made here are explained in docs/decisions/0003-typographie.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

NARROW = "\u202f"  # narrow no-break space
NO_BREAK = "\u00a0"

Correction = tuple[int, int, str]

# An address: web, mail, DOI. Neither linked to the glossary nor touched. The last character is no punctuation.
_ADDRESS = re.compile(
    r"(?:\b(?:https?|ftp|file|mailto|tel|doi|urn):|\bwww\.)[^\s<>«»\"]*[^\s<>«»\".,;:!?…)\]}'’]"
    r"|(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w./])10\.\d{4,9}/[^\s<>«»\"]*[^\s<>«»\".,;:!?…)\]}'’]"
    r"|(?<![\w./-])(?:[\w-]++\.)++(?:fr|org|com|net|eu|info)(?![\w-])(?:/[^\s<>«»\"]*[^\s<>«»\".,;:!?…)\]}'’])?"
)
_ADDRESS_HINT = re.compile(r"[:@./](?=[\w/])|www")  # cheap test: most texts hold no address at all
# Other things that are not prose: code, template marks, calls, entities, icons, times and ratios.
_NOT_PROSE = re.compile(
    r"`[^`\n]*`|\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|\[\[[^\[\]\n]*\]\]|\[@[^\[\]\n]*\]"
    r"|&#?\w++;|(?<![\w:]):[a-z][a-z0-9_+-]*:|(?<![\d:])\d++(?::\d++)+"
)
_NOT_PROSE_HINT = re.compile(r"[`{\[&]|:(?=\w)")

_SPACES = " \t\u00a0\u2009\u202f"
_GAP = rf"[{_SPACES}]*+(?:\n[{_SPACES}]*+)?+"  # spaces, with one line break at most
_HIGH = re.compile(rf"(?<=[^\s(\[«¿¡/=<>])(?P<gap>{_GAP})(?=[;!?])(?![;!?]*+=)")
_HIGH_END = re.compile(r"[;!?]++(?=[\s)\]»”\"'’.,…:*]|$)")
_COLON = re.compile(rf"(?<=[^\s:(\[«/=<>])(?P<gap>{_GAP}):(?![:=/\\()-])")
_OPENING = re.compile(rf"«(?P<gap>{_GAP})(?=[^\s])")
_CLOSING = re.compile(rf"(?<=[^\s«])(?P<gap>{_GAP})»")
_QUOTED = re.compile(r"(?<![\w\"])\"(?=[^\s\"])[^\"]*(?<=[^\s\"])\"(?![\w\"])")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[\w«\"“(\[])")
_DOTS = re.compile(r"(?<!\.)\.{3}(?!\.)")
_ABBREVIATIONS = r"[aA]rt\.|[cC]hap\.|[vV]ol\.|[fF]ig\.|[fF]asc\.|[pP]p?\."
_NUMBER_SIGN = re.compile(rf"(?<!\w)(?<!\w\.)(?:[nN][°º]s?|[nN]os|§§?|{_ABBREVIATIONS})(?P<gap>{_GAP})(?=\d)")
_NUMBER_NAME = re.compile(rf"(?<!\w)[nN][°º]s?(?P<gap>{_GAP})(?=\w)")  # « n° hors-série »
_REFERENCE = re.compile(rf"(?<!\w)(?<!\w\.)(?:{_ABBREVIATIONS}|t\.|[LRD]\.)(?P<gap>{_GAP})(?=\d|[LRD]\.|[IVXLC]+\b)")
_UNDATED = re.compile(rf"(?<!\w)(?<!\w\.)s\.(?P<gap>{_GAP})(?=d\.(?!\w))")
_PERCENT = re.compile(rf"(?<=\d)(?P<gap>{_GAP})(?=[%‰€](?!\w))")
_UNIT = re.compile(
    rf"(?<=\d)(?P<gap>{_GAP})(?=(?:[kM]€|Md€|km²?|[mc]m|m[²³]|k?g|ha|°C|h|min|heures?|minutes?|jours?|semaines?"
    rf"|mois|ans?|années?|euros?|milliers?|millions?|milliards?|habitants?|personnes?|p\.(?!{_GAP}\d))(?!\w))"
)
_MINUTES = re.compile(rf"(?<=\d)(?:{_GAP})h(?P<gap>{_GAP})(?=\d\d(?!\d))")
# A cheap test, then the pattern, and whether it adds a missing space.
_TIES = (
    (re.compile(r"[°º§.s]\s*\d"), _NUMBER_SIGN, True),
    (re.compile("[%‰€]"), _PERCENT, True),
    (re.compile("[°º]"), _NUMBER_NAME, False),
    (re.compile(r"[cgltpLRD]\.\s*[\dIVXLCRD]"), _REFERENCE, False),
    (re.compile(r"\d\s"), _UNIT, False),
    (re.compile(r"\d\s*h"), _MINUTES, False),
)
_THOUSANDS = re.compile(rf"(?<![\w.,])(?<!\d[{_SPACES}])\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?!\w)(?![{_SPACES}]\d)")
_INNER_SPACE = re.compile(rf"[{_SPACES}]")


def addresses(text: str) -> list[tuple[int, int]]:
    """Where `text` holds an address (web, mail, DOI), as (start, end)."""
    return [m.span() for m in _ADDRESS.finditer(text)] if _ADDRESS_HINT.search(text) else []


def _protected(text: str) -> list[tuple[int, int]]:
    if not _NOT_PROSE_HINT.search(text):
        return addresses(text)
    return sorted(addresses(text) + [m.span() for m in _NOT_PROSE.finditer(text)])


def corrections(text: str) -> list[Correction]:
    """What French typography changes in `text`: ordered, not overlapping, outside addresses and code."""
    shields = iter(_protected(text))
    kept: list[Correction] = []
    shield = next(shields, None)
    for start, end, new in sorted({c for sign, rule in RULES if sign.search(text) for c in rule(text)}):
        while shield and shield[1] < start:
            shield = next(shields, None)
        if shield and ((start < shield[1] and end > shield[0]) or start == end == shield[1]):
            continue
        if kept and (start < kept[-1][1] or start == end == kept[-1][0] == kept[-1][1]):
            continue
        if text[start:end] != new:
            kept.append((start, end, new))
    return kept


def typographie(text: str) -> str:
    """`text` with French typography; applying it twice changes nothing more."""
    parts, done = [], 0
    for start, end, new in corrections(text):
        parts += (text[done:start], new)
        done = end
    parts.append(text[done:])
    return "".join(parts)


def _high_punctuation(text: str) -> Iterator[Correction]:
    for m in _HIGH.finditer(text):
        start, end = m.span("gap")
        if start < end or (_may_take_space(text[start - 1]) and _HIGH_END.match(text, end)):
            yield start, end, NARROW


def _colon(text: str) -> Iterator[Correction]:
    for m in _COLON.finditer(text):
        start, end = m.span("gap")
        after = text[end + 1 : end + 2]
        if start < end or (_may_take_space(text[start - 1]) and (not after or after.isspace() or after in '«»"')):
            yield start, end, NO_BREAK


def _may_take_space(before: str) -> bool:
    """Where a missing space is added: after a word or what closes one, not inside a row of signs."""
    return before.isalnum() or before in ')]»”"%‰€°.…’²³'


def _guillemets(text: str) -> Iterator[Correction]:
    for pattern in (_OPENING, _CLOSING):
        for m in pattern.finditer(text):
            if m.start("gap") < m.end("gap") or "«»" not in text[m.start() : m.end() + 1]:
                yield *m.span("gap"), NO_BREAK


def _straight_quotes(text: str) -> Iterator[Correction]:
    for m in _QUOTED.finditer(text):
        opening, closing = m.start(), m.end() - 1
        yield from ((opening, opening + 1, "«"), (opening + 1, opening + 1, NO_BREAK))
        yield from ((closing, closing, NO_BREAK), (closing, closing + 1, "»"))


def _apostrophe(text: str) -> Iterator[Correction]:
    for m in _APOSTROPHE.finditer(text):
        yield *m.span(), "’"


def _ellipsis(text: str) -> Iterator[Correction]:
    for m in _DOTS.finditer(text):
        yield *m.span(), "…"


def _tied(text: str) -> Iterator[Correction]:
    """Spaces that tie a number to its sign or unit; some patterns also add a missing one."""
    for sign, pattern, adds in _TIES:
        if sign.search(text):
            for m in pattern.finditer(text):
                if adds or m.start("gap") < m.end("gap"):
                    yield *m.span("gap"), NO_BREAK


def _undated(text: str) -> Iterator[Correction]:
    for m in _UNDATED.finditer(text):
        yield *m.span("gap"), NARROW


def _thousands(text: str) -> Iterator[Correction]:
    for m in _THOUSANDS.finditer(text):
        for space in _INNER_SPACE.finditer(text, m.start(), m.end()):
            yield *space.span(), NARROW


Rule = Callable[[str], Iterator[Correction]]
RULES: tuple[tuple[re.Pattern[str], Rule], ...] = (
    (re.compile(r"[;!?]"), _high_punctuation),
    (re.compile(":"), _colon),
    (re.compile("[«»]"), _guillemets),
    (re.compile('"'), _straight_quotes),
    (re.compile("'"), _apostrophe),
    (re.compile(r"\.\.\."), _ellipsis),
    (re.compile(r"\d|[°º]|[cgltpLRD]\.\s*[IVXLCRD]"), _tied),
    (re.compile(r"s\.\s?d\."), _undated),
    (re.compile(rf"\d[{_SPACES}]\d{{3}}"), _thousands),
)
"""Each rule with a sign without which it has nothing to do: most paragraphs need few of them."""
