"""What a reader sees on each kind of page, on real fiches chosen by what they hold.

`test_engines` shows that both engines give the same text: Material's is read here. The small site, whose texts look
like code, is read from both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from html_pages import Element, Page, Site

from generator.lexicon import fold
from generator.link import Guide, Retrolien
from generator.model import FACETTE_FAMILLES, TYPES, Acteur, Definition, Dispositif, Fiche, Outil, Pratique, Vocabulaire
from generator.typography import typographie

# The heading under which a reader finds each field.
RUBRIQUES = {
    "definition": {
        "ne_pas_confondre": "À ne pas confondre avec",
        "developpement": "Pour aller plus loin",
    },
    "dispositif": {
        "finalite": "À quoi il sert",
        "fonctionnement": "Comment il fonctionne",
        "leviers_partenariaux": "Ce qu’il permet de nouer",
        "base_legale": "Base légale",
    },
    "pratique": {
        "situation": "La situation",
        "acteurs": "Qui fait quoi",
        "conditions": "Conditions de réussite",
        "variantes_de_mise_en_oeuvre": "Autres façons de faire",
        "indicateurs": "Signes que cela marche",
        "teste_par": "Essayé par",
    },
    "acteur": {
        "missions": "Son rôle",
        "competence_legale": "Ce que dit la loi",
        "entree_en_contact": "Par où entrer en contact",
    },
    "outil": {
        "objectif": "Objectif",
        "materiel": "Matériel",
        "deroule": "Déroulé",
        "a_distance": "À distance",
        "grille": "Feuille à imprimer",
        "exemple_rempli": "Exemple rempli",
    },
}
COMMUNES = {"a_completer": "À compléter", "sources": "Sources"}


def test_each_fiche_shows_its_title_then_its_summary(material: Site, contenu: Guide) -> None:
    for fiche in contenu.fiches.values():
        article = _page(material, fiche).article
        assert _plat(article.first("h1").text) == _lu(fiche.titre)
        assert _sans_sigles(article.first("p", classe="guide-chapeau").text) == _sans_sigles(_lu(fiche.resume))


def test_each_field_has_its_heading_and_an_empty_one_has_none(material: Site, contenu: Guide) -> None:
    for fiche in contenu.fiches.values():
        shown = {h.text for h in _page(material, fiche).article.all("h2")}
        expected = {**RUBRIQUES[fiche.TYPE], **COMMUNES}
        assert {name: heading in shown for name, heading in expected.items()} == {
            name: bool(getattr(fiche, name)) for name in expected
        }, fiche.slug


def test_texts_stand_under_their_heading(material: Site, contenu: Guide) -> None:
    """The first words of each text, up to its first link or sigle."""
    for fiche in contenu.fiches.values():
        article = _page(material, fiche).article
        for name, heading in RUBRIQUES[fiche.TYPE].items():
            if isinstance(text := getattr(fiche, name), str) and text:
                assert _plat(article.after(heading)).startswith(_debut(text)), (fiche.slug, name)


def test_facets_are_shown_and_lead_to_the_catalogue(material: Site, contenu: Guide) -> None:
    for fiche in contenu.fiches.values():
        page = _page(material, fiche)
        links = {(page.vers(a.attrs["href"]), _plat(a.text)) for a in page.article.all("a", href=True)}
        for voc in contenu.draft.facettes(fiche.TYPE):
            for value in voc.valeurs:
                link = (f"catalogue/{voc.nom.replace('_', '-')}/{value.id}/", _lu(value.libelle))
                if value.id in fiche.facettes.get(voc.nom, ()):
                    assert link in links, fiche.slug


def test_a_pratique_leads_to_those_of_its_nature_and_an_actor_to_those_of_its_family(material: Site, contenu: Guide) -> None:
    for fiche in contenu.fiches.values():
        page = _page(material, fiche)
        links = {page.vers(a.attrs["href"]) for a in page.article.all("a", href=True)}
        if isinstance(fiche, Pratique):
            assert f"catalogue/nature/{fiche.nature}/" in links, fiche.slug
        if isinstance(fiche, Acteur) and fiche.famille:
            assert f"catalogue/{FACETTE_FAMILLES.replace('_', '-')}/{fiche.famille}/" in links, fiche.slug


def test_the_page_of_a_value_lists_its_fiches_with_their_summaries(material: Site, contenu: Guide) -> None:
    for voc in _facettes(contenu):
        for value in voc.valeurs:
            page = material[f"catalogue/{voc.nom.replace('_', '-')}/{value.id}/"]
            expected = {f.slug: f for f in contenu.fiches.values() if value.id in _facette(f, voc.nom)}
            shown = {_slug(page, li.first("a")): li.text for li in page.article.all("li")}
            assert shown.keys() == expected.keys(), value.id
            for slug, text in shown.items():
                assert _sans_sigles(_plat(text)).endswith(_sans_sigles(_lu(expected[slug].resume))), slug
            assert ("Aucune fiche pour l’instant." in page.article.text) == (not expected), value.id
            assert _plat(page.article.first("h1").text) == f"{_lu(voc.libelle)} : {_lu(value.libelle)}"


def test_the_page_of_a_facet_counts_the_fiches_of_each_value_and_leads_to_them(material: Site, contenu: Guide) -> None:
    for voc in _facettes(contenu):
        address = f"catalogue/{voc.nom.replace('_', '-')}/"
        page = material[address]
        for value in voc.valeurs:
            heading = page.article.first(id=value.id)
            count = sum(value.id in _facette(f, voc.nom) for f in contenu.fiches.values())
            assert _plat(heading.text) == f"{_lu(value.libelle)} ({count})"
            assert page.vers(heading.first("a").attrs["href"]) == f"{address}{value.id}/"


def test_the_catalogue_counts_the_fiches(material: Site, contenu: Guide) -> None:
    page = material["catalogue/"]
    text = _plat(page.article.text)
    links = {page.vers(a.attrs["href"]) for a in page.article.all("a", href=True)}
    for type_, cls in TYPES.items():
        assert f"({len(contenu.de_type(type_))})" in text
        assert f"{cls.DOSSIER}/" in links
    for voc in _facettes(contenu):
        for value in voc.valeurs:
            count = sum(value.id in _facette(f, voc.nom) for f in contenu.fiches.values())
            assert f"{_lu(value.libelle)} ({count})" in text
            assert f"catalogue/{voc.nom.replace('_', '-')}/{value.id}/" in links


def test_a_citation_leads_to_its_reference(material: Site, contenu: Guide) -> None:
    seen = 0
    for page in material.pages.values():
        for link in page.article.all("a", data_guide="citation"):
            key = link.attrs["data-cle"]
            assert _plat(link.text) == _lu(contenu.notices[key].appel)
            assert page.vers(link.attrs["href"]) == f"bibliographie/{key}/"
            seen += 1
    assert seen


def test_a_citation_reads_author_year_and_place(material: Site, contenu: Guide) -> None:
    """« (Avenel 2017a, p. 12) »: on each fiche, for each citation alone in its brackets."""
    seen = 0
    for (fichier, _), prose in contenu.draft.proses.items():
        fiche = next((f for f in contenu.fiches.values() if f.fichier == fichier), None)
        for appel in prose.appels if fiche else ():
            if appel.nature == "citation" and appel.reperage and ";" not in appel.brut:
                shown = _lu(f"({contenu.notices[appel.cible].appel}, {appel.reperage})")
                assert _plat(shown) in _plat(_page(material, fiche).article.text), (fichier, appel.brut)
                seen += 1
    assert seen


def test_a_glossary_link_names_a_fiche_and_carries_its_definition(material: Site, contenu: Guide) -> None:
    seen = 0
    for page in material.pages.values():
        for link in page.article.all("a", data_guide="terme"):
            fiche = contenu.fiches[link.attrs["data-slug"]]
            assert page.vers(link.attrs["href"]) == f"{fiche.DOSSIER}/{fiche.slug}/" != page.adresse
            assert link.attrs["data-definition"] == contenu.annotations.pages[fiche.slug].definition
            assert "title" not in link.attrs
            seen += 1
    assert seen


def test_a_term_is_linked_once_a_section_and_never_in_a_heading_a_link_or_code(material: Site) -> None:
    for page in material.pages.values():
        linked: set[str] = set()
        for element in page.article.all():
            if re.fullmatch("h[1-6]", element.tag):
                linked = set()
            if element.attrs.get("data-guide") == "terme":
                assert element.attrs["data-slug"] not in linked, page.chemin
                linked.add(element.attrs["data-slug"])
                assert not {e.tag for e in _ancestors(element)} & {"a", "code", "pre", "h1", "h2", "h3", "h4"}, page.chemin


def test_a_reference_says_which_sentences_cite_it(material: Site, contenu: Guide) -> None:
    for key in contenu.references:
        page = material[f"bibliographie/{key}/"]
        box = page.article.first(data_guide="retroliens")
        citing = contenu.citations.get(key, ())
        assert box.text.startswith("Cité par")
        assert {page.vers(a.attrs["href"]) for a in box.all("a")} == {_adresse(p) for p in citing}
        assert ("Aucune page du guide ne cite encore cette référence." in box.text) == (not citing)
        for passage in citing:
            said = f"« {_lu(passage.phrase)} »" if passage.phrase else "source de la page"
            assert _sans_sigles(said) in _sans_sigles(box.text)
            assert not passage.reperage or f"({_lu(passage.reperage)})" in _plat(box.text)


def test_a_reference_shows_its_notice_and_how_to_cite_it(material: Site, contenu: Guide) -> None:
    for key, notice in contenu.notices.items():
        article = material[f"bibliographie/{key}/"].article
        assert _plat(article.first(classe="guide-notice").text) == _plat(notice.texte)
        assert article.first("code").text == f"[@{key}]"


def test_a_fiche_says_which_sentences_lead_to_it(material: Site, contenu: Guide) -> None:
    assert contenu.retroliens
    for slug, passages in contenu.retroliens.items():
        fiche = contenu.fiches.get(slug)
        box = _page(material, fiche).article.first(data_guide="retroliens") if fiche else None
        for passage in passages if box else ():
            assert _sans_sigles(f"« {_lu(passage.phrase)} »") in _sans_sigles(box.text), slug
            assert _adresse(passage) in {_page(material, fiche).vers(a.attrs["href"]) for a in box.all("a")}, slug


def test_declared_links_are_shown_from_both_ends(material: Site, contenu: Guide) -> None:
    seen = 0
    for fiche in contenu.fiches.values():
        for lien in fiche.liens:
            for one, other in ((fiche.slug, lien.vers), (lien.vers, fiche.slug)):
                page = _page(material, contenu.fiches[one])
                box = page.article.first(data_guide="retroliens")
                assert other in {_slug(page, a) for a in box.all("a", href=True)}
                seen += 1
    assert seen


def test_the_bibliography_by_author_lists_each_reference_once_in_order(material: Site, contenu: Guide) -> None:
    keys = _listed_references(material["bibliographie/"])
    assert keys == sorted(contenu.references, key=lambda key: contenu.notices[key].rang)
    letters = [h.text for h in material["bibliographie/"].article.all("h2")]
    assert letters == sorted(set(letters))


def test_the_bibliography_by_year_lists_each_reference_once_the_latest_first(material: Site, contenu: Guide) -> None:
    page = material["bibliographie-par-annee/"]
    assert sorted(_listed_references(page)) == sorted(contenu.references)
    years = [h.text for h in page.article.all("h2")]
    dated = [year for year in years if year != "Sans date"]
    assert dated == sorted(set(dated), reverse=True)
    assert years[len(dated) :] in ([], ["Sans date"])


def test_the_bibliography_by_theme_lists_each_reference_once_under_each_of_its_themes(material: Site, contenu: Guide) -> None:
    page = material["bibliographie-par-theme/"]
    labels = {value.id: _lu(value.libelle) for voc in contenu.draft.facettes("reference") for value in voc.valeurs}

    def themes(key: str) -> list[str]:
        """Its own; those of the dossier that it is a part of, too."""
        parent = contenu.references[key].parent
        return [m for m in contenu.references[key].mots_cles if m in labels] + (themes(parent) if parent else [])

    expected = {(labels.get(m, "Autres références"), key) for key in contenu.references for m in (themes(key) or [""])}
    found = [(_plat(h.text), key) for h in page.article.all("h2") for key in _listed_references(page, _part(page, h.attrs["id"]))]
    assert sorted(found) == sorted(expected)


def test_each_bibliography_leads_to_the_two_others(material: Site) -> None:
    orders = {"bibliographie/", "bibliographie-par-theme/", "bibliographie-par-annee/"}
    for adresse in orders:
        page = material[adresse]
        assert orders - {page.vers(a.attrs["href"]) for a in page.article.all("a", href=True)} == {adresse}


def test_the_glossary_goes_from_a_to_z(material: Site, contenu: Guide) -> None:
    page = material["glossaire/"]
    letters = [h.text for h in page.article.all("h2")]
    assert letters == sorted(set(letters))
    forms = [dt.text for dt in page.article.all("dt")]
    assert forms == sorted(forms, key=fold)
    expected = [form for f in contenu.de_type("definition") if isinstance(f, Definition) for form in (f.titre, *f.variantes)]
    assert sorted(map(_plat, forms)) == sorted(map(_lu, expected))
    for h in page.article.all("h2"):
        assert {fold(dt.text)[0].upper() for dt in _part(page, h.attrs["id"]).all("dt")} == {h.text}


def test_the_page_of_sigles_lists_them_all(material: Site, contenu: Guide) -> None:
    rows = [[_plat(td.text) for td in tr.all("td")] for tr in material["sigles/"].article.all("tr")]
    shown = {cells[0]: cells[1] for cells in rows if cells}
    declared = {s.sigle: s.developpe for s in contenu.draft.sigles}
    own = {f.sigle for f in contenu.fiches.values() if getattr(f, "sigle", "")}
    assert shown.keys() == declared.keys() | own
    for sigle, developpe in declared.items():
        assert shown[sigle].startswith(_lu(developpe)), sigle


def test_the_site_map_lists_every_fiche_and_every_page(material: Site, contenu: Guide) -> None:
    page = material["plan-du-site/"]
    links = [page.vers(a.attrs["href"]) for a in page.article.all("a", href=True)]
    for fiche in contenu.fiches.values():
        assert links.count(f"{fiche.DOSSIER}/{fiche.slug}/") == 1
    assert {"", "glossaire/", "sigles/", "catalogue/", "bibliographie/", "a-propos/", "mentions-legales/"} <= set(links)


def test_the_page_of_a_type_lists_its_fiches_with_their_summary(material: Site, contenu: Guide) -> None:
    for fiche in contenu.fiches.values():
        page = material[f"{fiche.DOSSIER}/"]
        items = (li for box in page.article.all(classe="guide-fiches") for li in box.all("li"))
        title, summary = next(li for li in items if _slug(page, li.first("a")) == fiche.slug).all("p")
        assert _plat(title.text) == _lu(fiche.titre)
        assert _sans_sigles(summary.text) == _sans_sigles(_lu(fiche.resume))


def test_key_figures_show_their_values_and_their_source(material: Site, contenu: Guide) -> None:
    page = material["chiffres-cles/"]
    assert contenu.draft.chiffres
    for chiffre in contenu.draft.chiffres:
        part = _part(page, chiffre.slug)
        rows = [_plat(tr.text) for tr in part.all("tr")]
        for valeur in chiffre.valeurs:
            number = f"{valeur.valeur:,g}".replace(",", " ").replace(".", ",")
            number += f" à {valeur.jusqu_a:g}" if valeur.jusqu_a else ""
            shown = _sans_sigles(_lu(" ".join([valeur.libelle, valeur.precision, number, valeur.unite])))
            assert shown in map(_sans_sigles, rows), chiffre.slug
        assert part.first(data_guide="citation").attrs["data-cle"] == chiffre.source.cle


def test_an_unfinished_fiche_says_so(material: Site, contenu: Guide) -> None:
    for fiche in contenu.fiches.values():
        text = _page(material, fiche).article.text
        said = "Cette fiche n’est pas terminée\u00a0: ses informations restent à vérifier." in text
        assert said == (fiche.statut == "ebauche"), fiche.slug


def test_dates_are_written_in_french(material: Site, contenu: Guide) -> None:
    for fiche in contenu.fiches.values():
        dates = _page(material, fiche).article.first(classe="guide-dates").text
        day = r"(1er|\d{1,2})\s[a-zéû]+\s\d{4}"
        assert re.search(f"Fiche créée le {day}, revue le {day}", dates), fiche.slug


def test_a_definition_shows_each_of_its_statements_with_who_says_so(material: Site, contenu: Guide) -> None:
    for fiche in contenu.de_type("definition"):
        assert isinstance(fiche, Definition)
        boxes = list(_page(material, fiche).article.all("div", classe="guide-definition"))
        assert len(boxes) == len(fiche.definitions)
        for box, enonce in zip(boxes, fiche.definitions, strict=True):
            assert _plat(box.text).startswith(_debut(enonce.texte)), fiche.slug
            assert _sans_sigles(_lu(enonce.auteur)) in _sans_sigles(box.text)
            assert not enonce.source or enonce.source.cle in {a.attrs["data-cle"] for a in box.all(data_guide="citation")}


def test_a_practice_numbers_its_steps_and_warns(material: Site, contenu: Guide) -> None:
    headings = {"obstacle": "Reconnaître et réagir", "experience": "Le déroulement"}
    for fiche in contenu.de_type("pratique"):
        assert isinstance(fiche, Pratique)
        page = _page(material, fiche)
        heading = next(h for h in page.article.all("h2") if h.text == headings.get(fiche.nature, "Étapes"))
        steps = _part(page, heading.attrs["id"]).first("ol")
        assert sum(isinstance(li, Element) for li in steps.enfants) == len(fiche.etapes), fiche.slug
        assert ("Quand s’en abstenir" in page.article.text) == bool(fiche.quand_pas), fiche.slug
        warned = any(box.text.startswith("Attention") for box in page.article.all(classe="admonition"))
        assert warned == bool(fiche.points_de_vigilance), fiche.slug


def test_a_replaced_scheme_says_by_what(material: Site, contenu: Guide) -> None:
    for fiche in contenu.de_type("dispositif"):
        assert isinstance(fiche, Dispositif)
        text = _page(material, fiche).article.text
        assert ("Ce dispositif est remplacé par" in text) == bool(fiche.remplace_par), fiche.slug


def test_a_sheet_gives_each_question_its_blank_lines(material: Site, contenu: Guide) -> None:
    for fiche in contenu.de_type("outil"):
        assert isinstance(fiche, Outil)
        article = _page(material, fiche).article
        questions = [h.text for h in article.all("h3") if re.match(r"\d+\. ", h.text)]
        assert [q.split(" ", 1)[0] for q in questions] == [f"{n}." for n in range(1, len(fiche.grille) + 1)], fiche.slug
        lines = [len(list(box.all("span"))) for box in article.all(classe="guide-lignes")]
        assert lines == [question.lignes for question in fiche.grille], fiche.slug


# The small site: texts that look like code, Markdown or HTML are read as they were written.


@pytest.mark.parametrize(
    ("adresse", "texte"),
    [
        ("pratiques/gabarits/", "Écrire {{ x }} et {% raw %} et {# rien #}"),
        ("pratiques/gabarits/", "Ce résumé montre {{ y }} et {% endraw %} tels quels."),
        ("pratiques/gabarits/", "Le texte dit {{ x }}, puis {% raw %}, puis {# note #} et"),
        ("pratiques/gabarits/", "{% if vrai %} reste du texte"),
        ("pratiques/gabarits/", "{{ code }} aussi."),
        ("pratiques/gabarits/", "Écrire {{ etape }} sans crainte (Items 2001, p. 7)."),
        ("pratiques/gabarits/", "Mairie : Relit {{ tout }}."),
        ("pratiques/", "Ce résumé montre {{ y }} et {% endraw %} tels quels."),
        ("acteurs/mairie/", "Écrire {{ x }} et {% raw %} et {# rien #} : Relit {{ tout }}."),
        ("bibliographie/items2001a/", "« Écrire {{ etape }} sans crainte (Items 2001, p. 7). » (p. 7)"),
        ("plan-du-site/", "Écrire {{ x }} et {% raw %} et {# rien #}"),
        ("a-propos/", "Ce texte {{ x }} et {% raw %} restent tels quels"),
    ],
)
def test_what_looks_like_a_template_is_text(petit_site: Site, adresse: str, texte: str) -> None:
    assert _plat(texte) in _plat(petit_site[adresse].article.text)


SIGNES = 'A & B < C, *d*, _e_, |f|, [g], `h`, « i », {{ j }}, \\k, 1 > 0, <b>, 3" de'
RESUME = (
    "Ici & là : a < b, *pas gras*, _pas souligné_, |barre|, [crochet](adresse), `code`, « guillemets », "
    '{% raw %}, {# commentaire #}, \\barre, 5" de et <b>'
)


@pytest.mark.parametrize(
    "adresse",
    ["definitions/signes/", "definitions/", "definitions/anciens-signes/", "glossaire/", "plan-du-site/", "pratiques/gabarits/"],
)
def test_a_title_full_of_signs_is_shown_as_written(petit_site: Site, adresse: str) -> None:
    assert SIGNES in _plat(petit_site[adresse].article.text)


@pytest.mark.parametrize("adresse", ["definitions/signes/", "definitions/"])
def test_a_summary_full_of_signs_is_shown_as_written(petit_site: Site, adresse: str) -> None:
    assert RESUME in _plat(petit_site[adresse].article.text)


def test_the_head_of_the_page_keeps_the_signs(petit_site: Site) -> None:
    page = petit_site["definitions/signes/"]
    title = "".join(map(str, page.racine.first("title").enfants))
    assert _plat(title) == f"{SIGNES} - Guide de l’animation partenariale"
    assert _plat(page.racine.first("meta", name="description").attrs["content"]) == RESUME


def test_the_title_of_a_reference_keeps_its_signs(petit_site: Site) -> None:
    page = petit_site["bibliographie/class1999a/"]
    assert _plat(page.racine.first("h1").text) == "Le mot class & ses usages : 50 % de < et de >"
    assert "Le mot class & ses usages : 50 % de < et de >. Rennes" in _plat(petit_site["bibliographie/"].article.text)
    page = petit_site["bibliographie/items2001a/"]
    assert page.racine.first("h1").text == "Des items et des [crochets] *étoilés*"
    assert "Des items et des [crochets] *étoilés*. Rennes" in _plat(page.article.text)


def test_a_page_counts_the_fiches(petit_site: Site) -> None:
    assert "Le guide compte 6 définitions et 1 pratique." in _plat(petit_site[""].article.text)


@pytest.mark.parametrize("slug", ["import", "loop", "items", "self"])
def test_a_slug_may_be_a_word_of_a_language(petit_site: Site, slug: str) -> None:
    adresse = f"definitions/{slug}/"
    assert petit_site[adresse].racine.first("h1").text == {"self": "Élan"}.get(slug, slug.capitalize())
    page = petit_site["glossaire/"]
    assert adresse in {page.vers(a.attrs["href"]) for a in page.article.all("a", href=True)}


def test_a_key_or_a_facet_may_be_a_word_of_a_language(petit_site: Site) -> None:
    page = petit_site["definitions/import/"]
    assert [a.attrs["data-cle"] for a in page.article.all(data_guide="citation")] == ["class1999a", "class1999a"]
    assert "Valeurs Boucle & cie" in page.article.text
    text = petit_site["bibliographie/class1999a/"].article.text
    assert "« Ce qui vient d’ailleurs (Class 1999, p. 3). » (p. 3)" in _plat(text)
    assert "Import : " in _plat(petit_site[""].article.text)


def test_an_accented_letter_is_filed_with_the_plain_one(petit_site: Site) -> None:
    page = petit_site["glossaire/"]
    assert [h.text for h in page.article.all("h2")] == ["A", "E", "I", "L", "Z"]
    assert [dt.text for dt in _part(page, "e").all("dt")] == ["Élan"]


def _facettes(guide: Guide) -> list[Vocabulaire]:
    return [voc for voc in guide.draft.vocabulaires.values() if "reference" not in voc.types]


def _facette(fiche: Fiche, nom: str) -> tuple[str, ...]:
    """The values of a facet that a fiche has; the family of an actor is one."""
    famille = getattr(fiche, "famille", "") if nom == FACETTE_FAMILLES else ""
    return (*fiche.facettes.get(nom, ()), *filter(None, [famille]))


def _page(site: Site, fiche: Fiche) -> Page:
    return site[f"{fiche.DOSSIER}/{fiche.slug}/"]


def _lu(text: str) -> str:
    """A plain text as the reader sees it, with ordinary spaces only (`test_typography` is about the others)."""
    return _plat(typographie(" ".join(text.split())))


def _plat(text: str) -> str:
    """The same text with ordinary spaces only."""
    return re.sub(r"\s+", " ", text).strip()


def _sans_sigles(text: str) -> str:
    """Without what is between brackets: a sigle is followed by its words at its first use."""
    return _plat(re.sub(r"\s[(\[][^()\[\]]*[)\]]", "", text))


def _debut(text: str) -> str:
    """The first plain words of a Markdown text: nothing that a link, a sigle or a sign would change."""
    words = re.match(r"(?:[A-Za-zÀ-ÿ][a-zà-ÿ’-]* )*", text)
    return words[0].strip() if words else ""


def _part(page: Page, anchor: str) -> Element:
    """What follows the heading `anchor`, up to the next heading of its level."""
    heading = page.article.first(id=anchor)
    assert heading.parent is not None
    siblings = heading.parent.enfants
    part = Element("div", {})
    for child in siblings[next(i for i, c in enumerate(siblings) if c is heading) + 1 :]:
        if isinstance(child, Element) and child.tag == heading.tag:
            break
        part.enfants.append(child)
    return part


def _slug(page: Page, link: Element) -> str:
    return page.vers(link.attrs["href"]).rstrip("/").rpartition("/")[2]


def _adresse(passage: Retrolien) -> str:
    path, mark, anchor = passage.chemin.partition("#")
    address = path.removesuffix(".md").removesuffix("index")
    return address + ("" if path.endswith("index.md") else "/") + mark + anchor


def _listed_references(page: Page, inside: Element | None = None) -> list[str]:
    """The keys of the references listed: the first link of each item."""
    items = (inside or page.article.first(classe="guide-notices")).all("li")
    return [_slug(page, li.first("a")) for li in items]


def _ancestors(element: Element) -> Iterator[Element]:
    while element.parent is not None:
        element = element.parent
        yield element


def test_key_figures_are_tables_that_read_as_bars(material: Site, contenu: Guide) -> None:
    for chiffre in contenu.draft.chiffres:
        table = next(
            t for t in material["chiffres-cles/"].article.all("table") if _lu(chiffre.titre) in _plat(t.first("caption").text)
        )
        assert _lu(chiffre.population) in _plat(table.first("caption").text)
        assert [th.attrs["scope"] for th in table.first("thead").all("th")] == ["col", "col"]
        rows = [tr for tr in table.all("tr") if next(tr.all("td"), None)]
        for row, valeur in zip(rows, chiffre.valeurs, strict=True):
            assert row.first("th").attrs["scope"] == "row"
            bars = [float(rect.attrs["width"]) for rect in row.all("rect")]
            if valeur.unite == "%":
                assert bars == [100, valeur.jusqu_a or valeur.valeur, valeur.valeur]
            assert all(svg.attrs["aria-hidden"] == "true" for svg in row.all("svg"))
