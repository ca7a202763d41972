"""What the macros of editorial pages may list: fiches, references and figures, as plain JSON records.

Written beside the staged pages so that an engine reads one small file instead of the whole guide.
"""

from __future__ import annotations

import json
from dataclasses import asdict

from .addresses import fiche_path
from .link import Guide


def dump(guide: Guide) -> str:
    """The records of a guide, as JSON text."""
    fiches = [
        {
            "slug": f.slug,
            "type": f.TYPE,
            "titre": f.titre,
            "resume": f.resume,
            "chemin": fiche_path(f),
            "nature": getattr(f, "nature", ""),
            "facettes": f.facettes,
        }
        for f in guide.fiches.values()
    ]
    references = [
        {"cle": r.cle, "rang": guide.notices[r.cle].rang, "mots_cles": r.mots_cles}
        for r in sorted(guide.references.values(), key=lambda r: guide.notices[r.cle].rang)
    ]
    chiffres = [asdict(c) for c in guide.draft.chiffres]
    return json.dumps({"fiches": fiches, "references": references, "chiffres": chiffres}, ensure_ascii=False, indent=1)
