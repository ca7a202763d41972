"""The links of a text → what they become on paper: a page of the booklet, a note, an address of the site, words.

One `PaperLinks` serves a whole booklet; it is told which text comes next, since a term announces its page once a fiche and
a note gives a reference in full once.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote

from . import addresses
from .booklet import Ouvrage
from .handout import Tree, target
from .typstmarkup import Markup, call, escape, notice, string


class PaperLinks:
    """`references`, `termes`, `sigles` and `chiffres` are what the booklet lists, as labels of `bookletsource` name it."""

    def __init__(self, ouvrage: Ouvrage) -> None:
        options = ouvrage.livret.options
        self.references = set(ouvrage.references) if options.bibliographie else set()
        self.termes = {fiche.slug for fiche in ouvrage.termes} if options.glossaire else set()
        self.sigles = {sigle.sigle for sigle in ouvrage.sigles} if options.sigles else set()
        self.chiffres = {chiffre.slug for partie in ouvrage.parties for chiffre in partie.chiffres}
        self._ouvrage = ouvrage
        self._guide = ouvrage.guide
        self._in_notes = options.citations == "notes"
        self._noted: set[str] = set()  # references already given in full at the foot of a page
        self.begin("", "")

    def begin(self, chemin: str, slug: str = "") -> None:
        """The next text stands on the page `chemin` of the site, that of the fiche `slug`."""
        self._chemin, self._slug = chemin, slug
        self._met: set[str] = set()  # fiches already named there

    def markup(self, deeper: int = 1) -> Markup:
        """What writes a text with these links."""
        footnote = self._footnote if self._in_notes else None
        return Markup(self.link, deeper, footnote, notices=not self.references, pictures=self._picture)

    def leads_inside(self, link: Tree) -> bool:
        """True for a link to a fiche of the booklet."""
        return self._ouvrage.slug(self._chemin, link) in self._ouvrage.fiches

    def link(self, link: Tree, words: str) -> str:
        """A link whose words are `words`, in Typst."""
        if key := link.get("data-cle", ""):
            return self._to_reference(key, words)
        if sigle := link.get("data-sigle", ""):
            return call("term", words, vers=string(f"s-{sigle}")) if sigle in self.sigles else words
        slug = self._ouvrage.slug(self._chemin, link)
        if slug and slug != self._slug:
            return self._to_fiche(slug, words, automatic=link.get("data-guide") == "terme")
        path = target(self._chemin, link.get("href", ""))
        if not path:
            return f"#link({string(link.get('href', ''))})[{words}];"
        page, _, anchor = path.partition("#")
        if page == addresses.CHIFFRES and anchor in self.chiffres:
            return call("crossref", words, vers=string(f"c-{anchor}"))
        if page.startswith(addresses.reference_path("").removesuffix(".md")):
            return self._to_reference(page.rpartition("/")[2].removesuffix(".md"), words)
        return words if slug else self._away(path, words)

    def _to_reference(self, key: str, words: str) -> str:
        return call("cite-call", words, vers=string(f"r-{key}")) if key in self.references else words

    def _to_fiche(self, slug: str, words: str, automatic: bool) -> str:
        first = slug not in self._met
        self._met.add(slug)
        inside = slug in self._ouvrage.fiches
        mark = string(f"o-{slug}")
        if not inside and slug not in self.termes:
            return self._away(addresses.fiche_path(self._guide.fiches[slug]), words, occurrence=mark)
        label = string(f"f-{slug}" if inside else f"g-{slug}")
        return call("term" if automatic else "crossref", words, vers=label, occurrence=mark, page=first)

    def _away(self, path: str, words: str, occurrence: str | None = None) -> str:
        """Towards a page that is on the site alone: a link if the site has an address, words if not."""
        address = self._guide.draft.adresse
        named: Mapping[str, str] = {"occurrence": occurrence} if occurrence else {}
        if path.startswith("catalogue/") or not address:
            return call("named", words, **named) if occurrence else words
        return call("online", words, vers=string(address + addresses.url(path)), **named)

    def _footnote(self, element: Tree) -> str:
        """A citation as a note: the reference in full the first time, its call afterwards."""
        notes = []
        for link in element.iter("a"):
            key = link.get("data-cle", "")
            after = (link.tail or "").strip().rstrip(")").removesuffix(";").rstrip().removeprefix(",").strip()
            if key in self._guide.notices and key not in self._noted:
                self._noted.add(key)
                text = notice(self._guide.notices[key].notice).rstrip(".")
            else:
                text = self.link(link, escape(link.text_content()))
            notes.append(f"{text}, {escape(after)}" if after else text)
        return f"#footnote[{' ; '.join(notes)}.];"

    def _picture(self, source: str) -> str:
        """The file of an image, from the root of the guide."""
        file = self._guide.draft.annexes[target(self._chemin, unquote(source))]
        return f"/{file.relative_to(self._guide.draft.racine).as_posix()}"
