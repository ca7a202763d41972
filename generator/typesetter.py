"""The program that sets one PDF: told what to set on its standard input (JSON), it answers on its standard output.

The only module that imports typst, and nothing of ours: `typeset` runs it as a file, apart from the folder it is called in.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime

import typst


def compile_pdf(source: str, racine: str, polices: str, date: str, entrees: dict[str, str], lisible: bool) -> bytes:
    """A Typst source → a PDF; the fonts are those of the folder `polices`. Raises `typst.TypstError`."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[polices])
    compiler = typst.Compiler(source.encode(), root=racine, font_paths=fonts, sys_inputs=entrees)
    standards = ["a-2a", "ua-1"] if lisible else ["a-2b"]
    day = datetime.fromisoformat(date).replace(tzinfo=UTC)
    made = compiler.compile(format="pdf", pdf_standards=standards, pdf_tags=lisible, timestamp=day)
    assert isinstance(made, bytes)
    return made


if __name__ == "__main__":
    try:
        answer = compile_pdf(**json.load(sys.stdin))
    except typst.TypstError as error:
        answer = " ".join((f"{error.message}.", *error.hints)).encode()
    sys.stdout.buffer.write(answer)
