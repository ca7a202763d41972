"""A fiche → its handout: what it says on paper, in a word processor and on a page with others, as one HTML tree.

The same words in the same order as its page of the site, from the same templates and the same prose extension.
lxml reads here the HTML that our own parser has just written; in `fulltext` it reads what an engine has built.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement, fragment_fromstring

from .annotations import Annotations
from .link import Guide
from .model import Fiche
from .prose import to_html
from .render import MARQUEUR, handouts


@dataclass(frozen=True)
class Handout:
    """A fiche, the path of its page, to which the links of `corps` are relative, and its body under a `<div>`.

    `corps` begins with the title of the fiche, in an `<h1>`. It belongs to whoever asked for it, who may change it.
    """

    fiche: Fiche
    chemin: str
    corps: HtmlElement


def read(guide: Guide, fiches: Iterable[Fiche]) -> Iterator[Handout]:
    """The handout of each of `fiches`, in order."""
    for fiche, page in zip(fiches, handouts(guide, fiches), strict=True):
        yield Handout(fiche, page.chemin, _parsed(to_html(page.texte, guide.annotations)))


def tree(markdown: str, chemin: str, annotations: Annotations) -> HtmlElement:
    """A Markdown text read alone on the page `chemin`, under a `<div>`."""
    return _parsed(to_html(MARQUEUR.format(chemin) + markdown, annotations))


def _parsed(html: str) -> HtmlElement:
    return fragment_fromstring(html, create_parent="div")
