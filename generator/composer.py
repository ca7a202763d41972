"""A `Guide` → the scripts that the page « Composer un livret » puts together: one a fiche, which holds its handout.

Scripts, since a page opened from a folder can fetch nothing; one a fiche, so that a reader loads those that are chosen.
Each is whole: it also brings the definitions of the terms that the fiche names and the notices of what it cites.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator
from typing import Any

from . import addresses, handout
from .bibmodel import Morceau
from .handout import Handout
from .link import Guide
from .model import NOMMEES
from .typography import typographie

FOLDER = "assets/livret"
_HEADINGS = {f"h{level}": f"h{min(level + 1, 6)}" for level in range(1, 7)}
_NAMED = ("terme", "lien", "sigle")
# What serves on the page of the fiche alone.
_DROPPED = ("data-definition", "data-pagefind-ignore")


def scripts(guide: Guide) -> Iterator[tuple[str, str]]:
    """(staged path, script) of each fiche."""
    pages = {addresses.fiche_path(fiche): ("data-slug", slug) for slug, fiche in guide.fiches.items()}
    pages |= {addresses.reference_path(key): ("data-cle", key) for key in guide.notices}
    for found in handout.read(guide, guide.fiches.values()):
        data = json.dumps(_record(guide, found, pages), ensure_ascii=False, separators=(",", ":"))
        yield f"{FOLDER}/{found.fiche.slug}.js", f"Guide.composition.add({data});\n"


def _record(guide: Guide, found: Handout, pages: dict[str, tuple[str, str]]) -> dict[str, Any]:
    _shorten_sources(found)
    _adapt(found, pages)
    links = list(found.corps.iter("a"))
    named = {link.get("data-slug", "") for link in links if link.get("data-guide") in _NAMED} - {"", found.fiche.slug}
    cited = {link.get("data-cle", "") for link in links} - {""}
    return {
        "slug": found.fiche.slug,
        "html": handout.inner_html(found.corps),
        "termes": {
            slug: guide.annotations.pages[slug].definition for slug in sorted(named) if isinstance(guide.fiches[slug], NOMMEES)
        },
        "references": {key: [guide.notices[key].rang, notice(guide.notices[key].notice)] for key in sorted(cited)},
    }


def _shorten_sources(found: Handout) -> None:
    """A fiche says what it rests on and where in it; the whole notices come once, at the end of the booklet."""
    lists = [box for box in found.corps.iter("div") if box.get("class") == "guide-notices"]
    items = list(lists[-1].iter("li")) if found.fiche.sources else []
    for item, source in zip(items, found.fiche.sources, strict=True):
        del item[1:]
        item[0].tail = f", {typographie(source.reperage)}" if source.reperage else ""


def _adapt(found: Handout, pages: dict[str, tuple[str, str]]) -> None:
    """Titles one level down, identifiers of the fiche's own, links from the root of the site that say what they lead to."""
    slug = found.fiche.slug
    for element in found.corps.iter("*"):  # neither comments nor entities
        element.tag = _HEADINGS.get(element.tag, element.tag)
        for name in _DROPPED:
            element.attrib.pop(name, None)
        if element.get("data-guide") == "retroliens":
            del element.attrib["data-guide"]
        if "id" in element.attrib:
            element.set("id", f"{slug}-{element.get('id')}")
        for name in ("href", "src"):
            if name in element.attrib:
                _readdress(element, name, found, pages)
    found.corps[0].set("id", f"livret-{slug}")


def _readdress(element: Any, name: str, found: Handout, pages: dict[str, tuple[str, str]]) -> None:
    address = element.get(name)
    if address.startswith("#"):
        element.set(name, f"#{found.fiche.slug}-{address[1:]}")
    elif path := addresses.resolve(found.chemin, address):
        element.set(name, addresses.url(path))
        for hook in ("data-slug", "data-cle"):
            element.attrib.pop(hook, None)
        if leads := pages.get(path.partition("#")[0]):
            element.set(*leads)


def notice(pieces: Iterable[Morceau]) -> str:
    """A formatted reference as HTML."""
    text = ""
    for piece in pieces:
        run = html.escape(piece.texte)
        lang = f' lang="{html.escape(piece.langue)}"' if piece.langue else ""
        if piece.style == "italique":
            run = f"<em{lang}>{run}</em>"
        elif piece.style == "exposant":
            run = f"<sup>{run}</sup>"
        elif lang:
            run = f"<span{lang}>{run}</span>"
        text += f'<a href="{html.escape(piece.href)}">{run}</a>' if piece.href else run
    return text
