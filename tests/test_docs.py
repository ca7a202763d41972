"""The documentation says what the program does: commands, keys, codes, macros, paths, and a first fiche that works."""

from __future__ import annotations

import argparse
import ast
import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from guides import COMMANDE, COMPLET, DEPOT, ENVIRONNEMENT, copy_guide
from problem_cases import CASES

from generator.adapters import macros
from generator.biblio import parse_bibliography, read_bibliography
from generator.bibvocabulary import ALIASES, FIELDS, FORBIDDEN
from generator.bibvocabulary import TYPES as BIB_TYPES
from generator.bookletmodel import Livret, OptionsLivret, Partie, Seance
from generator.cli import _parser
from generator.load import BIBLIO
from generator.model import CHAMPS_INTERNES, TYPES, Chiffre, Fiche, Sigle, Source, TypeLien, Vocabulaire, mandatory_fields
from generator.new import LIVRET
from generator.pipeline import check

README = (DEPOT / "README.md").read_text("utf-8")
DOCS = {path: path.read_text("utf-8") for path in (DEPOT / "README.md", *sorted((DEPOT / "docs").rglob("*.md")))}
FICHES, PAGES, LIVRETS, PROBLEMES, ARCHITECTURE = (
    DOCS[DEPOT / "docs" / f"{name}.md"] for name in ("fiches", "pages", "livrets", "problemes", "architecture")
)
FENCE = re.compile(r"^(`{3,})(\w*)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)


def fences(text: str, *languages: str) -> list[tuple[str, str]]:
    """The code blocks of a text, as (language, content)."""
    return [(m[2], m[3]) for m in FENCE.finditer(text) if not languages or m[2] in languages]


def code(text: str) -> Iterator[str]:
    """What a reader may type: inline code, and blocks of commands."""
    yield from re.findall(r"`([^`\n]+)`", FENCE.sub("", text))
    yield from (line for _, block in fences(text, "sh", "powershell") for line in block.splitlines())


def section(text: str, title: str) -> str:
    """What stands under the heading that begins with `title`, to the next one of the same level or above."""
    start = re.search(rf"^(#+) {re.escape(title)}.*\n", text, re.MULTILINE)
    assert start, f"no heading « {title} »"
    return re.split(rf"^#{{1,{len(start[1])}}} ", text[start.end() :], maxsplit=1, flags=re.MULTILINE)[0]


# --- commands -------------------------------------------------------------------------------------------------------


def commands() -> dict[str, argparse.ArgumentParser]:
    return next(a for a in _parser()._actions if isinstance(a, argparse._SubParsersAction)).choices


@pytest.mark.parametrize("name", commands())
def test_command_is_in_the_readme_with_its_options_and_no_other(name: str) -> None:
    listed = section(README, "Les commandes")
    line = re.search(rf"^- `guide {name}[ `].*$", listed, re.MULTILINE)
    assert line, f"« guide {name} » is not in the list of commands"
    shared = {"--racine", "--help"}
    options = {o for action in commands()[name]._actions for o in action.option_strings if o.startswith("--")}
    assert set(re.findall(r"--[a-z-]+", line[0])) == options - shared
    assert all(option in listed for option in shared)


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_commands_named_exist(path: Path) -> None:
    makefile = (DEPOT / "Makefile").read_text("utf-8")
    for typed in code(DOCS[path]):
        for name in re.findall(r"(?:^|--no-sync )guide ([a-z]+)", typed):
            assert name in commands(), typed
        for target in re.findall(r"^(?:[A-Z_]+=\S+ )?make ([a-z]+)", typed):
            assert f"\n{target}:" in makefile, typed


def test_types_of_guide_new_are_listed() -> None:
    line = next(line for line in README.splitlines() if line.startswith("- `guide new "))
    assert re.findall(r"`([a-z]+)`", line) == [*TYPES, LIVRET]


def test_windows_commands_are_those_of_make() -> None:
    make = (DEPOT / "Makefile").read_text("utf-8").replace("$(GUIDE)", "guide").replace(".venv/bin/", "")
    install = (
        (DEPOT / "scripts" / "install.sh").read_text("utf-8").replace("--quiet ", "").replace("--python .venv/bin/python ", "")
    )
    for _, block in fences(README, "powershell"):
        for line in block.splitlines():
            if line.startswith("uv run --no-sync "):
                assert line.removeprefix("uv run --no-sync ") in make
            elif line.startswith("uv pip "):
                lock = re.search(r"requirements(?:-dev)?\.lock", line)
                assert not lock or f"scripts/install.sh {lock[0]}\n" in make
                assert re.sub(r"requirements(?:-dev)?\.lock", '"$lock"', line) in install
            else:
                assert line.startswith("uv venv ")


# --- keys -----------------------------------------------------------------------------------------------------------


def nested(hint: Any) -> type | None:
    """The record inside `tuple[X, ...]` or `X | None`."""
    if hasattr(hint, "__dataclass_fields__"):
        return hint
    return next((found for arg in get_args(hint) if (found := nested(arg))), None)


def rows(cls: type, without: frozenset[str] = frozenset()) -> Iterator[tuple[str, str, bool]]:
    """(key, « oui » or « non », is Markdown) of each key, and of the keys inside it (those of a source: once)."""
    hints = get_type_hints(cls)
    for f in fields(cls):
        if f.name in CHAMPS_INTERNES | without:
            continue
        yield f.name, "oui" if f.name in mandatory_fields(cls) else "non", "prose" in f.metadata
        inner = nested(hints[f.name])
        if inner and (inner is not Source or f.name == "sources"):
            yield from ((f"{f.name}.{key}", must, prose) for key, must, prose in rows(inner))


SINGULIERS = {
    "definition": "Définition",
    "dispositif": "Dispositif",
    "pratique": "Pratique",
    "acteur": "Acteur",
    "outil": "Outil",
}
COMMON = frozenset(f.name for f in fields(Fiche))
KEYS = {
    "Clés de toutes les fiches": list(rows(Fiche)),
    "Sigles": list(rows(Sigle)),
    "Chiffres clés": list(rows(Chiffre)),
    "Une facette": list(rows(Vocabulaire)),
} | {SINGULIERS[type_]: list(rows(cls, COMMON)) for type_, cls in TYPES.items()}


@pytest.mark.parametrize("title", KEYS)
def test_keys_are_those_of_the_model(title: str) -> None:
    table = re.findall(r"^\| `([a-z_.]+)` \| (oui|non) \| ([^|]*) \|", section(FICHES, title), re.MULTILINE)
    assert sorted((key, must, "Markdown" in form) for key, must, form in table) == sorted(KEYS[title])


def booklet_rows(cls: type, prefix: str = "") -> Iterator[tuple[str, str, str]]:
    """(key, « oui » or « non », default as YAML) of each key of a booklet."""
    for f in fields(cls):
        if f.name not in CHAMPS_INTERNES:
            plain = isinstance(f.default, str | int) and f.default != ""
            default = str(f.default).lower() if isinstance(f.default, bool) else str(f.default)
            yield f"{prefix}{f.name}", "oui" if f.name in mandatory_fields(cls) else "non", default if plain else ""


def test_keys_of_a_booklet_are_those_of_the_model() -> None:
    def table(title: str) -> list[tuple[str, str, str]]:
        return re.findall(r"^\| `([a-z_.]+)` \| (oui|non) \| (?:`([\w-]*)` )?\|", section(LIVRETS, title), re.MULTILINE)

    inside = [*booklet_rows(Partie, "parties."), *booklet_rows(Seance, "seance.")]
    assert sorted(table("Le livret")) == sorted([*booklet_rows(Livret), *inside])
    assert table("Les options") == list(booklet_rows(OptionsLivret))


@pytest.mark.skipif(not COMPLET, reason="the documentation tells of fiches that this guide has not")
def test_booklet_of_the_documentation_is_good(tmp_path: Path) -> None:
    folder = copy_guide(tmp_path / "guide")
    (_, booklet), (_, session) = fences(LIVRETS, "yaml")
    (folder / "livrets" / "notre-premiere-rencontre.yml").write_text(booklet + session, "utf-8")
    draft, problems = check(folder)
    assert problems == ()
    made = next(livret for livret in draft.livrets if livret.slug == "notre-premiere-rencontre")
    assert made.seance
    assert (made.options.notes, len(made.parties)) == (2, 2)


def test_each_type_names_its_folder_and_each_kind_of_link_is_explained() -> None:
    assert all(f"`fiches/{cls.DOSSIER}/`" in FICHES for cls in TYPES.values())
    assert tuple(re.findall(r"^\| `([a-z_]+)` \| [^|]*l’autre[^|]* \|", FICHES, re.MULTILINE)) == get_args(TypeLien)


def test_types_and_fields_of_references_are_listed() -> None:
    table = section(FICHES, "Les types")
    assert set(re.findall(r"^\| `([a-z]+)` \|", table, re.MULTILINE)) == set(BIB_TYPES.values())
    table = section(FICHES, "Les champs")
    listed = {name for cell in re.findall(r"^\| (`.*?`) \|", table, re.MULTILINE) for name in re.findall(r"`([a-z]+)`", cell)}
    assert listed == FIELDS - {"year", "month"}
    assert all(f"`{name}`" in table for name in ("year", "month", *ALIASES, *FORBIDDEN))


# --- codes of problems ----------------------------------------------------------------------------------------------


def emitted() -> set[str]:
    """Every code in the source of the generator. A code built from pieces is known here, or the test fails."""
    codes = {f"BIB-{suffix}" for suffix, *_ in FORBIDDEN.values()}
    for path in (DEPOT / "generator").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and re.fullmatch(r"[A-Z]{3,}(-[A-Z]+)+", node.value)
            ):
                codes.add(node.value)
            elif isinstance(node, ast.JoinedStr) and re.match(r"f['\"][A-Z]{3,}-\{", ast.unparse(node)):
                assert ast.unparse(node) == "f'BIB-{FORBIDDEN[nom][0]}'", f"{path.name}, line {node.lineno}"
    return codes


EXPLAINED = re.findall(r"^### `([A-Z-]+)` \(((?:erreur|avertissement)(?: ou avertissement)?)\)$", PROBLEMES, re.MULTILINE)
BYTES = {
    "BIB-CONTROLE": b"@book{a,\n  title = {Faire\x02},\n}\n",
    "BIB-ENCODAGE": "@book{a,\n  title = {Faire société},\n}\n".encode("cp1252"),
    "BIB-FORMAT": b"TY  - JOUR\n",
    "BIB-HTML": b"<!DOCTYPE html>\n",
    "BIB-INVISIBLE": "@book{a,\n  title = {Faire so\u200bciété},\n}\n".encode(),
    "BIB-RTF": b"{\\rtf1\\ansi",
    "BIB-VIDE": b"",
}


def test_every_code_is_explained_and_none_is_dead() -> None:
    explained = [name for name, _ in EXPLAINED]
    assert set(explained) == emitted()
    assert explained == sorted(explained)


@pytest.mark.parametrize(("name", "gravity"), EXPLAINED)
def test_example_is_what_the_program_prints(name: str, gravity: str, tmp_path: Path) -> None:
    blocks = dict(fences(section(PROBLEMES, f"`{name}`")))
    path = tmp_path / "biblio.bib"
    if name == "BIB-ILLISIBLE":
        path.mkdir()
    elif name in BYTES:
        path.write_bytes(BYTES[name])
    if "bibtex" in blocks:
        printed = map(str, parse_bibliography(blocks["bibtex"], BIBLIO)[1])
    elif name in BYTES or name in ("BIB-ABSENT", "BIB-ILLISIBLE"):
        printed = map(str, read_bibliography(path, BIBLIO)[1])
    else:
        printed = (line for _, lines in CASES.values() for line in lines)
    example = blocks["text"].strip()
    assert example in list(printed)
    found = re.match(r"\S+: (erreur|avertissement) ([A-Z-]+): ", example)
    assert found
    assert found[1] in gravity.split(" ou ")
    assert found[2] == name


# --- macros, modules, paths -----------------------------------------------------------------------------------------


def test_every_macro_is_documented() -> None:
    names: list[str] = []
    macros.define_env(argparse.Namespace(macro=lambda function: names.append(function.__name__)))
    table = section(PAGES, "Les macros")
    assert re.findall(r"^\| `([a-z_]+)` \|", table, re.MULTILINE) == names
    assert re.findall(r"`\{\{ ([a-z_]+)\(", table) == names


def test_every_module_has_its_line() -> None:
    modules = {path.relative_to(DEPOT).as_posix() for path in (DEPOT / "generator").rglob("*.py")}
    assert set(re.findall(r"^\| `(generator/[\w/]+\.py)` \|", ARCHITECTURE, re.MULTILINE)) == modules


def anchor(heading: str) -> str:
    """The anchor that a forge gives to a heading."""
    return re.sub(r"[^\w -]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_and_paths_lead_somewhere(path: Path) -> None:
    prose = FENCE.sub("", DOCS[path])
    for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", prose)):
        name, _, fragment = target.partition("#")
        file = (path.parent / name).resolve() if name else path
        assert file.exists(), target
        if fragment:
            headings = re.findall(r"^#+ (.*)$", FENCE.sub("", file.read_text("utf-8")), re.MULTILINE)
            assert fragment in map(anchor, headings), target
    kept = {entry.name for entry in DEPOT.iterdir()} - {"build", "site", ".venv"}
    for named in re.findall(r"`([\w./-]+)`", prose):
        if named.split("/")[0] in kept and "…" not in named:
            assert (DEPOT / named).exists(), named


# --- the first fiche ------------------------------------------------------------------------------------------------


def run(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    """A command of the README, run in `folder` by this interpreter."""
    arguments = shlex.split(command)[1:]
    return subprocess.run(
        [*COMMANDE, *arguments], cwd=folder, env=ENVIRONNEMENT, capture_output=True, encoding="utf-8", check=False
    )


@pytest.mark.skipif(not COMPLET, reason="the README tells of fiches that this guide has not")
def test_first_fiche_in_five_minutes(tmp_path: Path) -> None:
    told = section(README, "Votre première fiche en cinq minutes")
    new, check, again, build, serve = (line for _, block in fences(told, "sh") for line in block.splitlines())
    (_, created), (_, error) = fences(told, "text")
    ((_, fiche),) = fences(told, "yaml")
    wrong, right = re.search(r"Remplacez `([^`]+)` par `([^`]+)`", told).groups()
    folder = copy_guide(tmp_path / "guide")

    assert run(folder, new).stdout == created
    slug = re.search(r"« (.*)\.yml »", created)[1]
    path = folder / f"{slug}.yml"
    assert slug not in run(folder, check).stderr  # as it is created, it is a good draft

    path.write_text(fiche, "utf-8")
    done = run(folder, check)
    assert (done.returncode, [line for line in done.stderr.splitlines() if slug in line]) == (1, error.splitlines())

    path.write_text(fiche.replace(wrong, right), "utf-8")
    done = run(folder, again)
    assert (done.returncode, slug in done.stderr) == (0, False)

    assert run(folder, build).returncode == 0
    page = (folder / "site" / slug.removeprefix("fiches/") / "index.html").read_text("utf-8")
    assert 'data-slug="partenariat"' in page
    assert "(centre communal d’action sociale)" in page
    cited = re.search(r"\[\[([a-z-]+)\|", fiche)[1]
    assert f"../{Path(slug).name}/" in (folder / "site" / "pratiques" / cited / "index.html").read_text("utf-8")

    server = subprocess.Popen(
        [*COMMANDE, *shlex.split(serve)[1:]], cwd=folder, env=ENVIRONNEMENT, stdout=subprocess.PIPE, encoding="utf-8"
    )
    try:
        assert server.stdout
        address = re.search(r"http://\S+/", server.stdout.readline())
        assert address
        assert f"{address[0]}{slug.removeprefix('fiches/')}/" in told
    finally:
        server.terminate()
        server.communicate(timeout=30)
