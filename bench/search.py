"""What a search costs a reader, in a real Chromium: our guide, Material's own search and Zensical's own, in one run.

usage: python -m bench.search [--dossier DOSSIER] [N …]     (100, 1000 and 10000 unless told)
The sites are built in DOSSIER, where those of an earlier run serve again, or in a temporary folder.

Each query is that of a reader who comes for the first time: nothing in cache, the page read and idle, then the box
opened and the words given at once. Counted: what the search engine sends, compressed as a host would (for the two others,
their index comes with the page), and the time from the words to the first results, then to the whole answer. An engine
that makes its index with the page is ready by then: so the same is asked by one who does not wait, and counted from the
moment when the page was asked for.
Prints a Markdown table: the median of the queries, the worst one in brackets.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import gzip
import http.server
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from . import corpus

CHROMIUM = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
TEXT = (".css", ".html", ".js", ".json", ".svg", ".txt", ".xml")
PATIENCE = 20_000  # ms: « No results » is what Zensical says, too, as long as its index is not ready
# Waits for the answer to `text`, frame by frame: a result is seen in the frame after the one that shows it.
WATCH = """([results, state, done, text, patience]) => {
  const deep = (selector) => [document, ...[...document.body.children].map((e) => e.shadowRoot).filter(Boolean)]
    .flatMap((root) => [...root.querySelectorAll(selector)]);
  window.isDone = () => deep(state).some((e) => (done ? new RegExp(done).test(e.textContent) : e.dataset.mots === text));
  window.answer = new Promise((resolve, reject) => {
    let start = null, first = null, done = null;
    addEventListener("input", (event) => (start ??= event.timeStamp), { capture: true, once: true });
    setTimeout(() => reject(new Error(`no answer to ${text}`)), 300000);
    const look = () => {
      const now = performance.now() - start;
      const links = [...new Set(deep(results).map((e) => e.href.split("#")[0]))];
      if (start !== null) {
        if (links.length) first ??= now;
        done = isDone() ? (done ?? now) : null;
        if (done !== null && (links.length || now - done > patience)) {
          const complete = links.length ? now : done;
          return resolve({ first, complete, start, origin: performance.timeOrigin, links });
        }
      }
      requestAnimationFrame(look);
    };
    look();
  });
}"""


@dataclass(frozen=True)
class Engine:
    """A search to measure: the tree its site is built from and how, its box, its results, and what tells that it is done
    (words in `state`; our guide writes what it has answered in `data-mots`). `sent` are the addresses of what it loads
    with the page."""

    name: str
    tree: str
    output: str
    build: tuple[str, ...]
    box: str
    results: str
    state: str
    done: str = ""
    sent: str = ""


ENGINES = (
    Engine(
        "le guide",
        "guide",
        "site",
        ("generator", "build"),
        "[data-guide=recherche]",
        "[data-guide=resultat] a",
        "#guide-panneau",
    ),
    Engine(
        "Material",
        "nu-50",
        "site-material",
        ("mkdocs", "build", "-q", "-d", "site-material"),
        "[data-md-component=search-query]",
        ".md-search-result__link",
        ".md-search-result__meta",
        "trouvé",
        r"search_index|workers/search|/lunr/",
    ),
    Engine(
        "Zensical",
        "nu-50",
        "site",
        ("zensical", "build"),
        ".md-search__button",
        "[role=listbox] a",
        "[role=status]",
        r"No results|\d results?$",
        r"search\.json|workers/search",
    ),
)


@dataclass(frozen=True)
class Query:
    """Words, and the fiche that a reader who types them wants (none when they name many)."""

    words: str
    wanted: str | None


@dataclass
class Answer:
    """Kilobytes and milliseconds, to the first results (None: there is none) and to the whole answer; the milliseconds of
    the next search in the same page; those of a reader in a hurry; whether the fiche wanted is one of the first ten."""

    first_kb: float | None
    kb: float
    first_ms: float | None
    ms: float
    next_ms: float
    hurried_ms: float
    found: bool | None


@dataclass
class Sent:
    """What the server has sent: (seconds since 1970, address, bytes)."""

    files: list[tuple[float, str, int]] = field(default_factory=list)

    def kb(self, pattern: str = "", until: float = float("inf")) -> float:
        return sum(size for when, path, size in self.files if when <= until and re.search(pattern, path)) / 1000


COLUMNS = ("first_kb", "kb", "first_ms", "ms", "next_ms", "hurried_ms")


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Files as a host sends them: text compressed, once for all."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or each small file waits 40 ms for an acknowledgement
    sent: Sent

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            return self.send_error(404)
        body, packed = _body(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.sent.files.append((time.time(), self.path, len(body)))
        self.wfile.write(body)


@functools.cache
def _body(path: Path) -> tuple[bytes, bool]:
    content = path.read_bytes()
    return (gzip.compress(content, 6), True) if path.suffix in TEXT else (content, False)


@contextlib.contextmanager
def served(site: Path) -> Iterator[tuple[str, Sent]]:
    """The address of a site while the block runs, and what is sent of it."""
    sent = Sent()
    handler = type("Handler", (_Handler,), {"sent": sent})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", sent
    server.shutdown()
    server.server_close()


def queries(tree: Path) -> list[Query]:
    """Six queries about fiches from the middle of the plain pages in `tree`."""
    definitions, pratiques = (sorted(tree.glob(f"docs/{kind}-*/*.md")) for kind in ("definitions", "pratiques"))
    definition, pratique = definitions[len(definitions) // 2], pratiques[len(pratiques) // 2]
    other = next(page for page in definitions[len(definitions) // 3 :] if not _title(page).isascii())
    by_length = sorted(_title(definition).split(), key=len)
    known = corpus.vocabulary()[0]
    rare = [word for word in re.findall(r"\w+", pratique.read_text("utf-8").lower()) if word not in known]
    return [
        Query(_title(pratique), pratique.stem),
        Query(by_length[-1][:4], None),
        Query(" ".join(by_length[-2:]), definition.stem),
        Query(max(rare, key=len), pratique.stem),
        Query("".join(c for c in unicodedata.normalize("NFD", _title(other)) if c.isascii()).lower(), other.stem),
        Query(definition.read_text("utf-8").split("\n\n")[1], definition.stem),
    ]


def _title(page: Path) -> str:
    return page.read_text("utf-8").partition("\n")[0].removeprefix("# ")


def built(folder: Path, engine: Engine) -> Path:
    """The site of an engine, built if it is not yet."""
    site = folder / f"site-{engine.name.split()[-1]}".lower()
    if not site.exists():
        command = ["timeout", "7200", sys.executable, "-m", *engine.build]
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        subprocess.run(command, cwd=folder / engine.tree, env=environment, check=True, stdout=subprocess.DEVNULL)
        (folder / engine.tree / engine.output).rename(site)
    return site


def ask(browser: Browser, address: str, sent: Sent, engine: Engine, query: Query, following: Query) -> Answer:
    """A first search, by a reader who comes for the first time, and a second one in the same page."""
    hurried = _hurried(browser, address, engine, query)
    with _visit(browser) as page:
        sent.files.clear()
        page.goto(address)
        page.wait_for_load_state("networkidle")
        if not engine.sent:
            sent.files.clear()
        found = _typed(page, engine, query.words)
        shown = None if found["first"] is None else (found["origin"] + found["start"] + found["first"]) / 1000
        first_kb, kb = shown and sent.kb(engine.sent, shown), sent.kb(engine.sent)
        page.keyboard.press("Control+a")
        page.keyboard.press("Delete")
        page.wait_for_function("!isDone()")
        following_ms = _typed(page, engine, following.words, opened=True)["complete"]
    wanted = any(f"/{query.wanted}/" in link for link in found["links"][:10]) if query.wanted else None
    return Answer(first_kb, kb, found["first"], found["complete"], following_ms, hurried, wanted)


def _hurried(browser: Browser, address: str, engine: Engine, query: Query) -> float:
    """Milliseconds from the address asked to the whole answer, for a reader who types as soon as there is a box."""
    with _visit(browser) as page:
        page.goto(address, wait_until="domcontentloaded")
        found = _typed(page, engine, query.words)
        return found["start"] + found["complete"]


@contextlib.contextmanager
def _visit(browser: Browser) -> Iterator[Page]:
    """A page with nothing in cache."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def _typed(page: Page, engine: Engine, words: str, opened: bool = False) -> dict:
    if not opened:
        page.click(engine.box)
        page.wait_for_function("(document.activeElement.shadowRoot ?? document).activeElement.matches('input')")
    page.evaluate(WATCH, [engine.results, engine.state, engine.done, words, PATIENCE if "No" in engine.done else 0])
    page.keyboard.insert_text(words)
    page.keyboard.press("Shift")  # Material listens to keys
    return page.evaluate("answer")


def measure(browser: Browser, folder: Path, n: int, rounds: int, detailed: bool) -> None:
    asked = queries(folder / "nu-50")
    for engine in ENGINES:
        with served(built(folder, engine)) as (address, sent):
            ask(browser, address, sent, engine, asked[0], asked[1])  # the server compresses once
            answers = []
            for _ in range(rounds):
                for query, following in zip(asked, asked[1:] + asked[:1], strict=True):
                    answers.append(ask(browser, address, sent, engine, query, following))
                    if detailed:
                        print(query, answers[-1], *sent.files, sep="\n  ", file=sys.stderr)
        wanted = [a.found for a in answers if a.found is not None]
        columns = ([getattr(a, name) for a in answers] for name in COLUMNS)
        cells = " | ".join(map(_cell, columns))
        print(f"| {n} | {engine.name} | {cells} | {sum(wanted) // rounds} sur {len(wanted) // rounds} |", flush=True)


def _cell(values: list[float | None]) -> str:
    known = [value for value in values if value is not None]
    return f"{statistics.median(known):.0f} ({max(known):.0f})"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__.partition("\n")[0])
    parser.add_argument("sizes", metavar="N", type=int, nargs="*", default=[100, 1000, 10000])
    parser.add_argument("--dossier", type=Path, help="où construire les sites ; ceux qui y sont resservent")
    parser.add_argument("--detail", action="store_true", help="écrire ce que chaque question a demandé")
    options = parser.parse_args()
    print("| fiches | recherche | ko, premiers résultats | ko en tout | ms, premiers | ms, tout | ms, suivante", end=" | ")
    print("ms, lecteur pressé | trouvées |\n| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        for n in options.sizes:
            folder = (options.dossier or Path(scratch)) / str(n)
            if not folder.exists():
                corpus.make(folder, n)
            measure(browser, folder, n, 1 if n > 2000 else 3, options.detail)
            if not options.dossier:
                shutil.rmtree(folder)
        browser.close()


if __name__ == "__main__":
    main()
