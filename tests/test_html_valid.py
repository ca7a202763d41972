"""Every page is valid HTML: the validator of W3C, on the real site and on one whose texts try to pass for code."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from guides import DEPOT
from html_pages import Site


def faults(validator: tuple[str, ...], folder: Path) -> list[str]:
    """Errors and warnings of the pages of a folder: « page:line: message — extract »."""
    run = subprocess.run([*validator, str(folder)], capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
    messages = json.loads(run.stdout)["messages"]
    return [_line(m, folder) for m in messages if m["type"] != "info" or m.get("subType") == "warning"]


def _line(message: dict[str, Any], folder: Path) -> str:
    place = f"{message['url'].partition(str(folder))[2]}:{message.get('lastLine', '?')}"
    return f"{place}: {message['message']} — {' '.join(message.get('extract', '').split())}"


def test_every_page_of_the_site_is_valid(validator: tuple[str, ...], site: Site) -> None:
    assert faults(validator, site.dossier) == []


def test_texts_that_try_to_pass_for_code_make_valid_pages(validator: tuple[str, ...], petit_site: Site) -> None:
    assert faults(validator, petit_site.dossier) == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<p id="a">un</p><p id="a">deux</p>', "Duplicate ID"),
        ("<ul><p>un</p></ul>", "not allowed"),
        ("<section><p>sans titre</p></section>", "Section lacks heading"),
    ],
)
def test_a_fault_is_found(validator: tuple[str, ...], tmp_path: Path, body: str, said: str) -> None:
    page = f'<!doctype html>\n<html lang="fr"><head><meta charset="utf-8"><title>T</title></head>\n<body>{body}</body></html>'
    (tmp_path / "page.html").write_text(page, "utf-8")
    found = faults(validator, tmp_path)
    assert all(line.startswith("/page.html:3: ") for line in found)
    assert said in " ".join(found)


def test_the_lock_of_the_tools_names_no_host() -> None:
    """Whoever installs asks the registry of their own choice; the content is known by its hash."""
    lock = json.loads((DEPOT / "tests" / "outils" / "package-lock.json").read_text("utf-8"))
    packages = [package for path, package in lock["packages"].items() if path]
    assert packages
    assert all(package["integrity"].startswith("sha512-") and "resolved" not in package for package in packages)
