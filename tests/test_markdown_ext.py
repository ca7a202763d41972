"""The extension as the engines load it, and the file of annotations they share."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from guides import RACINES
from markdown import Markdown
from prose_cases import ANNOTATIONS

from generator.adapters.markdown_ext import AnnotationsIllisibles, makeExtension, read_annotations
from generator.annotations import Annotations, Cible, from_json, to_json
from generator.link import link
from generator.load import load

ROOT = Path(__file__).parent.parent
MARKER = "<!-- guide:pratiques/exemple.md -->\n\n"
PAGE = MARKER + "# L'essentiel\n\nUn partenariat, le RSA [@avenel2017a, p. 12] : [[chef|un mot]] !\n"
CONFIG = """
site_name: Essai
site_url: https://exemple.fr/guide/
theme: {name: material, font: false}
plugins: []
markdown_extensions: [attr_list, footnotes, md_in_html, tables, {generator.adapters.markdown_ext: {annotations: notes.json}}]
"""


def test_annotations_come_back_as_they_were() -> None:
    assert from_json(to_json(ANNOTATIONS)) == ANNOTATIONS
    assert from_json(to_json(Annotations())) == Annotations()
    assert to_json(from_json(to_json(ANNOTATIONS))) == to_json(ANNOTATIONS)


def test_the_file_holds_of_a_reference_what_a_page_writes_of_it() -> None:
    guide = link(load(RACINES / "sain")[0])
    assert guide.annotations.citations["manuel2019a"] == Cible("bibliographie/manuel2019a.md", guide.notices["manuel2019a"].appel)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"pages": 1}', '{"pages": {}, "termes": [1], "sigles": [], "citations": {}}'])
def test_something_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="these are not annotations"):
        from_json(text)


def test_the_file_is_read_once_until_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    path.write_text(to_json(ANNOTATIONS), encoding="utf-8")
    first = read_annotations(path)
    assert read_annotations(path) is first
    path.write_text(to_json(Annotations()), encoding="utf-8")
    assert read_annotations(path) == Annotations()


def test_loaded_by_its_dotted_name(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    path.write_text(to_json(ANNOTATIONS), encoding="utf-8")
    name = "generator.adapters.markdown_ext"
    html = Markdown(extensions=[name], extension_configs={name: {"annotations": str(path)}}).convert(PAGE)
    assert 'href="../definitions/partenariat.md"' in html


def test_a_missing_file_matters_only_to_the_pages_that_need_it(tmp_path: Path) -> None:
    path = tmp_path / "absent.json"
    md = Markdown(extensions=[makeExtension(annotations=str(path))])
    assert md.convert("Le partenariat ?") == "<p>Le partenariat ?</p>"
    with pytest.raises(AnnotationsIllisibles) as caught:
        md.reset().convert(PAGE)
    assert str(caught.value) == f"{path} est introuvable : lancez « guide build », qui écrit ce fichier."


def test_a_damaged_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(AnnotationsIllisibles) as caught:
        read_annotations(path)
    assert str(caught.value) == f"{path} ne se lit pas : lancez « guide build », qui écrit ce fichier."


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The article of the same page, built by each engine."""
    articles = {}
    for engine in ("mkdocs", "zensical"):
        root = tmp_path_factory.mktemp(engine)
        pages = {"index.md": "# Accueil\n", "pratiques/exemple.md": PAGE, "sigles.md": "# Sigles\n\n## RSA {: #rsa }\n"}
        pages |= {f"definitions/{name}.md": f"# {name}\n" for name in ("partenariat", "chef")}
        pages["bibliographie/avenel2017a.md"] = "# Avenel\n"
        for name, text in pages.items():
            (root / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
            (root / "docs" / name).write_text(text, encoding="utf-8")
        (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
        (root / "notes.json").write_text(to_json(ANNOTATIONS), encoding="utf-8")
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
        command = [sys.executable, "-m", engine, "build", "--strict"]
        run = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout + run.stderr
        html = (root / "site/pratiques/exemple/index.html").read_text(encoding="utf-8")
        articles[engine] = html[html.index("<h1") : html.index("</article>")]
    return articles


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_engine_resolves_the_links(built: dict[str, str], engine: str) -> None:
    assert re.findall(r'<a [^>]*data-guide[^>]*href="([^"]+)"', built[engine]) == [
        "../../definitions/partenariat/",
        "../../sigles/#rsa",
        "../../bibliographie/avenel2017a/",
        "../../definitions/chef/",
    ]


def test_both_engines_show_the_same_words(built: dict[str, str]) -> None:
    mkdocs, zensical = (" ".join(unescape(re.sub(r"<[^>]*>", "", html)).split(" ")).strip() for html in built.values())
    assert mkdocs == zensical
    assert "Un partenariat, le RSA (revenu de solidarité active) (Avenel 2017a, p.\u00a012)\u00a0: un mot\u202f!" in mkdocs
