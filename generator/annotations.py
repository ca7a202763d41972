"""What prose needs to know of the guide to link itself: terms, sigles, pages and author-date calls.

Made by `link`, stored beside the staged pages, read back by the Markdown extension inside each engine.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class Terme:
    """A term of the glossary: the slug it leads to and every form (title, variants) that names it in prose."""

    slug: str
    formes: tuple[str, ...]


@dataclass(frozen=True)
class Cible:
    """A page one can link to: staged path (`definitions/partenariat.md`), title, one-sentence definition."""

    chemin: str
    titre: str
    definition: str = ""


@dataclass(frozen=True)
class SigleConnu:
    """An acronym, its expansion, and where a link leads (`acteurs/ccas.md` or `sigles.md#ccas`).

    It is matched as written (case and accents count). `slug` names its fiche, when it has one.
    """

    sigle: str
    developpe: str
    chemin: str
    slug: str = ""


@dataclass(frozen=True)
class Annotations:
    """Everything the prose extension may write. All mappings may be empty."""

    pages: Mapping[str, Cible] = field(default_factory=dict)
    termes: tuple[Terme, ...] = ()
    sigles: tuple[SigleConnu, ...] = ()
    citations: Mapping[str, Cible] = field(default_factory=dict)
    langues: Mapping[str, str] = field(default_factory=dict)
    """The code of its language for each word that is not French."""


@dataclass(frozen=True)
class Appel:
    """Something an author wrote by hand: `nature` is "citation" or "lien", `cible` a key or a slug,
    `brut` the source text (`[@avenel2017a, p. 12]`), `reperage` the locator (« p. 12 »)."""

    nature: str
    cible: str
    brut: str
    reperage: str = ""


@dataclass(frozen=True)
class Mention:
    """A place that leads to `cible`, with the plain-text sentence around it.

    `nature` is "citation", "lien", "terme" or "sigle".
    """

    nature: str
    cible: str
    phrase: str
    reperage: str = ""


def to_json(annotations: Annotations) -> str:
    """`annotations` as JSON text, the same for equal values; `from_json` reads it back."""
    data = {
        "pages": {slug: asdict(cible) for slug, cible in annotations.pages.items()},
        "termes": [asdict(terme) for terme in annotations.termes],
        "sigles": [asdict(sigle) for sigle in annotations.sigles],
        "citations": {cle: asdict(cible) for cle, cible in annotations.citations.items()},
        "langues": dict(annotations.langues),
    }
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1)


def from_json(text: str) -> Annotations:
    """The annotations written by `to_json`. Raises ValueError when `text` is something else."""
    try:
        data = json.loads(text)
        return Annotations(
            pages={slug: Cible(**cible) for slug, cible in data["pages"].items()},
            termes=tuple(Terme(t["slug"], tuple(t["formes"])) for t in data["termes"]),
            sigles=tuple(SigleConnu(**sigle) for sigle in data["sigles"]),
            citations={cle: Cible(**cible) for cle, cible in data["citations"].items()},
            langues=dict(data["langues"]),
        )
    except (KeyError, TypeError, AttributeError, json.JSONDecodeError) as error:
        raise ValueError(f"these are not annotations: {error}") from error
