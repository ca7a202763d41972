"""The icons of the guide: drawings from the package of the theme → one style sheet, a class for each icon.

The only module that opens that package. Pages and scripts only name a class: `guide-icone-pratique`. A mask takes the
colour of the text, prints, and says nothing to a screen reader.
"""

from __future__ import annotations

from importlib import resources
from urllib.parse import quote

CHEMIN = "assets/icones.css"
# Class → drawing in `.icons/material`: the types of fiches first, then what else pages show.
ICONES = {
    "pratique": "compass-outline",
    "outil": "toolbox-outline",
    "dispositif": "file-sign",
    "acteur": "account-group-outline",
    "definition": "book-open-variant-outline",
    "obstacle": "sign-caution",
    "experience": "map-marker-radius-outline",
    "sigle": "alphabetical-variant",
    "parcours": "map-marker-path",
    "reference": "bookshelf",
    "chiffre": "chart-bar",
    "page": "file-document-outline",
    "liste": "format-list-bulleted",
}
_PACKAGE, _FOLDER = "material", "templates/.icons/material"
_RULE = """/* Made from the icons of the theme: see generator/icons.py. */
[class*="guide-icone-"]::before {
  content: "";
  display: inline-block;
  flex: none;
  width: 1.25em;
  height: 1.25em;
  margin-inline-end: 0.4em;
  vertical-align: -0.25em;
  background-color: currentcolor;
  -webkit-mask: var(--guide-icone, linear-gradient(transparent, transparent)) center / contain no-repeat;
  mask: var(--guide-icone, linear-gradient(transparent, transparent)) center / contain no-repeat;
  print-color-adjust: exact;
}
@media (forced-colors: active) {
  [class*="guide-icone-"]::before {
    forced-color-adjust: none;
    background-color: CanvasText;
  }
}
"""


def files() -> dict[str, bytes]:
    """Staged path → content of the style sheet."""
    folder = resources.files(_PACKAGE) / _FOLDER
    rules = [_rule(name, (folder / f"{drawing}.svg").read_text("utf-8")) for name, drawing in ICONES.items()]
    return {CHEMIN: (_RULE + "\n".join(rules) + "\n").encode()}


def _rule(name: str, svg: str) -> str:
    drawing = quote(svg.strip(), safe=" =:/'")
    return f'.guide-icone-{name} {{ --guide-icone: url("data:image/svg+xml,{drawing}"); }}'
