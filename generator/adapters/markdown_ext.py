"""The file of annotations into the Markdown extension that both engines load.

In `mkdocs.yml`: `markdown_extensions: [generator.adapters.markdown_ext: {annotations: build/annotations.json}]`.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from ..addresses import ANNOTATIONS_JSON
from ..annotations import Annotations, from_json
from ..prose import GuideExtension


class AnnotationsIllisibles(Exception):
    """The pages ask for annotations and the file is missing or is something else. The message is French."""


def makeExtension(**config: Any) -> GuideExtension:
    """The extension reading the JSON file `annotations` (by default `build/annotations.json`).

    The file is read when a page needs it, once for all pages until it changes.
    """
    path = Path(config.get("annotations", ANNOTATIONS_JSON))
    return GuideExtension(lambda: read_annotations(path))


def read_annotations(path: Path) -> Annotations:
    """The annotations in `path`. Raises AnnotationsIllisibles, with a sentence that says what to do."""
    try:
        state = path.stat()
        return _load(path.resolve(), state.st_mtime_ns, state.st_size)
    except (OSError, ValueError) as error:
        reason = "est introuvable" if isinstance(error, FileNotFoundError) else "ne se lit pas"
        raise AnnotationsIllisibles(f"{path} {reason} : lancez « guide build », qui écrit ce fichier.") from None


@lru_cache(maxsize=4)
def _load(path: Path, mtime: int, size: int) -> Annotations:
    return from_json(path.read_text(encoding="utf-8"))
