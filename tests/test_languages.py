"""What a screen reader is told of the language of words and titles: texts one by one, then pages of both engines."""

from __future__ import annotations

import re

import pytest
from html_pages import Element, Site
from markdown import Markdown

from generator.annotations import Annotations, Cible, Terme
from generator.bibvocabulary import foreign_language
from generator.link import Guide
from generator.prose import GuideExtension

ANNOTATIONS = Annotations(
    pages={"pouvoir": Cible("definitions/pouvoir.md", "Pouvoir", "Une définition.")},
    termes=(Terme("pouvoir", ("pouvoir", "empowerment")),),
    langues={"empowerment": "en", "street-level bureaucrats": "en", "street-level": "en", "Weltanschauung": "de"},
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Des *street-level bureaucrats* ici", [("en", "street-level bureaucrats")]),
        ("Street-Level\nBureaucrats, disait-il", [("en", "Street-Level\nBureaucrats")]),
        ("La Weltanschauung, puis l’empowerment !", [("de", "Weltanschauung"), ("en", "empowerment")]),
        ("# Empowerment et pouvoir", [("en", "Empowerment")]),
        ("[[pouvoir|L’empowerment]] mène ailleurs", [("en", "empowerment")]),
        ("| un | empowerment |\n| --- | --- |\n| street-level | deux |", [("en", "empowerment"), ("en", "street-level")]),
        ("L’empowerments et désempowerment, non-empowerment", []),
        ("`empowerment` est du code, comme https://a.fr/empowerment-fr", []),
        ("*empowerment*{: lang=en } dit par l’auteur", []),
    ],
)
def test_each_word_is_marked_in_prose_only(text: str, expected: list[tuple[str, str]]) -> None:
    html = _html(text)
    assert re.findall(r'<span lang="(\w+)">([^<]*)</span>', html) == expected


def test_a_glossary_link_and_what_surrounds_it_stay() -> None:
    html = _html("Il écrit « empowerment » ; puis **empowerment** encore.")
    assert '«\u00a0<a data-definition="Une définition." ' in html.replace('href="../pouvoir/" ', "").replace(
        'href="pouvoir.md" ', ""
    )
    assert '><span lang="en">empowerment</span></a>\u00a0»\u202f; puis' in html
    assert '<strong><span lang="en">empowerment</span></strong> encore.' in html


def test_without_words_a_page_is_left_as_it_is() -> None:
    extension = GuideExtension(lambda: Annotations())
    assert "<span" not in Markdown(extensions=[extension]).convert("<!-- guide:a.md -->\nempowerment")


@pytest.mark.parametrize(
    ("langid", "code"),
    [
        ("english", "en"),
        ("British", "en"),
        ("en-US", "en"),
        ("ngerman", "de"),
        ("french", ""),
        ("fr-FR", ""),
        ("", ""),
        ("klingon", ""),
    ],
)
def test_names_of_languages(langid: str, code: str) -> None:
    assert foreign_language(langid) == code


def test_the_title_of_a_reference_is_said_in_its_language(petit_site: Site) -> None:
    title = "Des items et des [crochets] *étoilés*"
    page = petit_site["bibliographie/items2001a/"].article
    assert page.first("h1").attrs["lang"] == "en"
    assert page.first("h1").text == title
    for place in (page, petit_site["bibliographie/"].article, petit_site["definitions/items/"].article):
        assert title in [element.text for element in place.all("em", lang="en")]
    assert "lang" not in petit_site["bibliographie/class1999a/"].article.first("h1").attrs


def test_words_of_plain_fields_are_marked_where_they_are_read(petit_site: Site) -> None:
    assert petit_site["definitions/loop/"].article.first("h1").first("span", lang="en").text == "Loop"
    assert "Loop" in _marked(petit_site["definitions/"].article)
    assert "Loop" in _marked(petit_site["glossaire/"].article)
    assert "class" in _marked(petit_site["bibliographie/class1999a/"].article.first("h1"))


def test_every_foreign_title_of_the_real_site_is_marked(site: Site, contenu: Guide) -> None:
    for key, reference in contenu.references.items():
        if reference.langue:
            assert site[f"bibliographie/{key}/"].article.first("h1").attrs["lang"] == reference.langue
            assert list(site["bibliographie/"].article.all(lang=reference.langue))


def _html(text: str) -> str:
    extension = GuideExtension(lambda: ANNOTATIONS)
    return Markdown(extensions=["tables", "attr_list", extension]).convert(f"<!-- guide:definitions/ici.md -->\n{text}")


def _marked(element: Element) -> list[str]:
    return [span.text for span in element.all("span", lang="en")]
