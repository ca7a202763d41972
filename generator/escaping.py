"""Plain text → Markdown that reads as that text: titles, summaries and sentences placed in pages."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"[\\`*_\[\]{]")
_LINE_START = re.compile(r"^(\s*)([#>+:=|~-]|!!!|\?\?\?|\d+(?=[.)]))", re.MULTILINE)


def escape(text: str) -> str:
    """`text` with every sign that Markdown would interpret made literal."""
    text = _SIGNS.sub(r"\\\g<0>", text.replace("&", "&amp;").replace("<", "&lt;"))
    return _LINE_START.sub(_literal, text)


def _literal(match: re.Match[str]) -> str:
    lead, sign = match.groups()
    return f"{lead}&#8203;{sign}" if sign[0] in ":=~|?" else f"{lead}{sign}\\" if sign.isdigit() else f"{lead}\\{sign}"
