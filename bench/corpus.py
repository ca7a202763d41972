"""A corpus of N fiches in the project's formats, and the same text as plain pages for the bare engine.

The text is made from a fixed seed: about 400 words a fiche, three citations, two wiki links, terms of the glossary. Its
words are those of the real guide, as frequent as there, and words that are rare, as names of places are: more of them in
more fiches. Titles are of three to seven words.
"""

from __future__ import annotations

import functools
import random
import re
import shutil
from collections import Counter
from itertools import accumulate
from pathlib import Path

from generator.lexicon import keys
from generator.load import load
from generator.naming import slugify

ROOT = Path(__file__).resolve().parent.parent
HEAD = "statut: publie\ncree_le: 2026-01-15\nrevu_le: 2026-02-20\n"
FACETS = {"echelles": ("commune", "departement", "region"), "niveaux": ("elus", "cadres", "habitants")}
BARE = """site_name: Pages nues
theme: {name: material, language: fr, font: false, features: [navigation.prune]}
markdown_extensions: [admonition, attr_list, def_list, footnotes, md_in_html, tables, toc]
plugins: [{search: {lang: fr}}]
"""


@functools.cache
def vocabulary(shortest: int = 1, most: int = 100_000) -> tuple[list[str], list[int]]:
    """The commonest words of the real guide and, for `random.choices`, how often they come, added up."""
    texts = " ".join(prose.texte for prose in load(ROOT)[0].proses.values()).lower()
    counts = Counter(re.findall(rf"(?<![\w’@:-])[a-zà-ÿœ]{{{shortest},}}(?![\w’-])", texts)).most_common(most)
    return [word for word, _ in counts], list(accumulate(n for _, n in counts))


def _words(rng: random.Random, n: int, shortest: int = 1, most: int = 100_000) -> list[str]:
    words, weights = vocabulary(shortest, most)
    return rng.choices(words, cum_weights=weights, k=n)


def _rare(rng: random.Random, kinds: int) -> str:
    """One of `kinds` words that no dictionary holds: the beginning of a word and the end of another."""
    own = random.Random(rng.randrange(kinds))
    one, other = _words(own, 2, shortest=6)
    return one[: own.randint(3, 6)] + other[own.randint(2, 4) :]


def sentence(rng: random.Random, n: int, kinds: int = 0) -> str:
    words = _words(rng, n)
    if kinds and rng.random() < 0.5:
        words[rng.randrange(1, n)] = _rare(rng, kinds)
    return " ".join(words).capitalize() + "."


def _title(rng: random.Random, least: int, most: int) -> str:
    """Of `least` to `most` words that say something, and small words between some of them."""
    words = _words(rng, rng.randint(least, most), shortest=5, most=1500)
    return "".join(word + rng.choice((" ", " de ", " et ")) for word in words[:-1]).capitalize() + words[-1]


class _Titles:
    """Titles from a seed, no two of which are the same for the guide: neither the same term nor the same page."""

    def __init__(self, rng: random.Random) -> None:
        self.rng, self.seen = rng, set[tuple[str, ...]]()

    def next(self, least: int, most: int) -> str:
        while keys(title := _title(self.rng, least, most)) in self.seen:
            pass
        self.seen.add(keys(title))
        return title


def make(folder: Path, n: int) -> tuple[Path, Path, Path]:
    """Write three trees and return them: `guide` (n fiches: 3 definitions for 7 pratiques), `nu` (the same text as
    plain pages in the same folders), `nu-50` (the same pages in folders of 50, where `navigation.prune` does most).
    """
    rng = random.Random(20261120)
    titles = _Titles(rng)
    guide, bare, split = folder / "guide", folder / "nu", folder / "nu-50"
    for path in (guide, bare, split):
        shutil.rmtree(path, ignore_errors=True)
    _frame(guide, n)
    for path in (bare, split):
        _write(path / "mkdocs.yml", BARE)
        _write(path / "docs/index.md", "# Accueil\n\nPages nues.\n")

    def paragraph(words: int) -> str:
        return " ".join(sentence(rng, 16, kinds=4 * n) for _ in range(words // 16))

    def fiche(kind: str, i: int, title: str, variant: str, texts: list[str], yaml: str) -> None:
        _write(guide / f"fiches/{kind}s/{slugify(title)}.yml", yaml)
        parts = (f"# {title}", variant, *(f"## Partie {k}\n\n{text}" for k, text in enumerate(texts, 1)))
        page = "\n\n".join(filter(None, parts)) + "\n"
        _write(bare / f"docs/{kind}s/{slugify(title)}.md", page)
        _write(split / f"docs/{kind}s-{i // 50}/{slugify(title)}.md", page)

    definitions = [titles.next(2, 4) for _ in range(n * 3 // 10)]
    for i, title in enumerate(definitions):
        texts, variant = [paragraph(120) for _ in range(3)], titles.next(2, 3)
        fiche("definition", i, title, variant, texts, _definition(rng, n, title, variant, texts))
    for i in range(n - len(definitions)):
        texts = [f"{paragraph(60)} {rng.choice(definitions)}." for _ in range(6)]
        title = titles.next(3, 6)
        fiche("pratique", i, title, "", texts, _pratique(rng, n, title, definitions, texts))
    return guide, bare, split


def _frame(guide: Path, n: int) -> None:
    rng = random.Random(n)
    shutil.copytree(ROOT / "overrides", guide / "overrides")
    shutil.copy(ROOT / "mkdocs.yml", guide)
    for page in load(ROOT)[0].pages:  # those of the real guide lead to its fiches: keep their place and their title
        _write(guide / "content" / page.chemin, f"# {page.titre}\n\n{sentence(rng, 16)}\n")
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
        f"  title = {{{_title(rng, 4, 8)}}},\n  journaltitle = {{Revue}},\n  date = {{{2000 + i % 25}}},\n"
        f"  pages = {{{i}-{i + 9}}}\n}}\n\n"
        for i in range(max(1, n // 10))
    )
    _write(guide / "ressources/biblio.bib", entries)


def _key(rng: random.Random, n: int) -> str:
    i = rng.randrange(max(1, n // 10))
    return f"auteur{2000 + i % 25}{_letters(i)}"


def _letters(i: int) -> str:
    """0 → a, 25 → z, 26 → ba: names and key letters without digits."""
    return (_letters(i // 26) if i >= 26 else "") + "abcdefghijklmnopqrstuvwxyz"[i % 26]


def _definition(rng: random.Random, n: int, title: str, variant: str, texts: list[str]) -> str:
    key = _key(rng, n)
    return (
        f"titre: {title}\nresume: {sentence(rng, 14)}\n{HEAD}variantes: [{variant}]\nechelles: [commune]\n"
        f"sources:\n  - {{cle: {key}, reperage: p. 12}}\n"
        f"definitions:\n  - texte: >-\n      {texts[0]}\n    source: {{cle: {key}, reperage: p. 3}}\n"
        f"developpement: |\n  {texts[1]} [@{key}, p. 4]\n\n  {texts[2]}\n"
    )


def _pratique(rng: random.Random, n: int, title: str, definitions: list[str], texts: list[str]) -> str:
    key = _key(rng, n)
    linked, named = slugify(rng.choice(definitions)), slugify(rng.choice(definitions))
    return (
        f"titre: {title}\nresume: {sentence(rng, 14)}\n{HEAD}nature: levier\n"
        f"echelles: [commune, departement]\nniveaux: [elus]\nsources:\n  - {{cle: {key}}}\n"
        f"liens:\n  - {{vers: {linked}, type: met_en_oeuvre}}\n"
        f"situation: >-\n  {texts[0]} [@{key}, p. 5]\na_quoi_ca_sert: >-\n  {texts[1]} [[{named}]]\n"
        f"etapes:\n  - >-\n    {texts[2]}\n  - >-\n    {texts[3]}\nquand: >-\n  {texts[4]} [@{key}]\n"
        f"points_de_vigilance:\n  - >-\n    {texts[5]}\n"
    )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
