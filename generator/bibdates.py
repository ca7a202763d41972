"""From the date a librarian typed (EDTF, or year and month fields) to a `DateReference`."""

from __future__ import annotations

import calendar
import re

from .bibmodel import DateReference
from .lexicon import fold

MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_ENGLISH = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
# The macros every BibTeX style knows.
MONTH_MACROS = {name[:3]: f"{rank:02}" for rank, name in enumerate(_ENGLISH, 1)}
_POINT = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_UNDATED = re.compile(r"\[?s\.?\s?d\.?\]?|n\.?\s?d\.?", re.I)


def parse_date(text: str) -> DateReference | None:
    """`2017`, `2017-12`, `2017-12-03` or an interval `a/b` of two of them; None for anything else."""
    points = [_point(part) for part in text.strip().split("/")]
    if len(points) == 1 and points[0]:
        return DateReference(points[0])
    if len(points) == 2 and points[0] and points[1] and points[0] <= points[1]:
        return DateReference(points[0], () if points[0] == points[1] else points[1])
    return None


def parse_year_month(year: str, month: str) -> DateReference | None:
    """The date of separate `year` and `month` fields; `year` may itself be a date, `month` a name or `07-08`."""
    whole = parse_date(year)
    if whole is None or not month.strip():
        return whole
    months = [_month(part) for part in re.split(r"\s*[-–/]\s*", month.strip())]
    if len(whole.debut) != 1 or whole.fin or len(months) > 2 or None in months:
        return None
    return parse_date("/".join(f"{whole.debut[0]:04}-{number:02}" for number in months if number))


def is_undated(text: str) -> bool:
    """True for « s. d. » and its like, typed in place of a year."""
    return bool(_UNDATED.fullmatch(text.strip()))


def is_day(text: str) -> bool:
    """True for a full date, as `urldate` wants."""
    date = parse_date(text)
    return date is not None and len(date.debut) == 3 and not date.fin


def _point(text: str) -> tuple[int, ...]:
    """(2017, 12, 3) for `2017-12-03`, () when that is no date."""
    match = _POINT.fullmatch(text.strip())
    if not match:
        return ()
    parts = tuple(int(group) for group in match.groups() if group)
    if not 1000 <= parts[0] <= 2999 or (len(parts) > 1 and not 1 <= parts[1] <= 12):
        return ()
    if len(parts) == 3 and not 1 <= parts[2] <= calendar.monthrange(parts[0], parts[1])[1]:
        return ()
    return parts


def _month(text: str) -> int | None:
    """1 to 12 for `3`, `03`, `mars`, `march`, `mar`; None otherwise."""
    if text.isascii() and text.isdigit():
        return int(text) if 1 <= int(text[:4]) <= 12 and len(text) <= 2 else None
    folded = fold(text).rstrip(".")
    for names in (MOIS, _ENGLISH):
        for rank, name in enumerate(names, 1):
            if folded == fold(name):
                return rank
    return int(MONTH_MACROS[folded]) if folded in MONTH_MACROS else None
