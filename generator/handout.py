"""A fiche → its handout: what it says on paper, in a word processor and on a page with others, as one HTML tree.

The same words in the same order as its page of the site, from the same templates and the same prose extension.
lxml reads here the HTML that our own parser has just written; in `fulltext` it reads what an engine has built.
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


@dataclass(frozen=True)
class Handout:
    """A fiche, the path of its page, to which the links of `corps` are relative, and its body under a `<div>`.

    `corps` begins with the title of the fiche, in an `<h1>`.
    """

    fiche: Fiche
    chemin: str
    corps: HtmlElement


def read(guide: Guide, fiches: Iterable[Fiche]) -> Iterator[Handout]:
    """The handout of each of `fiches`, in order."""
    for fiche, page in zip(fiches, handouts(guide, fiches), strict=True):
        yield Handout(fiche, page.chemin, _parsed(to_html(page.texte, guide.annotations)))


def by_slug(guide: Guide) -> dict[str, Handout]:
    """The handouts of all the fiches. They are shared: whoever changes one takes a copy (`among_others`)."""
    return {found.fiche.slug: found for found in read(guide, guide.fiches.values())}


def tree(markdown: str, chemin: str, annotations: Annotations) -> HtmlElement:
    """A Markdown text read alone on the page `chemin`, under a `<div>`."""
    return _parsed(to_html(MARQUEUR.format(chemin) + markdown, annotations))


def among_others(found: Handout, deeper: int, address: Callable[[str], str]) -> HtmlElement:
    """A copy of the body for a page that holds several: titles `deeper` levels down, identifiers that begin with the slug.

    `address` gives the address of a staged path (with its anchor); what leads to another site stays.
    """
    slug, body = found.fiche.slug, copy.deepcopy(found.corps)
    for element in body.iter("*"):  # neither comments nor entities
        if re.fullmatch("h[1-6]", element.tag):
            element.tag = f"h{min(int(element.tag[1]) + deeper, 6)}"
        if "id" in element.attrib:
            element.set("id", f"{slug}-{element.get('id')}")
        for name in ("href", "src"):
            value = element.get(name, "")
            if value.startswith("#"):
                element.set(name, f"#{slug}-{value[1:]}")
            elif path := target(found.chemin, value):
                element.set(name, address(path))
    return body


def target(chemin: str, href: str) -> str:
    """The staged path (with its anchor) that the relative address `href` of the page `chemin` leads to; «» for another site."""
    if not href or re.match(r"[a-zA-Z][\w+.-]*:|//", href):
        return ""
    path, hash_, anchor = href.partition("#")
    place = posixpath.normpath(posixpath.join(posixpath.dirname(chemin), path)) if path else chemin
    return place + hash_ + anchor


def inner_html(corps: HtmlElement) -> str:
    """What stands under the `<div>` of a body, as HTML."""
    return (corps.text or "") + "".join(tostring(child, encoding="unicode") for child in corps)


def _parsed(html: str) -> HtmlElement:
    return fragment_fromstring(html, create_parent="div")
