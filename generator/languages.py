"""The tree of a page and words of other languages → each word in a `<span lang>`: voices that read aloud need it (RGAA 8.7)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from xml.etree.ElementTree import Element

from .passages import OPAQUE

CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""What a language is called in HTML: « en », « pt-BR »."""


def mark(root: Element, words: Mapping[str, str]) -> None:
    """Mark in `root` the `words` (each with the code of its language), in prose only, whatever their capitals."""
    if words:
        _inside(root, _pattern(tuple(words)), {_key(word): code for word, code in words.items()})


@lru_cache(maxsize=4)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    choices = "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest_first)
    return re.compile(rf"(?<![\w-])({choices})(?![\w-])", re.IGNORECASE)


def _key(word: str) -> str:
    return " ".join(word.casefold().split())


def _inside(element: Element, pattern: re.Pattern[str], codes: Mapping[str, str]) -> None:
    if element.tag in OPAQUE or element.get("lang"):
        return
    children = list(element)
    for index, child in reversed(list(enumerate(children))):
        _inside(child, pattern, codes)
        child.tail, spans = _split(child.tail, pattern, codes)
        element[index + 1 : index + 1] = spans
    element.text, spans = _split(element.text, pattern, codes)
    element[0:0] = spans


def _split(text: str | None, pattern: re.Pattern[str], codes: Mapping[str, str]) -> tuple[str | None, list[Element]]:
    """The text up to the first word, then a span for each with what follows it. The parser's AtomicString is no prose."""
    if type(text) is not str:
        return text, []
    before, *rest = pattern.split(text)
    spans = []
    for word, after in zip(rest[::2], rest[1::2], strict=True):
        span = Element("span", lang=codes[_key(word)])
        span.text, span.tail = word, after
        spans.append(span)
    return before, spans
