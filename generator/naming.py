"""Titles → identifiers: what a file name, an address or an anchor may be made of."""

from __future__ import annotations

import re
import unicodedata

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss"})


def slugify(text: str) -> str:
    """ASCII kebab-case of a text (« L’observation partagée » → `l-observation-partagee`); may be empty."""
    plain = unicodedata.normalize("NFKD", text.translate(_LIGATURES)).encode("ascii", "ignore").decode().lower()
    # « L’Odas » loses its apostrophe in ASCII: keep the two words apart.
    plain = re.sub(r"[^a-z0-9]+", "-", plain) if "’" not in text else slugify(text.replace("’", "'"))
    return plain.strip("-")
