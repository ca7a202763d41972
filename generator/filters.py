"""What templates use to write Markdown: links, cells, dates, numbers, citations, notices."""

from __future__ import annotations

import html
from collections.abc import Iterable
from datetime import date
from typing import Any

from . import addresses
from .bibdates import MOIS
from .bibmodel import Morceau
from .link import Guide
from .markup import escape
from .model import Source
from .typography import typographie

_LATEX = str.maketrans(
    {sign: f"\\{sign}" for sign in "{}#$%&_"} | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)


def link_to(start: str, target: str, text: str) -> str:
    """A Markdown link written on page `start`; `text` is plain text."""
    return f"[{escape(text)}]({addresses.relative(start, target)})"


def link_to_fiche(start: str, guide: Guide, slug: str) -> str:
    page = guide.annotations.pages[slug]
    return link_to(start, page.chemin, page.titre)


def plain_html(text: str) -> str:
    """Plain text for raw HTML, which the prose extension leaves alone: typeset here."""
    return html.escape(typographie(text), quote=False)


def latex(text: str) -> str:
    """Plain text as a value of BibLaTeX."""
    return text.translate(_LATEX)


def cell(text: str) -> str:
    """Markdown that fits in one cell of a table."""
    return " ".join(text.split()).replace("|", "\\|")


def day(value: date) -> str:
    """« 1er septembre 2026 »."""
    return f"{'1er' if value.day == 1 else value.day} {MOIS[value.month - 1]} {value.year}"


def number(value: float) -> str:
    """« 1 234,5 », as it is read in French."""
    return f"{value:,.6f}".rstrip("0").rstrip(".").replace(",", "\u202f").replace(".", ",")


def grouped(items: Iterable[Any], attribute: str) -> list[tuple[Any, list[Any]]]:
    """Items by the value of an attribute, in the order in which values first come (Jinja's own filter sorts)."""
    groups: dict[Any, list[Any]] = {}
    for item in items:
        groups.setdefault(getattr(item, attribute), []).append(item)
    return list(groups.items())


def full_stop(text: str) -> str:
    """The point that ends a sentence after `text`: none when it ends with one (« s. d. »)."""
    return "" if text.endswith(".") else "."


def call(source: Source) -> str:
    """The citation of a structured source, in the syntax of prose."""
    reperage = source.reperage.replace("[", "(").replace("]", ")")  # brackets would end the call
    return f"[@{source.cle}, {reperage}]" if reperage else f"[@{source.cle}]"


def notice(pieces: Iterable[Morceau]) -> str:
    """A formatted reference as Markdown."""
    text = ""
    for piece in pieces:
        lead, tail = _outer_spaces(piece.texte)
        run = escape(piece.texte)
        if piece.style == "italique" and run:
            run = f"*{run}*" + (f"{{: lang={piece.langue} }}" if piece.langue else "")
        elif piece.style == "exposant":
            run = f"<sup>{run}</sup>"
        elif piece.langue:
            run = f'<span lang="{piece.langue}">{run}</span>'
        text += f"{lead}[{run}](<{piece.href}>){tail}" if piece.href else f"{lead}{run}{tail}"
    return text


def _outer_spaces(text: str) -> tuple[str, str]:
    inner = text.strip()
    start = text.find(inner)
    return text[:start], text[start + len(inner) :] if inner else ""
