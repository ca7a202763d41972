"""From references to author-date calls and ISO 690 notices: one call of pandoc's citeproc, kept in a cache.

pandoc reads and writes its own document tree (JSON), so that no text is ever taken for markup. The style is
`styles/iso690-auteur-date.csl`; `csljson` prepares its variables, `notice` sets the French typography.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import Any

from . import csljson, lexicon, notice, pandoc, typography
from .bibmodel import Morceau, Reference, ReferenceFormatee
from .lexicon import fold

STYLE = Path(__file__).parent / "styles" / "iso690-auteur-date.csl"
# The code that changes the output, hashed with the style and the items: an old cache is never read by new code.
_SOURCES = (STYLE, *(Path(module) for module in (__file__, lexicon.__file__, notice.__file__, typography.__file__)))
_API_VERSION = [1, 23, 1]
# What may stand before the first word of a title.
_OPENING = "«“\"'([… \u00a0\u202f"
_SIGNS = tuple(_OPENING)


def format_references(references: Sequence[Reference], cache: Path | None = None) -> Mapping[str, ReferenceFormatee]:
    """The formatted form of every reference, by key, in the order of the sorted bibliography.

    `cache` is a folder where the result is kept until anything that determines it changes; it is made if missing,
    and what is damaged in it is ignored. Raises `PandocEnEchec` when pandoc is missing or fails.
    """
    if not references:
        return {}
    by_key = {reference.cle: reference for reference in references}
    items = [csljson.to_item(reference, by_key) for reference in by_key.values()]
    path = cache / f"references-{_fingerprint(items)}.json" if cache else None
    if path:
        known = _read_cache(path, by_key)
        if known:
            return known
    formatted = _read_document(_run_pandoc(_document(items)))
    if path:
        _write_cache(path, formatted)
    return formatted


def _document(items: Sequence[csljson.Item]) -> dict[str, Any]:
    """A pandoc document that cites every item once, alone, in one paragraph."""
    citation = {
        "citationPrefix": [],
        "citationSuffix": [],
        "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": 0,
        "citationHash": 0,
    }
    blocks = [{"t": "Para", "c": [{"t": "Cite", "c": [[citation | {"citationId": item["id"]}], []]}]} for item in items]
    return {
        "pandoc-api-version": _API_VERSION,
        "meta": {"lang": _meta("fr-FR"), "references": _meta([_told(item) for item in items])},
        "blocks": blocks,
    }


def _told(item: csljson.Item) -> csljson.Item:
    """The item with its title in a span that says its language, which citeproc keeps."""
    if "language" not in item:
        return item
    span = {"t": "Span", "c": [["", [], [["lang", item["language"]]]], [{"t": "Str", "c": item["title"]}]]}
    return item | {"title": {"t": "MetaInlines", "c": [span]}}


def _meta(value: Any) -> dict[str, Any]:
    """A value as pandoc metadata; a MetaString is plain text, and what is metadata already stays as it is."""
    if isinstance(value, dict) and value.get("t") == "MetaInlines":
        return value
    if isinstance(value, dict):
        return {"t": "MetaMap", "c": {name: _meta(part) for name, part in value.items()}}
    if isinstance(value, list):
        return {"t": "MetaList", "c": [_meta(part) for part in value]}
    return {"t": "MetaString", "c": value}


def _run_pandoc(document: dict[str, Any]) -> dict[str, Any]:
    options = ("--from=json", "--to=json", "--citeproc", f"--csl={STYLE}")
    result: dict[str, Any] = json.loads(pandoc.run(options, json.dumps(document).encode(), "met en forme les références"))
    return result


def _read_document(document: dict[str, Any]) -> dict[str, ReferenceFormatee]:
    """Calls from the paragraphs, notices and ranks from the list that citeproc adds at the end."""
    *paragraphs, listing = document["blocks"]
    appels = {}
    for paragraph in paragraphs:
        citation = paragraph["c"][0]["c"]
        appels[citation[0][0]["citationId"]] = notice.to_text(citation[1])
    formatted = []
    for entry in listing["c"][1]:
        cle = entry["c"][0][0].removeprefix("ref-")
        inlines = [inline for block in entry["c"][1] for inline in block["c"]]
        formatted.append(ReferenceFormatee(cle, appels[cle], notice.to_runs(inlines), 0))
    return {f.cle: replace(f, rang=rang) for rang, f in enumerate(_filed_by_word(formatted))}


def _filed_by_word(listed: Sequence[ReferenceFormatee]) -> list[ReferenceFormatee]:
    """The list in its order, but for titles that begin with a sign: citeproc files « Une relation… » before A."""
    words = {f.cle: fold(f.texte.lstrip(_OPENING)) for f in listed}
    filed = [f for f in listed if not f.texte.startswith(_SIGNS)]
    for late in (f for f in listed if f.texte.startswith(_SIGNS)):
        following = (place for place, f in enumerate(filed) if words[f.cle] > words[late.cle])
        filed.insert(next(following, len(filed)), late)
    return filed


def _fingerprint(items: Sequence[csljson.Item]) -> str:
    """A name for everything that determines the output: items, style, our code, version of pandoc."""
    digest = hashlib.sha256(json.dumps(items, sort_keys=True, ensure_ascii=False).encode())
    for source in _SOURCES:
        digest.update(source.read_bytes() if source.is_file() else b"")
    for package in ("pypandoc_binary", "pypandoc"):
        try:
            digest.update(metadata.version(package).encode())
        except metadata.PackageNotFoundError:
            continue
    return digest.hexdigest()[:32]


def _read_cache(path: Path, expected: Mapping[str, Reference]) -> dict[str, ReferenceFormatee]:
    """What the file holds, or nothing when it is missing, damaged or incomplete."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        formatted = {
            str(cle): ReferenceFormatee(str(cle), str(appel), tuple(Morceau(*map(str, run)) for run in runs), rang)
            for rang, (cle, appel, runs) in enumerate(rows)
        }
    except (OSError, ValueError, TypeError, RecursionError):
        return {}
    return formatted if formatted.keys() == expected.keys() else {}


def _write_cache(path: Path, formatted: Mapping[str, ReferenceFormatee]) -> None:
    """Write beside, then rename; a cache that cannot be written costs time only."""
    rows = [[f.cle, f.appel, [[m.texte, m.style, m.href, m.langue] for m in f.notice]] for f in formatted.values()]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".references-", suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(rows, file, ensure_ascii=False)
        os.replace(beside, path)
        for old in path.parent.glob("references-*.json"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError:
        return
