"""What a reader’s connection carries: the first view of a fiche, the next ones, images. Text counted as compressed by gzip."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from browser import Handler, served
from html_pages import Site
from playwright.sync_api import BrowserContext

from generator.model import TYPES

WEIGHT = 300_000
REQUESTS = 25
NEXT_WEIGHT = 60_000
IMAGE = 50_000
RASTER = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico")

Sent = list[tuple[str, int]]


class Compressing(Handler):
    """What a host that does its work sends: text compressed, files that the browser may keep an hour."""

    sent: Sent

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body, kind = path.read_bytes(), self.guess_type(path)
        self.send_response(200)
        if kind.startswith("text/") or kind.endswith(("json", "javascript", "xml")):
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=3600")
        self.end_headers()
        self.wfile.write(body)
        self.sent.append((self.path, len(body)))


@contextmanager
def counted(site: Site) -> Iterator[tuple[str, Sent]]:
    """A site served while the block runs: its origin, and what is sent, as (path, bytes)."""
    sent: Sent = []
    with served(site, type("Counted", (Compressing,), {"sent": sent})) as origin:
        yield origin, sent


def _bill(sent: Sent) -> str:
    """What weighed what, heaviest first."""
    lines = [f"{size:>8} {path}" for path, size in sorted(sent, key=lambda item: -item[1])]
    return "\n".join([f"{sum(size for _, size in sent)} bytes, {len(sent)} requests", *lines])


@pytest.mark.navigateur
@pytest.mark.parametrize("kind", TYPES)
def test_the_first_view_of_a_fiche_is_light(site: Site, contexte: BrowserContext, adresses: dict[str, str], kind: str) -> None:
    with counted(site) as (origin, sent):
        contexte.new_page().goto(origin + adresses[kind], wait_until="networkidle")
    assert sum(size for _, size in sent) <= WEIGHT, _bill(sent)
    assert len(sent) <= REQUESTS, _bill(sent)


@pytest.mark.navigateur
def test_the_next_fiche_costs_its_own_text_only(site: Site, contexte: BrowserContext, adresses: dict[str, str]) -> None:
    with counted(site) as (origin, sent):
        page = contexte.new_page()
        page.goto(origin + adresses["definition"], wait_until="networkidle")
        first = set(sent)
        sent.clear()
        page.goto(origin + adresses["acteur"], wait_until="networkidle")
    assert adresses["acteur"] in [path for path, _ in sent]
    assert first.isdisjoint(sent), _bill(sent)
    assert sum(size for _, size in sent) <= NEXT_WEIGHT, _bill(sent)


def test_images_say_their_size_and_are_light(site: Site) -> None:
    images = [image for page in site.pages.values() for image in page.racine.all("img")]
    assert [image.attrs for image in images if not {"width", "height"} <= set(image.attrs)] == []
    heavy = {name: (site.dossier / name).stat().st_size for name in site.fichiers if name.endswith(RASTER)}
    assert {name: size for name, size in heavy.items() if size > IMAGE} == {}
    assert heavy  # at least the icon of the site
