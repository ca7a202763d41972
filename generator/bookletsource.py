"""An `Ouvrage` → the Typst source of its booklet: calls of the functions of `typst/livret.typ`, in the order of reading.

Labels: `f-` a fiche, `g-` an entry of the glossary, `s-` a sigle, `r-` a reference, `c-` a set of key figures; `o-` every
place that names a fiche, for the pages that the glossary and the index give.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from itertools import groupby, pairwise
from textwrap import shorten

from . import addresses, charts, qrcode, shortlinks
from .booklet import Ouvrage, PartieOuvrage
from .bookletlinks import PaperLinks
from .facets import NATURE, TYPE
from .filters import call as citation
from .filters import day
from .handout import Handout, Tree, tree
from .lexicon import fold
from .model import Acteur, Chiffre, Definition, Fiche, Pratique
from .render import PLURIELS
from .typography import typographie
from .typstmarkup import Markup, array, call, escape, notice, string

FOLLOWING = (Definition, Acteur)
"""Types of short fiches, which follow each other on a page; any other fiche begins one, so that it can be copied alone."""

LISTED = 25
"""The most fiches that the first page of a part lists; the table of contents has them all."""


def source(ouvrage: Ouvrage) -> str:
    """The booklet in Typst, to be put after `livret.typ`."""
    return _Source(ouvrage).text()


def plain(text: str) -> str:
    """Plain text, typeset, as Typst markup."""
    return escape(typographie(text))


def genre(fiche: Fiche) -> str:
    """« Pratique · Méthode »."""
    nature = NATURE.get(fiche.nature, "") if isinstance(fiche, Pratique) else ""
    return f"{TYPE[fiche.TYPE]} · {nature}" if nature else TYPE[fiche.TYPE]


def online(ouvrage: Ouvrage, fiche: Fiche) -> str:
    """The short address of a fiche, as it is shown, and its code; `none` when the site has no address."""
    base = ouvrage.guide.draft.adresse
    if not (ouvrage.livret.options.qr and base):
        return "none"
    address = base + shortlinks.address(ouvrage.codes[fiche.slug])
    return f"({string(address)}, {string(address.split('//')[-1].rstrip('/'))}, {string(qrcode.svg(address))})"


class _Source:
    def __init__(self, ouvrage: Ouvrage) -> None:
        self.ouvrage = ouvrage
        self.guide = ouvrage.guide
        self.livret = ouvrage.livret
        self.options = ouvrage.livret.options
        self.links = PaperLinks(ouvrage)

    def text(self) -> str:
        return "\n\n".join(filter(None, (self._opening(), *map(self._part, self.ouvrage.parties), *self._ends())))

    def _opening(self) -> str:
        livret = self.livret
        seance = livret.seance
        rows = (
            (("Lieu", seance.lieu), ("Date", seance.date), ("Animation", seance.animation)) if seance else ()
        )  # an empty line is one to fill in by hand
        session = array(f"([{label}], [{plain(text)}])" for label, text in rows)
        lines = [
            f"#show: booklet.with(titre: {string(typographie(livret.titre))}, "
            f"auteurs: {array(map(string, livret.auteurs))}, resume: {string(typographie(livret.resume))})",
            f"#cover(titre: [{plain(livret.titre)}], sous-titre: [{plain(livret.sous_titre)}], "
            f"public: [{plain(livret.public)}], guide: [{plain(self.guide.draft.nom_du_guide)}], "
            f"auteurs: [{plain(', '.join(livret.auteurs))}], date: [{day(livret.date)}], "
            f"logo: {string('/' + livret.logo) if livret.logo else 'none'}, seance: {session});",
            "#contents();",
        ]
        return "\n".join(lines)

    def _part(self, partie: PartieOuvrage) -> str:
        self.links.begin(addresses.booklet_path(self.livret))
        introduction = self.links.markup(deeper=-1).blocks(partie.introduction) if partie.introduction is not None else ""
        figures = "\n\n".join(map(self._chiffre, partie.chiffres))
        title, head = plain(partie.partie.titre), _head(partie.partie.titre)
        listed = array(f"({string('f-' + h.fiche.slug)}, [{plain(h.fiche.titre)}])" for h in partie.fiches[:LISTED])
        opening = "\n\n".join(filter(None, (introduction, figures)))
        parts = [f"#part([{title}], [{opening}], {listed if len(partie.fiches) <= LISTED else '()'});"]
        for following, group in groupby(partie.fiches, lambda h: isinstance(h.fiche, FOLLOWING) and type(h.fiche)):
            handouts = list(group)
            if following:
                body = "\n\n".join(map(self._fiche, handouts))
                parts.append(f"#run(partie: [{head}], fiche: [{PLURIELS[handouts[0].fiche.TYPE]}])[\n{body}\n];")
            else:
                parts += [f"#run(partie: [{head}], fiche: [{_head(h.fiche.titre)}])[\n{self._fiche(h)}\n];" for h in handouts]
        return "\n\n".join(parts)

    def _fiche(self, found: Handout) -> str:
        fiche = found.fiche
        self.links.begin(found.chemin, fiche.slug)
        title, *rest = copy.deepcopy(found.corps)
        markup = self.links.markup()
        dates = rest.pop()  # known at the first glance on paper, at the end of the page on the site
        # the sheet comes last: it is a page of its own, to be copied
        rest.sort(key=lambda e: e.get("class") == "guide-feuille")
        return call(
            "fiche",
            "\n\n".join(filter(None, (self._piece(element, markup) for element in rest))),
            type=string(fiche.TYPE),
            cle=string(f"f-{fiche.slug}"),
            genre=f"[{genre(fiche)}]",
            titre=f"[{markup.inline(title)}]",
            dates=f"[{markup.inline(dates)}]",
            en_ligne=online(self.ouvrage, fiche),
        )

    def _piece(self, element: Tree, markup: Markup) -> str:
        if element.get("class") == "guide-retroliens":
            return self._see_also(element, markup)
        if element.get("class") == "guide-feuille" and not self.options.feuilles:
            for lines in element.find_class("guide-lignes") + element.find_class("guide-feuille-entete"):
                lines.drop_tree()
            element[0].text = "Les questions"
            return markup.blocks(element)
        return markup.block(element)

    def _see_also(self, element: Tree, markup: Markup) -> str:
        """The linked fiches that are in the booklet: on paper the others lead nowhere."""
        rows = []
        for label, items in pairwise(element):
            links = [link for link in items.iter("a") if self.links.leads_inside(link)]
            if label.tag == "p" and links:
                rows.append(f"([{escape(label.text_content())}], {array(f'[{markup.element(link)}]' for link in links)})")
        return f"#see-also({array(rows)});" if rows else ""

    def _chiffre(self, chiffre: Chiffre) -> str:
        series = array(f"([{plain(serie.titre)}], {array(map(_row, serie.lignes))})" for serie in charts.series(chiffre))
        self.links.begin(addresses.CHIFFRES)
        note = f"{chiffre.note}\n\n" if chiffre.note else ""
        told = tree(f"{note}Source : {citation(chiffre.source)}", addresses.CHIFFRES, self.guide.annotations)
        count = f", n = {chiffre.n}" if chiffre.n else ""
        about = f"{chiffre.population}{count} ; {chiffre.date}."
        return (
            f"#figures(cle: {string(f'c-{chiffre.slug}')}, titre: [{plain(chiffre.titre)}], "
            f"population: [{plain(about)}], series: {series})[{self.links.markup().blocks(told)}];"
        )

    def _ends(self) -> Iterator[str]:
        """What comes after the parts."""
        if lists := "\n\n".join(self._lists()):
            yield f"#run(partie: [Annexes])[\n{lists}\n];"
        yield from ["#notes-page();"] * self.options.notes
        yield self._colophon()

    def _lists(self) -> Iterator[str]:
        if self.links.termes:
            yield f"#glossary({array(map(self._glossary_entry, self.ouvrage.termes))});"
        if self.links.sigles:
            rows = (self._sigle_entry(s.sigle, s.developpe, s.slug) for s in self.ouvrage.sigles)
            yield f"#acronyms({array(rows)});"
        if self.links.references:
            entries = (f"({string('r-' + key)}, [{notice(self.guide.notices[key].notice)}])" for key in self.ouvrage.references)
            yield f"#bibliography-list({array(entries)});"
        if self.options.index:
            yield f"#index({array(self._index_entries())});"

    def _glossary_entry(self, fiche: Definition) -> str:
        definition = self.guide.annotations.pages[fiche.slug].definition
        return (
            f"(cle: {string(fiche.slug)}, titre: [{plain(fiche.titre)}], texte: [{plain(definition)}], "
            f"fiche: {str(fiche.slug in self.ouvrage.fiches).lower()})"
        )

    def _sigle_entry(self, sigle: str, developpe: str, slug: str) -> str:
        known = string(f"f-{slug}") if slug in self.ouvrage.fiches else "none"
        return f"(cle: {string(f's-{sigle}')}, sigle: [{escape(sigle)}], texte: [{plain(developpe)}], vers: {known})"

    def _index_entries(self) -> Iterator[str]:
        """Every fiche of the booklet and every definition, dispositif or acteur that it names."""
        named = self.ouvrage.nommees | {slug: h.fiche for slug, h in self.ouvrage.fiches.items()}
        for fiche in sorted(named.values(), key=lambda f: fold(f.titre)):
            inside = str(fiche.slug in self.ouvrage.fiches).lower()
            initial = next((c for c in fold(fiche.titre).upper() if c.isalpha()), "#")
            yield f"(cle: {string(fiche.slug)}, titre: [{plain(fiche.titre)}], lettre: {string(initial)}, fiche: {inside})"

    def _colophon(self) -> str:
        livret, draft = self.livret, self.guide.draft
        edition = f"{day(livret.date)}, version {livret.version}" if livret.version else day(livret.date)
        dates = [h.fiche.revu_le for h in self.ouvrage.fiches.values()]
        count = f"{len(dates)} fiches, revues" if len(dates) > 1 else "Une fiche, revue"
        between = f"le {day(dates[0])}" if len(set(dates)) == 1 else f"du {day(min(dates))} au {day(max(dates))}"
        rows = [
            ("Titre", plain(f"{livret.titre}. {livret.sous_titre}" if livret.sous_titre else livret.titre)),
            ("Édition", plain(edition)),
            ("Contenu", plain(f"{count} {between}.")),
            ("Publié par", plain(", ".join(livret.auteurs))),
            ("Tiré de", plain(draft.nom_du_guide)),
            ("En ligne", f"#link({string(draft.adresse)})[{escape(draft.adresse)}];" if draft.adresse else ""),
            ("Licence", plain(livret.licence or draft.licence)),
            ("Caractères", "Source Sans 3, sous licence SIL OFL 1.1"),
        ]
        return f"#colophon({array(f'([{label}], [{text}])' for label, text in rows if text)});"


def _head(title: str) -> str:
    """A title in a running head, which has one line for two of them."""
    return plain(shorten(title, 60, placeholder=" …"))


def _row(row: charts.Ligne) -> str:
    parts = ("none" if part is None else f"{part:g}" for part in (row.part, row.part_max))
    return f"([{plain(row.libelle)}], [{plain(row.nombre)}], {', '.join(parts)})"
