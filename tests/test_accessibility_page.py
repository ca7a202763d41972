"""The statement that the law asks for: every part of the official model, no claim of conformity, reached from every page."""

from __future__ import annotations

import re

import pytest
from html_pages import Site

PARTS = {
    "État de conformité": r"non conforme avec le référentiel général d’amélioration de l’accessibilité .*aucun audit",
    "Résultats des tests": r"En l’absence d’audit",
    "Contenus non accessibles": r"n’ont pas encore été recensés",
    "Non-conformités": r"\w",
    "Dérogations pour charge disproportionnée": r"\w",
    "Contenus non soumis à l’obligation d’accessibilité": r"\w",
    "Établissement de cette déclaration d’accessibilité": r"établie le \d{1,2}(er)? \w+ \d{4}",
    "Technologies utilisées pour la réalisation du site": r"HTML5.*CSS.*JavaScript",
    "Environnement de test": r"Chromium",
    "Outils pour évaluer l’accessibilité": r"axe-core.*Nu Html Checker",
    "Pages du site ayant fait l’objet de la vérification de conformité": r"Aucune",
    "Retour d’information et contact": r"contacter l’organisme",
    "Voies de recours": r"Défenseur des droits.*Libre réponse 71120, 75342 Paris CEDEX 07",
}


@pytest.mark.parametrize("part", PARTS)
def test_the_statement_has_every_part_of_the_official_model(site: Site, part: str) -> None:
    assert re.search(PARTS[part], site["accessibilite/"].article.after(part).replace("\u00a0", " "))


def test_the_statement_claims_nothing_that_no_audit_has_said(site: Site) -> None:
    assert not re.search(r"(?<!non )(?:partiellement |totalement )conforme|\d\s*%", site["accessibilite/"].article.text)


def test_the_statement_leads_to_whoever_answers(site: Site) -> None:
    page = site["accessibilite/"]
    links = [page.vers(link.attrs["href"]) for link in page.article.all("a", href=True)]
    assert "mentions-legales/" in links
    assert "https://formulaire.defenseurdesdroits.fr/" in links


def test_every_page_says_the_state_of_conformity_and_leads_to_the_statement(site: Site) -> None:
    for page in site.pages.values():
        (link,) = [a for a in page.racine.first("footer").all("a") if a.text.startswith("Accessibilité")]
        assert link.text == "Accessibilité\u00a0: non conforme"
        assert page.vers(link.attrs["href"]).removeprefix("/") == "accessibilite/"
