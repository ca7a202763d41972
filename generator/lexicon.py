"""French text and a list of terms into the places where the text names those terms.

The text is cut into words once; each word, folded and reduced to its singular, walks down a tree of the
words of all the terms. So the cost depends on the length of the text, not on the number of terms.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .annotations import Terme

_MARKS = re.compile("[\u0300-\u036f\u00ad]")  # accents written apart, soft hyphens
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "’": "'", "ʼ": "'", "-": " ", "‐": " ", "‑": " "})

# Endings that may follow a point or a hyphen in inclusive writing (élu.e.s, habitant-e-s) and no other way.
_AFTER_DOT = "e|es|le|les|ne|nes|te|tes|ve|ves|se|ses|ère|ères|ière|ières|rice|rices|trice|trices|euse|euses"
_AFTER_HYPHEN = "e|es|ne|nes|ve|ves|ère|ères|ière|ières|rice|rices|trice|trices|euse|euses"
_INCLUSIVE = (
    r"(?:[·•‧⋅∙]\w++)+"
    rf"|\.(?:{_AFTER_DOT})(?:\.s)?(?!\w)"
    rf"|-(?:{_AFTER_HYPHEN})(?:-s)?(?![\w-])"
    rf"|\((?:s|{_AFTER_DOT})\)s?(?!\w)"
)
_WORD = re.compile(rf"([\w\u0300-\u036f\u00ad]++)(?:{_INCLUSIVE})?")
_GAP = re.compile(r"\s++|['’ʼ]\s?|[-‐‑]\n?")  # what may stand between two words of one term
_APOSTROPHES = "'’ʼ"
_HYPHENS = "-‐‑"
_ELISION = re.compile(r"(?<![\w’'-])(?:[cdjlmnst]|qu|(?:jus|lors|puis|quoi|pres)qu)['’ʼ]$", re.IGNORECASE)

_IRREGULAR = {"travaux": "travail", "baux": "bail", "emaux": "email", "vitraux": "vitrail", "yeux": "oeil"}
# Words whose final s is not a plural and which, without it, would be another word.
_INVARIABLE = frozenset({"fonds", "cours", "fils", "mois", "plus", "vers", "sens", "puis", "moins"})


@dataclass(frozen=True, slots=True)
class Match:
    """A term found in a text: `text[debut:fin]` names the term `slug`, or is a sigle (and `slug` is empty)."""

    debut: int
    fin: int
    slug: str
    sigle: bool


@dataclass(frozen=True, slots=True)
class _Form:
    """One way of naming a term: `exact` for a sigle, that names none, `word` for a single word (whose accents count)."""

    slug: str
    exact: str = ""
    word: str = ""


def fold(text: str) -> str:
    """`text` without accents, case, ligatures or typography: for comparing and for sorting.

    « L’Œuvre  sous-estimée » gives « l'oeuvre sous estimee ».
    """
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return " ".join(text.casefold().translate(_LIGATURES).split())


def singular(word: str) -> str:
    """A folded word reduced so that its singular and its plural give the same key (« sociaux » → « social »)."""
    if len(word) < 4 or word in _INVARIABLE:
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith(("eaux", "yaux", "eux", "oux")):
        return word[:-1]
    if word.endswith("aux"):
        return word[:-3] + "al"
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


@lru_cache(maxsize=1 << 16)
def _key(word: str) -> str:
    return singular(fold(word))


def words(text: str) -> tuple[str, ...]:
    """The words of `text` as they are written, inclusive endings dropped."""
    return tuple(m[1] for m in _WORD.finditer(text))


def keys(text: str) -> tuple[str, ...]:
    """The words of `text`, folded, in the singular, inclusive endings dropped: two texts that say the same agree."""
    return tuple(map(_key, words(text)))


class Lexicon:
    """The terms and the sigles of a glossary, ready to be looked for in any number of texts.

    When two terms share a form, the first one given keeps it. Sigles are words (« CCAS », « AVS-i »).
    """

    def __init__(self, termes: Iterable[Terme], sigles: Iterable[str] = ()) -> None:
        self._root: dict[Any, Any] = {}
        for sigle in sigles:  # first: written as it is, it is the narrower reading
            self._add(sigle, _Form("", exact=sigle))
        for terme in termes:
            for forme in terme.formes:
                words = [m[1] for m in _WORD.finditer(forme)]
                word = unicodedata.normalize("NFC", words[0]) if len(words) == 1 else ""
                self._add(forme, _Form(terme.slug, word=word))

    def _add(self, text: str, form: _Form) -> None:
        node = self._root
        for key in keys(text):
            node = node.setdefault(key, {})
        if node is not self._root:
            node.setdefault(None, []).append(form)  # None cannot be the key of a word

    def find(self, text: str) -> Iterator[Match]:
        """Every place of `text` that names a term: in order, not overlapping, the longest term first."""
        words = [(m.start(), m.end(), _key(m[1])) for m in _WORD.finditer(text)]
        position, root = 0, self._root
        while position < len(words):
            if words[position][2] in root:
                for last, forms in reversed(self._walk(text, words, position)):
                    found = _accept(text, words[position][0], words[last][1], forms)
                    if found:
                        yield found
                        position = last
                        break
            position += 1

    def _walk(self, text: str, words: list[tuple[int, int, str]], first: int) -> list[tuple[int, list[_Form]]]:
        """The terms that begin at word `first`: (index of their last word, forms), shortest first."""
        node: dict[Any, Any] = self._root[words[first][2]]
        ends = []
        last = first
        while True:
            if None in node:
                ends.append((last, node[None]))
            last += 1
            if last == len(words) or words[last][2] not in node:
                return ends
            if not _GAP.fullmatch(text, words[last - 1][1], words[last][0]):
                return ends
            node = node[words[last][2]]


def _accept(text: str, debut: int, fin: int, forms: list[_Form]) -> Match | None:
    """The match for `text[debut:fin]` if it stands alone and one of `forms` agrees with how it is written."""
    if not _stands_alone(text, debut, fin):
        return None
    for form in forms:
        if form.exact:
            if text[debut:fin] == form.exact:
                return Match(debut, fin, form.slug, True)
        elif not form.word or _accents_agree(form.word, text, debut):
            return Match(debut, fin, form.slug, False)
    return None


def _stands_alone(text: str, debut: int, fin: int) -> bool:
    """False inside a compound (« chef-lieu ») or after an apostrophe that is no elision (« prud’hommes »)."""
    before = text[debut - 1] if debut else " "
    if before in _HYPHENS and debut > 1 and text[debut - 2].isalnum():
        return False
    after_letter = before in _APOSTROPHES and debut > 1 and text[debut - 2].isalnum()
    if after_letter and not _ELISION.search(text, max(0, debut - 12), debut):
        return False
    joined = text[fin : fin + 1] in (*_HYPHENS, *_APOSTROPHES)
    return not (joined and text[fin + 1 : fin + 2].isalnum())


def _accents_agree(word: str, text: str, debut: int) -> bool:
    """True when the word at `debut` has the accents of `word`; a capital may stand without its accent.

    Only the common length is compared: what differs after it is a plural ending, which has no accent.
    """
    found = _WORD.match(text, debut)
    written = unicodedata.normalize("NFC", found[1]) if found else ""
    return all(w.isupper() or w == t.lower() or fold(w) != fold(t) for w, t in zip(written, word, strict=False))
