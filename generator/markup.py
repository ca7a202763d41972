"""Markdown as source text: the raw HTML it holds outside code, and plain text made safe to put in it."""

from __future__ import annotations

import re

_FENCE = re.compile(r"^[ >]*(`{3,}|~{3,})[^`\n]*\n.*?(?:^[ >]*\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"(?<![\\`])(`++)(?!`)((?:(?!\n\s*\n).)+?)(?<!`)\1(?!`)", re.DOTALL)
_LIST_ITEM = re.compile(r"\s*(?:[-*+]|\d+\.)\s")
_TAG = re.compile(
    r"</?[a-zA-Z][a-zA-Z0-9-]*+(?:[\s/][^<>]*)?>"  # « a < b », <https://…> and <nom@exemple.fr> are not tags
    r"|<!--.*?(?:-->|\Z)|<!\[CDATA\[|<![a-zA-Z][^>]*>|<\?[a-zA-Z][^>]*>",
    re.DOTALL,
)

_SIGN = re.compile(r"[\\`*_{}\[\]]")
_ENTITY = re.compile(r"&(?=[#\w])")
_LAST_SIGNS = re.compile(r"#+$")  # in a heading they would be its end
_BLOCK_START = re.compile(r"^(?:[#>+!-]|\d+(?=\.))")


def raw_html(text: str) -> tuple[tuple[int, str], ...]:
    """The raw HTML tags and comments of `text` outside code, as (offset, tag), in order."""
    if "<" not in text:
        return ()
    return tuple((m.start(), m[0]) for m in _TAG.finditer(_without_code(text)))


def escape(text: str) -> str:
    """Plain text as one line of Markdown that shows it as it is (bars excepted: only a table reads them)."""
    line = " ".join(text.split("\n")).strip()
    line = _ENTITY.sub("&amp;", _SIGN.sub(r"\\\g<0>", line)).replace("<", "&lt;")
    line = _LAST_SIGNS.sub(lambda m: "\\#" * len(m[0]), line)
    if line[:1] in ("~", ":", "="):
        return f"&#{ord(line[0])};{line[1:]}"
    return _BLOCK_START.sub(lambda m: m[0] + "\\" if m[0].isdigit() else "\\" + m[0], line)


def _without_code(text: str) -> str:
    """`text` with its code replaced by as many characters: what is left stands where it stood."""
    if "`" in text or "~~~" in text:
        text = _SPAN.sub(_blank, _FENCE.sub(_blank, text))
    return _blank_indented(text) if "    " in text or "\t" in text else text


def _blank(m: re.Match[str]) -> str:
    return re.sub(r"[^\n]", "x", m[0])


def _blank_indented(text: str) -> str:
    """Lines set back by four spaces after an empty line are code, except below a list item."""
    lines, in_list, after_blank, in_code = [], False, True, False
    for line in text.split("\n"):
        indented = line.startswith(("    ", "\t"))
        if not line.strip():
            after_blank = True
        else:
            in_code = indented and not in_list and (after_blank or in_code)
            if not indented:
                in_list = bool(_LIST_ITEM.match(line)) or (in_list and not after_blank)
            after_blank = False
        lines.append(re.sub(r"\S", " ", line) if in_code else line)
    return "\n".join(lines)
