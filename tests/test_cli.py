"""The command `guide` as it is typed: what it prints and where, its exit status, what it writes."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from guides import COMMANDE, DEPOT, ENVIRONNEMENT, MOTEURS, RACINES, copy_guide, guide
from jsonschema import Draft202012Validator, FormatChecker
from problem_cases import CARNET, CHARTE, JARDIN, OUTIL, PARTAGE, PERMIS, VOCABULAIRES, Change, add, delete, replace, write

from generator import engine, load, pandoc
from generator.cli import main
from generator.model import DOSSIERS, TYPES
from generator.sources import read_yaml

WARNING = replace(JARDIN, "sources:\n  - cle: manuel2019a\n", "")
WARNING_LINE = (
    "fiches/definitions/jardin.yml:4:1: avertissement FICHE-SANS-SOURCE: Cette fiche publiée n’a aucune source. "
    "Ajoutez « sources », ou repassez-la en « statut: ebauche »."
)
ERROR = replace(JARDIN, "vers: jardin-familial", "vers: xyz")
ERROR_LINE = (
    "fiches/definitions/jardin.yml:13:12: erreur LIEN-INCONNU: Aucune fiche ne s’appelle « xyz ». "
    "Un lien désigne une fiche par son nom de fichier sans « .yml »."
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the guide without a mistake, where the command is run."""
    folder = Path(shutil.copytree(RACINES / "sain", tmp_path / "guide"))
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def run(root: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs `guide` with these words after these changes: (status, standard output, standard error)."""

    def typed(*words: str, after: tuple[Change, ...] = ()) -> tuple[int, str, str]:
        for change in after:
            change(root)
        try:
            status = main(words)
        except SystemExit as stop:
            status = int(stop.code or 0)
        return status, *capsys.readouterr()

    return typed


# --- check --------------------------------------------------------------------------------------------------------


def test_check_without_a_problem(run: Any) -> None:
    assert run("check") == (0, "Aucun problème : 8 fiches, 3 références.\n", "")


def test_check_prints_every_problem_and_their_number_on_standard_error(run: Any) -> None:
    assert run("check", after=(ERROR,)) == (1, "", f"{ERROR_LINE}\n1 erreur, aucun avertissement.\n")


def test_check_allows_warnings(run: Any) -> None:
    assert run("check", after=(WARNING,)) == (0, "", f"{WARNING_LINE}\naucune erreur, 1 avertissement.\n")


def test_check_strict_refuses_warnings(run: Any) -> None:
    assert run("check", "--strict", after=(WARNING,)) == (1, "", f"{WARNING_LINE}\naucune erreur, 1 avertissement.\n")


def test_check_counts_in_the_plural(run: Any) -> None:
    status, _, err = run("check", after=(add(PERMIS, "x: 1\ny: 1\n"), write("fiches/a.txt", ""), write("fiches/b.txt", "")))
    assert (status, err.splitlines()[-1]) == (1, "2 erreurs, 2 avertissements.")


def test_check_json_is_an_array_of_sorted_problems_and_nothing_else(run: Any) -> None:
    status, out, err = run("check", "--json", after=(WARNING, replace(PARTAGE, "vers: jardin,", "vers: xyz,")))
    assert (status, err) == (1, "")
    assert json.loads(out) == [
        {
            "fichier": "fiches/definitions/jardin-partage.yml",
            "ligne": 32,
            "colonne": 12,
            "gravite": "erreur",
            "code": "LIEN-INCONNU",
            "message": "Aucune fiche ne s’appelle « xyz ».",
            "conseil": "Un lien désigne une fiche par son nom de fichier sans « .yml ».",
        },
        {
            "fichier": "fiches/definitions/jardin.yml",
            "ligne": 4,
            "colonne": 1,
            "gravite": "avertissement",
            "code": "FICHE-SANS-SOURCE",
            "message": "Cette fiche publiée n’a aucune source.",
            "conseil": "Ajoutez « sources », ou repassez-la en « statut: ebauche ».",
        },
    ]


def test_check_json_without_a_problem_is_an_empty_array(run: Any) -> None:
    assert run("check", "--json") == (0, "[]\n", "")


@pytest.mark.parametrize(("words", "status"), [(("--json",), 0), (("--json", "--strict"), 1)])
def test_check_json_keeps_the_exit_status(run: Any, words: tuple[str, ...], status: int) -> None:
    assert run("check", *words, after=(WARNING,))[0] == status


def test_check_writes_nothing(root: Path, run: Any) -> None:
    before = sorted(root.rglob("*"))
    run("check", after=(ERROR,))
    assert sorted(root.rglob("*")) == before


def test_racine_names_the_guide_from_elsewhere(root: Path, run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("check", "--racine", "guide", after=(ERROR,))[::2] == (1, f"{ERROR_LINE}\n1 erreur, aucun avertissement.\n")


def test_racine_may_come_before_the_command(root: Path, run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("--racine", "guide", "check", after=(ERROR,))[::2] == (1, f"{ERROR_LINE}\n1 erreur, aucun avertissement.\n")


# --- wrong usage --------------------------------------------------------------------------------------------------

USAGE = {
    "no command": ("", "guide : il manque COMMANDE.", "guide"),
    "unknown command": (
        "chek",
        "guide : « chek » ne convient pas pour COMMANDE. Choix possibles : check, build, serve, livret, new, export, schema. "
        "Vouliez-vous dire « check » ?",
        "guide",
    ),
    "unknown option": ("check --strikt", "guide : « --strikt » n’est pas un argument connu.", "guide"),
    "option cut short": ("check --stri", "guide : « --stri » n’est pas un argument connu.", "guide"),
    "value too many": ("check --json=oui", "guide check : --json n’attend pas de valeur ; « oui » est de trop.", "guide check"),
    "value missing": ("check --racine", "guide check : --racine attend une valeur.", "guide check"),
    "word too many": ("check tout", "guide : « tout » n’est pas un argument connu.", "guide"),
    "words with apostrophes": ("check l'un d’'eux'", "guide : « l'un d’'eux' » n’est pas un argument connu.", "guide"),
    "choice with an apostrophe": (
        "build --moteur l'autre",
        "guide build : « l'autre » ne convient pas pour --moteur. Choix possibles : material, zensical.",
        "guide build",
    ),
    "choice with both apostrophes": (
        'build --moteur l\'"autre"',
        'guide build : « l\'"autre" » ne convient pas pour --moteur. Choix possibles : material, zensical.',
        "guide build",
    ),
    **{
        f"address {address}": (
            f"serve --adresse {address}",
            f"guide serve : « {address} » ne convient pas pour --adresse. Écrivez une adresse IP ou « localhost », puis « : » et "
            "un port de 1 à 65535 : 127.0.0.1:8000.",
            "guide serve",
        )
        for address in ("foo", "8000", "foo:8000", "127.0.0.1:port", "127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1")
    },
    "unknown engine": (
        "build --moteur hugo",
        "guide build : « hugo » ne convient pas pour --moteur. Choix possibles : material, zensical.",
        "guide build",
    ),
    "type and title missing": ("new", "guide new : il manque TYPE, TITRE.", "guide new"),
    "title missing": ("new outil", "guide new : il manque TITRE.", "guide new"),
    "no fiche to export": ("export --docx", "guide export : --docx attend une valeur.", "guide export"),
    "unknown type": (
        "new pratiques Titre",
        "guide new : « pratiques » ne convient pas pour TYPE. Choix possibles : definition, dispositif, pratique, acteur, "
        "outil, livret. Vouliez-vous dire « pratique » ?",
        "guide new",
    ),
}


@pytest.mark.parametrize("case", USAGE)
def test_wrong_usage_is_told_in_french(run: Any, case: str) -> None:
    words, message, program = USAGE[case]
    assert run(*words.split()) == (2, "", f"{message}\nPour l’aide : {program} --help\n")


@pytest.mark.parametrize("command", ["", "check", "build", "serve", "livret", "new", "export", "schema"])
def test_help_is_in_french(run: Any, command: str) -> None:
    status, out, err = run(*command.split(), "--help")
    assert (status, err) == (0, "")
    assert out.startswith(f"Utilisation : guide {command}".rstrip())
    english = r"usage|options:|arguments:|show|exit|optional|default|message|required|\bthe\b|\bhelp\b(?!  )"
    assert re.search(english, out.replace("--help", ""), re.IGNORECASE) is None


NO_GUIDE = (
    "guide : « {} » n’est pas un guide : le fichier « mkdocs.yml » y manque. "
    "Placez-vous dans le dossier du guide, ou indiquez-le avec --racine.\n"
)


@pytest.mark.parametrize(
    "words",
    [("check",), ("check", "--json"), ("build",), ("serve",), ("new", "outil", "Titre"), ("export", "--docx", "x"), ("schema",)],
)
@pytest.mark.parametrize("folder", ["absent", "mkdocs.yml", "fiches"], ids=["absent", "a file", "a folder of something else"])
def test_a_folder_that_is_no_guide(root: Path, run: Any, words: tuple[str, ...], folder: str) -> None:
    before = sorted(root.rglob("*"))
    assert run(*words, "--racine", folder) == (2, "", NO_GUIDE.format(folder))
    assert sorted(root.rglob("*")) == before


# --- build and serve, up to the engine ----------------------------------------------------------------------------

NOT_PUBLISHED = "Rien n’a été publié : corrigez ces problèmes, le site précédent reste en place.\n"


@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_wrong_content_is_not_published(root: Path, run: Any, command: str) -> None:
    write("site/index.html", "l’ancien site")(root)
    write("site/.guide-site", "")(root)
    assert run(command, after=(ERROR,)) == (1, "", f"{ERROR_LINE}\n1 erreur, aucun avertissement.\n{NOT_PUBLISHED}")
    assert (root / "site/index.html").read_text("utf-8") == "l’ancien site"


def test_build_strict_refuses_warnings(run: Any) -> None:
    assert run("build", "--strict", after=(WARNING,)) == (
        1,
        "",
        f"{WARNING_LINE}\naucune erreur, 1 avertissement.\n{NOT_PUBLISHED}",
    )


def test_build_leaves_the_files_of_others_alone(root: Path, run: Any) -> None:
    status, out, err = run("build", "--sortie", "content")
    assert (status, out) == (2, "")
    assert err == (
        f"guide : « {root / 'content'} » contient autre chose qu’un site du guide ; rien n’a été écrit. "
        "Choisissez un dossier vide ou nouveau avec --sortie.\n"
    )
    assert (root / "content/index.md").is_file()


@pytest.fixture
def taken() -> Iterator[str]:
    """An address where another program listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield f"127.0.0.1:{other.getsockname()[1]}"


def test_serve_says_that_the_port_is_taken_after_its_warnings(run: Any, taken: str) -> None:
    assert run("serve", "--adresse", taken, after=(WARNING,)) == (
        2,
        "",
        f"{WARNING_LINE}\naucune erreur, 1 avertissement.\n"
        f"guide : L’adresse « {taken} » ne peut pas servir : un autre programme l’occupe déjà. Arrêtez ce qui l’emploie, ou "
        "choisissez une autre adresse avec --adresse.\n",
    )


def test_serve_says_that_the_address_is_not_of_this_computer(run: Any) -> None:
    status, out, err = run("serve", "--adresse", "192.0.2.1:8000")
    assert (status, out) == (2, "")
    assert err.startswith(
        "guide : L’adresse « 192.0.2.1:8000 » ne peut pas servir : elle n’est pas une adresse de cet ordinateur."
    )


@pytest.mark.parametrize("moteur", MOTEURS)
def test_serve_gives_the_engine_what_build_gives_it(root: Path, moteur: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, dict[str, str]] = {}

    def replaced(program: str, command: Sequence[str], environment: dict[str, str]) -> None:
        given["serve"] = environment

    def run(command: Sequence[str], **options: Any) -> subprocess.CompletedProcess[str]:
        given["build"] = options["env"]
        return subprocess.CompletedProcess(command, 1, "", "")

    monkeypatch.setattr(os, "execve", replaced)
    engine.serve(root, moteur, "127.0.0.1:8000")
    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(engine.MoteurEnEchec):
        engine.build(root, moteur, root / "site")
    del given["build"][engine.FINISHED_AFTER]  # the command completes what the engine builds, not what it serves
    for environment in given.values():
        del environment[engine.SITE_DIR]
    assert given["serve"] == given["build"]
    assert given["serve"]["PYTHONUTF8"] == "1"


def test_pandoc_that_does_not_start_is_a_sentence(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "_program", lambda: "/absent/pandoc")
    for command in ("build", "serve"):
        status, out, err = run(command)
        assert (status, out) == (2, "")
        assert err.startswith("guide : Pandoc, qui met en forme les références, n’a pas pu être lancé (")


# --- new ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("type_", TYPES)
def test_new_makes_a_draft_without_an_error(root: Path, run: Any, type_: str) -> None:
    path = f"fiches/{TYPES[type_].DOSSIER}/jardiner-l-hiver.yml"
    assert run("new", type_, "Jardiner l’hiver") == (
        0,
        f"Fiche créée : « {path} ». Ouvrez-la, complétez-la, puis lancez : guide check\n",
        "",
    )
    data = read_yaml(root / path, path).donnees
    today = date.today()
    assert (data["titre"], data["statut"], data["cree_le"], data["revu_le"]) == ("Jardiner l’hiver", "ebauche", today, today)
    assert (root / path).read_text("utf-8").startswith(f"# yaml-language-server: $schema=../../.schemas/{type_}.schema.json\n")
    assert run("check", "--strict") == (0, "Aucun problème : 9 fiches, 3 références.\n", "")


@pytest.mark.parametrize("type_", TYPES)
def test_new_shows_every_key_of_the_type_in_a_form_that_reads(root: Path, run: Any, type_: str) -> None:
    run("new", type_, "Tout employer")
    path = root / "fiches" / TYPES[type_].DOSSIER / "tout-employer.yml"
    text = path.read_text("utf-8")
    uncommented = re.sub(r"^# (?=[a-z_]+:(?: |$)|  )", "", text, flags=re.MULTILINE)
    path.write_text(re.sub(r"^(  +)# ", r"\1", uncommented, flags=re.MULTILINE), "utf-8")
    run("schema")
    assert set(read_yaml(path, "f").donnees) == set(schemas(root)[type_]["properties"])
    _, out, _ = run("check", "--json")
    # Only the names of other things of the guide are wrong: the sample cannot know them.
    names = {"LIEN-INCONNU", "LIEN-ANCIEN", "BIB-CLE-INCONNUE", "FICHE-ANCIEN-SLUG", "FICHE-VOCABULAIRE"}
    assert {problem["code"] for problem in json.loads(out)} <= names


TITLES = {
    "« L’élu·e & le “réseau” : 2e partie »": "l-elue-le-reseau-2e-partie",
    'Un "titre" avec \\ et \\n dedans': "un-titre-avec-et-n-dedans",
    "# Titre : [avec] {tout} * & ! | > % @ `": "titre-avec-tout",
    "L'œuvre des bœufs": "l-oeuvre-des-boeufs",
    "true": "true",
    "2019": "2019",
    "- tiret": "tiret",
    "{{ nombre }}": "nombre",
    "mot " * 75: "-".join(["mot"] * 20),
    "a" * 300: "a" * 80,
}


@pytest.mark.parametrize(("title", "slug"), TITLES.items(), ids=lambda text: text[:20])
def test_new_keeps_an_odd_title_and_names_the_file(root: Path, run: Any, title: str, slug: str) -> None:
    assert run("new", "outil", title)[::2] == (0, "")
    path = f"fiches/outils/{slug}.yml"
    assert read_yaml(root / path, path).donnees["titre"] == title.strip()
    assert run("check", "--strict") == (0, "Aucun problème : 9 fiches, 3 références.\n", "")


def test_new_removes_what_cannot_be_seen_from_a_title(root: Path, run: Any) -> None:
    assert run("new", "outil", "Un\u200b\ttitre\x07 \n à\u2028voir\udcff")[::2] == (0, "")
    path = "fiches/outils/un-titre-a-voir.yml"
    assert read_yaml(root / path, path).donnees["titre"] == "Un titre à voir"


@pytest.mark.parametrize(
    ("title", "message"),
    [
        ("« … »", "Le titre « « … » » ne donne pas de nom de fichier. Il y faut au moins une lettre ou un chiffre."),
        ("", "Le titre «  » ne donne pas de nom de fichier. Il y faut au moins une lettre ou un chiffre."),
        ("Index", "Le titre « Index » donne un nom de fichier réservé. Ajoutez-y un mot."),
        ("Plan de parcelles", "« fiches/outils/plan-de-parcelles.yml » existe déjà. Changez le titre, ou complétez cette fiche."),
        ("Jardin", "« fiches/definitions/jardin.yml » existe déjà. Changez le titre, ou complétez cette fiche."),
    ],
)
def test_new_refuses(root: Path, run: Any, title: str, message: str) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert run("new", "outil", title) == (2, "", f"guide : {message}\n")
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_new_makes_a_booklet_without_an_error(root: Path, run: Any) -> None:
    path = "livrets/jardiner-l-hiver.yml"
    assert run("new", "livret", "Jardiner l’hiver") == (
        0,
        f"Livret créé : « {path} ». Ouvrez-le, choisissez les fiches, puis lancez : guide check\n",
        "",
    )
    data = read_yaml(root / path, path).donnees
    assert (data["titre"], data["date"]) == ("Jardiner l’hiver", date.today())
    assert (root / path).read_text("utf-8").startswith("# yaml-language-server: $schema=../.schemas/livret.schema.json\n")
    assert run("check", "--strict") == (0, "Aucun problème : 8 fiches, 3 références.\n", "")


def test_new_shows_every_key_of_a_booklet_in_a_form_that_reads(root: Path, run: Any) -> None:
    run("new", "livret", "Tout employer")
    path = root / "livrets/tout-employer.yml"
    uncommented = re.sub(r"^# (?=[a-z_]+:(?: |$)|  )", "", path.read_text("utf-8"), flags=re.MULTILINE)
    path.write_text(re.sub(r"^(  +)# (?=[a-z_]+:)", r"\1", uncommented, flags=re.MULTILINE), "utf-8")
    run("schema")
    data, schema = read_yaml(path, "f").donnees, schemas(root)["livret"]
    assert set(data) == set(schema["properties"])
    for name, found in (("Partie", data["parties"][0]), ("Seance", data["seance"]), ("OptionsLivret", data["options"])):
        assert set(found) == set(schema["$defs"][name]["properties"])
    _, out, _ = run("check", "--json")
    assert [problem["code"] for problem in json.loads(out)] == ["LIVRET-LOGO"]  # the sample cannot know a picture
    shown = {name: prop["default"] for name, prop in schema["$defs"]["OptionsLivret"]["properties"].items()}
    assert data["options"] == shown


@pytest.mark.parametrize(
    ("title", "message"),
    [
        ("Composer", "Le titre « Composer » donne un nom de fichier réservé. Ajoutez-y un mot."),
        ("Mes cartes", "Le titre « Mes cartes » donne un nom de fichier réservé. Ajoutez-y un mot."),
        ("!", "Le titre « ! » ne donne pas de nom de fichier. Il y faut au moins une lettre ou un chiffre."),
        ("Dépliant", "« livrets/depliant.yml » existe déjà. Changez le titre, ou complétez ce livret."),
    ],
)
def test_new_refuses_a_booklet(root: Path, run: Any, title: str, message: str) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert run("new", "livret", title) == (2, "", f"guide : {message}\n")
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("words", [("new", "outil", "Titre"), ("schema",)])
def test_new_and_schema_read_the_facets_alone(
    root: Path, run: Any, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(root / "content")
    for file in ("ressources/biblio.bib", "ressources/sigles.yml", "fiches/outils/plan-de-parcelles.yml"):
        (root / file).write_bytes(b"\xff\xfe[")
    for reader in ("read_bibliography", "read_content"):
        monkeypatch.setattr(load, reader, None)  # calling it would be a traceback
    assert run(*words)[::2] == (0, "")
    if words == ("schema",):
        assert "echelles" in schemas(root)["outil"]["properties"]


def test_new_and_schema_say_what_is_wrong_in_the_facets(run: Any) -> None:
    line = (
        "ressources/vocabulaires.yml:1:1: erreur CONFIG-FORME: Ce fichier doit contenir des clés et des valeurs. Écrivez chaque "
        "facette sous la forme « nom: » suivie, décalées, des clés libelle, types et valeurs.\n"
    )
    for words in (("new", "outil", "Titre"), ("schema",)):
        assert run(*words, after=(write(VOCABULAIRES, "- echelles\n"),))[::2] == (0, f"{line}1 erreur, aucun avertissement.\n")


def test_new_works_in_a_guide_without_fiches(root: Path, run: Any) -> None:
    shutil.rmtree(root / "fiches")
    assert run("new", "outil", "Titre")[::2] == (0, "")
    assert (root / "fiches/outils/titre.yml").is_file()


def test_new_makes_the_folder_of_its_type(root: Path, run: Any) -> None:
    shutil.rmtree(root / "fiches/acteurs")
    assert run("new", "acteur", "Mairie")[0] == 0
    assert (root / "fiches/acteurs/mairie.yml").is_file()


def test_new_says_why_the_disk_refuses(root: Path, run: Any) -> None:
    shutil.rmtree(root / "fiches/outils")
    status, out, err = run("new", "outil", "Titre", after=(write("fiches/outils", ""),))
    where = Path("fiches/outils")
    message = f"guide : « {where} » : un fichier porte déjà ce nom. Vérifiez le disque et les droits d’accès.\n"
    assert (status, out, err) == (2, "", message)


# --- schema -------------------------------------------------------------------------------------------------------


SCHEMAS = (*TYPES, "livret")


def schemas(root: Path) -> dict[str, Any]:
    return {name: json.loads((root / ".schemas" / f"{name}.schema.json").read_text("utf-8")) for name in SCHEMAS}


def as_json(value: Any) -> Any:
    """YAML data as an editor sees it: a date is a text."""
    return json.loads(json.dumps(value, default=str))


def refusals(schema: dict[str, Any], data: Any) -> list[str]:
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    return [f"{'.'.join(map(str, error.path))} {error.validator}" for error in validator.iter_errors(as_json(data))]


def test_schemas_of_the_repository_are_up_to_date(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_guide(tmp_path / "guide")
    assert main(["schema", "--racine", str(root)]) == 0
    assert capsys.readouterr() == (f"6 schémas écrits dans « {os.path.relpath(root / '.schemas')} ».\n", "")
    written = {path.name: path.read_bytes() for path in (root / ".schemas").iterdir()}
    assert written == {path.name: path.read_bytes() for path in (DEPOT / ".schemas").iterdir()}
    assert set(written) == {f"{name}.schema.json" for name in SCHEMAS}


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_a_json_schema(name: str) -> None:
    schema = schemas(DEPOT)[name]
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_schema_explains_keys_and_values(root: Path, run: Any) -> None:
    run("schema")
    schema = schemas(root)["pratique"]
    assert schema["properties"]["resume"] == {
        "description": "Ce que le lecteur y gagne, 300 caractères au plus (texte simple)",
        "maxLength": 300,
        "type": "string",
    }
    assert schema["properties"]["posture"] == {
        "type": "array",
        "description": "Posture de la commune : la place que prend la commune.",
        "items": {"enum": ["pilote", "soutient"]},
        "uniqueItems": True,
    }
    assert "posture" not in schemas(root)["outil"]["properties"]
    assert schema["required"] == [
        "titre", "resume", "statut", "cree_le", "revu_le", "nature", "situation", "a_quoi_ca_sert", "etapes",
    ]  # fmt: skip


@pytest.mark.parametrize("guide_", ["sain", "depot"])
def test_every_valid_fiche_satisfies_its_schema(root: Path, run: Any, guide_: str) -> None:
    folder = root if guide_ == "sain" else DEPOT
    run("schema")
    found = {
        str(path): refusals(schemas(folder)[cls.TYPE], read_yaml(path, "f").donnees)
        for name, cls in DOSSIERS.items()
        for path in sorted((folder / "fiches" / name).glob("*.yml"))
    }
    booklets = sorted((folder / "livrets").glob("*.yml"))
    assert booklets or folder == DEPOT
    found |= {str(path): refusals(schemas(folder)["livret"], read_yaml(path, "f").donnees) for path in booklets}
    assert {path: errors for path, errors in found.items() if errors} == {}
    assert len(found) == len(list((folder / "fiches").rglob("*.yml"))) + len(booklets)


BROKEN = {
    "missing key": (replace(OUTIL, "objectif: Obtenir un plan accepté par tous.\n", ""), [" required"]),
    "unknown key": (add(OUTIL, "x: 1\n"), [" additionalProperties"]),
    "unknown key in a list": (replace(OUTIL, "lignes: 4", "ligne: 4"), ["grille.0 additionalProperties"]),
    "unknown link": (replace(OUTIL, "type: outille", "type: outil"), ["liens.0.type enum"]),
    "text for a list": (replace(OUTIL, "deroule:\n  - Regarder le terrain.\n  - P", "deroule: P"), ["deroule type"]),
    "number for a text": (replace(OUTIL, "duree: 2 h", "duree: 2"), ["duree type"]),
    "bad date": (replace(OUTIL, "revu_le: 2026-02-20", "revu_le: 20/02/2026"), ["revu_le format"]),
    "long summary": (replace(OUTIL, "resume: P", f"resume: {'p' * 300}"), ["resume maxLength"]),
    "unknown value of a facet": (add(OUTIL, "echelles: [canton]\n"), ["echelles.0 enum"]),
    "facet of another type": (add(OUTIL, "posture: [pilote]\n"), [" additionalProperties"]),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_fiche_does_not_satisfy_its_schema(root: Path, run: Any, case: str) -> None:
    change, expected = BROKEN[case]
    run("schema", after=(change,))
    assert refusals(schemas(root)["outil"], read_yaml(root / OUTIL, OUTIL).donnees) == expected


BROKEN_BOOKLETS = {
    "missing title of a part": (replace(CARNET, "  - titre: Les mots\n    i", "  - i"), "'titre' is a required property"),
    "unknown key in a part": (replace(CARNET, "chiffres: [", "chiffre: ["), "('chiffre' was unexpected)"),
    "a list for a fiche": (replace(CARNET, "- jardin-partage", "- [jardin-partage]"), "['jardin-partage'] is not valid"),
    "unknown facet": (replace(CARNET, "type: outil", "typ: outil"), "{'typ': 'outil'} is not valid"),
    "unknown value": (replace(CARNET, "type: outil", "type: outils"), "{'type': 'outils'} is not valid"),
    "no value": (replace(CARNET, "type: outil", "type: []"), "{'type': []} is not valid"),
    "unknown option": (replace(CARNET, "cartes: true", "carte: true"), "('carte' was unexpected)"),
    "unknown format": (replace(CARNET, "notes: 2", "format: A3"), "'A3' is not one of ['A4', 'A5']"),
}


@pytest.mark.parametrize("case", BROKEN_BOOKLETS)
def test_a_broken_booklet_does_not_satisfy_its_schema(root: Path, run: Any, case: str) -> None:
    change, expected = BROKEN_BOOKLETS[case]
    run("schema", after=(change,))
    validator = Draft202012Validator(schemas(root)["livret"])
    (error,) = validator.iter_errors(as_json(read_yaml(root / CARNET, CARNET).donnees))
    assert expected in error.message


def test_schema_of_a_booklet_knows_the_facets_of_the_guide(root: Path, run: Any) -> None:
    run("schema")
    line = schemas(root)["livret"]["$defs"]["Partie"]["properties"]["fiches"]["items"]["anyOf"][1]
    assert list(line["properties"]) == ["type", "nature", "echelles", "posture", "familles_acteurs"]
    assert line["properties"]["posture"]["anyOf"][0] == {"enum": ["pilote", "soutient"]}


def test_schema_without_vocabularies_has_no_facet(root: Path, run: Any) -> None:
    assert run("schema", after=(delete(VOCABULAIRES),))[::2] == (0, "")
    assert "echelles" not in schemas(root)["outil"]["properties"]


# --- as a process -------------------------------------------------------------------------------------------------


def test_the_command_is_a_process_like_any_other(root: Path) -> None:
    ERROR(root)
    done = guide("check", "--racine", root)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{ERROR_LINE}\n1 erreur, aucun avertissement.\n")


@pytest.mark.parametrize("words", [("check",), ("check", "--json"), ("--help",), ("check", "--racine", "été")])
def test_a_console_without_french_gets_utf8_and_no_traceback(root: Path, words: tuple[str, ...]) -> None:
    replace(CHARTE, "sigle: CJP", "sigle: ŒÎ→\nxyz: 1")(root)
    environment = {**ENVIRONNEMENT, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = subprocess.run([*COMMANDE, *words], cwd=root, env=environment, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr
    assert "é" in (done.stdout + done.stderr).decode("utf-8")
