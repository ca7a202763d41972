"""What browser tests share: a site served on this machine, each kind of page it has, what axe finds in a page."""

from __future__ import annotations

import functools
import http.server
import threading

from axe_playwright_python.sync_playwright import Axe
from html_pages import Site
from playwright.sync_api import Browser, Page, expect

from generator.link import Guide
from generator.model import TYPES, Fiche

AXE = {
    "runOnly": {"type": "tag", "values": ["RGAAv4", "experimental", "wcag2a", "wcag2aa", "wcag21aa"]},
    "resultTypes": ["violations"],  # four times faster: the rest is not described
}
PAGES = [
    "accueil",
    *TYPES,
    "glossaire",
    "sigles",
    "bibliographie",
    "reference",
    "catalogue",
    "facette",
    "pratiques",
    "chiffres",
    "livrets",
    "livret",
    "plan",
    "accessibilite",
    "404",
]
"""Each kind of page; `addresses` says where one of that kind is."""


def addresses(guide: Guide) -> dict[str, str]:
    """For each kind of page, the one that holds the most."""

    def size(fiche: Fiche) -> int:
        return sum(map(len, map(str, vars(fiche).values())))

    richest = {type_: max(guide.de_type(type_), key=size) for type_ in TYPES}
    cited = max(guide.references, key=lambda key: len(guide.citations.get(key, ())))
    facet = max((v for v in guide.draft.vocabulaires.values() if "reference" not in v.types), key=lambda v: len(v.valeurs))
    return {type_: f"/{fiche.DOSSIER}/{fiche.slug}/" for type_, fiche in richest.items()} | {
        "accueil": "/",
        "glossaire": "/glossaire/",
        "sigles": "/sigles/",
        "bibliographie": "/bibliographie/",
        "reference": f"/bibliographie/{cited}/",
        "catalogue": "/catalogue/",
        "facette": f"/catalogue/{facet.nom.replace('_', '-')}/",
        "pratiques": "/pratiques/",
        "chiffres": "/chiffres-cles/",
        "livrets": "/livrets/",
        "livret": f"/livrets/{guide.draft.livrets[0].slug}/",
        "plan": "/plan-du-site/",
        "accessibilite": "/accessibilite/",
        "404": "/nulle/part/",
    }


def audit(chromium: Browser, origine: str, scheme: str, paths: list[str], width: int = 1280) -> dict[str, list[str]]:
    """What axe finds, by address; `scheme` is « light » or « dark »."""
    context = chromium.new_context(color_scheme="dark" if scheme == "dark" else "light", viewport={"width": width, "height": 900})
    page = context.new_page()
    found = {}
    for path in paths:
        page.goto(origine + path)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate" if scheme == "dark" else "default")
        if seen := faults(page):
            found[path] = seen
    context.close()
    return found


def faults(page: Page) -> list[str]:
    """What axe finds in the page as it is now."""
    violations = Axe().run(page, options=AXE).response["violations"]
    return [f"{v['id']} {node['target']}: {node['failureSummary']}" for v in violations for node in v["nodes"]]


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files of a site, silently; its own page for unknown addresses, as a host would."""

    def log_message(self, format: str, *args: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        with open(f"{self.directory}/404.html", "rb") as file:
            body = file.read()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class served:
    """A site on 127.0.0.1 while the block runs; gives its origin."""

    def __init__(self, site: Site, handler: type[Handler] = Handler) -> None:
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(site.dossier)))

    def __enter__(self) -> str:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}"

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()
