"""What authors write by hand inside prose: `[@cle]`, `[@a ; @b, p. 3]`, `[[slug]]`, `[[slug|texte]]`.

One pattern and one reader for each; whoever meets a call in a text uses these and nothing else.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .annotations import Appel
from .notice import typeset_locator

CITATION = r"\[@[^\[\]]+\](?![(\[])"
"""Not `[@nom](adresse)`, which is an ordinary link."""

LIEN = r"(?<!!)\[\[[^\[\]]+\]\](?![(\[])"

BAR = "\ue07c"
"""Stands for the bar of `[[slug|texte]]` while the parser looks for the cells of tables."""

_SEPARATOR = re.compile(r"\s*;\s*(?=@)")


@lru_cache(maxsize=4096)
def read_call(brut: str) -> tuple[tuple[Appel, ...], str]:
    """The calls made by the source text `brut`, and the words written by hand for a link (or an empty string).

    The key is whatever stands before the comma, so that a mistyped call is an unknown key, not silent text.
    An empty tuple means that `brut` is no call.
    """
    if brut.startswith("[["):
        slug, _, label = brut[2:-2].partition("|")
        slug = slug.rstrip("\\").strip()
        return ((Appel("lien", slug, brut),) if slug else ()), " ".join(label.split())
    calls = []
    for item in _SEPARATOR.split(brut[1:-1].strip()):
        key, _, locator = item.removeprefix("@").partition(",")
        if not key.strip():
            return (), ""
        calls.append(Appel("citation", key.strip(), brut, typeset_locator(" ".join(locator.split()))))
    return tuple(calls), ""
