"""What stands in a handout and what Typst shows of it: the same words, whatever signs they are made of."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf import Pdf

from generator.annotations import Annotations
from generator.fonts import FOLDER, characters
from generator.handout import Tree, tree
from generator.typeset import LIVRET, Reglages, typeset
from generator.typstmarkup import Markup, escape, string

DAY = date(2026, 3, 1)
SIGNS = st.sampled_from("\\*_`$#[]<>@~/+-=.'\"(){}:;,!?%&|^ 0123456789aé«»’…—°€")


def words(link: Tree, text: str) -> str:
    return text


def markup(markdown: str) -> str:
    return Markup(words).blocks(tree(markdown, "a.md", Annotations()))


def shown(source: str, folder: Path) -> str:
    """The text of a page set from this source."""
    head = '#show: booklet.with(titre: "Essai", resume: "")\n#set text(hyphenate: false)\n#set page(width: 60cm)\n'
    (folder / "essai.pdf").write_bytes(typeset(head + source, folder, FOLDER, Reglages(DAY, {}), "essai"))
    return " ".join(Pdf(folder / "essai.pdf").texts[0].split())


def seen(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f]+", " ", text).strip()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(SIGNS, min_size=1, max_size=24), min_size=1, max_size=8))
def test_any_sign_is_shown_as_it_is(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    """Escaped, or as a string: neither becomes markup. Guards keep apart what extraction would glue."""
    folder = tmp_path_factory.mktemp("signes")
    source = "\n\n".join(f"A{escape(text)}Z #{string(text)};Z" for text in texts)
    expected = " ".join(f"A{text}Z {text}Z" for text in texts)
    assert seen(shown(source, folder)).replace(" ", "") == seen(expected).replace(" ", "")


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["C", "Z", "M"]).filter(lambda c: ord(c) in characters()), max_size=60))
def test_any_character_of_the_font_is_shown(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    shown(f"A{escape(text)}Z", tmp_path_factory.mktemp("police"))  # Typst refuses a sign without its drawing


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Un **mot** et *un autre*.", "Un #strong()[mot]; et #emph()[un autre];."),
        ("- un\n- deux", "#list(tight: true, [un], [deux]);"),
        ("1. un\n2. deux", "#enum(tight: true, [un], [deux]);"),
        ("### Titre", "#section(level: 4)[Titre];"),
        ("[ailleurs](https://a.fr)", "ailleurs"),
        ("> dit", "#quote(block: true)[dit];"),
        ("`a_b`", '#raw("a_b");'),
        ("1er\\. 2", "1er. 2"),
        ("Un[^1] mot.\n\n[^1]: En *bas*.", "Un#footnote()[En #emph()[bas];.]; mot."),
    ],
)
def test_markdown_has_its_function(markdown: str, expected: str) -> None:
    assert markup(markdown) == expected


def test_a_table_has_a_header() -> None:
    assert markup("| A | B |\n|---|---|\n| 1 | 2 |") == "#data-table(2, ([A], [B],),\n  [1], [2],\n);"


def test_what_follows_a_call_is_text(tmp_path: Path) -> None:
    """« *un*(deux)[trois] » is no call with arguments."""
    assert seen(shown(markup("*un*(deux)\\[trois\\].quatre"), tmp_path)) == "un(deux)[trois].quatre"


def test_every_function_is_in_the_layout() -> None:
    known = set(re.findall(r"#let ([\w-]+)", LIVRET.read_text("utf-8")))
    module = (Path(LIVRET).parents[1] / "typstmarkup.py").read_text("utf-8")
    called = set(re.findall(r'call\("([\w-]+)"', module)) | set(re.findall(r'f?"#([a-z-]+)\(', module))
    assert called - known <= {"text", "link", "raw", "linebreak", "quote", "footnote"}
