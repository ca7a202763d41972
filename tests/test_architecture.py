"""Who may import what, print, stop, write files, and how long a module or a function may be."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator

import pytest
from guides import DEPOT

PACKAGE = DEPOT / "generator"
MODULES = {path.relative_to(PACKAGE).with_suffix("").as_posix().replace("/", "."): path for path in PACKAGE.rglob("*.py")}
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in MODULES.items()}
ADAPTERS = {name for name in MODULES if name.startswith("adapters")}
CORE = set(MODULES) - ADAPTERS

# The door of each third-party library. A second module needs a reason, written here.
DOORS = {
    "bibtexparser": {"biblio"},
    "filelock": {"publish"},
    "fontTools": {"fonts"},
    "fontpkg_source_sans_3": {"fonts"},
    "igraph": {"layout"},
    "jinja2": {"render"},
    # `handout` gives trees of lxml; `docx` changes one and writes it again.
    "lxml": {"fulltext", "handout", "docx"},
    # `boxes` is one block rule of the syntax of `prose`, in a module of its own as Python-Markdown keeps its own rules.
    "markdown": {"prose", "boxes"},
    "mkdocs": {"adapters.mkdocs_hook"},
    "pagefind": {"search"},
    "pikepdf": {"pdf"},
    "pydantic": {"schema"},
    "pypandoc": {"pandoc"},
    "segno": {"qrcode"},
    "typst": {"typesetter"},
    "yaml": {"sources"},
}
# Run as programs or loaded by the engines from mkdocs.yml: nothing of ours imports them.
NOT_IMPORTED = {"mkdocs-macros-plugin", "mkdocs-material", "zensical"}
# Names on PyPI that are not the name of the module.
NAMES = {
    "pyyaml": "yaml",
    "pypandoc-binary": "pypandoc",
    "fonttools[woff]": "fontTools",
    "pagefind[bin]": "pagefind",
    "fontpkg-source-sans-3": "fontpkg_source_sans_3",
}
ENGINES = {"mkdocs", "material", "zensical", "mkdocs_macros"}

# `typesetter` answers the process that asked it for a PDF.
PRINTERS = {"cli", "typesetter"}
STOPPERS = {"cli", "__main__"}
# `write` the staged pages, `publish` the site, `citation` its cache, `new` a fiche.
WRITERS = {"write", "publish", "citation", "new"}


def imports(name: str) -> Iterator[str]:
    """The modules that a module imports, in full: « yaml », « generator.model »."""
    package = ["generator", *name.split(".")[:-1]]
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join([*package[: len(package) - node.level + 1], *([node.module] if node.module else [])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def calls(name: str) -> Iterator[str]:
    """The functions that a module calls, as written: « print », « sys.exit », « path.write_text »."""
    return (ast.unparse(node.func) for node in ast.walk(TREES[name]) if isinstance(node, ast.Call))


def functions(name: str) -> Iterator[tuple[str, int]]:
    """Each function of a module with its number of lines."""
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_each_library_enters_through_its_door() -> None:
    found: dict[str, set[str]] = {}
    for name in MODULES:
        for imported in imports(name):
            top = imported.partition(".")[0]
            if top not in sys.stdlib_module_names and top != "generator":
                found.setdefault(top, set()).add(name)
    assert found == DOORS


def test_every_dependency_has_a_door() -> None:
    project = tomllib.loads((DEPOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {requirement.partition("=")[0].rstrip("<>~!") for requirement in project["dependencies"]}
    assert {NAMES.get(name, name) for name in declared - NOT_IMPORTED} == set(DOORS)


@pytest.mark.parametrize("name", sorted(CORE))
def test_the_core_knows_neither_adapters_nor_engines(name: str) -> None:
    wanted = set(imports(name))
    assert not [m for m in wanted if m.startswith("generator.adapters")]
    assert not {m.partition(".")[0] for m in wanted} & ENGINES


def test_modules_of_the_core_do_not_import_in_circles() -> None:
    edges = {name: {m.removeprefix("generator.") for m in imports(name)} & CORE for name in CORE}
    while leaves := {name for name, wanted in edges.items() if not wanted}:
        edges = {name: wanted - leaves for name, wanted in edges.items() if name not in leaves}
    assert edges == {}


def test_stages_know_only_the_stages_before_them() -> None:
    stages = ["load", "validate", "link", "render", "write", "publish", "pipeline", "cli"]
    for rank, name in enumerate(stages):
        later = {f"generator.{after}" for after in stages[rank + 1 :]}
        assert not set(imports(name)) & later, name


@pytest.mark.parametrize("name", sorted(CORE - PRINTERS))
def test_only_the_command_prints(name: str) -> None:
    assert not {call for call in calls(name) if call in ("print", "input") or call.startswith(("sys.stdout", "sys.stderr"))}


@pytest.mark.parametrize("name", sorted(CORE - STOPPERS))
def test_only_the_command_stops_the_program(name: str) -> None:
    stops = {"exit", "quit", "sys.exit", "os._exit", "os.abort", "os.kill"}
    assert not {call for call in calls(name) if call in stops}
    assert "SystemExit" not in {node.id for node in ast.walk(TREES[name]) if isinstance(node, ast.Name)}


METHODS = {"open", "write_text", "write_bytes", "mkdir", "rmdir", "unlink", "touch", "symlink_to", "hardlink_to", "chmod"}
IN_MEMORY = {"Pdf.open"}
FUNCTIONS = ("os.replace", "os.rename", "os.remove", "os.mkdir", "os.makedirs", "shutil.", "tempfile.")


@pytest.mark.parametrize("name", sorted(set(MODULES) - WRITERS))
def test_only_writers_touch_the_disk(name: str) -> None:
    found = {call for call in calls(name) if call.rpartition(".")[2] in METHODS or call.startswith(FUNCTIONS)}
    assert found - IN_MEMORY == set()


@pytest.mark.parametrize("name", sorted(MODULES))
def test_modules_are_short(name: str) -> None:
    assert len(MODULES[name].read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("name", sorted(MODULES))
def test_functions_are_short(name: str) -> None:
    assert {function: lines for function, lines in functions(name) if lines > 50} == {}


@pytest.mark.parametrize("name", sorted(MODULES))
def test_modules_say_what_they_do(name: str) -> None:
    assert len(ast.get_docstring(TREES[name]) or "") > 20
