"""The HTML tree of a handout → Typst markup.

Each element of the tree has its function in `typst/livret.typ`, which says how it looks; nothing here does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from .bibmodel import Morceau
from .handout import Tree

LinkWriter = Callable[[Tree, str], str]
"""An `<a>` and its words in Typst → the link in Typst."""

_SPECIAL = re.compile(r"[\\*_`$#\[\]<>@~/+=-]|(?<=[\d.])\.")
_SPACES = re.compile(r"[ \t\n\r]+")
_INLINE = {"strong": "strong", "b": "strong", "em": "emph", "i": "emph", "sup": "super", "sub": "sub", "cite": "emph"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = {"p", "ul", "ol", "dl", "table", "blockquote", "pre", "div", "aside", "section", "hr", "figure", *_HEADINGS}
# Boxes of the templates that have a look of their own on paper: class → function of livret.typ.
_BOXES = {"guide-etapes": "steps", "guide-definition": "definition", "guide-notices": "notices"}
_PARAGRAPHS = {"guide-chapeau": "lead", "guide-attribution": "attribution"}


def escape(text: str) -> str:
    """Plain text as Typst markup that shows it as it is; runs of spaces and line breaks become one space."""
    return _SPECIAL.sub(r"\\\g<0>", _SPACES.sub(" ", text))


def string(text: str) -> str:
    """Plain text as a Typst string."""
    return '"{}"'.format(text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " "))


def call(function: str, *contents: str, **named: str | int | bool | None) -> str:
    """A call of a function of `livret.typ`: named values, then contents in brackets. It ends where it ends."""
    return f"#{expression(function, *contents, **named)};"


def expression(function: str, *contents: str, **named: str | int | bool | None) -> str:
    """The same as `call`, to be used inside another call."""
    arguments = ", ".join(f"{name.replace('_', '-')}: {_value(value)}" for name, value in named.items())
    return f"{function}({arguments})" + "".join(f"[{content}]" for content in contents)


def array(items: Iterable[str]) -> str:
    """A Typst array of expressions."""
    return "({})".format("".join(f"{item}, " for item in items))


def _value(value: str | int | bool | None) -> str:
    """A string is an expression already; see `string`."""
    return "none" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def notice(runs: Iterable[Morceau]) -> str:
    """A formatted reference."""
    text = ""
    for run in runs:
        piece = escape(run.texte)
        if run.style:
            piece = call({"italique": "emph", "exposant": "super"}[run.style], piece)
        if run.langue:
            piece = call("text", piece, lang=string(run.langue))
        text += f"#link({string(run.href)})[{piece}];" if run.href else piece
    return text


class Markup:
    """Writes trees whose headings stand `deeper` levels below their own, with the links that `links` makes.

    `footnote` receives a citation (`<span class="guide-appel">`) when it goes to the foot of the page. `notices`: the
    sources of a fiche are written in full; otherwise their calls are enough, the bibliography has the rest. `pictures`
    gives the file of an image, from the root of the guide, for its address.
    """

    def __init__(
        self,
        links: LinkWriter,
        deeper: int = 1,
        footnote: Callable[[Tree], str] | None = None,
        notices: bool = True,
        pictures: Callable[[str], str] = str,
    ) -> None:
        self._links = links
        self._pictures = pictures
        self._deeper = deeper
        self._footnote = footnote
        self._notices = notices

    def blocks(self, element: Tree) -> str:
        """What an element holds, as blocks."""
        parts, waiting = [], escape(element.text or "")
        for child in element:
            if child.tag in _BLOCKS:
                parts += [waiting, self.block(child)]
                waiting = escape(child.tail or "")
            elif isinstance(child.tag, str):
                waiting = self._joined(waiting, child)
            else:
                waiting += escape(child.tail or "")
        parts.append(waiting)
        return "\n\n".join(part.strip() for part in parts if part.strip())

    def inline(self, element: Tree) -> str:
        """What an element holds, as a run of text."""
        text = escape(element.text or "")
        for child in element:
            text = self._joined(text, child) if isinstance(child.tag, str) else text + escape(child.tail or "")
        return text

    def _joined(self, before: str, child: Tree) -> str:
        """The text `before`, the element `child` and what follows it; no space stands before the call of a note."""
        note = self._is_note(child)
        return (before.rstrip(" ") if note else before) + self.element(child) + escape(child.tail or "")

    def _is_note(self, element: Tree) -> bool:
        return self._footnote is not None and element.get("class") == "guide-appel"

    def element(self, element: Tree) -> str:
        """An element inside a line."""
        tag = element.tag
        if self._is_note(element):
            assert self._footnote is not None
            return self._footnote(element)
        if tag == "sup" and (reference := element.find("a[@class='footnote-ref']")) is not None:
            return self._note(reference)
        if element.get("class") == "footnote-backref":
            return ""  # on paper the note is on the page of its call
        if tag == "br":
            return "#linebreak();"
        if tag == "img":
            return call("picture", path=string(self._pictures(element.get("src", ""))), alt=string(element.get("alt", "")))
        if tag == "a":
            return self._links(element, self.inline(element))
        if tag == "code":
            return f"#raw({string(element.text_content())});"
        content = self.inline(element)
        if tag in _INLINE:
            return call(_INLINE[tag], content)
        return call("text", content, lang=string(element.get("lang", ""))) if element.get("lang") else content

    def _note(self, reference: Tree) -> str:
        """A note of the author's own, which Markdown keeps at the end of the text."""
        found = reference.getroottree().xpath("//li[@id=$name]", name=reference.get("href", "")[1:])
        return call("footnote", " ".join(self.inline(part).strip("\u00a0 ") for item in found for part in item))

    def block(self, element: Tree) -> str:
        """An element that is a block of its own."""
        tag, classes = element.tag, (element.get("class") or "").split()
        if tag in _HEADINGS:
            return call("section", self.inline(element), level=_HEADINGS[tag] + self._deeper)
        if tag == "p":
            function = _paragraph(element, classes)
            return call(function, self.inline(element)) if function else self.inline(element)
        if tag in ("ul", "ol"):
            return self._list(element, "list" if tag == "ul" else "enum")
        if tag == "dl":
            return f"#pairs({array(self._pair(*pair) for pair in _pairs(element))});"
        if tag == "table":
            return self._table(element)
        if tag == "pre":
            return f"#raw({string(element.text_content())}, block: true);"
        if tag == "hr":
            return "#rule();"
        if "guide-feuille" in classes:
            return self._sheet(element)
        if "footnote" in classes:
            return ""  # each note is written where it is called
        return self._box(element, classes)

    def _box(self, element: Tree, classes: list[str]) -> str:
        if "admonition" in classes:
            title, *rest = element
            body = "\n\n".join(self.block(child) for child in rest)
            return call("warning", self.inline(title), body)
        if "guide-notices" in classes and not self._notices:
            return call("sources", " ; ".join(self._source(item) for item in element.iter("li")))
        content = self.blocks(element)
        if element.tag == "blockquote":
            return f"#quote(block: true)[{content}];"
        if "guide-encart" in classes:
            return call("summary-box", content)
        function = next((_BOXES[c] for c in classes if c in _BOXES), "")
        return call(function, content) if function else content

    def _source(self, item: Tree) -> str:
        """The call of a source and its place, without the notice that follows them."""
        for found in item.find_class("guide-notice"):
            found.drop_tree()
        return self.inline(item).strip().removesuffix(".").removesuffix("\\")

    def _list(self, element: Tree, function: str) -> str:
        items = [self.blocks(item) for item in element if item.tag == "li"]
        tight = not any(item.find("p") is not None for item in element)
        return f"#{function}(tight: {str(tight).lower()}, {', '.join(f'[{item}]' for item in items)});"

    def _pair(self, term: Tree, description: Tree) -> str:
        return f"([{self.inline(term)}], [{self.blocks(description)}])"

    def _table(self, element: Tree) -> str:
        rows = [[self.inline(cell) for cell in row if cell.tag in ("th", "td")] for row in element.iter("tr")]
        columns = max(map(len, rows))
        cells = [[f"[{cell}]" for cell in (*row, *[""] * (columns - len(row)))] for row in rows]
        body = "".join(f"  {', '.join(row)},\n" for row in cells[1:])
        return f"#data-table({columns}, ({', '.join(cells[0])},),\n{body});"

    def _sheet(self, element: Tree) -> str:
        """The blank sheet of a tool: its questions, each with its help and the number of lines to write on."""
        questions = [
            f"(question: [{self.inline(title)}], texte: {string(title.text_content())}, aide: [{help_}], lignes: {lines})"
            for title, help_, lines in self._questions(element)
        ]
        title = element.find_class("guide-feuille-entete")[0].text or ""
        return f"#sheet([{escape(title)}], {string(title)}, {array(questions)});"

    def _questions(self, element: Tree) -> Iterator[tuple[Tree, str, int]]:
        title, help_ = None, []
        for child in element:
            if child.tag == "h3":
                title, help_ = child, []
            elif "guide-lignes" in (child.get("class") or "").split() and title is not None:
                yield title, "\n\n".join(help_), len(child)
                title = None
            elif title is not None:
                help_.append(self.block(child))


def _paragraph(element: Tree, classes: list[str]) -> str:
    """The function of a paragraph: by its class, by what it is, by what follows it; «» for an ordinary one."""
    following = element.getnext()
    if found := next((_PARAGRAPHS[c] for c in classes if c in _PARAGRAPHS), ""):
        return found
    if len(element) == 1 and element[0].tag == "strong" and not (element.text or "").strip() + (element[0].tail or "").strip():
        return "minor"
    return "keep" if following is not None and following.get("class") == "guide-attribution" else ""


def _pairs(element: Tree) -> Iterator[tuple[Tree, Tree]]:
    """The terms of a `<dl>`, each with its description."""
    term = None
    for child in element:
        if child.tag == "dt":
            term = child
        elif term is not None:
            yield term, child
