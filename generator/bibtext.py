"""From a BibTeX value (LaTeX commands, braces, stray HTML) to Unicode text in normal form C.

Lossless where LaTeX is not: `%` is a character here, not a comment, and an unknown command loses its name only.
"""

from __future__ import annotations

import html
import re
import unicodedata

_ACCENTS = {
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "k": "\u0328",
    "r": "\u030a",
    "d": "\u0323",
    "b": "\u0331",
}
_SYMBOLS = {
    "oe": "œ",
    "OE": "Œ",
    "ae": "æ",
    "AE": "Æ",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "ss": "ß",
    "aa": "å",
    "AA": "Å",
    "i": "ı",
    "j": "ȷ",
    "dh": "ð",
    "DH": "Ð",
    "th": "þ",
    "TH": "Þ",
    "S": "§",
    "P": "¶",
    "dag": "†",
    "og": "«\u00a0",
    "fg": "\u00a0»",
    "guillemotleft": "«",
    "guillemotright": "»",
    "guillemetleft": "«",
    "guillemetright": "»",
    "flqq": "«",
    "frqq": "»",
    "no": "n°\u00a0",
    "No": "N°\u00a0",
    "degre": "°",
    "degres": "°",
    "textdegree": "°",
    "euro": "€",
    "texteuro": "€",
    "pounds": "£",
    "copyright": "©",
    "textcopyright": "©",
    "textregistered": "®",
    "texttrademark": "™",
    "dots": "…",
    "ldots": "…",
    "textellipsis": "…",
    "textendash": "–",
    "textemdash": "—",
    "textquoteleft": "‘",
    "textquoteright": "’",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "textquotesingle": "'",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textbackslash": "\\",
    "textbar": "|",
    "textless": "<",
    "textgreater": ">",
    "textperiodcentered": "·",
    "cdot": "·",
    "textunderscore": "_",
    "textasteriskcentered": "*",
    "ier": "er",
    "iere": "re",
    "ieme": "e",
    "iers": "ers",
    "ieres": "res",
    "iemes": "es",
    "slash": "/",
    "space": " ",
    "nobreakspace": "\u00a0",
    "newline": " ",
    "par": " ",
    "LaTeX": "LaTeX",
    "TeX": "TeX",
}
# Commands that only dress their argument: the argument stays, unremarked.
_DRESS_NAMES = """
emph textit textbf textsc textsl texttt textrm textsf textup textmd textnormal textsuperscript textsubscript
underline uline url path mbox hbox text mathrm mathit ensuremath relax protect em it bf sc tt rm sl small
normalfont itshape bfseries scshape upshape enspace thinspace sortnoop noopsort bibstring autocap up fup
MakeUppercase MakeLowercase selectlanguage foreignlanguage noop
"""
_DRESS = frozenset(_DRESS_NAMES.split())
_TOKEN = re.compile(
    r"\\(?P<mark>['`^\"~=.])\s*(?:\{\s*(?P<m1>\\?[^\W\d_])?\s*\}|(?P<m2>\\[ij](?![A-Za-z])\s?|[^\W\d_]))"
    r"|\\(?P<letter>[uvHckrdb])(?:\s*\{\s*(?P<l1>\\?[^\W\d_])?\s*\}|\s+(?P<l2>\\[ij](?![A-Za-z])\s?|[^\W\d_]))"
    r"|\\(?:enquote|mkbibquote)\*?\s*\{(?P<quote>[^{}\\]*)\}"
    r"|\\href\s*\{[^{}]*\}"
    r"|\\(?P<command>[A-Za-z]+)\*?[ \t\n]*(?:\{\})?"
    r"|\\(?P<escaped>[^A-Za-z])"
    r"|\$\^(?P<power>\w|\{\w*\})\$"
    r"|(?P<brace>[{}])|(?P<dash>---?)|(?P<tie>~)|(?P<open>``)|(?P<close>'')"
)
_ESCAPED = {"-": "", "/": "", "@": "", ",": "\u202f", ";": " ", ":": " ", "!": "", " ": " ", "\n": " ", "\\": " "}
_SPACES = re.compile("[ \t\n\r\f\v\u2028\u2029]+")
_BESIDE_NO_BREAK = re.compile("[ \t\n]*\u00a0[ \t\n]*")
_TAG = re.compile(r"</?(?:i|b|u|em|strong|sup|sub|sc|span|p|br|a|div|font)(?:\s[^<>]*)?/?>", re.I)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,5}|#x[0-9A-Fa-f]{2,5});")
_VERBATIM_ESCAPE = re.compile(r"\\([%&#_~^$ {}])")


def to_unicode(value: str) -> str:
    """The text a reader sees: accents composed, commands decoded, braces and HTML removed, spaces made one."""
    text = _TOKEN.sub(_replace, value)
    if "<" in text or "&" in text:
        text = _ENTITY.sub(lambda m: html.unescape(m.group()), _TAG.sub("", text))
    return squeeze(_BESIDE_NO_BREAK.sub("\u00a0", text))


def to_verbatim(value: str) -> str:
    """An address, a DOI or a date: as written, but for `\\url{…}`, braces and TeX escapes."""
    text = re.sub(r"\\(?:url|path)\s*(?=\{)", "", value).replace("\\textasciitilde", "~").replace("{\\~}", "~")
    text = _VERBATIM_ESCAPE.sub(r"\1", text)
    return squeeze(text.replace("{", "").replace("}", ""))


def has_html(value: str) -> bool:
    """True when a value holds HTML tags or entities."""
    return bool(_TAG.search(value) or _ENTITY.search(value))


def unknown_commands(value: str) -> tuple[str, ...]:
    """The LaTeX commands of `value` whose meaning is not known here, once each, in order."""
    names = (m["command"] for m in _TOKEN.finditer(value) if m["command"])
    return tuple(dict.fromkeys(n for n in names if n not in _SYMBOLS and n not in _DRESS))


def squeeze(text: str) -> str:
    """Normal form C, ordinary spaces and line ends made one space; no-break spaces stay."""
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text)).strip(" ")


def _replace(match: re.Match[str]) -> str:
    kind = match.lastgroup
    accent = match["mark"] or match["letter"]
    if accent:
        letter = match["m1"] or match["m2"] or match["l1"] or match["l2"] or ""
        letter = letter.strip().removeprefix("\\")
        return unicodedata.normalize("NFC", letter + _ACCENTS[accent]) if letter else ""
    if match["command"]:
        return _SYMBOLS.get(match["command"], "")
    if match["escaped"]:
        return _ESCAPED.get(match["escaped"], match["escaped"])
    if match["quote"] is not None:
        return f"«\u00a0{match['quote']}\u00a0»"
    if match["power"]:
        return match["power"].strip("{}")
    fixed = {"dash": "—" if len(match.group()) == 3 else "–", "tie": "\u00a0", "open": "“", "close": "”"}
    return fixed.get(kind or "", "")
