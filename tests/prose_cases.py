"""Reads the cases of tests/fixtures/*.md, and shows a page of HTML in the notation of those files."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from markdown import Markdown

from generator.annotations import Annotations, Cible, SigleConnu, Terme
from generator.prose import GuideExtension

FIXTURES = Path(__file__).parent / "fixtures"
PAGE = "pratiques/exemple.md"
ENGINE_EXTENSIONS = ("tables", "attr_list", "def_list", "admonition", "md_in_html", "toc", "footnotes", "fenced_code")

_TERMES = {
    "partenariat": "Partenariat",
    "chef-de-file": "Chef de file",
    "capacite-animation": "Capacité d’animation partenariale",
    "developpement-social": "Développement social",
    "developpement-social-local": "Développement social local",
    "observation-partagee": "Observation partagée",
    "habitant": "Habitant",
    "elu": "Élu",
    "acteur": "Acteur",
    "chef": "Chef",
    "reseau": "Réseau",
}
ANNOTATIONS = Annotations(
    pages={slug: Cible(f"definitions/{slug}.md", titre, f"Définition : {titre}.") for slug, titre in _TERMES.items()}
    | {"ccas": Cible("acteurs/ccas.md", "CCAS"), "tour-de-table": Cible("outils/tour-de-table.md", "Tour de table")},
    termes=tuple(Terme(slug, (titre,)) for slug, titre in _TERMES.items()),
    sigles=(
        SigleConnu("CCAS", "centre communal d'action sociale", "acteurs/ccas.md", "ccas"),
        SigleConnu("RSA", "revenu de solidarité active", "sigles.md#rsa"),
        SigleConnu(
            "DSL", "développement social local", "definitions/developpement-social-local.md", "developpement-social-local"
        ),
    ),
    citations={
        "avenel2017a": Cible("bibliographie/avenel2017a.md", "Avenel 2017a"),
        "rouzeau2018a": Cible("bibliographie/rouzeau2018a.md", "Rouzeau 2018"),
    },
)


@dataclass(frozen=True)
class Case:
    """One case: its title, the page it stands on, what is written, what the reader should see."""

    titre: str
    page: str
    entree: str
    attendu: str


_CASE = re.compile(
    r"^## (?P<titre>[^\n]+)\n+(?:page : `(?P<page>[^`]+)`\n+)?"
    r"~~~ entrée\n(?P<entree>.*?)^~~~\n+~~~ attendu\n(?P<attendu>.*?)^~~~$",
    re.MULTILINE | re.DOTALL,
)


def cases(name: str) -> list[Case]:
    """The cases of tests/fixtures/`name`.md."""
    text = (FIXTURES / f"{name}.md").read_text(encoding="utf-8")
    found = [Case(m["titre"], m["page"] or PAGE, typed(m["entree"]), m["attendu"].strip("\n")) for m in _CASE.finditer(text)]
    assert len(found) == len(re.findall(r"^~~~ entrée$", text, re.MULTILINE)), f"a case of {name}.md is badly written"
    return found


def typed(text: str) -> str:
    """The two signs of the notation back into the spaces they stand for."""
    return text.replace("⍽", "\u00a0").replace("⎵", "\u202f")


def convert(text: str, page: str = PAGE, annotations: Annotations = ANNOTATIONS) -> str:
    """The HTML of a staged page, as the engines make it."""
    md = Markdown(extensions=[*ENGINE_EXTENSIONS, GuideExtension(lambda: annotations)])
    return md.convert(f"<!-- guide:{page} -->\n{text}")


def shown(html: str, page: str = PAGE) -> str:
    """What the reader sees, in the notation explained at the top of tests/fixtures/glossaire.md."""
    viewer = _Viewer(page)
    viewer.feed(html)
    viewer.close()
    lines = (line.rstrip() for line in "".join(viewer.out).split("\n"))
    return "\n".join(line for line in lines if line.strip()).replace("\u00a0", "⍽").replace("\u202f", "⎵")


_AROUND = {"strong": ("**", "**"), "em": ("*", "*"), "code": ("`", "`"), "td": ("| ", " "), "th": ("| ", " ")}
_BEFORE = {f"h{n}": "\n" + "#" * n + " " for n in range(1, 7)}
_BEFORE |= {"li": "\n- ", "blockquote": "\n> ", "tr": "\n", "dd": "\n: "}


class _Viewer(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.out: list[str] = []
        self.ends: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        before, after = _AROUND.get(tag, ("", ""))
        if tag in ("img", "br", "hr"):  # nothing to close
            self.out.append("\n" if tag == "br" else found.get("alt", ""))
            return
        if tag == "a" and "data-guide" in found:
            before, after = "{", f"→{self.resolve(found['href'])}}}"
        elif tag == "a":
            before, after = "[", f"]({found['href']})"
        self.out.append(_BEFORE.get(tag, before))
        self.ends.append(after)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.out.append(self.ends.pop())

    def handle_data(self, data: str) -> None:
        self.out.append(data)

    def resolve(self, href: str) -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.page), href))
