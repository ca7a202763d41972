"""Author-date calls and ISO 690 notices as the reader sees them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator import citation, pandoc
from generator.biblio import parse_bibliography, read_bibliography
from generator.bibmodel import AUTRES, DateReference, Morceau, Nom, Reference, ReferenceFormatee
from generator.citation import format_references
from generator.notice import to_runs, typeset_locator, typeset_text
from generator.pandoc import PandocEnEchec

DATA = Path(__file__).parent / "data"
MARKS = {"": "{}", "italique": "*{}*", "exposant": "^{}^"}


def formatted(text: str) -> Mapping[str, ReferenceFormatee]:
    references, problems = parse_bibliography(text, "b.bib")
    assert not [p for p in problems if p.gravite == "erreur"]
    return format_references(references)


def marked(notice: tuple[Morceau, ...]) -> str:
    """*italics*, ^superscript^ and <links> made visible."""
    return "".join(f"<{m.texte}>" if m.href else MARKS[m.style].format(m.texte) for m in notice)


def reference(cle: str, *auteurs: Nom, annee: int | None = 2017, **champs: str) -> Reference:
    return Reference(cle, "book", {"title": "Titre", **champs}, 1, auteurs, date=DateReference((annee,)) if annee else None)


@pytest.fixture(scope="module")
def golden() -> Mapping[str, ReferenceFormatee]:
    references, problems = read_bibliography(DATA / "references_dorees.bib", "references_dorees.bib")
    assert problems == ()
    return format_references(references)


def test_golden(golden: Mapping[str, ReferenceFormatee]) -> None:
    """One line a reference, in the order of the list: key | call | notice. Checked by hand against French usage."""
    expected = (DATA / "references_dorees.txt").read_text(encoding="utf-8").splitlines()
    assert [f"{f.cle} | {f.appel} | {marked(f.notice)}" for f in golden.values()] == expected
    assert len(expected) >= 20


def test_ranks_follow_the_list(golden: Mapping[str, ReferenceFormatee]) -> None:
    assert [f.rang for f in golden.values()] == list(range(len(golden)))


def test_calls_are_all_different(golden: Mapping[str, ReferenceFormatee]) -> None:
    assert len({f.appel for f in golden.values()}) == len(golden)


def test_every_address_is_a_link_and_untouched(golden: Mapping[str, ReferenceFormatee]) -> None:
    references, _ = read_bibliography(DATA / "references_dorees.bib", "b.bib")
    for ref in references:
        wanted = [f"https://doi.org/{ref.champs['doi']}"] if "doi" in ref.champs else []
        wanted += [ref.champs["url"]] if "url" in ref.champs else []
        links = [m for m in golden[ref.cle].notice if m.href]
        assert [m.href for m in links] == wanted
        assert [m.texte for m in links] == wanted


def test_narrow_and_wide_no_break_spaces(golden: Mapping[str, ReferenceFormatee]) -> None:
    assert "action sociale\u202f? " in golden["avenel2015b"].texte
    assert "n°\u00a0119-120, p.\u00a016-17." in golden["avenel2015b"].texte
    assert "réformes territoriales\u00a0: bilan" in golden["avenel2015a"].texte
    assert "CNFPT\u202f; INET. 149\u00a0p. " in golden["avenel2015a"].texte
    assert "«\u00a0Gouvernance territoriale du social\u00a0»" in golden["askoria2021a"].texte
    assert golden["capruralsda"].appel == "Cap Rural s.\u202fd."


def test_letters_follow_the_keys_and_a_newcomer_moves_none() -> None:
    entry = "@book{{avenel2017{0}, author = {{Avenel, Cyprien}}, title = {{{1}}}, date = {{{2}}}}}\n"
    two = entry.format("a", "Z", "2017-12") + entry.format("b", "M", "2017")
    three = entry.format("c", "A", "2017-01") + two
    assert [f.appel for f in formatted(two).values()] == ["Avenel 2017a", "Avenel 2017b"]
    assert {k: f.appel for k, f in formatted(three).items()} == {
        "avenel2017a": "Avenel 2017a", "avenel2017b": "Avenel 2017b", "avenel2017c": "Avenel 2017c",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("authors", "call", "opening"),
    [
        ((Nom("Dubet", "François"),), "Dubet 2017", "DUBET, François, 2017. "),
        ((Nom("Moine", "A."), Nom("Sorita", "N.")), "Moine et Sorita 2017", "MOINE, A. et SORITA, N., 2017. "),
        ((Nom("A", "X"), Nom("B", "Y"), Nom("C", "Z")), "A, B et C 2017", "A, X, B, Y et C, Z, 2017. "),
        ((Nom("A", "W"), Nom("B", "X"), Nom("C", "Y"), Nom("D", "Z")), "A et al. 2017", "A, W, B, X, C, Y et D, Z, 2017. "),
        ((Nom("Avenel", "C."), AUTRES), "Avenel et al. 2017", "AVENEL, C. et al., 2017. "),
        ((Nom("Estaing", "Valéry", "d’"),), "Estaing 2017", "ESTAING, Valéry d’, 2017. "),
        ((Nom("Batz", "Charles", "de"),), "Batz 2017", "BATZ, Charles de, 2017. "),
        ((Nom("Le Saout", "Rémy"),), "Le Saout 2017", "LE SAOUT, Rémy, 2017. "),
        ((Nom("Haut Conseil, pôle 2", collectif=True),), "Haut Conseil, pôle 2 2017", "HAUT CONSEIL, PÔLE 2, 2017. "),
        ((Nom("Étienne", "Ève"),), "Étienne 2017", "ÉTIENNE, Ève, 2017. "),
    ],
)
def test_names(authors: tuple[Nom, ...], call: str, opening: str) -> None:
    result = format_references([reference("k", *authors)])["k"]
    assert result.appel == call
    assert result.texte == opening + "Titre."


def test_particle_of_an_editor_is_not_torn() -> None:
    chapter = Reference(
        "k", "incollection", {"title": "C", "booktitle": "L"}, 1, (Nom("Rouzeau", "Marc"),),
        (Nom("Estaing", "Valéry", "d’"), Nom("Batz", "Charles", "de")), DateReference((2017,)),
    )  # fmt: skip
    texte = format_references([chapter])["k"].texte
    assert texte == "ROUZEAU, Marc, 2017. C. Dans\u00a0: Valéry d’ESTAING et Charles de BATZ (dir.), L."


def test_undated_works_of_one_author_get_letters_too() -> None:
    calls = format_references([reference(k, Nom("Cap Rural", collectif=True), annee=None) for k in ("ka", "kb")])
    assert [f.appel for f in calls.values()] == ["Cap Rural s.\u202fd.-a", "Cap Rural s.\u202fd.-b"]
    assert calls["kb"].texte == "CAP RURAL, s.\u202fd.-b. Titre."


def test_sorted_as_french_is() -> None:
    names = ["Zola", "Étienne", "Eluard", "Œdipe", "Odas", "Ça", "Cap", "d’Arc"]
    refs = [reference(f"k{i}", Nom(name, "P.") if name != "d’Arc" else Nom("Arc", "P.", "d’")) for i, name in enumerate(names)]
    order = [names[int(cle[1:])] for cle in format_references(refs)]
    assert order == ["d’Arc", "Ça", "Cap", "Eluard", "Étienne", "Odas", "Œdipe", "Zola"]


def test_a_title_in_quotation_marks_stands_where_its_first_word_does() -> None:
    titles = ["Un", "« Une relation »", "Zone", "« Zut »", "Accueil", "« Abri »", "308 GAL"]
    order = [titles[int(cle[1:])] for cle in format_references([reference(f"k{i}", title=t) for i, t in enumerate(titles)])]
    assert order == ["308 GAL", "« Abri »", "Accueil", "Un", "« Une relation »", "Zone", "« Zut »"]


@pytest.mark.parametrize(
    ("fields", "end"),
    [
        ("edition = {2}", "2^e^ éd."),
        ("edition = {1re éd.}", "1^re^ éd."),
        ("edition = {revue et augmentée}", "revue et augmentée."),
        ("pagetotal = {252 p.}", "252\u00a0p."),
        ("publisher = {Dunod}, location = {Paris}", "Paris\u00a0: Dunod."),
        ("publisher = {éditions du Nord}", "Éditions du Nord."),
        ("date = {2017-05-01}", "1^er^ mai 2017."),
        ("series = {Quadrige}, number = {12}", "Quadrige, n°\u00a012."),
        ("volume = {2}", "Vol.\u00a02."),
        ("isbn = {978-2-13-057459-7}", "ISBN 978-2-13-057459-7."),
        ("addendum = {Préface de l'éditeur}", "Préface de l’éditeur."),
        ("note = {à vérifier}", "*Titre*."),
    ],
)
def test_elements_of_a_book(fields: str, end: str) -> None:
    date = "" if "date" in fields else "date = {2017}, "
    notice = formatted(f"@book{{k, author = {{Dubet, F.}}, title = {{Titre}}, {date}{fields}}}")["k"].notice
    assert marked(notice).endswith((". " + end, end if end.startswith("*") else "\0"))


@pytest.mark.parametrize(
    ("fields", "middle"),
    [
        ("pages = {12}", "*Revue*, p.\u00a012."),
        ("pages = {pp. 12--14}", "*Revue*, p.\u00a012-14."),
        ("number = {3}, volume = {2}", "*Revue*, vol.\u00a02, n°\u00a03."),
        ("number = {hors-série}", "*Revue*, hors-série."),
        ("journalsubtitle = {la suite}", "*Revue\u00a0: la suite*."),
        ("langid = {french}, title = {Et demain ?}", "2017. Et demain\u202f? *Revue*."),
        ("title = {Oui. }", "2017. Oui. *Revue*."),
        ("title = {Suite...}", "2017. Suite… *Revue*."),
        ("title = {<b> & *c* [d] $e$}", "2017. & *c* [d] $e$. *Revue*."),
    ],
)
def test_elements_of_an_article(fields: str, middle: str) -> None:
    title = "" if "title = " in fields.replace("subtitle", "") else "title = {T}, "
    entry = f"@article{{k, author = {{Dubet, F.}}, {title}journaltitle = {{Revue}}, date = {{2017}}, {fields}}}"
    assert middle in marked(formatted(entry)["k"].notice)


def test_consultation_date_only_when_typed_and_doi_not_repeated() -> None:
    base = "@online{k, author = {Dubet, F.}, title = {T}, date = {2017}, url = {https://exemple.fr/a?b=1;c:d!}"
    assert formatted(base + "}")["k"].texte == (
        "DUBET, F., 2017. T [en ligne]. Disponible à l’adresse\u00a0: https://exemple.fr/a?b=1;c:d!"
    )
    assert formatted(base + ", urldate = {2018-05-01}}")["k"].texte == (
        "DUBET, F., 2017. T [en ligne] [consulté le 1er mai 2018]. Disponible à l’adresse\u00a0: https://exemple.fr/a?b=1;c:d!"
    )
    doi = "@misc{k, author = {Dubet, F.}, title = {T}, date = {2017}, doi = {10.1000/a}, url = {https://doi.org/10.1000/A}}"
    assert formatted(doi)["k"].texte == "DUBET, F., 2017. T [en ligne]. Disponible à l’adresse\u00a0: https://doi.org/10.1000/a"


def test_number_of_an_online_journal_is_told_once() -> None:
    entry = "@online{k, author = {Dubet, F.}, title = {T}, journaltitle = {ASH}, number = {2967}, date = {2016}, url = {https://a.fr}}"
    assert formatted(entry)["k"].texte == (
        "DUBET, F., 2016. T. ASH [en ligne], n°\u00a02967. Disponible à l’adresse\u00a0: https://a.fr"
    )


def test_works_without_author_are_called_by_short_title_or_journal() -> None:
    entry = "@article{{{0}, title = {{Un titre {0}}}, journaltitle = {{La Gazette}}, date = {{2016}}{1}}}\n"
    calls = formatted(entry.format("a", "") + entry.format("b", "") + entry.format("c", ", shorttitle = {Court ?}"))
    assert {k: f.appel for k, f in calls.items()} == {"a": "La Gazette 2016a", "b": "La Gazette 2016b", "c": "Court\u202f? 2016"}
    assert calls["a"].texte == "Un titre a, 2016a. La Gazette."


def test_a_body_is_called_by_its_short_name_and_named_in_full_in_the_notice() -> None:
    text = "@online{{{0}, author = {{{{Agence nationale}}}}, shortauthor = {{{{AN}}}}, title = {{Titre}}, date = {{2020}}, url = {{https://a.fr/{0}}}}}"
    calls = formatted("\n".join(text.format(key) for key in ("an2020a", "an2020b")))
    assert [f.appel for f in calls.values()] == ["AN 2020a", "AN 2020b"]
    assert calls["an2020a"].texte.startswith("AN (Agence nationale), 2020a. Titre")


def test_laws_have_no_letter_and_a_short_call() -> None:
    entry = "@legislation{{{0}, title = {{Loi n° 2002-{1} du 2 janvier 2002 rénovant}}, date = {{2002-01-02}}}}\n"
    laws = formatted(entry.format("a", 2) + entry.format("b", 3))
    assert [f.appel for f in laws.values()] == [
        "Loi n°\u00a02002-2 du 2 janvier 2002", "Loi n°\u00a02002-3 du 2 janvier 2002",
    ]  # fmt: skip
    assert laws["a"].texte == "Loi n°\u00a02002-2 du 2 janvier 2002 rénovant."


@pytest.mark.parametrize(
    ("reperage", "text"),
    [
        ("p. 12", "p.\u00a012"),
        ("12", "p.\u00a012"),
        ("pp. 34 – 38", "p.\u00a034–38"),
        ("34-38", "p.\u00a034-38"),
        ("art. R. 123-1", "art.\u00a0R.\u00a0123-1"),
        ("art. L. 116-1 ; al. 2", "art.\u00a0L.\u00a0116-1\u202f; al. 2"),
        ("chapitre 2", "chapitre 2"),
    ],
)
def test_locators_are_typeset(reperage: str, text: str) -> None:
    assert typeset_locator(reperage) == text


def test_runs_are_merged_and_punctuation_is_never_doubled() -> None:
    inlines = [
        {"t": "Emph", "c": [{"t": "Str", "c": "Et"}, {"t": "Space"}, {"t": "Str", "c": "demain ?"}]},
        {"t": "Str", "c": ". "}, {"t": "Str", "c": "Le 1 mai"}, {"t": "Superscript", "c": [{"t": "Str", "c": "x"}]},
    ]  # fmt: skip
    assert to_runs(inlines) == (
        Morceau("Et demain\u202f?", "italique"), Morceau(" Le 1"), Morceau("er", "exposant"), Morceau(" mai"),
        Morceau("x", "exposant"),
    )  # fmt: skip


def test_typography_is_decided_on_the_whole_notice_and_leaves_addresses() -> None:
    quoted = {"t": "Emph", "c": [{"t": "Str", "c": "projet"}]}
    address = {"t": "Link", "c": [["", [], []], [{"t": "Str", "c": "https://a.fr/?b='c'"}], ["https://a.fr/?b='c'", ""]]}
    inlines = [{"t": "Str", "c": "L'\""}, quoted, {"t": "Str", "c": '" ; '}, address, {"t": "Str", "c": " ; 12 000"}]
    assert to_runs(inlines) == (
        Morceau("L’«\u00a0"), Morceau("projet\u00a0", "italique"), Morceau("»\u202f; "),
        Morceau("https://a.fr/?b='c'", "", "https://a.fr/?b='c'"), Morceau("\u202f; 12\u202f000"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("l'an 1er", "l’an 1er"), ("D' ESTAING", "D’ESTAING"), ("« mot »", "«\u00a0mot\u00a0»"), ("a : b", "a\u00a0: b"),
        ("12:30", "12:30"), ("n°3", "n°\u00a03"), ("le 11 mai", "le 11 mai"), ("le 1 mai", "le 1er mai"),
        ("vite !", "vite\u202f!"),
        ('50 % de "projet"', "50\u00a0% de «\u00a0projet\u00a0»"), ("12 000 élus", "12\u202f000 élus"), ("Fig. 3", "Fig.\u00a03"),
        ("pp. 3-4", "p.\u00a03-4"), ("fasc. 3", "fasc.\u00a03"), ("n° hors-série", "n°\u00a0hors-série"), ("s. d.", "s.\u202fd."),
        ("fin..", "fin."), ("fin...", "fin…"), ("quoi ?.", "quoi\u202f?"), ("quoi ?, 2017", "quoi\u202f? 2017"),
    ],
)  # fmt: skip
def test_typography(typed: str, set_: str) -> None:
    assert typeset_text(typed) == set_


# --- the cache --------------------------------------------------------------------------------------------------


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Counts the real runs of pandoc."""
    runs: list[int] = []
    real = citation._run_pandoc
    monkeypatch.setattr(citation, "_run_pandoc", lambda document: runs.append(1) or real(document))
    return runs


def test_no_reference_needs_no_pandoc(calls: list[int]) -> None:
    assert format_references([]) == {}
    assert calls == []


def test_one_call_then_the_cache_until_something_changes(tmp_path: Path, calls: list[int]) -> None:
    refs = [reference("ka", Nom("Dubet", "F.")), reference("kb", Nom("Zola", "É."), url="https://exemple.fr/")]
    first = format_references(refs, tmp_path / "neuf")
    assert format_references(refs, tmp_path / "neuf") == first
    assert len(calls) == 1
    changed = format_references([refs[0], reference("kb", Nom("Zola", "É."), title="Autre")], tmp_path / "neuf")
    assert changed["kb"].texte == "ZOLA, É., 2017. Autre."
    assert len(calls) == 2
    assert len(list((tmp_path / "neuf").iterdir())) == 1


DAMAGES = [
    b"", b"{", b"null", b"[]", b"\xff\xfe", b"[1]", b'[["ka"]]', b'[["ka", "x", 3]]',
    b'[["ka", "x", [["a"], ["b", "c", "d", "e", "f"]]]]',
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_cache_is_ignored_and_repaired(tmp_path: Path, calls: list[int], damage: bytes) -> None:
    refs = [reference("ka", Nom("Dubet", "F."))]
    good = format_references(refs, tmp_path)
    (path,) = tmp_path.iterdir()
    path.write_bytes(damage)
    assert format_references(refs, tmp_path) == good
    assert json.loads(path.read_text(encoding="utf-8"))[0][0] == "ka"
    assert len(calls) == 2


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("un fichier", encoding="utf-8")
    assert format_references([reference("k", Nom("Dubet", "F."))], tmp_path / "cache")["k"].appel == "Dubet 2017"


def test_without_pandoc_the_message_is_french(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "_program", lambda: "/nulle/part/pandoc")
    with pytest.raises(PandocEnEchec, match="Pandoc, qui met en forme les références, n’a pas pu être lancé"):
        format_references([reference("k", Nom("Dubet", "F."))])
