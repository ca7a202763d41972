"""What several test files share: the real site and a small one, built once by each engine, and the guide behind them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from browser import addresses, served
from guides import COMPLET, DEPOT, MOTEURS, RACINES, build, copy_guide
from html_pages import Site

from generator.link import Guide, link
from generator.pipeline import check

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

VALIDATOR = DEPOT / ".venv" / "npm" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
CHROMIUM = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def racine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the guide of this repository; of a small one as long as this one lacks a kind of page to look at."""
    return copy_guide(tmp_path_factory.mktemp("reel") / "guide", DEPOT if COMPLET else RACINES / "sain")


@pytest.fixture(scope="session")
def petite_racine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the small guide whose texts, titles and identifiers try to pass for code."""
    return copy_guide(tmp_path_factory.mktemp("petit") / "guide", RACINES / "moteurs")


@pytest.fixture(scope="session")
def contenu(racine: Path) -> Guide:
    """What the real site is made from."""
    return link(check(racine)[0])


@pytest.fixture(scope="session")
def material(racine: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    return _site(racine, "material", tmp_path_factory)


@pytest.fixture(scope="session")
def zensical(racine: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    return _site(racine, "zensical", tmp_path_factory)


@pytest.fixture(scope="session", params=MOTEURS)
def site(request: pytest.FixtureRequest) -> Site:
    """The real site, by one engine then by the other."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="session", params=MOTEURS)
def petit_site(request: pytest.FixtureRequest, petite_racine: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small site, by one engine then by the other."""
    return _site(petite_racine, request.param, tmp_path_factory)


def _site(racine: Path, moteur: str, folders: pytest.TempPathFactory) -> Site:
    folder = folders.mktemp(moteur) / "site"
    build(racine, "--moteur", moteur, "--sortie", folder)
    return Site(folder)


def absent(reason: str) -> NoReturn:
    """What a test needs is not on this machine: it is skipped, except in continuous integration."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def validator() -> tuple[str, ...]:
    """The command of the HTML validator of W3C (Nu), which takes files and folders and answers in JSON."""
    java, jar = shutil.which("java"), VALIDATOR
    if java is None:
        absent("Java is missing: apt-get install default-jre-headless")
    if not jar.is_file():
        absent("The HTML validator is missing: apt-get install npm, then scripts/outils.sh")
    options = ("--format", "json", "--stdout", "--exit-zero-always", "--skip-non-html")
    return (java, "-Xmx1g", "-XX:+UseSerialGC", "-jar", str(jar), *options)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium. Without it the tests that need it are skipped, except in continuous integration."""
    path = shutil.which("chromium")
    if path is None:
        absent("Chromium is missing: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def adresses(contenu: Guide) -> dict[str, str]:
    """For each kind of page, where the one that holds the most is."""
    return addresses(contenu)


@pytest.fixture(scope="session")
def origine(material: Site) -> Iterator[str]:
    """Where the real site is served, by Material."""
    with served(material) as address:
        yield address


@pytest.fixture
def contexte(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(contexte: BrowserContext) -> Page:
    return contexte.new_page()
