"""Titles in drawings: how wide a text is likely to be, and how it is cut into lines. SVG does neither by itself.

The font is the reader’s when that of the site is missing: widths are those of a common one (Arial), enlarged so that
wider ones (Verdana, DejaVu) fit too.
"""

from __future__ import annotations

from collections.abc import Iterable

_WIDTHS = {"iljI|!'’.,:;": 0.28, "ftr()[]-/ \u00a0\u202f": 0.34, "mMW@%—…": 0.9, "wACDGHKNOQRUVXYÉÈÀÇŒœ&<>+": 0.73}
_EM = {sign: width for signs, width in _WIDTHS.items() for sign in signs}
_USUAL, _MARGIN, _BOLD = 0.56, 1.1, 1.25


def width(text: str, size: float, bold: bool = False) -> float:
    """About how wide `text` is at this font size."""
    return sum(_EM.get(sign, _USUAL) for sign in text) * size * (_BOLD if bold else _MARGIN)


def wrap(text: str, room: float, size: float, most: int, bold: bool = False) -> tuple[str, ...]:
    """`text` in lines no wider than `room`, `most` of them at the most: the last one then ends with an ellipsis."""
    lines: list[str] = []
    for word in _pieces(text, room, size, bold):
        longer = f"{lines[-1]} {word}" if lines else ""
        if lines and width(longer, size, bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) <= most:
        return tuple(lines)
    last = lines[most - 1]
    while width(f"{last}…", size, bold) > room:
        last = last[:-1]
    return (*lines[: most - 1], f"{last.rstrip(' ,')}…")


def _pieces(text: str, room: float, size: float, bold: bool) -> Iterable[str]:
    """The words of `text`; one that is wider than a line is cut."""
    for word in filter(None, text.split(" ")):
        while width(word, size, bold) > room:
            cut = next(end for end in range(len(word) - 1, 0, -1) if end == 1 or width(word[:end], size, bold) <= room)
            yield word[:cut]
            word = word[cut:]
        yield word
