"""A fiche → its handout: what it says on paper, in a word processor and on a page with others, as one HTML tree.

The same words in the same order as its page of the site, from the same templates and the same prose extension.
lxml reads here the HTML that our own parser has just written; in `fulltext` it reads what an engine has built. Others
know its trees as `Tree`.
"""

from __future__ import annotations

import copy
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement, fragment_fromstring, tostring

from .annotations import Annotations
from .link import Guide
from .model import Fiche
from .prose import to_html
from .render import MARQUEUR, handouts

Tree = HtmlElement
"""An element of a handout with what it holds."""


@dataclass(frozen=True)
class Handout:
    """A fiche, the path of its page, to which the links of `corps` are relative, and its body under a `<div>`.

    `corps` begins with the title of the fiche, in an `<h1>`.
    """

    fiche: Fiche
    chemin: str
    corps: Tree


def read(guide: Guide, fiches: Iterable[Fiche]) -> Iterator[Handout]:
    """The handout of each of `fiches`, in order."""
    for fiche, page in zip(fiches, handouts(guide, fiches), strict=True):
        yield Handout(fiche, page.chemin, _parsed(to_html(page.texte, guide.annotations)))


def by_slug(guide: Guide) -> dict[str, Handout]:
    """The handouts of all the fiches. They are shared: whoever changes one takes a copy (`among_others`)."""
    return {found.fiche.slug: found for found in read(guide, guide.fiches.values())}


def tree(markdown: str, chemin: str, annotations: Annotations) -> Tree:
    """A Markdown text read alone on the page `chemin`, under a `<div>`."""
    return _parsed(to_html(MARQUEUR.format(chemin) + markdown, annotations))


def among_others(found: Handout, deeper: int, address: Callable[[str], str]) -> Tree:
    """A copy of the body for a page that holds several: titles `deeper` levels down, identifiers that begin with the slug.

    `address` gives the address of a staged path (with its anchor); what leads to another site stays.
    """
    return moved(found.corps, found.chemin, f"{found.fiche.slug}-", deeper, address)


def moved(corps: Tree, chemin: str, prefix: str, deeper: int, address: Callable[[str], str]) -> Tree:
    """A copy of a body written for the page `chemin`, for another page: see `among_others`."""
    body = copy.deepcopy(corps)
    for element in body.iter("*"):  # neither comments nor entities
        if re.fullmatch("h[1-6]", element.tag):
            element.tag = f"h{min(int(element.tag[1]) + deeper, 6)}"
        if "id" in element.attrib:
            element.set("id", prefix + element.get("id"))
        for name in ("href", "src"):
            value = element.get(name, "")
            if value.startswith("#"):
                element.set(name, f"#{prefix}{value[1:]}")
            elif path := target(chemin, value):
                element.set(name, address(path))
    return body


def target(chemin: str, href: str) -> str:
    """The staged path (with its anchor) that the relative address `href` of the page `chemin` leads to; «» for another site."""
    if not href or re.match(r"[a-zA-Z][\w+.-]*:|//", href):
        return ""
    path, hash_, anchor = href.partition("#")
    place = posixpath.normpath(posixpath.join(posixpath.dirname(chemin), path)) if path else chemin
    return place + hash_ + anchor


def inner_html(corps: Tree) -> str:
    """What stands under the `<div>` of a body, as HTML."""
    return (corps.text or "") + "".join(tostring(child, encoding="unicode") for child in corps)


def _parsed(html: str) -> Tree:
    return fragment_fromstring(html, create_parent="div")
