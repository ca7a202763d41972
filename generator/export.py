"""Names of fiches → their files for a word processor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from . import handout
from .docx import to_docx
from .link import Guide
from .model import Fiche
from .problems import Arret, suggestion


class FicheInconnue(Arret):
    """Names that are those of no fiche; the message tells each of them."""


def documents(guide: Guide, noms: Iterable[str]) -> Mapping[str, bytes]:
    """File name → content, for each fiche named. Raises `FicheInconnue`, `PandocEnEchec`."""
    return {f"{h.fiche.slug}.docx": to_docx(guide, h) for h in handout.read(guide, _named(guide, noms))}


def _named(guide: Guide, noms: Iterable[str]) -> tuple[Fiche, ...]:
    """The fiches of these names, each once, in order. A name may be a former one, or the path of the file."""
    slugs = {nom: guide.actuels.get(nom) or guide.actuels.get(nom.removesuffix(".yml").rpartition("/")[2]) for nom in noms}
    unknown = [nom for nom, slug in slugs.items() if not slug]
    if unknown:
        lines = (f"Aucune fiche ne s’appelle « {nom} ». {suggestion(nom, guide.actuels)}".rstrip() for nom in unknown)
        raise FicheInconnue("\n".join((*lines, "Rien n’a été écrit.")))
    return tuple(guide.fiches[slug] for slug in dict.fromkeys(slugs.values()) if slug)
