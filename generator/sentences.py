"""A text and a place in it into the French sentence around that place."""

from __future__ import annotations

import re
from bisect import bisect_right

LONGEST = 300
_SIDE = 130

_END = re.compile(r"(?<![.!?…])[.!?…]++(?:[\s]?[»\"”)\]])*(?=\s+[^\W_a-zà-öø-ÿœ]|\s+[«\"“(\[—–])")
# What ends with a point and does not end a sentence, even before a capital or a number.
_ABBREVIATION = re.compile(
    r"(?:(?<![\w])(?:pp?|art|al|cf|vol|chap|éd|coll|dir|fig|ibid|op|cit|ex|env|hab|M|MM|Mme|Mlle|Dr|Pr|St|Ste|n°s?|no|t|v)"
    r"|(?<![\w’'])[A-ZÀ-ÖØ-Þ])\.$"  # the last alternative: initials (J.-P. Martin, art. L. 263-1)
)


def sentence_starts(text: str) -> list[int]:
    """Where the sentences of `text` begin. A quotation between « » is not cut."""
    starts = [0]
    for end in _END.finditer(text):
        point = end.start() + 1
        single_point = text[end.start()] == "." and end.end() == point
        if single_point and _ABBREVIATION.search(text, max(0, point - 8), point):
            continue
        if _inside_quotation(text, end.end()):
            continue
        starts.append(end.end())
    return starts


def sentence(text: str, debut: int, fin: int, starts: list[int] | None = None) -> str:
    """The sentence of `text` that holds `[debut:fin]`, on one line; cut around it with « … » when too long.

    `starts` spares the caller who asks for many places of one text from cutting it each time.
    """
    starts = sentence_starts(text) if starts is None else starts
    index = bisect_right(starts, debut)
    first = starts[index - 1]
    later = [start for start in starts[index:] if start >= fin]
    last = later[0] if later else len(text)
    if len(text[first:last].strip()) <= LONGEST:
        return _one_line(text[first:last])
    left, right = max(first, debut - _SIDE), min(last, fin + _SIDE)
    before = "… " if left > first else ""
    after = " …" if right < last else ""
    if before:
        left = _next_space(text, left, debut)
    if after:
        right = _last_space(text, fin, right)
    return before + _one_line(text[left:right]) + after


def opening(text: str, longest: int) -> str:
    """The first sentences of `text` that fit in `longest` characters; the first one is cut at a word if it does not."""
    line = _one_line(text)
    ends = [start for start in (*sentence_starts(line)[1:], len(line)) if start <= longest]
    if ends:
        return line[: ends[-1]].strip()
    return line[: _last_space(line, 0, longest)].rstrip(" ,;:") + " …"


def _inside_quotation(text: str, position: int) -> bool:
    opened, closed = text.rfind("«", 0, position), text.rfind("»", 0, position)
    return opened > closed and text.find("»", position) != -1


def _next_space(text: str, start: int, limit: int) -> int:
    while start < limit and not text[start].isspace():
        start += 1
    return start


def _last_space(text: str, limit: int, end: int) -> int:
    while end > limit and not text[end - 1].isspace():
        end -= 1
    return end


def _one_line(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text).strip()
