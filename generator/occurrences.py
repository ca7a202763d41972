"""Passages and annotations into what each passage shows: its visible text, and the links in it.

The rules of glossary links are here, once: first occurrence of a term in each section, expansion of a sigle
at its first use on the page, nothing on the page of the term itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from .annotations import Annotations, Cible, SigleConnu
from .lexicon import Lexicon, Match, keys
from .passages import Bloc, Fragment
from .typography import addresses

TYPES = frozenset({"definitions", "dispositifs", "pratiques", "acteurs", "outils"})
"""Folders whose pages are fiches: there, the name of the page is a slug."""


@dataclass(frozen=True, slots=True)
class Lien:
    """A link over `[debut:fin]` of a passage, to the page `cible` (None: an expansion only, no link).

    `cle` is a reference key, a slug or a sigle, after `nature`: "citation", "lien", "terme" or "sigle".
    """

    debut: int
    fin: int
    nature: str
    cle: str
    cible: Cible | None
    expansion: str = ""
    reperage: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """What a block shows. `bornes` gives where each fragment ends; `typo` which fragments are prose."""

    texte: str
    bornes: tuple[int, ...]
    typo: tuple[bool, ...]
    liens: tuple[Lien, ...]


class Annotator:
    """Annotations made ready for use on any number of pages."""

    def __init__(self, lexicon: Lexicon, annotations: Annotations) -> None:
        self.lexicon = lexicon
        self.annotations = annotations
        self.sigles = {s.sigle: s for s in annotations.sigles}


_ready: tuple[object, Annotator] | None = None


def annotator(known: Annotations | Lexicon) -> Annotator:
    """The annotator of `known`; the last one is kept, since pages come by hundreds with the same."""
    global _ready
    if _ready is None or _ready[0] is not known:
        lexicon = known if isinstance(known, Lexicon) else Lexicon.of(known)
        _ready = (known, Annotator(lexicon, lexicon.annotations or Annotations()))
    return _ready[1]


def annotate(blocs: Sequence[Bloc], tool: Annotator, page: str) -> list[Passage]:
    """What each of `blocs` shows on the page staged at `page` (`definitions/partenariat.md`)."""
    state = _Page(tool, page)
    return [state.passage(bloc) for bloc in blocs]


class _Page:
    """What has been met so far on one page."""

    def __init__(self, tool: Annotator, page: str) -> None:
        path = PurePosixPath(page)
        self._tool = tool
        self._page = page
        self._slug = path.stem if path.parent.name in TYPES else ""
        self._section = 0
        self._linked: set[str] = set()  # slugs linked in this section
        self._used: set[str] = set()  # sigles met on this page

    def passage(self, bloc: Bloc) -> Passage:
        if bloc.section != self._section:
            self._section = bloc.section
            self._linked = set()
        texts, ends, typo, by_hand, open_spans = [], [], [], [], []
        position = 0
        for fragment in bloc.fragments:
            text, prose, links = self._fragment(fragment, position)
            texts.append(text)
            if fragment.lien and not fragment.appels:
                open_spans.append((position, position + len(text)))
            position += len(text)
            ends.append(position)
            typo.append(prose)
            by_hand += links
        visible = "".join(texts)
        links = self._terms(visible, open_spans, by_hand)
        return Passage(visible, tuple(ends), tuple(typo), tuple(links))

    def _fragment(self, fragment: Fragment, position: int) -> tuple[str, bool, list[Lien]]:
        """Visible text, whether it is prose, and the links written by hand."""
        if not fragment.appels:
            return fragment.texte, fragment.typo, []
        links: list[Lien] = []
        text = "("
        for appel in fragment.appels:
            found = self._tool.annotations
            cible = (found.pages if appel.nature == "lien" else found.citations).get(appel.cible)
            if cible is None:
                return appel.brut, False, []  # unknown: validation has refused it, the page shows the source
            if appel.nature == "lien":
                text = fragment.texte or cible.titre
                links.append(Lien(position, position + len(text), "lien", appel.cible, cible))
                break
            text += " ; " if links else ""
            start = position + len(text)
            text += cible.titre
            links.append(Lien(start, position + len(text), "citation", appel.cible, cible, reperage=appel.reperage))
            text += f", {appel.reperage}" if appel.reperage else ""
        else:
            text += ")"
        return text, True, links if fragment.lien else []

    def _terms(self, text: str, spans: list[tuple[int, int]], by_hand: list[Lien]) -> list[Lien]:
        """`by_hand` and the automatic links of one block, in order."""
        links: list[Lien] = []
        waiting = iter(by_hand)
        ahead = next(waiting, None)
        closed = addresses(text)
        inside = iter(spans)
        start, end = next(inside, (0, 0))
        for match in self._tool.lexicon.find(text) if spans else ():
            while ahead and ahead.debut < match.debut:
                self._linked.add(ahead.cle)
                links.append(ahead)
                ahead = next(waiting, None)
            while end < match.fin and (span := next(inside, None)):
                start, end = span
            if match.debut < start or end < match.fin or any(a < match.fin and match.debut < b for a, b in closed):
                continue
            link = self._sigle(text, match) if match.sigle else self._terme(match)
            if link:
                links.append(link)
        while ahead:
            self._linked.add(ahead.cle)
            links.append(ahead)
            ahead = next(waiting, None)
        return links

    def _terme(self, match: Match) -> Lien | None:
        cible = self._tool.annotations.pages.get(match.slug)
        if cible is None or match.slug == self._slug or match.slug in self._linked:
            return None
        self._linked.add(match.slug)
        return Lien(match.debut, match.fin, "terme", match.slug, cible)

    def _sigle(self, text: str, match: Match) -> Lien | None:
        written = text[match.debut : match.fin]
        known = self._tool.sigles.get(written)
        slug = match.slug or (known.slug if known else "")
        if (slug and slug == self._slug) or (known and known.chemin.partition("#")[0] == self._page):
            return None
        first = written not in self._used
        self._used.add(written)
        expansion = known.developpe if first and known and not _says(text, known) else ""
        link = None
        if match.slug or first:  # the sigle of a term is linked as the term is, once a section
            link = self._target(match, written, slug, known)
        if link and not expansion:
            return link
        if expansion:
            base = link or Lien(match.debut, match.fin, "sigle", written, None)
            return Lien(base.debut, base.fin, base.nature, base.cle, base.cible, expansion)
        return None

    def _target(self, match: Match, written: str, slug: str, known: SigleConnu | None) -> Lien | None:
        if slug and slug in self._tool.annotations.pages:
            return self._terme(Match(match.debut, match.fin, slug, True))
        if known and known.chemin:
            cible = Cible(known.chemin, written, known.developpe)
            return Lien(match.debut, match.fin, "sigle", written, cible)
        return None


def _says(text: str, known: SigleConnu) -> bool:
    """True when `text` already holds the expansion, in the plural or not."""
    return f" {' '.join(keys(known.developpe))} " in f" {' '.join(keys(text))} "
