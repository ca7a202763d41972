"""The font of the guide: Source Sans 3 from its package → the files the pages serve, cut down to what French needs.

The only module that knows fontTools and the package of the font. Booklets use the package's own files. Another font: change
the import and `_FACES`, the two `@font-face` rules of `overrides/assets/guide.css`, the name in `typst/livret.typ`.
"""

from __future__ import annotations

import hashlib
import io
from functools import cache
from importlib import metadata
from pathlib import Path

import fontpkg_source_sans_3 as package
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from .write import replace_file

_FACES = {
    "assets/polices/source-sans-3.woff2": "SourceSans3[wght].ttf",
    "assets/polices/source-sans-3-italique.woff2": "SourceSans3-Italic[wght].ttf",
}
FOLDER = package.ROOT / "files"
"""Where the whole font is, for whoever sets a booklet."""
_LICENCE = "assets/polices/LICENCE.txt"
# Latin letters, punctuation and spaces (U+202F among them), exponents, subscripts, and the signs that texts use.
_CHARACTERS = {*range(0x20, 0x180), *range(0x2000, 0x2070), *range(0x2070, 0x20A0), *map(ord, "ʼ€№™ᵉ←↑→↓−≈≠≤≥✓")}
_FEATURES = ["kern", "liga", "tnum", "sups", "ccmp", "locl", "mark", "mkmk"]
# The licence keeps the name « Source » for the unmodified font: a font cut down may not call itself so.
_NAME = "Police du guide"


def files(cache: Path) -> dict[str, bytes]:
    """Staged path → content of the fonts and of their licence. `cache` is a folder where they are kept between builds."""
    fonts = {path: _kept(cache, FOLDER / name) for path, name in _FACES.items()}
    return {**fonts, _LICENCE: (package.ROOT / "LICENSE").read_bytes()}


@cache
def characters() -> frozenset[int]:
    """The characters that every face of the font has."""
    return frozenset.intersection(*(frozenset(TTFont(FOLDER / name, lazy=True).getBestCmap()) for name in _FACES.values()))


def _kept(cache: Path, source: Path) -> bytes:
    """A cut font from the cache when it was made from the same things, else made and kept."""
    key = _fingerprint(source)
    kept = cache / f"{source.stem}.woff2"
    try:
        content = kept.read_bytes()
    except OSError:
        content = b""
    if content.startswith(key):
        return content.removeprefix(key)
    font = _cut(source.read_bytes())
    replace_file(kept, key + font)
    return font


def _fingerprint(source: Path) -> bytes:
    """32 bytes for everything that determines a cut font."""
    versions = "".join(metadata.version(package) for package in ("fonttools", "brotli"))
    return hashlib.sha256(source.read_bytes() + Path(__file__).read_bytes() + versions.encode()).digest()


def _cut(source: bytes) -> bytes:
    """A variable font → WOFF2 with the characters of `_CHARACTERS`, from regular to bold."""
    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    options = Options(layout_features=_FEATURES, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14], name_languages=[0x409])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=_CHARACTERS)
    subsetter.subset(font)
    font = instantiateVariableFont(font, {"wght": (400, 400, 700)})
    for place in (1, 3, 4, 6):
        font["name"].setName(_NAME if place != 6 else _NAME.replace(" ", ""), place, 3, 1, 0x409)
    font.flavor = "woff2"
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()
