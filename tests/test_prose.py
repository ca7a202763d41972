"""What is collected from prose, and its agreement with what is written in the page."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from prose_cases import ANNOTATIONS, ENGINE_EXTENSIONS, PAGE, cases, convert

from generator.annotations import Annotations, Appel, Mention
from generator.markup import escape, raw_html
from generator.prose import GuideExtension, first_title, mentions, mentions_of_page, parse, plain
from generator.typography import typographie

TERMS_ONLY = Annotations(pages=ANNOTATIONS.pages, termes=ANNOTATIONS.termes)
SIGNS = (
    "partenariat, chefs de file **gras** *italique ` `code` # ## - > \\ [[chef]] [@inconnu] [a](b) <b> </b> <https://a.fr/b> "
    "& &amp; é’l' \" « » ; : ! ? … l'élu·e·s développement social local DSL 1. 10 000 % ~~~ ``` === {: .x } :: [^1] [^1]: !!! "
    "note ( ) <!-- --> \t 4 __ | --- + ]] [[ [@ RSA"
)
WORDS = SIGNS.split(" ")
MARKDOWN = (
    st.lists(st.sampled_from(WORDS) | st.sampled_from(["\n", "\n\n", "    "]) | st.text(max_size=3), max_size=25).map(" ".join)
    | st.lists(st.sampled_from(WORDS) | st.just("\n"), max_size=25).map("".join)
    | st.text(max_size=60)
)


def test_calls_in_order_with_their_source() -> None:
    text = "Un [@avenel2017a, p. 12] et [[chef|le chef]].\n\n- [@a ;\n  @b]\n\n`[@code]` \\[@texte]"
    assert parse(text).appels == (
        Appel("citation", "avenel2017a", "[@avenel2017a, p. 12]", "p.\u00a012"),
        Appel("lien", "chef", "[[chef|le chef]]"),
        Appel("citation", "a", "[@a ;\n  @b]"),
        Appel("citation", "b", "[@a ;\n  @b]"),
    )


def test_a_mistyped_citation_is_an_unknown_key_rather_than_text() -> None:
    assert [a.cible for a in parse("Un [@avenel2017a p. 12].").appels] == ["avenel2017a p. 12"]


def test_calls_in_tables_and_code_blocks() -> None:
    text = "| a | b |\n|---|---|\n| [[chef|ici]] | [@x] |\n\n```\n[[code]]\n```\n\n    [@code]\n"
    assert [a.cible for a in parse(text).appels] == ["chef", "x"]


def test_equal_texts_give_equal_values() -> None:
    assert parse("Un **mot** [@a].") == parse("Un **mot** [@a].")
    assert len({parse("Un [@a]."), parse("Un [@a]."), parse("Deux.")}) == 2


def test_headings() -> None:
    text = "# Un *titre*\n\nTexte\n\n### Trois\n\n`## code`\n\n```\n# code\n```\n"
    assert parse(text).titres == ((1, "Un titre"), (3, "Trois"))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Le *mode* d’emploi #\n\n# Autre", "Le mode d’emploi"),
        ("```\n# code\n```\n\n## Deux\n\nLe `titre` [ici](a.md)\n===\n", "Le titre ici"),
        ("# Lire [@avenel2017a] {: #lire }", "Lire"),
        ("## Deux", ""),
        ("", ""),
    ],
)
def test_first_title(text: str, title: str) -> None:
    assert first_title(parse(text)) == title


def test_addresses_of_ordinary_links_and_images() -> None:
    text = r"""[a](<plan b.md>) [b](plan%20c.md#x "titre") ![c](été(1).png) [d][ref] <https://a.fr/?b=1&c=2> <nom@a.fr>
[e](f\_g.md) [h](i&amp;j.md) `[code](k.md)` \[texte](l.md) [[chef]] [@avenel2017a] [[m]](n.md) note[^1]

    [code](o.md)

[ref]: nulle-part.md
[^1]: Voir [p](q.md).
"""
    assert parse(text).adresses == (
        "plan b.md", "plan c.md#x", "été(1).png", "nulle-part.md", "https://a.fr/?b=1&c=2", "mailto:nom@a.fr",
        "f_g.md", "i&j.md", "n.md", "q.md",
    )  # fmt: skip


def test_mentions_with_their_sentences() -> None:
    text = "Avant. Le partenariat suit l'art. 3 ! Voir [[tour-de-table]].\n\n- un RSA\n- selon [@avenel2017a, p. 12]"
    assert mentions(parse(text), ANNOTATIONS, PAGE) == (
        Mention("terme", "partenariat", "Le partenariat suit l’art.\u00a03\u202f!"),
        Mention("lien", "tour-de-table", "Voir Tour de table."),
        Mention("sigle", "RSA", "un RSA"),
        Mention("citation", "avenel2017a", "selon (Avenel 2017a, p.\u00a012)", "p.\u00a012"),
    )


def test_a_sigle_with_its_own_page_is_mentioned_as_that_page() -> None:
    assert [(m.nature, m.cible) for m in mentions(parse("Le CCAS."), ANNOTATIONS, PAGE)] == [("terme", "ccas")]


def test_no_mention_on_its_own_page_nor_of_what_is_unknown() -> None:
    assert mentions(parse("Le partenariat [@inconnu] [[inconnu]]."), ANNOTATIONS, "definitions/partenariat.md") == ()


def test_the_texts_of_a_page_are_collected_as_the_page_shows_them() -> None:
    """A sigle is linked at its first use on the page, a term and the sigle of a fiche in each text."""
    texts = ["Le RSA et le CCAS.", "", "Le RSA, le CCAS et un chef.\n\n### Suite\n\nUn chef.", "Le chef du CCAS."]
    found = mentions_of_page([parse(text) for text in texts], ANNOTATIONS, PAGE)
    assert [[m.cible for m in mentions] for mentions in found] == [
        ["RSA", "ccas"],
        [],
        ["ccas", "chef", "chef"],
        ["chef", "ccas"],
    ]
    page = "".join(f"\n\n## Rubrique\n\n{text}" for text in texts)
    assert [m for mentions in found for m in mentions] == list(mentions(parse(page), ANNOTATIONS, PAGE))


def test_other_annotations_give_other_mentions() -> None:
    prose = parse("Le partenariat et le CCAS [@avenel2017a].")
    assert [m.cible for m in mentions(prose, ANNOTATIONS, PAGE)] == ["partenariat", "ccas", "avenel2017a"]
    assert [m.cible for m in mentions(prose, TERMS_ONLY, PAGE)] == ["partenariat"]
    assert [m.cible for m in mentions(prose, ANNOTATIONS, PAGE)] == ["partenariat", "ccas", "avenel2017a"]


@pytest.mark.parametrize("name", ["glossaire", "sigles", "citations"])
def test_collection_agrees_with_the_page(name: str) -> None:
    for case in cases(name):
        if "<" in case.entree:  # raw HTML: refused in fiches, so not parsed by the collection
            continue
        html = convert(case.entree, case.page)
        written = [
            (nature, key)
            for nature, key in re.findall(r'<a (?=[^>]*data-guide="(\w+)")[^>]*data-(?:slug|cle|sigle)="([^"]+)"', html)
        ]
        collected = [(m.nature, m.cible) for m in mentions(parse(case.entree), ANNOTATIONS, case.page)]
        assert collected == written, case.titre


def test_link_attributes() -> None:
    assert convert("Le partenariat.") == (
        '<p>Le <a data-definition="Définition : Partenariat." data-guide="terme" data-slug="partenariat"'
        ' href="../definitions/partenariat.md">partenariat</a>.</p>'
    )
    assert '<a data-guide="sigle" data-sigle="RSA" href="../sigles.md#rsa">RSA</a> (revenu' in convert("Le RSA.")
    assert '<a data-cle="avenel2017a" data-guide="citation" href="../bibliographie/avenel2017a.md">' in convert("[@avenel2017a]")
    assert '<a data-guide="lien" data-slug="chef" href="../definitions/chef.md">Chef</a>' in convert("[[chef]]")


def test_attributes_keep_what_was_typed() -> None:
    html = convert('![l\'image ?](a.png "l\'info ?"){: title2="l\'autre ?" }')
    assert '''alt="l'image ?"''' in html
    assert '''title="l'info ?"''' in html
    assert '''title2="l'autre ?"''' in html


def test_headings_keep_their_anchors_and_give_a_typographic_contents() -> None:
    md = Markdown(extensions=[*ENGINE_EXTENSIONS, GuideExtension(lambda: ANNOTATIONS)])
    assert '<h2 id="lessentiel-quoi">' in md.convert(f"<!-- guide:{PAGE} -->\n\n## L'essentiel : quoi ?")
    assert [token["name"] for token in md.toc_tokens] == ["L’essentiel : quoi ?"]  # its spaces are made plain by toc


def test_without_the_marker_a_page_is_left_as_it_is() -> None:
    def refuse() -> Annotations:
        raise AssertionError("annotations must not be asked for")

    text = "L'un ? Le partenariat [@avenel2017a] [[chef|un]] `[[a|b]]`."
    md = Markdown(extensions=[*ENGINE_EXTENSIONS, GuideExtension(refuse)])
    assert md.convert(text) == Markdown(extensions=list(ENGINE_EXTENSIONS)).convert(text)


@pytest.mark.parametrize("page", ["Mode d'emploi.md", "aide/Mode d’emploi (1).md", "a--b.md"])
def test_any_name_of_page_may_stand_in_the_marker(page: str) -> None:
    html = convert("Le partenariat.", page)
    assert f'href="{"../" * page.count("/")}definitions/partenariat.md"' in html
    assert "guide:" not in html


def test_one_parser_may_serve_several_pages() -> None:
    md = Markdown(extensions=[*ENGINE_EXTENSIONS, GuideExtension(lambda: ANNOTATIONS)])
    assert "data-guide" in md.convert(f"<!-- guide:{PAGE} -->\nLe partenariat.")
    assert "data-guide" not in md.reset().convert("Le partenariat.")
    assert "../sigles.md#rsa" in md.reset().convert(f"\n<!-- guide:{PAGE} -->\n\nLe RSA.")
    assert 'href="sigles.md#rsa"' in md.reset().convert("<!-- guide:index.md -->\nLe RSA.")


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("a < b et c > d", []),
        ("<https://a.fr> et <nom@a.fr>", []),
        ("un <b>mot</b>", ["<b>", "</b>"]),
        ("`<i>` ``a ` <b>`` <br/>", ["<br/>"]),
        ("```\n<div>\n```\n<hr>", ["<hr>"]),
        ("~~~\n<div>\n~~~\n", []),
        ("texte\n\n    <div>\n", []),
        ("- item\n\n    <p>dans l’item\n", ["<p>"]),
        ("<!-- note -->", ["<!-- note -->"]),
        ('<a href="x"\n title="y">', ['<a href="x"\n title="y">']),
        ("<partenariat>", ["<partenariat>"]),
    ],
)
def test_raw_html(text: str, tags: list[str]) -> None:
    found = raw_html(text)
    assert [tag for _, tag in found] == tags
    assert all(text[offset:].startswith(tag) for offset, tag in found)


def test_plain_text() -> None:
    text = "### Titre\n\nL'**essentiel** [@a, p. 3]. Voir [[chef-de-file]], [[chef|lui]] et `x`[^1].\n"
    text += "\n- un\n- &lt;deux\n\n[^1]: Note."
    assert plain(text) == "Titre\nL’essentiel. Voir chef de file, lui et x.\nun\n<deux\nNote."


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab1 .*_`#-+>!:~=[]()<>&;{}\\|\"'@^/é", max_size=20) | st.text(max_size=30))
@example("Programme C#")
@example("##")
@example("1. un")
@example("# un")
@example("::: un")
@example("&amp;")
@example("&#1")
@example("<b>")
@example("[^1]: x")
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    text = re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029\ue07c]", "", text).strip()
    expected = typographie(re.sub(r"[ \t]+", " ", text))
    assert plain(escape(text)) == expected
    assert plain(f"### {escape(text)}") == expected


def visible(html: str) -> str:
    """The words of a page: without spaces or the signs that typography changes."""
    text = unescape(re.sub(r"<(?!!--)/?[a-zA-Z][^>]*>", "", html)).replace("…", "...").replace("’", "'")
    return re.sub(r"[\s\"«»]", "", text)


@settings(max_examples=400, deadline=None)
@given(MARKDOWN)
def test_annotation_preserves_the_visible_text(text: str) -> None:
    text = text.replace("|", "").replace("[[", "").replace("[@", "").replace("\ue07c", "")  # sigles and calls add words
    bare = Markdown(extensions=list(ENGINE_EXTENSIONS)).convert(text)
    assert visible(convert(text, annotations=TERMS_ONLY)) == visible(bare)


@settings(max_examples=400, deadline=None)
@given(MARKDOWN)
def test_any_text_is_some_prose(text: str) -> None:
    prose = parse(text)
    hash(prose)
    assert all(m.phrase for m in mentions(prose, ANNOTATIONS, PAGE))
    assert "\x02" not in plain(text) + "".join(prose.adresses)
    assert [offset for offset, _ in raw_html(text)] == sorted({offset for offset, _ in raw_html(text)})
    assert "data-guide-brut" not in convert(text)
