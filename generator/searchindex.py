"""A `Guide` → what the search box answers from before any page is read: titles, variants, sigles, known words.

Staged as small scripts, one for each pair of first letters (three where many begin so), so that a reader loads the few
that a query needs and that they work from a folder too (`file://`). Pure. The texts of the pages are `fulltext` and `search`.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from . import addresses
from .bibmodel import Nom
from .lexicon import fold, words
from .link import Guide
from .model import TYPES
from .render import PLURIELS
from .typography import typographie

FOLDER = "assets/recherche"
# What a result is, beside the types of fiches; and the group where it is shown.
PAGE, LISTE, SIGLE, REFERENCE, CHIFFRE = "page", "liste", "sigle", "reference", "chiffre"
GROUPE = {type_: "fiche" for type_ in TYPES} | {
    "definition": "glossaire",
    SIGLE: "glossaire",
    REFERENCE: "reference",
    PAGE: "page",
    LISTE: "page",
    CHIFFRE: "page",
}
# With more entries than that, a slice is cut at the third letter.
LARGE = 400
# Words that are never looked for alone (those of `francais.js` that titles are full of).
_EMPTY = frozenset(["de", "le", "la", "les", "des", "du", "et", "en", "un", "une", "au", "aux", "pour", "par", "sur", "dans"])


@dataclass(frozen=True)
class Entree:
    """A thing that search can answer with: `adresse` from the root of the site (« definitions/partenariat/ », with an
    anchor for a part of a page), `formes` the other words that name it."""

    titre: str
    adresse: str
    type: str
    slug: str
    formes: tuple[str, ...] = ()


def entries(guide: Guide) -> tuple[Entree, ...]:
    """Everything that search can answer with, in the order of the pages."""
    return (*_fiches(guide), *_sigles(guide), *_references(guide), *_pages(guide))


def dump(found: Iterable[Entree]) -> str:
    """As JSON text, the entries that are whole pages to read: their texts are searched. Lists of links are not."""
    return json.dumps([asdict(e) for e in found if "#" not in e.adresse and e.type != LISTE], ensure_ascii=False)


def load(text: str) -> tuple[Entree, ...]:
    """The entries that `dump` wrote."""
    return tuple(Entree(**{**data, "formes": tuple(data["formes"])}) for data in json.loads(text))


def scripts(guide: Guide, found: Iterable[Entree]) -> Iterator[tuple[str, str]]:
    """(staged path, script) of each slice of the index, of its contents, and of the words that the guide knows."""
    slices = _slices(found)
    for key, part in slices.items():
        rows = [[e.titre, e.adresse, e.type, e.slug, *([list(e.formes)] if e.formes else [])] for e in part]
        yield f"{FOLDER}/{key}.js", _script("slice", key, rows)
    yield f"{FOLDER}/sommaire.js", _script("contents", " ".join(sorted(slices, key=lambda key: (len(slices[key]), key))), GROUPE)
    yield f"{FOLDER}/lexique.js", _script("lexicon", " ".join(_known_words(guide, found)))


def _script(function: str, *values: object) -> str:
    arguments = ", ".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values)
    return f"Guide.index.{function}({arguments});\n"


def _slices(found: Iterable[Entree]) -> dict[str, list[Entree]]:
    """Entries by the first letters of the words that name them."""
    # by identifiers too: authors give the shortest name there is
    names = ((entry, (entry.titre, *entry.formes, entry.slug.replace("-", " "))) for entry in found)
    named = [(entry, {word for name in own for word in _words(name)}) for entry, own in names]
    pairs = Counter(pair for _, own in named for pair in {word[:2] for word in own})
    slices: dict[str, list[Entree]] = defaultdict(list)
    for entry, own in named:
        for key in sorted({word[: 3 if pairs[word[:2]] > LARGE else 2] for word in own}):
            slices[key].append(entry)
    return slices


def _words(form: str) -> Iterator[str]:
    """The words of a form that may be looked for alone: a number is not, but that of an article of law (« 123-5 »)."""
    folded = (fold(word) for word in words(form))
    yield from (word for word in folded if len(word) > 1 and not word[0].isdigit() and word not in _EMPTY)
    yield from re.findall(r"\d+(?:-\d+)+", form)


def _fiches(guide: Guide) -> Iterator[Entree]:
    sigles: dict[str, list[str]] = defaultdict(list)
    for sigle in guide.annotations.sigles:
        if sigle.slug:
            sigles[sigle.slug] += (sigle.sigle, typographie(sigle.developpe))
    for fiche in guide.fiches.values():
        forms = (*getattr(fiche, "variantes", ()), *sigles[fiche.slug], *map(typographie, fiche.mots_recherche))
        title = typographie(fiche.titre)
        yield Entree(title, addresses.url(addresses.fiche_path(fiche)), fiche.TYPE, fiche.slug, _others(title, forms))


def _others(title: str, forms: Iterable[str]) -> tuple[str, ...]:
    """The forms that say something else than the title, each once."""
    return tuple({fold(form): form for form in forms if fold(form) != fold(title)}.values())


def _sigles(guide: Guide) -> Iterator[Entree]:
    for s in guide.annotations.sigles:
        if not s.slug:
            yield Entree(s.sigle, addresses.url(s.chemin), SIGLE, s.sigle, (typographie(s.developpe),))


def _references(guide: Guide) -> Iterator[Entree]:
    for key, reference in guide.references.items():
        call = guide.notices[key].appel
        title = typographie(reference.champs.get("title", call))
        forms = (typographie(call), *(form for name in (*reference.auteurs, *reference.directeurs) for form in _named(name)))
        yield Entree(title, addresses.url(addresses.reference_path(key)), REFERENCE, key, _others(title, forms))


def _named(name: Nom) -> Iterator[str]:
    """How somebody types an author: the surname alone, or the whole."""
    surname = " ".join(filter(None, (name.particule, name.nom)))
    yield surname
    if name.prenom:
        yield f"{name.prenom} {surname}"


def _pages(guide: Guide) -> Iterator[Entree]:
    for page in guide.draft.pages:
        yield Entree(typographie(page.titre), addresses.url(page.chemin), PAGE, page.chemin.removesuffix(".md"))
    lists = {f"{cls.DOSSIER}/index.md": PLURIELS[type_] for type_, cls in TYPES.items()} | addresses.LISTES
    for path, title in lists.items():
        yield Entree(title, addresses.url(path), PAGE if path in addresses.A_LIRE else LISTE, path.removesuffix(".md"))
    for livret in guide.draft.livrets:
        path = addresses.booklet_path(livret)
        yield Entree(typographie(livret.titre), addresses.url(path), PAGE, path.removesuffix(".md"))
    for chiffre in guide.draft.chiffres:
        yield Entree(typographie(chiffre.titre), addresses.url(addresses.figure_path(chiffre)), CHIFFRE, chiffre.slug)


def _known_words(guide: Guide, found: Iterable[Entree]) -> list[str]:
    """Every word of the guide as it is written, those of titles first, then the most frequent in the texts; each once:
    « évaluation » stands for « Évaluation » and « evaluation »."""
    names = Counter(word.lower() for e in found for form in (e.titre, *e.formes) for word in words(form))
    texts = Counter(word.lower() for prose in guide.draft.proses.values() for word in words(prose.texte))
    known: dict[str, str] = {}
    for word, _ in (*names.most_common(), *texts.most_common()):
        if len(word) > 2 and not word.isdigit():
            known.setdefault(fold(word), word)
    return list(known.values())
