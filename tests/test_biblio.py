"""What a librarian reads for each mistake in the .bib file, and what is read from a good one."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.biblio import parse_bibliography, read_bibliography
from generator.bibmodel import AUTRES, DateReference, Nom, Reference
from generator.bibnames import split_names
from generator.bibtext import to_unicode

ZOTERO = "Dans Zotero : Fichier, Exporter la bibliothèque, format « BibLaTeX », encodage « Unicode (UTF-8) »."


def messages(text: str) -> list[str]:
    return [str(problem) for problem in parse_bibliography(text, "b.bib")[1]]


def of_bytes(tmp_path: Path, data: bytes) -> tuple[tuple[Reference, ...], list[str]]:
    path = tmp_path / "b.bib"
    path.write_bytes(data)
    references, problems = read_bibliography(path, "b.bib")
    return references, [str(problem) for problem in problems]


def one(fields: str, entry_type: str = "misc") -> Reference:
    """The only reference of a good entry made of these fields."""
    references, problems = parse_bibliography(f"@{entry_type}{{k2017a, {fields}}}", "b.bib")
    assert not problems, [str(p) for p in problems]
    return references[0]


# --- the file ---------------------------------------------------------------------------------------------------


def test_file_absent(tmp_path: Path) -> None:
    references, problems = read_bibliography(tmp_path / "rien.bib", "ressources/biblio.bib")
    assert references == ()
    assert [str(p) for p in problems] == [
        "ressources/biblio.bib:1:1: erreur BIB-ABSENT: le fichier de la bibliographie n’existe pas. "
        f"Exportez la bibliographie à cet endroit. {ZOTERO}"
    ]


def test_folder_in_place_of_the_file(tmp_path: Path) -> None:
    _, problems = read_bibliography(tmp_path, "b.bib")
    assert [str(p) for p in problems] == [
        "b.bib:1:1: erreur BIB-ILLISIBLE: un dossier porte le nom de la bibliographie. "
        "Renommez-le ou déplacez-le, puis mettez le fichier .bib à sa place."
    ]


FILES = {
    "vide": (
        b"",
        "b.bib:1:1: erreur BIB-VIDE: le fichier est vide (zéro octet). L’enregistrement a sans doute été interrompu : "
        f"reprenez une sauvegarde ou refaites l’export. {ZOTERO}",
    ),
    "blanc": (
        b"\n \n",
        "b.bib:1:1: erreur BIB-VIDE: le fichier ne contient aucune référence. "
        "Une référence commence par @article{clé, ou @book{clé, par exemple.",
    ),
    "utf-16": (
        "@book{k,}".encode("utf-16"),
        "b.bib:1:1: erreur BIB-ENCODAGE: le fichier est encodé en UTF-16 et non en UTF-8. "
        f"Enregistrez-le de nouveau en UTF-8. {ZOTERO}",
    ),
    "rtf": (
        b"{\\rtf1\\ansi @book{k, title = {T}}}",
        "b.bib:1:1: erreur BIB-RTF: ce fichier n’est pas du BibTeX : c’est un document RTF (Word, WordPad ou LibreOffice) "
        f"renommé en .bib. Refaites l’export. {ZOTERO}",
    ),
    "html": (
        b"\n<!DOCTYPE html>\n<p>@book{k, title = {T}}</p>",
        "b.bib:1:1: erreur BIB-HTML: ce fichier n’est pas du BibTeX : c’est une page web (HTML) enregistrée en .bib. "
        f"Refaites l’export. {ZOTERO}",
    ),
    "ris": (
        b"TY  - JOUR\nER  - \n",
        "b.bib:1:1: erreur BIB-FORMAT: ce fichier n’est pas du BibTeX : c’est un export RIS enregistré en .bib. "
        f"Refaites l’export. {ZOTERO}",
    ),
    "json": (
        b'[\n {"id": "k"}]',
        "b.bib:1:1: erreur BIB-FORMAT: ce fichier n’est pas du BibTeX : c’est un export JSON enregistré en .bib. "
        f"Refaites l’export. {ZOTERO}",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_file_that_holds_no_reference(tmp_path: Path, name: str) -> None:
    data, message = FILES[name]
    assert of_bytes(tmp_path, data) == ((), [message])


def test_windows_1252_is_located_and_the_rest_is_read(tmp_path: Path) -> None:
    data = "@book{k,\n  title = {Études, ".encode() + "été},\n  date = {2017}, publisher = 3 # rien}".encode("cp1252")
    references, found = of_bytes(tmp_path, data)
    assert found == [
        "b.bib:2:20: erreur BIB-ENCODAGE: le fichier n’est pas en UTF-8 : l’octet E9 (« é » en Windows-1252) ne peut pas "
        f"être lu. Enregistrez le fichier en UTF-8 ou refaites l’export. {ZOTERO}",
        "b.bib:3:18: erreur BIB-MACRO: « k » : « rien », dans le champ « publisher », n’est défini par aucun @string. "
        "Mettez le texte entre accolades : {rien}.",
    ]
    assert references[0].champs["title"] == "Études, été"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_bom_and_line_ends_are_accepted(tmp_path: Path, newline: str) -> None:
    text = newline.join(("@book{k,", "  title = {Été},", "  date = {2017},", "  titel = {x},", "}"))
    references, found = of_bytes(tmp_path, b"\xef\xbb\xbf" + text.encode())
    assert references[0].champs == {"title": "Été"}
    assert found == [
        "b.bib:4:3: avertissement BIB-CHAMP-INCONNU: « k » : le champ « titel » est inconnu et n’est pas publié. "
        "Vouliez-vous dire « title » ?"
    ]


def test_control_and_invisible_characters(tmp_path: Path) -> None:
    references, found = of_bytes(tmp_path, "@book{k, date = {2017},\n  title = {A\x00B parte\u200bnariat}}".encode())
    assert found == [
        "b.bib:2:13: erreur BIB-CONTROLE: caractère de commande U+0000, invisible et interdit dans un texte. "
        "Effacez-le ; si le fichier en contient beaucoup, il est endommagé : reprenez une sauvegarde.",
        "b.bib:2:21: avertissement BIB-INVISIBLE: caractère invisible U+200B, venu sans doute d’un copier-coller ; "
        "il n’est pas publié. Retapez le mot qui le contient.",
    ]
    assert references[0].champs["title"] == "A B partenariat"


# --- syntax -----------------------------------------------------------------------------------------------------

SYNTAX = {
    "unclosed brace": (
        "@book{bon, title = {T}, date = {2016}}\n\n@book{casse,\n  title = {A {b},\n  date = {2017},\n}\n\n"
        "@book{suivant, title = {T}, date = {2016}}\n",
        ["b.bib:4:1: erreur BIB-ACCOLADE: l’entrée « casse » (ligne 3) ne peut pas être lue : l’accolade ou le guillemet "
         "du champ « title » n’est pas refermé. Comptez les accolades : à chaque « { » répond un « } »."],
        ["bon", "suivant"],
    ),
    "unclosed at the end of the file": (
        "@book{k,\n  title = {A},\n  date = {2017\n",
        ["b.bib:3:1: erreur BIB-ACCOLADE: l’entrée « k » (ligne 1) ne peut pas être lue : l’accolade ou le guillemet du "
         "champ « date » n’est pas refermé. Comptez les accolades : à chaque « { » répond un « } »."],
        [],
    ),
    "one brace too many": (
        "@book{k,\n  date = {2017},\n  title = {A}},\n  publisher = {B},\n}\n",
        ["b.bib:3:1: erreur BIB-ACCOLADE: ce qui suit est en dehors de l’entrée « k » : une accolade fermante de trop l’a "
         "terminée plus haut. Comptez les accolades : à chaque « { » répond un « } »."],
        ["k"],
    ),
    "missing comma between fields": (
        "@book{k,\n  title = {A}\n  date = {2017}\n  publisher = {B},\n}",
        ["b.bib:2:14: erreur BIB-VIRGULE: « k » : il manque une virgule entre les champs « title » et « date ». "
         "Ajoutez une virgule à la fin du champ « title ».",
         "b.bib:3:16: erreur BIB-VIRGULE: « k » : il manque une virgule entre les champs « date » et « publisher ». "
         "Ajoutez une virgule à la fin du champ « date »."],
        ["k"],
    ),
    "missing comma after the key": (
        "\n@book{k title = {A}, date = {2017}}",
        ["b.bib:2:1: erreur BIB-VIRGULE: il manque une virgule après la clé « k ». Écrivez : @book{k,"],
        [],
    ),
    "missing key": (
        "@book{title = {A}, date = {2017}}\n@article{, title = {B}}",
        ["b.bib:1:1: erreur BIB-SANS-CLE: l’entrée « @book » n’a pas de clé. "
         "Écrivez une clé suivie d’une virgule après l’accolade : @book{avenel2017a,",
         "b.bib:2:1: erreur BIB-SANS-CLE: l’entrée « @article » n’a pas de clé. "
         "Écrivez une clé suivie d’une virgule après l’accolade : @article{avenel2017a,"],
        [],
    ),
    "missing equals sign": (
        "@book{k,\n  date = {2017},\n  title {A},\n}",
        ["b.bib:3:1: erreur BIB-SYNTAXE: l’entrée « k » (ligne 1) ne peut pas être lue. "
         "Chaque champ s’écrit : nom = {valeur}, avec une virgule à la fin."],
        [],
    ),
    "entry without braces": (
        "@book{k, title = {A}, date = {2017}}\n\n@article\n",
        ["b.bib:3:1: erreur BIB-SYNTAXE: « @article » n’est suivi d’aucune accolade : ce texte n’est pas lu. "
         "Écrivez : @article{clé,"],
        ["k"],
    ),
    "text after a value": (
        "@book{k, date = {2017},\n  title = {A} suite}",
        ["b.bib:2:3: erreur BIB-SYNTAXE: « k » : du texte suit la valeur du champ « title » : « suite ». "
         "Mettez toute la valeur dans une seule paire d’accolades."],
        ["k"],
    ),
    "duplicate key": (
        "@book{k2017a, title = {A}, date = {2017}}\n@book{autre, title = {B}, date = {2017}}\n"
        "@book{k2017a, title = {C}, date = {2017}}\n@book{K2017A, title = {D}, date = {2017}}",
        ["b.bib:3:1: erreur BIB-CLE-DOUBLE: la clé « k2017a » sert déjà à la ligne 1. "
         "Donnez une autre clé à la plus récente des deux, ou effacez-la si c’est le même document.",
         "b.bib:4:1: erreur BIB-CLE-DOUBLE: la clé « K2017A » sert déjà à la ligne 1 (« k2017a »). "
         "Donnez une autre clé à la plus récente des deux, ou effacez-la si c’est le même document."],
        ["k2017a", "autre"],
    ),
    "duplicate field": (
        "@book{k,\n  title = {A},\n  date = {2017},\n  Title = {B},\n}",
        ["b.bib:4:3: erreur BIB-CHAMP-DOUBLE: « k » : le champ « title » est déjà donné à la ligne 2. "
         "Gardez un seul des deux."],
        ["k"],
    ),
    "unknown macro": (
        '@string{rfas = "Revue"}\n@article{k, title = {A}, date = {2017},\n  journaltitle = rfa}',
        ["b.bib:3:3: erreur BIB-MACRO: « k » : « rfa », dans le champ « journaltitle », n’est défini par aucun @string. "
         "Vouliez-vous dire « rfas » ?",
         "b.bib:2:1: avertissement BIB-CHAMP-MANQUANT: « k » : il manque le champ « journaltitle » (le nom de la revue). "
         "Ajoutez : journaltitle = {…}"],
        ["k"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SYNTAX)
def test_syntax(name: str) -> None:
    text, expected, keys = SYNTAX[name]
    references, problems = parse_bibliography(text, "b.bib")
    assert sorted(map(str, problems)) == sorted(expected)
    assert [r.cle for r in references] == keys


# --- fields: (type, fields on line 2, messages about line 1 or 2) --------------------------------------------------

FIELDS = {
    "unknown type": ("boook", "title = {A}, date = {2017}", [
        "1:1: erreur BIB-TYPE: « k » : le type « @boook » n’existe pas. Vouliez-vous dire « book » ?"]),
    "unlike any type": ("zzz", "title = {A}, date = {2017}", [
        "1:1: erreur BIB-TYPE: « k » : le type « @zzz » n’existe pas. "
        "Les plus courants : article, book, incollection, report, thesis, online, legislation, misc."]),
    "unknown field": ("misc", "title = {A}, date = {2017}, zzz = {x}", [
        "2:29: avertissement BIB-CHAMP-INCONNU: « k » : le champ « zzz » est inconnu et n’est pas publié. "
        "Effacez-le, ou rangez son contenu dans « note »."]),
    "Zotero's own fields": ("misc", "title = {A}, date = {2017}, shortjournal = {x}, lccn = {1}, OPTnote = {}", []),
    "disabled field": ("misc", "title = {A}, date = {2017}, OPTnote = {x}", [
        "2:29: avertissement BIB-CHAMP-DESACTIVE: « k » : le champ « optnote » est désactivé et n’est pas publié. "
        "Renommez-le « note » pour le publier, ou effacez-le."]),
    "abstract": ("misc", "title = {A}, date = {2017}, abstract = {Un résumé.}", [
        "2:29: erreur BIB-RESUME: « k » : le champ « abstract » n’a pas sa place ici : les sources interdisent de "
        "reproduire leurs résumés. Effacez-le : Zotero l’exporte toujours avec la référence."]),
    "file": ("misc", "title = {A}, date = {2017}, file = {C:\\\\a.pdf}", [
        "2:29: erreur BIB-FICHIER: « k » : le champ « file » n’a pas sa place ici : il donne l’emplacement d’un fichier sur "
        "un poste de travail. Effacez-le : Zotero l’ajoute quand une pièce est jointe à la référence."]),
    "no title": ("misc", "date = {2017}", [
        "1:1: erreur BIB-TITRE: « k » : il manque le titre. Ajoutez : title = {…}"]),
    "empty title": ("misc", "title = {}, date = {2017}", [
        "2:1: erreur BIB-TITRE: « k » : il manque le titre. Ajoutez : title = {…}"]),
    "no journal": ("article", "title = {A}, date = {2017}", [
        "1:1: avertissement BIB-CHAMP-MANQUANT: « k » : il manque le champ « journaltitle » (le nom de la revue). "
        "Ajoutez : journaltitle = {…}"]),
    "no date": ("misc", "title = {A}", [
        "1:1: avertissement BIB-SANS-DATE: « k » : il manque la date ; la référence sera citée « s. d. ». "
        "Ajoutez : date = {2017-04}. Si le document n’est pas daté, écrivez : date = {s. d.}"]),
    "undated on purpose": ("misc", "title = {A}, date = {s. d.}", []),
    "bad date": ("misc", "title = {A}, date = {2017-02-30}", [
        "2:14: erreur BIB-DATE: « k » : la date « 2017-02-30 » n’est pas comprise. "
        "Écrivez AAAA, AAAA-MM ou AAAA-MM-JJ, ou un intervalle : date = {2015-07/2015-08}."]),
    "backward interval": ("misc", "title = {A}, date = {2017/2016}", [
        "2:14: erreur BIB-DATE: « k » : la date « 2017/2016 » n’est pas comprise. "
        "Écrivez AAAA, AAAA-MM ou AAAA-MM-JJ, ou un intervalle : date = {2015-07/2015-08}."]),
    "bad month": ("misc", "title = {A}, year = 2017, month = {printemps}", [
        "2:14: erreur BIB-DATE: « k » : la date « 2017, mois printemps » n’est pas comprise. "
        "Écrivez AAAA, AAAA-MM ou AAAA-MM-JJ, ou un intervalle : date = {2015-07/2015-08}."]),
    "bad consultation date": ("misc", "title = {A}, date = {2017}, url = {https://a.fr}, urldate = {3 mai 2018}", [
        "2:51: erreur BIB-DATE: « k » : la date de consultation « 3 mai 2018 » n’est pas comprise. "
        "Écrivez AAAA-MM-JJ, par exemple urldate = {2018-05-03}."]),
    "bad DOI": ("misc", "title = {A}, date = {2017}, doi = {vsoc.161}", [
        "2:29: erreur BIB-DOI: « k » : « vsoc.161 » n’est pas un DOI. "
        "Un DOI commence par « 10. » et contient une barre, par exemple 10.3917/vsoc.161.0115."]),
    "DOI as an address": ("misc", "title = {A}, date = {2017}, doi = {https://doi.org/10.3917/vsoc.161.0115}", []),
    "two addresses": ("misc", "title = {A}, date = {2017}, url = {https://a.fr https://b.fr}", [
        "2:29: erreur BIB-URL: « k » : « https://a.fr https://b.fr » n’est pas une adresse web. "
        "Donnez une seule adresse, complète et sans espace : https://…"]),
    "script as address": ("misc", "title = {A}, date = {2017}, url = {javascript:alert(1)}", [
        "2:29: erreur BIB-URL: « k » : « javascript:alert(1) » n’est pas une adresse web. "
        "Donnez une seule adresse, complète et sans espace : https://…"]),
    "pages that are a count": ("book", "title = {A}, date = {2017}, pages = {252}", [
        "2:29: avertissement BIB-PAGES: « k » : « pages = {252} » ressemble à un nombre de pages. « pages » dit où se trouve "
        "le texte (34-38) ; un nombre de pages s’écrit pagetotal = {252}."]),
    "a count that is pages": ("book", "title = {A}, date = {2017}, pagetotal = {34-38}", [
        "2:29: avertissement BIB-PAGES: « k » : « pagetotal = {34-38} » ressemble à une suite de pages. « pagetotal » est un "
        "nombre (252) ; une suite de pages s’écrit pages = {34-38}."]),
    "body read as a person": ("misc", "title = {A}, date = {2017}, author = {Conseil du Nord}", [
        "2:29: avertissement BIB-NOM: « k » : « Conseil du Nord » est lu comme le nom d’une personne. "
        "Pour un organisme, doublez les accolades : author = {{Conseil du Nord}}."]),
    "unknown command": ("misc", "title = {A \\foo{b}}, date = {2017}", [
        "2:1: avertissement BIB-LATEX: « k » : la commande « \\foo » du champ « title » est inconnue et n’est pas publiée. "
        "Écrivez le caractère lui-même, en UTF-8."]),
    "HTML": ("misc", "title = {A <i>b</i>}, date = {2017}", [
        "2:1: avertissement BIB-HTML-CHAMP: « k » : le champ « title » contient du HTML, qui n’est pas publié. "
        "Écrivez le texte seul."]),
    "crossref to nothing": ("misc", "title = {A}, crossref = {kk}", [
        "2:14: erreur BIB-CROSSREF: « k » : « crossref » renvoie à « kk », qui n’existe pas. "
        "Donnez la clé du dossier dont ce texte fait partie."]),
    "crossref to itself": ("misc", "title = {A}, crossref = {k}", [
        "2:14: erreur BIB-CROSSREF: « k » : « crossref » renvoie à la référence elle-même. "
        "Donnez la clé du dossier dont ce texte fait partie, ou effacez « crossref »."]),
}  # fmt: skip


@pytest.mark.parametrize("name", FIELDS)
def test_fields(name: str) -> None:
    entry_type, fields, expected = FIELDS[name]
    assert messages(f"@{entry_type}{{k,\n{fields},\n}}") == [f"b.bib:{message}" for message in expected]


@pytest.mark.parametrize("key", ["avenél2017", "a/b", "a b", "_a", "-a", "a.b", "a:b", "../a"])
def test_key_that_is_no_address(key: str) -> None:
    references, problems = parse_bibliography(f"@book{{{key}, title = {{A}}, date = {{2017}}}}", "b.bib")
    assert references == ()
    assert [str(p) for p in problems] == [
        f"b.bib:1:1: erreur BIB-CLE: « {key} » : la clé sert d’adresse et contient un caractère qui n’y est pas permis. "
        "N’employez que des lettres sans accent, des chiffres, « - » et « _ », en commençant par une lettre ou un chiffre "
        "(par exemple avenel2017a)."
    ]


@pytest.mark.parametrize("key", ["index", "CON", "lpt1"])
def test_key_reserved_by_the_site_or_the_system(key: str) -> None:
    assert messages(f"@book{{{key}, title = {{A}}, date = {{2017}}}}") == [
        f"b.bib:1:1: erreur BIB-CLE: « {key} » : cette clé est un nom réservé et ne peut pas servir d’adresse. "
        "Choisissez une clé du type nomAnnée suivi d’une lettre (par exemple avenel2017a)."
    ]


def test_crossref_in_a_circle_is_told_on_both_sides() -> None:
    text = "@misc{a, title = {A}, crossref = {b}}\n@misc{b, title = {B}, crossref = {a}}"
    assert messages(text) == [
        "b.bib:1:23: erreur BIB-CROSSREF: « a » : « crossref » renvoie à la référence elle-même, en passant par « b ». "
        "Donnez la clé du dossier dont ce texte fait partie, ou effacez « crossref ».",
        "b.bib:2:23: erreur BIB-CROSSREF: « b » : « crossref » renvoie à la référence elle-même, en passant par « a ». "
        "Donnez la clé du dossier dont ce texte fait partie, ou effacez « crossref ».",
    ]


def test_all_problems_at_once_sorted_by_line() -> None:
    text = "@book{a, title = {A}}\n@boook{b, title = {A}, date = {2017}}\n@book{c,\n date = {hier},\n abstract = {x},\n}"
    assert [(p.ligne, p.code) for p in parse_bibliography(text, "b.bib")[1]] == [
        (1, "BIB-SANS-DATE"), (2, "BIB-TYPE"), (3, "BIB-TITRE"), (4, "BIB-DATE"), (5, "BIB-RESUME"),
    ]  # fmt: skip


# --- what is read -----------------------------------------------------------------------------------------------


def test_comments_preamble_and_text_around_are_no_problem() -> None:
    text = (
        "Export du 3 mai, contact@exemple.fr\n@comment{jabref-meta: x}\n@preamble{\"\\newcommand{\\x}\"}\n"
        "@book(k, title = {A}, date = 2017)\nFin de l’export.\n"
    )  # fmt: skip
    references, problems = parse_bibliography(text, "b.bib")
    assert (len(references), problems) == (1, ())
    assert references[0].ligne == 4


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (r"{\'E}tat", "État"), (r"\'etat", "état"), (r"\c{c}a et \c ca", "ça et ça"), (r"na\"{\i}f", "naïf"),
        (r"c{\oe}ur \OE uvre", "cœur Œuvre"), (r"No\"el", "Noël"), (r"co\^ut \`a", "coût à"), (r"\v{S}id", "Šid"),
        (r"50\,\% \& 3\_4", "50\u202f% & 3_4"), ("100 % sûr", "100 % sûr"), (r"\og mot \fg{}", "«\u00a0mot\u00a0»"),
        (r"{Le} {{CCAS}} \emph{ici}", "Le CCAS ici"), ("a -- b --- c", "a – b — c"), ("p.~3", "p.\u00a03"),
        (r"1\textsuperscript{er} et 2\ieme{}", "1er et 2e"), (r"\enquote{mot}", "«\u00a0mot\u00a0»"), ("2$^e$", "2e"),
        ("e\u0301te\u0301", "été"), ("A &amp; <i>B</i>", "A & B"), ("deux\n  lignes", "deux lignes"), (r"\{x\}", "{x}"),
    ],
)  # fmt: skip
def test_latex_becomes_text(typed: str, read: str) -> None:
    assert to_unicode(typed) == read


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Avenel, Cyprien and Moine, Alexandre", (Nom("Avenel", "Cyprien"), Nom("Moine", "Alexandre"))),
        ("Cyprien Avenel", (Nom("Avenel", "Cyprien"),)),
        ("{Haut Conseil du travail social}", (Nom("Haut Conseil du travail social", collectif=True),)),
        ("{A and B} and C", (Nom("A and B", collectif=True), Nom("C"))),
        ("de Batz, Charles", (Nom("Batz", "Charles", "de"),)),
        ("Charles de Batz", (Nom("Batz", "Charles", "de"),)),
        ("Le Saout, Rémy", (Nom("Le Saout", "Rémy"),)),
        ("le Saout, Rémy", (Nom("le Saout", "Rémy"),)),
        ("de La Fontaine, Jean", (Nom("La Fontaine", "Jean", "de"),)),
        ("du Bellay, Joachim", (Nom("du Bellay", "Joachim"),)),
        ("d'Alembert, Jean Le Rond", (Nom("Alembert", "Jean Le Rond", "d’"),)),
        ("Giscard d'Estaing, Valéry", (Nom("Giscard d'Estaing", "Valéry"),)),
        ("Vallée Poussin, fils, Charles", (Nom("Vallée Poussin", "Charles", suffixe="fils"),)),
        (r"Gaul\`ene, {\'E}ric", (Nom("Gaulène", "Éric"),)),
        ("Frigoli", (Nom("Frigoli"),)),
        ("Avenel, Cyprien and others", (Nom("Avenel", "Cyprien"), AUTRES)),
        ("", ()),
        (" and and ", ()),
    ],
)
def test_names(typed: str, names: tuple[Nom, ...]) -> None:
    assert split_names(typed) == names


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("date = {2017}", DateReference((2017,))),
        ("date = {2017-04}", DateReference((2017, 4))),
        ("date = {2017-04-28}", DateReference((2017, 4, 28))),
        ("date = {2015-07/2015-08}", DateReference((2015, 7), (2015, 8))),
        ("year = 2017", DateReference((2017,))),
        ("year = {2017}, month = apr", DateReference((2017, 4))),
        ("year = 2017, month = {Août}", DateReference((2017, 8))),
        ("year = 2015, month = jul # {-} # aug", DateReference((2015, 7), (2015, 8))),
        ("year = {2017-04}", DateReference((2017, 4))),
        ("date = {s. d.}", None),
    ],
)
def test_dates(fields: str, date: DateReference | None) -> None:
    assert one(f"title = {{A}}, {fields}").date == date


def test_strings_and_concatenation() -> None:
    text = '@string{rf = {Revue }}\n@STRING{rfas = rf # "des affaires"}\n'
    text += "@article{k, title = {A}, date = 2017, journaltitle = RFAS # { sociales}}"
    references, problems = parse_bibliography(text, "b.bib")
    assert problems == ()
    assert references[0].champs["journaltitle"] == "Revue des affaires sociales"


def test_an_address_is_kept_as_written() -> None:
    reference = one(r"title = {A}, date = 2017, url = {https://exemple.fr/a\_b/~c?d=%20e--f&g={h}}, doi = {doi:10.1000/a_b}")
    assert reference.champs["url"] == "https://exemple.fr/a_b/~c?d=%20e--f&g=h"
    assert reference.champs["doi"] == "10.1000/a_b"


def test_types_fields_and_keywords_take_their_biblatex_names() -> None:
    reference = one(
        "title = {A}, year = 2017, school = {Université Rennes 2}, address = {Rennes}, keywords = {a, b; a}", "phdthesis"
    )
    assert reference.type == "thesis"
    assert reference.champs == {
        "title": "A", "institution": "Université Rennes 2", "location": "Rennes", "type": "Thèse de doctorat",
    }  # fmt: skip
    assert reference.mots_cles == ("a", "b")


def test_part_of_a_dossier_inherits() -> None:
    text = (
        "@article{partie, title = {P}, pages = {3--4}, crossref = {tout}, note = {n}}\n"
        "@periodical{tout, title = {T}, journaltitle = {Pouvoirs locaux}, date = {2017-12}, number = {111}, pages = {1-9},"
        " publisher = {Idl}, url = {https://exemple.fr/}, keywords = {tr1}}"
    )
    (part, _), problems = parse_bibliography(text, "b.bib")
    assert problems == ()
    assert part.parent == "tout"
    assert part.date == DateReference((2017, 12))
    assert part.mots_cles == ()
    assert part.champs == {
        "title": "P", "pages": "3-4", "note": "n", "journaltitle": "Pouvoirs locaux", "number": "111", "publisher": "Idl",
    }  # fmt: skip


def test_chapter_inherits_the_book_title_and_its_editors() -> None:
    text = (
        "@collection{livre, title = {T}, subtitle = {S}, editor = {Kada, Nicolas}, date = {2017}, publisher = {P}}\n"
        "@incollection{chapitre, author = {Rouzeau, Marc}, title = {C}, pages = {3-4}, crossref = {livre}}"
    )
    (_, chapter), problems = parse_bibliography(text, "b.bib")
    assert problems == ()
    assert chapter.directeurs == (Nom("Kada", "Nicolas"),)
    assert (chapter.champs["booktitle"], chapter.champs["booksubtitle"]) == ("T", "S")


def test_lines_of_fields_are_known() -> None:
    reference = parse_bibliography("\n@book{k,\n  title = {A\n  B},\n  date = {2017},\n}", "b.bib")[0][0]
    assert (reference.ligne, reference.lignes_champs) == (2, {"title": 3, "date": 5})
