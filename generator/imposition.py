"""Pages in reading order → their places on the sheets of a booklet that is folded and stapled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

STAPLED = 96
"""The most pages that are stapled in one booklet; beyond, they make several, sewn or glued together."""

SIGNATURE = 32
"""The pages of each of these."""


def sides(count: int) -> Iterator[tuple[int | None, int | None]]:
    """The left and right pages of each side of each sheet, recto then verso, from 1; None is a blank page.

    Blank pages come before the last one, which stays the back cover. Sheets are turned on their short edge.
    """
    order = _padded(count)
    size = len(order) if len(order) <= STAPLED else SIGNATURE
    for start in range(0, len(order), size):
        yield from _signature(order[start : start + size])


def _padded(count: int) -> list[int | None]:
    blanks = -count % 4
    return [*range(1, count), *[None] * blanks, count]


def _signature(pages: Sequence[int | None]) -> Iterator[tuple[int | None, int | None]]:
    last = len(pages) - 1
    for first in range(0, len(pages) // 2, 2):
        yield pages[last - first], pages[first]
        yield pages[first + 1], pages[last - first - 1]
