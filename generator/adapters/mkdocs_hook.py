"""Lets plain `mkdocs build` and `mkdocs serve` prepare the pages that `guide build` prepares itself."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs.exceptions import Abort
from mkdocs.plugins import get_plugin_logger

from generator import engine
from generator.addresses import BUILD

WATCHED = ("content", "fiches", "ressources", "generator/templates", "overrides")
log = get_plugin_logger("guide")


def on_pre_build(config: Any) -> None:
    """Stage the pages, but the first time under `guide`, which has just done it. Raises MkDocs' `Abort` with every problem."""
    if os.environ.pop(engine.STAGED, None):
        return
    # Imported here: under `guide build` the engine does not need the rest of the generator.
    from generator import pipeline

    with _refusals():
        _, problems = pipeline.stage(_root(config))
    for problem in problems:
        log.warning(problem)


def on_post_build(config: Any) -> None:
    """Make the site searchable, and mark it as ours, so that the next `guide build` may replace it.

    Under `guide build` both are done after the engine. Raises MkDocs' `Abort`.
    """
    if os.environ.get(engine.FINISHED_AFTER):
        return
    from generator import pipeline, publish

    with _refusals(), publish.exclusive(_root(config) / BUILD):
        pipeline.index(_root(config), Path(config.site_dir))
        publish.mark(Path(config.site_dir))


def on_serve(server: Any, config: Any, builder: Any) -> None:
    """Follow what pages are made from. Not `watch:` in `mkdocs.yml`: MkDocs refuses there a folder that does not exist."""
    for folder in WATCHED:
        if (_root(config) / folder).exists():
            server.watch(str(_root(config) / folder))


@contextmanager
def _refusals() -> Iterator[None]:
    """What stops `guide` stops MkDocs, in the same words."""
    from generator.problems import Arret, refusal

    try:
        yield
    except Arret as stop:
        raise Abort("\n".join(map(str, (*stop.problemes, stop)))) from None
    except OSError as error:
        raise Abort(refusal(error)) from None


def _root(config: Any) -> Path:
    return Path(config.config_file_path).parent
