"""The tools of `pdf` see what is in a PDF, and its defects when it has some."""

from __future__ import annotations

from pathlib import Path

import pdf
import pikepdf
import pytest
import typst

SOURCE = """
#set document(title: "Essai à relire")
#set page(paper: "a5", margin: 20mm)
#set text(lang: "fr", hyphenate: true)
= Premier
Allez #link(<suite>)[vers la suite, dont le nom est assez long pour occuper deux lignes] ou
#link("https://exemple.fr/a?b=c")[dehors].
#pagebreak()
#set page(width: 100mm, height: 150mm)
= Deux <suite>
== Trois
"""
MARGIN = 20 / 25.4 * 72
TOO_LONG = "#set text(hyphenate: false)\nUn" + "très" * 20 + "long mot."


def make(folder: Path, source: str = SOURCE, tags: bool = True) -> Path:
    path = folder / "essai.pdf"
    standards = ["ua-1", "a-2a"] if tags else []
    typst.compile(source.encode(), output=path, format="pdf", pdf_standards=standards, ignore_system_fonts=True, pdf_tags=tags)
    return path


@pytest.fixture
def read(tmp_path: Path) -> pdf.Pdf:
    return pdf.Pdf(make(tmp_path))


def test_a_good_file_breaks_no_rule(tmp_path: Path) -> None:
    assert pdf.verdicts(make(tmp_path)) == {"2a": [], "ua1": []}


def test_a_file_without_tags_breaks_the_rules_of_tags(tmp_path: Path) -> None:
    broken = pdf.verdicts(make(tmp_path, tags=False))
    assert "7.1-3 Content shall be marked as Artifact or tagged as real content" in broken["ua1"]
    assert any(rule.startswith("6.7.3.3-1 ") for rule in broken["2a"])


def test_a_page_without_language_breaks_a_rule_in_a_file_with_tags(tmp_path: Path) -> None:
    path = make(tmp_path)
    with pikepdf.open(path, allow_overwriting_input=True) as file:
        del file.Root["/Lang"]
        file.save(path)
    assert any(rule.startswith("7.2-") for rule in pdf.verdicts(path)["ua1"])


def test_without_java_the_test_is_skipped_except_in_continuous_integration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "JAXB", tmp_path / "absent.jar")
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="libjaxb-java"):
        pdf._verapdf.__wrapped__()
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="libjaxb-java"):
        pdf._verapdf.__wrapped__()


def test_pages_in_order_and_their_sizes(read: pdf.Pdf) -> None:
    assert len(read) == 2
    assert read.sizes == [(148, 210), (100, 150)]
    assert read.texts[0].startswith("Premier\nAllez vers la suite")
    assert read.texts[1].split() == ["Deux", "Trois"]


def test_title_and_language(read: pdf.Pdf) -> None:
    assert (read.title, read.language) == ("Essai à relire", "fr")


def test_words_have_a_page_and_a_place(read: pdf.Pdf) -> None:
    first, last = read.words[0], read.words[-1]
    assert (first.text, first.page, last.text, last.page) == ("Premier", 1, "Trois", 2)
    assert first.box.left == pytest.approx(MARGIN, abs=1)
    assert first.box.top == pytest.approx(210 / 25.4 * 72 - MARGIN, abs=5)


def test_words_cut_at_the_end_of_a_line_are_whole(tmp_path: Path) -> None:
    text = "Les développements institutionnels contemporains interrogent l’accompagnement et la responsabilisation."
    narrow = '#set document(title: "t")\n#set page(width: 40mm, margin: 4mm)\n#set text(lang: "fr", hyphenate: true)\n'
    read = pdf.Pdf(make(tmp_path, narrow + text))
    assert "in-terrogent" in [word.text for word in read.words]
    assert " ".join(read.texts[0].split()) == text


def test_a_line_beyond_the_margin_is_found(tmp_path: Path) -> None:
    read = pdf.Pdf(make(tmp_path, f"{SOURCE}\n{TOO_LONG}"))
    assert [(word.page, word.text) for word in read.outside(MARGIN, MARGIN)] == [(2, f"Un{'très' * 20}long")]


def test_nothing_is_beyond_the_margins_of_a_good_page(read: pdf.Pdf) -> None:
    assert read.outside(MARGIN, MARGIN) == []
    assert [word.text for word in read.outside(MARGIN + 2, MARGIN)][:2] == ["Premier", "Allez"]


def test_bookmarks(read: pdf.Pdf) -> None:
    assert [(b.level, b.title, b.page) for b in read.bookmarks] == [(1, "Premier", 1), (1, "Deux", 2), (2, "Trois", 2)]


def test_links_lead_to_a_page_or_to_an_address(read: pdf.Pdf) -> None:
    assert read.links == [
        pdf.Link(1, "vers la suite, dont le nom est assez long pour occuper deux lignes", target=2),
        pdf.Link(1, "dehors", address="https://exemple.fr/a?b=c"),
    ]


@pytest.mark.parametrize("place", ["known", "unknown"])
def test_links_to_a_name_lead_to_its_page(tmp_path: Path, place: str) -> None:
    path = make(tmp_path)
    with pikepdf.open(path, allow_overwriting_input=True) as file:
        names = pikepdf.NameTree.new(file)
        names["known"] = pikepdf.Array([file.pages[1].obj, pikepdf.Name("/Fit")])
        file.Root.Names = pikepdf.Dictionary(Dests=names.obj)
        link = file.pages[0].Annots[0]
        link.A = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=pikepdf.String(place))
        if "/Dest" in link:
            del link["/Dest"]
        file.save(path)
    assert pdf.Pdf(path).links[0].target == (2 if place == "known" else 0)


def test_fonts_are_in_the_file_or_not(tmp_path: Path) -> None:
    path = make(tmp_path)
    assert pdf.Pdf(path).fonts == {"LibertinusSerif-Regular": True, "LibertinusSerif-Bold": True}
    with pikepdf.open(path, allow_overwriting_input=True) as file:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        file.pages[0].Resources.Font["/Missing"] = font
        file.save(path)
    assert pdf.Pdf(path).fonts["Helvetica"] is False


def test_fields_have_a_tooltip_or_not(tmp_path: Path, read: pdf.Pdf) -> None:
    assert read.fields == []
    path = make(tmp_path)
    with pikepdf.open(path, allow_overwriting_input=True) as file:
        widgets = pikepdf.Array()
        for name, more in (("date", {"TU": "Date de la séance"}), ("lieu", {})):
            widget = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T=name, Rect=[10, 20, 60, 30], **more
            )
            widgets.append(file.make_indirect(widget))
        file.pages[1].Annots = widgets
        file.Root.AcroForm = pikepdf.Dictionary(Fields=widgets)
        file.save(path)
    box = pdf.Box(10, 20, 60, 30)
    assert pdf.Pdf(path).fields == [
        pdf.Field("date", "Date de la séance", "Tx", 2, box),
        pdf.Field("lieu", "", "Tx", 2, box),
    ]
