"""Passages and annotations into what each passage shows: its visible text, and the links in it.

The rules of glossary links are here, once: first occurrence of a term in each section, expansion of a sigle
at its first use on the page, nothing on the page of the term itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from .annotations import Annotations, Cible, SigleConnu
from .lexicon import Lexicon, Match, keys
from .model import DOSSIERS
from .passages import Bloc, Fragment
from .typography import addresses


@dataclass(frozen=True, slots=True)
class LienEcrit:
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
class TexteVisible:
    """What a block shows. `bornes` gives where each fragment ends; `typo` which fragments are prose."""

    texte: str
    bornes: tuple[int, ...]
    typo: tuple[bool, ...]
    liens: tuple[LienEcrit, ...]


class Annotator:
    """Annotations made ready for use on any number of pages."""

    def __init__(self, annotations: Annotations) -> None:
        self.annotations = annotations
        self.lexicon = Lexicon(annotations.termes, (s.sigle for s in annotations.sigles))
        self.sigles = {s.sigle: s for s in annotations.sigles}


_last = [Annotator(Annotations())]


def annotator(annotations: Annotations) -> Annotator:
    """The annotator of these very `annotations`; the last one is kept, since pages come by hundreds with the same."""
    tool = _last[0]
    if tool.annotations is not annotations:
        _last[0] = tool = Annotator(annotations)
    return tool


def annotate(blocs: Sequence[Bloc], tool: Annotator, page: str) -> list[TexteVisible]:
    """What each of `blocs` shows on the page staged at `page` (`definitions/partenariat.md`)."""
    return annotate_texts((blocs,), tool, page)[0]


def annotate_texts(texts: Sequence[Sequence[Bloc]], tool: Annotator, page: str) -> list[list[TexteVisible]]:
    """What the blocks of each of `texts` show on one page, where they follow each other, each in a new section."""
    state = _Page(tool, page)
    return [state.text(blocs) for blocs in texts]


class _Page:
    """What has been met so far on one page."""

    def __init__(self, tool: Annotator, page: str) -> None:
        path = PurePosixPath(page)
        self._tool = tool
        self._page = page
        self._slug = path.stem if path.parent.name in DOSSIERS else ""
        self._section = 0
        self._linked: set[str] = set()  # slugs linked in this section
        self._used: set[str] = set()  # sigles met on this page

    def text(self, blocs: Sequence[Bloc]) -> list[TexteVisible]:
        """What a text shows; it starts a new section of the page."""
        self._section = -1
        return [self._passage(bloc) for bloc in blocs]

    def _passage(self, bloc: Bloc) -> TexteVisible:
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
        return TexteVisible(visible, tuple(ends), tuple(typo), tuple(links))

    def _fragment(self, fragment: Fragment, position: int) -> tuple[str, bool, list[LienEcrit]]:
        """Visible text, whether it is prose, and the links written by hand."""
        if not fragment.appels:
            return fragment.texte, fragment.typo, []
        links: list[LienEcrit] = []
        text = "("
        for appel in fragment.appels:
            found = self._tool.annotations
            cible = (found.pages if appel.nature == "lien" else found.citations).get(appel.cible)
            if cible is None:
                return appel.brut, False, []  # unknown: validation has refused it, the page shows the source
            if appel.nature == "lien":
                text = fragment.texte or cible.titre
                links.append(LienEcrit(position, position + len(text), "lien", appel.cible, cible))
                break
            text += " ; " if links else ""
            start = position + len(text)
            text += cible.titre
            links.append(LienEcrit(start, position + len(text), "citation", appel.cible, cible, reperage=appel.reperage))
            text += f", {appel.reperage}" if appel.reperage else ""
        else:
            text += ")"
        return text, True, links if fragment.lien else []

    def _terms(self, text: str, spans: list[tuple[int, int]], by_hand: list[LienEcrit]) -> list[LienEcrit]:
        """`by_hand` and the automatic links of one block, in order."""
        links: list[LienEcrit] = []
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
            link = self._sigle(text, match) if match.sigle else self._terme(match, match.slug)
            if link:
                links.append(link)
        while ahead:
            self._linked.add(ahead.cle)
            links.append(ahead)
            ahead = next(waiting, None)
        return links

    def _terme(self, match: Match, slug: str) -> LienEcrit | None:
        cible = self._tool.annotations.pages.get(slug)
        if cible is None or slug == self._slug or slug in self._linked:
            return None
        self._linked.add(slug)
        return LienEcrit(match.debut, match.fin, "terme", slug, cible)

    def _sigle(self, text: str, match: Match) -> LienEcrit | None:
        """A sigle with a fiche is linked as a term is, once a section; any is expanded once a page."""
        known = self._tool.sigles[text[match.debut : match.fin]]
        if (known.slug and known.slug == self._slug) or known.chemin.partition("#")[0] == self._page:
            return None
        first = known.sigle not in self._used
        self._used.add(known.sigle)
        expansion = known.developpe if first and not _says(text, known) else ""
        alone = LienEcrit(match.debut, match.fin, "sigle", known.sigle, None)  # an expansion without a link
        link = None
        if known.slug in self._tool.annotations.pages:
            link = self._terme(match, known.slug)
        elif first and known.chemin:
            link = replace(alone, cible=Cible(known.chemin, known.sigle, known.developpe))
        return replace(link or alone, expansion=expansion) if link or expansion else None


def _says(text: str, known: SigleConnu) -> bool:
    """True when `text` already holds the expansion, in the plural or not."""
    return f" {' '.join(keys(known.developpe))} " in f" {' '.join(keys(text))} "
