"""`content/` → the editorial pages, the files that go with them, and what is wrong in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from .problems import ERREUR, Probleme
from .sourcemap import SourceMap
from .sources import parse_yaml, read_text

CONTENT = "content"
# The menu, the footer or the law want them in every site.
PAGES_REQUISES = ("index.md", "a-propos.md", "accessibilite.md", "mentions-legales.md")
# What editors and systems leave in folders: nobody wrote it to be published.
_IGNORED = re.compile(r"^[.~]|~$|\.(bak|tmp|swp)$|^(thumbs\.db|desktop\.ini)$", re.IGNORECASE)


@dataclass(frozen=True)
class PageEditoriale:
    """A Markdown page of `content/`: `chemin` is relative to that folder, `entete` its front matter as typed."""

    chemin: str
    fichier: str
    titre: str
    entete: str
    corps: str


@dataclass(frozen=True)
class Contenu:
    """The folder as read: a page whose header gives no title has none yet. `annexes` are the other files
    (pictures, downloads), by staged path."""

    pages: tuple[PageEditoriale, ...]
    annexes: dict[str, Path]
    cartes: dict[str, SourceMap]
    problemes: tuple[Probleme, ...]


def is_ignored(path: Path) -> bool:
    """True for a hidden file, a backup or what a system leaves; `path` is relative to the folder that is read."""
    return any(_IGNORED.search(part) for part in path.parts)


def read_content(racine: Path) -> Contenu:
    """Read `content/`, which may be missing: then its pages are."""
    base = racine / CONTENT
    pages, annexes, cartes, problems = [], {}, {}, list(_missing(base))
    for path in sorted(base.rglob("*")):
        inside = path.relative_to(base)
        if is_ignored(inside):
            continue
        if path.suffix == ".md":
            fichier = f"{CONTENT}/{inside.as_posix()}"
            text, found = read_text(path, fichier)
            problems += found
            if text is not None:
                cartes[fichier] = SourceMap(fichier, text)
                page, found = _page(inside.as_posix(), fichier, text)
                pages.append(page)
                problems += found
        elif path.is_file():
            annexes[inside.as_posix()] = path
    return Contenu(tuple(pages), annexes, cartes, tuple(problems))


def _missing(base: Path) -> Iterator[Probleme]:
    for name in PAGES_REQUISES:
        if not (base / name).exists():
            yield Probleme(
                f"{CONTENT}/{name}",
                1,
                1,
                ERREUR,
                "CONFIG-PAGE-ABSENTE",
                "Cette page manque : le menu ou le pied de page y mène.",
                "Créez ce fichier ; docs/pages.md dit ce qu’il contient.",
            )


def _page(chemin: str, fichier: str, text: str) -> tuple[PageEditoriale, tuple[Probleme, ...]]:
    entete, corps = _split_front_matter(text)
    header = parse_yaml(entete, fichier) if entete.strip() else None
    # The header starts on line 2 of the file.
    problems = tuple(replace(p, ligne=p.ligne + 1) for p in header.problemes) if header else ()
    data = header.donnees if header and isinstance(header.donnees, dict) else {}
    return PageEditoriale(chemin, fichier, str(data.get("title") or ""), entete, corps), problems


def _split_front_matter(text: str) -> tuple[str, str]:
    """The YAML header between « --- » lines (without them) and the body."""
    match = re.match(r"---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|$)", text, re.DOTALL)
    return (match.group(1) or "", text[match.end() :]) if match else ("", text)
