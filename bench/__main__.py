"""The whole `guide build` against the bare engine on plain pages of the same text, in one run.

usage: python -m bench [N …]     (100 and 1000 unless told)
       python -m bench.search [N …] measures search against those of the engines
       python -m bench.catalogue    measures the catalogue
       python -m bench.booklets [N …] measures booklets against other ways to make a PDF
Prints a Markdown table: seconds (best of the rounds), peak memory of the heaviest process, ratios.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from . import corpus

ROUNDS = 3


def run(command: list[str], folder: Path) -> tuple[float, float]:
    """Seconds and peak memory (MiB, heaviest process of the tree) of one command. Raises when it fails."""
    start = time.perf_counter()
    pid = os.posix_spawn(
        "/bin/sh",
        ["sh", "-c", 'cd "$0" && exec "$@" >/dev/null 2>&1', str(folder), *command],
        {**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    _, status, usage = os.wait4(pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed in {folder}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def main(sizes: list[int]) -> None:
    python = sys.executable
    guide_command = [python, "-m", "generator", "build"]
    bare_command = [python, "-m", "mkdocs", "build", "-q"]
    commands = {"guide build": guide_command, "nu, mêmes dossiers": bare_command, "nu, dossiers de 50": bare_command}
    print("| fiches | commande | secondes | par fiche (ms) | mémoire (Mio) | guide / commande |")
    print("| ---: | --- | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as scratch:
        for n in sizes:
            folders = dict(zip(commands, corpus.make(Path(scratch), n), strict=True))
            best: dict[str, tuple[float, float]] = {}
            for _ in range(ROUNDS):
                for name, command in commands.items():
                    for output in ("site", "build"):
                        shutil.rmtree(folders[name] / output, ignore_errors=True)
                    best[name] = min(best.get(name, (9e9, 0)), run(command, folders[name]))
            for name, (seconds, memory) in best.items():
                ratio = best["guide build"][0] / seconds
                print(f"| {n} | {name} | {seconds:.2f} | {1000 * seconds / n:.1f} | {memory:.0f} | {ratio:.2f} |")


if __name__ == "__main__":
    main([int(arg) for arg in sys.argv[1:]] or [100, 1000])
