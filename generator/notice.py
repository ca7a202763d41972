"""From pandoc's inlines to `Morceau` runs set as French typography wants; addresses are never touched.

What citeproc leaves wrong is mended run by run; the rules of `typography` are then applied to the whole notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from .bibdates import MOIS
from .bibmodel import Morceau
from .typography import corrections, typographie

_SPACES = " \u00a0\u202f"
_SPACE = f"[{_SPACES}]"
_END = rf"(?:[{_SPACES}:;!?»\"]|$)"  # where `typography` adds a space counts as one
_MONTHS = "|".join(MOIS)
_PLAIN = Morceau("")
_STYLES = {"Emph": "italique", "Superscript": "exposant"}
# citeproc knows the name « others » but not once our style has set it in capitals.
_OTHERS = re.compile(r",? et OTHERS\b")
# (characters without which the repair has nothing to do, what it finds, what it writes), in this order.
_REPAIRS: tuple[tuple[frozenset[str], re.Pattern[str], str], ...] = tuple(
    (frozenset(needed), re.compile(pattern), result)
    for needed, pattern, result in (
        ("'’", rf"\b([dD]['’]){_SPACE}+(?=[A-ZÀ-ÖØ-Þ])", r"\1"),
        (",.", rf"{_SPACE}+(?=[,.]+{_END})", ""),
        (".", r"(?<!\.)\.\.(?!\.)", "."),
        ("?!…", rf"([?!…])\.(?={_END})", r"\1"),
        ("?!", rf"([?!]),(?={_END})", r"\1"),
        ("p", r"\bpp\.", "p."),
        ("ᵉ", r"(?<=\d)ᵉʳ", "er"),
        ("ᵉ", r"(?<=\d)ʳᵉ", "re"),
        ("ᵉ", r"(?<=\d)ᵉ", "e"),
        ("1", rf"(?<![\w-])1(?= (?:{_MONTHS})\b)", "1er"),
    )
)
_ORDINAL = re.compile(r"(?<![\w.,-])(\d{1,3})(er|re|e|E)(?![\w’'])")
_BARE_PAGES = re.compile(r"(?:pp?\.?\s*)?(\d+(?:\s*[-–]\s*\d+)?)")


def to_runs(inlines: Iterable[dict[str, Any]]) -> tuple[Morceau, ...]:
    """The runs of one notice: neighbours merged, punctuation never doubled, French spaces, ordinals raised."""
    runs = _tidy_joints(_merge(_flatten(inlines)))
    mended = [run if run.href else replace(run, texte=_mend(_OTHERS.sub(" et al.", run.texte))) for run in runs]
    return tuple(_merge(piece for run in _typeset(mended) for piece in _raise_ordinals(run)))


def to_text(inlines: Iterable[dict[str, Any]]) -> str:
    """The text of inlines, typeset (an author-date call)."""
    return typeset_text("".join(run.texte for run in _flatten(inlines)))


def typeset_text(text: str) -> str:
    """A text of citeproc mended and typeset. Idempotent."""
    return typographie(_mend(text))


def typeset_locator(reperage: str) -> str:
    """« 12 », « pp. 12-14 », « p. 12 » → « p. 12 », « p. 12-14 »; any other place in a text as typed."""
    text = reperage.strip()
    match = _BARE_PAGES.fullmatch(text)
    return typeset_text("p. " + re.sub(r"\s", "", match[1]) if match else text)


def _mend(text: str) -> str:
    for needed, pattern, result in _REPAIRS:
        if not needed.isdisjoint(text):
            text = pattern.sub(result, text)
    return text


def _typeset(runs: Sequence[Morceau]) -> Iterator[Morceau]:
    """Typography decided on the whole notice, where an address counts as a word; what stands between two runs is left."""
    fixes = corrections("".join("x" * len(run.texte) if run.href else run.texte for run in runs))
    end, after_prose = 0, False
    for run in runs:
        start, end = end, end + len(run.texte)
        text, done = "", start
        for debut, fin, new in () if run.href else fixes:
            inside = start <= debut and fin <= end
            if inside and not (after_prose and debut == fin == start):  # an edge belongs to the run before
                text += run.texte[done - start : debut - start] + new
                done = fin
        after_prose = not run.href
        yield replace(run, texte=text + run.texte[done - start :])


def _flatten(inlines: Iterable[dict[str, Any]], like: Morceau = _PLAIN) -> Iterator[Morceau]:
    """The texts of inlines, each with the style, the address and the language of what holds it."""
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        if kind == "Str":
            yield replace(like, texte=content)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            yield replace(like, texte=" ")
        elif kind == "Link":
            yield from _flatten(content[1], replace(like, href=content[2][0]))
        elif kind == "Span":
            yield from _flatten(content[1], replace(like, langue=dict(content[0][2]).get("lang", like.langue)))
        elif kind == "Cite":
            yield from _flatten(content[1], like)
        elif kind == "Quoted":
            yield from (replace(like, texte="“"), *_flatten(content[1], like), replace(like, texte="”"))
        elif isinstance(content, list):
            yield from _flatten(content, replace(like, style=_STYLES.get(kind, like.style)))


def _merge(runs: Iterable[Morceau]) -> Iterator[Morceau]:
    """Neighbours that differ by their text alone made one; empty runs dropped."""
    for like, group in groupby(runs, key=lambda run: replace(run, texte="")):
        text = "".join(run.texte for run in group)
        if text:
            yield replace(like, texte=text)


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
