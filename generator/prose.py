"""Markdown prose into passages (to collect what it cites and names) and into linked HTML (as an extension).

The only module of the core that knows Python-Markdown. The extension and the collection share the same inline
syntax (`calls`), the same reading of the tree (`passages`) and the same rules (`occurrences`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from threading import Lock
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, AtomicString

from . import boxes, inline, languages
from .annotations import Annotations, Appel, Mention
from .calls import BAR, CITATION, LIEN, read_call
from .occurrences import TexteVisible, annotate, annotate_texts, annotator
from .passages import BRUT, Bloc, Reading, read
from .sentences import sentence, sentence_starts
from .typography import typographie

_MARK = "<!-- guide:"
_MARKER = re.compile(r"\s*<!--\s*guide:\s*(\S.*?)\s*-->\s*$")
_ESCAPED_BAR = "\x02124\x03"
_ESCAPED = re.compile("\x02(\\d{1,6})\x03")
_LINK_WITH_BAR = re.compile(r"(\[\[[^\[\]|\n]+?)\\?\|([^\[\]|\n]+\]\])")


@dataclass(frozen=True)
class Prose:
    """A Markdown text as read: its blocks in order. Equal texts give equal values.

    `adresses` are those of its ordinary links and images, percent signs and entities decoded; `images` gives each image as
    its address and its text.
    """

    blocs: tuple[Bloc, ...]
    adresses: tuple[str, ...] = ()
    images: tuple[tuple[str, str], ...] = ()

    @property
    def texte(self) -> str:
        """The visible text, one line a block, with French typography.

        Citations are left out; a link shows its words, or its slug.
        """
        lines = (_without_calls(bloc) for bloc in self.blocs)
        return "\n".join(typographie(re.sub(r"[ \t\n]+", " ", line).strip()) for line in lines)

    @property
    def appels(self) -> tuple[Appel, ...]:
        """Citations and links written by hand, in order; those in code are text, not calls."""
        return tuple(a for bloc in self.blocs for f in bloc.fragments for a in f.appels)

    @property
    def titres(self) -> tuple[tuple[int, str], ...]:
        """The headings in order, each as its level (1 to 6) and its words."""
        return tuple((bloc.niveau, _without_calls(bloc).strip()) for bloc in self.blocs if bloc.niveau)


def parse(text: str) -> Prose:
    """Read a Markdown text: every text is some Markdown.

    Raises RecursionError when it nests hundreds of lists or quotations, since Python-Markdown calls itself at each level.
    """
    if not text.strip():
        return Prose(())
    with _LOCK:
        try:
            reading, root = _read(text)
            images = tuple((unquote(_plain(e.get("src", ""))), _plain(e.get("alt", ""))) for e in root.iter("img"))
            return Prose(tuple(reading.blocs), tuple(_addresses(root)), images)
        except RecursionError:
            _PARSER.parser.state.clear()  # stopped half-way, it would read the next text as the inside of a list
            raise


def mentions(prose: Prose, annotations: Annotations, page: str) -> tuple[Mention, ...]:
    """What the extension links in `prose`, alone on the page staged at `page`, each with its sentence, in order."""
    return mentions_of_page((prose,), annotations, page)[0]


def mentions_of_page(proses: Sequence[Prose], annotations: Annotations, page: str) -> tuple[tuple[Mention, ...], ...]:
    """What the extension links in each of `proses`, which follow each other on the page staged at `page`.

    They share what has been met on the page (a sigle is expanded once); each starts a new section.
    """
    shown = annotate_texts([prose.blocs for prose in proses], annotator(annotations), page)
    return tuple(tuple(mention for text in texts for mention in _mentions(text)) for texts in shown)


def _mentions(shown: TexteVisible) -> Iterator[Mention]:
    links = [lien for lien in shown.liens if lien.cible]
    starts = sentence_starts(shown.texte) if links else []
    said: dict[str, str] = {}
    for lien in links:
        raw = sentence(shown.texte, lien.debut, lien.fin, starts)
        if raw not in said:
            said[raw] = typographie(raw)
        yield Mention(lien.nature, lien.cle, said[raw], lien.reperage)


def first_title(prose: Prose) -> str:
    """The visible words of the first heading of level 1, or an empty string."""
    return next((words for level, words in prose.titres if level == 1), "")


def plain(text: str) -> str:
    """The visible text of a Markdown text (`Prose.texte`)."""
    return parse(text).texte


def _without_calls(bloc: Bloc) -> str:
    text = ""
    for fragment in bloc.fragments:
        if fragment.texte or not fragment.appels:
            text += fragment.texte
        elif fragment.appels[0].nature == "lien":
            text += fragment.appels[0].cible.replace("-", " ")
        else:
            text = text.rstrip()
    return text


def to_html(page: str, annotations: Annotations) -> str:
    """The HTML of a staged page, links and typography written, as an engine makes it; its front matter is left out."""
    with _LOCK:
        _WRITING.provider = lambda: annotations
        return _WRITER.reset().convert(page[page.index(_MARK) :])


class GuideExtension(Extension):
    """Links, citations, sigles and typography in the pages that begin with `<!-- guide:chemin.md -->`.

    `provider` gives the annotations; it is called once a page, and only for a page that has the marker.
    """

    def __init__(self, provider: Callable[[], Annotations]) -> None:
        super().__init__()
        self.provider = provider
        self.page = ""

    def reset(self) -> None:
        self.page = ""

    def extendMarkdown(self, md: Markdown) -> None:
        md.registerExtension(self)
        boxes.register(md)
        md.preprocessors.register(_Marker(md, self), "guide_marker", 100)  # before anything reads the page
        md.preprocessors.register(_Bars(md, self), "guide_bars", 15)  # after code blocks are set aside
        # after code and escapes, before ordinary links
        md.inlinePatterns.register(_Call(CITATION, md, self), "guide_citation", 176)
        md.inlinePatterns.register(_Call(LIEN, md, self), "guide_link", 177)
        # after attribute lists (8), before the table of contents (5) and the engines' own links (0)
        md.treeprocessors.register(_Writer(md, self), "guide_write", 7)
        md.postprocessors.register(_BarsBack(md), "guide_bars_back", 0)


class _Marker(Preprocessor):
    """Reads and removes the first line, when it is the marker."""

    def __init__(self, md: Markdown, extension: GuideExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, lines: list[str]) -> list[str]:
        self.extension.page = ""
        first = next((i for i, line in enumerate(lines) if line.strip("\ufeff \t\r")), None)
        found = _MARKER.match(lines[first].lstrip("\ufeff")) if first is not None else None
        if found is None or first is None:
            return lines
        self.extension.page = found[1]
        return lines[first + 1 :]


class _Bars(Preprocessor):
    def __init__(self, md: Markdown, extension: GuideExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, lines: list[str]) -> list[str]:
        if not self.extension.page:
            return lines
        return [_LINK_WITH_BAR.sub(rf"\1{BAR}\2", line) if "[[" in line else line for line in lines]


class _BarsBack(Postprocessor):
    """The bars that were not in a link after all (in code, in an attribute)."""

    def run(self, text: str) -> str:
        return text.replace(BAR, "|")


class _Call(InlineProcessor):
    """A call becomes a placeholder element that carries its source."""

    def __init__(self, pattern: str, md: Markdown, extension: GuideExtension) -> None:
        super().__init__(pattern, md)
        self.extension = extension

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        brut = self.unescape(m[0].replace(_ESCAPED_BAR, "|").replace(BAR, "|"))
        if not self.extension.page or "\x02" in brut or not read_call(brut)[0]:
            return None, None, None
        element = Element("span", {BRUT: brut})
        element.text = AtomicString(brut)
        return element, m.start(0), m.end(0)


class _Writer(Treeprocessor):
    def __init__(self, md: Markdown, extension: GuideExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        page = self.extension.page
        if page:
            reading = read(root, self.md.htmlStash.rawHtmlBlocks)
            annotations = self.extension.provider()
            shown = annotate(reading.blocs, annotator(annotations), page)
            inline.write(reading, shown, page)
            languages.mark(root, annotations.langues)


_EXTENSIONS = ("tables", "fenced_code", "attr_list", "def_list", "admonition", "footnotes")
_LOCK = Lock()


def _parser() -> tuple[Markdown, GuideExtension]:
    """The parser used for collecting: nothing that only serves to write."""
    extension = GuideExtension(Annotations)
    md = Markdown(extensions=[*_EXTENSIONS, extension])
    for name in ("prettify", "unescape", "guide_write"):
        md.treeprocessors.deregister(name)
    md.preprocessors.deregister("guide_marker")
    return md, extension


_PARSER, _COLLECTING = _parser()
_WRITING = GuideExtension(Annotations)
_WRITER = Markdown(extensions=[*_EXTENSIONS, _WRITING])


def _read(text: str) -> tuple[Reading, Element]:
    """What `Markdown.convert` does, up to the tree; its passages and the tree."""
    _PARSER.reset()
    _COLLECTING.page = "-"
    lines = text.split("\n")
    for preprocessor in _PARSER.preprocessors:
        lines = preprocessor.run(lines)
    root = _PARSER.parser.parseDocument(lines).getroot()
    for treeprocessor in _PARSER.treeprocessors:
        replaced = treeprocessor.run(root)
        root = root if replaced is None else replaced
    return read(root, _PARSER.htmlStash.rawHtmlBlocks), root


def _addresses(root: Element) -> Iterator[str]:
    """The addresses of links and images, as the author means them; those that footnotes make are left out."""
    for element in root.iter():
        name = "href" if element.tag == "a" else "src" if element.tag == "img" else ""
        if name and not element.get("class", "").startswith("footnote-"):
            yield unquote(_plain(element.get(name, "")))


def _plain(attribute: str) -> str:
    """The value of an attribute as the author means it."""
    return unescape(_ESCAPED.sub(lambda m: chr(int(m[1])), attribute).replace(AMP_SUBSTITUTE, "&"))
