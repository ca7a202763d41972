"""A `Guide` and a `Livret` → what the booklet holds: its fiches as handouts, and the terms, sigles and references they use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from . import addresses, handout, shortlinks
from .annotations import SigleConnu
from .bookletmodel import Livret, Partie
from .handout import Handout, Tree, target
from .lexicon import fold
from .link import Guide
from .model import NOMMEES, Chiffre, Definition, Fiche
from .selection import parts
from .texts import sources

SEE_ALSO = "section[@data-guide='retroliens']"
_WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True)
class PartieOuvrage:
    """A part with all it holds; `introduction` is the Markdown's HTML, None when there is none."""

    partie: Partie
    introduction: Tree | None
    fiches: tuple[Handout, ...]
    chiffres: tuple[Chiffre, ...]


@dataclass(frozen=True)
class Ouvrage:
    """A booklet ready to be set: `termes` are the definitions it names and `references` the keys it cites, in order."""

    guide: Guide
    livret: Livret
    parties: tuple[PartieOuvrage, ...]

    @cached_property
    def fiches(self) -> dict[str, Handout]:
        """The handouts by slug, in the order of the booklet."""
        return {h.fiche.slug: h for partie in self.parties for h in partie.fiches}

    @cached_property
    def codes(self) -> dict[str, str]:
        """The code of the short address of every fiche of the guide, former slugs included."""
        return shortlinks.codes(self.guide.actuels)

    @cached_property
    def nommees(self) -> dict[str, Fiche]:
        """The definitions, dispositifs and acteurs that the texts name, in alphabetical order."""
        # « Voir aussi » keeps on paper what is in the booklet only
        links = ((chemin, a) for chemin, root in self.textes() for a in root.xpath(f".//a[not(ancestor::{SEE_ALSO})]"))
        slugs = {slug for chemin, link in links if (slug := self.slug(chemin, link))}
        return {slug: self.guide.fiches[slug] for slug in self._sorted(slugs) if isinstance(self.guide.fiches[slug], NOMMEES)}

    @cached_property
    def termes(self) -> tuple[Definition, ...]:
        """The definitions that the texts name."""
        return tuple(fiche for fiche in self.nommees.values() if isinstance(fiche, Definition))

    @cached_property
    def references(self) -> tuple[str, ...]:
        """The keys of the references cited, in the order of the bibliography."""
        cited = {a.get("data-cle") for _, root in self.textes() for a in root.iter("a")} - {None}
        records = [h.fiche for h in self.fiches.values()] + [c for partie in self.parties for c in partie.chiffres]
        cited |= {source.cle for record in records for _, source in sources(record)}
        return tuple(sorted(cited & set(self.guide.notices), key=lambda key: self.guide.notices[key].rang))

    @cached_property
    def sigles(self) -> tuple[SigleConnu, ...]:
        """The sigles that the texts hold, in alphabetical order."""
        words = {word for _, root in self.textes() for word in _WORD.findall(root.text_content())}
        return tuple(sorted((s for s in self.guide.annotations.sigles if s.sigle in words), key=lambda s: fold(s.sigle)))

    def textes(self) -> Iterator[tuple[str, Tree]]:
        """Every text with the path of the page that its links are relative to."""
        for partie in self.parties:
            if partie.introduction is not None:
                yield addresses.booklet_path(self.livret), partie.introduction
            for found in partie.fiches:
                yield found.chemin, found.corps

    def slug(self, chemin: str, link: Tree) -> str:
        """The fiche that a link of the page `chemin` leads to, or «»."""
        slug = link.get("data-slug") or self.guide_slug(target(chemin, link.get("href", "")))
        return self.guide.actuels.get(slug, "")

    def guide_slug(self, path: str) -> str:
        """The slug of the fiche staged at `path`, or «»."""
        folder, _, name = path.partition("/")
        slug = name.removesuffix(".md")
        fiche = self.guide.fiches.get(slug)
        return slug if fiche and folder == fiche.DOSSIER else ""

    def _sorted(self, slugs: Iterable[str]) -> list[str]:
        return sorted(slugs, key=lambda slug: fold(self.guide.fiches[slug].titre))


def compose(guide: Guide, livret: Livret, known: Mapping[str, Handout]) -> Ouvrage:
    """The booklet with everything it holds; `known` gives the handout of every fiche, by slug."""
    fiches = {slug: guide.fiches[actuel] for slug, actuel in guide.actuels.items()}
    chiffres = {c.slug: c for c in guide.draft.chiffres}
    page = addresses.booklet_path(livret)
    return Ouvrage(
        guide,
        livret,
        tuple(
            PartieOuvrage(
                partie,
                handout.tree(partie.introduction, page, guide.annotations) if partie.introduction else None,
                tuple(known[fiche.slug] for fiche in own),
                tuple(chiffres[slug] for slug in partie.chiffres),
            )
            for partie, own in zip(livret.parties, parts(livret, fiches), strict=True)
        ),
    )
