"""A built site → what makes it work from a folder, by double click: a browser gives no directory there and no module.

Pure: gives the files to write; `pipeline` writes them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from .fulltext import Texte
from .searchindex import FOLDER, GROUPE

# What only a server uses.
SERVER_ONLY = ("404.html", "sitemap.xml", "sitemap.xml.gz")
LISEZ_MOI = """\
Ce dossier contient le guide entier, à lire sans connexion.

Ouvrez « index.html » par un double clic. Copiez toujours le dossier entier : les pages ont besoin les unes des autres.
"""
_TAG = re.compile(r"<(?:a|form|meta)\s[^>]*>")
# In a tag, an address of the site that ends with a folder: what precedes it, and the address.
_FOLDER = re.compile(r"""(\s(?:href|action)="|;\s?url=)((?!\w+:|//|#)[^"#?]*(?:/|(?<=["/=])\.{1,2}))(?=["#?])""")


def files(site: Path, texts: Iterable[Texte]) -> Iterator[tuple[str, bytes]]:
    """(path in the site, content) of every file to write over the built site."""
    for path in sorted(site.rglob("*.html")):
        source = path.read_text("utf-8")
        yield path.relative_to(site).as_posix(), with_files(source).encode()
    yield f"{FOLDER}/textes.js", text_script(texts).encode()
    yield "LISEZ-MOI.txt", LISEZ_MOI.encode()


def with_files(source: str) -> str:
    """A page whose links lead to files: « ../sigles/#ccas » → « ../sigles/index.html#ccas »."""
    return _TAG.sub(lambda tag: _FOLDER.sub(lambda m: f"{m[1]}{m[2].removesuffix('/')}/index.html", tag[0]), source)


def text_script(texts: Iterable[Texte]) -> str:
    """The texts of the pages as the script that `recherche-hors-ligne.js` loads."""
    rows = [
        [
            text.entree.titre,
            text.entree.adresse,
            text.entree.type,
            text.entree.slug,
            GROUPE[text.entree.type],
            [[part.ancre, part.titre, "\n".join(part.blocs)] for part in text.sections],
        ]
        for text in texts
    ]
    return f"Guide.texts.add({json.dumps(rows, ensure_ascii=False, separators=(',', ':'))});\n"
