"""Lets plain `mkdocs build` and `mkdocs serve` prepare the pages that `guide build` prepares itself."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from mkdocs.exceptions import Abort

from generator import engine


def on_pre_build(config: Any) -> None:
    """Stage the pages unless `guide build` has just done it. Raises MkDocs' `Abort` with every problem."""
    if os.environ.get(engine.STAGED):
        return
    # Imported here: under `guide build` the engine does not need the rest of the generator.
    from generator import pipeline
    from generator.load import RacineInutilisable

    try:
        pipeline.stage(Path(config.config_file_path).parent)
    except pipeline.ContenuInvalide as stop:
        raise Abort("\n".join(map(str, stop.problemes))) from None
    except (RacineInutilisable, OSError) as stop:
        raise Abort(str(stop)) from None


def on_post_build(config: Any) -> None:
    """Mark the site as ours, so that the next `guide build` may replace it."""
    if os.environ.get(engine.STAGED):
        return
    from generator import publish

    publish.mark(Path(config.site_dir))
