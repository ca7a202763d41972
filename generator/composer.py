"""A `Guide` → the page « Composer un livret » and the scripts that it puts together: one a fiche, which holds its handout.

Scripts, since a page opened from a folder can fetch nothing; one a fiche, so that a reader loads those that are chosen.
Each is whole: it also brings the definitions of the terms that the fiche names and the notices of what it cites.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from . import addresses, handout
from .bibmodel import Morceau
from .handout import Handout
from .link import Guide
from .model import NOMMEES, Fiche
from .render import Page, make_page
from .typography import typographie

FOLDER = "assets/livret"
_NAMED = ("terme", "lien", "sigle")

Hooks = Mapping[str, tuple[str, str]]
"""What a link to an address of the site leads to: `("data-slug", a fiche)` or `("data-cle", a reference)`."""


def pages(guide: Guide, handouts: Iterable[Handout]) -> Iterator[Page]:
    """The page, then the script of each fiche."""
    yield make_page(
        guide,
        "composer.md.j2",
        addresses.COMPOSER,
        titre=addresses.LISTES[addresses.COMPOSER],
        description="Réunir des fiches du guide, les mettre en ordre, les partager et les imprimer en un seul document.",
        anciens={former.rpartition("/")[2]: slug for former, slug in guide.actuels.items() if former != slug},
        entete={"hide": ["toc"]},
    )
    hooks: dict[str, tuple[str, str]] = {
        addresses.url(addresses.fiche_path(fiche)): ("data-slug", slug) for slug, fiche in guide.fiches.items()
    }
    hooks |= {addresses.url(addresses.reference_path(key)): ("data-cle", key) for key in guide.notices}
    for found in handouts:
        data = json.dumps(_record(guide, found, hooks), ensure_ascii=False, separators=(",", ":"))
        yield Page(f"{FOLDER}/{found.fiche.slug}.js", f"Guide.composition.add({data});\n")


def _record(guide: Guide, found: Handout, hooks: Hooks) -> dict[str, Any]:
    """What a script brings. The booklet has the first level of titles, a fiche the second."""
    slug, body = found.fiche.slug, handout.among_others(found, 1, addresses.url)
    body[0].set("id", f"livret-fiche-{slug}")
    _shorten_sources(found.fiche, body)
    _hook(body, hooks)
    links = list(body.iter("a"))
    named = {link.get("data-slug", "") for link in links if link.get("data-guide") in _NAMED} - {"", slug}
    cited = {link.get("data-cle", "") for link in links} - {""}
    definitions = {term: guide.annotations.pages[term].definition for term in sorted(named)}
    return {
        "slug": slug,
        "html": handout.inner_html(body),
        "termes": {term: words for term, words in definitions.items() if isinstance(guide.fiches[term], NOMMEES)},
        "references": {key: [guide.notices[key].rang, notice(guide.notices[key].notice)] for key in sorted(cited)},
    }


def _shorten_sources(fiche: Fiche, body: Any) -> None:
    """A fiche says what it rests on and where in it; the whole notices come once, at the end of the booklet."""
    lists = [box for box in body.iter("div") if box.get("class") == "guide-notices"]
    items = list(lists[-1].iter("li")) if fiche.sources else []
    for item, source in zip(items, fiche.sources, strict=True):
        del item[1:]
        item[0].tail = f", {typographie(source.reperage)}" if source.reperage else ""


def _hook(body: Any, hooks: Hooks) -> None:
    """Links say what they lead to, for whoever has it at hand. What only serves on the page of the fiche is left out."""
    for element in body.iter("*"):
        for name in ("data-definition", "data-pagefind-ignore", "data-slug", "data-cle"):
            element.attrib.pop(name, None)
        if element.get("data-guide") == "retroliens":
            del element.attrib["data-guide"]
        if leads := hooks.get(element.get("href", "").partition("#")[0]):
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
