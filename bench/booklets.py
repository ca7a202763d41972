"""A booklet of N fiches set by Typst, by WeasyPrint and by a headless Chromium, from the same texts, in one run.

usage: python -m bench.booklets [N …]     (100, 300 and 1000 unless told)
WeasyPrint is for this alone and in no lock: `uv pip install '.[bench]'`, and on Debian `apt-get install libpango-1.0-0
libpangoft2-1.0-0 libharfbuzz-subset0`. Without it, its rows are left out.

The texts are ready before the clock starts: a source for Typst, one page of HTML for the two others, with the same titles,
contents, links, font, paper and numbers of pages. « guide livret » is the whole command, from the fiches to its two PDFs.
Prints a Markdown table: seconds (best of the rounds), peak memory of all the processes, pages, size, and ratios to Typst.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import psutil
from lxml.html import tostring

from generator import handout, pdf, pipeline, printing
from generator.addresses import fiche_path
from generator.booklet import Ouvrage
from generator.fonts import FOLDER
from generator.link import link
from generator.typesetter import compile_pdf

from . import corpus

BOOKLET = """titre: Tout le guide
resume: Toutes les fiches.
date: 2026-11-20
parties:
  - {titre: Définitions, fiches: [{type: definition}]}
  - {titre: Pratiques, fiches: [{type: pratique}]}
options: {glossaire: false, sigles: false, bibliographie: false, index: false, qr: false}
"""
STYLE = """
@font-face { font-family: Texte; font-weight: 200 900; src: url("ROMAN"); }
@font-face { font-family: Texte; font-weight: 200 900; font-style: italic; src: url("ITALIC"); }
@page { size: A4; margin: 25mm 24mm 23mm; @bottom-center { content: counter(page); } }
body { font: 10.5pt/1.4 Texte; text-align: justify; hyphens: auto; }
h1, h2, h3, h4 { break-after: avoid; text-align: left; }
a { color: inherit; }
.contents a::after, .text a[href^="#"]::after { content: " (p. " target-counter(attr(href), page) ")"; }
"""
CHROMIUM = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
SOURCE, PAGE, MADE = "tout.json", "tout.html", "tout.pdf"


# --- the three, each in a process of its own ------------------------------------------------------------------------


def by_typst(folder: Path) -> None:
    told = json.loads((folder / SOURCE).read_text("utf-8"))
    entries = {"couleurs": told["couleurs"], "taille": "a4"}
    made = compile_pdf(told["source"], str(folder), str(FOLDER), told["date"], entries, lisible=True)
    (folder / MADE).write_bytes(pdf.finish(made))


def by_weasyprint(folder: Path) -> None:
    import weasyprint

    weasyprint.HTML(folder / PAGE).write_pdf(folder / MADE, pdf_variant="pdf/ua-1")


def by_chromium(folder: Path) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        page = browser.new_page()
        page.set_default_timeout(0)
        page.goto((folder / PAGE).as_uri())
        page.pdf(path=folder / MADE, prefer_css_page_size=True, tagged=True, outline=True)
        browser.close()


ENGINES: dict[str, Callable[[Path], None]] = {"typst": by_typst, "weasyprint": by_weasyprint, "chromium": by_chromium}
NAMES = {"typst": "Typst", "weasyprint": "WeasyPrint", "chromium": "Chromium", "guide": "guide livret (2 PDF)"}


# --- the same texts for all -----------------------------------------------------------------------------------------


def prepare(folder: Path, n: int) -> Path:
    """A guide of `n` fiches with one booklet of all of them, and beside it what each engine starts from."""
    guide = corpus.make(folder, n)[0]
    (guide / "livrets").mkdir()
    (guide / "livrets" / "tout.yml").write_text(BOOKLET, "utf-8")
    linked = link(pipeline.check(guide)[0])
    (ouvrage,) = printing.compositions(linked, linked.draft.livrets)
    travail = printing.prepare(ouvrage)
    told = {"source": travail.source, "couleurs": travail.couleurs, "date": travail.livret.date.isoformat()}
    (guide / SOURCE).write_text(json.dumps(told), "utf-8")
    (guide / PAGE).write_text(html(ouvrage), "utf-8")
    return guide


def html(ouvrage: Ouvrage) -> str:
    """The booklet as one page: links to what is not in it become words."""
    places = {fiche_path(h.fiche): f"#{h.fiche.slug}" for h in ouvrage.fiches.values()}
    contents, texts = [], []
    for slug, found in ouvrage.fiches.items():
        body = handout.among_others(found, 1, lambda path: places.get(path.partition("#")[0], ""))
        body.tag = "section"
        body.set("id", slug)
        body.set("class", "text")
        for element in [a for a in body.iter("a") if not a.get("href")]:
            element.drop_tag()
        contents.append(f'<li><a href="#{slug}">{body[0].text_content()}</a></li>')
        texts.append(tostring(body, encoding="unicode"))
    roman, italic = (FOLDER / name for name in ("SourceSans3[wght].ttf", "SourceSans3-Italic[wght].ttf"))
    style = STYLE.replace("ROMAN", roman.as_uri()).replace("ITALIC", italic.as_uri())
    head = f'<meta charset="utf-8"><title>{ouvrage.livret.titre}</title><style>{style}</style>'
    nav = f'<h1>{ouvrage.livret.titre}</h1><nav class="contents"><ol>{"".join(contents)}</ol></nav>'
    return f'<!doctype html><html lang="fr"><head>{head}</head><body>{nav}{"".join(texts)}</body></html>'


# --- measures -------------------------------------------------------------------------------------------------------


def run(command: list[str], folder: Path) -> tuple[float, float]:
    """Seconds and peak memory (MiB, shared memory counted once, all the processes of the tree). Raises when it fails."""
    start = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(corpus.ROOT)}
    process = psutil.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
    peak = 0
    while process.poll() is None:
        looked = time.perf_counter()
        peak = max(peak, sum(map(_memory, (process, *_children(process)))))
        with contextlib.suppress(psutil.TimeoutExpired):  # looking slows a large process down: seldom
            process.wait(max(0.05, 20 * (time.perf_counter() - looked)))
    seconds = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed in {folder}")
    return seconds, peak / 2**20


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def _memory(process: psutil.Process) -> int:
    try:
        return process.memory_full_info().pss
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return 0


def measure(folder: Path, names: Iterable[str], rounds: int) -> dict[str, tuple[float, float, int, int]]:
    """Seconds, MiB, pages and bytes of each engine: the best of alternate rounds."""
    best: dict[str, tuple[float, float, int, int]] = {}
    for _ in range(rounds):
        for name in names:
            for made in (folder / MADE, folder / "build", folder / "site"):
                shutil.rmtree(made) if made.is_dir() else made.unlink(missing_ok=True)
            made, module = folder / MADE, ["bench.booklets", f"--{name}"]
            if name == "guide":
                made, module = folder / "site" / "livrets" / MADE, ["generator", "livret"]
            spent = run([sys.executable, "-m", *module], folder)
            found = (*spent, pdf.count_pages(made.read_bytes()), made.stat().st_size)
            best[name] = min(best.get(name, found), found)
    return best


def main(sizes: list[int]) -> None:
    names = [name for name in NAMES if name != "weasyprint" or importlib.util.find_spec("weasyprint")]
    print("| fiches | moteur | secondes | par rapport à Typst | mémoire (Mio) | par rapport à Typst | pages | Mo | ko par page |")
    print("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as scratch:
        for n in sizes:
            best = measure(prepare(Path(scratch), n), names, rounds=3 if n <= 300 else 1)
            reference = best["typst"]
            for name, (seconds, memory, pages, size) in best.items():
                ratios = f"{seconds:.1f} | {seconds / reference[0]:.2f} | {memory:.0f} | {memory / reference[1]:.2f}"
                line = f"| {n} | {NAMES[name]} | {ratios} | {pages} | {size / 1e6:.2f} | {size / 1e3 / pages:.1f} |"
                print(line.replace(".", ","), flush=True)


if __name__ == "__main__":
    if sys.argv[1:] and sys.argv[1].startswith("--"):
        ENGINES[sys.argv[1].removeprefix("--")](Path.cwd())
    else:
        main([int(argument) for argument in sys.argv[1:]] or [100, 300, 1000])
