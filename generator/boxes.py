"""Boxes in pages: `::: nom` … `:::` (pandoc's fenced divs) become an element around the blocks between them.

Made for generated pages: `md_in_html` does the same at a third of the whole Markdown time, measured on 1,000 fiches.
Both fences stand alone between blank lines; boxes nest. A fence without its pair is left as text.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor

_FENCE = re.compile(r":::(?:[ ]+([a-z-]+))?[ ]*$")

# Boxes that are more than a <div>: their element and attributes.
_ELEMENTS: dict[str, tuple[str, dict[str, str]]] = {
    "tete": ("div", {"data-pagefind-ignore": ""}),
    "encart": ("aside", {"aria-label": "En bref"}),
    "repli": ("details", {}),  # its first paragraph says what it holds
    "sommaire": ("nav", {"aria-label": "Dans cette page", "data-pagefind-ignore": ""}),
    "retroliens": ("section", {"data-guide": "retroliens", "data-pagefind-ignore": ""}),
    "facettes": ("div", {"data-pagefind-ignore": ""}),
    "hors-recherche": ("div", {"data-pagefind-ignore": ""}),
}


class Boxes(BlockProcessor):
    """`::: encart` gives `<aside class="guide-encart">`; any other name gives a `<div>` of class `guide-nom`."""

    def test(self, parent: Element, block: str) -> bool:
        return block.lstrip("\n").startswith(":::")

    def run(self, parent: Element, blocks: list[str]) -> bool:
        name, end = _opening(blocks[0]), _closing(blocks)
        if not name or not end:
            return False
        tag, attributes = _ELEMENTS.get(name, ("div", {}))
        box = SubElement(parent, tag, {"class": f"guide-{name}", **attributes})
        inside = blocks[1:end]
        if tag == "details":
            SubElement(box, "summary").text = inside.pop(0).strip()
        self.parser.parseBlocks(box, inside)
        del blocks[: end + 1]
        return True


def _opening(block: str) -> str:
    match = _FENCE.match(block.strip("\n"))
    return (match.group(1) or "") if match else ""


def _closing(blocks: list[str]) -> int:
    """The index of the fence that closes the first one, or 0."""
    depth = 0
    for index, block in enumerate(blocks):
        if ":::" in block and _FENCE.match(block.strip("\n")):
            depth += 1 if _opening(block) else -1
            if depth == 0:
                return index
    return 0


def register(md: Markdown) -> None:
    """Add the rule to a parser, before paragraphs and after code blocks."""
    md.parser.blockprocessors.register(Boxes(md.parser), "guide_boxes", 75)
