"""The whole job, stage after stage: load → validate → link → render → write → engine → index → publish.

Only this module decides to stop; only `cli` prints and exits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from . import (
    annotations,
    bookletpages,
    catalogue,
    composer,
    engine,
    export,
    fonts,
    fulltext,
    handout,
    icons,
    offline,
    printing,
    publish,
    search,
    searchindex,
)
from .addresses import ANNOTATIONS_JSON, BUILD, CACHE, CATALOGUE_JSON, DOCS, EXPORTS, IMPRIMES, RECHERCHE, RECHERCHE_JSON
from .booklet import Ouvrage
from .bookletmodel import Livret
from .link import link
from .load import Draft, load, require_root
from .printing import Imprime
from .problems import Arret, Probleme, has_errors, sort_problems, suggestion
from .render import Page, figures, render
from .validate import validate
from .write import Bilan, replace_file, write

SITE = "site"
NOT_PUBLISHED = "Rien n’a été publié : corrigez ces problèmes, le site précédent reste en place."


class ContenuInvalide(Arret):
    """The content has problems that forbid publishing."""

    statut = 1

    def __init__(self, problemes: tuple[Probleme, ...], message: str = NOT_PUBLISHED) -> None:
        super().__init__(message)
        self.problemes = problemes


class LivretInconnu(Arret):
    """No booklet has this name; the message is for the user."""


class ExportRefuse(Arret):
    """A file that someone may have changed would be lost; the message is for the user."""


@dataclass(frozen=True)
class Impression:
    """Booklets that have been set, each with what is known of its files; `sans_codes`: codes are wanted, to no address."""

    livrets: tuple[tuple[Livret, Imprime], ...]
    problemes: tuple[Probleme, ...]
    sans_codes: bool


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
    """Write `build/docs` and what the engines read beside it, alone; booklets are those of the last build.

    Raises `ContenuInvalide`, `RacineInutilisable`.
    """
    require_root(racine)  # before a folder is made there
    with publish.exclusive(racine / BUILD):
        return _stage(racine, strict, set_booklets=False)


def _stage(racine: Path, strict: bool, set_booklets: bool) -> tuple[Bilan, tuple[Probleme, ...]]:
    draft, problems = check(racine)
    if has_errors(problems, strict):
        raise ContenuInvalide(problems)
    guide = link(draft, racine / CACHE)
    handouts = handout.by_slug(guide)
    ouvrages = tuple(printing.compositions(guide, draft.livrets, handouts))
    imprimes = {o.livret.slug: known for o in ouvrages if (known := _printed(o, set_booklets))}
    files = {f"livrets/{name}": path for o in ouvrages for name, path in _files(o, imprimes.get(o.livret.slug))}
    entries = searchindex.entries(guide)
    scripts = (Page(path, script) for path, script in searchindex.scripts(guide, entries))
    assets = {**fonts.files(racine / CACHE), **icons.files(), **bookletpages.shortcuts(guide), **files, **draft.annexes}
    pages = (*render(guide), *bookletpages.pages(guide, ouvrages, imprimes), *composer.pages(guide, handouts.values()), *scripts)
    bilan = write(pages, assets, racine / DOCS)
    replace_file(racine / ANNOTATIONS_JSON, annotations.to_json(guide.annotations).encode())
    replace_file(racine / CATALOGUE_JSON, catalogue.dump(guide, figures(guide)).encode())
    replace_file(racine / RECHERCHE_JSON, searchindex.dump(entries).encode())
    return bilan, problems


def print_booklets(
    racine: Path, noms: Sequence[str] = (), strict: bool = False, waiting: Callable[[], None] | None = None
) -> Impression:
    """Set the booklets called `noms`, or all, and put their files in `site/livrets`. What else is in the site stays.

    Raises an `Arret`: a name that no booklet has, the content, the folder, Typst.
    """
    require_root(racine)
    with publish.exclusive(racine / BUILD, waiting):
        draft, problems = check(racine)
        known = {livret.slug: livret for livret in draft.livrets}
        if unknown := [nom for nom in noms if nom not in known]:
            raise LivretInconnu(" ".join(f"Aucun livret ne s’appelle « {n} ». {suggestion(n, known)}".strip() for n in unknown))
        if has_errors(problems, strict):
            raise ContenuInvalide(problems)
        publish.check_output(racine / SITE)
        guide = link(draft, racine / CACHE)
        ouvrages = tuple(printing.compositions(guide, (known[nom] for nom in noms or known), handout.by_slug(guide)))
        made = [(o, imprime) for o in ouvrages if (imprime := _printed(o, set_now=True))]
        for ouvrage, imprime in made:
            for name, path in _files(ouvrage, imprime):
                replace_file(racine / SITE / "livrets" / name, path.read_bytes())
        publish.mark(racine / SITE)
    livrets = tuple((ouvrage.livret, imprime) for ouvrage, imprime in made)
    return Impression(livrets, problems, not draft.adresse and any(livret.options.qr for livret, _ in livrets))


def _printed(ouvrage: Ouvrage, set_now: bool) -> Imprime | None:
    """What is known of the printed files of a booklet; they are set `set_now` if they are not those of its present text."""
    folder = ouvrage.guide.draft.racine / IMPRIMES
    record = folder / f"{ouvrage.livret.slug}.json"
    known = printing.load(record)
    if not set_now:
        return known
    travail = printing.prepare(ouvrage)
    if (
        known
        and known.empreinte == travail.empreinte
        and all((folder / n).exists() for n in printing.names(ouvrage.livret, known))
    ):
        return known
    known, files = printing.printed(travail)
    replace_file(record, b"")  # says nothing until every file is there
    for name, content in files.items():
        replace_file(folder / name, content)
    replace_file(record, printing.dump(known))
    return known


def _files(ouvrage: Ouvrage, known: Imprime | None) -> Iterator[tuple[str, Path]]:
    """The printed files of a booklet by name."""
    for name in printing.names(ouvrage.livret, known) if known else ():
        yield name, ouvrage.guide.draft.racine / IMPRIMES / name


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
    usual = "site-hors-ligne" if hors_ligne else SITE
    target = (sortie or racine / usual).resolve()  # the folder itself when a link leads to it
    with publish.exclusive(racine / BUILD, waiting):
        publish.recover(target)
        publish.check_output(target, hors_ligne)
        bilan, problems = _stage(racine, strict, set_booklets=True)
        with publish.workshop(racine / BUILD) as built:
            said = engine.build(racine, moteur, built)
            (_make_offline if hors_ligne else index)(racine, built)
            publish.publish(built, target)
        archive = publish.archive(target) if hors_ligne else None
    return Resultat(target, bilan, problems, said, archive)


def export_docx(racine: Path, noms: Iterable[str], sortie: Path | None = None) -> tuple[tuple[Path, ...], tuple[Probleme, ...]]:
    """Write the fiches of these names for a word processor, all or none; gives the files and our warnings.

    Raises an `Arret`: the content, the folder, a name, pandoc, a file that is there already and differs.
    """
    draft, problems = check(racine)
    if has_errors(problems):
        raise ContenuInvalide(problems, "Rien n’a été écrit : corrigez ces problèmes.")
    folder = sortie or racine / EXPORTS
    files = {folder / name: content for name, content in export.documents(link(draft, racine / CACHE), noms).items()}
    changed = [f"« {path} »" for path, content in files.items() if path.exists() and path.read_bytes() != content]
    if changed:
        raise ExportRefuse(
            f"Des fichiers sont déjà là, peut-être modifiés depuis : {', '.join(changed)}. Rien n’a été écrit. "
            "Déplacez-les, ou choisissez un autre dossier avec --sortie."
        )
    for path, content in files.items():
        replace_file(path, content)
    return tuple(files), problems
