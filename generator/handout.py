"""A fiche → its handout: what it says on paper, in a word processor and on a page with others, as one HTML tree.

The same words in the same order as its page of the site, from the same templates and the same prose extension.
lxml reads here the HTML that our own parser has just written; in `fulltext` it reads what an engine has built.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement, fragment_fromstring, tostring

from .link import Guide
from .model import Fiche
from .prose import to_html
from .render import handouts


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
        html = to_html(page.texte, guide.annotations)
        yield Handout(fiche, page.chemin, fragment_fromstring(html, create_parent="div"))


def inner_html(corps: HtmlElement) -> str:
    """What stands under the `<div>` of a body, as HTML."""
    return (corps.text or "") + "".join(tostring(child, encoding="unicode") for child in corps)
