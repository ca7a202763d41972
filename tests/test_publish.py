"""Whatever happens to a build, the site in place is a whole one: the previous or the new."""

from __future__ import annotations

import argparse
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock, Timeout
from guides import COMMANDE, ENVIRONNEMENT, MOTEURS, NUMBERED, RACINES, build, copy_guide, guide
from html_pages import Page
from mkdocs.exceptions import Abort

from generator import engine, pandoc, pipeline, publish
from generator.adapters import mkdocs_hook

FICHE = Path("fiches/definitions/zone.yml")
LU = Path("definitions/zone/index.html")
DELAI = 60.0
"""Seconds after which what should have happened is said not to happen."""

# A hook that makes the engine wait for a file: the test decides how long an engine runs.
LENT = """
import pathlib, time

def on_pre_build(config):
    build = pathlib.Path(config.config_file_path).parent / "build"
    (build / "moteur-en-marche").touch()
    end = time.monotonic() + 60
    while not (build / "continuer").exists() and time.monotonic() < end:
        time.sleep(0.01)
"""

Photo = dict[str, bytes]


def photo(site: Path) -> Photo:
    """Every file of a site with its bytes."""
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    return {name: content for name, content in files.items() if not NUMBERED.match(name)}


def ecrire(racine: Path, mot: str) -> None:
    """Change what a reader will read."""
    path = racine / FICHE
    path.write_text(path.read_text("utf-8").replace("Un espace.", f"Un espace {mot}."), "utf-8")


def lire(site: Path) -> str:
    return Page(site, site / LU).article.text


@pytest.fixture(scope="module")
def modele(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float]:
    """A small guide already built once, and how long that took."""
    racine = copy_guide(tmp_path_factory.mktemp("modele") / "guide", RACINES / "moteurs")
    start = time.monotonic()
    build(racine)
    return racine, time.monotonic() - start


@pytest.fixture
def racine(modele: tuple[Path, float], tmp_path: Path) -> Path:
    """A small guide with its site."""
    return Path(shutil.copytree(modele[0], tmp_path / "guide", symlinks=True))


def test_a_bad_fiche_leaves_the_previous_site_as_it_was(racine: Path) -> None:
    before = photo(racine / "site")
    (racine / FICHE).write_text("titre: Zone\nresume: [\n", "utf-8")
    done = guide("build", "--racine", racine)
    assert done.returncode == 1
    assert f"{FICHE.as_posix()}:" in done.stderr
    assert "Rien n’a été publié : corrigez ces problèmes, le site précédent reste en place." in done.stderr
    assert photo(racine / "site") == before


CASSES = {
    "yaml": ("theme:", "theme: [", "Encountered an error|encountered an error"),
    "extension": ("  - footnotes", "  - extension_absente", "No module named 'extension_absente'"),
    "macro": ("", "", "'absente' is undefined"),
}


@pytest.mark.parametrize("moteur", MOTEURS)
@pytest.mark.parametrize("casse", CASSES)
def test_a_failing_engine_leaves_the_previous_site_as_it_was(racine: Path, moteur: str, casse: str) -> None:
    before = photo(racine / "site")
    old, new, said = CASSES[casse]
    config, home = racine / "mkdocs.yml", racine / "content/index.md"
    if casse == "macro":
        home.write_text(home.read_text("utf-8") + "\n{{ absente() }}\n", "utf-8")
    else:
        config.write_text(config.read_text("utf-8").replace(old, new), "utf-8")
    done = guide("build", "--racine", racine, "--moteur", moteur)
    assert done.returncode == 1
    assert f"Le moteur « {moteur} » s’est arrêté :" in done.stderr
    assert any(part in done.stderr for part in said.split("|")), done.stderr
    assert "Rien n’a été publié : le site précédent reste en place." in done.stderr
    assert "Traceback" not in done.stderr
    assert photo(racine / "site") == before
    assert restes(racine) == []


def test_the_first_build_that_fails_leaves_no_site(racine: Path) -> None:
    shutil.rmtree(racine / "site")
    (racine / "mkdocs.yml").write_text("theme: [", "utf-8")
    assert guide("build", "--racine", racine).returncode == 1
    assert not (racine / "site").exists()


ETATS: dict[str, Callable[[Path], bool]] = {
    "the lock is taken": lambda racine: (racine / "build/.verrou").exists(),
    "pages are being staged": lambda racine: any((racine / "build/docs").rglob("*.md")),
    "everything is staged": lambda racine: (racine / "build/catalogue.json").exists(),
    "the folder of the engine appears": lambda racine: any((racine / "build").glob("site-*")),
    "the engine writes": lambda racine: any((racine / "build").glob("site-*/*")),
    "the engine has written the home page": lambda racine: any((racine / "build").glob("site-*/index.html")),
    "the new site is marked": lambda racine: any((racine / "build").glob("site-*/.guide-site")),
    "the new site stands beside the old one": lambda racine: (racine / ".site.guide-nouveau").exists(),
    "the new site is in place": lambda racine: "neuf" in (racine / "site" / LU).read_text("utf-8"),
}
AVANT_LE_MOTEUR = list(ETATS)[:3]
FRACTIONS = (0.2, 0.45, 0.6, 0.75, 0.9, 0.97)


@pytest.mark.parametrize("moment", [*ETATS, *FRACTIONS])
def test_a_killed_build_leaves_a_whole_site(racine: Path, modele: tuple[Path, float], moment: str | float) -> None:
    old = photo(racine / "site")
    shutil.rmtree(racine / "build")
    ecrire(racine, "neuf")
    end = time.monotonic() + modele[1] * moment if isinstance(moment, float) else 0.0
    state = ETATS[moment] if isinstance(moment, str) else lambda _: time.monotonic() > end
    process = start("build", "--racine", racine)
    wait_for(lambda: state(racine) or process.poll() is not None)
    process.kill()
    process.communicate()
    assert process.returncode == -signal.SIGKILL or moment not in AVANT_LE_MOTEUR
    after_kill = photo(racine / "site")
    build(racine)  # after the engine left behind, if any, has ended
    new = photo(racine / "site")
    assert "Un espace neuf." in lire(racine / "site")
    assert after_kill in (old, new)
    assert [name for name in new if "/fragment/" not in name] == [name for name in old if "/fragment/" not in name]
    assert restes(racine) == []


def test_the_engine_of_a_killed_build_keeps_the_next_build_waiting_and_ends(racine: Path) -> None:
    old = photo(racine / "site")
    ralentir(racine)
    ecrire(racine, "neuf")
    killed = start("build", "--racine", racine)
    wait_for((racine / "build/moteur-en-marche").exists)
    killed.kill()
    killed.communicate()
    assert verrouille(racine)

    following = start("build", "--racine", racine)
    assert following.stderr
    assert following.stderr.readline() == "Une autre construction est en cours ; celle-ci attend qu’elle finisse.\n"
    assert photo(racine / "site") == old
    assert following.poll() is None

    (racine / "build/continuer").touch()
    following.communicate()
    assert following.returncode == 0
    assert "Un espace neuf." in lire(racine / "site")
    assert restes(racine) == []
    assert not verrouille(racine)


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_an_interrupted_build_leaves_the_previous_site(racine: Path) -> None:
    old = photo(racine / "site")
    ralentir(racine)
    process = start("build", "--racine", racine)
    wait_for((racine / "build/moteur-en-marche").exists)
    os.killpg(process.pid, signal.SIGINT)  # what Ctrl+C does
    _, said = process.communicate()
    assert process.returncode == 130
    assert said.endswith("guide : interrompu.\n")
    assert "Traceback" not in said
    assert photo(racine / "site") == old
    assert restes(racine) == []
    wait_for(lambda: not verrouille(racine))


def test_two_builds_at_once_both_end_with_a_whole_site(racine: Path, tmp_path: Path) -> None:
    expected = photo(racine / "site")
    one, other = tmp_path / "un", tmp_path / "deux"
    processes = [start("build", "--racine", racine, "--sortie", folder) for folder in (one, other)]
    said = [process.communicate()[1] for process in processes]
    assert [process.returncode for process in processes] == [0, 0], said
    assert photo(one) == photo(other) == expected


def test_two_builds_at_once_of_the_same_site(racine: Path) -> None:
    expected = photo(racine / "site")
    ralentir(racine)
    first = start("build", "--racine", racine)
    wait_for((racine / "build/moteur-en-marche").exists)
    second = start("build", "--racine", racine)
    assert second.stderr
    assert second.stderr.readline() == "Une autre construction est en cours ; celle-ci attend qu’elle finisse.\n"
    (racine / "build/continuer").touch()
    said = [process.communicate()[1] for process in (first, second)]
    assert [process.returncode for process in (first, second)] == [0, 0], said
    assert photo(racine / "site") == expected
    assert restes(racine) == []


def test_an_output_folder_that_holds_something_else_is_refused(racine: Path, tmp_path: Path) -> None:
    target = tmp_path / "autre"
    target.mkdir()
    (target / "these.odt").write_text("dix ans de travail", "utf-8")
    beside = tmp_path / ".autre.ancien"
    beside.mkdir()
    done = guide("build", "--racine", racine, "--sortie", target)
    assert done.returncode == 2
    assert done.stderr == (
        f"guide : « {target} » contient autre chose qu’un site du guide ; rien n’a été écrit. "
        "Choisissez un dossier vide ou nouveau avec --sortie.\n"
    )
    assert photo(tmp_path / "autre") == {"these.odt": b"dix ans de travail"}
    assert beside.is_dir()


@pytest.mark.parametrize("target", [".", "fiches", "build/docs"])
def test_a_folder_of_the_guide_is_no_output_folder(racine: Path, target: str) -> None:
    before = photo(racine / "fiches")
    done = guide("build", "--racine", racine, "--sortie", racine / target)
    assert done.returncode == 2
    assert "contient autre chose qu’un site du guide ; rien n’a été écrit." in done.stderr
    assert photo(racine / "fiches") == before


def test_an_output_that_is_a_file_is_refused(racine: Path, tmp_path: Path) -> None:
    target = tmp_path / "fichier"
    target.write_text("à moi", "utf-8")
    done = guide("build", "--racine", racine, "--sortie", target)
    assert done.returncode == 2
    assert done.stderr == f"guide : « {target} » est un fichier, pas un dossier ; rien n’a été écrit. Changez --sortie.\n"
    assert target.read_text("utf-8") == "à moi"


def test_an_output_below_a_file_is_refused(racine: Path, tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("à moi", "utf-8")
    done = guide("build", "--racine", racine, "--sortie", tmp_path / "fichier/site")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert (tmp_path / "fichier").read_text("utf-8") == "à moi"


def test_an_output_folder_may_be_new_and_deep(racine: Path, tmp_path: Path) -> None:
    build(racine, "--sortie", tmp_path / "un/deux/site")
    assert photo(tmp_path / "un/deux/site") == photo(racine / "site")
    assert (tmp_path / "un/deux/site").stat().st_mode & 0o755 == 0o755


def test_an_output_folder_may_be_empty(racine: Path, tmp_path: Path) -> None:
    (tmp_path / "vide").mkdir()
    build(racine, "--sortie", tmp_path / "vide")
    assert photo(tmp_path / "vide") == photo(racine / "site")


def test_a_previous_site_is_replaced_whole(racine: Path) -> None:
    (racine / "site/page-retiree.html").write_text("ancienne", "utf-8")
    ecrire(racine, "neuf")
    build(racine)
    assert not (racine / "site/page-retiree.html").exists()
    assert "Un espace neuf." in lire(racine / "site")


def test_an_output_folder_may_be_reached_through_a_link(racine: Path, tmp_path: Path) -> None:
    (tmp_path / "lien").symlink_to(tmp_path / "vrai")
    for _ in range(2):
        build(racine, "--sortie", tmp_path / "lien")
        assert (tmp_path / "lien").is_symlink()
        assert photo(tmp_path / "vrai") == photo(racine / "site")


@pytest.mark.parametrize("moteur", MOTEURS)
def test_a_guide_may_be_reached_through_a_link(racine: Path, tmp_path: Path, moteur: str) -> None:
    (tmp_path / "lien").symlink_to(racine)
    ecrire(racine, "neuf")
    build(tmp_path / "lien", "--moteur", moteur)
    assert "Un espace neuf." in lire(racine / "site")


def test_what_killed_builds_left_goes_and_the_rest_stays(racine: Path) -> None:
    for left in ("build/site-mort", ".site.guide-nouveau", ".site.guide-ancien"):
        (racine / left / "definitions").mkdir(parents=True)
        (racine / left / "index.html").write_text("à moitié", "utf-8")
    (racine / ".site.sauvegarde").mkdir()
    build(racine)
    assert restes(racine) == [".site.sauvegarde"]


def test_a_site_set_aside_by_a_killed_build_comes_back(racine: Path) -> None:
    """Where folders cannot be exchanged, there is a moment without any site: the next command ends it, even in failure."""
    before = photo(racine / "site")
    (racine / "site").rename(racine / ".site.guide-ancien")
    (racine / FICHE).write_text("titre: [", "utf-8")
    assert guide("build", "--racine", racine).returncode == 1
    assert photo(racine / "site") == before


@pytest.mark.parametrize("exchange", [True, False])
@pytest.mark.parametrize("step", range(8))
def test_stopped_at_any_step_of_the_swap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool, step: int) -> None:
    """The same, step by step: stopped before the nth operation on folders, then taken up by the next build."""
    target, built = tmp_path / "site", tmp_path / "build/site-x"
    for folder, word in ((target, "ancien"), (built, "neuf")):
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(word, "utf-8")
    left = [step]

    def stopping(operation: Callable[..., object]) -> Callable[..., object]:
        def run(*args: object) -> object:
            if not left[0]:
                raise KeyboardInterrupt
            left[0] -= 1
            return operation(*args)

        return run

    with monkeypatch.context() as patch:
        if not exchange:
            patch.setattr(publish, "_exchange", lambda *_: False)
        for module, name in ((os, "rename"), (shutil, "move"), (publish, "remove"), (publish, "_exchange")):
            patch.setattr(module, name, stopping(getattr(module, name)))
        stopped = not _finishes(lambda: publish.publish(built, target))
    publish.recover(target)
    assert (target / "index.html").read_text("utf-8") in (("ancien", "neuf") if stopped else ("neuf",))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build", "site"]


def test_a_build_that_changes_nothing_writes_no_page(racine: Path) -> None:
    staged = {path: path.stat().st_mtime_ns for path in (racine / "build/docs").rglob("*.md")}
    build(racine)
    assert {path: path.stat().st_mtime_ns for path in (racine / "build/docs").rglob("*.md")} == staged


def test_pages_follow_a_fiche_that_is_renamed(racine: Path) -> None:
    (racine / FICHE).rename(racine / "fiches/definitions/aire.yml")
    build(racine)
    assert not (racine / "site/definitions/zone").exists()
    assert not (racine / "build/docs/definitions/zone.md").exists()
    assert (racine / "site/definitions/aire/index.html").exists()


def test_a_folder_may_take_the_place_of_a_file_and_back(racine: Path) -> None:
    piece = racine / "content/annexe"
    piece.write_text("un fichier", "utf-8")
    build(racine)
    piece.unlink()
    piece.mkdir()
    (piece / "plan.txt").write_text("un plan", "utf-8")
    build(racine)
    assert (racine / "site/annexe/plan.txt").read_text("utf-8") == "un plan"
    shutil.rmtree(piece)
    piece.write_text("un fichier", "utf-8")
    build(racine)
    assert (racine / "site/annexe").read_text("utf-8") == "un fichier"


def test_plain_mkdocs_builds_the_same_site(racine: Path) -> None:
    ecrire(racine, "neuf")
    done = mkdocs(racine)
    assert done.returncode == 0, done.stderr
    assert "Un espace neuf." in lire(racine / "site")
    made = photo(racine / "site")
    build(racine)  # which accepts to replace that site
    assert photo(racine / "site") == made


def test_the_folder_that_plain_mkdocs_needs_stays_in_the_repository(racine: Path) -> None:
    kept = racine / "build/docs/.gitkeep"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.touch()
    build(racine)
    assert kept.exists()
    assert not (racine / "site/.gitkeep").exists()


def test_plain_mkdocs_stops_on_our_problems(racine: Path) -> None:
    path = racine / FICHE
    path.write_text(path.read_text("utf-8").replace("titre:", "titr:"), "utf-8")
    done = mkdocs(racine)
    assert done.returncode == 1
    assert f"{FICHE.as_posix()}:1:1: erreur FICHE-CLE-INCONNUE: La clé « titr » n’existe pas." in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_plain_mkdocs_stops_when_pandoc_does_not_start(racine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(racine / "build/cache")
    monkeypatch.setattr(pandoc, "_program", lambda: "/absent/pandoc")
    with pytest.raises(Abort, match=r"^Pandoc, qui met en forme les références, n’a pas pu être lancé"):
        mkdocs_hook.on_pre_build(argparse.Namespace(config_file_path=str(racine / "mkdocs.yml")))


def test_pages_are_staged_once_when_a_server_starts(racine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`guide serve` stages, starts the engine, which does not at first and does at each change."""
    staged: list[Path] = []
    monkeypatch.setattr(pipeline, "stage", lambda folder: staged.append(folder) or (None, ()))
    monkeypatch.setenv(engine.STAGED, "1")
    config = argparse.Namespace(config_file_path=str(racine / "mkdocs.yml"))
    counts = []
    for _ in range(3):
        mkdocs_hook.on_pre_build(config)
        counts.append(len(staged))
    assert counts == [0, 1, 2]


DIT = {
    "material": "WARNING -  Doc file 'index.md' contains a link 'a-propos.md#rien', but the doc 'a-propos.md' does not contain "
    "an anchor '#rien'.\n",
    "zensical": "Warning: anchor does not exist\n  index.md:",
}


@pytest.mark.parametrize("moteur", MOTEURS)
def test_what_an_engine_says_of_a_good_build_is_passed_on(racine: Path, moteur: str) -> None:
    assert "signale" not in guide("build", "--racine", racine, "--moteur", moteur).stderr
    home = racine / "content/index.md"
    home.write_text(home.read_text("utf-8") + "\n[Là](a-propos.md#rien)\n", "utf-8")
    done = guide("build", "--racine", racine, "--moteur", moteur)
    assert done.returncode == 0
    head, _, said = done.stderr.partition(f"Le moteur « {moteur} » signale :\n")
    assert head.endswith("avertissements.\n")
    assert said.startswith(DIT[moteur])
    assert len(said.splitlines()) == DIT[moteur].count("\n") + (moteur == "zensical")


def test_serve_shows_a_change_and_stops_when_told(racine: Path) -> None:
    with served(racine) as (address, process):
        wait_for(lambda: "Un espace." in fetched(address, "/definitions/zone/"))
        assert "Petit guide" in fetched(address, "/")
        ecrire(racine, "neuf")
        wait_for(lambda: "Un espace neuf." in fetched(address, "/definitions/zone/"))
        process.terminate()
        process.wait()
        assert fetched(address, "/") == ""  # no server left behind


@pytest.mark.parametrize("moteur", MOTEURS)
def test_serve_leaves_the_published_site_as_it_was(racine: Path, moteur: str) -> None:
    before = photo(racine / "site")
    ecrire(racine, "neuf")
    with served(racine, "--moteur", moteur) as (address, _):
        wait_for(lambda: "Un espace neuf." in fetched(address, "/definitions/zone/"))
    assert photo(racine / "site") == before


def test_serve_outlives_a_bad_fiche(racine: Path) -> None:
    with served(racine) as (address, process):
        wait_for(lambda: "Un espace." in fetched(address, "/definitions/zone/"))
        good = (racine / FICHE).read_text("utf-8")
        (racine / FICHE).write_text(good.replace("titre:", "titr:"), "utf-8")
        assert process.stderr
        assert any("La clé « titr » n’existe pas." in line for line in process.stderr)
        (racine / FICHE).write_text(good.replace("Un espace.", "Un espace corrigé."), "utf-8")
        wait_for(lambda: "Un espace corrigé." in fetched(address, "/definitions/zone/"))


def test_serve_refuses_a_bad_guide(racine: Path) -> None:
    (racine / FICHE).write_text("titre: [", "utf-8")
    done = guide("serve", "--racine", racine)
    assert done.returncode == 1
    assert f"{FICHE.as_posix()}:" in done.stderr


def start(*args: str | Path) -> subprocess.Popen[str]:
    """The command, started in a session of its own, as in a terminal: whoever runs the tests may ignore Ctrl+C."""
    return subprocess.Popen(
        [*COMMANDE, *map(str, args)],
        env=ENVIRONNEMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=_heed_interrupts if os.name == "posix" else None,
    )


def _heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def mkdocs(racine: Path) -> subprocess.CompletedProcess[str]:
    environment = {**ENVIRONNEMENT, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build"]
    return subprocess.run(command, cwd=racine, env=environment, capture_output=True, encoding="utf-8", check=False)


def wait_for(state: Callable[[], object]) -> None:
    """Look until it is so. Fails after `DELAI`."""
    end = time.monotonic() + DELAI
    while not state():
        assert time.monotonic() < end, "this never happened"
        time.sleep(0.0005)


def ralentir(racine: Path) -> None:
    """From now on the engine of this guide waits for `build/continuer`."""
    (racine / "lent.py").write_text(LENT, "utf-8")
    config = racine / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("hooks: [", "hooks: [lent.py, "), "utf-8")


def verrouille(racine: Path) -> bool:
    """True when a build, or the engine it left behind, holds the lock of this guide."""
    if not (racine / "build/.verrou").exists():
        return False
    lock = FileLock(racine / "build/.verrou")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    lock.release()
    return False


def restes(racine: Path) -> list[str]:
    """What builds left beside the site and in `build`."""
    return sorted(path.relative_to(racine).as_posix() for path in (*racine.glob(".site*"), *racine.glob("build/site-*")))


@contextmanager
def served(racine: Path, *args: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """`guide serve` on a free address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    process = start("serve", "--racine", racine, "--adresse", address, *args)
    try:
        yield address, process
    finally:
        process.kill()
        process.wait()
        if process.stderr:
            process.stderr.close()


def fetched(address: str, path: str) -> str:
    """The page that the server gives, or nothing as long as it gives none."""
    connection = http.client.HTTPConnection(address, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().read().decode("utf-8")
    except OSError:
        return ""
    finally:
        connection.close()


def _finishes(work: Callable[[], None]) -> bool:
    try:
        work()
    except KeyboardInterrupt:
        return False
    return True


def test_the_edition_read_from_a_folder_comes_with_its_archive_and_may_be_made_again(racine: Path, tmp_path: Path) -> None:
    folder, archive = tmp_path / "cle/guide", tmp_path / "cle/guide.zip"
    for _ in range(2):
        done = guide("build", "--racine", racine, "--hors-ligne", "--sortie", folder)
        assert done.returncode == 0, done.stderr
        assert "Édition hors ligne construite dans « " in done.stdout
        names = set(zipfile.ZipFile(archive).namelist())
        assert {"guide/index.html", "guide/LISEZ-MOI.txt", "guide/definitions/zone/index.html"} <= names
        assert not [name for name in names if "/pagefind/" in name or name.endswith("404.html")]
    assert sorted(path.name for path in folder.parent.iterdir()) == ["guide", "guide.zip"]


def test_an_archive_that_is_not_of_the_guide_is_kept(racine: Path, tmp_path: Path) -> None:
    archive = tmp_path / "cle.zip"
    archive.write_bytes(b"le travail de quelqu'un")
    done = guide("build", "--racine", racine, "--hors-ligne", "--sortie", tmp_path / "cle")
    assert done.returncode == 2
    assert f"« {archive} » n’est pas une archive du guide ; rien n’a été écrit. Changez --sortie." in done.stderr
    assert archive.read_bytes() == b"le travail de quelqu'un"
    assert not (tmp_path / "cle").exists()
