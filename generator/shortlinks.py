"""The short addresses of fiches, to be typed from paper: `/f/k7q2m4/` leads to the page of the fiche."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping

FOLDER = "f"
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Base 32 as Crockford writes it: no I, L, O or U, which are read as something else."""
_SHORTEST = 6


def codes(slugs: Iterable[str]) -> dict[str, str]:
    """The code of each slug. It depends on the slug alone, but for the rare ones that would share their first letters."""
    whole = {slug: _code(slug) for slug in slugs}
    shared = Counter(code[:_SHORTEST] for code in whole.values())
    return {slug: code if shared[code[:_SHORTEST]] > 1 else code[:_SHORTEST] for slug, code in whole.items()}


def _code(slug: str) -> str:
    number = int.from_bytes(hashlib.sha256(slug.encode()).digest())
    return "".join(_LETTERS[number >> 5 * place & 31] for place in range(13))


def address(code: str) -> str:
    """Where a code leads from, from the root of the site."""
    return f"{FOLDER}/{code}/"


def pages(targets: Mapping[str, str]) -> dict[str, bytes]:
    """The file of each code → a page that sends the reader on; `targets` gives the address to go to, from the root."""
    return {f"{address(code)}index.html": _PAGE.format(f"../../{target}").encode() for code, target in targets.items()}


_PAGE = """<!doctype html>
<html lang="fr">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={0}">
<title>Vers la fiche</title>
<main><h1>Vers la fiche</h1><p><a href="{0}">Lire la fiche</a></p></main>
</html>
"""
