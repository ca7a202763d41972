"""From pandoc's inlines to `Morceau` runs set as French typography wants; addresses are never touched.

No-break spaces: U+202F before « ; ! ? »; U+00A0 before « : », inside « » and in « n° 2 », « p. 12 », « 252 p. ».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from .bibdates import MOIS
from .bibmodel import Morceau

_SPACE = "[ \u00a0\u202f]"
_MONTHS = "|".join(MOIS)
_STYLES = {"Emph": "italique", "Superscript": "exposant"}
# citeproc knows the name « others » but not once our style has set it in capitals.
_OTHERS = re.compile(r",? et OTHERS\b")
# (characters without which the rule has nothing to do, what it finds, what it writes), in this order.
_RULES: tuple[tuple[frozenset[str], re.Pattern[str], str], ...] = tuple(
    (frozenset(needed), re.compile(pattern), result)
    for needed, pattern, result in (
        ("'’", rf"\b([dD]['’]){_SPACE}+(?=[A-ZÀ-ÖØ-Þ])", r"\1"),
        ("'", r"(?<=\w)'(?=[\w«])", "’"),
        ("«", rf"«{_SPACE}*", "«\u00a0"),
        ("»", rf"{_SPACE}*»", "\u00a0»"),
        (",.", rf"{_SPACE}+(?=[,.]+(?:{_SPACE}|$))", ""),
        (".", r"(?<!\.)\.\.\.(?!\.)", "…"),
        (".", r"(?<!\.)\.\.(?!\.)", "."),
        ("?!…", rf"([?!…])\.(?={_SPACE}|$)", r"\1"),
        ("?!", rf"([?!]),(?={_SPACE}|$)", r"\1"),
        (";!?", rf"{_SPACE}+(?=[;!?])", "\u202f"),
        (":", rf"{_SPACE}+(?=:(?:{_SPACE}|$))", "\u00a0"),
        ("°", rf"(?<=[nN]°){_SPACE}*(?=\w)", "\u00a0"),
        ("o", rf"(?<=[nN]os){_SPACE}+(?=\d)", "\u00a0"),
        ("p", r"\bpp\.", "p."),
        (".", rf"\b([Pp]|[Vv]ol|[Aa]rt|[Cc]hap|fasc|t)\.{_SPACE}*(?=\d|[LRD]\.|[IVXLC]+\b)", "\\1.\u00a0"),
        (".", rf"\b([LRD])\.{_SPACE}*(?=\d)", "\\1.\u00a0"),
        ("p", rf"(?<=\d){_SPACE}+(?=p\.)", "\u00a0"),
        ("ᵉ", r"(?<=\d)ᵉʳ", "er"),
        ("ᵉ", r"(?<=\d)ʳᵉ", "re"),
        ("ᵉ", r"(?<=\d)ᵉ", "e"),
        ("s", rf"\bs\.{_SPACE}*d\.", "s.\u202fd."),
        ("1", rf"(?<![\w-])1(?= (?:{_MONTHS})\b)", "1er"),
    )
)
_ORDINAL = re.compile(r"(?<![\w.,-])(\d{1,3})(er|re|e|E)(?![\w’'])")
_BARE_PAGES = re.compile(r"(?:pp?\.?\s*)?(\d+(?:\s*[-–]\s*\d+)?)")


def to_runs(inlines: Iterable[dict[str, Any]]) -> tuple[Morceau, ...]:
    """The runs of one notice: neighbours merged, punctuation never doubled, French spaces, ordinals raised."""
    runs = _tidy_joints(_merge(_flatten(inlines, "", "")))
    typeset = (run if run.href else replace(run, texte=typeset_text(_OTHERS.sub(" et al.", run.texte))) for run in runs)
    return tuple(_merge(piece for run in typeset for piece in _raise_ordinals(run)))


def to_text(inlines: Iterable[dict[str, Any]]) -> str:
    """The text of inlines, typeset (an author-date call)."""
    return typeset_text("".join(run.texte for run in _flatten(inlines, "", "")))


def typeset_text(text: str) -> str:
    """French spaces and apostrophes in a text that holds no address. Idempotent."""
    for needed, pattern, result in _RULES:
        if not needed.isdisjoint(text):
            text = pattern.sub(result, text)
    return text


def typeset_locator(reperage: str) -> str:
    """« 12 », « pp. 12-14 », « p. 12 » → « p. 12 », « p. 12-14 »; any other place in a text as typed."""
    text = reperage.strip()
    match = _BARE_PAGES.fullmatch(text)
    return typeset_text("p. " + re.sub(r"\s", "", match[1]) if match else text)


def _flatten(inlines: Iterable[dict[str, Any]], style: str, href: str) -> Iterator[Morceau]:
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        if kind == "Str":
            yield Morceau(content, style, href)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            yield Morceau(" ", style, href)
        elif kind == "Link":
            yield from _flatten(content[1], style, content[2][0])
        elif kind in ("Span", "Cite"):
            yield from _flatten(content[1], style, href)
        elif kind == "Quoted":
            yield from (Morceau("“", style, href), *_flatten(content[1], style, href), Morceau("”", style, href))
        elif isinstance(content, list):
            yield from _flatten(content, _STYLES.get(kind, style), href)


def _merge(runs: Iterable[Morceau]) -> Iterator[Morceau]:
    """Neighbours of one style and one address made one; empty runs dropped."""
    for (style, href), group in groupby(runs, key=lambda run: (run.style, run.href)):
        text = "".join(run.texte for run in group)
        if text:
            yield Morceau(text, style, href)


def _tidy_joints(runs: Iterable[Morceau]) -> Iterator[Morceau]:
    """No « ?. », « .. » or « ?, » where an italic title meets the punctuation that follows it."""
    previous = ""
    for run in runs:
        text = run.texte
        if not run.href and previous.endswith(("?", "!", "…", ".")) and re.match(r"[.,](?: |$)", text):
            text = text[1:] if previous[-1] != "." or text[0] == "." else text
        previous = text or previous
        yield replace(run, texte=text)


def _raise_ordinals(run: Morceau) -> Iterator[Morceau]:
    """« 1er », « 2e », « 27e » with their letters raised; capitals of a body's name give them back small."""
    if run.href or run.style == "exposant":
        yield run
        return
    start = 0
    for match in _ORDINAL.finditer(run.texte):
        yield replace(run, texte=run.texte[start : match.end(1)])
        yield replace(run, texte=match[2].lower(), style="exposant")
        start = match.end()
    yield replace(run, texte=run.texte[start:])
