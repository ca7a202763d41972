"""The HTML files of a site → trees that tests can question: elements, visible text, links and where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
UNSEEN = frozenset(("script", "style", "template", "title"))
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
ORIGIN = "http://site.test/"


@dataclass
class Element:
    """One element. `enfants` holds elements and texts in order."""

    tag: str
    attrs: dict[str, str]
    parent: Element | None = field(default=None, repr=False)
    enfants: list[Element | str] = field(default_factory=list, repr=False)

    def all(self, *tags: str, **attrs: str | bool) -> Iterator[Element]:
        """The descendants of these tags (any when none is given) whose attributes are such (True: present).

        `data_guide="terme"` means `data-guide`; `classe` means one of the classes.
        """
        for child in self.enfants:
            if isinstance(child, Element):
                if (not tags or child.tag in tags) and all(child._has(name, value) for name, value in attrs.items()):
                    yield child
                yield from child.all(*tags, **attrs)

    def first(self, *tags: str, **attrs: str | bool) -> Element:
        """The first of `all`. Fails when there is none."""
        found = next(self.all(*tags, **attrs), None)
        assert found is not None, f"no {tags} {attrs} in <{self.tag}>"
        return found

    def _has(self, name: str, value: str | bool) -> bool:
        if name == "classe":
            return value in self.attrs.get("class", "").split()
        found = self.attrs.get(name.replace("_", "-"))
        return found is not None if value is True else found == value

    @cached_property
    def text(self) -> str:
        """What is read: ordinary spaces run together, no-break spaces kept, a space between blocks."""
        return re.sub(r"[ \t\r\n]+", " ", "".join(self._texts())).strip()

    def _texts(self) -> Iterator[str]:
        for child in self.enfants:
            if isinstance(child, str):
                yield child
            elif child.tag not in UNSEEN:
                edge = " " if child.tag in BLOCKS or child.tag == "br" else ""
                yield edge
                yield from child._texts()
                yield edge

    def after(self, heading: str) -> str:
        """The text between the heading that says `heading` and the next heading of the same level."""
        found = next((h for h in self.all("h2", "h3") if h.text == heading), None)
        assert found is not None, f"no heading « {heading} »"
        assert found.parent is not None
        siblings = found.parent.enfants
        start = next(i for i, child in enumerate(siblings) if child is found)
        part = Element("div", {})
        for child in siblings[start + 1 :]:
            if isinstance(child, Element) and child.tag == found.tag:
                break
            part.enfants.append(child)
        return part.text


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("#document", {})
        self.open = [self.root]
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        self.faults += [f"<{tag}> has « {name} » twice" for name in sorted({n for n in names if names.count(n) > 1})]
        element = Element(tag, {name: value or "" for name, value in attrs}, self.open[-1])
        self.open[-1].enfants.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self.open[-1].tag == tag:
            self.open.pop()
        else:
            self.faults.append(f"</{tag}> inside <{self.open[-1].tag}>, line {self.getpos()[0]}")

    def handle_data(self, data: str) -> None:
        self.open[-1].enfants.append(data)


class Page:
    """One HTML file. `adresse` is its path in the site as an address: « definitions/partenariat/ », «» for home."""

    def __init__(self, folder: Path, path: Path) -> None:
        self.chemin = path.relative_to(folder).as_posix()
        self.adresse = self.chemin.removesuffix("index.html")
        self.source = path.read_text("utf-8")

    @cached_property
    def _built(self) -> _Builder:
        builder = _Builder()
        builder.feed(self.source)
        builder.close()
        return builder

    @property
    def racine(self) -> Element:
        return self._built.root

    @property
    def fautes(self) -> list[str]:
        """Tags that do not match, attributes given twice."""
        return self._built.faults + [f"<{e.tag}> never closed" for e in self._built.open[1:]]

    @cached_property
    def article(self) -> Element:
        return self.racine.first("article")

    @cached_property
    def ids(self) -> list[str]:
        return [e.attrs["id"] for e in self.racine.all(id=True)]

    def vers(self, href: str) -> str:
        """Where a link of this page leads: an address of the site (« sigles/#ccas »), or the whole address elsewhere."""
        return urljoin(ORIGIN + self.adresse, href).removeprefix(ORIGIN)


class Site:
    """A built site. `pages` go by address; those that only send the reader on (`/f/…/`, without the theme) are left out."""

    def __init__(self, folder: Path) -> None:
        self.dossier = folder
        self.fichiers = frozenset(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
        pages = (
            Page(folder, folder / name) for name in sorted(self.fichiers) if name.endswith(".html") and not name.startswith("f/")
        )
        self.pages = {page.adresse: page for page in pages}

    def __getitem__(self, adresse: str) -> Page:
        return self.pages[adresse]

    def fichier(self, adresse: str) -> str | None:
        """The file that answers at an address of the site, or None."""
        path = unquote(urlsplit(adresse).path)
        path = "" if path == "." else path
        if path.endswith("/") or not path:
            path += "index.html"
        elif not PurePosixPath(path).suffix:
            path += "/index.html"
        return path if path in self.fichiers else None
