"""The whole job, stage after stage: load → validate → link → render → write → engine → index → publish.

Only this module decides to stop; only `cli` prints and exits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from . import annotations, catalogue, composer, engine, fonts, fulltext, icons, offline, publish, search, searchindex
from .addresses import ANNOTATIONS_JSON, BUILD, CACHE, CATALOGUE_JSON, DOCS, RECHERCHE, RECHERCHE_JSON
from .link import link
from .load import Draft, load, require_root
from .problems import Arret, Probleme, has_errors, sort_problems
from .render import Page, figures, render
from .validate import validate
from .write import Bilan, replace_file, write


class ContenuInvalide(Arret):
    """The content has problems that forbid publishing."""

    statut = 1

    def __init__(self, problemes: tuple[Probleme, ...]) -> None:
        super().__init__("Rien n’a été publié : corrigez ces problèmes, le site précédent reste en place.")
        self.problemes = problemes


@dataclass(frozen=True)
class Resultat:
    """A finished build: where the site is, what was staged, our warnings and what the engine said.

    `archive` is the same in one file, for the edition that is read without a server.
    """

    site: Path
    bilan: Bilan
    problemes: tuple[Probleme, ...]
    moteur: tuple[str, ...]
    archive: Path | None = None


def check(racine: Path) -> tuple[Draft, tuple[Probleme, ...]]:
    """Read and validate; nothing is written. Raises `RacineInutilisable`."""
    draft, problems = load(racine)
    return draft, sort_problems((*problems, *validate(draft)))


def stage(racine: Path, strict: bool = False) -> tuple[Bilan, tuple[Probleme, ...]]:
    """Write `build/docs` and what the engines read beside it, alone. Raises `ContenuInvalide`, `RacineInutilisable`."""
    require_root(racine)  # before a folder is made there
    with publish.exclusive(racine / BUILD):
        return _stage(racine, strict)


def _stage(racine: Path, strict: bool) -> tuple[Bilan, tuple[Probleme, ...]]:
    draft, problems = check(racine)
    if has_errors(problems, strict):
        raise ContenuInvalide(problems)
    guide = link(draft, racine / CACHE)
    entries = searchindex.entries(guide)
    scripts = (Page(path, script) for path, script in (*searchindex.scripts(guide, entries), *composer.scripts(guide)))
    assets = {**fonts.files(racine / CACHE), **icons.files(), **draft.annexes}  # a guide may have its own
    bilan = write((*render(guide), *scripts), assets, racine / DOCS)
    replace_file(racine / ANNOTATIONS_JSON, annotations.to_json(guide.annotations).encode())
    replace_file(racine / CATALOGUE_JSON, catalogue.dump(guide, figures(guide)).encode())
    replace_file(racine / RECHERCHE_JSON, searchindex.dump(entries).encode())
    return bilan, problems


def index(racine: Path, site: Path) -> None:
    """Add to a site that the engine has built from the staged pages what searches its texts. Raises `RechercheEnEchec`."""
    write(map(search.page, _texts(racine, site)), {}, racine / RECHERCHE)
    search.write_index(racine / RECHERCHE, site)


def _texts(racine: Path, site: Path) -> Iterator[fulltext.Texte]:
    return fulltext.read(site, searchindex.load((racine / RECHERCHE_JSON).read_text("utf-8")))


def _make_offline(racine: Path, site: Path) -> None:
    """Turn a site that the engine has built into one that works from a folder."""
    for path, content in offline.files(site, _texts(racine, site)):
        replace_file(site / path, content)
    publish.leave_out(site, offline.SERVER_ONLY)


def build(
    racine: Path,
    moteur: str = engine.MATERIAL,
    sortie: Path | None = None,
    strict: bool = False,
    waiting: Callable[[], None] | None = None,
    hors_ligne: bool = False,
) -> Resultat:
    """Build the site and put it in place in one step; on any failure the previous site stays whole.

    `hors_ligne` makes the edition that is read from a folder, and an archive of it beside.

    Raises an `Arret`: the content, the folder, the output, pandoc, the engine or the search index.
    """
    require_root(racine)
    usual = "site-hors-ligne" if hors_ligne else "site"
    target = (sortie or racine / usual).resolve()  # the folder itself when a link leads to it
    with publish.exclusive(racine / BUILD, waiting):
        publish.recover(target)
        publish.check_output(target, hors_ligne)
        bilan, problems = _stage(racine, strict)
        with publish.workshop(racine / BUILD) as built:
            said = engine.build(racine, moteur, built)
            (_make_offline if hors_ligne else index)(racine, built)
            publish.publish(built, target)
        archive = publish.archive(target) if hors_ligne else None
    return Resultat(target, bilan, problems, said, archive)
