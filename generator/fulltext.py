"""The HTML pages of a built site → their texts, in sections: what search reads of them, whatever engine built them.

What stands in every page (menus, backlinks, sources, dates) is left out: the
templates mark it with `data-pagefind-ignore`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import html

from .searchindex import Entree
from .typography import addresses

IGNORED = "data-pagefind-ignore"
_UNREAD = frozenset({"script", "style", "svg", "button", "template", "nav"})
CALL = "guide-appel"  # « (Avenel 2017, p. 12) »: who looks for an author looks for the work
_TITLES = frozenset({"h1", "h2", "h3"})
# What stands inside a sentence; anything else makes a block of its own.
_INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "cite", "code", "em", "i", "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u")
)


@dataclass(frozen=True)
class Section:
    """A part of a page: the anchor and the words of its heading (both empty before the first one), and its blocks of text."""

    ancre: str
    titre: str
    blocs: tuple[str, ...]


@dataclass(frozen=True)
class Texte:
    """What a page says."""

    entree: Entree
    sections: tuple[Section, ...]


def read(site: Path, entries: Iterable[Entree]) -> Iterator[Texte]:
    """The text of the page of each entry. A page that the engine did not write is left out."""
    for entry in entries:
        path = site / entry.adresse / "index.html"
        if path.is_file():
            yield Texte(entry, tuple(_sections(path.read_text("utf-8"))))


def _sections(source: str) -> Iterator[Section]:
    """The article of a page, cut at its headings."""
    start, end = source.find("<article"), source.rfind("</article>")
    anchor = title = ""
    blocks: list[str] = []
    for tag, anchor_here, text in _blocks(html.fragment_fromstring(source[start:end] + "</article>") if end > 0 else ()):
        if tag in _TITLES:
            if title or blocks:
                yield Section(anchor, title, tuple(blocks))
            anchor, title, blocks = anchor_here, text, []
        else:
            blocks.append(text)
    if title or blocks:
        yield Section(anchor, title, tuple(blocks))


def _blocks(root: Any) -> Iterator[tuple[str, str, str]]:
    """(tag, id, text) of each block, in order."""
    tag, anchor, parts = "", "", []
    for kind, value in _walk(root):
        if kind == "text":
            parts.append(value)
            continue
        if text := _joined(parts):
            yield tag, anchor, text
        tag, anchor = value
        parts = []
    if text := _joined(parts):
        yield tag, anchor, text


def _joined(parts: Iterable[str]) -> str:
    """A block of text without the addresses in it (« pouvoir-dagir » is no word); what is left out leaves no space before
    the point."""
    text = "".join(parts)
    for start, end in reversed(addresses(text)):
        text = text[:start] + text[end:]
    return re.sub(r" (?=[.,)])", "", re.sub(r"[ \t\r\n]+", " ", text).strip())


def _walk(element: Any) -> Iterator[tuple[str, Any]]:
    """("text", words) and ("block", (tag, id)) events."""
    if not isinstance(element, html.HtmlElement) or element.tag in _UNREAD or IGNORED in element.attrib:
        return
    if element.get("class") == CALL:
        return
    block = element.tag not in _INLINE and element.tag != "br"
    if block:
        yield "block", (element.tag, element.get("id", ""))
    elif element.tag == "br":
        yield "text", " "
    yield "text", element.text or ""
    for child in element:
        yield from _walk(child)
        yield "text", child.tail or ""
    if block:
        yield "block", ("", "")
