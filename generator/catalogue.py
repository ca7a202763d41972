"""What the macros of editorial pages may list, as plain JSON records.

Written beside the staged pages so that an engine reads one small file instead of the whole guide.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from .link import Guide
from .model import TYPES


def dump(guide: Guide, figures: Mapping[str, str]) -> str:
    """Fiches and references in reading order, charts (`figures`: identifier → Markdown), and the names that a macro may
    use, as JSON text."""
    fiches = [
        {
            "slug": f.slug,
            "type": f.TYPE,
            "resume": f.resume,
            "nature": getattr(f, "nature", ""),
            "facettes": f.facettes,
        }
        for f in guide.fiches.values()
    ]
    ordered = sorted(guide.references.values(), key=lambda r: guide.notices[r.cle].rang)
    data = {
        "types": list(TYPES),
        "facettes": {voc.nom: [v.id for v in voc.valeurs] for voc in guide.draft.vocabulaires.values()},
        "themes": [v.id for voc in guide.draft.facettes("reference") for v in voc.valeurs],
        "fiches": fiches,
        "references": [{"cle": r.cle, "mots_cles": r.mots_cles} for r in ordered],
        "chiffres": dict(figures),
    }
    return json.dumps(data, ensure_ascii=False, indent=1)
