"""How long the catalogue takes to answer a click, a word and the first visit, with N fiches, in a real Chromium.

usage: python -m bench.catalogue [SITE [N]]     (`site`, which must be built, and 2000 unless told)
The page is that of the site; its data are made here: N pratiques with one to four values of each of its facets.
Prints a Markdown table of milliseconds: the answer alone (script), then with the layout of the page.
"""

from __future__ import annotations

import functools
import http.server
import random
import shutil
import statistics
import sys
import threading
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from generator.facets import facets, script
from generator.load import load
from generator.model import Pratique

from .corpus import ROOT, sentence

CLICKS = 200
# Each act is timed twice: when the script has answered, and when the browser has laid the page out.
ACT = """([selector, i, text]) => {
  const elements = document.querySelectorAll(selector);
  const element = elements[i % elements.length];
  const start = performance.now();
  if (text === null) element.click();
  else { element.value = text; element.form.requestSubmit(); }
  const answered = performance.now() - start;
  document.body.getBoundingClientRect();
  return [answered, performance.now() - start];
}"""


def data(n: int) -> str:
    """The script of a catalogue of `n` fiches, from a fixed seed."""
    rng = random.Random(20261120)
    vocabulaires = load(ROOT)[0].vocabulaires

    def fiche(i: int) -> Pratique:
        own = {name: tuple(v.id for v in rng.sample(voc.valeurs, min(len(voc.valeurs), rng.randint(1, 4)))) for name, voc in ours}
        day = date(2026, 1, 1) + timedelta(days=i % 300)
        return Pratique(
            slug=f"fiche-{i}",
            fichier="",
            facettes=own,
            titre=sentence(rng, 6).rstrip("."),
            resume=f"{sentence(rng, 20)} {sentence(rng, 20)}",
            statut="publie",
            cree_le=day,
            revu_le=day,
            nature=rng.choice(["levier", "obstacle", "experience", "methode"]),
            situation="",
            a_quoi_ca_sert="",
            etapes=(),
        )

    ours = [(name, voc) for name, voc in vocabulaires.items() if voc.types != ("reference",)]
    fiches = [fiche(i) for i in range(n)]
    return script(facets(vocabulaires.values(), fiches), fiches)


def measure(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector("[data-total]")
    start = page.evaluate("performance.timing.domContentLoadedEventEnd - performance.timing.responseEnd")
    print("| geste | fois | script, médiane | script, pire | avec mise en page, médiane | pire |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    row("cocher ou décocher", [page.evaluate(ACT, ["[data-guide=facette]:enabled", i * 7, None]) for i in range(CLICKS)])
    page.goto(address)
    row("premier mot", [page.evaluate(ACT, [".guide-catalogue form input", 0, "partenariat"])])
    texts = ["commune", "habit", "réunions du comité", "méthode simple", "parttenariat"] * 8
    row("mots suivants", [page.evaluate(ACT, [".guide-catalogue form input", 0, text]) for text in texts])
    print(f"\nDe la réponse du serveur à la page prête : {start} ms.")


def row(name: str, times: list[list[float]]) -> None:
    columns = [value for column in zip(*times, strict=True) for value in (statistics.median(column), max(column))]
    print(f"| {name} | {len(times)} | {' | '.join(f'{ms:.1f}'.replace('.', ',') for ms in columns)} |")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def main(site: Path, n: int) -> None:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    text = data(n)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.route(
            "**/catalogue-donnees.js", lambda route: route.fulfill(content_type="text/javascript; charset=utf-8", body=text)
        )
        measure(page, f"http://127.0.0.1:{server.server_port}/catalogue/")
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "site"), int(sys.argv[2]) if len(sys.argv) > 2 else 2000)
