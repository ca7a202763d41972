"""A corpus of N fiches in the project's formats, and the same text as plain pages for the bare engine.

The text is made from a fixed seed: about 400 words a fiche, three citations, two wiki links, terms of the glossary.
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORDS = [
    "le",
    "partenariat",
    "local",
    "réunit",
    "des",
    "équipes",
    "qui",
    "partagent",
    "une",
    "question",
    "du",
    "territoire",
    "et",
    "décident",
    "ensemble",
    "de",
    "leur",
    "calendrier",
    "afin",
    "que",
    "chaque",
    "commune",
    "puisse",
    "agir",
    "sans",
    "attendre",
    "la",
    "prochaine",
    "réunion",
    "du",
    "comité",
    "avec",
    "des",
    "moyens",
    "modestes",
    "une",
    "méthode",
    "simple",
    "et",
    "un",
    "compte",
    "rendu",
    "lisible",
    "par",
    "tous",
    "les",
    "habitants",
    "associés",
    "aux",
    "décisions",
    "prises",
]
HEAD = "statut: publie\ncree_le: 2026-01-15\nrevu_le: 2026-02-20\n"
FACETS = {"echelles": ("commune", "departement", "region"), "niveaux": ("elus", "cadres", "habitants")}
BARE = """site_name: Pages nues
theme: {name: material, language: fr, font: false, features: [navigation.prune]}
markdown_extensions: [admonition, attr_list, def_list, footnotes, md_in_html, tables, toc]
plugins: [{search: {lang: fr}}]
"""


def sentence(rng: random.Random, n: int) -> str:
    return (" ".join(rng.choice(WORDS) for _ in range(n))).capitalize() + "."


def paragraph(rng: random.Random, words: int) -> str:
    return " ".join(sentence(rng, 16) for _ in range(words // 16))


def make(folder: Path, n: int) -> tuple[Path, Path, Path]:
    """Write three trees and return them: `guide` (n fiches: 3 definitions for 7 pratiques), `nu` (the same text as
    plain pages in the same folders), `nu-50` (the same pages in folders of 50, where `navigation.prune` does most).
    """
    rng = random.Random(20261120)
    guide, bare, split = folder / "guide", folder / "nu", folder / "nu-50"
    for path in (guide, bare, split):
        shutil.rmtree(path, ignore_errors=True)
    _frame(guide, n)
    for path in (bare, split):
        _write(path / "mkdocs.yml", BARE)
        _write(path / "docs/index.md", "# Accueil\n\nPages nues.\n")

    def plain(kind: str, i: int, title: str, texts: list[str]) -> None:
        page = f"# {title}\n\n" + "\n\n".join(f"## Partie {k}\n\n{text}" for k, text in enumerate(texts, 1)) + "\n"
        _write(bare / f"docs/{kind}s/{kind}-{i}.md", page)
        _write(split / f"docs/{kind}s-{i // 50}/{kind}-{i}.md", page)

    definitions = [f"notion-{i}" for i in range(n * 3 // 10)]
    for i, slug in enumerate(definitions):
        texts = [paragraph(rng, 120), paragraph(rng, 120), paragraph(rng, 120)]
        _write(guide / f"fiches/definitions/{slug}.yml", _definition(rng, i, n, texts))
        plain("definition", i, f"Notion {_name(i)}", texts)
    for i in range(n - len(definitions)):
        texts = [f"{paragraph(rng, 60)} Notion {_name(rng.randrange(len(definitions)))}." for _ in range(6)]
        _write(guide / f"fiches/pratiques/pratique-{i}.yml", _pratique(rng, i, n, definitions, texts))
        plain("pratique", i, f"Pratique {i}", texts)
    return guide, bare, split


def _frame(guide: Path, n: int) -> None:
    for name in ("mkdocs.yml", "overrides", "content"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else _copy)(source, guide / name)
    (guide / "generator").symlink_to(ROOT / "generator")
    values = "".join(
        f"{facet}:\n  libelle: {facet.capitalize()}\n  types: [definition, pratique]\n  valeurs:\n"
        + "".join(f"    - {{id: {v}, libelle: {v.capitalize()}}}\n" for v in ids)
        for facet, ids in FACETS.items()
    )
    _write(guide / "ressources/vocabulaires.yml", values)
    _write(guide / "ressources/sigles.yml", "- {sigle: CCAS, developpe: centre communal d’action sociale}\n")
    entries = "".join(
        f"@article{{auteur{2000 + i % 25}{_letters(i)},\n  author = {{Auteur{_letters(i)}, Prénom}},\n"
        f"  title = {{Titre de l’article {i}}},\n  journaltitle = {{Revue}},\n  date = {{{2000 + i % 25}}},\n"
        f"  pages = {{{i}-{i + 9}}}\n}}\n\n"
        for i in range(max(1, n // 10))
    )
    # The editorial pages are those of the real guide: keep the one reference that they cite.
    entries += (
        "@report{askoria2021a,\n  author = {{Askoria}},\n  title = {Synthèse},\n  institution = {Askoria},\n  date = {2021}\n}\n"
    )
    _write(guide / "ressources/biblio.bib", entries)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)


def _key(rng: random.Random, n: int) -> str:
    i = rng.randrange(max(1, n // 10))
    return f"auteur{2000 + i % 25}{_letters(i)}"


def _letters(i: int) -> str:
    """0 → a, 25 → z, 26 → ba: names and key letters without digits."""
    return (_letters(i // 26) if i >= 26 else "") + "abcdefghijklmnopqrstuvwxyz"[i % 26]


def _name(i: int) -> str:
    return f"de cas {_letters(i)}"


def _definition(rng: random.Random, i: int, n: int, texts: list[str]) -> str:
    key = _key(rng, n)
    return (
        f"titre: Notion {_name(i)}\nresume: {sentence(rng, 14)}\n{HEAD}echelles: [commune]\n"
        f"sources:\n  - {{cle: {key}, reperage: p. 12}}\n"
        f"definitions:\n  - texte: >-\n      {texts[0]}\n    source: {{cle: {key}, reperage: p. 3}}\n"
        f"developpement: |\n  {texts[1]} [@{key}, p. 4]\n\n  {texts[2]}\n"
    )


def _pratique(rng: random.Random, i: int, n: int, definitions: list[str], texts: list[str]) -> str:
    key = _key(rng, n)
    return (
        f"titre: Pratique {i}\nresume: {sentence(rng, 14)}\n{HEAD}nature: levier\n"
        f"echelles: [commune, departement]\nniveaux: [elus]\nsources:\n  - {{cle: {key}}}\n"
        f"liens:\n  - {{vers: {rng.choice(definitions)}, type: met_en_oeuvre}}\n"
        f"situation: >-\n  {texts[0]} [@{key}, p. 5]\na_quoi_ca_sert: >-\n  {texts[1]} [[{rng.choice(definitions)}]]\n"
        f"etapes:\n  - >-\n    {texts[2]}\n  - >-\n    {texts[3]}\nquand: >-\n  {texts[4]} [@{key}]\n"
        f"points_de_vigilance:\n  - >-\n    {texts[5]}\n"
    )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
